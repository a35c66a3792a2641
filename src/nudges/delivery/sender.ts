import type { Leases } from "../../delivery/leases.ts";
import { describe } from "../../delivery/options.ts";
import { type SendResult, trySend } from "../../delivery/sending.ts";
import type { Instant } from "../../model.ts";
import { LATEST_MS } from "../decide/due.ts";
import { afterQuietHours, politeMoment, restOn } from "../decide/send-policy.ts";
import { afterSuccess } from "../failures.ts";
import type { LeasedMessage, Settlement } from "../ports.ts";
import { pace } from "../schedule/pacing.ts";
import { localDate } from "../schedule/zoned-time.ts";
import { DEFAULT_SEND_POLICY, isResting } from "../subscription.ts";
import type { Subscription } from "../types.ts";
import type { NudgeRunnerOptions, RunnerTimings } from "./options.ts";
import { createRefusalPolicy } from "./refusals.ts";
import { createReplanning } from "./replanning.ts";

/** A message that waited longer than this is checked again before it is sent: by now, its place may have quiet hours or a day off. */
const PROMPT_MS = 60_000;
/** How late a report is still sent, in ms. After a week the next digest is due, and a refusal that has lasted so long is permanent. */
const REPORT_LATEST_MS = 7 * LATEST_MS;
/** A quiz that would be open for less than this is not sent. */
const SHORT_MS = 60 * 60 * 1000;

/** Sends messages that this process has leased, at a pace that respects the rate limits. Never rejects. */
export type SendMessages = (messages: readonly LeasedMessage[]) => Promise<void>;

export function createSender(options: NudgeRunnerOptions, timings: RunnerTimings, leases: Leases): SendMessages {
  const { store, adapters, now, logger, holidayOn } = options;
  const refuse = createRefusalPolicy(options);
  const planAnew = createReplanning(options);
  const wait = (ms: number) => new Promise<void>((resolve) => void options.after(ms, resolve));
  /** When a workspace or a channel may be sent to again, by the monotonic clock: setting the wall clock back must not hold anything up. */
  const free = new Map<string, number>();
  const { workspaceMs, channelMs } = timings.pace;

  /** Returns the earliest time for sending a message, given what this and other processes have sent. */
  function earliest(message: LeasedMessage, started: number): number {
    const { workspace, channel } = message.lastSent ?? {};
    const wall = now();
    const rest = (last: Instant | undefined, ms: number) =>
      last === undefined ? 0 : Math.min(ms, Math.max(0, last + ms - wall));
    return Math.max(
      started + Math.max(rest(workspace, workspaceMs), rest(channel, channelMs)),
      free.get(workspaceOf(message)) ?? started,
      free.get(channelOf(message)) ?? started,
    );
  }

  /** When a workspace or a channel was last sent to, or is about to be. After a suspension, a process must not send all at once what it had spread out. */
  const departed = new Map<string, number>();
  async function depart(item: LeasedMessage, planned: number): Promise<void> {
    const late = Math.max(planned, options.monotonic());
    const after = (name: string, ms: number) => (departed.get(name) ?? Number.NEGATIVE_INFINITY) + ms;
    const at = Math.max(late, after(workspaceOf(item), workspaceMs), after(channelOf(item), channelMs));
    for (const name of [workspaceOf(item), channelOf(item)]) departed.set(name, at);
    if (at > late) await wait(at - late);
  }

  function occupy(departures: readonly { readonly item: LeasedMessage; readonly at: number }[], started: number): void {
    for (const [name, until] of free) if (until <= started) free.delete(name);
    for (const [name, last] of departed) if (last + Math.max(workspaceMs, channelMs) <= started) departed.delete(name);
    for (const { item, at } of departures) {
      free.set(workspaceOf(item), at + workspaceMs);
      free.set(channelOf(item), at + channelMs);
    }
  }

  async function settle(message: LeasedMessage, settlement: Settlement): Promise<void> {
    await store.settle(message.key, options.leaseOwner, settlement, now());
  }

  /** Returns what to record for a message that must not be sent now; undefined if it may be sent. */
  async function obstacle(message: LeasedMessage, subscription: Subscription | undefined): Promise<Settlement | undefined> {
    const at = now();
    const isReport = message.kind === "report";
    if (at - message.dueAt > (isReport ? REPORT_LATEST_MS : LATEST_MS)) return { state: "skipped", reason: "too-late" };
    if (isReport || message.kind === "hand-off") return undefined;
    const isOwn = message.subscription !== undefined;
    if (isOwn && (subscription === undefined || isResting(subscription, at))) return { state: "skipped", reason: "paused" };
    if (message.kind === "result") {
      const moment = politeMoment(subscription ?? { zone: options.zone, sendPolicy: DEFAULT_SEND_POLICY }, at, holidayOn);
      return moment > at ? { state: "pending", sendAt: moment } : undefined;
    }
    if (at - message.sendAt <= PROMPT_MS) return undefined;
    if (at - message.dueAt > SHORT_MS && (await hasClosed(message, at))) return { state: "skipped", reason: "too-late" };
    if (subscription === undefined) return undefined;
    if (restOn(subscription, localDate(at, subscription.zone), holidayOn) !== undefined) {
      return { state: "skipped", reason: "too-late" };
    }
    const polite = afterQuietHours(subscription, at);
    return polite > at ? { state: "pending", sendAt: polite } : undefined;
  }

  /** Returns whether a quiz has closed, or will close before people have had time to answer. */
  async function hasClosed({ key }: LeasedMessage, at: Instant): Promise<boolean> {
    const quiz = await store.quiz(key);
    return quiz !== undefined && quiz.closesAt - at < SHORT_MS;
  }

  async function sendOne(message: LeasedMessage): Promise<void> {
    const adapter = adapters.find(({ name }) => name === message.place.platform);
    if (adapter === undefined) return settle(message, { state: "pending", sendAt: now() + timings.retryAfter });
    const subscription = message.subscription === undefined ? undefined : await store.subscription(message.subscription);
    const hindered = await obstacle(message, subscription);
    if (hindered !== undefined) {
      if (message.kind === "hand-off") await options.onHandOffRefused?.(message, now());
      await settle(message, hindered);
      if (hindered.state === "skipped" && subscription !== undefined) await planAnew(message, subscription);
      return;
    }
    if (!(await leases.confirm(message.key))) return;
    const reply = (await options.complete?.(message.reply, message.place)) ?? message.reply;
    const result = await trySend(adapter, { ...message, reply });
    if (result.kind !== "sent") return afterFailure(message, result);
    await settle(message, { state: "sent" });
    logger.info({ key: message.key, kind: message.kind }, "sent");
    if (subscription?.failure !== undefined && subscription.place.channel === message.place.channel) {
      await store.changeSubscription(subscription.id, (found, nextLook) => ({ subscription: afterSuccess(found), nextLook }));
    }
  }

  async function afterFailure(message: LeasedMessage, result: Exclude<SendResult, { kind: "sent" }>): Promise<void> {
    const { key } = message;
    switch (result.kind) {
      case "refused":
        return settle(message, await refuse(message, result.failure, now()));
      case "later":
        logger.warn({ key, error: result.reason }, "a message could not be sent and will be retried later");
        return settle(message, { state: "pending", sendAt: now() + timings.retryAfter });
      case "in-doubt":
        // The message stays in flight. The process that takes it over asks the platform.
        logger.warn({ key, error: result.reason }, "it is not known whether a message was sent");
    }
  }

  return async (messages) => {
    const started = options.monotonic();
    const items = messages.map((item) => ({
      item,
      place: item.place,
      at: earliest(item, started),
    }));
    const departures = pace(items, () => timings.pace);
    occupy(departures, started);
    await Promise.all(
      departures.map(async ({ item, at }) => {
        if (at > started) await wait(at - started);
        await depart(item, at);
        await sendOne(item)
          .catch((error: unknown) => logger.error({ key: item.key, error: describe(error) }, "a message could not be handled"))
          .finally(() => leases.release(item.key));
      }),
    );
  };
}

function workspaceOf({ place: { platform, workspace } }: LeasedMessage): string {
  return JSON.stringify([platform, workspace]);
}

function channelOf({ place: { platform, workspace, channel } }: LeasedMessage): string {
  return JSON.stringify([platform, workspace, channel]);
}
