import type { ListenerContext } from "./context.ts";

/** In milliseconds. Slack allows 3,000; looking up the asker and storing the message usually take a tenth of that. */
const LATEST = 2_000;

/**
 * Handles a command, a button press or a modal, and acknowledges it when Malinois has stored it: it is then answered even if this process ends. In any case,
 * acknowledges it after `LATEST` and when the work has ended.
 * @param ack acknowledges what was not taken, such as a second delivery, and everything else unless there is an `acknowledgeTaken`
 * @param work gets a context whose host acknowledges what it has stored
 */
export async function acknowledging(
  ack: () => Promise<unknown>,
  context: ListenerContext,
  work: (context: ListenerContext) => Promise<void>,
  acknowledgeTaken = ack,
): Promise<void> {
  let acknowledged: Promise<unknown> | undefined;
  const taken = () => {
    acknowledged ??= acknowledgeTaken();
    return acknowledged;
  };
  const timer = setTimeout(() => void taken(), LATEST);
  try {
    await work(tellingWhenKept(context, taken));
  } finally {
    clearTimeout(timer);
    await (acknowledged ?? ack());
  }
}

/** Returns a context whose host calls `onKept` when it has stored what it received. */
export function tellingWhenKept(context: ListenerContext, onKept: () => Promise<unknown>): ListenerContext {
  const receive: ListenerContext["host"]["receive"] = (inbound, onTaken) =>
    context.host.receive(inbound, async () => {
      await onKept();
      return onTaken?.() ?? true;
    });
  return { ...context, host: { ...context.host, receive } };
}
