/** Runs the sends of each channel one after another, at the channel's pace; channels do not wait for each other. */
export interface ChannelQueue {
  /** Runs the job when its turn has come and returns its result. The job takes its own places with `turn`. */
  run<Result>(channel: string, job: (turn: () => Promise<void>) => Promise<Result>): Promise<Result>;
}

export interface Pace {
  /** Milliseconds that one message takes of a channel's time. */
  readonly interval: number;
  /** Messages that may follow each other at once after a pause. */
  readonly burst: number;
}

interface Channel {
  /** Ends when the last job that was queued has ended; never rejects. */
  tail: Promise<void>;
  waiting: number;
  /** When the channel will have made up for everything sent. */
  free: number;
}

/** Makes the queues. A channel is forgotten when it is idle and has made up for its last burst. */
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
