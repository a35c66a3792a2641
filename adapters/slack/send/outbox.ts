import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import type { Adapter } from "../../../src/ports.ts";
import type { Status } from "../health.ts";
import type { OpenSubmissions } from "../open-submissions.ts";
import type { SlackOptions, SlackTimings } from "../options.ts";
import { boltLogger } from "../receive/transport/bolt-logger.ts";
import { type Call, clientOptions, createCall, persistent } from "./api.ts";
import { createChannelQueue } from "./channel-queue.ts";
import { refusesToken } from "./errors.ts";
import { createSendFile } from "./files.ts";
import { createCloseMessage } from "./history/close-message.ts";
import { createFind } from "./history/find.ts";
import { createHistory } from "./history/history.ts";
import { createTakeBack, type TakeBack } from "./history/take-back.ts";
import { createMessaging } from "./messaging.ts";
import { createPost } from "./posting.ts";
import { createRespond } from "./respond.ts";
import { createFindReply, createSend, type Send } from "./send.ts";

/** Everything that goes to Slack. */
export interface Outbox {
  readonly send: Send;
  readonly find: Adapter["find"];
  readonly takeBack: TakeBack;
  /** Posts nothing more in answer to a question, by its id. */
  forget(question: string): void;
  /** Calls a method once. */
  readonly call: Call;
}

/** How many deleted questions are remembered while answers to them may wait for their turn, and for how long, in ms. */
const DELETED = 1_000;
const DELETED_FOR = 3_600_000;

/** Told after every call whether Slack accepts the token. */
type TokenNews = Pick<Status, "accepted" | "revoked">;

/** Makes it; Slack's client is loaded with the first call. */
export function createOutbox(
  { botToken, apiUrl, now, logger }: SlackOptions,
  timings: SlackTimings,
  sleep: (milliseconds: number) => Promise<void>,
  token: TokenNews,
  submissions: OpenSubmissions,
): Outbox {
  let loaded: Promise<Call> | undefined;
  const call: Call = async (method, parameters) => {
    loaded ??= load();
    try {
      const answer = await (await loaded)(method, parameters);
      token.accepted();
      return answer;
    } catch (error) {
      if (refusesToken(error)) token.revoked();
      throw error;
    }
  };

  async function load(): Promise<Call> {
    const { webApi } = await import("@slack/bolt");
    const client = new webApi.WebClient(botToken, {
      ...clientOptions(apiUrl, timings.callTimeout),
      logger: boltLogger(logger),
    });
    return createCall(client);
  }

  const retryPolicy = { delays: timings.retryDelays, longestWait: timings.longestWait, sleep };
  const pace = { interval: timings.channelInterval, burst: timings.channelBurst };
  const history = createHistory(call, retryPolicy);
  const find = createFind(history);
  const deleted = createBoundedMap<string, true>(DELETED, now);
  const isDeleted = (question: string) => deleted.get(question) === true;
  const post = createPost(call, find, createChannelQueue(pace, now, sleep), retryPolicy, now, logger, isDeleted);
  const respond = createRespond({ apiUrl, timeout: timings.responseTimeout, retryPolicy, now });
  const messaging = createMessaging(post, respond, persistent(call, retryPolicy));
  const sendFile = createSendFile({ call: persistent(call, retryPolicy), apiUrl, timeout: timings.callTimeout, logger });
  const closeMessage = createCloseMessage(call, history, retryPolicy, logger);
  const send = createSend(persistent(call, retryPolicy), call, messaging, sendFile, closeMessage, submissions, now, logger);
  return {
    call,
    send,
    find: createFindReply(find),
    takeBack: createTakeBack(call, history, retryPolicy, logger),
    forget: (question) => void deleted.set(question, true, DELETED_FOR),
  };
}
