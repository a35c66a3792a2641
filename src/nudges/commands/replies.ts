/** The replies to people who look after subscriptions. */

import type { Form } from "../../forms.ts";
import type { MessageValues } from "../../languages/catalogue.ts";
import { type NudgeMessageIn, sayNudge } from "../../languages/index.ts";
import type { Area, Button, Instant, Language, Moment, Reply } from "../../model.ts";
import type { NudgeCommandName } from "../../nudge-actions.ts";
import { REPLY_LIMITS } from "../../reply-limits.ts";
import { textIn } from "../../text/translated.ts";
import { contentNames } from "../content/content-names.ts";
import type { NudgeLibrary } from "../content/library.ts";
import type { LedgerLine } from "../ports.ts";
import { dayAt, describeContent, describeSchedule, momentAt, withMoments } from "../replies/describe.ts";
import { notice } from "../replies/notice.ts";
import type { LocalDate, Subscription } from "../types.ts";
import type { CommandContext } from "./command-context.ts";

export interface ReplySources {
  readonly areas: readonly Area[];
  readonly library: NudgeLibrary;
}

/** Returns a notice with one message about commands. */
export function word(language: Language, key: NudgeMessageIn<"command">, values?: MessageValues): Reply {
  return notice(language, [sayNudge(language, `command.${key}`, values)]);
}

/** Adds to a refusal the rights that the caller needs on the platform, if the platform names them. */
export function refused(reply: Reply, { rightsHint }: Pick<CommandContext, "rightsHint">): Reply {
  return rightsHint === undefined ? reply : { ...reply, body: [...reply.body, rightsHint] };
}

/** Lists the commands, after an introduction that says why the list is shown. */
export function commandHelpReply(language: Language, lead: "help-intro" | "unknown" = "help-intro"): Reply {
  const lines = [
    "help-add",
    "help-list",
    "help-change",
    "help-look",
    "help-campaign",
    "help-newcomers",
    "help-quiz",
    "help-rules",
  ] as const;
  return {
    ...notice(language, [sayNudge(language, `command.${lead}`)]),
    title: sayNudge(language, "command.help-title"),
    points: {
      heading: sayNudge(language, "command.help-heading"),
      items: lines.map((key) => sayNudge(language, `command.${key}`)),
    },
  };
}

export function formReply(form: Form): Reply {
  return { ...notice(form.language, []), title: form.title, form };
}

/** A subscription, and when its next nudge comes. Undefined: none will come. */
interface Listed {
  readonly subscription: Subscription;
  readonly next: Instant | undefined;
}

/**
 * Returns a list with a line for each subscription: its name, what it sends, when and where, and what comes next. Each one that the reader may change has a
 * button.
 * @param changeable the ids of those that the reader may change
 */
export function listReply(
  subscriptions: readonly Listed[],
  changeable: readonly string[],
  sources: ReplySources,
  now: Instant,
  language: Language,
): Reply {
  if (subscriptions.length === 0) return word(language, "none-here");
  const lines = subscriptions.map((one) => listLine(one, one.subscription.id, sources, now, language));
  const several = subscriptions.length > 1 ? "yes" : "no";
  const choices = changeable
    .slice(0, REPLY_LIMITS.entriesInList)
    .map((id) => changeButton(id, sayNudge(language, "command.change-button", { several, name: id }), language));
  const reply = { ...notice(language, lines), title: sayNudge(language, "command.list-title"), choices };
  return withMoments(reply, momentsOf(subscriptions, now, language));
}

/** Returns a button that opens the form for changing a subscription. */
function changeButton(subscription: string, label: string, language: Language): Button {
  return { label, action: { kind: "form", form: "edit-nudge", subject: subscription, language } };
}

/** Asks which of several subscriptions a command is for, with a numbered line and a button for each. A line without a button has the name to type. */
export function whichOneReply(
  subscriptions: readonly Listed[],
  { kind: command, until }: { readonly kind: NudgeCommandName; readonly until?: LocalDate },
  sources: ReplySources,
  now: Instant,
  language: Language,
): Reply {
  const lines = subscriptions.map((one, index) =>
    listLine(one, index < REPLY_LIMITS.entriesInList ? String(index + 1) : one.subscription.id, sources, now, language),
  );
  const choices = subscriptions.slice(0, REPLY_LIMITS.entriesInList).map(({ subscription: { id } }, index): Button => {
    const label = sayNudge(language, "command.which-button", { command, number: index + 1 });
    if (command === "edit") return changeButton(id, label, language);
    const action = { kind: "manage-nudge", command, subscription: id, language } as const;
    return { label, action: until === undefined ? action : { ...action, until } };
  });
  const reply = { ...notice(language, [sayNudge(language, "command.which-one", { command }), ...lines]), choices };
  return withMoments(reply, momentsOf(subscriptions, now, language));
}

function listLine({ subscription, next }: Listed, name: string, sources: ReplySources, now: Instant, language: Language): string {
  return sayNudge(language, "command.list-line", {
    ...values(subscription, sources, language),
    id: name,
    state: stateOf(subscription, next, now, language).text,
  });
}

function momentsOf(subscriptions: readonly Listed[], now: Instant, language: Language): readonly Moment[] {
  return subscriptions.flatMap(({ subscription, next }) => stateOf(subscription, next, now, language).moments);
}

export function addedReply(
  subscription: Subscription,
  next: Instant | undefined,
  sources: ReplySources,
  language: Language,
): Reply {
  const added = sayNudge(language, "command.added", values(subscription, sources, language));
  return next === undefined ? notice(language, [added]) : withNext([added], next, subscription.zone, language);
}

/** Says that the requested subscription exists already. */
export function alreadyAddedReply(subscription: Subscription, sources: ReplySources, language: Language): Reply {
  return notice(language, [sayNudge(language, "command.already-added", values(subscription, sources, language))]);
}

/** Describes a subscription after it was changed, and says what comes next. */
export function changedReply({ subscription, next }: Listed, sources: ReplySources, now: Instant, language: Language): Reply {
  const { text: state, moments } = stateOf(subscription, next, now, language);
  const changed = sayNudge(language, "command.changed", { ...values(subscription, sources, language), state });
  return withMoments(notice(language, [changed]), moments);
}

/** Says that a subscription was resumed and when the next nudge comes, or that nothing is left to come. */
export function resumedReply({ zone }: Subscription, next: Instant | undefined, language: Language): Reply {
  return next === undefined
    ? word(language, "state-over")
    : withNext([sayNudge(language, "command.resumed")], next, zone, language);
}

/** Returns a notice that ends with the time of the next nudge. */
function withNext(body: readonly string[], next: Instant, zone: string, language: Language): Reply {
  const { text, moments } = nextState(next, zone, language);
  return withMoments(notice(language, [...body, text]), moments);
}

/** Shows what became of the last occurrences, latest first. */
export function historyReply(
  { zone }: Subscription,
  lines: readonly LedgerLine[],
  { library }: ReplySources,
  language: Language,
): Reply {
  if (lines.length === 0) return notice(language, [sayNudge(language, "history.none")]);
  const moments = lines.map(({ at }) => momentAt(at, zone, language));
  const items = lines.map(({ at, state, reason, item }) => {
    const became = sayNudge(
      language,
      `history.became-${state}`,
      reason === undefined ? { reason: "" } : { reason: sayNudge(language, `history.reason-${reason}`) },
    );
    const title = item === undefined ? undefined : library.nudge(item, language)?.entryTitle;
    const when = momentAt(at, zone, language).text;
    return sayNudge(language, "history.line", { when, what: title === undefined ? became : `${became} (${title})` });
  });
  return withMoments({ ...notice(language, items), title: sayNudge(language, "history.title") }, moments);
}

export function campaignsReply({ library }: ReplySources, language: Language): Reply {
  if (library.campaigns.length === 0) return word(language, "campaigns-none");
  const items = library.campaigns.map(({ id, name, description }) =>
    sayNudge(language, "command.campaign-line", { id, name: textIn(name, language), description: textIn(description, language) }),
  );
  return { ...notice(language, items), title: sayNudge(language, "command.campaigns-title") };
}

function values(subscription: Subscription, { areas, library }: ReplySources, language: Language): MessageValues {
  const inLanguage = { ...subscription, language };
  return {
    id: subscription.id,
    what: describeContent(inLanguage, contentNames(inLanguage, areas, library)),
    often: describeSchedule(inLanguage),
    zone: subscription.zone,
    where: subscription.recipient === undefined ? "channel" : "me",
  };
}

/** The state of a subscription, in words: paused, over, or when the next nudge comes. */
interface State {
  readonly text: string;
  readonly moments: readonly Moment[];
}

function stateOf({ pause, zone }: Subscription, next: Instant | undefined, now: Instant, language: Language): State {
  if (pause !== undefined && pause.until === undefined) return { text: sayNudge(language, "command.state-paused"), moments: [] };
  if (pause?.until !== undefined && pause.until > now) {
    const end = dayAt(pause.until, zone, language);
    return { text: sayNudge(language, "command.state-paused-until", { date: end.text }), moments: [end] };
  }
  if (next === undefined) return { text: sayNudge(language, "command.state-over"), moments: [] };
  return nextState(next, zone, language);
}

function nextState(at: Instant, zone: string, language: Language): State {
  const next = momentAt(at, zone, language);
  return { text: sayNudge(language, "command.state-next", { next: next.text }), moments: [next] };
}
