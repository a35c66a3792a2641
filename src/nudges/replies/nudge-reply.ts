/** Turns a nudge into a reply, with its buttons to snooze, to stop and to ask why it came. */

import { sayNudge } from "../../languages/index.ts";
import type { Button, Language, Moment, Reply, Section } from "../../model.ts";
import { REPLY_LIMITS } from "../../reply-limits.ts";
import type { Nudge, Quiz, Subscription } from "../types.ts";
import { type ContentNames, describeContent, describeSchedule, languageLabel, momentAt, ownerValues } from "./describe.ts";

const SNOOZE_DAYS = 7;

export interface NudgeReplyFacts {
  readonly subscription: Subscription;
  readonly names: ContentNames;
  /** True for the first nudge of a subscription, which also says who set it up, what it sends and how often. */
  readonly first: boolean;
  /** The quiz that was opened for a nudge of kind "quiz". */
  readonly quiz?: Quiz;
  /** The number of this step in its campaign, counted from 1. */
  readonly step?: { readonly number: number; readonly total: number };
}

/** Returns the reply for a nudge of a subscription. Everything but the nudge's own text is in the language of the subscription. */
export function nudgeReply(nudge: Nudge, { subscription, names, first, quiz, step }: NudgeReplyFacts): Reply {
  const { language, zone } = subscription;
  const content = nudge.kind === "quiz" ? quizContent(nudge.question, quiz, zone, language) : textContent(nudge, language);
  const footnotes: string[] = [];
  if (step !== undefined && names.campaign !== undefined) {
    footnotes.push(sayNudge(language, "nudge.step-of", { campaign: names.campaign, step: step.number, total: step.total }));
  }
  if (nudge.language !== language) {
    footnotes.push(sayNudge(language, "nudge.only-in", { wanted: languageLabel(nudge.language, language) }));
  }
  return {
    kind: "nudge",
    language,
    ...content,
    body: first ? [...content.body, introduction(subscription, names)] : content.body,
    actions: [readMore(nudge, language), ...subscriptionButtons(subscription)],
    ...(footnotes.length === 0 ? {} : { footnote: footnotes.join(" · ") }),
  };
}

/** Returns the reply for a quiz that somebody asked for: like a nudge, but without the buttons of a subscription. */
export function quizReply(quiz: Quiz, zone: string, language: Language): Reply {
  return { kind: "nudge", language, ...quizContent(quiz.question, quiz, zone, language), actions: [] };
}

/** Returns the buttons of each nudge: to snooze its subscription, to stop it, and to ask why the nudge came. */
export function subscriptionButtons({ id: subscription, language }: Pick<Subscription, "id" | "language">): readonly Button[] {
  return [
    { label: sayNudge(language, "nudge.snooze-week"), action: { kind: "snooze", subscription, days: SNOOZE_DAYS, language } },
    { label: sayNudge(language, "nudge.stop"), action: { kind: "confirm-stop", subscription, language } },
    { label: sayNudge(language, "nudge.why-this"), action: { kind: "why-nudge", subscription, language } },
  ];
}

/** Returns a reply as a preview, without its buttons, which would do nothing. The possible answers of a quiz are listed instead. */
export function withoutButtons(reply: Reply): Reply {
  const items = reply.choices.map(({ label }) => label);
  const listed =
    reply.points ?? (items.length === 0 ? undefined : { heading: sayNudge(reply.language, "nudge.possible-answers"), items });
  return { ...reply, choices: [], actions: [], ...(listed === undefined ? {} : { points: listed }) };
}

/** Returns a button that opens the entry behind a nudge or a quiz, in the language in which the nudge is written. */
export function readMore({ entry, language: written }: Pick<Nudge, "entry" | "language">, language: Language): Button {
  return { label: sayNudge(language, "nudge.read-more"), action: { kind: "show", entry, language: written } };
}

interface Content {
  readonly title: string;
  readonly body: readonly string[];
  readonly moments?: readonly Moment[];
  readonly points?: Section<string>;
  readonly choices: readonly Button[];
}

function textContent(nudge: Extract<Nudge, { text: string }>, language: Language): Content {
  const title = nudge.kind === "entry" ? nudge.entryTitle : sayNudge(language, "nudge.tip-title");
  return { title, body: [nudge.text], choices: [] };
}

function quizContent({ question, options }: Quiz["question"], quiz: Quiz | undefined, zone: string, language: Language): Content {
  const title = sayNudge(language, "nudge.quiz-title");
  const letters = options.some((option) => option.length > REPLY_LIMITS.buttonLabel);
  const label = (option: string, position: number) => (letters ? letter(position) : option);
  const listed = options.map((option, position) => `${letter(position)}. ${option}`);
  return {
    title,
    ...(quiz === undefined ? { body: [question] } : withRules(question, quiz, zone, language)),
    ...(letters || quiz === undefined
      ? { points: { heading: sayNudge(language, "nudge.possible-answers"), items: listed } }
      : {}),
    choices:
      quiz === undefined
        ? []
        : options.map((text, option) => ({
            label: label(text, option),
            action: { kind: "quiz-answer", quiz: quiz.id, option, language },
          })),
  };
}

function withRules(
  question: string,
  { policy, place, closesAt }: Quiz,
  zone: string,
  language: Language,
): Pick<Content, "body" | "moments"> {
  if (place === undefined || place.private) return { body: [question, sayNudge(language, "nudge.quiz-alone")] };
  const closing = momentAt(closesAt, zone, language);
  const privacy = sayNudge(language, policy.anonymous ? "nudge.quiz-anonymous" : "nudge.quiz-named");
  const open = sayNudge(language, policy.changeable ? "nudge.quiz-changeable" : "nudge.quiz-open", { until: closing.text });
  return { body: [question, `${privacy} ${open}`], moments: [closing] };
}

function introduction(subscription: Subscription, names: ContentNames): string {
  return sayNudge(subscription.language, "nudge.first-nudge", {
    ...ownerValues(subscription),
    what: describeContent(subscription, names),
    often: describeSchedule(subscription),
    limit: subscription.sendPolicy.weeklyLimit,
  });
}

function letter(position: number): string {
  return String.fromCharCode("A".charCodeAt(0) + position);
}
