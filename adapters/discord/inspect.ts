import { z } from "zod";
import type { DoctorResult } from "../../src/ports.ts";
import { problem } from "../kit/doctor-results.ts";
import { ALL_INSTALLATIONS, commandDefinitions } from "./commands/commands.ts";
import { inviteUrl, missingFrom, neededPermissions } from "./commands/permissions.ts";
import type { Settings, Shards } from "./options.ts";
import { INSTALL } from "./protocol.ts";
import { allowIntents, askedIntents } from "./receive/gateway/intents.ts";
import { type Api, askDiscord } from "./send/api.ts";
import { codeOf, DISCORD_ERROR } from "./send/errors.ts";

/** The inspected properties of the application. Source: https://docs.discord.com/developers/resources/application#application-object */
const application = z.object({
  id: z.string(),
  flags: z.number().default(0),
  verify_key: z.string().optional(),
  interactions_endpoint_url: z.string().nullish(),
  integration_types_config: z.record(z.string(), z.unknown()).nullish(),
});

const servers = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string().default("0") }));

type Application = z.infer<typeof application>;
type Inspected = Pick<Settings, "applicationId" | "publicKey" | "messageContent" | "members">;

/**
 * Inspects the application and its servers with the bot's token, and returns what is right and what is missing.
 * Rejects with discord.js's error if Discord cannot be asked.
 */
export async function inspect(api: Api, inspected: Inspected): Promise<DoctorResult[]> {
  const found = await askDiscord(api, "/applications/@me", application);
  return [
    ...inspectApplication(found, inspected),
    ...inspectEndpoint(found, inspected),
    ...inspectServers(await readServers(api), inspected),
  ];
}

/** The most servers that Discord returns at once, and that are looked at. */
const MOST_SERVERS = 200;

/** Returns the servers that the bot is in, {@link MOST_SERVERS} at most. Rejects with discord.js's error. */
function readServers(api: Api): Promise<z.infer<typeof servers>> {
  return askDiscord(api, `/users/@me/guilds?limit=${MOST_SERVERS}`, servers);
}

function inspectApplication(
  { id, flags, verify_key, integration_types_config }: Application,
  inspected: Inspected,
): DoctorResult[] {
  const { applicationId, publicKey } = inspected;
  const results: DoctorResult[] = [{ level: "ok", message: "Discord accepts the bot's token." }];
  if (id !== applicationId) {
    results.push(
      problem(
        "DISCORD_APPLICATION_ID is not that of the token's application.",
        `Set it to ${id}, or use the other application's token.`,
      ),
    );
  }
  if (publicKey !== undefined && verify_key !== undefined && publicKey.toLowerCase() !== verify_key) {
    results.push(
      problem(
        "DISCORD_PUBLIC_KEY is not that of the token's application: signed interactions will be refused.",
        'Copy it from the Developer Portal, page "General Information".',
      ),
    );
  }
  for (const intent of askedIntents(inspected)) {
    results.push(
      (flags & intent.flags) !== 0
        ? { level: "ok", message: intent.gives }
        : problem(`The ${intent.title} is off in Discord, which will not let the bot in.`, allowIntents([intent])),
    );
  }
  if (integration_types_config && !(String(INSTALL.user) in integration_types_config)) {
    results.push({
      level: "off",
      message: "In Discord Malinois can be added to servers, but not to single accounts.",
      fix: 'To allow it, tick "User Install" in the Developer Portal, page "Installation".',
    });
  }
  return results;
}

function inspectEndpoint({ interactions_endpoint_url: endpoint }: Application, { publicKey }: Inspected): DoctorResult[] {
  if (endpoint && publicKey === undefined) {
    return [
      problem(
        "Discord posts commands and buttons to an interactions endpoint, so they never reach the gateway.",
        'Clear "Interactions Endpoint URL" in the Developer Portal (page "General Information"), or set DISCORD_PUBLIC_KEY.',
      ),
    ];
  }
  if (endpoint) return [{ level: "ok", message: "Discord posts commands and buttons to an interactions endpoint." }];
  return publicKey === undefined
    ? []
    : [
        {
          level: "off",
          message: "Discord sends commands and buttons over the gateway; nothing is posted to /discord/interactions.",
          fix: 'To have them posted, give that address as "Interactions Endpoint URL" in the Developer Portal, page "General Information".',
        },
      ];
}

function inspectServers(joined: z.infer<typeof servers>, { applicationId, messageContent }: Inspected): DoctorResult[] {
  if (joined.length === 0) {
    return [problem("Malinois is in no Discord server yet.", `Add it with ${inviteUrl({ applicationId, messageContent })}`)];
  }
  const problems = joined.flatMap(({ name, permissions }) => {
    const missing = missingFrom(permissions, neededPermissions(messageContent));
    if (missing.length === 0) return [];
    return [
      problem(
        `In the Discord server "${name}" Malinois lacks ${missing.map((permission) => permission.name).join(", ")}.`,
        "Grant that to its role in the server's settings, or add Malinois again with the link that `malinois discord invite` prints.",
      ),
    ];
  });
  return problems.length > 0
    ? problems
    : [
        {
          level: "ok",
          message: `Malinois has its permissions in ${namedServers(joined.length)}.`,
        },
      ];
}

function namedServers(count: number): string {
  if (count === 1) return "its Discord server";
  return count < MOST_SERVERS ? `all ${count} Discord servers` : `the first ${count} Discord servers; more are not looked at`;
}

const gateway = z.object({
  shards: z.number(),
  session_start_limit: z.object({ total: z.number(), remaining: z.number(), reset_after: z.number() }),
});

const commands = z.array(z.object({ name: z.string(), type: z.number().default(1) }));

const HOUR = 3_600_000;

/** Returns whether the bot may still connect today, and how many shards Discord advises. Rejects with discord.js's error. */
export async function inspectGateway(api: Api, { shards }: Pick<Settings, "shards">): Promise<DoctorResult[]> {
  const found = await askDiscord(api, "/gateway/bot", gateway);
  const { remaining, total, reset_after } = found.session_start_limit;
  const wanted = shards === "auto" ? found.shards : typeof shards === "number" ? shards : shards.ids.length;
  if (remaining < wanted) {
    return [
      problem(
        `The bot has connected to Discord ${total - remaining} times today; ${total} are allowed.`,
        `Find out why it restarts so often. It may connect again in ${Math.ceil(reset_after / HOUR)} h.`,
      ),
    ];
  }
  return [
    {
      level: "ok",
      message: `Discord's gateway can be reached (${found.shards === 1 ? "1 shard" : `${found.shards} shards`} advised${sharesOf(shards)}).`,
    },
  ];
}

/** Says which shards this process runs, if it does not run all of them. */
function sharesOf(shards: Shards): string {
  if (typeof shards !== "object") return "";
  const { ids, total } = shards;
  return `; of ${total}, this process runs ${ids.length === 1 ? ids[0] : `${ids[0]} to ${ids.at(-1)}`}`;
}

/**
 * Returns whether Malinois' commands are registered, in which servers twice, and which servers do not let it see them. Rejects with discord.js's error.
 */
export async function inspectCommands(api: Api, { applicationId }: Pick<Settings, "applicationId">): Promise<DoctorResult[]> {
  const ours = commandDefinitions(ALL_INSTALLATIONS).map(({ name }) => name);
  const registeredAt = async (route: `/${string}`) => {
    const found = await askDiscord(api, route, commands);
    return found.map(({ name }) => name).filter((name) => ours.includes(name));
  };
  const registered = await registeredAt(`/applications/${applicationId}/commands`);
  if (registered.length < ours.length) {
    return [
      { level: "off", message: "Discord does not have Malinois' commands yet.", fix: "Start Malinois: it registers them." },
    ];
  }
  const results: DoctorResult[] = [{ level: "ok", message: "Discord has Malinois' commands." }];
  for (const { id, name } of await readServers(api)) {
    try {
      const copies = await registeredAt(`/applications/${applicationId}/guilds/${id}/commands`);
      if (copies.length > 0) results.push(copied(name));
    } catch (error) {
      if (codeOf(error) === DISCORD_ERROR.missingAccess) results.push(hidden(name));
      // It may have removed the bot in the meantime.
      else if (codeOf(error) !== DISCORD_ERROR.unknownServer) throw error;
    }
  }
  return results;
}

function copied(server: string): DoctorResult {
  return problem(
    `The Discord server "${server}" has its own copy of the commands and shows them twice.`,
    "Start Malinois: it removes them.",
  );
}

function hidden(server: string): DoctorResult {
  return problem(
    `The Discord server "${server}" does not let Malinois see its commands there.`,
    "Add Malinois again with the link that `malinois discord invite` prints.",
  );
}
