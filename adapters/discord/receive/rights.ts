import type { Person } from "../../../src/model.ts";
import { MANAGE_SERVER, missingFrom, postingPermissions } from "../commands/permissions.ts";
import { INSTALL, MEMBER_FLAG, THREADS } from "../protocol.ts";
import type { Account, InteractionEvent, Membership } from "./events.ts";

/** Who wrote or pressed: by the name that the server shows; with Manage Server they may change what its channels get. Who was let into one channel for a while is a guest. */
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
