import { afterEach, describe, expect, it } from "vitest";
import { encodeAction, encodeForm } from "../../src/actions.ts";
import { createRateLimiter, type Room } from "../../src/administration/rate-limit.ts";
import type { Inbound } from "../../src/model.ts";
import { inDiscord } from "./in-discord.ts";
import { inSlack } from "./in-slack.ts";
import type { OpenWorkplace, Workplace } from "./workplace.ts";

const MINUTE = 60_000;
const TOO_MUCH = "That is a lot at once. Give me a minute, then ask again.";

describe.each<readonly [string, OpenWorkplace]>([
  ["Slack", inSlack],
  ["Discord", inDiscord],
])("the number of answers in %s", (_, open) => {
  let at: Workplace;
  afterEach(() => at.stop());

  it("is limited per person, who is told once, still gets first aid, and is answered again later", async () => {
    at = await open({ limits: { person: 3, workspace: 100 } });
    const { member, manager } = at.people;
    for (let asked = 0; asked < 3; asked += 1)
      expect((await at.writes(member, "what is a backup?")).all).toContain("A backup is a copy");
    const told = await at.writes(member, "what is a backup?");
    expect(told.all).toBe("");
    expect(told.alone).toContain(TOO_MUCH);
    expect(await at.writes(member, "what is a backup?")).toEqual({ all: "", alone: "" });
    const urgent = await at.writes(member, "my files are encrypted");
    expect(urgent.alone).toContain("078 170 170");
    expect((await at.writes(manager, "what is a backup?")).all).toContain("A backup is a copy");
    at.malinois.clock.now += MINUTE / 3;
    expect((await at.writes(member, "what is a backup?")).all).toContain("A backup is a copy");
    expect((await at.writes(member, "what is a backup?")).alone).toContain(TOO_MUCH);
  });

  it("is limited for forms too, which are not lost but show the reason at their first field", async () => {
    at = await open({ limits: { person: 1, workspace: 0 } });
    const { member } = at.people;
    const form = encodeForm({ name: "add-nudge", language: "en" });
    for (const time of ["10:10", "10:11"])
      expect((await at.fillsIn(member, form, { time, days: ["3"] })).alone).toContain("Set up as");
    const again = await at.fillsIn(member, form, { time: "11:11", days: ["3"] });
    expect(again.alone).toContain("That is a lot at once. Give me a minute, then send this again.");
    expect(again.alone).not.toContain("Set up as");
    at.malinois.clock.now += MINUTE;
    expect((await at.fillsIn(member, form, { time: "11:11", days: ["3"] })).alone).toContain("Wednesday at 11:11");
  });

  it("is limited per workspace too", async () => {
    at = await open({ limits: { person: 100, workspace: 2 } });
    const { member, manager } = at.people;
    for (const person of [member, manager])
      expect((await at.writes(person, "what is a backup?")).all).toContain("A backup is a copy");
    for (const person of [member, manager]) expect((await at.asks(person, "what is a backup?")).alone).toContain(TOO_MUCH);
    at.malinois.clock.now += MINUTE;
    expect((await at.asks(member, "what is a backup?")).alone).toContain("A backup is a copy");
  });

  it("is zero for a person who floods Malinois, whatever they ask", async () => {
    at = await open({ limits: { person: 1, workspace: 0 } });
    const { member } = at.people;
    for (let asked = 0; asked < 7; asked += 1) await at.writes(member, "what is a backup?");
    expect(await at.writes(member, "my files are encrypted")).toEqual({ all: "", alone: "" });
  });
});

describe.each<readonly [string, OpenWorkplace]>([
  ["Slack", inSlack],
  ["Discord", inDiscord],
])("a person who asks too much in %s", (_, open) => {
  let at: Workplace;
  afterEach(() => at.stop());
  const HAND_OFF = encodeAction({ kind: "form", form: "ask-person", language: "en" });

  it.each([
    ["beyond the limit", 2],
    ["in a flood", 12],
  ])("can still see their data, erase it and ask a person %s", async (__, questions) => {
    at = await open({ limits: { person: 1, workspace: 100 } });
    const { member } = at.people;
    for (let asked = 0; asked < questions; asked += 1) await at.writes(member, "what is a backup?");
    for (const [words, answer] of [
      ["privacy", "What I keep"],
      ["show my data", "what I keep about you"],
      ["delete my data", "Erase your data?"],
      ["I want to talk to a person", "Ask a person"],
      ["yes, erase my data", "I have forgotten"],
    ] as const)
      expect((await at.asks(member, words)).alone, words).toContain(answer);
    for (const [kind, answer] of [
      ["privacy", "What I keep"],
      ["confirm-erase", "Erase your data?"],
      ["erase", "I have forgotten"],
      ["person", "Ask a person"],
    ] as const)
      expect((await at.presses(member, encodeAction({ kind, language: "en" }))).alone, kind).toContain(answer);
    await at.malinois.settings.change(at.key, "hand-off.channel", at.channels[0], "me");
    for (let passedOn = 0; passedOn < 5; passedOn += 1) {
      const question = `my files are encrypted, number ${passedOn}`;
      expect((await at.fillsIn(member, HAND_OFF, { question })).alone).toContain("on its way to a person");
    }
    expect((await at.fillsIn(member, HAND_OFF, { question: "the sixth in a minute" })).alone).not.toContain("on its way");
    expect((await at.asks(member, "what is a backup?")).alone).not.toContain("A backup is a copy");
  });
});

describe("the rate limiter", () => {
  const clock = { now: 0 };
  const from = (person: string, kind: "asked" | "pressed" | "joined" = "asked") =>
    ({
      kind,
      place: { platform: "test", workspace: "w", channel: "c", private: true },
      asker: { id: person },
      action: { kind: "more", entry: "backup", language: "en" },
    }) as unknown as Inbound;

  it("counts a press as half a question, and does not count joining", () => {
    const take = createRateLimiter({ person: 2, workspace: 0 }, () => clock.now);
    const rooms: Room[] = [];
    for (let pressed = 0; pressed < 4; pressed += 1) rooms.push(take(from("a", "pressed")));
    rooms.push(take(from("a", "joined")), take(from("a")));
    expect(rooms).toEqual(["room", "room", "room", "room", "room", "first"]);
  });

  it("does not count requests about one's own data", () => {
    const take = createRateLimiter({ person: 1, workspace: 0 }, () => clock.now);
    const erase = { ...from("a", "pressed"), action: { kind: "confirm-erase", language: "en" } } as Inbound;
    expect([take(erase), take(erase), take(erase), take(from("a")), take(from("a")), take(erase)]).toEqual([
      ...["room", "room", "room", "room", "first", "room"],
    ]);
  });

  it("does not count questions beyond a person's limit towards the workspace's limit", () => {
    const take = createRateLimiter({ person: 1, workspace: 2 }, () => clock.now);
    for (let asked = 0; asked < 50; asked += 1) take(from("a"));
    expect(take(from("b"))).toBe("room");
  });

  it("does not count direct messages that belong to no workspace towards a limit that strangers would share", () => {
    const take = createRateLimiter({ person: 1, workspace: 2 }, () => clock.now);
    const directly = (person: string) => {
      const asked = from(person);
      return { ...asked, place: { ...asked.place, workspace: "" } };
    };
    expect(["a", "b", "c", "d", "a"].map((person) => take(directly(person)))).toEqual(["room", "room", "room", "room", "first"]);
  });

  it("remembers a limited number of people: those who asked last", () => {
    const take = createRateLimiter({ person: 1, workspace: 0 }, () => clock.now);
    take(from("first"));
    for (let person = 0; person < 9_999; person += 1) take(from(`p${person}`));
    expect(take(from("first"))).toBe("first");
    for (let person = 0; person < 10_000; person += 1) take(from(`q${person}`));
    expect(take(from("first"))).toBe("room");
  });

  it("refills evenly, never beyond one minute's allowance, and tolerates a clock that goes back", () => {
    const take = createRateLimiter({ person: 6, workspace: 0 }, () => clock.now);
    for (let asked = 0; asked < 6; asked += 1) expect(take(from("a"))).toBe("room");
    clock.now += MINUTE / 6;
    expect([take(from("a")), take(from("a"))]).toEqual(["room", "first"]);
    clock.now -= MINUTE;
    expect(take(from("a"))).toBe("over");
    clock.now += 10 * MINUTE;
    for (let asked = 0; asked < 6; asked += 1) expect(take(from("a"))).toBe("room");
    expect(take(from("a"))).toBe("first");
  });
});
