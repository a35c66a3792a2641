import type { WorkspaceSettings } from "../administration/workspace-settings.ts";
import { asksForPerson } from "../common/asks-for-person.ts";
import type { Context, Decision, Inbound, Instant, Language } from "../model.ts";
import type { KnownWords } from "./known-words.ts";
import { createRecentQuestions, type RecentQuestion } from "./recent-questions.ts";
import { knownWordsOf, redact } from "./redaction.ts";
import type { Gap, Keeping } from "./types.ts";

/** What a message and the decision on it teach; `before` is the conversation's context so far. Rejects when the store does. */
export type NoteGaps = (inbound: Inbound, decision: Decision, before: Context | undefined) => Promise<readonly Gap[]>;

export interface NotingOptions {
  readonly settings: Pick<WorkspaceSettings, "of">;
  /** The words that the pack in use and a language know. */
  readonly known: (language: Language) => KnownWords;
  /** The language of a text, with one to go by where it does not tell. */
  readonly detect: (text: string, assumed: Language) => Language;
  readonly now: () => Instant;
}

/** Makes the function that notes gaps. In this process's memory alone it holds, for half an hour, what may be kept of everybody's last question. */
export function createGapNoting({ settings, known, detect, now }: NotingOptions): NoteGaps {
  const recent = createRecentQuestions(now);

  return async (inbound, decision, before) => {
    const { place } = inbound;
    const { gaps: keeping } = await settings.of({ platform: place.platform, workspace: place.workspace });
    if (keeping === "nothing") return [];
    const question = questionOf(inbound, decision);
    if (question === undefined) {
      const earlier = recent.of(inbound) ?? fromContext(before, known);
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
    const earlier = recent.of(inbound) ?? fromContext(before, known);
    const refused = refusalOf(inbound, decision, before, earlier);
    recent.set(inbound, asked);
    return [...refused, ...(decision.outcome === "unknown" && asked !== undefined ? [gapOf(asked, "unknown")] : [])];
  };
}

/** What was asked of the pack; undefined for a command, a courtesy, a follow-up, and for talk that Malinois only overhears. */
function questionOf(inbound: Inbound, { outcome, action, considered }: Decision): string | undefined {
  if (inbound.kind !== "asked" || !inbound.addressed || action !== undefined || considered.length === 0) return undefined;
  return outcome === "answer" || outcome === "choices" || outcome === "unknown" ? inbound.text : undefined;
}

function keepable(typed: string, keeping: Exclude<Keeping, "nothing">, known: KnownWords): string | undefined {
  return keeping === "words" ? knownWordsOf(typed, known) : redact(typed, known);
}

/** Where another process answered: the words that spoke for the answer are remembered with the conversation. */
function fromContext(before: Context | undefined, known: (language: Language) => KnownWords): RecentQuestion | undefined {
  if (before === undefined) return undefined;
  const { language, matched, outcome, entries, confidence } = before;
  const text = knownWordsOf(matched.join(" "), known(language));
  const [entry] = entries;
  if (text === undefined || entry === undefined) return undefined;
  return { language, text, keeping: "words", outcome, entries, nearest: { entry, confidence } };
}

/** After choices, "none of these", a person, or a question that nothing answers, says that none of them was right. */
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

/** An opinion on an answer is one on how its question was understood. */
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
