import type { z } from "zod";
import { MalinoisError } from "../../../src/errors.ts";
import type { Api } from "./api.ts";

/**
 * Reads something from Discord in a known form.
 * @throws MalinoisError where the answer has another form; rejects with discord.js's error where there is none.
 */
export async function askDiscord<Schema extends z.ZodType>(
  api: Api,
  route: `/${string}`,
  schema: Schema,
): Promise<z.output<Schema>> {
  const { success, data } = schema.safeParse(await api.call({ method: "GET", route, repeatable: true }));
  if (success) return data;
  throw new MalinoisError(
    "platform",
    "Discord answered in a form that Malinois does not know.",
    "Check DISCORD_API_URL where it is set; otherwise update Malinois.",
  );
}
