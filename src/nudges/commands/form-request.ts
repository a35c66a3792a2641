/** From a wish to a subscription. */
import type { Instant, PersonKey, Place } from "../../model.ts";
import { planCampaign } from "../decide/campaign.ts";
import type { HolidayOn } from "../schedule/holidays.ts";
import type { NudgeLibrary } from "../content/nudge-texts.ts";
import { checkSubscription, DEFAULT_MANNERS, isQuiet, usualWeeklyLimit } from "../subscription.ts";
import type { LocalDate, Manners, QuizPolicy, Subscription, Timetable } from "../types.ts";
import { addDays, localDate, weekdayOf } from "../schedule/zoned-time.ts";
import type { NudgeWish } from "./form.ts";

export interface WishSurroundings {
  readonly id: string;
  /** The channel, without thread and handle. */
  readonly place: Place;
  readonly owner: PersonKey;
  readonly ownerName?: string | undefined;
  /** Whose direct messages "me" means. */
  readonly recipient: PersonKey;
  readonly quiz: QuizPolicy;
  readonly now: Instant;
  readonly holidayOn: HolidayOn;
  readonly library: Pick<NudgeLibrary, "campaign">;
}

/** The subscription for a wish, with the usual manners but where they would swallow what was asked for; undefined for a campaign that is not known, or over. */
export function subscriptionFor(wish: NudgeWish, surroundings: WishSurroundings): Subscription | undefined {
  const { id, owner, ownerName, recipient, quiz, now, holidayOn, library } = surroundings;
  const { where, content, zone, language } = wish;
  const timetable = timetableFor(wish, now);
  const subscription = checkSubscription({
    ...{ id, owner, content, timetable, zone, language, quiz, createdAt: now, manners: mannersFor(wish, timetable) },
    ...(where === "channel" ? { place: surroundings.place } : { place: directPlace(recipient), recipient }),
    ...(where === "me-or-channel" ? { fallback: surroundings.place } : {}),
    ...(ownerName === undefined ? {} : { ownerName }),
  });
  if (content.kind === "pack") return subscription;
  const campaign = library.campaign(content.campaign);
  const planned = campaign && planCampaign(campaign, subscription, now, holidayOn);
  return planned === undefined || planned.steps.length === 0 ? undefined : { ...subscription, timetable: planned };
}

function mannersFor({ time, manners: wished }: NudgeWish, timetable: Timetable): Manners {
  const { quietHours: usual, workingDays, region: usualRegion, ...others } = DEFAULT_MANNERS;
  const region = wished.region ?? usualRegion;
  const usualQuiet = usual === undefined || isQuiet(time, usual) ? undefined : usual;
  const quietHours = wished.quietHours === "none" ? undefined : (wished.quietHours ?? usualQuiet);
  const asked = timetable.kind === "weekdays" ? timetable.days : [];
  return {
    ...others,
    ...(region === undefined || region === "none" ? {} : { region }),
    ...(quietHours === undefined ? {} : { quietHours }),
    workingDays: [...new Set([...workingDays, ...asked])].sort(),
    dayOff: wished.dayOff ?? others.dayOff,
    weeklyLimit: wished.weeklyLimit ?? usualWeeklyLimit(timetable),
  };
}

function timetableFor({ when, time, zone }: NudgeWish, now: Instant): Timetable {
  switch (when.kind) {
    case "weekdays":
      return { kind: "weekdays", days: when.days, time };
    case "interval":
      return { kind: "interval", days: when.days, from: firstWorkingDay(localDate(now, zone)), time };
    case "campaign":
      return { kind: "campaign", steps: [], time };
  }
}

/** An interval of whole weeks that began on a day off would never fall on another. */
function firstWorkingDay(day: LocalDate): LocalDate {
  return DEFAULT_MANNERS.workingDays.includes(weekdayOf(day)) ? day : firstWorkingDay(addDays(day, 1));
}

/** Where direct messages of a person go before anybody wrote there. */
export function directPlace({ platform, workspace, person }: PersonKey): Place {
  return { platform, workspace, channel: person, recipient: person, private: true };
}
