import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import type { Inbound, Person } from "../../../src/model.ts";
import type { Logger } from "../../../src/ports.ts";
import { record, text } from "../../kit/payload.ts";
import { within } from "../../kit/time.ts";
import { groupsIn } from "../commands/scopes.ts";
import type { Call } from "../send/api.ts";
import { type CallFailure, failureOf } from "../send/errors.ts";
import type { Bot } from "./bot.ts";
import { isDirect } from "./parse.ts";
import { type People, profileOf } from "./people.ts";

/** What a person may change in a channel, and whether Malinois can write there. */
export type Rights = Pick<Person, "mayManage"> & Pick<Inbound, "mayPost">;

/**
 * Looks up a person's rights; what Slack does not say in time is absent. Without a channel, or in a conversation with one person, returns only the rights
 * in the whole workspace. Never rejects.
 * @param extent "all" asks Slack about the channel each time; "mayManage" leaves out whether Malinois can write there, and asks once who created it
 */
export type RightsOf = (user: string, channel?: string, extent?: "all" | "mayManage") => Promise<Rights>;

export interface RightsOptions {
  readonly call: Call;
  readonly people: People;
  /** Ids of people (U…, W…) and user groups (S…) that look after the whole workspace, besides its administrators. */
  readonly managers: readonly string[];
  /** How long a lookup may take, in milliseconds. */
  readonly timeout: number;
  readonly now: () => number;
  readonly logger: Logger;
}

interface Channel {
  readonly creator?: string;
  readonly mayPost?: boolean;
}

const NOTHING: Channel = {};
const MINUTE = 60_000;
const GROUPS = 50;
/** How many channels' creators are remembered, at about a hundred bytes each. */
const CHANNELS = 200;
/** Slack's errors for channels that Malinois is not a member of or cannot see, and so cannot post in. */
const ABSENT: readonly string[] = ["channel_not_found", "not_in_channel"];

/** Makes the lookup. */
export function createRights({ call, people, managers, timeout, now, logger }: RightsOptions): RightsOf {
  const groups = createBoundedMap<string, Promise<readonly string[]>>(GROUPS, now);
  const creators = createBoundedMap<string, Promise<string | undefined>>(CHANNELS, now);

  function warn(failure: CallFailure, message: string): void {
    logger.warn({ reason: failure }, message);
  }

  /** Limits the wait for each lookup on its own: an administrator is recognised even if the channel is not known in time. */
  async function inTime<Found>(found: Promise<Found>, otherwise: Found, subject: string): Promise<Found> {
    const onLate = () => logger.warn({ timeout }, `Slack did not tell in time ${subject}`);
    return (await within(found, timeout, onLate)) ?? otherwise;
  }

  /** Not cached: somebody who reads that Malinois must be invited does that and tries again. */
  async function channelOf(channel: string): Promise<Channel> {
    try {
      const found = record(await call("conversations.info", { channel }), "channel");
      const creator = text(found, "creator");
      const mayPost = found.is_member === true && found.is_archived !== true;
      return { mayPost, ...(creator !== undefined && { creator }) };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "refused" && ABSENT.includes(failure.error)) return { mayPost: false };
      warn(failure, "Slack did not tell who made a channel and who is in it");
      return {};
    }
  }

  /** A channel's creator never changes; one that Slack does not tell is asked for again after a minute. */
  function creatorOf(channel: string): Promise<string | undefined> {
    const before = creators.get(channel);
    if (before !== undefined) return before;
    const asked = channelOf(channel).then(({ creator }) => creator);
    creators.set(channel, asked, MINUTE);
    void asked.then((creator) => creator !== undefined && creators.set(channel, asked));
    return asked;
  }

  async function askForMembers(group: string): Promise<readonly string[]> {
    try {
      const { users } = await call("usergroups.users.list", { usergroup: group });
      return Array.isArray(users) ? users.map(String) : [];
    } catch (error) {
      groups.delete(group);
      warn(failureOf(error), "Slack did not tell who is in a group of SLACK_MANAGERS");
      return [];
    }
  }

  function membersOf(group: string): Promise<readonly string[]> {
    const before = groups.get(group);
    if (before !== undefined) return before;
    const members = askForMembers(group);
    groups.set(group, members, MINUTE);
    return members;
  }

  async function isManager(user: string): Promise<boolean> {
    if (managers.includes(user)) return true;
    const subject = "who is in a group of SLACK_MANAGERS";
    const members = await Promise.all(groupsIn(managers).map((group) => inTime(membersOf(group), [], subject)));
    return members.some((all) => all.includes(user));
  }

  return async (user, channel, extent = "all") => {
    const shared = channel === undefined || isDirect(channel) ? undefined : channel;
    const subject = "who made a channel and who is in it";
    const [{ isAdmin, standing }, manages, { creator, mayPost }] = await Promise.all([
      people.of(user),
      isManager(user),
      shared !== undefined && extent === "all" ? inTime<Channel>(channelOf(shared), {}, subject) : NOTHING,
    ]);
    const post = mayPost !== undefined && { mayPost };
    if (standing === "outsider") return { ...post };
    if (isAdmin || manages) return { mayManage: "workspace", ...post };
    const isUnasked = shared !== undefined && extent === "mayManage";
    const made = isUnasked ? await inTime(creatorOf(shared), undefined, subject) : creator;
    return { ...(made === user && { mayManage: "channel" }), ...post };
  };
}

/**
 * Returns whether somebody may manage a workspace. Asks Slack, not a cache. Rejects if Slack does not say.
 * @param managers ids of people (U…, W…) and user groups (S…) that may, besides administrators
 */
export async function askWhetherManager(
  call: Call,
  { bot, managers }: { readonly bot: Bot; readonly managers: readonly string[] },
  workspace: string,
  user: string,
): Promise<boolean> {
  const person = record(await call("users.info", { user }), "user");
  if (person.deleted === true || text(person, "id") !== user) return false;
  const { isAdmin, standing } = profileOf(person, bot);
  // Somebody of another workspace, or of another company, is not an administrator here.
  if (standing === "outsider" || workspace !== (bot.workspace ?? text(person, "team_id"))) return false;
  if (isAdmin || managers.includes(user)) return true;
  for (const group of groupsIn(managers)) {
    const { users } = await call("usergroups.users.list", { usergroup: group });
    if (Array.isArray(users) && users.includes(user)) return true;
  }
  return false;
}
