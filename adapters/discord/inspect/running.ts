import { z } from "zod";
import type { DoctorResult } from "../../../src/model.ts";
import { ALL_INSTALLATIONS, commandDefinitions } from "../commands/commands.ts";
import { readServers } from "../inspect.ts";
import type { Settings } from "../options.ts";
import type { Api } from "../send/api.ts";
import { askDiscord } from "../send/ask-discord.ts";

const gateway = z.object({
  shards: z.number(),
  session_start_limit: z.object({ total: z.number(), remaining: z.number(), reset_after: z.number() }),
});

const commands = z.array(z.object({ name: z.string(), type: z.number().default(1) }));

const HOUR = 3_600_000;

/** Whether the bot may still connect today, and in how many shards Discord wants it. Rejects with discord.js's error. */
export async function inspectGateway(api: Api, { shards }: Pick<Settings, "shards">): Promise<DoctorResult[]> {
  const found = await askDiscord(api, "/gateway/bot", gateway);
  const { remaining, total, reset_after } = found.session_start_limit;
  const wanted = shards === "auto" ? found.shards : typeof shards === "number" ? shards : shards.ids.length;
  if (remaining < wanted) {
    return [
      {
        level: "problem",
        message: `The bot has connected to Discord ${total - remaining} times today; ${total} are allowed.`,
        fix: `Find out why it restarts so often. It may connect again in ${Math.ceil(reset_after / HOUR)} h.`,
      },
    ];
  }
  return [
    {
      level: "ok",
      message: `Discord's gateway can be reached (${found.shards === 1 ? "1 shard" : `${found.shards} shards`} advised).`,
    },
  ];
}

/** Whether Malinois' commands are registered, and in no server a second time. Rejects with discord.js's error. */
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
    const copies = await registeredAt(`/applications/${applicationId}/guilds/${id}/commands`);
    if (copies.length > 0) {
      results.push({
        level: "problem",
        message: `The Discord server "${name}" has its own copy of the commands and shows them twice.`,
        fix: "Remove that server's commands of this application: Malinois registers them for all servers at once.",
      });
    }
  }
  return results;
}
