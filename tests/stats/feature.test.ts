import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ManagerCheck } from "../../src/administration/managers.ts";
import { type Bot, createBot } from "../../src/app/bot.ts";
import { type Knowledge, prepareKnowledge } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { statsOf } from "../../src/app/prepare-admin-page.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Asked, Person, Place, Reply } from "../../src/model.ts";
import { createStatsFeature } from "../../src/stats/feature.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { CANTEEN } from "../matching/toy-pack.ts";

const NOW = Date.UTC(2026, 10, 26, 15);
const PLACE: Place = { platform: "chat", workspace: "W", channel: "C", private: false };
const MANAGER: Person = { id: "U1", mayManage: "workspace" };

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await prepareKnowledge(CANTEEN, async (pack) => trainPack(pack, MATCHER_OPTIONS));
});

let store: OpenStore;
let bot: Bot;
let check: ManagerCheck;
let sent: { place: Place; reply: Reply }[];
beforeEach(async () => {
  store = await openStore({ dataDirectory: ":memory:" });
  sent = [];
  check = async () => "no";
  const stats = statsOf(
    store,
    "Europe/Brussels",
    () => NOW,
    () => CANTEEN,
  );
  bot = createBot({
    ...{ store, now: () => NOW, logger: { info: () => {}, warn: () => {}, error: () => {} } },
    knowledge: { current: async () => knowledge, suggest: async () => [] },
    features: [createStatsFeature({ stats, pack: () => CANTEEN, isManager: (...asked) => check(...asked) })],
    adapters: [
      {
        ...{ name: "chat", find: async () => "absent" as const, health: () => ({ ok: true, detail: "" }), routes: [] },
        ...{ start: async () => {}, stop: async () => {} },
        send: async (place, reply) => void sent.push({ place, reply }),
      },
    ],
  });
});
afterEach(() => store.close());

let number = 0;
async function says(text: string, asker: Person, over: Partial<Asked> = {}): Promise<{ place: Place; text: string }> {
  number += 1;
  await bot.receive({ kind: "asked", id: `f${number}`, place: PLACE, asker, text, addressed: true, ...over });
  const last = sent.at(-1);
  if (last === undefined) throw new Error("nothing was said");
  return { place: last.place, text: [last.reply.title, ...last.reply.body].join("\n") };
}

describe("figures in chat", () => {
  it("are shown to managers in private, for their own workspace", async () => {
    for (let times = 0; times < 3; times += 1) await says("when does the canteen open", { id: "U2" });
    await says("who won the bicycle race of 1903", { id: "U2" });
    await says("when does the canteen open", { id: "U2" }, { place: { ...PLACE, workspace: "W2" } });
    const { place, text } = await says("stats", MANAGER);
    expect(place.private).toBe(true);
    expect(text).toContain("Figures from 7 September 2026 to 26 November 2026");
    expect(text).toContain("4 questions: 3 answered, 0 with choices, 0 first aid, 1 without an answer");
    expect(text).toContain("English: 4, 1 of them without an answer");
    expect(text).toContain("All: 3, 0 of them without an answer");
  });

  it.each([
    ["show me the statistics", "en", "Figures from"],
    ["toon me de statistieken", "nl", "Cijfers van"],
    ["montre-moi les statistiques", "fr", "Chiffres du"],
    ["zeig mir die Statistik", "de", "Zahlen vom"],
  ])("are shown for %j", async (text, language, begins) => {
    expect((await says(text, { ...MANAGER, language })).text).toContain(begins);
  });

  it("are not shown to anybody else, whatever they type", async () => {
    for (const asker of [{ id: "U2" }, { id: "U2", mayManage: "channel" }] as const) {
      expect((await says("stats", asker)).text).toContain("Only managers can see that");
    }
  });

  it("are shown in direct messages to people whom the platform knows as managers", async () => {
    check = async ({ workspace }, person) => (workspace === "W" && person === "U3" ? "yes" : "no-answer");
    expect((await says("stats", { id: "U3" })).text).toContain("Figures from");
    expect((await says("stats", { id: "U4" })).text).toContain("Only managers");
  });

  it("are not counted as a question", async () => {
    await says("stats", MANAGER);
    expect((await says("stats", MANAGER)).text).toContain("No questions");
  });
});
