import { MESSAGE_TYPE } from "../../protocol.ts";
import type { Api } from "../api.ts";
import { codeOf, DISCORD_ERROR } from "../errors.ts";
import { messagesAfter, type SeenMessage } from "./history.ts";
import { hasMarks, keyAt } from "./marks.ts";

/** A deleted question in a server. */
export interface DeletedQuestion {
  readonly channel: string;
  readonly message: string;
  /** Whether the channel is a thread, where anything written after an answer is taken to build on it. */
  readonly inThread: boolean;
  /** The keys that answers to it were sent with. */
  readonly keys: readonly string[];
}

/** How many pages of history after the question are searched: answers come soon. */
const PAGES = 5;
/** More messages than any answer takes so far. */
const PARTS = 5;

/**
 * Deletes Malinois's answers to a deleted question. They stay if somebody has built on them: by writing below them in a thread, by replying to one, or by
 * opening a thread on one. Rejects with discord.js's error.
 */
export async function takeBack(api: Api, botId: string, question: DeletedQuestion): Promise<void> {
  const { channel, message, keys, inThread } = question;
  const seen = await read(api, channel, message);
  const answers = seen.filter((one) => one.author.id === botId && isAnswer(one, message, keys));
  if (answers.length === 0) return inThread ? undefined : takeBackThread(api, botId, message);
  if (!isFollowed(seen, answers, botId, inThread)) await remove(api, channel, answers);
}

/** Deletes answers in the thread that was opened on the question, if there is one: Discord keeps that thread when the question is deleted. */
async function takeBackThread(api: Api, botId: string, thread: string): Promise<void> {
  try {
    const seen = await read(api, thread, "0");
    const [answers, others] = [seen.filter(({ author }) => author.id === botId), seen.filter(isOfPerson(botId))];
    if (answers.length === 0 || others.length > 0) return;
    await remove(api, thread, answers);
    // The bot may close a thread that it opened, but not delete it.
    await api.call({ method: "PATCH", route: `/channels/${thread}`, body: { archived: true }, repeatable: true });
  } catch (error) {
    if (codeOf(error) !== DISCORD_ERROR.unknownChannel) throw error;
  }
}

async function read(api: Api, channel: string, after: string): Promise<readonly SeenMessage[]> {
  const seen: SeenMessage[] = [];
  let pages = 0;
  for await (const { messages } of messagesAfter(api, channel, after)) {
    seen.push(...messages);
    pages += 1;
    if (pages === PAGES) break;
  }
  return seen;
}

function isAnswer({ message_reference: reference, components }: SeenMessage, question: string, keys: readonly string[]): boolean {
  const all = keys.flatMap((key) => Array.from({ length: PARTS }, (_, position) => keyAt(key, position)));
  return reference?.message_id === question || all.some((key) => hasMarks(components, key));
}

function isFollowed(seen: readonly SeenMessage[], answers: readonly SeenMessage[], botId: string, inThread: boolean): boolean {
  const ids = answers.map(({ id }) => id);
  const others = seen.slice(seen.findIndex(({ id }) => id === ids[0])).filter(isOfPerson(botId));
  const repliesToOne = ({ message_reference: reference }: SeenMessage) => ids.includes(reference?.message_id ?? "");
  return answers.some(({ thread }) => thread !== undefined) || (inThread ? others.length > 0 : others.some(repliesToOne));
}

/** Returns a test for messages that somebody else wrote, which Discord's system messages do not pass. */
function isOfPerson(botId: string) {
  return ({ author, type }: SeenMessage) => author.id !== botId && (type === MESSAGE_TYPE.default || type === MESSAGE_TYPE.reply);
}

async function remove(api: Api, channel: string, answers: readonly SeenMessage[]): Promise<void> {
  for (const { id } of [...answers].reverse()) {
    await api
      .call({ method: "DELETE", route: `/channels/${channel}/messages/${id}`, repeatable: true })
      .catch((error: unknown) => {
        if (codeOf(error) !== DISCORD_ERROR.unknownMessage) throw error;
      });
  }
}
