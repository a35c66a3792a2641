import { MalinoisError } from "../../src/errors.ts";
import type { DoctorResult } from "../../src/ports.ts";
import { problemOf } from "../kit/doctor-results.ts";
import { createSleep } from "../kit/time.ts";
import { type DiscordOptions, readOptions, type Settings } from "./options.ts";

/** The adapter's options, as far as they are set. */
export type DiagnoseOptions = Partial<DiscordOptions> & Pick<DiscordOptions, "now" | "log">;

/**
 * Returns what is configured for Discord, what is missing (token, application, intent, permission, command) and how to fix it.
 * Asks Discord if there is a token. Problems that it finds are results; it does not throw them.
 */
export async function diagnose(options: DiagnoseOptions): Promise<readonly DoctorResult[]> {
  const { applicationId, token, publicKey } = options;
  if (!applicationId && !token && !publicKey) {
    return [
      { level: "off", message: "Discord is off: its variables are not set.", fix: "To switch it on, follow docs/discord.md." },
    ];
  }
  try {
    const settings = readOptions({ ...options, applicationId: applicationId ?? "" });
    return settings.token === undefined ? [withoutToken()] : await inspectAll(settings, settings.token);
  } catch (error) {
    if (!(error instanceof MalinoisError)) throw error;
    return [problemOf(error)];
  }
}

function withoutToken(): DoctorResult {
  return {
    level: "ok",
    message: "Discord's commands and buttons are answered over HTTP alone, at /discord/interactions.",
    fix: "For mentions and direct messages, and to register the commands, set DISCORD_TOKEN.",
  };
}

async function inspectAll(settings: Settings, token: string): Promise<DoctorResult[]> {
  const [{ createApi, createBotRest, retryPolicyOf }, { explain }, { inspect, inspectCommands, inspectGateway }] =
    await Promise.all([import("./send/api.ts"), import("./send/errors.ts"), import("./inspect.ts")]);
  const api = createApi(createBotRest(settings, token), true, retryPolicyOf(settings.delays, createSleep().wait));
  const results: DoctorResult[] = [];
  try {
    for (const look of [inspect, inspectGateway, inspectCommands]) results.push(...(await look(api, settings)));
  } catch (error) {
    // Added to the earlier results, which may name the reason.
    results.push(problemOf(explain(error)));
  }
  return results;
}
