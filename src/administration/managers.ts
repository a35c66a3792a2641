import { sayAdmin } from "../languages/index.ts";
import type { Inbound, Language, Reply } from "../model.ts";
import type { WorkspaceKey } from "../ports.ts";

/**
 * Whether somebody may manage a workspace, as its platform says now: asked anew for every change. "cannot-tell" where a platform never says,
 * "no-answer" where it could not be asked. Rejects when the store does.
 */
export type ManagerCheck = (workspace: WorkspaceKey, person: string) => Promise<"yes" | "no" | "cannot-tell" | "no-answer">;

/** Whether somebody who wrote may manage the workspace that it was written in. */
export async function isManager({ place, asker }: Inbound, check: ManagerCheck): Promise<boolean> {
  return asker.mayManage === "workspace" || (await check(place, asker.id)) === "yes";
}

/** To somebody without the rights. */
export function managersOnlyReply(language: Language): Reply {
  return { kind: "notice", language, body: [sayAdmin(language, "manager.only")], choices: [], actions: [] };
}
