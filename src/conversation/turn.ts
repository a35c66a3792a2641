import { isUiLanguage, languageOfLocale } from "../languages/languages.ts";
import type {
  Candidate,
  Context,
  Decision,
  Inbound,
  Language,
  Obstacle,
  Organisation,
  Outcome,
  Reply,
  WorkspaceKind,
} from "../model.ts";
import { plainWords } from "../text/utterance.ts";
import type { PackIndex } from "./pack-index.ts";
import { type Audience, assumedLanguage, audienceOf, type Circumstances, type LanguageHints } from "./reader.ts";

/** Why somebody is not answered as usual. */
export interface KnownObstacle {
  readonly kind: Obstacle;
  /** Whether they have been told already. */
  readonly isKnown: boolean;
}

/** What is remembered that bears on an inbound message. */
export interface Memory {
  /** The context of the thread. */
  readonly context?: Context | undefined;
  /** The language in which the asker chose to be answered. */
  readonly language?: Language | undefined;
  /** Days since 1970-01-01: decides the tip of the day. */
  readonly today?: number | undefined;
  /** The organisation that the asker works for; absent: unknown. */
  readonly organisation?: Organisation | undefined;
  /** What the asker's platform calls a workspace; absent: a workspace. */
  readonly workspaceKind?: WorkspaceKind | undefined;
  /** The languages in which the asker's workspace wants answers; absent: all of the pack's. */
  readonly served?: readonly Language[] | undefined;
  /** Why the asker is not answered as usual, though first aid still says whom to call; absent: there is no reason. */
  readonly obstacle?: KnownObstacle | undefined;
  /** What Malinois overheard in a thread where it takes no part yet: it replies only if it is sure. Absent: somebody spoke to it. */
  readonly unasked?: "question" | "post" | undefined;
}

/** One inbound message: where it came from and from whom, with everything that the reply depends on. */
export interface Turn {
  /** Whether it is meant for Malinois; false for talk between people, which it only joins if it knows the answer. */
  readonly addressed: boolean;
  /** Whether it is a question of its own, to be read without the context. */
  readonly standsAlone: boolean;
  /** Whether it has pictures or files attached. */
  readonly hasFiles: boolean;
  /** The name that the platform shows for the asker. */
  readonly askerName: string | undefined;
  /** Whether it was typed with an exclamation mark. */
  readonly exclaims: boolean;
  /** Whether it was typed with a question mark. */
  readonly asks: boolean;
  readonly context: Context | undefined;
  readonly hints: LanguageHints;
  readonly today: number | undefined;
  /** The language assumed for a text that is too short to detect. */
  readonly assumed: Language;
  /** Returns the audience of a reply to something said in the language `spoken`. */
  audience(spoken: Language): Audience;
  /** Returns the audience of a reply in a language that was asked for just now, whatever the asker chose before. */
  audienceIn(wanted: Language): Audience;
  /**
   * Returns the audience of a reply to words that are the same in several languages: that of the asker or, if it is none of them, the first of the pack.
   * A single word never changes the language of a known asker.
   */
  audienceAmong(languages: readonly Language[]): Audience;
}

/** An organisation of which nothing is known. */
export const NO_ORGANISATION: Organisation = { contacts: [] };

export function takeTurn(inbound: Inbound, memory: Memory, { pack }: PackIndex): Turn {
  const { place, asker } = inbound;
  const { context, language, today, organisation = NO_ORGANISATION, served = [], workspaceKind = "workspace" } = memory;
  const hints = { chosen: language, thread: context?.language, locale: languageOfLocale(asker.language) };
  const assumed = assumedLanguage(hints, pack);
  const manages = asker.mayManage === "workspace";
  const addsToChannel = inbound.kind === "pressed" && inbound.action.kind === "more" && inbound.amongOthers === true;
  const circumstances: Circumstances = { hints, place, addsToChannel, pack, organisation, served, manages, workspaceKind };
  const audience = (spoken: Language) => audienceOf(spoken, circumstances);
  const isKnown = isUiLanguage(assumed) && Object.values(hints).includes(assumed);
  const keepsLanguage = isKnown && inbound.kind === "asked" && plainWords(inbound.text).length === 1;
  return {
    addressed: inbound.kind !== "asked" || inbound.addressed,
    standsAlone: inbound.kind === "asked" && inbound.standsAlone === true,
    hasFiles: inbound.kind === "asked" && inbound.hasFiles === true,
    askerName: asker.name,
    exclaims: inbound.kind === "asked" && /[!！]/u.test(inbound.text),
    asks: inbound.kind === "asked" && /[?？]/u.test(inbound.text),
    context,
    hints,
    today,
    assumed,
    audience,
    audienceIn: (wanted) => audienceOf(wanted, { ...circumstances, hints: { ...hints, chosen: undefined } }),
    audienceAmong: (languages) => {
      const likely = [assumed, language, hints.locale, ...pack.languages, ...languages].find(
        (each) => each && languages.includes(each),
      );
      return audience(keepsLanguage ? assumed : (likely ?? assumed));
    },
  };
}

interface Details {
  readonly entries?: readonly Candidate[];
  readonly considered?: readonly Candidate[];
  readonly action?: Decision["action"];
  readonly changes?: Decision["changes"];
  readonly context?: Context;
  readonly isQuestion?: boolean;
}

/** Returns a decision with some replies; its language is that of the first reply. */
export function decideTo(outcome: Outcome, replies: readonly Reply[], language: Language, details: Details = {}): Decision {
  const { entries = [], considered = entries, changes = [], action, context, isQuestion } = details;
  return {
    outcome,
    language: replies[0]?.language ?? language,
    entries,
    ...(action === undefined ? {} : { action }),
    replies,
    changes,
    ...(context === undefined ? {} : { context }),
    ...(isQuestion === undefined ? {} : { isQuestion }),
    considered,
  };
}

/** Returns a decision with one reply that answers no question about the pack: to a command, to a courtesy, or because nothing was found. */
export function sayOnly(outcome: "command" | "smalltalk" | "unknown", reply: Reply, details: Details = {}): Decision {
  return decideTo(outcome, [reply], reply.language, details);
}

/** Returns the decision with a lead above its first reply. */
export function withLead(decision: Decision, lead: string): Decision {
  return { ...decision, replies: decision.replies.map((reply, place) => (place === 0 ? { ...reply, lead } : reply)) };
}
