import { sayAdmin } from "../languages/index.ts";
import type { Inbound, Language, Reply } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";

/**
 * Asks a platform whether somebody may manage a workspace; called before every change. Returns "cannot-tell" if the platform does not know, and "no-answer"
 * if it could not be asked. Rejects if the store does.
 */
export type ManagerCheck = (workspace: WorkspaceKey, person: string) => Promise<"yes" | "no" | "cannot-tell" | "no-answer">;

/** Returns whether the sender of a message may manage the workspace that it was sent in. */
export async function isManager({ place, asker }: Inbound, check: ManagerCheck): Promise<boolean> {
  return asker.mayManage === "workspace" || (await check(place, asker.id)) === "yes";
}

/** Returns the reply to somebody without the rights of a manager. */
export function managersOnlyReply(language: Language): Reply {
  return { kind: "notice", language, body: [sayAdmin(language, "manager.only")], choices: [], actions: [] };
}
