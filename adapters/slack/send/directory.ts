import { type Directory, MOST_LISTED, type Named } from "../../../src/ports.ts";
import { type Payload, record, records, text } from "../../kit/payload.ts";
import type { Call } from "./api.ts";

/** Slack recommends at most this many per page: https://docs.slack.dev/apis/web-api/pagination */
const AT_ONCE = 200;

/**
 * Returns the channels that Malinois has been added to, and the people of its workspace who are not bots and have not left.
 * @param within names the workspace, if the token is valid for several
 */
export async function listDirectory(call: Call, within: Payload): Promise<Directory> {
  const inChannels = { types: "public_channel,private_channel", exclude_archived: true, ...within };
  const [channels, people] = await Promise.all([
    listAll(call, "users.conversations", inChannels, "channels", (one) => named(one, text(one, "name"), "#")),
    listAll(call, "users.list", within, "members", (one) => {
      const profile = record(one, "profile");
      const name = text(profile, "display_name") || text(profile, "real_name") || text(one, "name");
      return one.deleted === true || one.is_bot === true || text(one, "id") === SLACKBOT ? undefined : named(one, name);
    }),
  ]);
  return { channels, people };
}

/** Slackbot, which Slack does not mark as a bot. */
const SLACKBOT = "USLACKBOT";

async function listAll(
  call: Call,
  method: string,
  parameters: Payload,
  list: string,
  read: (item: Payload) => Named | undefined,
): Promise<readonly Named[]> {
  const found: Named[] = [];
  let cursor = "";
  do {
    const answer = await call(method, { ...parameters, limit: AT_ONCE, ...(cursor === "" ? {} : { cursor }) });
    found.push(...records(answer, list).flatMap((item) => read(item) ?? []));
    cursor = text(record(answer, "response_metadata"), "next_cursor") ?? "";
  } while (cursor !== "" && found.length < MOST_LISTED);
  return found.slice(0, MOST_LISTED);
}

function named(item: Payload, name: string | undefined, mark = ""): Named | undefined {
  const id = text(item, "id");
  return id === undefined || name === undefined || name === "" ? undefined : { id, name: mark + name };
}
