import type { Language, Logger } from "../../../src/types.ts";
import { createBoundedMap } from "../bounded-map.ts";
import { record, text } from "../payload.ts";
import { type Call, failureOf } from "../sending/web-api.ts";
import { within } from "../within.ts";

/** The languages that people set in Slack. */
export interface Languages {
  /** The person's language; undefined where Slack does not tell it, or not in time. Never rejects. */
  of(user: string): Promise<Language | undefined>;
  forget(user: string): void;
}

interface Known {
  readonly language: Promise<Language | undefined>;
  readonly until: number;
}

const PEOPLE = 5_000;
/** People change their language seldom; a failure is forgotten sooner. */
const DAY = 24 * 60 * 60_000;
const MINUTE = 60_000;

/** Makes the look-up, which asks Slack once per person and day; `timeout` in milliseconds bounds the wait. */
export function createLanguages(call: Call, timeout: number, now: () => number, logger: Logger): Languages {
  const known = createBoundedMap<string, Known>(PEOPLE);

  async function ask(user: string): Promise<Language | undefined> {
    try {
      const answer = await call("users.info", { user, include_locale: true });
      return languageOf(text(record(answer, "user"), "locale"));
    } catch (error) {
      logger.warn({ reason: failureOf(error) }, "Slack did not tell a person's language");
      known.set(user, { language: Promise.resolve(undefined), until: now() + MINUTE });
      return undefined;
    }
  }

  return {
    of(user) {
      const before = known.get(user);
      if (before !== undefined && before.until > now()) return before.language;
      const asked = ask(user);
      const language = within(asked, timeout);
      known.set(user, { language, until: now() + DAY });
      // Whoever comes after a slow answer gets it.
      void asked.then((late) => late !== undefined && known.set(user, { language: asked, until: now() + DAY }));
      return language;
    },
    forget: (user) => known.delete(user),
  };
}

/** "nl-BE" → "nl". */
function languageOf(locale: string | undefined): Language | undefined {
  const [language] = (locale ?? "").toLowerCase().split(/[-_]/);
  return language === undefined || !/^[a-z]{2}$/.test(language) ? undefined : language;
}
