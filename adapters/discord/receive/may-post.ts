import { missingFrom, postingPermissions } from "../commands/permissions.ts";
import { INSTALL, THREADS } from "../protocol.ts";
import type { InteractionEvent } from "./events.ts";

/**
 * Whether Malinois could write where an interaction was used without being asked: the server itself must have it, since one that a
 * person brought along answers that person alone. Undefined in direct messages, and where Discord does not say.
 */
export function mayPostAt({
  guild_id: server,
  channel,
  app_permissions: granted,
  authorizing_integration_owners: owners,
}: InteractionEvent): boolean | undefined {
  if (!server || granted === undefined || granted === null) return undefined;
  if (owners && owners[String(INSTALL.server)] !== server) return false;
  return missingFrom(granted, postingPermissions(THREADS.includes(channel?.type))).length === 0;
}
