import { describe, expect, it } from "vitest";
import type { Connection } from "../../../adapters/slack/receive/transport/socket-connection.ts";
import { createSocketReceiver } from "../../../adapters/slack/receive/transport/socket-receiver.ts";
import { SlackRefusal } from "../../../adapters/slack/send/errors.ts";
import { createRecording } from "./harness.ts";

const RECONNECT = [0, 1_000, 5_000];
const MINUTE = 60_000;

type Options = Parameters<typeof createSocketReceiver>[0];

/** Makes a receiver with one socket that never waits, apart from what the options say. */
function receiverWith(options: Pick<Options, "connect"> & Partial<Options>) {
  return createSocketReceiver({
    sleep: async () => undefined,
    deliver: async () => undefined,
    reconnectDelays: RECONNECT,
    startTries: 100,
    now: () => 0,
    logger: createRecording(),
    onRateLimited: () => undefined,
    sockets: 1,
    ...options,
  });
}

/** Lets everything run that waits for no timer. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
}

/** Returns the waits of a receiver whose sockets live for `lives` milliseconds each; undefined means that a socket does not open. */
async function waits(lives: readonly (number | undefined)[]): Promise<readonly number[]> {
  const delays: number[] = [];
  let clock = 0;
  let opened = 0;
  const receiver = receiverWith({
    async connect(): Promise<Connection> {
      const life = lives[opened];
      opened += 1;
      if (life === undefined) throw new Error("does not open");
      clock += life;
      return { closed: Promise.resolve(), close: async () => undefined };
    },
    async sleep(delay) {
      delays.push(delay);
      if (delays.length === lives.length) await receiver.stop();
    },
    now: () => clock,
  });
  receiver.start().catch(() => undefined);
  while (delays.length < lives.length) await Promise.resolve();
  return delays;
}

it("a socket is not opened again with a token that Slack refuses", async () => {
  let tries = 0;
  const receiver = receiverWith({
    async connect() {
      tries += 1;
      throw new SlackRefusal("apps.connections.open", "invalid_auth");
    },
  });
  await expect(receiver.start()).rejects.toThrow(/does not accept the app-level token/);
  await settle();
  expect(tries).toBe(1);
});

it("sockets are not opened again if the adapter stops during the start, which ends every wait", async () => {
  let tries = 0;
  const receiver = receiverWith({
    async connect() {
      tries += 1;
      throw new Error("does not open");
    },
    sleep: async () => {
      throw new Error("Malinois is stopping");
    },
    sockets: 2,
  });
  await expect(receiver.start()).rejects.toThrow("Malinois is stopping");
  await settle();
  expect(tries).toBe(2);
});

it("sockets are opened by a second start after one that gave up", async () => {
  let opens = false;
  const receiver = receiverWith({
    async connect(): Promise<Connection> {
      if (!opens) throw new Error("does not open");
      return { closed: new Promise(() => undefined), close: async () => undefined };
    },
    startTries: 2,
    sockets: 2,
  });
  await expect(receiver.start()).rejects.toThrow("does not open");
  opens = true;
  let hasStarted = false;
  const again = receiver.start().then(() => {
    hasStarted = true;
  });
  await settle();
  expect(hasStarted).toBe(true);
  await again;
  expect(receiver.state()).toMatchObject({ wanted: 2, without: undefined });
});

describe("a socket that closes", () => {
  it("is opened again at once if it has been open for a while", async () => {
    expect(await waits([MINUTE, MINUTE, MINUTE])).toEqual([0, 0, 0]);
  });

  it("is opened again with increasing waits if it closes at once, so that Slack is not called in a tight loop", async () => {
    expect(await waits([1, 1, 1, 1, MINUTE, 1])).toEqual([1_000, 5_000, 5_000, 5_000, 0, 1_000]);
  });

  it("is opened again with increasing waits if it does not open", async () => {
    expect(await waits([MINUTE, undefined, undefined, undefined, MINUTE])).toEqual([0, 1_000, 5_000, 5_000, 0]);
  });
});
