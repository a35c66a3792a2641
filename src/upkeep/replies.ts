/** Makes the messages to owners of entries, and the digest. Pure. */
import type { Action } from "../actions.ts";
import { longDate } from "../conversation/replies/answer.ts";
import type { GapGroup } from "../gaps/groups.ts";
import type { StaleEntry } from "../gaps/stale-entries.ts";
import type { EntryFeedback } from "../gaps/types.ts";
import { waysOf } from "../gaps/ways.ts";
import { sayUpkeep, type UpkeepMessageKey } from "../languages/index.ts";
import { uiLanguageFor } from "../languages/languages.ts";
import type { Language, Reply } from "../model.ts";

/** Returns the message that asks an owner whether an entry is still right. */
export function reminderReply({ id, title, reviewed }: Pick<StaleEntry, "id" | "title" | "reviewed">, language: Language): Reply {
  const say = (key: UpkeepMessageKey, values = {}) => sayUpkeep(language, key, values);
  const button = (key: UpkeepMessageKey, action: Action) => ({ label: say(key), action });
  const last =
    reviewed === undefined
      ? say("reminder.never", { title })
      : say("reminder.reviewed", { title, date: longDate(reviewed, uiLanguageFor(language)) });
  return {
    kind: "notice",
    language,
    title: say("reminder.title"),
    body: [last, say("reminder.ask")],
    choices: [],
    actions: [
      button("reminder.read", { kind: "show", entry: id, language }),
      button("reminder.right", { kind: "review", entry: id, isRight: true, language }),
      button("reminder.work", { kind: "review", entry: id, isRight: false, language }),
    ],
  };
}

export function reviewNotice(key: Extract<UpkeepMessageKey, `review.${string}`>, language: Language, title = ""): Reply {
  return { kind: "notice", language, body: [sayUpkeep(language, key, { title })], choices: [], actions: [] };
}

/** The contents of a workspace's digest. */
export interface DigestFacts {
  readonly groups: readonly GapGroup[];
  readonly feedback: readonly EntryFeedback[];
  readonly stale: readonly StaleEntry[];
  /** After how many days an entry counts as stale. */
  readonly reviewDays: number;
  /** The number of questions of the last seven days, and of those that were answered; absent if they are not counted. */
  readonly counts?: { readonly questions: number; readonly answered: number } | undefined;
  /** Returns the title of an entry, in the digest's language if possible; undefined if there is no such entry. */
  readonly titleOf: (entry: string) => string | undefined;
}

const MOST_LINES = 5;

/** Returns the weekly digest; undefined if there is nothing to report. */
export function digestReply(facts: DigestFacts, language: Language): Reply | undefined {
  const { groups, feedback, stale, reviewDays, counts, titleOf } = facts;
  const say = (key: UpkeepMessageKey, values = {}) => sayUpkeep(language, key, values);
  const list = <Item>(lead: string, items: readonly Item[], line: (item: Item) => string) => {
    if (items.length === 0) return [];
    const rest = items.length > MOST_LINES ? [say("digest.more", { count: items.length - MOST_LINES })] : [];
    return [[lead, ...[...items.slice(0, MOST_LINES).map(line), ...rest].map((text) => `• ${text}`)].join("\n")];
  };
  const unhelpful = byEntry(feedback).filter((one) => one.unhelpful > 0 && titleOf(one.entry) !== undefined);
  const paragraphs = [
    ...list(say("digest.gaps"), groups, ({ texts, askers, nearest }) => {
      const [text = texts[0] ?? ""] = waysOf(texts);
      const title = nearest && titleOf(nearest.entry);
      return title === undefined ? say("digest.gap", { text, askers }) : say("digest.gap-near", { text, askers, title });
    }),
    ...list(say("digest.unhelpful"), unhelpful, (one) =>
      say("digest.opinions", { title: titleOf(one.entry) ?? one.entry, helpful: one.helpful, unhelpful: one.unhelpful }),
    ),
    ...list(say("digest.stale", { count: stale.length, days: reviewDays }), stale, ({ title, reviewed }) =>
      reviewed === undefined
        ? say("digest.never", { title })
        : say("digest.reviewed", { title, date: longDate(reviewed, uiLanguageFor(language)) }),
    ),
  ];
  if (paragraphs.length === 0) return undefined;
  const lead = counts === undefined ? [] : [say("digest.counts", counts)];
  return {
    kind: "notice",
    language,
    title: say("digest.title"),
    body: [...lead, ...paragraphs],
    choices: [],
    actions: [],
    footnote: say("digest.how"),
  };
}

type Opinions = Pick<EntryFeedback, "entry" | "helpful" | "unhelpful">;

/** Adds up the feedback on each entry in all languages, since the digest names an entry by one title. The most unhelpful comes first. */
function byEntry(feedback: readonly EntryFeedback[]): readonly Opinions[] {
  const entries = new Map<string, Opinions>();
  for (const { entry, helpful, unhelpful } of feedback) {
    const before = entries.get(entry) ?? { entry, helpful: 0, unhelpful: 0 };
    entries.set(entry, { entry, helpful: before.helpful + helpful, unhelpful: before.unhelpful + unhelpful });
  }
  return [...entries.values()].sort((one, other) => other.unhelpful - one.unhelpful || one.helpful - other.helpful);
}
