import type { Person } from "../../../src/model.ts";
import { MANAGE_SERVER, missingFrom, postingPermissions } from "../commands/permissions.ts";
import { INSTALL, MEMBER_FLAG, THREADS } from "../protocol.ts";
import type { Account, InteractionEvent, Membership } from "./events.ts";

/**
 * Returns a person with the name that the server shows. With the permission Manage Server they may change what its channels get. Somebody who has only
 * temporary access to a channel, or has not agreed to the rules yet, is a guest.
 */
export function personOf({ id, username, global_name }: Account, member: Membership | null | undefined): Person {
  const name = member?.nick ?? global_name ?? username;
  const permissions = member?.permissions;
  const mayManage = permissions !== undefined && missingFrom(permissions, [MANAGE_SERVER]).length === 0;
  const isGuest = member?.pending === true || ((member?.flags ?? 0) & MEMBER_FLAG.guest) !== 0;
  return {
    id,
    ...(name ? { name } : {}),
    ...(mayManage ? { mayManage: "workspace" } : {}),
    ...(isGuest ? { standing: "guest" } : {}),
  };
}

/**
 * Returns whether Malinois could post unasked where an interaction was used. It must be installed in the server itself: if only a person installed it, it can
 * answer only that person. Returns undefined in direct messages, and if Discord does not say.
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
