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

/** What the bot remembers for an inbound message. */
export interface Memory {
  /** The thread so far. */
  readonly context?: Context | undefined;
  /** The language that the asker chose in Malinois: they are answered in it. */
  readonly language?: Language | undefined;
  /** Days since 1970-01-01: decides the tip of the day. */
  readonly today?: number | undefined;
  /** Whom the asker works for; absent: nobody has said. */
  readonly organisation?: Organisation | undefined;
  /** What the asker's platform calls a workspace; absent: a workspace. */
  readonly workspaceKind?: WorkspaceKind | undefined;
  /** The languages that the asker's workspace wants answers in; absent: all of the pack. */
  readonly served?: readonly Language[] | undefined;
  /** Why the asker is not answered as usual; first aid still says whom to call. Absent: they are. */
  readonly obstacle?: { readonly kind: Obstacle /** They know already. */; readonly isKnown: boolean } | undefined;
  /** Nobody spoke to Malinois, and it takes no part there yet: it says something to a question that it is sure of, or to a post. Absent: it was spoken to. */
  readonly unasked?: "question" | "post" | undefined;
}

/** Where something was received and from whom, with everything that its answer depends on. */
export interface Turn {
  /** False for talk between people, which Malinois only joins when it knows. */
  readonly addressed: boolean;
  /** Whether it is a question by itself, whatever was said before. */
  readonly standsAlone: boolean;
  /** Whether it brings pictures or files. */
  readonly hasFiles: boolean;
  /** The name that the platform shows for the asker. */
  readonly askerName: string | undefined;
  /** Whether it was typed with an exclamation mark. */
  readonly exclaims: boolean;
  readonly context: Context | undefined;
  readonly hints: LanguageHints;
  readonly today: number | undefined;
  /** The language that a text too short to tell is taken for. */
  readonly assumed: Language;
  /** Whom a reply to something said in `spoken` is for. */
  audience(spoken: Language): Audience;
  /** The audience of a reply in a language that was asked for just now, whatever was chosen before. */
  audienceIn(wanted: Language): Audience;
  /** The audience of a reply to something said alike in several languages. A single word never changes the language of a known asker. */
  audienceAmong(languages: readonly Language[]): Audience;
}

/** Of which nothing is known. */
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
    context,
    hints,
    today,
    assumed,
    audience,
    audienceIn: (wanted) => audienceOf(wanted, { ...circumstances, hints: { ...hints, chosen: undefined } }),
    audienceAmong: (languages) => audience(keepsLanguage || languages.includes(assumed) ? assumed : (languages[0] ?? assumed)),
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

/** A decision to say something; its language is that of the first reply. */
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

/** A decision that answers no question of the pack: a command, a courtesy. */
export function sayOnly(outcome: "command" | "smalltalk" | "unknown", reply: Reply, details: Details = {}): Decision {
  return decideTo(outcome, [reply], reply.language, details);
}

/** The decision with something said before its first reply. */
export function withLead(decision: Decision, lead: string): Decision {
  return { ...decision, replies: decision.replies.map((reply, place) => (place === 0 ? { ...reply, lead } : reply)) };
}
