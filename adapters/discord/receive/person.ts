import type { Person } from "../../../src/model.ts";
import { MANAGE_SERVER, missingFrom } from "../commands/permissions.ts";
import type { Account, Membership } from "./events.ts";

/** Who wrote or pressed: by the name that the server shows; with Manage Server they may change what its channels get. */
export function personOf({ id, username, global_name }: Account, member: Membership | null | undefined): Person {
  const name = member?.nick ?? global_name ?? username;
  const permissions = member?.permissions;
  const mayManage = permissions !== undefined && missingFrom(permissions, [MANAGE_SERVER]).length === 0;
  return { id, ...(name ? { name } : {}), ...(mayManage ? { mayManage: "workspace" } : {}) };
}
