import { MalinoisError } from "../../../src/errors.ts";
import type { Language, Place, Reply } from "../../../src/model.ts";
import type { Payload } from "../../kit/payload.ts";
import type { Handle } from "../handle.ts";
import { renderReply, type SlackMessage } from "../render/render.ts";
import { say } from "../texts.ts";
import type { Call } from "./api.ts";
import { isAbsence } from "./errors.ts";
import { failureOfPart, type Post, QUIET } from "./posting.ts";
import type { Respond } from "./respond.ts";

/** The ways in which messages reach people. All throw a `MalinoisError` if Slack does not accept a message. */
export interface Messaging {
  /** Posts messages that everybody in the place sees. If Malinois is not in the channel, uses the response address or, failing that, tells the asker so. */
  post(place: Place, handle: Handle, messages: readonly SlackMessage[], options: PostOptions): Promise<void>;
  /** Sends messages that only the asker sees: in the place if possible, otherwise in the asker's own conversation. */
  postEphemeral(place: Place, handle: Handle, messages: readonly SlackMessage[]): Promise<void>;
  /** Posts messages in the asker's own conversation. */
  tell(handle: Handle, messages: readonly SlackMessage[]): Promise<void>;
}

interface PostOptions {
  /** The language in which the asker is told that Malinois is not in the channel. */
  readonly language: Language;
  readonly key: string | undefined;
}

/** Makes the ways of sending messages; `call` must retry by itself. */
export function createMessaging(post: Post, respond: Respond, call: Call): Messaging {
  async function tell(handle: Handle, messages: readonly SlackMessage[]): Promise<void> {
    const { asker, question } = handle;
    if (asker === undefined) throw new MalinoisError("platform", "nobody to answer: the place names no asker", "ask again");
    await post({ channel: asker, thread: undefined, question }, messages);
  }

  async function postEphemeral(handle: Handle, channel: string, message: Payload): Promise<boolean> {
    if (handle.asker === undefined) return false;
    await call("chat.postEphemeral", { channel, user: handle.asker, ...message });
    return true;
  }

  /** Sends one message of a reply to the response address; returns false if there is none, or if it takes no more. */
  async function respondWith(address: string | undefined, body: Payload, part: number): Promise<boolean> {
    try {
      return address !== undefined && (await respond(address, body));
    } catch (error) {
      throw failureOfPart(part, error);
    }
  }

  return {
    async post({ channel, thread }, handle, messages, { language, key }) {
      try {
        await post({ channel, thread, question: handle.question, key }, messages);
      } catch (error) {
        if (!isAbsence(error) || handle.asker === undefined) throw error;
        // A response address also reaches a channel that Malinois is not in.
        for (const [part, message] of messages.entries()) {
          const body = { ...quietly(message, thread), response_type: "in_channel", replace_original: false };
          if (!(await respondWith(handle.response, body, part))) return tell(handle, absence(language));
        }
      }
    },

    async postEphemeral({ channel, thread }, handle, messages) {
      for (const [part, message] of messages.entries()) {
        const body = quietly(message, thread);
        const taking =
          handle.response === undefined
            ? postEphemeral(handle, channel, body)
            : respond(handle.response, { ...body, response_type: "ephemeral", replace_original: false });
        // A message that failed may still have been seen; a private message that arrives twice does no harm.
        if (!(await taking.catch(() => false))) return tell(handle, messages.slice(part));
      }
    },

    tell,
  };
}

function quietly(message: SlackMessage, thread: string | undefined): Payload {
  return { ...message, ...QUIET, ...(thread !== undefined && { thread_ts: thread }) };
}

function absence(language: Language): readonly SlackMessage[] {
  const notice: Reply = { kind: "notice", language, body: [say(language, "notMember")], choices: [], actions: [] };
  return renderReply(notice);
}
