import type { types } from "@slack/bolt";
import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import { describeError } from "../../../src/common/describe-error.ts";
import type { Form } from "../../../src/forms.ts";
import type { Place, Reply } from "../../../src/model.ts";
import type { Adapter, Logger } from "../../../src/ports.ts";
import { type Handle, readHandle } from "../handle.ts";
import type { OpenSubmissions } from "../open-submissions.ts";
import { originOf } from "../receive/origin.ts";
import { isDirect } from "../receive/parse.ts";
import { formReplyModal } from "../render/forms.ts";
import { renderReply, type SlackMessage } from "../render/render.ts";
import { answerModal, homeView } from "../render/views.ts";
import type { Call } from "./api.ts";
import type { FileConversation, SendFile } from "./files.ts";
import type { CloseMessage } from "./history/close-message.ts";
import type { Find } from "./history/find.ts";
import type { Messaging } from "./messaging.ts";

/** Sends a reply to a place, with a key to find it by; resolves when Slack has accepted it. Throws a `MalinoisError`. */
export type Send = Adapter["send"];

interface OpenModal {
  readonly question: string | undefined;
  readonly blocks: readonly types.KnownBlock[];
  /** Set if a part of its reply is in messages already: whatever follows it comes there too. */
  readonly isFull: boolean;
}

export interface SendOptions {
  /** How many modals are remembered with what they show, to be updated again: a message with two questions gets two replies. */
  readonly openModals: number;
  readonly submissions: OpenSubmissions;
  readonly now: () => number;
  readonly logger: Logger;
}

/** Makes the function that sends. A place's handle decides in which of Slack's ways it answers. `callOnce` does not retry, for what is of use only at once. */
export function createSend(
  call: Call,
  callOnce: Call,
  messaging: Messaging,
  sendFile: SendFile,
  closeMessage: CloseMessage,
  { openModals, submissions, now, logger }: SendOptions,
): Send {
  const modals = createBoundedMap<string, OpenModal>(openModals, now);

  async function updateModal(place: Place, view: string, reply: Reply): Promise<void> {
    const handle = readHandle(place.handle);
    if (await submissions.close(handle.question ?? "", reply.form?.problem)) {
      // The error is now shown at its field, in the modal as it was filled in.
      if (reply.form?.problem !== undefined) return;
    }
    if (hasForm(reply)) {
      const drawn = formReplyModal(reply, originOf(place));
      await call("views.update", { view_id: view, view: drawn.view });
      return tellRest(handle, drawn.rest);
    }
    const last = modals.get(view);
    const before = last?.question === handle.question ? last : undefined;
    if (before?.isFull === true) return messaging.tell(handle, renderReply(reply));
    const drawn = answerModal(reply, originOf(place), before?.blocks ?? []);
    await call("views.update", { view_id: view, view: drawn.view });
    modals.set(view, { question: handle.question, blocks: drawn.blocks, isFull: drawn.rest.length > 0 });
    await tellRest(handle, drawn.rest);
  }

  async function tellRest(handle: Handle, rest: readonly SlackMessage[]): Promise<void> {
    if (rest.length > 0) await messaging.tell(handle, rest);
  }

  /** Opens the reply's form while the trigger is valid; returns false if it does not open. */
  async function openForm(place: Place, trigger: string, reply: Reply & { readonly form: Form }): Promise<boolean> {
    const { view, rest } = formReplyModal(reply, originOf(place));
    try {
      await callOnce("views.open", { trigger_id: trigger, view });
    } catch (error) {
      logger.warn(describeError(error), "could not open a form; a button for it is sent");
      return false;
    }
    await tellRest(readHandle(place.handle), rest);
    return true;
  }

  /** Sends the file of a reply and returns the rest; all of it if that failed. The file is first, so that a reply that is found by its key is complete. */
  async function withFileSent(place: Place, { attachment, ...reply }: Reply): Promise<Reply> {
    if (attachment === undefined) return reply;
    const conversation = conversationFor(place);
    const isSent = conversation !== undefined && (await sendFile(conversation, attachment));
    return isSent ? reply : { ...reply, attachment };
  }

  return async (place, whole, key) => {
    const handle = readHandle(place.handle);
    const reply = await withFileSent(place, whole);
    if (handle.trigger !== undefined && hasForm(reply) && (await openForm(place, handle.trigger, reply))) return;
    if (handle.view !== undefined) return updateModal(place, handle.view, reply);
    if (handle.home !== undefined) {
      await call("views.publish", { user_id: handle.home, view: homeView(reply) });
      return;
    }
    const messages = renderReply(reply);
    if (isForAskerAlone(place)) return messaging.postEphemeral(visible(place, handle), handle, messages);
    if (reply.closes !== undefined) await closeMessage(place.channel, reply.closes);
    return messaging.post(place, handle, messages, { language: reply.language, key });
  };
}

/** Returns where to send a reply's file: to the reply's place or, if only one person may see it, to that person, since everybody sees a file in a channel. */
function conversationFor({ private: alone, channel, thread, handle }: Place): FileConversation | undefined {
  if (!alone) return { channel, thread };
  if (channel.startsWith("D") && thread !== undefined) return { channel, thread };
  const person = readHandle(handle).asker ?? (isDirect(channel) ? channel : undefined);
  return person === undefined ? undefined : { channel: person };
}

function hasForm(reply: Reply): reply is Reply & { readonly form: Form } {
  return reply.form !== undefined;
}

/** Returns the place where an ephemeral message is visible: outside a thread that has not begun. https://docs.slack.dev/reference/methods/chat.postEphemeral */
function visible({ thread, ...place }: Place, { opens }: Handle): Place {
  return thread === undefined || thread === opens ? place : { ...place, thread };
}

/** Makes the search for a reply that was sent with a key. Ephemeral messages and views cannot be found: it returns "unknown" for them. */
export function createFindReply(find: Find): Adapter["find"] {
  return async (place, key, since) => {
    const { view, home } = readHandle(place.handle);
    if (view !== undefined || home !== undefined || isForAskerAlone(place)) return "unknown";
    return find(place.channel, place.thread, key, since);
  };
}

/** Returns whether a reply must be ephemeral. In a conversation with Malinois it need not be, since everything there is private. */
function isForAskerAlone({ private: alone, channel, handle }: Place): boolean {
  return alone && (readHandle(handle).response !== undefined || !isDirect(channel));
}
