import type { Question } from "../../../src/model.ts";
import { memberEvent } from "./events.ts";
import { PLATFORM } from "./parse.ts";
import { personOf } from "./person.ts";

/**
 * Reads a GUILD_MEMBER_ADD event. The place is the newcomer's direct messages, under the server that was joined, since that decides
 * what newcomers get. Null for bots.
 */
export function parseNewcomer(event: unknown): Question | null {
  const { success, data: member } = memberEvent.safeParse(event);
  if (!success || member.user.bot) return null;
  const { guild_id: server, user } = member;
  return {
    id: [PLATFORM, server, "joined", user.id].join(":"),
    place: { platform: PLATFORM, workspace: server, channel: user.id, recipient: user.id, private: true },
    asker: personOf(user, member),
    text: "",
    joined: true,
    addressed: true,
  };
}
