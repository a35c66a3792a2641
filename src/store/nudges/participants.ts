import { createHmac, randomBytes } from "node:crypto";
import { participantOf } from "../../nudges/content/quiz.ts";
import type { NudgeStore } from "../../nudges/ports.ts";
import type { PersonKey } from "../../ports.ts";
import type { Database } from "../database.ts";
import type { Queries } from "../dialect.ts";
import { readWorkspaceSetting } from "../settings.ts";

/** Where the key of the hash is stored: a setting of the installation, created when it is first needed. */
const KEY = { platform: "", workspace: "", name: "participant-key" };

export function createParticipants({ queries }: Database): Pick<NudgeStore, "participant"> {
  return { participant: (person) => participantName(queries, person) };
}

/** Returns the name under which a person's answers are stored. */
export async function participantName(queries: Queries, person: PersonKey): Promise<string> {
  const key = (await readWorkspaceSetting(queries, KEY, KEY.name)) ?? (await makeKey(queries));
  return participantOf(person, (text) => createHmac("sha256", key).update(text).digest("base64url"));
}

/** Creates the key. If two processes do so at once, both use the key that was saved first. */
async function makeKey(queries: Queries): Promise<string> {
  const made = randomBytes(32).toString("base64url");
  await queries
    .insertInto("workspace_settings")
    .values({ ...KEY, value: made })
    .onConflict((conflict) => conflict.columns(["platform", "workspace", "name"]).doNothing())
    .execute();
  return (await readWorkspaceSetting(queries, KEY, KEY.name)) ?? made;
}
