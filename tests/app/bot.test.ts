import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Action, decodeAction, encodeAction } from "../../src/actions.ts";
import { policiesWith } from "../../src/administration/policy.ts";
import { createWorkspaceSettings } from "../../src/administration/workspace-settings.ts";
import { type Bot, createBot } from "../../src/app/bot.ts";
import { type Knowledge, prepareKnowledge } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Asked, Decision, Place, Pressed, Reply } from "../../src/model.ts";
import type { Adapter, WorkspaceKey } from "../../src/ports.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { CANTEEN } from "../matching/toy-pack.ts";

const PLACE: Place = { platform: "test", workspace: "W", channel: "C", thread: "T", private: false };
const MINUTE = 60_000;

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await prepareKnowledge(CANTEEN, async (pack) => trainPack(pack, MATCHER_OPTIONS));
});

let store: OpenStore;
let now = 0;
let sent: { place: Place; reply: Reply }[] = [];
let logged: string[] = [];
let failSending = false;

beforeEach(async () => {
  store = await openStore({ dataDirectory: ":memory:" });
  now = Date.UTC(2026, 10, 24);
  sent = [];
  logged = [];
  failSending = false;
});
afterEach(() => store.close());

const adapter: Adapter = {
  name: "test",
  routes: [],
  start: async () => {},
  send: async (place, reply) => {
    if (failSending) throw new Error("the platform is away");
    sent.push({ place, reply });
  },
  find: async () => "unknown",
  health: () => ({ ok: true, detail: "" }),
  stop: async () => {},
};

function startBot(over: Partial<Parameters<typeof createBot>[0]> = {}): Bot {
  const log = (details: object, message: string) => logged.push(`${message} ${JSON.stringify(details)}`);
  const live = { current: async () => knowledge, suggest: async () => [] };
  const logger = { info: log, warn: log, error: log };
  return createBot({ store, knowledge: live, adapters: [adapter], now: () => now, logger, ...over });
}

let questions = 0;
function question(text: string, over: Partial<Asked> = {}): Asked {
  questions += 1;
  return { kind: "asked", id: `q${questions}`, place: PLACE, asker: { id: "U1" }, text, addressed: true, ...over };
}
function press(action: Action, over: Partial<Pressed> = {}): Pressed {
  const { id, place, asker } = question("");
  return { kind: "pressed", id, place, asker, action, text: "", ...over };
}
const titles = () => sent.map(({ reply }) => reply.title);

describe("the bot", () => {
  it("answers a question in its place", async () => {
    const decision = await startBot().receive(question("when does the canteen open"));
    expect(decision?.outcome).toBe("answer");
    expect(sent).toEqual([{ place: PLACE, reply: expect.objectContaining({ title: "When the canteen is open" }) }]);
  });

  it("answers a message once, even if it is delivered several times at once", async () => {
    const asked = question("when does the canteen open");
    await Promise.all([startBot().receive(asked), startBot().receive(asked), startBot().receive(asked)]);
    expect(sent).toHaveLength(1);
  });

  it("answers another message with the same words", async () => {
    const bot = startBot();
    await bot.receive(question("canteen hours"));
    await bot.receive(question("canteen hours"));
    expect(sent).toHaveLength(2);
  });

  it("understands follow-ups for a day, in the same thread only", async () => {
    const bot = startBot();
    await bot.receive(question("when does the canteen open"));
    expect((await bot.receive(question("source?")))?.action).toBe("sources");
    expect((await bot.receive(question("source?", { place: { ...PLACE, thread: "T2" } })))?.action).toBeUndefined();
    now += 25 * 60 * MINUTE;
    expect((await bot.receive(question("source?")))?.action).toBeUndefined();
  });

  it("keeps private conversations in one channel separate", async () => {
    const bot = startBot();
    const place = { ...PLACE, private: true };
    await bot.receive(question("when does the canteen open", { place }));
    expect((await bot.receive(question("source?", { place, asker: { id: "U2" } })))?.action).toBeUndefined();
    expect((await bot.receive(question("source?", { place })))?.action).toBe("sources");
  });

  it("keeps the conversations of people in one channel separate, outside threads", async () => {
    const bot = startBot();
    const { thread: _, ...place } = PLACE;
    const [anna, bert] = [{ id: "U1" }, { id: "U2" }];
    await bot.receive(question("what are the opening hours of the canteen", { place, asker: anna }));
    await bot.receive(question("what are the opening hours of the canteen", { place, asker: bert }));
    expect(sent[1]).toEqual(sent[0]);
    await bot.receive(question("en français", { place, asker: anna }));
    expect((await bot.receive(question("canteen hours", { place, asker: bert })))?.language).toBe("en");
    expect((await bot.receive(question("source?", { place, asker: { id: "U3" } })))?.action).toBeUndefined();
    expect((await bot.receive(question("source?", { place, asker: bert })))?.action).toBe("sources");
    now += 31 * MINUTE;
    expect((await bot.receive(question("source?", { place, asker: bert })))?.action).toBeUndefined();
  });

  it("continues with the answer that somebody replies to, whoever asked for it", async () => {
    const bot = startBot();
    const { thread: _, ...place } = PLACE;
    const first = question("when does the canteen open", { place, asker: { id: "U1" } });
    await bot.receive(first);
    await bot.receive(question("do you have vegetarian dishes", { place, asker: { id: "U2" } }));
    const reply = question("source?", { place, asker: { id: "U2" }, repliesTo: first.id });
    expect(await bot.receive(reply)).toMatchObject({ action: "sources", entries: [{ id: "opening-hours" }] });
  });

  it("shares a thread's context among everybody in it", async () => {
    const bot = startBot();
    await bot.receive(question("when does the canteen open"));
    expect((await bot.receive(question("source?", { asker: { id: "U2" } })))?.action).toBe("sources");
  });

  it("understands a follow-up in the next direct message, for half an hour", async () => {
    const bot = startBot();
    const line = (thread: string) => ({ place: { ...PLACE, private: true, recipient: "U1", thread } });
    await bot.receive(question("when does the canteen open", line("1")));
    now += 5 * MINUTE;
    expect((await bot.receive(question("source?", line("2"))))?.action).toBe("sources");
    await bot.receive(question("do you have vegetarian dishes", line("3")));
    // A follow-up in the thread of the first message continues with its topic.
    expect(await bot.receive(question("source?", line("1")))).toMatchObject({ entries: [{ id: "opening-hours" }] });
    now += 31 * MINUTE;
    expect((await bot.receive(question("source?", line("4"))))?.action).toBeUndefined();
  });

  it("explains an answer to anybody who asks, even days later", async () => {
    const bot = startBot();
    await bot.receive(question("what are the opening hours of the canteen"));
    const why = sent[0]?.reply.actions.find(({ action }) => action.kind === "why")?.action;
    const action = decodeAction(encodeAction(why ?? { kind: "help", language: "en" }));
    now += 48 * 60 * MINUTE;
    const pressed = press(action ?? { kind: "help", language: "en" }, {
      asker: { id: "U9" },
      place: { ...PLACE, private: true },
    });
    expect(await bot.receive(pressed)).toMatchObject({ action: "why" });
    expect(sent[1]?.reply.body[0]).toMatch(
      /I showed “When the canteen is open” because of these words in your question: .*“opening”/,
    );
  });

  it("knows the threads in which it takes part", async () => {
    const bot = startBot();
    expect(await bot.takesPart(PLACE)).toBe(false);
    await bot.receive(question("when does the canteen open"));
    expect(await bot.takesPart(PLACE)).toBe(true);
    const { thread: _, ...channel } = PLACE;
    await bot.receive(question("when does the canteen open", { place: channel }));
    expect(await bot.takesPart(channel)).toBe(false);
  });

  it("lists recent conversations: threads of the last two hours, channels and direct messages of the last half hour", async () => {
    const bot = startBot();
    const { thread: _, ...channel } = PLACE;
    const direct = { ...channel, channel: "D", recipient: "U1", private: true };
    const other = { ...PLACE, thread: "T2" };
    const ask = (place: Place) => bot.receive(question("when does the canteen open", { place }));
    expect(await bot.recentPlaces("test")).toEqual([]);
    await ask(PLACE);
    now += 91 * MINUTE;
    await ask(channel);
    now += MINUTE;
    await ask(direct);
    now += MINUTE;
    await ask(other);
    const [inThread, inChannel, inDirect, inOther] = [PLACE, channel, direct, other].map(
      ({ platform: __, private: ___, recipient: ____, ...place }: Place) => place,
    );
    expect(await bot.recentPlaces("test")).toEqual([inOther, inThread, inDirect, inChannel]);
    expect(await bot.recentPlaces("another")).toEqual([]);
    now += 28 * MINUTE;
    expect(await bot.recentPlaces("test")).toEqual([inOther, inDirect]);
    now += 120 * MINUTE;
    expect(await bot.recentPlaces("test")).toEqual([]);
    const broken = { ...store, threadsExpiring: () => Promise.reject(new Error("no store")) };
    expect(await startBot({ store: broken }).recentPlaces("test")).toEqual([]);
  });

  it("lists a recent thread, however much else was asked outside threads since", async () => {
    const bot = startBot();
    const { thread: _, ...channel } = PLACE;
    const ask = (place: Place, id = "U1") => bot.receive(question("canteen hours", { place, asker: { id } }));
    await ask({ ...channel, channel: "earlier" });
    await ask(PLACE);
    now += MINUTE;
    for (let person = 0; person < 30; person++) await ask(channel, `V${person}`);
    const places = (await bot.recentPlaces("test")).map(({ channel: named, thread }) => [named, thread]);
    expect(places).toEqual([
      ["C", "T"],
      ["C", undefined],
      ["earlier", undefined],
    ]);
  });

  it("stays silent in a thread that continues without it", async () => {
    await startBot().receive(question("see you at the match tonight", { addressed: false }));
    expect(sent).toEqual([]);
  });

  it.each([
    ["rate limit", { limit: () => "over" as const }, { id: "U1" }],
    ["guests' setting", {}, { id: "U1", standing: "guest" as const }],
  ])("lets all that hold something about a person forget it, whatever else the %s refuses", async (_, over, asker) => {
    const forgotten: string[] = [];
    const erases = ({ changes }: Decision) => changes.some(({ kind }) => kind === "erase-person");
    const bot = startBot({
      ...over,
      noteGaps: async (__, decision) => {
        if (erases(decision)) forgotten.push("gaps");
        return [];
      },
      features: [
        {
          answer: async () => undefined,
          form: async () => undefined,
          complete: async (__, decision) => {
            if (erases(decision)) forgotten.push("feature");
            return decision;
          },
        },
      ],
    });
    const decision = await bot.receive(question("yes, erase my data", { asker }));
    expect(decision?.changes).toEqual([{ kind: "erase-person" }]);
    expect(sent.map(({ place }) => place.private)).toEqual([true]);
    expect(forgotten.toSorted()).toEqual(["feature", "gaps"]);
  });

  it("keeps to a workspace's settings while they cannot be read", async () => {
    let isAway = false;
    const read = (workspace: WorkspaceKey) =>
      isAway ? Promise.reject(new Error("away")) : store.administration.workspaceSettings(workspace);
    const settings = createWorkspaceSettings({ ...store.administration, workspaceSettings: read }, () => now);
    const bot = startBot({ policies: policiesWith(settings, () => ({ contacts: [] })) });
    const off = { ...PLACE, workspace: "V" };
    await settings.change(off, "channels.off", [PLACE.channel], "U1");
    for (const place of [PLACE, off]) await bot.receive(question("when does the canteen open", { place }));
    await settings.change(PLACE, "answers", "private", "U1");
    isAway = true;
    now += MINUTE;
    for (const place of [PLACE, off, { ...PLACE, workspace: "never read" }])
      await bot.receive(question("canteen hours", { place }));
    expect(sent.map(({ place }) => place.private)).toEqual([false, true, true, true, false]);
    expect(titles()[3]).toBeUndefined();
  });

  it("saves a chosen language, and deletes it when asked to erase", async () => {
    const bot = startBot();
    const person = { platform: "test", workspace: "W", person: "U1" };
    await bot.receive(press({ kind: "set-language", choice: "nl", language: "en" }));
    expect(await store.personLanguage(person)).toBe("nl");
    await bot.receive(press({ kind: "erase", language: "en" }));
    expect(await store.personLanguage(person)).toBeUndefined();
  });

  it("says once that something went wrong, and logs the error without the question", async () => {
    const bot = startBot({ knowledge: { current: () => Promise.reject(new Error("no model")), suggest: async () => [] } });
    expect(await bot.receive(question("my secret question"))).toBeUndefined();
    expect(sent.map(({ reply }) => reply.kind)).toEqual(["notice"]);
    expect(logged.join()).toContain("no model");
    expect(logged.join()).not.toContain("secret");
  });

  it("does not apologise in other people's conversations, or to somebody who has just joined", async () => {
    await startBot().receive(question("when does the canteen open"));
    sent = [];
    const bot = startBot({ knowledge: { current: () => Promise.reject(new Error("no model")), suggest: async () => [] } });
    await bot.receive(question("and the canteen?", { addressed: false }));
    const { id, place, asker } = question("");
    await bot.receive({ kind: "joined", id, place, asker });
    expect(sent).toEqual([]);
    expect(logged.filter((line) => line.startsWith("could not answer"))).toHaveLength(2);
    await bot.receive(press({ kind: "help", language: "en" }));
    expect(sent.map(({ reply }) => reply.kind)).toEqual(["notice"]);
  });

  it("passes nudge commands on, and shows the reply to the asker alone", async () => {
    const form = { name: "add-nudge", language: "en", title: "New nudges", submit: "Save", fields: [] } as const;
    const asksToFillIn: Reply = { kind: "notice", language: "en", title: "New nudges", body: [], choices: [], actions: [], form };
    const nudges = { answer: async () => [asksToFillIn], answerIntent: async () => [], form: async () => form };
    await startBot({ nudges }).receive(question("/nudge add"));
    expect(sent.map(({ place, reply }) => [place.private, reply.form])).toEqual([[true, form]]);
  });

  it("carries out nudge requests in plain words, visible to the asker alone, but not in other people's conversations", async () => {
    const form = { name: "add-nudge", language: "en", title: "New nudges", submit: "Save", fields: [] } as const;
    const wanted: string[] = [];
    const answerIntent = async (_: unknown, intent: string, language: string): Promise<Reply[]> => {
      wanted.push(`${intent} ${language}`);
      return [{ kind: "notice", language, body: [intent], choices: [], actions: [] }];
    };
    const bot = startBot({ nudges: { answer: async () => undefined, answerIntent, form: async () => form } });
    expect(await bot.receive(question("unsubscribe"))).toMatchObject({ outcome: "command", action: "stop-nudges" });
    await bot.receive(question("rappelle-moi tous les lundis", { place: { ...PLACE, private: true } }));
    expect(wanted).toEqual(["stop-nudges en", "add-nudge fr"]);
    expect(sent.map(({ place, reply }) => [place.private, reply.body])).toEqual([
      [true, ["stop-nudges"]],
      [true, ["add-nudge"]],
    ]);
    await bot.receive(question("stop", { addressed: false }));
    expect(wanted).toHaveLength(2);
    expect(sent).toHaveLength(2);
  });

  it("ignores an unknown time zone", async () => {
    const zones: (string | undefined)[] = [];
    const nudges = {
      answer: async ({ asker }: { asker: { zone?: string } }) => void zones.push(asker.zone),
      form: async (_: object, { zone }: { zone?: string }) => void zones.push(zone),
    };
    const bot = startBot({ nudges: nudges as never });
    for (const zone of ["Etc/Unknown", "", "Mars/Olympus", "Europe/London"]) {
      await bot.receive(question("/nudge add", { asker: { id: "U1", zone } }));
      await bot.form({ name: "add-nudge", language: "en" }, { id: "U1", zone }, PLACE);
    }
    expect(zones).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, "Europe/London", "Europe/London"]);
  });

  it("survives a platform that cannot be reached", async () => {
    failSending = true;
    const bot = startBot();
    expect(await bot.receive(question("when does the canteen open"))).toBeUndefined();
    failSending = false;
    await bot.receive(question("canteen hours"));
    expect(titles()).toEqual(["When the canteen is open"]);
  });

  it("logs its decision, never the question", async () => {
    await startBot().receive(question("when does the canteen open, Alice?"));
    expect(logged.join()).toContain("opening-hours");
    expect(logged.join()).not.toMatch(/alice/i);
  });
});
