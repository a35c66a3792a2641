import type { Action } from "../../../src/actions.ts";
import { decodeAction, openingOf } from "../../../src/actions.ts";
import type { FormSubmission } from "../../../src/forms.ts";
import type { Asked, Language, Pressed, Submitted } from "../../../src/model.ts";
import { submissionOf } from "../../kit/form-values.ts";
import { type Payload, record, records, text } from "../../kit/payload.ts";
import { readFormValue, type WantedForm } from "../form-value.ts";
import { writeHandle } from "../handle.ts";
import type { Bot } from "./bot.ts";
import { messageOrigin, type Origin, readMetadata } from "./origin.ts";
import { askerOf, isDirect, PLATFORM, workspaceOf } from "./parse.ts";
import { submittedValues } from "./submission.ts";
import { hasFiles, messageText } from "./text/message-text.ts";
import { readMrkdwn } from "./text/plain-text.ts";

/** Ids of the fields and pickers in the adapter's own views. */
export const FIELD = { ask: "ask", search: "search", reason: "reason", channel: "channel" } as const;

/** What somebody did with a button, a picker, a shortcut or a modal. */
export interface Interaction {
  /** The same for every delivery of the interaction. */
  readonly id: string;
  readonly workspace: string;
  readonly user: string;
  /** Slack's trigger, which opens one modal within three seconds; undefined for a closed modal. */
  readonly trigger: string | undefined;
  readonly surface: "message" | "modal" | "home" | "shortcut";
  /** The modal it happened in. */
  readonly view: string | undefined;
  readonly origin: Origin;
  readonly action: Action | undefined;
  /** The form that is to be opened. */
  readonly form?: WantedForm;
  /** A form that was filled in. */
  readonly submission?: FormSubmission;
  /** What was typed, or what the message of a shortcut says. */
  readonly text: string;
  /** Whether the message of a shortcut has files. */
  readonly hasFiles?: boolean;
}

/** Actions whose answer everybody sees. Only the person who pressed sees the answer to any other, even if others see the button. */
const OPEN_ACTIONS: readonly Action["kind"][] = ["share"];

/** Reads a `block_actions` payload. Returns null if it has no action, form or typed question, as with a button of another version. */
export function parsePress(body: Payload, bot: Bot): Interaction | null {
  const user = text(record(body, "user"), "id");
  const trigger = text(body, "trigger_id");
  const [element = {}] = records(body, "actions");
  if (user === undefined || trigger === undefined) return null;
  const value = text(record(element, "selected_option"), "value") ?? text(element, "value") ?? "";
  const form = readFormValue(value);
  const action = form === undefined ? decodeAction(value) : openingOf(form);
  const typed = element.action_id === FIELD.ask ? readMrkdwn(text(element, "value") ?? "") : "";
  if (action === undefined && form === undefined && typed === "") return null;

  const view = record(body, "view");
  const kind = text(view, "type");
  const surface = kind === "modal" || kind === "home" ? kind : "message";
  const origin =
    surface === "message"
      ? messageOrigin(body, record(body, "container"), user)
      : readMetadata(text(view, "private_metadata"), user).origin;
  const workspace = workspaceOf(body, bot);
  const modal = surface === "modal" ? text(view, "id") : undefined;
  const id = `${PLATFORM}:${workspace}:${sharedOnce(action, body, modal) ?? `press:${trigger}`}`;
  const wanted = { action, ...(form !== undefined && { form }), text: action === undefined ? typed : "" };
  return { id, workspace, user, trigger, surface, view: modal, origin, ...wanted };
}

/** Returns the same id for all presses that share an entry from one message or modal, so that it is shared only once; undefined for any other press. */
function sharedOnce(action: Action | undefined, body: Payload, modal: string | undefined): string | undefined {
  if (action?.kind !== "share") return undefined;
  const { channel_id: channel, message_ts: message } = record(body, "container");
  const shownIn = message === undefined ? modal : `${channel}:${message}`;
  return shownIn && `share:${shownIn}:${action.entry}`;
}

/** Reads a shortcut. The one on a message asks with the text of that message. */
export function parseShortcut(body: Payload, bot: Bot): Interaction | null {
  const user = text(record(body, "user"), "id");
  const trigger = text(body, "trigger_id");
  if (user === undefined || trigger === undefined) return null;
  const message = record(body, "message");
  const channel = text(record(body, "channel"), "id");
  const root = text(message, "thread_ts");
  const thread = channel === undefined ? undefined : (root ?? text(message, "ts"));
  const response = text(body, "response_url");
  const origin: Origin = {
    channel: channel ?? user,
    ...(thread !== undefined && { thread }),
    ...(thread !== undefined && root === undefined && { opensThread: true }),
    ...(response !== undefined && { response }),
    private: true,
  };
  const workspace = workspaceOf(body, bot);
  const id = `${PLATFORM}:${workspace}:shortcut:${trigger}`;
  const said = { text: messageText(message), ...(hasFiles(message) && { hasFiles: true }) };
  return { id, workspace, user, trigger, surface: "shortcut", view: undefined, origin, action: undefined, ...said };
}

/** Reads a modal that was submitted or closed: the action it was opened for and what was typed into it. */
export function parseView(body: Payload, bot: Bot): Interaction | null {
  const user = text(record(body, "user"), "id");
  const view = record(body, "view");
  const viewId = text(view, "id");
  if (user === undefined || viewId === undefined) return null;
  const { origin, action, form } = readMetadata(text(view, "private_metadata"), user);
  const values = record(record(view, "state"), "values");
  const field = (name: string): Payload => record(record(values, name), name);
  const submission = form === undefined ? {} : { submission: submissionOf(form, submittedValues(values)) };
  const channel = text(field(FIELD.channel), "selected_conversation");
  const workspace = workspaceOf(body, bot);
  return {
    // A rejected form is submitted again from the same view, each time with another trigger id.
    id: [PLATFORM, workspace, "view", viewId, ...(form === undefined ? [] : [text(body, "trigger_id") ?? ""])].join(":"),
    workspace,
    user,
    trigger: text(body, "trigger_id"),
    surface: "modal",
    view: viewId,
    origin: channel === undefined ? origin : { channel, private: false },
    action,
    ...submission,
    text: readMrkdwn(text(field(FIELD.ask), "value") ?? text(field(FIELD.reason), "value") ?? ""),
  };
}

/** Returns whether the person must pick a channel before the answer can be shared. */
export function needsChannel(interaction: Interaction): boolean {
  const { action, origin } = interaction;
  return action?.kind === "share" && isDirect(origin.channel) && origin.response === undefined;
}

/** Returns the inbound message of an interaction. If `view` is given, it is answered in that modal. */
export function interactionInbound(
  interaction: Interaction,
  language: Language | undefined,
  view: string | undefined,
): Asked | Pressed | Submitted {
  const { id, workspace, user, origin, action, submission, text } = interaction;
  const shared = action?.kind === "share";
  const personal = action !== undefined && !OPEN_ACTIONS.includes(action.kind);
  // The modal keeps showing its answer when that is shared or rated.
  const modal = shared || action?.kind === "feedback" ? undefined : view;
  const handle = {
    question: id,
    asker: user,
    ...(origin.response !== undefined && { response: origin.response }),
    ...(origin.opensThread === true && origin.thread !== undefined && { opens: origin.thread }),
    ...(origin.message !== undefined && { message: origin.message }),
    ...(!origin.private && ({ others: "seen" } as const)),
    ...(modal !== undefined && { view: modal }),
  };
  const place = {
    platform: PLATFORM,
    workspace,
    channel: origin.channel,
    // An answer that only one person sees would not be visible in a thread that has not begun.
    ...(origin.thread !== undefined && !(personal && origin.opensThread === true) && { thread: origin.thread }),
    ...(isDirect(origin.channel) && origin.response === undefined && { recipient: user }),
    private: !shared && (modal !== undefined || personal || origin.private),
    handle: writeHandle(handle),
  };
  const received = {
    ...{ id, place, asker: askerOf(user, language) },
    ...(origin.message !== undefined && { message: origin.message }),
    ...(!origin.private && { amongOthers: true }),
  };
  if (submission !== undefined) return { kind: "submitted", ...received, submission };
  if (action !== undefined) return { kind: "pressed", ...received, action, text };
  const files = interaction.hasFiles === true && { hasFiles: true };
  return { kind: "asked", ...received, text, addressed: true, standsAlone: true, ...files };
}
