import type { App, Receiver } from "@slack/bolt";
import { describeError } from "../../../../src/common/describe-error.ts";
import type { Logger } from "../../../../src/ports.ts";
import { isFinal } from "../../send/errors.ts";
import type { Deliver } from "./delivery.ts";
import type { Connect, Connection, Envelope } from "./socket-connection.ts";

/** Receives from Slack by Socket Mode, over several sockets at once. */
export interface SocketReceiver extends Receiver {
  readonly state: () => SocketState;
  /** Leaves what arrives from now on unacknowledged, so that Slack delivers it over another socket. Running work can still be acknowledged. */
  pause(): void;
}

interface SocketState {
  readonly connected: number;
  readonly wanted: number;
  /** Since when no socket has been open, and why; undefined while one is open. */
  readonly without: { readonly since: number; readonly reason: string } | undefined;
}

export interface SocketReceiverOptions {
  readonly connect: Connect;
  /** How many sockets to keep open. */
  readonly sockets: number;
  readonly deliver: Deliver;
  /** Milliseconds before a socket is opened again; the last one repeats. */
  readonly reconnectDelays: readonly number[];
  /** Failures per socket after which `start` gives up, if none has opened. */
  readonly startTries: number;
  /** Waits; rejects if the adapter stops meanwhile. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  readonly logger: Logger;
  readonly onRateLimited: () => void;
}

/** One start of the receiver, as its sockets see it. */
interface Start {
  /** Tells whether its sockets are no longer wanted. */
  readonly isOver: () => boolean;
  readonly onOpen: () => void;
  readonly onFailure: (error: unknown) => void;
  /** Called if a wait was aborted because the adapter stops. Later waits would end at once too, and Slack would be called in a tight loop. */
  readonly onStopping: (error: unknown) => void;
}

/** In milliseconds. A socket that closed sooner than this counts as a failure, so that Slack is not called in a tight loop. */
const SHORT_LIFE = 10_000;

/**
 * Makes the receiver. It watches each socket and opens it again itself, with growing waits, for ever: the client's own reconnecting leaves five seconds
 * without a socket, and ends the process if Slack fails meanwhile.
 */
export function createSocketReceiver(options: SocketReceiverOptions): SocketReceiver {
  const { connect, sockets, deliver, reconnectDelays, startTries, sleep, now, logger, onRateLimited } = options;
  const open = new Set<Connection>();
  let app: App | undefined;
  let paused = false;
  let stopped = false;
  let without: SocketState["without"] = { since: now(), reason: "not started" };

  async function receive({ body, retryNumber, retryReason, acknowledge }: Envelope): Promise<void> {
    if (paused || app === undefined) return;
    if (body.event === undefined && body.type === "app_rate_limited") {
      onRateLimited();
      return acknowledge(undefined);
    }
    const acknowledgement = await deliver(app, { body, retryNumber, retryReason });
    if (acknowledgement !== undefined) await acknowledge(acknowledgement.payload);
  }

  function onEnvelope(envelope: Envelope): void {
    // A socket may close before the acknowledgement: Slack then delivers again on another one.
    receive(envelope).catch((error: unknown) => logger.warn(describeError(error), "could not acknowledge to Slack"));
  }

  /** Opens a socket and resolves when it has closed. */
  async function holdOne({ isOver, onOpen }: Start): Promise<void> {
    const connection = await connect(onEnvelope);
    if (isOver()) return connection.close();
    open.add(connection);
    without = undefined;
    onOpen();
    await connection.closed;
    open.delete(connection);
    if (open.size === 0) without = { since: now(), reason: "the socket closed" };
  }

  /** Keeps one socket open until the receiver stops, or until its start gives up. */
  async function keepOne(start: Start): Promise<void> {
    let failures = 0;
    while (!start.isOver()) {
      const begun = now();
      try {
        await holdOne(start);
        failures = now() - begun < SHORT_LIFE ? failures + 1 : 0;
      } catch (error) {
        failures += 1;
        if (open.size === 0) without = { since: without?.since ?? now(), reason: reasonOf(error) };
        logger.warn({ ...describeError(error), failures }, "could not open a socket to Slack");
        start.onFailure(error);
      }
      const delay = reconnectDelays[Math.min(failures, reconnectDelays.length - 1)] ?? 0;
      if (!start.isOver()) await sleep(delay).catch(start.onStopping);
    }
  }

  return {
    state: () => ({ connected: open.size, wanted: sockets, without }),
    init(initialised) {
      app = initialised;
    },
    start() {
      return new Promise<void>((resolve, reject) => {
        let tries = 0;
        let connected = false;
        // For this start only: the service starts the receiver again after a start that gave up.
        let gaveUp = false;
        const isOver = (): boolean => stopped || gaveUp;
        const onOpen = (): void => {
          connected = true;
          resolve();
        };
        const onFailure = (error: unknown): void => {
          tries += 1;
          if (connected || (!isFinal(error) && tries < startTries * sockets)) return;
          gaveUp = true;
          reject(error);
        };
        const onStopping = (error: unknown): void => {
          gaveUp = true;
          reject(error);
        };
        for (let place = 0; place < sockets; place += 1) void keepOne({ isOver, onOpen, onFailure, onStopping });
      });
    },
    pause() {
      paused = true;
    },
    async stop() {
      stopped = true;
      await Promise.all([...open].map((connection) => connection.close()));
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : "unknown";
}
