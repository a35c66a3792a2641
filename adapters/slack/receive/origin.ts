import type { Action } from "../../../src/actions.ts";
import { decodeAction, decodeForm, encodeAction, encodeForm } from "../../../src/actions.ts";
import type { FormReference } from "../../../src/forms.ts";
import type { Place } from "../../../src/model.ts";
import { type Payload, recordFromJson, text } from "../../kit/payload.ts";
import { readHandle } from "../handle.ts";
import { isDirect } from "./parse.ts";

/** Where something was pressed or picked, so that an answer can be sent or shared there. */
export interface Origin {
  /** The id of a channel, or the person's own id if there is no channel. */
  readonly channel: string;
  readonly thread?: string;
  /** The message of Malinois whose button was pressed; absent if only one person sees it. */
  readonly message?: string;
  /** Set if the thread has not begun: an answer would open it under the message that was pressed. */
  readonly opensThread?: boolean;
  readonly response?: string;
  /** Whether only one person sees what is shown there. */
  readonly private: boolean;
}

/** Returns where a button in a message was pressed. */
export function messageOrigin(body: Payload, container: Payload, user: string): Origin {
  const channel = text(container, "channel_id") ?? user;
  const ephemeral = container.is_ephemeral === true;
  const root = text(container, "thread_ts");
  // No thread can begin under an ephemeral message.
  const message = ephemeral ? undefined : text(container, "message_ts");
  const thread = root ?? message;
  // In its conversation with one person Malinois posts lasting messages, so it needs no response address there.
  const response = isDirect(channel) && !ephemeral ? undefined : text(body, "response_url");
  return {
    channel,
    ...(thread !== undefined && { thread }),
    ...(message !== undefined && { message }),
    ...(thread !== undefined && root === undefined && { opensThread: true }),
    ...(response !== undefined && { response }),
    private: ephemeral || isDirect(channel),
  };
}

/** What a modal completes when it is submitted. */
export interface Purpose {
  readonly action?: Action | undefined;
  readonly form?: FormReference | undefined;
}

/** Returns a modal's `private_metadata`: where it was opened from and what it completes. */
export function writeMetadata(origin: Origin, { action, form }: Purpose = {}): string {
  const purpose = {
    ...(action !== undefined && { action: encodeAction(action) }),
    ...(form !== undefined && { form: encodeForm(form) }),
  };
  return JSON.stringify({ ...origin, ...purpose });
}

/** Reads what {@link writeMetadata} wrote; returns the person's own conversation and nothing to complete for anything else. */
export function readMetadata(written: string | undefined, user: string): { readonly origin: Origin } & Purpose {
  const payload = recordFromJson(written);
  const [thread, message, response] = [text(payload, "thread"), text(payload, "message"), text(payload, "response")];
  const origin = {
    channel: text(payload, "channel") ?? user,
    ...(thread !== undefined && { thread }),
    ...(message !== undefined && { message }),
    ...(response !== undefined && { response }),
    ...(payload.opensThread === true && { opensThread: true }),
    private: payload.private !== false,
  };
  return { origin, action: decodeAction(text(payload, "action") ?? ""), form: decodeForm(text(payload, "form") ?? "") };
}

/** Returns where the modal of a place was opened from. */
export function originOf(place: Place): Origin {
  const { response, opens, message, others } = readHandle(place.handle);
  return {
    channel: place.channel,
    ...(place.thread !== undefined && { thread: place.thread }),
    ...(message !== undefined && { message }),
    ...(place.thread !== undefined && place.thread === opens && { opensThread: true }),
    ...(response !== undefined && { response }),
    private: place.private && others === undefined,
  };
}
