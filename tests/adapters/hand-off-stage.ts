import { policiesWith } from "../../src/administration/policy.ts";
import { createWorkspaceSettings } from "../../src/administration/workspace-settings.ts";
import { createBot } from "../../src/app/bot.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { prepareHandOffs } from "../../src/app/prepare-hand-offs.ts";
import { createIntentHandler } from "../../src/conversation/handler.ts";
import { REAL_TIME } from "../../src/delivery/options.ts";
import type { DraftEntry, Drafts } from "../../src/drafts/ports.ts";
import { createMatcher } from "../../src/matching/matcher.ts";
import { createSuggester } from "../../src/matching/suggester.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Entry, Pack } from "../../src/model.ts";
import { createLibrary } from "../../src/nudges/content/library.ts";
import { createNudgeRunner } from "../../src/nudges/delivery/runner.ts";
import type { Adapter, Host, Logger, WorkspaceKey } from "../../src/ports.ts";
import type { OpenStore } from "../../src/store/store.ts";
import { BRUSSELS, holidayOn } from "../nudges/fixtures.ts";
import type { Clock } from "./nudge-stage.ts";

function entry(id: string, title: string, questions: readonly string[], more: Partial<Entry> = {}): Entry {
  return {
    ...{ id, area: "practical", language: "en", title, questions, keywords: [], urgent: false, related: [], sources: [] },
    ...{ tips: [], quiz: [], facts: [], summary: `${title}: in short.`, points: [], steps: [], more: [] },
    ...more,
  };
}

const PACK: Pack = {
  ...{ id: "small", name: { en: "Small" }, languages: ["en"], defaultLanguage: "en" },
  areas: [{ id: "practical", title: { en: "Practical" } }],
  contacts: [{ title: { en: "Safeonweb" }, url: { en: "https://safeonweb.be" } }],
  entries: [
    entry("phishing", "Recognise phishing", ["what is phishing", "how do I recognise phishing", "phishing mail"]),
    entry("ransomware", "Ransomware", ["my files are encrypted by ransomware", "ransomware attack", "locked files ransom"], {
      urgent: true,
      steps: ["Unplug the cable."],
    }),
    entry("backups", "Backups", ["what is a backup", "how do I make a backup", "where to keep backups"]),
  ],
};
const knowledge = {
  pack: PACK,
  handle: createIntentHandler({
    pack: PACK,
    matcher: createMatcher(PACK, trainPack(PACK, MATCHER_OPTIONS), MATCHER_OPTIONS),
    readForeign: () => "no",
  }),
};
const suggester = createSuggester(PACK);

export interface HandOffStageOptions {
  readonly store: OpenStore;
  readonly adapter: Adapter;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The channel for the questions of workspaces that have not chosen one; if absent, there is none. */
  readonly usualChannel?: string;
  /** As the platform declares it; if absent, the platform has direct messages. */
  readonly isOneConversation?: boolean;
  /** For processes that may be killed: time is real, and a process without a heartbeat for this long, in ms, counts as dead. */
  readonly staleAfter?: number;
}

/** Starts hand-offs behind an adapter, on a pack of three entries. Everything is real except drafts and the clock, which the test moves. */
export async function createHandOffStage(options: HandOffStageOptions) {
  const { store, adapter, clock, logger, usualChannel, isOneConversation = false, staleAfter } = options;
  const saved: DraftEntry[] = [];
  const drafts: Drafts = {
    async save(draft) {
      saved.push(draft);
      return { id: draft.id };
    },
  };
  const now = () => clock.now;
  let pack = PACK;
  const live = {
    current: async () => knowledge,
    suggest: async (_workspace: WorkspaceKey, ...typed: Parameters<typeof suggester.suggest>) => suggester.suggest(...typed),
    get pack() {
      return pack;
    },
  };
  const channel = usualChannel === undefined ? {} : { handOffChannel: usualChannel };
  const platforms = [{ adapter, clock: now, hearsNewcomers: false, isOneConversation, ...channel }];
  const settings = createWorkspaceSettings(store.administration, now);
  const policies = policiesWith(settings, () => ({ contacts: [] }));
  const handOffs = await prepareHandOffs({
    ...{
      config: { TZ_DEFAULT: BRUSSELS },
      knowledge: live,
      contents: { packOf: async () => live.pack },
      store,
      settings,
      policies,
      platforms,
      drafts,
      wake: () => undefined,
      logger,
      now,
    },
  });
  let monotonic = 0;
  const library = createLibrary(PACK, []);
  const runner = createNudgeRunner({
    ...{
      store: store.nudges,
      content: async () => ({ library, areas: PACK.areas }),
      holidayOn,
      zone: BRUSSELS,
      random: () => 0.5,
    },
    ...{ adapters: [adapter], now, leaseOwner: `test ${process.pid} ${clock.now}`, logger },
    monotonic: () => monotonic,
    after: (ms, run) => {
      monotonic += ms;
      queueMicrotask(run);
      return () => undefined;
    },
    onHandOffRefused: handOffs.onRefused,
    ...(staleAfter === undefined ? {} : { ...REAL_TIME, timings: { staleAfter, retryAfter: 100 } }),
  });
  const timings = staleAfter === undefined ? {} : { timings: { every: 50, staleAfter, retryAfter: 50 } };
  const bot = createBot({
    ...{ store, knowledge: live, adapters: [adapter], now, logger, policies, features: [handOffs.feature], ...timings },
  });

  /** Does everything that is due, and sends everything that is to be sent. */
  async function tick(): Promise<void> {
    await handOffs.tick();
    await runner.tick();
    // If a message could not be delivered, others are told about it in a second round.
    await runner.tick();
  }

  return {
    ...{ host: bot satisfies Host, bot, drafts: saved, tick },
    async tickAt(at: number): Promise<void> {
      monotonic += Math.max(0, at - clock.now);
      clock.now = at;
      await tick();
    },
    decide: (workspace: WorkspaceKey, ...[name, value]: Setting) => settings.change(workspace, name, value, "test"),
    /** Adds an entry to the pack in use. */
    async publish(id: string, title: string): Promise<void> {
      pack = { ...pack, entries: [...pack.entries, entry(id, title, [title])] };
      await handOffs.onPack();
      await tick();
    },
  };
}

type Setting =
  Parameters<ReturnType<typeof createWorkspaceSettings>["change"]> extends [unknown, ...infer Rest, string] ? Rest : never;

export type HandOffStage = Awaited<ReturnType<typeof createHandOffStage>>;
