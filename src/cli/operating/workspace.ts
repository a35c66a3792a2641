import { MalinoisError } from "../../errors.ts";
import type { WorkspaceKey } from "../../ports.ts";

/**
 * Reads a workspace given as "platform:workspace".
 * @throws MalinoisError (usage) for anything else
 */
export function readWorkspace(text: string): WorkspaceKey {
  const [, platform, workspace] = /^([a-z]+):(.*)$/.exec(text) ?? [];
  if (platform === undefined || workspace === undefined)
    throw new MalinoisError(
      "usage",
      `"${text}" names no workspace`,
      "Write its platform and id: chat:T0123; a platform without workspaces: chat:",
    );
  return { platform, workspace };
}
