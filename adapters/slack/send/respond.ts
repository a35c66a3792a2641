import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import { DeliveryError, MalinoisError } from "../../../src/errors.ts";
import type { Payload } from "../../kit/payload.ts";
import { isUnsent, type RetryPolicy, retry } from "../../kit/retry.ts";

/**
 * Sends one message to a response address. Returns false if the address takes no more: its limit is five messages in 30 minutes. Throws a `MalinoisError` if
 * Slack fails. A message that may have arrived cannot be searched for, so it is sent again only if nobody but the asker sees it.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export type Respond = (address: string, message: Payload) => Promise<boolean>;

const USES = 5;
const LIFETIME = 30 * 60_000;
const SLACKS_HOST = "hooks.slack.com";

export interface RespondOptions {
  /** If set, replaces the address of Slack's Web API. Response addresses are then called on its host, with their own path. */
  readonly apiUrl: string | undefined;
  /** Milliseconds for one call. */
  readonly timeout: number;
  readonly retryPolicy: RetryPolicy;
  readonly now: () => number;
  /** For how many response URLs the number of uses is remembered. */
  readonly remembered: number;
}

/** Makes the function that sends. It counts the uses of an address so that a sixth is not tried. */
export function createRespond({ apiUrl, timeout, retryPolicy, now, remembered }: RespondOptions): Respond {
  const used = createBoundedMap<string, { readonly since: number; readonly times: number }>(remembered, now);

  return async (address, message) => {
    const use = used.get(address) ?? { since: now(), times: 0 };
    if (use.times >= USES || now() - use.since > LIFETIME) return false;
    used.set(address, { since: use.since, times: use.times + 1 });
    const target = rebase(address, SLACKS_HOST, apiUrl);
    const outcome = await retry(retryPolicy, {
      attempt: async () => {
        const outcome = await post(target, message, timeout);
        // Slack refuses the blocks, so the message is sent as plain text.
        return outcome === "undrawable" ? post(target, { ...message, blocks: undefined }, timeout) : outcome;
      },
      failureOf: (error) => (error instanceof NotTaken ? { kind: "rateLimited", wait: error.wait } : { kind: "unknown" }),
      retryIfUnsent: message.response_type !== "ephemeral",
      explain: (error, _, maybeSent) => (maybeSent && error instanceof MalinoisError ? error : untaken()),
    });
    return outcome === "sent";
  };
}

type Outcome = "sent" | "spent" | "undrawable";

/** Slack certainly did not accept a message, which may be sent again after `wait` milliseconds. */
class NotTaken extends Error {
  readonly wait: number;

  constructor(wait: number) {
    super("Not taken");
    this.wait = wait;
  }
}

/** Posts once. Returns "spent" if the address takes no more, "undrawable" if Slack refuses the blocks. Throws {@link NotTaken} if it can be sent again. */
async function post(address: string, message: Payload, timeout: number): Promise<Outcome> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(message),
      redirect: "error",
      signal: AbortSignal.timeout(timeout),
    });
    await response.body?.cancel();
  } catch (error) {
    if (isUnsent(error)) throw new NotTaken(0);
    throw failed("Slack did not take an answer in time", error);
  }
  if (response.ok) return "sent";
  if (response.status === 429) throw new NotTaken(Number(response.headers.get("retry-after") ?? 1) * 1_000);
  if (response.status === 400 && message.blocks !== undefined) return "undrawable";
  if (response.status < 500) return "spent";
  throw failed(`Slack failed to take an answer (HTTP ${response.status})`);
}

/** Returns an address of `slacksHost` on the host of `apiUrl`, if that is set; any other address as it is. */
export function rebase(address: string, slacksHost: string, apiUrl: string | undefined): string {
  const { host, pathname, search } = new URL(address);
  return apiUrl !== undefined && host === slacksHost ? new URL(pathname + search, apiUrl).href : address;
}

function untaken(): DeliveryError {
  const cause = "Slack is holding back answers or cannot be reached (response address)";
  return new DeliveryError("later", cause, "ask again; see status.slack.com");
}

function failed(cause: string, error?: unknown): MalinoisError {
  return new MalinoisError("platform", `${cause} (response address)`, "ask again; see status.slack.com", { cause: error });
}
