import { createHash } from "node:crypto";
import type { SettingValues } from "../administration/settings.ts";
import type { WorkspaceSettings } from "../administration/workspace-settings.ts";
import { doAll } from "../common/do-all.ts";
import { directPlace } from "../delivery/direct-place.ts";
import { createLoop, type Loop } from "../delivery/loop.ts";
import { type DeliveryOptions, describe } from "../delivery/options.ts";
import type { DraftWriter } from "../drafts/drafts.ts";
import { type GroupingOptions, groupGaps } from "../gaps/groups.ts";
import type { GapStore } from "../gaps/ports.ts";
import { staleEntries } from "../gaps/stale-entries.ts";
import { uiLanguageFor } from "../languages/languages.ts";
import type { Instant, Language, Pack, Place, Reply } from "../model.ts";
import { restOn } from "../nudges/decide/send-policy.ts";
import type { NudgeStore } from "../nudges/ports.ts";
import type { HolidayOn } from "../nudges/schedule/holidays.ts";
import { addDays, instantAt, localDate, localDateTime, weekdayOf } from "../nudges/schedule/zoned-time.ts";
import { DEFAULT_SEND_POLICY } from "../nudges/subscription.ts";
import type { WorkspaceKey } from "../ports.ts";
import type { Days } from "../stats/ports.ts";
import { type Reminder, remindersOf } from "./reminders.ts";
import { type DigestFacts, digestReply, reminderReply } from "./replies.ts";

export interface UpkeepOptions extends GroupingOptions, Pick<DeliveryOptions, "now" | "after" | "logger"> {
  readonly gaps: GapStore;
  /** The ledger of messages: a message with a key that is already in it is not sent again, by any process. */
  readonly ledger: Pick<NudgeStore, "addMessage">;
  readonly settings: Pick<WorkspaceSettings, "of">;
  readonly drafts: Pick<DraftWriter, "reviewedInDraft">;
  readonly pack: () => Pack;
  /** Returns the pack as a workspace has it. */
  readonly packOf: (workspace: WorkspaceKey) => Promise<Pack>;
  /** The names of the running platforms. */
  readonly platforms: readonly string[];
  /** The IANA zone for times of day, dates and months. */
  readonly zone: string;
  /** The public holidays, on which nobody is reminded. */
  readonly holidayOn: HolidayOn;
  /** After how many days an entry counts as stale. */
  readonly reviewDays: number;
  /** Counts the questions of a workspace in some local days; absent: they are not counted. */
  readonly counts?: (workspace: WorkspaceKey, days: Days) => Promise<DigestFacts["counts"]>;
}

export interface UpkeepRunner extends Loop {
  /** Checks once. Rejects if the store does. */
  tick(): Promise<void>;
}

/** Intervals in ms. */
const EVERY = 300_000;
const DAY = 24 * 3_600_000;
const DIGEST_TIME = "09:00";
const WORKING_HOURS = { from: "09:00", to: "17:00" } as const;

/**
 * Returns the runner that reminds owners of entries whose review is overdue, in working hours and at most once a month per entry, and that posts the weekly
 * digest of each workspace that wants one: at nine on its day, or within 24 hours after if it was not running then. Several processes can run it, since the
 * ledger accepts each message once.
 */
export function createUpkeepRunner(options: UpkeepOptions): UpkeepRunner {
  const { gaps, ledger, pack, now, zone, logger } = options;
  /** Keys that this process need not look at again: those in the ledger, and those of digests that had nothing to report. */
  let seen: { readonly month: string; readonly keys: Set<string> } = { month: "", keys: new Set() };

  function onError(error: unknown): void {
    logger.error({ error: describe(error) }, "could not check for reminders and digests to send");
  }

  function keysOf(month: string): Set<string> {
    if (seen.month !== month) seen = { month, keys: new Set() };
    return seen.keys;
  }

  async function send(key: string, place: Place, reply: Reply): Promise<void> {
    const at = now();
    const isNew = await ledger.addMessage({ key, kind: "report", place, reply, dueAt: at, sendAt: at }, at);
    if (isNew) logger.info({ key, platform: place.platform }, "queued a message for people who maintain entries");
  }

  async function remind(today: string): Promise<void> {
    const month = today.slice(0, 7);
    const keys = keysOf(month);
    const due = remindersOf(staleEntries(pack(), today, options.reviewDays), options.platforms);
    await doAll(
      due,
      async (reminder) => {
        const { platform, person, entry } = reminder;
        const key = `review/${month}/${digest([platform, person, entry])}`;
        if (keys.has(key)) return;
        if (await isConfirmed(reminder)) return;
        const language = await languageOf(reminder);
        const version = reminder.versions.find((one) => one.language === language) ?? reminder.versions[0];
        if (version === undefined) return;
        await send(key, directPlace({ platform, workspace: "", person }), reminderReply({ ...version, id: entry }, language));
        keys.add(key);
      },
      onError,
    );
  }

  /** Returns whether the owner has confirmed the entry already: every overdue version has an unpublished draft with a newer review date. */
  async function isConfirmed({ entry, versions }: Reminder): Promise<boolean> {
    const dates = await Promise.all(
      versions.map(
        async ({ language, reviewed = "" }) => ((await options.drafts.reviewedInDraft({ language, id: entry })) ?? "") > reviewed,
      ),
    );
    return dates.every(Boolean);
  }

  async function languageOf({ platform, person }: Reminder): Promise<Language> {
    return uiLanguageFor((await gaps.chosenLanguage(platform, person)) ?? pack().defaultLanguage);
  }

  async function postDigests(): Promise<void> {
    const wanted = (await gaps.workspacesWith("digest.channel")).filter(({ platform }) => options.platforms.includes(platform));
    await doAll(wanted, ({ platform, workspace }) => postDigest({ platform, workspace }), onError);
  }

  async function postDigest(workspace: WorkspaceKey): Promise<void> {
    const settings = await options.settings.of(workspace);
    const channel = settings["digest.channel"];
    const day = digestDay(now(), zone, settings["digest.weekday"]);
    if (channel === undefined || day === undefined) return;
    const key = `digest/${day}/${digest([workspace.platform, workspace.workspace])}`;
    // The month of the digest, which may be over before its 24 hours are.
    const keys = keysOf(day.slice(0, 7));
    if (keys.has(key)) return;
    const reply = await makeDigest(workspace, settings, day);
    if (reply !== undefined) await send(key, { ...workspace, channel, private: false }, reply);
    keys.add(key);
  }

  /** @param day the digest's day: its questions are those of the seven days before, so that the next digest counts none of them again */
  async function makeDigest(workspace: WorkspaceKey, { languages }: SettingValues, day: string): Promise<Reply | undefined> {
    const own = await options.packOf(workspace);
    const { entries, defaultLanguage } = own;
    const language = uiLanguageFor(languages[0] ?? defaultLanguage);
    const since = now() - 7 * DAY;
    const titleOf = (id: string) => {
      const versions = entries.filter((entry) => entry.id === id);
      return (versions.find((entry) => entry.language === language) ?? versions[0])?.title;
    };
    const stale = staleEntries(own, localDate(now(), zone), options.reviewDays);
    const ids = [...new Set(stale.map(({ id }) => id))];
    const oncePerEntry = ids.flatMap((id) => stale.find((one) => one.id === id) ?? []);
    return digestReply(
      {
        groups: await groupGaps(await gaps.open(workspace), options),
        feedback: await gaps.feedback(since, workspace),
        stale: oncePerEntry.map((one) => ({ ...one, title: titleOf(one.id) ?? one.title })),
        reviewDays: options.reviewDays,
        counts: await options.counts?.(workspace, { first: addDays(day, -7), last: addDays(day, -1) }),
        titleOf,
      },
      language,
    );
  }

  async function look(): Promise<void> {
    const { date, time } = localDateTime(now(), zone);
    const isWorkingDay = restOn({ sendPolicy: DEFAULT_SEND_POLICY }, date, options.holidayOn) === undefined;
    const isWorking = isWorkingDay && time >= WORKING_HOURS.from && time < WORKING_HOURS.to;
    const duties = [...(isWorking ? [() => remind(date)] : []), postDigests];
    await doAll(duties, (duty) => duty(), onError);
  }

  return { ...createLoop({ look, onError, every: EVERY, after: options.after }), tick: look };
}

/** Returns the day whose digest is due at an instant, which is the case for 24 hours from nine on that day; undefined at any other time. */
function digestDay(at: Instant, zone: string, weekday: number): string | undefined {
  const today = localDate(at, zone);
  return [today, addDays(today, -1)].find((day) => {
    const moment = weekdayOf(day) === weekday ? instantAt(day, DIGEST_TIME, zone)?.at : undefined;
    return moment !== undefined && moment <= at && at < moment + DAY;
  });
}

/** Returns a hash for use in a key: it is short, and does not reveal the people and entries it is made from. */
function digest(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27);
}
