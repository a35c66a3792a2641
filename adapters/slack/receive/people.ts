import { createBoundedMap } from "../../../src/common/bounded-map.ts";
import { languageOfLocale } from "../../../src/languages/languages.ts";
import type { Person } from "../../../src/model.ts";
import type { Logger } from "../../../src/ports.ts";
import { type Payload, record, text } from "../../kit/payload.ts";
import { within } from "../../kit/time.ts";
import type { Call } from "../send/api.ts";
import { failureOf } from "../send/errors.ts";
import type { Bot } from "./bot.ts";

/** What Slack says about a person. */
export interface Profile extends Pick<Person, "language" | "name" | "zone" | "standing"> {
  /** Whether they are an administrator or owner of the workspace that they belong to, which may be another one. */
  readonly isAdmin: boolean;
}

/** People's profiles. */
export interface People {
  /** Returns the person's profile; an empty one if Slack does not give it in time. Never rejects. */
  of(user: string): Promise<Profile>;
  forget(user: string): void;
}

const NOTHING: Profile = { isAdmin: false };
/** How long a profile is cached, in milliseconds: languages seldom change, but administrator rights must not be outdated for long. Failures: a minute. */
const QUARTER = 15 * 60_000;
const MINUTE = 60_000;

export interface PeopleOptions {
  /** How many people are cached, at about half a kilobyte each. */
  readonly most: number;
  /** How long a lookup may take, in milliseconds. */
  readonly timeout: number;
  readonly now: () => number;
  readonly logger: Logger;
}

/** Makes the lookup, which asks Slack at most once per person every quarter of an hour. */
export function createPeople(call: Call, bot: Bot, { most, timeout, now, logger }: PeopleOptions): People {
  const known = createBoundedMap<string, Promise<Profile | undefined>>(most, now);

  async function ask(user: string): Promise<Profile | undefined> {
    try {
      return profileOf(record(await call("users.info", { user, include_locale: true }), "user"), bot);
    } catch (error) {
      logger.warn({ reason: failureOf(error) }, "Slack did not tell who a person is");
      return undefined;
    }
  }

  function find(user: string): Promise<Profile | undefined> {
    const before = known.get(user);
    if (before !== undefined) return before;
    const asked = ask(user);
    const profile = within(asked, timeout, () => logger.warn({ timeout }, "Slack did not tell in time who a person is"));
    known.set(user, profile, QUARTER);
    // Whoever asks after a slow lookup gets its result, unless the person was forgotten or looked up again meanwhile.
    void asked.then((found) => {
      if (known.get(user) === profile) known.set(user, asked, found === undefined ? MINUTE : QUARTER);
    });
    return profile;
  }

  return {
    of: async (user) => (await find(user)) ?? NOTHING,
    forget: (user) => known.delete(user),
  };
}

/** Reads a profile from Slack's user object. https://docs.slack.dev/reference/objects/user-object */
export function profileOf(user: Payload, bot: Bot): Profile {
  const language = languageOfLocale(text(user, "locale"));
  const zone = text(user, "tz");
  const name = text(record(user, "profile"), "display_name") ?? text(user, "real_name");
  const standing = standingOf(user, bot);
  return {
    isAdmin: ["is_admin", "is_owner", "is_primary_owner"].some((right) => user[right] === true),
    ...(standing !== undefined && { standing }),
    ...(language !== undefined && { language }),
    ...(zone !== undefined && { zone }),
    ...(name !== undefined && { name }),
  };
}

/** Returns "outsider" for a person of another organisation, as in Slack Connect channels, and "guest" for one with access to only a part of this workspace. */
function standingOf(user: Payload, { workspace, enterprise }: Bot): Person["standing"] {
  const [team, organisation] = [text(user, "team_id"), text(record(user, "enterprise_user"), "enterprise_id")];
  const isOfOrganisation = enterprise !== undefined && organisation === enterprise;
  const isOfOther = enterprise !== undefined && organisation !== undefined && organisation !== enterprise;
  const isElsewhere = workspace !== undefined && team !== undefined && team !== workspace;
  if (user.is_stranger === true || isOfOther || (isElsewhere && !isOfOrganisation)) return "outsider";
  return user.is_restricted === true || user.is_ultra_restricted === true ? "guest" : undefined;
}

/** Returns the part of a profile that the core knows. */
export function personIn({ isAdmin: _, ...person }: Profile): Omit<Person, "id"> {
  return person;
}
