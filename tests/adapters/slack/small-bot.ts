import { createBot } from "../../../src/app/bot.ts";
import { MATCHER_OPTIONS } from "../../../src/app/knowledge/matcher-options.ts";
import { createIntentHandler } from "../../../src/conversation/handler.ts";
import { createMatcher } from "../../../src/matching/matcher.ts";
import { createSuggester } from "../../../src/matching/suggester.ts";
import { trainPack } from "../../../src/matching/train.ts";
import type { Entry, Pack } from "../../../src/model.ts";
import type { NudgeCommands } from "../../../src/nudges/commands/nudge-commands.ts";
import type { Adapter, Host, Logger, WorkspaceKey } from "../../../src/ports.ts";
import type { OpenStore } from "../../../src/store/store.ts";

function entry(id: string, title: string, summary: string, questions: readonly string[]): Entry {
  return {
    id,
    area: "practical",
    language: "en",
    title,
    questions,
    keywords: [],
    urgent: false,
    related: [],
    sources: [{ title: "Safeonweb", url: "https://safeonweb.be", asOf: "2026-02" }],
    tips: ["Lock your screen when you leave."],
    quiz: [],
    facts: [],
    summary,
    points: ["First point."],
    steps: [],
    more: ["The long story."],
  };
}

const PACK: Pack = {
  id: "small",
  name: { en: "Small" },
  languages: ["en"],
  defaultLanguage: "en",
  areas: [{ id: "practical", title: { en: "Practical" } }],
  contacts: [{ title: { en: "Help context" }, phone: { en: "1234" } }],
  entries: [
    entry("phishing", "Recognise phishing", "Phishing is a message that wants your password.", [
      "what is phishing",
      "how do I recognise phishing",
      "is this mail phishing",
      "phishing mail",
    ]),
    entry("ransomware", "Ransomware", "Ransomware locks your files.", [
      "what is ransomware",
      "my files are encrypted",
      "ransomware attack what now",
      "locked files",
    ]),
    entry("backups", "Backups", "A backup is a copy of your files in another place.", [
      "how do I make a backup",
      "what is a backup",
      "backup copy",
      "where to keep backups",
    ]),
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

/** Makes the real bot with a pack of three entries. */
export function createSmallBot(store: OpenStore, adapter: Adapter, logger: Logger, nudges?: NudgeCommands): Host {
  const suggest = async (_workspace: WorkspaceKey, ...typed: Parameters<typeof suggester.suggest>) => suggester.suggest(...typed);
  const live = { current: async () => knowledge, suggest };
  const context = nudges === undefined ? {} : { nudges };
  return createBot({ store, knowledge: live, adapters: [adapter], now: Date.now, logger, ...context });
}
