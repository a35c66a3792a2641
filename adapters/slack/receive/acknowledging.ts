import type { ListenerContext } from "./context.ts";

/** Slack allows 3,000 milliseconds; looking the asker up, and keeping the message, take a tenth of that as a rule. */
const LATEST = 2_000;

/**
 * Works on a command, a press or a modal, and acknowledges it when Malinois has kept it: what Slack was told is taken is answered, even if this process
 * ends. Acknowledged after `LATEST` at any rate, and when the work has ended.
 * @param ack acknowledges what was not taken, such as a second delivery, and all else unless `acknowledgeTaken` does
 * @param work is given a context whose host acknowledges
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

/** A context whose host says when it has kept what it received. */
export function tellingWhenKept(context: ListenerContext, onKept: () => Promise<unknown>): ListenerContext {
  const receive: ListenerContext["host"]["receive"] = (inbound, onTaken) =>
    context.host.receive(inbound, async () => {
      await onKept();
      return onTaken?.() ?? true;
    });
  return { ...context, host: { ...context.host, receive } };
}
