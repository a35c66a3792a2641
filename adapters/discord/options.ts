import { MalinoisError } from "../../src/errors.ts";
import type { Area, Pack } from "../../src/model.ts";
import type { Logger } from "../../src/ports.ts";
import { parseWebAddress } from "../../src/text/web-address.ts";
import { createTypedForms, type TypedForms } from "./receive/typed-forms.ts";

/**
 * Which shards of the bot this process runs: as many as Discord advises, all of a given number,
 * or some of a total, the others of which run in other processes.
 */
export type Shards = "auto" | number | { readonly ids: readonly number[]; readonly total: number };

/** Waits, in milliseconds. */
export interface Delays {
  /** From an interaction's arrival until acknowledging it is given up; Discord allows 3,000. */
  readonly acknowledge: number;
  /** Before the first retry of a failed call; doubles with each retry. */
  readonly retry: number;
  /** The longest rate limit that is waited for; a longer one is an error. */
  readonly rateLimit: number;
  /** How long the gateway may take to accept a shard whose turn to identify has come. */
  readonly connect: number;
  /**
   * How long a shard's turn to identify lasts. Among shards whose ids are equal modulo `max_concurrency`, only one may identify every five seconds, across all
   * processes: Discord ends the session of any other. Source: https://docs.discord.com/developers/events/gateway#rate-limiting
   */
  readonly turn: number;
  /** How long shutdown waits for running work. */
  readonly drain: number;
}

type Campaigns = NonNullable<Pack["campaigns"]>;

export interface DiscordOptions {
  /** The application's id, a number of 17 to 20 digits. */
  readonly applicationId: string;
  /** The bot's token; if it is set, the adapter connects to the gateway. */
  readonly token?: string | undefined;
  /** The application's public key, 64 hexadecimal digits; if it is set, signed interactions are served over HTTP. */
  readonly publicKey?: string | undefined;
  /** Replaces `https://discord.com/api` for every call. The gateway's address also comes from that API. */
  readonly apiUrl?: string | undefined;
  /** Whether to ask for the privileged message content intent, for follow-ups without a mention in threads. Default: no. */
  readonly messageContent?: boolean | undefined;
  /** Whether to ask for the privileged server members intent, to hear of newcomers. Default: no. */
  readonly members?: boolean | undefined;
  /** Default: "auto". */
  readonly shards?: Shards | undefined;
  /**
   * Claims `key` for `lifetime` ms: resolves to true for only one caller at a time, across all processes. Absent: there are no other processes.
   * Rejects if the claim cannot be checked.
   */
  readonly claim?: ((key: string, lifetime: number) => Promise<boolean>) | undefined;
  /** The areas of the pack as it is now, for `/malinois topics`. */
  readonly areas?: (() => readonly Area[]) | undefined;
  /** The campaigns of the pack as it is now, for `/nudge campaign` and `/nudge newcomers`. */
  readonly campaigns?: (() => Campaigns) | undefined;
  /** The clock, in milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
  readonly delays?: Partial<Delays> | undefined;
}

/** The checked options, with defaults filled in. */
export interface Settings {
  readonly applicationId: string;
  readonly token?: string;
  readonly publicKey?: string;
  /** Without the version: `https://discord.com/api`. */
  readonly apiUrl: string;
  readonly messageContent: boolean;
  readonly members: boolean;
  readonly shards: Shards;
  readonly claim?: ((key: string, lifetime: number) => Promise<boolean>) | undefined;
  readonly areas: () => readonly Area[];
  readonly campaigns: () => Campaigns;
  readonly now: () => number;
  readonly log: Logger;
  /** The ids of the commands by name, added as they become known. */
  readonly commandIds: Map<string, string>;
  readonly typedForms: TypedForms;
  readonly delays: Delays;
}

const DEFAULT_API_URL = "https://discord.com/api";

const DEFAULT_DELAYS: Delays = {
  acknowledge: 2_500,
  retry: 250,
  rateLimit: 60_000,
  connect: 30_000,
  turn: 5_500,
  drain: 8_000,
};

/**
 * Checks the options and fills in the defaults.
 * @throws MalinoisError that names the option that is missing or malformed.
 */
export function readOptions(options: DiscordOptions): Settings {
  const { applicationId, token, publicKey, shards = "auto" } = options;
  if (applicationId === "") throw misconfigured("DISCORD_APPLICATION_ID", "is not set", "General Information");
  if (!isApplicationId(applicationId))
    throw misconfigured("DISCORD_APPLICATION_ID", "is not a number of 17 to 20 digits", "General Information");
  if (!token && !publicKey) throw misconfigured("DISCORD_TOKEN", "is not set, nor is DISCORD_PUBLIC_KEY", "Bot");
  if (publicKey && !isPublicKey(publicKey)) {
    throw misconfigured("DISCORD_PUBLIC_KEY", "is not 64 hexadecimal digits", "General Information");
  }
  if (!areShards(shards)) {
    throw new MalinoisError(
      "configuration",
      "The Discord shards are neither a number of shards nor ids below a total.",
      "Set DISCORD_SHARDS to a number from 1 or a range such as 0-3/8, or leave it empty.",
    );
  }
  return {
    applicationId,
    ...(token ? { token } : {}),
    ...(publicKey ? { publicKey } : {}),
    apiUrl: readApiUrl(options.apiUrl),
    messageContent: options.messageContent ?? false,
    members: options.members ?? false,
    shards,
    claim: options.claim,
    areas: options.areas ?? (() => []),
    campaigns: options.campaigns ?? (() => []),
    now: options.now,
    log: options.log,
    commandIds: new Map(),
    typedForms: createTypedForms(options.now),
    delays: { ...DEFAULT_DELAYS, ...options.delays },
  };
}

export function isApplicationId(text: string): boolean {
  return /^\d{17,20}$/.test(text);
}

function isPublicKey(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text);
}

/**
 * Returns the base address of the REST API without a version, which discord.js adds itself.
 * @throws MalinoisError for anything but an http or https address.
 */
function readApiUrl(apiUrl: string | undefined): string {
  if (!apiUrl) return DEFAULT_API_URL;
  if (parseWebAddress(apiUrl) === undefined) {
    throw new MalinoisError(
      "configuration",
      "DISCORD_API_URL is not an http or https address.",
      `Remove it to use ${DEFAULT_API_URL}, or give an address of that form.`,
    );
  }
  return apiUrl.replace(/\/+$/, "").replace(/\/v\d+$/, "");
}

const RANGE = /^(\d{1,5})(?:-(\d{1,5}))?\/(\d{1,5})$/;
const MOST_SHARDS = 10_000;

/**
 * Reads how many shards there are ("8"), or which of them this process runs ("0-3/8", "5/8"). Undefined means as many as Discord advises.
 * Returns the shards, or what is wrong with the text.
 */
export function readShards(text: string | undefined): { readonly shards: Shards } | { readonly problem: string } {
  if (text === undefined) return { shards: "auto" };
  if (/^\d{1,5}$/.test(text)) {
    const count = Number(text);
    return count >= 1 && count <= MOST_SHARDS
      ? { shards: count }
      : { problem: `must be a whole number from 1 to ${MOST_SHARDS}` };
  }
  const [, from, to = from, of] = RANGE.exec(text) ?? [];
  if (from === undefined || of === undefined) {
    return {
      problem:
        "must be a whole number, or a range such as 0-3/8: the first and last shard of this process, and the number of all shards",
    };
  }
  const [first, last, total] = [Number(from), Number(to), Number(of)];
  if (total < 1 || total > MOST_SHARDS) return { problem: `must be a range of at most ${MOST_SHARDS} shards, such as 0-3/8` };
  if (first > last) return { problem: "must name the first shard before the last, as in 0-3/8" };
  if (last >= total) return { problem: "must name shards that exist: they are counted from 0, so the last of 8 is 7" };
  return { shards: { ids: Array.from({ length: last - first + 1 }, (_, at) => first + at), total } };
}

function areShards(shards: Shards): boolean {
  if (shards === "auto") return true;
  if (typeof shards === "number") return Number.isInteger(shards) && shards > 0;
  const { ids, total } = shards;
  return ids.length > 0 && Number.isInteger(total) && ids.every((id) => Number.isInteger(id) && id >= 0 && id < total);
}

/** Returns the error for a variable that is missing or malformed; `page` is the page of the Developer Portal that shows its value. */
export function misconfigured(variable: string, problem: string, page: string): MalinoisError {
  return new MalinoisError(
    "configuration",
    `${variable} ${problem}.`,
    `Copy it from https://discord.com/developers/applications: your application, page "${page}".`,
  );
}
