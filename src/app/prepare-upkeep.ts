import type { WorkspaceSettings } from "../administration/workspace-settings.ts";
import { REAL_TIME } from "../delivery/options.ts";
import { createDraftFolder, type DraftFolder } from "../drafts/draft-folder.ts";
import { createDraftWriter, type DraftWriter } from "../drafts/drafts.ts";
import { createKnownWords, type KnownWords } from "../gaps/known-words.ts";
import { createGapNoting, type NoteGaps } from "../gaps/noting.ts";
import { shippedWordLists } from "../gaps/word-lists.ts";
import type { PackSource } from "../knowledge/overlay/overlay.ts";
import type { Instant, Language, Pack } from "../model.ts";
import { createHolidays } from "../nudges/schedule/holidays.ts";
import type { Feature, Logger } from "../ports.ts";
import { questionsIn } from "../stats/questions-in.ts";
import type { OpenStore } from "../store/store.ts";
import { createLanguageDetector } from "../text/language-detector.ts";
import { createReviewFeature } from "../upkeep/review-feature.ts";
import { createUpkeepRunner } from "../upkeep/runner.ts";
import type { Config } from "./config.ts";
import type { LiveKnowledge } from "./knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "./knowledge/matcher-options.ts";
import type { WorkspaceKnowledge } from "./knowledge/workspace-knowledge.ts";

export interface UpkeepDependencies {
  readonly config: Pick<Config, "TZ_DEFAULT" | "REVIEW_DAYS">;
  readonly knowledge: Pick<LiveKnowledge, "pack">;
  /** The content as each workspace has it. */
  readonly contents: Pick<WorkspaceKnowledge, "packOf">;
  readonly store: OpenStore;
  /** The folders of the packs, and of what is laid over them. */
  readonly source: PackSource;
  /** The folder of drafts. */
  readonly draftsFolder: string;
  readonly settings: Pick<WorkspaceSettings, "of">;
  /** Names of the platforms that run. */
  readonly platforms: readonly string[];
  readonly logger: Logger;
  readonly now: () => Instant;
}

export interface PreparedUpkeep {
  readonly noteGaps: NoteGaps;
  readonly drafts: DraftWriter;
  readonly draftFolder: DraftFolder;
  /** Returns what is known of the words of a language: those of the pack in use, and the common words and names of the language. */
  readonly known: (language: Language) => KnownWords;
  readonly feature: Feature;
  /** Starts to remind owners and to post digests. Call it when the adapters have started. */
  start(): void;
  /** Stops checking. Resolves when the check in progress has ended. */
  stop(): Promise<void>;
}

/** Puts together what keeps the content in good order: gaps, drafts, owners and the weekly digest. */
export function prepareUpkeep(dependencies: UpkeepDependencies): PreparedUpkeep {
  const { config, knowledge, contents, store, settings, source, draftsFolder, platforms, logger, now } = dependencies;
  const { TZ_DEFAULT: zone, REVIEW_DAYS: reviewDays } = config;
  const pack = () => knowledge.pack;
  const draftFolder = createDraftFolder(draftsFolder);
  const drafts = createDraftWriter({ folder: draftFolder, source, now });
  const known = knownWordsOf(pack);
  const { spokenLanguages, commonWords, isStopWord } = MATCHER_OPTIONS;
  const noteGaps = createGapNoting({
    ...{ settings, now, known },
    detect: createLanguageDetector(spokenLanguages, commonWords),
  });
  const runner = createUpkeepRunner({
    ...{
      gaps: store.gaps,
      ledger: store.nudges,
      settings,
      drafts,
      pack,
      packOf: contents.packOf,
      platforms,
      zone,
      reviewDays,
      isStopWord,
      now,
      logger,
    },
    ...{ after: REAL_TIME.after, holidayOn: createHolidays() },
    counts: questionsIn(store.stats),
  });
  return {
    noteGaps,
    ...{ drafts, draftFolder, known },
    feature: createReviewFeature({ pack, drafts, now, zone }),
    start: runner.start,
    stop: runner.stop,
  };
}

/** Makes a function that returns the known words of a language. They are read again when another pack comes into use. */
function knownWordsOf(pack: () => Pack): (language: Language) => KnownWords {
  const lists = shippedWordLists();
  let known: { readonly pack: Pack; readonly of: (language: Language) => KnownWords } | undefined;
  return (language) => {
    if (known?.pack !== pack()) known = { pack: pack(), of: createKnownWords(pack(), lists) };
    return known.of(language);
  };
}
