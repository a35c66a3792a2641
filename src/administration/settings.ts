/** What an organisation decides for its workspace: the settings by name, each with the form of its value and what holds until somebody decides. */
import { z } from "zod";
import { CHOOSABLE_DAYS } from "../privacy/retention.ts";

/** A person or service of the organisation's own. It is shown before the pack's contacts. */
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

/** As many as every platform can show in a form. */
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

/** Two wall-clock times of 24 hours: "20:00-07:00". */
const span = z.string().regex(SPAN, "must be two times such as 20:00-07:00");

function wholeNumber(least: number, most: number) {
  return z.int(`must be a whole number from ${least} to ${most}`).min(least).max(most);
}

/** Every setting, with its value's form. The name is what is kept, and never changes its meaning. */
export const SETTINGS = {
  /** What people call the organisation. */
  "organisation.name": z.string().trim().min(1).max(80).optional(),
  "organisation.helpdesk": contact.optional(),
  /** Whom to call at once when something has happened. */
  "organisation.emergency": contact.optional(),
  /** The languages that answers are given in, of those that the pack has; none: all. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).default([]),
  /** Whether answers in channels are for everybody there, or for whoever asked. */
  answers: z.enum(["public", "private"]).default("public"),
  /** Whether people who are only guests of the workspace are answered, and people of other organisations. */
  "people.guests": z.boolean().default(false),
  "people.outsiders": z.boolean().default(false),
  /** Entries that are never answered, offered, suggested, listed or sent here. */
  "content.off": entryIds,
  /** How Malinois speaks in a channel that none of the next four names. */
  "channels.usual": z.enum(["mention", "questions", "off"]).default("mention"),
  /** Where it answers when it is mentioned, in threads that it takes part in, and to commands. */
  "channels.mention": ids,
  /** Where it also answers questions that nobody asked it, if it is sure. */
  "channels.questions": ids,
  /** Forums in which it answers new posts, if it is sure. */
  "channels.forums": ids,
  /** Where it says nothing that others read. */
  "channels.off": ids,
  /** Where questions for a person go; absent: there is no such place. */
  "hand-off.channel": id.optional(),
  /** Working hours without an answer after which the channel is reminded once, and as many again until the asker is told. */
  "hand-off.reminder-hours": wholeNumber(1, 72).default(4),
  /** When people answer there, on working days. */
  "hand-off.hours": span.default("09:00-17:00"),
  /** What is kept of a question that found no answer: nothing, the words that Malinois knows, or its text without names, addresses, numbers and tokens. */
  gaps: z.enum(["nothing", "words", "text"]).default("words"),
  /** Where the weekly digest goes; absent: nowhere. */
  "digest.channel": id.optional(),
  /** The day on which it goes: 1 is Monday. */
  "digest.weekday": z.int().min(1).max(7).default(1),
  /** When new nudges are silent unless whoever sets them up says otherwise; absent: as Malinois has it. */
  "nudges.quiet-hours": z.union([span, z.literal("none")], "must be two times such as 20:00-07:00, or none").optional(),
  /** After how many days what is kept of people's doings goes, where it would otherwise be kept longer. */
  "retention.days": wholeNumber(CHOOSABLE_DAYS.least, CHOOSABLE_DAYS.most).optional(),
  /** Ids of people who may change all of this, beside those whom the platform lets manage the workspace. */
  managers: ids,
} as const;

export type SettingName = keyof typeof SETTINGS;
export type SettingValues = { readonly [Name in SettingName]: z.output<(typeof SETTINGS)[Name]> };

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** Reads what is kept, as JSON by name; a value that is not of its form any more counts as undecided. */
export function readSettingValues(kept: Readonly<Record<string, string>>): SettingValues {
  const values = SETTING_NAMES.map((name) => {
    const read = SETTINGS[name].safeParse(parsed(kept[name]));
    return [name, read.success ? read.data : SETTINGS[name].parse(undefined)];
  });
  return Object.fromEntries(values);
}

/** The value that JSON text holds; undefined where it holds none. */
function parsed(written: string | undefined): unknown {
  try {
    return written === undefined ? undefined : JSON.parse(written);
  } catch {
    return undefined;
  }
}
