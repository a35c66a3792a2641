import type { Host } from "../../../src/ports.ts";
import type { ListenerContext } from "./context.ts";

/** Slack allows 3,000 milliseconds; looking the asker up, and keeping the message, take a tenth of that as a rule. */
const LATEST = 2_000;

/**
 * Works on a command, a press or a modal, and acknowledges it when Malinois has kept it: what Slack was told is taken is answered, even if this process
 * ends. Acknowledged after `LATEST` at any rate, and when the work has ended.
 * @param work is given a context whose host acknowledges
 */
export async function acknowledging(
  ack: () => Promise<unknown>,
  context: ListenerContext,
  work: (context: ListenerContext) => Promise<void>,
): Promise<void> {
  let acknowledged: Promise<unknown> | undefined;
  const acknowledge = () => {
    acknowledged ??= ack();
    return acknowledged;
  };
  const receive: Host["receive"] = (inbound, onTaken) =>
    context.host.receive(inbound, async () => {
      await acknowledge();
      return (await onTaken?.()) ?? true;
    });
  const timer = setTimeout(() => void acknowledge(), LATEST);
  try {
    await work({ ...context, host: { ...context.host, receive } });
  } finally {
    clearTimeout(timer);
    await acknowledge();
  }
}
