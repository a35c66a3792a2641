import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Action } from "../../src/actions.ts";
import { createWorkspaceSettings } from "../../src/administration/workspace-settings.ts";
import { type Bot, createBot } from "../../src/app/bot.ts";
import { type Knowledge, prepareKnowledge } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { prepareUpkeep } from "../../src/app/prepare-upkeep.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Asked, Place } from "../../src/model.ts";
import type { Adapter } from "../../src/ports.ts";
import { type OpenStore, openStore } from "../../src/store/store.ts";
import { CANTEEN } from "../matching/toy-pack.ts";

const PLACE: Place = { platform: "test", workspace: "W", channel: "C", private: true };
const UNKNOWN = "Jan Peeters wants a bicycle shed near gate 4711";
const MINUTE = 60_000;

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await prepareKnowledge(CANTEEN, async (pack) => trainPack(pack, MATCHER_OPTIONS));
});

let store: OpenStore;
let bot: Bot;
let now = 0;
let isProvisional = false;
let sent = 0;

beforeEach(async () => {
  store = await openStore({ dataDirectory: ":memory:" });
  now = Date.UTC(2026, 10, 24);
  isProvisional = false;
  sent = 0;
  bot = start();
});
afterEach(() => store.close());

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const adapter: Adapter = {
  name: "test",
  routes: [],
  start: async () => {},
  send: async () => {
    sent += 1;
  },
  find: async () => "unknown",
  health: () => ({ ok: true, detail: "" }),
  stop: async () => {},
};

function start(): Bot {
  const { noteGaps } = prepareUpkeep({
    ...{
      config: { TZ_DEFAULT: "Europe/Brussels", REVIEW_DAYS: 365 },
      knowledge,
      contents: { packOf: async () => knowledge.pack },
      store,
      source: { directories: [] },
      draftsFolder: "",
    },
    ...{ settings: createWorkspaceSettings(store.administration, () => now), platforms: ["test"], logger: quiet, now: () => now },
  });
  const live = { current: async () => ({ ...knowledge, isProvisional }), suggest: async () => [] };
  return createBot({ store, knowledge: live, adapters: [adapter], now: () => now, logger: quiet, noteGaps });
}

let messages = 0;
const received = (person: string) => {
  messages += 1;
  return { id: `m${messages}`, place: PLACE, asker: { id: person } };
};
const ask = (text: string, person = "U1", over: Partial<Asked> = {}) =>
  bot.receive({ kind: "asked", ...received(person), text, addressed: true, ...over });
const press = (action: Action, person = "U1") => bot.receive({ kind: "pressed", ...received(person), action, text: "" });
const decide = (gaps: string) =>
  store.administration.changeSetting({ platform: "test", workspace: "W", name: "gaps", value: JSON.stringify(gaps) }, "U9", now);
const kept = async () => (await store.gaps.open()).map(({ reason, text }) => [reason, text]);

/** A question for which the canteen has more than one answer. */
const AMBIGUOUS = "lunch canteen";

describe("the text that is kept of a question", () => {
  it("without an answer consists by default of the words that Malinois knows", async () => {
    expect((await ask(UNKNOWN))?.outcome).toBe("unknown");
    expect(await kept()).toEqual([["unknown", "… wants a bicycle shed near gate …"]]);
  });

  it("is the question without names and numbers if the workspace chose that", async () => {
    await decide("text");
    await ask(UNKNOWN);
    expect(await kept()).toEqual([["unknown", "[name] wants a bicycle shed near gate [number]"]]);
  });

  it("is nothing if the workspace chose that", async () => {
    await decide("nothing");
    await ask(UNKNOWN);
    expect(await kept()).toEqual([]);
  });

  it("is nothing if the question was answered, not addressed to Malinois, or asked before the pack was learned", async () => {
    await ask("when does the canteen open");
    await ask("thanks");
    await ask(UNKNOWN, "U1", { addressed: false });
    isProvisional = true;
    await ask(UNKNOWN);
    expect(await kept()).toEqual([]);
  });

  it("does not matter to the answer, which is sent even if the store fails", async () => {
    await store.close();
    const decision = await ask(UNKNOWN);
    expect([decision?.outcome, sent]).toEqual(["unknown", 1]);
    store = await openStore({ dataDirectory: ":memory:" });
  });
});

describe("a question whose choices were refused", () => {
  it.each(["none of these", "I want to talk to a person", "a bicycle shed near the gate"])("is kept after %j", async (next) => {
    expect((await ask(AMBIGUOUS))?.outcome).toBe("choices");
    await ask(next);
    expect(await kept()).toContainEqual(["refused", AMBIGUOUS]);
  });

  it.each<Action>([
    { kind: "person", language: "en" },
    { kind: "form", form: "ask-person", language: "en" },
  ])("is kept after a press on $kind", async (action) => {
    await ask(AMBIGUOUS);
    await press(action);
    expect(await kept()).toEqual([["refused", AMBIGUOUS]]);
  });

  it("is not kept if a choice was picked, and is kept only once", async () => {
    await ask(AMBIGUOUS);
    await ask("the first one");
    await ask("I want to talk to a person");
    expect(await kept()).toEqual([]);
    await ask(AMBIGUOUS, "U2");
    await ask("none of these", "U2");
    await ask("I want to talk to a person", "U2");
    expect(await kept()).toEqual([["refused", AMBIGUOUS]]);
  });

  it("is kept by another process too, in the words that the conversation remembers", async () => {
    await ask(AMBIGUOUS);
    bot = start();
    await ask("none of these");
    // Only those words of the question are kept that the first choice uses.
    expect(await kept()).toEqual([["refused", expect.stringMatching(/^(lunch )?canteen$/)]]);
  });
});

describe("an opinion", () => {
  const opinion = (helpful: boolean) => press({ kind: "feedback", entry: "opening-hours", language: "en", helpful });

  it("that an answer did not help keeps its question as a gap, with the entry that was shown", async () => {
    await ask("when does the canteen open");
    await opinion(false);
    expect(await store.gaps.open()).toEqual([
      expect.objectContaining({
        reason: "unhelpful",
        text: "when does the canteen open",
        nearest: expect.objectContaining({ entry: "opening-hours" }),
      }),
    ]);
  });

  it("that an answer helped keeps its question for evaluation, not as a gap", async () => {
    await ask("when does the canteen open");
    await opinion(true);
    expect(await store.gaps.open()).toEqual([]);
    expect(await store.gaps.confirmed()).toEqual([
      expect.objectContaining({ reason: "helpful", text: "when does the canteen open" }),
    ]);
  });

  it("on an answer other than the last, or long after it, keeps no question", async () => {
    await opinion(false);
    await ask("when does the canteen open");
    await press({ kind: "feedback", entry: "payment", language: "en", helpful: false });
    now += 31 * MINUTE;
    await opinion(false);
    expect(await kept()).toEqual([]);
  });

  it("after a person had everything erased in direct messages of no workspace keep no question of before", async () => {
    await ask("when does the canteen open");
    const direct = { ...PLACE, workspace: "", channel: "D", recipient: "U1" };
    await bot.receive({ kind: "pressed", ...received("U1"), place: direct, action: { kind: "erase", language: "en" }, text: "" });
    await press({ kind: "feedback", entry: "opening-hours", helpful: false, language: "en" });
    expect(await kept()).toEqual([]);
  });

  it("after a person had everything erased keep no question of before", async () => {
    await ask("when does the canteen open");
    await ask("when does the canteen open", "U2");
    await press({ kind: "erase", language: "en" });
    await opinion(false);
    expect(await kept()).toEqual([]);
    await press({ kind: "feedback", entry: "opening-hours", language: "en", helpful: false }, "U2");
    expect(await kept()).toHaveLength(1);
  });
});
