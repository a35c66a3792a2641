import { type IShardingStrategy, SimpleShardingStrategy, version } from "discord.js";
import { describeError } from "../../../../src/common/describe-error.ts";
import { MalinoisError } from "../../../../src/errors.ts";
import type { Logger } from "../../../../src/ports.ts";

type SocketManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];
type Strategy = new (manager: SocketManager) => IShardingStrategy;

/**
 * Returns discord.js's usual strategy to run shards, with fixes for three failures that would end the process or keep it from ending:
 * - An error while an event is read, because Discord left a field out or a listener threw, becomes an unhandled rejection. Here it is logged.
 * - If a connection is destroyed while it is being opened, nothing handles its error. Here it is given up first.
 * - A shard that is destroyed between two attempts to connect keeps trying. Here it stops.
 *
 * The last two use private members of `@discordjs/ws` (seen in 1.2.3), so it is checked that these exist.
 * @throws MalinoisError if one does not exist; the strategy's `spawn` may reject with one too.
 */
export function shieldedShards(
  manager: SocketManager,
  log: Pick<Logger, "error">,
  Usual: Strategy = SimpleShardingStrategy,
): IShardingStrategy {
  const emit = manager.emit.bind(manager) as (...event: readonly unknown[]) => boolean;
  const shielded: typeof emit = (...event) => {
    try {
      return emit(...event);
    } catch (error) {
      log.error(describeError(error), "discord.js could not read an event.");
      return true;
    }
  };
  Object.assign(manager, { emit: shielded });
  const strategy = new Usual(manager);
  const shards: unknown = Reflect.get(strategy, "shards");
  if (!(shards instanceof Map)) throw unexpected("its shards are not in a map");
  const spawn = strategy.spawn.bind(strategy);
  const destroy = strategy.destroy.bind(strategy);
  return Object.assign(strategy, {
    async spawn(ids: number[]) {
      await spawn(ids);
      for (const shard of shards.values()) checkShard(shard);
    },
    destroy(...options: Parameters<typeof destroy>) {
      for (const shard of shards.values()) giveUpConnecting(shard);
      return destroy(...options);
    },
  });
}

function checkShard(shard: object): void {
  if (typeof Reflect.get(shard, "internalConnect") !== "function") throw unexpected("a shard has no method internalConnect");
  if (!Reflect.has(shard, "connection")) throw unexpected("a shard has no property connection");
}

function unexpected(difference: string): MalinoisError {
  return new MalinoisError(
    "configuration",
    `discord.js ${version} is not built as Malinois expects: ${difference}.`,
    "Install the versions of package-lock.json with npm ci, or update Malinois.",
  );
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
