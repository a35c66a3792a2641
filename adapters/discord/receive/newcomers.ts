import type { Joined } from "../../../src/model.ts";
import { memberEvent } from "./events.ts";
import { PLATFORM } from "./parse.ts";
import { personOf } from "./person.ts";

/**
 * Reads a GUILD_MEMBER_ADD event. The place is the newcomer's direct messages, under the server that was joined, since that decides
 * what newcomers get. Null for bots.
 */
export function parseNewcomer(event: unknown): Joined | null {
  const { success, data: member } = memberEvent.safeParse(event);
  if (!success || member.user.bot) return null;
  const { guild_id: server, user } = member;
  return {
    kind: "joined",
    id: [PLATFORM, server, "joined", user.id].join(":"),
    place: { platform: PLATFORM, workspace: server, channel: user.id, recipient: user.id, private: true },
    asker: personOf(user, member),
  };
}
