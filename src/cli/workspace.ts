import { MalinoisError } from "../errors.ts";
import type { WorkspaceKey } from "../ports.ts";

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
      "Write its platform and id: PLATFORM:T0123; for a platform without workspaces, PLATFORM: alone",
    );
  return { platform, workspace };
}
