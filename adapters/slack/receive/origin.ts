import type { Action } from "../../../src/actions.ts";
import { decodeAction, decodeForm, encodeAction, encodeForm } from "../../../src/actions.ts";
import type { FormReference } from "../../../src/forms.ts";
import type { Place } from "../../../src/model.ts";
import { type Payload, recordFromJson, text } from "../../kit/payload.ts";
import { readHandle } from "../handle.ts";
import { isDirect } from "./parse.ts";

/** Where something was pressed or picked, so that an answer or a share can go back there. */
export interface Origin {
  /** A channel, or the person's own id where there is none. */
  readonly channel: string;
  readonly thread?: string;
  /** Malinois's message that was pressed; none where only one person sees it. */
  readonly message?: string;
  /** The thread has not begun: it would open under the message that was pressed. */
  readonly opensThread?: boolean;
  readonly response?: string;
  /** What is shown there is seen by one person. */
  readonly private: boolean;
}

/** Reads the place of a button in a message. */
export function messageOrigin(body: Payload, container: Payload, user: string): Origin {
  const channel = text(container, "channel_id") ?? user;
  const ephemeral = container.is_ephemeral === true;
  const root = text(container, "thread_ts");
  // An ephemeral message is nobody's thread root.
  const message = ephemeral ? undefined : text(container, "message_ts");
  const thread = root ?? message;
  // In its own conversation with somebody Malinois writes lasting messages, so it needs no response address there.
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

/** What a modal completes when it is sent in. */
export interface Purpose {
  readonly action?: Action | undefined;
  readonly form?: FormReference | undefined;
}

/** Writes, for a modal's `private_metadata`, where it was opened from and what it completes. */
export function writeMetadata(origin: Origin, { action, form }: Purpose = {}): string {
  const purpose = {
    ...(action !== undefined && { action: encodeAction(action) }),
    ...(form !== undefined && { form: encodeForm(form) }),
  };
  return JSON.stringify({ ...origin, ...purpose });
}

/** Reads what {@link writeMetadata} wrote; for anything else the person's own conversation and nothing to complete. */
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

/** Where the modal of a place was opened from. */
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
