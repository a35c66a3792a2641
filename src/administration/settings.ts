/** The settings that an organisation chooses for its workspace, by name, each with the schema of its value and its default. */
import { z } from "zod";
import { CHOOSABLE_DAYS } from "../privacy/retention.ts";

/** A person or service in the organisation. It is shown before the pack's contacts. */
const contact = z
  .object({
    title: z.string().trim().min(1).max(80),
    phone: z.string().trim().max(40).optional(),
    email: z.string().trim().max(120).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .optional(),
  })
  .refine(({ phone, email, url }) => (phone ?? email ?? url) !== undefined, "has neither telephone, mail nor web address");

export type OrganisationContact = z.output<typeof contact>;

/** A channel, or a person, by the id on the platform. */
const id = z.string().trim().min(1).max(64);

/** The most values of a list that the forms of all platforms can show. */
export const MOST_CHOSEN = 25;

const ids = z.array(id).max(MOST_CHOSEN, `must be at most ${MOST_CHOSEN}`).default([]);

/** Entry ids, at most as many as fit into the longest text field that all platforms support. */
export const MOST_OFF = 100;

const entryIds = z
  .array(z.string().regex(/^[a-z0-9-]{1,64}$/, "must be ids of entries"))
  .max(MOST_OFF, `must be at most ${MOST_OFF}`)
  .default([]);

const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const SPAN = new RegExp(`^${TIME}-${TIME}$`);

/** Two wall-clock times on the 24-hour clock: "20:00-07:00". */
const span = z.string().regex(SPAN, "must be two times such as 20:00-07:00");

function wholeNumber(least: number, most: number) {
  return z.int(`must be a whole number from ${least} to ${most}`).min(least).max(most);
}

/** All settings, with the schemas of their values. The names are stored, so their meanings must never change. */
export const SETTINGS = {
  /** The name that people use for the organisation. */
  "organisation.name": z.string().trim().min(1).max(80).optional(),
  "organisation.helpdesk": contact.optional(),
  /** The contact to call at once after an incident. */
  "organisation.emergency": contact.optional(),
  /** The languages of answers, among those of the pack; empty: all. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).default([]),
  /** Whether everybody in a channel sees answers, or only the asker. */
  answers: z.enum(["public", "private"]).default("public"),
  /** Whether Malinois answers guests of the workspace, and people of other organisations. */
  "people.guests": z.boolean().default(false),
  "people.outsiders": z.boolean().default(false),
  /** Entries that are never shown here: not as answers, choices, suggestions or nudges, nor in lists. */
  "content.off": entryIds,
  /** Channels where it answers mentions, commands, and messages in threads that it takes part in. */
  "channels.mention": ids,
  /** Channels where it also answers questions that are not addressed to it, if it is sure. */
  "channels.questions": ids,
  /** Forums in which it answers new posts, if it is sure. */
  "channels.forums": ids,
  /** Channels where it sends nothing that others can see. */
  "channels.off": ids,
  /** When Malinois answers in a channel that is in none of the four lists above. */
  "channels.usual": z.enum(["mention", "questions", "off"]).default("mention"),
  /** The channel for hand-offs; absent: there are none. */
  "hand-off.channel": id.optional(),
  /** Working hours without an answer after which the channel gets one reminder; after as many hours again, the asker is told. */
  "hand-off.reminder-hours": wholeNumber(1, 72).default(4),
  /** When people answer hand-offs, on working days. */
  "hand-off.hours": span.default("09:00-17:00"),
  /** What is stored of a question without an answer: nothing, the words that Malinois knows, or its text without names, addresses, numbers and tokens. */
  gaps: z.enum(["nothing", "words", "text"]).default("words"),
  /** The channel for the weekly digest; absent: there is none. */
  "digest.channel": id.optional(),
  /** The weekday of the digest: 1 is Monday. */
  "digest.weekday": z.int().min(1).max(7).default(1),
  /** The quiet hours of new nudges, unless the person who sets them up chooses others; absent: Malinois' default. */
  "nudges.quiet-hours": z.union([span, z.literal("none")], "must be two times such as 20:00-07:00, or none").optional(),
  /** After how many days records of what people did are deleted, if they would otherwise be kept longer. */
  "retention.days": wholeNumber(CHOOSABLE_DAYS.least, CHOOSABLE_DAYS.most).optional(),
  /** Ids of people who may change these settings, besides those who may manage the workspace on the platform. */
  managers: ids,
} as const;

export type SettingName = keyof typeof SETTINGS;
export type SettingValues = { readonly [Name in SettingName]: z.output<(typeof SETTINGS)[Name]> };

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** Returns the values of stored settings, which are JSON by name. A value that no longer fits its schema is replaced by the default. */
export function readSettingValues(kept: Readonly<Record<string, string>>): SettingValues {
  const values = SETTING_NAMES.map((name) => {
    const read = SETTINGS[name].safeParse(parsed(kept[name]));
    return [name, read.success ? read.data : SETTINGS[name].parse(undefined)];
  });
  return Object.fromEntries(values);
}

/** Returns the value of a JSON text; undefined if it is not valid JSON. */
function parsed(written: string | undefined): unknown {
  try {
    return written === undefined ? undefined : JSON.parse(written);
  } catch {
    return undefined;
  }
}
