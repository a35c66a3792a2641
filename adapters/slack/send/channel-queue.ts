/** Runs the sends of each channel one after another, at the channel's pace; channels do not wait for each other. */
export interface ChannelQueue {
  /** Runs the job after the channel's earlier ones and returns its result. The job awaits `turn` before each message. */
  run<Result>(channel: string, job: (turn: () => Promise<void>) => Promise<Result>): Promise<Result>;
}

export interface Pace {
  /** Milliseconds per message in the long run. */
  readonly interval: number;
  /** How many messages may be sent at once after a pause. */
  readonly burst: number;
}

interface Channel {
  /** Resolves when the last queued job has ended; never rejects. */
  tail: Promise<void>;
  waiting: number;
  /** When the intervals of all messages sent so far will have passed. */
  free: number;
}

/** Makes the queues. A channel is forgotten when it is idle and the intervals of its messages have passed. */
export function createChannelQueue(pace: Pace, now: () => number, sleep: (milliseconds: number) => Promise<void>): ChannelQueue {
  const channels = new Map<string, Channel>();

  function forgetIdle(): void {
    for (const [name, channel] of channels) if (channel.waiting === 0 && channel.free <= now()) channels.delete(name);
  }

  async function turn(channel: Channel): Promise<void> {
    const start = Math.max(channel.free, now());
    const wait = start - (pace.burst - 1) * pace.interval - now();
    channel.free = start + pace.interval;
    if (wait > 0) await sleep(wait);
  }

  return {
    async run(name, job) {
      forgetIdle();
      const channel = channels.get(name) ?? { tail: Promise.resolve(), waiting: 0, free: 0 };
      channels.set(name, channel);
      channel.waiting += 1;
      const result = channel.tail.then(() => job(() => turn(channel)));
      channel.tail = result.then(
        () => undefined,
        () => undefined,
      );
      try {
        return await result;
      } finally {
        channel.waiting -= 1;
      }
    },
  };
}
