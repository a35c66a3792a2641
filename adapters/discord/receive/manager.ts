import { z } from "zod";
import { MANAGE_SERVER, missingFrom } from "../commands/permissions.ts";
import { type Api, askDiscord } from "../send/api.ts";
import { codeOf } from "../send/errors.ts";

/** https://docs.discord.com/developers/resources/guild#guild-object */
const guild = z.object({ owner_id: z.string(), roles: z.array(z.object({ id: z.string(), permissions: z.string() })) });
const membership = z.object({ roles: z.array(z.string()) });

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json: a server that the bot is not in, or somebody who is not a member. */
const GONE: readonly (number | undefined)[] = [10_004, 10_007, 10_013, 50_001];

/** Returns whether somebody may manage a server. Asks Discord, not a cache. Rejects if Discord does not say. */
export async function askWhetherManager(api: Api, server: string, person: string): Promise<boolean> {
  if (!/^\d+$/.test(server) || !/^\d+$/.test(person)) return false;
  try {
    const [{ owner_id, roles }, member] = await Promise.all([
      askDiscord(api, `/guilds/${server}`, guild),
      askDiscord(api, `/guilds/${server}/members/${person}`, membership),
    ]);
    // The role that everybody has is identified by the server's own id.
    const own = roles.filter(({ id }) => id === server || member.roles.includes(id));
    return owner_id === person || own.some(({ permissions }) => missingFrom(permissions, [MANAGE_SERVER]).length === 0);
  } catch (error) {
    if (GONE.includes(codeOf(error))) return false;
    throw error;
  }
}
