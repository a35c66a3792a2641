import type { Entry, Pack, Place } from "../../src/model.ts";
import { createHolidays } from "../../src/nudges/schedule/holidays.ts";
import { DEFAULT_QUIZ_POLICY, DEFAULT_SEND_POLICY } from "../../src/nudges/subscription.ts";
import type { Occurrence, SendPolicy, Subscription } from "../../src/nudges/types.ts";
import type { PersonKey } from "../../src/ports.ts";

export const BRUSSELS = "Europe/Brussels";
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const holidayOn = createHolidays();

export const channel: Place = { platform: "test", workspace: "w", channel: "c", private: false };
export const anna: PersonKey = { platform: "test", workspace: "w", person: "anna" };
export const bert: PersonKey = { platform: "test", workspace: "w", person: "bert" };

/** Makes a subscription for Mondays and Thursdays at nine in Brussels with the default send policy, with some changes. */
export function subscription(changes: Partial<Subscription> = {}, sendPolicy: Partial<SendPolicy> = {}): Subscription {
  return {
    id: "team",
    place: channel,
    owner: anna,
    ownerName: "Anna",
    content: { kind: "pack", areas: "all", kinds: ["tip", "quiz"] },
    schedule: { kind: "weekdays", days: [1, 4], time: "09:00" },
    zone: BRUSSELS,
    language: "en",
    sendPolicy: { ...DEFAULT_SEND_POLICY, ...sendPolicy },
    quiz: DEFAULT_QUIZ_POLICY,
    createdAt: Date.parse("2026-09-01T10:00Z"),
    ...changes,
  };
}

/** Returns the instant of a time in Brussels, in winter ("2026-11-12 09:00") or, with "+02:00", in summer. */
export function at(local: string, offset = "+01:00"): number {
  return Date.parse(`${local.replace(" ", "T")}${offset}`);
}

export const keysOf = (found: readonly { readonly occurrence: Occurrence }[]) => found.map(({ occurrence }) => occurrence.key);

export function entry(id: string, area: string, changes: Partial<Entry> = {}): Entry {
  return {
    id,
    area,
    language: "en",
    title: `About ${id}`,
    questions: [],
    keywords: [],
    urgent: false,
    related: [],
    sources: [],
    tips: [`Tip of ${id}.`],
    quiz: [{ question: `Question of ${id}?`, options: ["Yes", "No", "Perhaps"], answer: 1, why: `Because of ${id}.` }],
    facts: [],
    summary: `Summary of ${id}.`,
    points: [],
    steps: [],
    more: [],
    ...changes,
  };
}

export function pack(entries: readonly Entry[]): Pack {
  return {
    id: "test",
    name: { en: "Test" },
    languages: ["en", "nl"],
    defaultLanguage: "en",
    areas: [
      { id: "law", title: { en: "Law" } },
      { id: "practical", title: { en: "Practical" } },
    ],
    contacts: [],
    entries,
  };
}
