import { type IShardingStrategy, SimpleShardingStrategy } from "discord.js";
import type { Logger } from "../../../../src/ports.ts";

type SocketManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

/**
 * discord.js's usual way to run shards, without three ways in which that would end the process or keep it from ending:
 * - a fault while an event is read (Discord left a field out, a listener threw) becomes an unhandled rejection: here it is logged;
 * - a connection that is destroyed while it is being made fails with nobody listening: here it is given up first;
 * - a shard that is destroyed between two attempts to connect goes on attempting: here it does not.
 */
export function shieldedShards(manager: SocketManager, log: Logger): IShardingStrategy {
  const emit = manager.emit.bind(manager) as (...event: readonly unknown[]) => boolean;
  const shielded: typeof emit = (...event) => {
    try {
      return emit(...event);
    } catch (error) {
      log.error({ name: error instanceof Error ? error.name : typeof error }, "discord.js could not read an event.");
      return true;
    }
  };
  Object.assign(manager, { emit: shielded });
  const strategy = new SimpleShardingStrategy(manager);
  const destroy = strategy.destroy.bind(strategy);
  return Object.assign(strategy, {
    destroy(...options: Parameters<typeof destroy>) {
      const shards: Iterable<object> = Reflect.get(strategy, "shards").values();
      for (const shard of shards) giveUpConnecting(shard);
      return destroy(...options);
    },
  });
}

/** The part of the package `ws` that is needed here. */
interface Socket {
  readonly readyState: number;
  on(event: "error", listener: () => void): void;
  terminate(): void;
}

const CONNECTING = 0;

function giveUpConnecting(shard: object): void {
  Object.assign(shard, { internalConnect: async () => undefined });
  const socket: Socket | null = Reflect.get(shard, "connection");
  if (socket?.readyState !== CONNECTING) return;
  socket.on("error", () => undefined);
  socket.terminate();
}
