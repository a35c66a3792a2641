import { MalinoisError } from "../../../src/errors.ts";
import type { Language, Place, Reply } from "../../../src/model.ts";
import type { Payload } from "../../kit/payload.ts";
import type { Handle } from "../handle.ts";
import { renderReply, type SlackMessage } from "../render/render.ts";
import { say } from "../texts.ts";
import type { Call } from "./api.ts";
import { isAbsence } from "./errors.ts";
import { type Post, QUIET } from "./posting.ts";
import type { Respond } from "./respond.ts";

/** The ways in which messages reach people. All throw a `MalinoisError` when Slack does not take a message. */
export interface Messaging {
  /** Seen by everybody in the place; what cannot be posted there is told to the asker, where somebody asked. */
  post(place: Place, handle: Handle, messages: readonly SlackMessage[], options: PostOptions): Promise<void>;
  /** Seen by the asker alone, in the place if possible, else in the asker's own conversation. */
  postEphemeral(place: Place, handle: Handle, messages: readonly SlackMessage[]): Promise<void>;
  /** In the asker's own conversation. */
  tell(handle: Handle, messages: readonly SlackMessage[]): Promise<void>;
}

interface PostOptions {
  /** Of what the asker is told. */
  readonly language: Language;
  readonly key: string | undefined;
}

/** Makes the ways of sending messages; `call` is tried again when its answer is lost. */
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

  return {
    async post({ channel, thread }, handle, messages, { language, key }) {
      try {
        await post({ channel, thread, question: handle.question, key }, messages);
      } catch (error) {
        if (!isAbsence(error) || handle.asker === undefined) throw error;
        // A response address reaches a channel that Malinois is not in.
        for (const message of messages) {
          const body = { ...quietly(message, thread), response_type: "in_channel", replace_original: false };
          if (handle.response === undefined || !(await respond(handle.response, body))) return tell(handle, absence(language));
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
        // It may have been seen; a private note that comes twice harms nobody.
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
