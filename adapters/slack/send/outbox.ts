import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import type { Adapter } from "../../../src/ports.ts";
import { createOpenSubmissions, type OpenSubmissions } from "../open-submissions.ts";
import type { CommonOptions, MemoryBounds, SlackTimings } from "../options.ts";
import { type Call, persistent } from "./api.ts";
import { createChannelQueue } from "./channel-queue.ts";
import { createSendFile } from "./files.ts";
import { createCloseMessage } from "./history/close-message.ts";
import { createFind } from "./history/find.ts";
import { createHasAnswered, type HasAnswered } from "./history/has-answered.ts";
import { createHistory } from "./history/history.ts";
import { createTakeBack, type TakeBack } from "./history/take-back.ts";
import { createMessaging } from "./messaging.ts";
import { createPost } from "./posting.ts";
import { createRespond } from "./respond.ts";
import { createFindReply, createSend, type Send } from "./send.ts";

/** Everything that is sent to Slack with one token. */
export interface Outbox {
  readonly send: Send;
  readonly find: Adapter["find"];
  readonly takeBack: TakeBack;
  readonly hasAnswered: HasAnswered;
  /** Stops posting answers to a question, named by its id. */
  forget(question: string): void;
  /** Submitted modals in which an error can still be shown. */
  readonly submissions: OpenSubmissions;
  /** Calls a method once. */
  readonly call: Call;
}

export interface OutboxOptions extends Pick<CommonOptions, "apiUrl" | "now" | "logger"> {
  readonly timings: SlackTimings;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly bounds: MemoryBounds;
  /** Whether Slack may let the app read history only once a minute. */
  readonly historyIsLimited: boolean;
}

/** How long deleted questions are remembered, in milliseconds. */
const DELETED_FOR = 3_600_000;

/** Makes the outbox. `call` calls Slack with the token. */
export function createOutbox(call: Call, options: OutboxOptions): Outbox {
  const { apiUrl, now, logger, timings, sleep, bounds, historyIsLimited } = options;
  const retryPolicy = { delays: timings.retryDelays, longestWait: timings.longestWait, sleep };
  const pace = { interval: timings.channelInterval, burst: timings.channelBurst };
  const history = createHistory(call, retryPolicy, historyIsLimited);
  const find = createFind(history);
  const deleted = createBoundedMap<string, true>(bounds.deletions, now);
  const isDeleted = (question: string) => deleted.get(question) === true;
  const post = createPost(call, find, createChannelQueue(pace, now, sleep), retryPolicy, now, logger, isDeleted);
  const respond = createRespond({
    ...{ apiUrl, timeout: timings.responseTimeout, retryPolicy, now },
    remembered: bounds.responses,
  });
  const messaging = createMessaging(post, respond, persistent(call, retryPolicy));
  const sendFile = createSendFile({ call: persistent(call, retryPolicy), apiUrl, timeout: timings.callTimeout, logger });
  const closeMessage = createCloseMessage(call, history, retryPolicy, logger);
  const submissions = createOpenSubmissions();
  const sendOptions = { openModals: bounds.modals, submissions, now, logger };
  const send = createSend(persistent(call, retryPolicy), call, messaging, sendFile, closeMessage, sendOptions);
  return {
    call,
    send,
    find: createFindReply(find),
    takeBack: createTakeBack(call, history, retryPolicy, logger),
    hasAnswered: createHasAnswered(history, logger),
    forget: (question) => void deleted.set(question, true, DELETED_FOR),
    submissions,
  };
}
