import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkspaceSettings } from "../../src/administration/workspace-settings.ts";
import { REAL_TIME } from "../../src/delivery/options.ts";
import { createDraftFolder, type DraftFolder } from "../../src/drafts/draft-folder.ts";
import { createDraftWriter, type DraftWriter } from "../../src/drafts/drafts.ts";
import type { Gap } from "../../src/gaps/types.ts";
import type { Entry, Pack, Reply } from "../../src/model.ts";
import type { Feature } from "../../src/ports.ts";
import { questionsIn } from "../../src/stats/questions-in.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { createReviewFeature } from "../../src/upkeep/review-feature.ts";
import { createUpkeepRunner, type UpkeepOptions } from "../../src/upkeep/runner.ts";
import { UNSAVED } from "../carry-out.ts";
import { writeCanteen } from "../cli/canteen-files.ts";
import { isStopWord } from "../gaps/known.ts";
import { CANTEEN } from "../matching/toy-pack.ts";
import { holidayOn } from "../nudges/fixtures.ts";

const ZONE = "Europe/Brussels";
/** Monday the 23rd of November 2026, 10:00 in Brussels. */
const MONDAY = Date.UTC(2026, 10, 23, 9);
const DAY = 24 * 3_600_000;
const WORKSPACE = { platform: "slack", workspace: "T1" };
const ann = { ...WORKSPACE, person: "U1" };
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

let folder = "";
let store: OpenStore;
let drafts: DraftFolder;
let writer: DraftWriter;
let feature: Feature;
let pack: Pack;
let now = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malinois-upkeep-"));
  await writeCanteen(join(folder, "canteen"));
  store = await openStore({ dataDirectory: ":memory:" });
  drafts = createDraftFolder(join(folder, "drafts"));
  writer = createDraftWriter({ folder: drafts, source: { directories: [join(folder, "canteen")] }, now: () => now });
  feature = createReviewFeature({ pack: () => pack, drafts: writer, now: () => now, zone: ZONE });
  now = MONDAY;
  pack = packWith({ owner: "slack:U1", reviewed: "2025-01-31" });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** The canteen's pack, in which everything except the first entry was reviewed this month. */
function packWith(first: Partial<Entry>, ...others: Partial<Entry>[]): Pack {
  const entries = CANTEEN.entries.map((entry, at) => ({
    ...entry,
    reviewed: "2026-11-01",
    ...(at === 0 ? first : others[at - 1]),
  }));
  return { ...CANTEEN, entries };
}

function start(over: Partial<UpkeepOptions> = {}) {
  return createUpkeepRunner({
    ...{
      gaps: store.gaps,
      ledger: store.nudges,
      drafts: writer,
      pack: () => pack,
      packOf: async () => pack,
      now: () => now,
      logger: quiet,
      isStopWord,
    },
    ...{ settings: createWorkspaceSettings(store.administration, () => now), platforms: ["slack"], zone: ZONE, reviewDays: 365 },
    ...{ after: REAL_TIME.after, holidayOn, ...over },
  });
}

async function sent(): Promise<readonly { readonly key: string; readonly channel: string; readonly reply: Reply }[]> {
  const messages = await store.nudges.leaseMessages(["slack"], now + 1, "test", 50);
  return messages.map(({ key, place, reply }) => ({ key, channel: place.channel, reply }));
}

const press = (isRight: boolean, person = "U1", platform = "slack") =>
  feature.answer(
    {
      ...{ kind: "pressed", id: "p1", asker: { id: person }, text: "" },
      place: { platform, workspace: "T1", channel: "D1", private: true },
      action: { kind: "review", entry: "opening-hours", isRight, language: "en" },
    },
    "en",
    UNSAVED,
  );

describe("the owner of an entry that is due for review", () => {
  it("is reminded in a direct message in their language, with buttons to answer", async () => {
    await store.setPersonLanguage(ann, "fr");
    await start().tick();
    const [reminder, ...others] = await sent();
    expect(others).toEqual([]);
    expect(reminder?.channel).toBe("U1");
    expect(reminder?.reply.body[0]).toBe(
      "Vous êtes responsable de la réponse «\u00a0When the canteen is open\u00a0». Sa dernière relecture date du 31 janvier 2025.",
    );
    expect(reminder?.reply.actions.map(({ action }) => action)).toEqual([
      { kind: "show", entry: "opening-hours", language: "fr" },
      { kind: "review", entry: "opening-hours", isRight: true, language: "fr" },
      { kind: "review", entry: "opening-hours", isRight: false, language: "fr" },
    ]);
  });

  it("is reminded once a month by only one process, and again the next month", async () => {
    const processes = [start(), start(), start()];
    await Promise.all(processes.map((one) => one.tick()));
    now += DAY;
    await Promise.all([...processes, start()].map((one) => one.tick()));
    expect(await sent()).toHaveLength(1);
    now = Date.UTC(2026, 11, 1, 9);
    await processes[0]?.tick();
    await processes[1]?.tick();
    expect(await sent()).toHaveLength(1);
  });

  it("is not reminded on a public holiday, but on the next working day", async () => {
    // Christmas Day, a Friday.
    now = Date.UTC(2026, 11, 25, 9);
    const runner = start();
    await runner.tick();
    expect(await sent()).toEqual([]);
    now += 3 * DAY;
    await runner.tick();
    expect(await sent()).toHaveLength(1);
  });

  it("is not reminded at night, at weekends, after confirming the entry, or if the owner is nobody on the platform", async () => {
    const runner = start();
    for (const at of [MONDAY - 3 * 3_600_000, MONDAY + 10 * 3_600_000, MONDAY + 5 * DAY]) {
      now = at;
      await runner.tick();
    }
    now = MONDAY;
    await press(true);
    await runner.tick();
    pack = packWith({ owner: "Service desk", reviewed: "2020-01-01" }, { owner: "elsewhere:U1", reviewed: "2020-01-01" });
    await runner.tick();
    expect(await sent()).toEqual([]);
  });

  it("is reminded of at most three entries a month, those never reviewed first", async () => {
    const old = { owner: "slack:U1", reviewed: "2025-02-01" };
    const { reviewed: _, ...never } = CANTEEN.entries[4] ?? expect.fail();
    pack = {
      ...packWith(old, old, old, old),
      entries: [...packWith(old, old, old, old).entries.slice(0, 4), { ...never, owner: "slack:U1" }],
    };
    await start().tick();
    const bodies = (await sent()).map(({ reply }) => reply.body[0]);
    expect(bodies).toHaveLength(3);
    expect(bodies.join()).toContain("It has never been reviewed.");
  });
});

describe("the buttons of a reminder", () => {
  it("write today's date into one draft and leave the live entry unchanged", async () => {
    const before = await readFile(join(folder, "canteen/en/all/opening-hours.md"), "utf8");
    expect((await press(true))?.[0]?.body[0]).toContain("today’s date");
    await press(true);
    const found = await drafts.list();
    expect(found.map(({ id, about }) => [id, about.origin])).toEqual([["opening-hours", "review"]]);
    expect(found[0]?.text).toContain("reviewed: 2026-11-23");
    expect(await readFile(join(folder, "canteen/en/all/opening-hours.md"), "utf8")).toBe(before);
  });

  it("make a draft of an entry that is no longer right", async () => {
    expect((await press(false))?.[0]?.body[0]).toContain("There is now a draft");
    expect((await drafts.list())[0]?.about.needsWork).toBe(true);
  });

  it("do nothing for anybody else, on another platform, or for an entry that no longer exists", async () => {
    for (const replies of [await press(true, "U2"), await press(true, "U1", "discord")]) {
      expect(replies?.[0]?.body).toEqual(["Only the owner of this answer can say whether it is still right."]);
    }
    pack = { ...CANTEEN, entries: CANTEEN.entries.slice(1) };
    expect((await press(true))?.[0]?.body).toEqual(["This answer no longer exists."]);
    expect(await drafts.list()).toEqual([]);
  });
});

describe("the weekly digest", () => {
  const gap = (text: string): Gap => ({
    reason: "unknown",
    language: "en",
    keeping: "words",
    text,
    nearest: { entry: "pay-for-lunch", confidence: 0.3 },
  });
  const note = async (person: string, text: string) => {
    const inbound = {
      kind: "asked",
      id: `${person} ${text}`,
      place: { ...WORKSPACE, channel: "C1", private: true },
      asker: { id: person },
      text,
      addressed: true,
    } as const;
    await store.inbox.takeIn(inbound, now, now + DAY, "one");
    const remembering = { asker: { ...WORKSPACE, person }, changes: [], contexts: [], gaps: [gap(text)] };
    await store.inbox.decide(inbound.id, "one", { place: inbound.place, language: "en", replies: [], sent: 0 }, remembering, now);
  };
  const decide = (name: string, value: unknown, workspace = WORKSPACE) =>
    store.administration.changeSetting({ ...workspace, name, value: JSON.stringify(value) }, "U9", now);

  beforeEach(async () => {
    pack = packWith({});
    await decide("digest.channel", "C9");
    for (const person of ["U1", "U2", "U3"]) await note(person, "bike parking");
    await note("U1", "a secret of one");
    await store.addFeedback({ ...ann, entry: "pay-for-lunch", language: "en", helpful: false, at: now });
  });

  it("lists the largest gaps, the answers that did not help and those due for review", async () => {
    pack = packWith({ reviewed: "2024-03-01" });
    await start().tick();
    const [digest, ...others] = await sent();
    expect(others).toEqual([]);
    expect(digest?.channel).toBe("C9");
    expect(digest?.reply.body).toEqual([
      "Asked by three people or more, and not answered:\n• bike parking (3 people or more; closest answer: “Paying for lunch”)",
      "Answers that did not help:\n• “Paying for lunch”: 1 not helpful, 0 helpful",
      "1 answer has not been reviewed for 365 days:\n• “When the canteen is open”, last reviewed on 1 March 2024",
    ]);
  });

  it("names an answer that did not help once, with the opinions about it in all languages", async () => {
    await store.addFeedback({ ...ann, entry: "pay-for-lunch", language: "nl", helpful: false, at: now });
    await store.addFeedback({ ...ann, person: "U2", entry: "pay-for-lunch", language: "nl", helpful: true, at: now });
    await start().tick();
    expect((await sent())[0]?.reply.body[1]).toBe("Answers that did not help:\n• “Paying for lunch”: 2 not helpful, 1 helpful");
  });

  it("is in the workspace's language, with the week's number of questions if they are counted", async () => {
    await decide("languages", ["nl"]);
    await start({ counts: async () => ({ questions: 41, answered: 30 }) }).tick();
    expect((await sent())[0]?.reply).toMatchObject({
      language: "nl",
      body: [
        "Vragen in de voorbije zeven dagen: 41. Beantwoord: 30.",
        expect.stringContaining("Door drie of meer mensen"),
        expect.anything(),
      ],
    });
  });

  it("counts the questions of seven whole days, also if it is late, so that no question is in two digests", async () => {
    const counted: object[] = [];
    const questions = async (_: unknown, days: object) => {
      counted.push(days);
      return [{ name: "2026-11-20", outcome: "answer", count: 2 } as const];
    };
    for (const at of [MONDAY, MONDAY + 7 * DAY + 22 * 3_600_000]) {
      now = at;
      await start({ counts: questionsIn({ questions }) }).tick();
    }
    expect(counted).toEqual([
      { first: "2026-11-16", last: "2026-11-22" },
      { first: "2026-11-23", last: "2026-11-29" },
    ]);
    expect((await sent())[0]?.reply.body[0]).toBe("Questions in the last seven days: 2. Answered: 2.");
  });

  it("is sent once a week by only one process, from nine o'clock on the workspace's own day", async () => {
    now = MONDAY - 3_600_001;
    const processes = [start(), start()];
    await processes[0]?.tick();
    expect(await sent()).toEqual([]);
    for (const hours of [0, 1, 23]) {
      now = MONDAY - 3_600_000 + hours * 3_600_000;
      await Promise.all(processes.map((one) => one.tick()));
      await start().tick();
    }
    expect(await sent()).toHaveLength(1);
    now = MONDAY + 2 * DAY;
    await start().tick();
    expect(await sent()).toEqual([]);
    await decide("digest.weekday", 3);
    await start().tick();
    expect(await sent()).toHaveLength(1);
    now = MONDAY + 9 * DAY;
    await processes[0]?.tick();
    expect(await sent()).toHaveLength(1);
  });

  it("is not sent later in the day, nor at night, if there was nothing to report at nine", async () => {
    await decide("digest.channel", "C8", { platform: "slack", workspace: "T2" });
    await store.administration.changeSetting({ ...WORKSPACE, name: "digest.channel", value: undefined }, "U9", now);
    // The last day of a month, so that midnight is in the window of the digest.
    now = Date.UTC(2026, 10, 30, 8);
    const runner = start();
    await runner.tick();
    pack = packWith({ reviewed: "2024-03-01" });
    for (const hours of [3, 18]) {
      now = Date.UTC(2026, 10, 30, 8 + hours);
      await runner.tick();
    }
    expect(await sent()).toEqual([]);
    now = Date.UTC(2026, 11, 7, 8);
    await runner.tick();
    expect(await sent()).toHaveLength(1);
  });

  it("is not sent if there is nothing to report or no channel is set, and does not report on another workspace", async () => {
    const other = { platform: "slack", workspace: "T2" };
    await decide("digest.channel", "C8", other);
    await store.administration.changeSetting({ ...WORKSPACE, name: "digest.channel", value: undefined }, "U9", now);
    await start().tick();
    expect(await sent()).toEqual([]);
  });
});

describe("a failure", () => {
  const V = { platform: "slack", workspace: "T2" };
  const settings = () => createWorkspaceSettings(store.administration, () => now);

  beforeEach(async () => {
    for (const workspace of [WORKSPACE, V]) {
      await settings().change(workspace, "digest.channel", `C-${workspace.workspace}`, "U1");
      await settings().change(workspace, "digest.weekday", 1, "U1");
    }
  });

  it("does not hold up other messages: digests are sent even if the drafts cannot be read", async () => {
    const reviewedInDraft = () => Promise.reject(new Error("the drafts cannot be read"));
    await expect(start({ drafts: { reviewedInDraft } }).tick()).rejects.toThrow("the drafts cannot be read");
    expect((await sent()).map(({ channel }) => channel).sort()).toEqual(["C-T1", "C-T2"]);
  });

  it("does not hold up other messages: a workspace gets its digest even if the pack of another cannot be made", async () => {
    const logged: unknown[] = [];
    const packOf: UpkeepOptions["packOf"] = async ({ workspace }) => {
      if (workspace === "T1") throw new Error("no pack for T1");
      return pack;
    };
    const logger = { ...quiet, error: (details: object) => void logged.push(details) };
    await expect(start({ packOf, logger }).tick()).rejects.toThrow("no pack for T1");
    expect((await sent()).map(({ channel }) => channel).sort()).toEqual(["C-T2", "U1"]);
    expect(logged).toEqual([]);
  });
});
