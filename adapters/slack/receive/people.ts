import type { Logger } from "../../../src/model.ts";
import { createBoundedMap } from "../../kit/bounded-map.ts";
import { record } from "../../kit/payload.ts";
import { within } from "../../kit/within.ts";
import { type Call, failureOf } from "../send/api.ts";
import { type Profile, profileOf } from "./profile.ts";

/** Who people are. */
export interface People {
  /** The person's profile; an empty one where Slack does not tell it, or not in time. Never rejects. */
  of(user: string): Promise<Profile>;
  forget(user: string): void;
}

interface Known {
  readonly profile: Promise<Profile | undefined>;
  readonly until: number;
}

const NOTHING: Profile = { isAdmin: false };
const PEOPLE = 5_000;
/** People change their language seldom, and who is an administrator must not be known wrongly for long; a failure is forgotten sooner. */
const QUARTER = 15 * 60_000;
const MINUTE = 60_000;

/** Makes the look-up, which asks Slack once per person and quarter of an hour; `timeout` in milliseconds bounds the wait. */
export function createPeople(call: Call, timeout: number, now: () => number, logger: Logger): People {
  const known = createBoundedMap<string, Known>(PEOPLE);

  async function ask(user: string): Promise<Profile | undefined> {
    try {
      return profileOf(record(await call("users.info", { user, include_locale: true }), "user"));
    } catch (error) {
      logger.warn({ reason: failureOf(error) }, "Slack did not tell who a person is");
      known.set(user, { profile: Promise.resolve(undefined), until: now() + MINUTE });
      return undefined;
    }
  }

  function find(user: string): Promise<Profile | undefined> {
    const before = known.get(user);
    if (before !== undefined && before.until > now()) return before.profile;
    const asked = ask(user);
    const profile = within(asked, timeout, () => logger.warn({ timeout }, "Slack did not tell in time who a person is"));
    known.set(user, { profile, until: now() + QUARTER });
    // Whoever comes after a slow answer gets it.
    void asked.then((late) => late !== undefined && known.set(user, { profile: asked, until: now() + QUARTER }));
    return profile;
  }

  return {
    of: async (user) => (await find(user)) ?? NOTHING,
    forget: (user) => known.delete(user),
  };
}
