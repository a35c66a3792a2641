import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { type Bot, createBot } from "../../src/app/bot.ts";
import { type Knowledge, prepareKnowledge } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Asked, Inbound, Pack } from "../../src/model.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { CANTEEN, toyEntry } from "../matching/toy-pack.ts";

const PACK: Pack = {
  ...CANTEEN,
  entries: [
    ...CANTEEN.entries,
    {
      ...toyEntry("choking", "Somebody is choking", [
        "somebody is choking",
        "my colleague chokes on a fish bone",
        "a bone is stuck in my throat",
        "what to do when someone cannot breathe",
        "he swallowed something and chokes",
      ]),
      area: "emergencies",
      urgent: true,
    },
  ],
};

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await prepareKnowledge(PACK, async (pack) => trainPack(pack, MATCHER_OPTIONS));
});

let store: OpenStore;
let bot: Bot;
let failing = false;
/** Half an hour before midnight in Brussels. */
let now = Date.UTC(2026, 10, 24, 22, 30);
beforeEach(async () => {
  store = await openStore({ dataDirectory: ":memory:" });
  failing = false;
  now = Date.UTC(2026, 10, 24, 22, 30);
  const adapter = {
    ...{ name: "chat", routes: [], start: async () => {}, stop: async () => {}, find: async () => "absent" as const },
    send: async () => {
      if (failing) throw new Error("the platform is away");
    },
    health: () => ({ ok: true, detail: "" }),
  };
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  bot = createBot({
    ...{ store, adapters: [adapter], logger, now: () => now, zone: "Europe/Brussels" },
    knowledge: { current: async () => knowledge, suggest: async () => [] },
  });
});
afterEach(() => store.close());

let number = 0;
function asked(text: string, over: Partial<Asked> = {}): Asked {
  number += 1;
  const place = { platform: "chat", workspace: "W", channel: "C", thread: `T${number}`, private: false };
  return { kind: "asked", id: `c${number}`, place, asker: { id: "U1" }, text, addressed: true, ...over };
}

/** Returns what was counted, as "2026-11-24 en all answer 1". */
async function counted(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const by of ["day", "language", "area"] as const) {
    const days = { first: "2026-01-01", last: "2026-12-31" };
    const counts = await store.stats.questions({ platform: "chat", workspace: "W" }, days, by);
    found.push(...counts.map(({ name, outcome, count }) => `${name} ${outcome} ${count}`));
  }
  return found.sort();
}

it("a question is counted with its day, language, area and outcome", async () => {
  await bot.receive(asked("when does the canteen open"));
  expect(await counted()).toEqual(["2026-11-24 answer 1", "all answer 1", "en answer 1"]);
});

it("a question is counted by the day in the configured zone", async () => {
  now += 3_600_000;
  await bot.receive(asked("when does the canteen open"));
  expect(await counted()).toContain("2026-11-25 answer 1");
});

it("a question without an answer is counted without an area", async () => {
  await bot.receive(asked("who won the bicycle race of nineteen hundred and three"));
  expect(await counted()).toEqual([" unknown 1", "2026-11-24 unknown 1", "en unknown 1"]);
});

it("first aid is counted as such, whether it is an entry or a list of possible incidents", async () => {
  await bot.receive(asked("somebody is choking"));
  await bot.receive(asked("Help!!!"));
  expect(await counted()).toEqual(["2026-11-24 first-aid 2", "emergencies first-aid 2", "en first-aid 2"]);
});

it("two questions in one message are counted as two", async () => {
  const decision = await bot.receive(asked("when does the canteen open? and can I pay with my badge?"));
  expect(decision?.entries).toHaveLength(2);
  expect(await counted()).toContain("all answer 2");
});

it("a message is counted once, however often it is delivered", async () => {
  const question = asked("when does the canteen open");
  await Promise.all([bot.receive(question), bot.receive(question)]);
  await bot.receive(question);
  expect(await counted()).toContain("all answer 1");
});

it("a question is counted even if its answer could not be sent at once", async () => {
  failing = true;
  await bot.receive(asked("when does the canteen open"));
  expect(await counted()).toContain("all answer 1");
});

it("commands, courtesies, follow-ups, buttons and other people's conversations are not counted", async () => {
  const thread = asked("when does the canteen open");
  await bot.receive(thread);
  const before = await counted();
  const further = (text: string, over: Partial<Asked> = {}) => asked(text, { place: thread.place, ...over });
  const button = { ...further(""), kind: "pressed" as const, text: "" };
  const shown: Inbound = { ...button, action: { kind: "show", entry: "food-allergy", language: "en" } };
  const silent = ["hello", "thank you", "source?", "why?", "help", "topics", "privacy", "settings"].map((text) => further(text));
  for (const inbound of [...silent, further("see you at the parking lot", { addressed: false }), shown])
    await bot.receive(inbound);
  expect(await counted()).toEqual(before);
});
