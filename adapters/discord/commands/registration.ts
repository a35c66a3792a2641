import type { ApplicationCommand, Client } from "discord.js";
import type { RetryPolicy } from "../../kit/retry.ts";
import type { Settings } from "../options.ts";
import { retryAlways } from "../send/api.ts";
import { codeOf, DISCORD_ERROR, explain, rateLimitOf } from "../send/errors.ts";
import { ALL_INSTALLATIONS, commandDefinitions } from "./commands.ts";

/**
 * Registers Malinois' commands for all servers if they differ from what Discord has: registering at every start would soon reach
 * Discord's limit of 200 new commands a day.
 * Never rejects: it logs what is wrong, and Malinois also works with the earlier commands.
 */
export async function registerCommands(
  client: Client<true>,
  { log, commandIds }: Pick<Settings, "log" | "commandIds">,
  policy: RetryPolicy,
): Promise<void> {
  try {
    // Registering twice does no harm, so a lost response is no reason to give up.
    const changed = await retryAlways(() => registerGlobally(client, commandIds), policy);
    if (changed) log.info({}, "Registered the commands with Discord.");
  } catch (error) {
    log.warn({ reason: reasonOf(error) }, "The commands could not be registered with Discord; the earlier ones stay in place.");
  }
}

/** Registers the commands if they differ, and records their ids. Returns whether anything had to change. */
async function registerGlobally(client: Client<true>, ids: Map<string, string>): Promise<boolean> {
  const { integrationTypesConfig } = await client.application.fetch();
  const installations = ALL_INSTALLATIONS.filter(
    (type) => integrationTypesConfig === null || integrationTypesConfig[type] !== undefined,
  );
  const wanted = commandDefinitions(installations);
  const { commands } = client.application;
  const registered = await commands.fetch({ withLocalizations: true, cache: false });
  const isRegistered = (definition: (typeof wanted)[number]) =>
    registered.some(
      (command) =>
        isSameCommand(command, definition) && command.equals(definition as Parameters<ApplicationCommand["equals"]>[0], true),
    );
  const isSame = registered.size === wanted.length && wanted.every(isRegistered);
  const known = isSame ? registered : await commands.set(wanted);
  for (const { name, id } of known.values()) ids.set(name, id);
  return !isSame;
}

/** Whether a command that Discord has is that of a definition, by name and type. */
export function isSameCommand(
  command: ApplicationCommand,
  { name, type }: ReturnType<typeof commandDefinitions>[number],
): boolean {
  return command.name === name && command.type === type;
}

function reasonOf(error: unknown): string {
  const wait = rateLimitOf(error);
  if (wait !== undefined) return `Discord asks to wait ${Math.ceil(wait / 1000)} s; restart Malinois after that.`;
  if (codeOf(error) === DISCORD_ERROR.tooManyCommandChanges)
    return "Discord takes 200 new commands a day; restart Malinois tomorrow.";
  return explain(error).message;
}
