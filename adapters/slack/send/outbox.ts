import type { Adapter } from "../../../src/ports.ts";
import type { CommonOptions, MemoryBounds, SlackTimings } from "../options.ts";
import { type Call, persistent } from "./api.ts";
import { createChannelQueue } from "./channel-queue.ts";
import { createSendFile } from "./files.ts";
import { createFind } from "./find.ts";
import { createMessaging } from "./messaging.ts";
import { createPost } from "./posting.ts";
import { createRespond } from "./respond.ts";
import { createFindReply, createSend, type Send } from "./send.ts";

/** Everything that goes to Slack with one token. */
export interface Outbox {
  readonly send: Send;
  readonly find: Adapter["find"];
  /** Calls a method once. */
  readonly call: Call;
}

export interface OutboxOptions extends Pick<CommonOptions, "apiUrl" | "now" | "logger"> {
  readonly timings: SlackTimings;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly bounds: MemoryBounds;
  /** Slack lets the app read history once a minute only. */
  readonly historyIsLimited: boolean;
}

/** Makes it over a call that has the token. */
export function createOutbox(call: Call, options: OutboxOptions): Outbox {
  const { apiUrl, now, logger, timings, sleep, bounds, historyIsLimited } = options;
  const retryPolicy = { delays: timings.retryDelays, longestWait: timings.longestWait, sleep };
  const pace = { interval: timings.channelInterval, burst: timings.channelBurst };
  const find = createFind(call, retryPolicy, historyIsLimited);
  const post = createPost(call, find, createChannelQueue(pace, now, sleep), retryPolicy, now, logger);
  const respond = createRespond({
    ...{ apiUrl, timeout: timings.responseTimeout, retryPolicy, now },
    remembered: bounds.responses,
  });
  const messaging = createMessaging(post, respond, persistent(call, retryPolicy));
  const sendFile = createSendFile({ call: persistent(call, retryPolicy), apiUrl, timeout: timings.callTimeout, logger });
  const sendOptions = { openModals: bounds.modals, now, logger };
  const send = createSend(persistent(call, retryPolicy), call, messaging, sendFile, sendOptions);
  return { call, send, find: createFindReply(find) };
}
