import type { WorkspaceSettings } from "../administration/workspace-settings.ts";
import { asksForPerson } from "../common/asks-for-person.ts";
import { createLastByPerson } from "../common/last-by-person.ts";
import type { Context, Decision, Inbound, Instant, Language, Outcome } from "../model.ts";
import type { KnownWords } from "./known-words.ts";
import { knownWordsOf, redact } from "./redaction.ts";
import type { Gap, Keeping } from "./types.ts";

/**
 * Returns the gaps that a message and the decision on it show. Rejects if the store does.
 * @param before the conversation's context before the message
 */
export type NoteGaps = (inbound: Inbound, decision: Decision, before: Context | undefined) => Promise<readonly Gap[]>;

export interface NotingOptions {
  readonly settings: Pick<WorkspaceSettings, "of">;
  /** Returns the known words of a language and the pack in use. */
  readonly known: (language: Language) => KnownWords;
  /** Returns the language of a text, or `assumed` if the text does not tell. */
  readonly detect: (text: string, assumed: Language) => Language;
  readonly now: () => Instant;
}

/** What may be kept of a question, with its outcome. */
interface RecentQuestion extends Omit<Gap, "reason"> {
  readonly outcome: Outcome;
  /** The ids of the entries that were shown or offered. */
  readonly entries: readonly string[];
}

/** The most questions held in memory. */
const MOST_HELD = 5_000;

/** Returns the function that notes gaps. It holds what may be kept of everybody's last question for half an hour, only in this process's memory. */
export function createGapNoting({ settings, known, detect, now }: NotingOptions): NoteGaps {
  const recent = createLastByPerson<RecentQuestion>(MOST_HELD, now);

  return async (inbound, decision, before) => {
    const { place, asker } = inbound;
    if (decision.changes.some(({ kind }) => kind === "erase-person")) {
      recent.forget({ platform: place.platform, workspace: place.workspace, person: asker.id });
      return [];
    }
    const { gaps: keeping } = await settings.of({ platform: place.platform, workspace: place.workspace });
    if (keeping === "nothing") return [];
    const question = questionOf(inbound, decision);
    if (question === undefined) {
      const earlier = recent.of(place, asker.id) ?? fromContext(before, known);
      return [...refusalOf(inbound, decision, before, earlier), ...opinionOf(inbound, earlier)];
    }
    const language = decision.context?.language ?? detect(question, before?.language ?? decision.language);
    const text = keepable(question, keeping, known(language));
    const [nearest] = decision.considered;
    const asked: RecentQuestion | undefined =
      text === undefined
        ? undefined
        : {
            ...{ language, text, keeping, outcome: decision.outcome, entries: decision.entries.map(({ id }) => id) },
            ...(nearest === undefined ? {} : { nearest: { entry: nearest.id, confidence: nearest.confidence } }),
          };
    const earlier = recent.of(place, asker.id) ?? fromContext(before, known);
    const refused = refusalOf(inbound, decision, before, earlier);
    recent.set(inbound, asked);
    return [...refused, ...(decision.outcome === "unknown" && asked !== undefined ? [gapOf(asked, "unknown")] : [])];
  };
}

/** Returns the question to the pack; undefined for a command, small talk, a follow-up, and messages that are not addressed to Malinois. */
function questionOf(inbound: Inbound, { outcome, action, considered }: Decision): string | undefined {
  if (inbound.kind !== "asked" || !inbound.addressed || action !== undefined || considered.length === 0) return undefined;
  return outcome === "answer" || outcome === "choices" || outcome === "unknown" ? inbound.text : undefined;
}

function keepable(typed: string, keeping: Exclude<Keeping, "nothing">, known: KnownWords): string | undefined {
  return keeping === "words" ? knownWordsOf(typed, known) : redact(typed, known);
}

/** Returns the last question if another process answered it: the context has the words that matched the answer. */
function fromContext(before: Context | undefined, known: (language: Language) => KnownWords): RecentQuestion | undefined {
  if (before === undefined) return undefined;
  const { language, matched, outcome, entries, confidence } = before;
  const text = knownWordsOf(matched.join(" "), known(language));
  const [entry] = entries;
  if (text === undefined || entry === undefined) return undefined;
  return { language, text, keeping: "words", outcome, entries, nearest: { entry, confidence } };
}

/** Returns a gap if people reject choices: they press "none of these", ask for a person, or ask something that nothing answers. */
function refusalOf(
  inbound: Inbound,
  { outcome, action }: Decision,
  before: Context | undefined,
  earlier: RecentQuestion | undefined,
): readonly Gap[] {
  const isAfterChoices = before?.outcome === "choices" && earlier?.outcome === "choices";
  const isRefusal = outcome === "unknown" || action === "person" || asksForPerson(inbound);
  const isAddressed = inbound.kind !== "asked" || inbound.addressed;
  return isAfterChoices && isRefusal && isAddressed ? [gapOf(earlier, "refused")] : [];
}

/** Returns a gap for feedback on an answer, which also tells whether its question was understood. */
function opinionOf(inbound: Inbound, earlier: RecentQuestion | undefined): readonly Gap[] {
  if (inbound.kind !== "pressed" || inbound.action.kind !== "feedback" || earlier === undefined) return [];
  const { entry, helpful } = inbound.action;
  if (!earlier.entries.includes(entry)) return [];
  const confidence = earlier.nearest?.entry === entry ? earlier.nearest.confidence : 0;
  return [gapOf({ ...earlier, nearest: { entry, confidence } }, helpful ? "helpful" : "unhelpful")];
}

function gapOf({ language, text, keeping, nearest }: RecentQuestion, reason: Gap["reason"]): Gap {
  return { reason, language, text, keeping, ...(nearest === undefined ? {} : { nearest }) };
}
