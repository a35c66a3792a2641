import type { Instant } from "../../../../src/model.ts";
import type { Health } from "../../../../src/ports.ts";
import { formatTime } from "../../../kit/time.ts";
import type { Settings } from "../../options.ts";
import { allowIntents, askedIntents } from "./intents.ts";

/** Why a connection ended, and what to do. */
interface FatalClose {
  readonly message: string;
  readonly fix: string;
}

/** Why Discord ended a connection for good, by close code. Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
const FATAL_CLOSE: Readonly<Record<number, FatalClose>> = {
  4004: {
    message: "Discord refuses the bot's token.",
    fix: 'Reset it in the Developer Portal (your application, page "Bot"), set DISCORD_TOKEN to the new one and start again.',
  },
  4010: { message: "Discord does not know this shard.", fix: "Check the configured shards: ids from 0, below their total." },
  4011: { message: "The bot is in too many servers for one shard.", fix: 'Set the shards to "auto", or to a higher number.' },
  4013: { message: "Discord does not know the intents.", fix: "Update Malinois." },
  4014: { message: "Discord does not allow the intents that Malinois asks for.", fix: "Update Malinois." },
};
const INTENTS_REFUSED = 4014;

/** Returns why Discord ended a connection for good; undefined for a close code that does not end it. */
export function fatalClose(code: number, settings: Pick<Settings, "messageContent" | "members">): FatalClose | undefined {
  const asked = askedIntents(settings);
  if (code !== INTENTS_REFUSED || asked.length === 0) return FATAL_CLOSE[code];
  const titles = asked.map(({ title }) => title).join(" or the ");
  return { message: `Discord does not allow the ${titles}.`, fix: allowIntents(asked) };
}

type ShardState =
  | { readonly kind: "connected" }
  | { readonly kind: "lost"; readonly since: Instant }
  | { readonly kind: "ended"; readonly code: number };

export interface GatewayHealth {
  connected(shard: number): void;
  /** Records that the connection is lost and will be opened again. */
  lost(shard: number): void;
  /** Records that the connection will not be opened again. */
  ended(shard: number, code: number): void;
  /** Returns the close code that ended a shard for good, if one was ended. */
  endedBy(): number | undefined;
  report(): Health;
}

/** Makes the health, which records the state of each shard's connection. */
export function createGatewayHealth(settings: Pick<Settings, "now" | "messageContent" | "members">): GatewayHealth {
  const { now } = settings;
  const shards = new Map<number, ShardState>();
  const begun = now();

  const endedBy = () => [...shards.values()].find((state) => state.kind === "ended")?.code;

  return {
    connected: (shard) => void shards.set(shard, { kind: "connected" }),
    lost: (shard) => {
      const before = shards.get(shard);
      if (before?.kind !== "lost") shards.set(shard, { kind: "lost", since: now() });
    },
    ended: (shard, code) => void shards.set(shard, { kind: "ended", code }),
    endedBy,
    report() {
      const code = endedBy();
      if (code !== undefined)
        return { ok: false, detail: fatalClose(code, settings)?.message ?? `Discord closed the connection for good (${code}).` };
      const lost = [...shards].flatMap(([shard, state]) => (state.kind === "lost" ? [{ shard, since: state.since }] : []));
      const [first] = lost;
      if (first !== undefined) {
        const which = shards.size > 1 ? ` on shard ${lost.map(({ shard }) => shard).join(", ")}` : "";
        return { ok: false, detail: `no connection${which} since ${formatTime(first.since)}, reconnecting` };
      }
      if (shards.size === 0) return { ok: false, detail: `no connection since ${formatTime(begun)}, connecting` };
      return { ok: true, detail: shards.size > 1 ? `connected, ${shards.size} shards` : "connected" };
    },
  };
}
