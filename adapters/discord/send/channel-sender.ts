import type { Attachment, Place, Reply } from "../../../src/model.ts";
import { shorten } from "../../kit/plain-text.ts";
import { decodeHandle } from "../handle.ts";
import { LIMIT } from "../render/limits.ts";
import type { Api } from "./api.ts";
import { channelOf } from "./channels.ts";
import { type DeliverySettings, deliver } from "./deliver.ts";
import { codeOf, DISCORD_ERROR } from "./errors.ts";
import { keyAt, nonceOf, withMarks } from "./history/marks.ts";

/**
 * Posts a reply in a channel, a thread or a direct message, in reply to the message that the place names, if it names one.
 * Rejects with discord.js's error, or with a `MaybeSent`.
 * @param api calls with the bot's token
 * @param key identifies the reply; if absent, the place and the content of the reply do
 */
export async function sendToChannel(
  api: Api,
  place: Place,
  reply: Reply,
  key: string | undefined,
  settings: DeliverySettings,
): Promise<void> {
  const identity =
    key === undefined ? [place.workspace, place.channel, place.thread, place.handle, JSON.stringify(reply)] : [key];
  const sendTo = ({ channel, repliesTo }: Destination) =>
    deliver(
      reply,
      (message, position) => {
        const { file, ...marked } = key === undefined ? message : withMarks(message, keyAt(key, position));
        const nonce = nonceOf(identity, position, message.content === undefined ? "components" : "plain");
        return post(api, channel, { ...marked, nonce, enforce_nonce: true }, file, position === 0 ? repliesTo : undefined);
      },
      settings,
    );
  try {
    await sendTo(await destinationOf(api, place, reply));
  } catch (error) {
    const { thread, handle } = place;
    if (codeOf(error) !== DISCORD_ERROR.unknownChannel || thread === undefined || handle !== undefined) throw error;
    await sendTo(await inThreadOn(api, place.channel, thread, reply));
  }
}

interface Destination {
  readonly channel: string;
  /** The message that the first message of the answer replies to. */
  readonly repliesTo?: string;
}

async function destinationOf(api: Api, place: Place, reply: Reply): Promise<Destination> {
  const channel = await channelOf(api, place);
  const question = decodeHandle(place.handle);
  if (question?.kind !== "reply") return { channel };
  const { message, opensThread } = question;
  if (!opensThread) return { channel, repliesTo: message };
  return inThreadOn(api, place.channel, message, reply);
}

/** Returns the thread on a message, which it opens if there is none. If none can be opened, returns the channel, with a reply to the message. */
async function inThreadOn(api: Api, channel: string, message: string, reply: Reply): Promise<Destination> {
  const opened = await openThread(api, channel, message, threadName(reply));
  // The id of a thread is that of the message it was opened on.
  return opened ? { channel: message } : { channel, repliesTo: message };
}

function threadName({ title, body }: Reply): string {
  return shorten((title ?? body[0] ?? "").replace(/\s+/g, " ").trim() || "Malinois", LIMIT.threadName);
}

/** Opens a thread on a message. Returns false if none can be opened there. */
async function openThread(api: Api, channel: string, message: string, name: string): Promise<boolean> {
  try {
    await api.call({
      method: "POST",
      route: `/channels/${channel}/messages/${message}/threads`,
      body: { name },
      repeatable: true,
    });
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return code === DISCORD_ERROR.threadExists;
  }
}

/** Posts a message. Its nonce keeps a retry, by this process or another, from posting it twice: Discord returns the first message instead. */
async function post(
  api: Api,
  channel: string,
  body: object,
  file: Attachment | undefined,
  repliesTo: string | undefined,
): Promise<void> {
  const call = (content: object) =>
    api.call({ method: "POST", route: `/channels/${channel}/messages`, body: content, file, repeatable: true, sends: true });
  if (repliesTo === undefined) {
    await call(body);
    return;
  }
  try {
    await call({ ...body, message_reference: { message_id: repliesTo, fail_if_not_exists: false } });
  } catch (error) {
    if (codeOf(error) !== DISCORD_ERROR.cannotReplyWithoutHistory) throw error;
    await call(body);
  }
}
