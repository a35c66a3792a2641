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

/** A channel by its id on the platform. */
const channel = z.string().trim().min(1).max(64);

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
  /** Where questions for a person go; absent: there is no such place. */
  "hand-off.channel": channel.optional(),
  /** Working hours without an answer after which the channel is reminded once, and as many again until the asker is told. */
  "hand-off.reminder-hours": wholeNumber(1, 72).default(4),
  /** What is kept of a question that found no answer: nothing, the words that Malinois knows, or its text without names, addresses, numbers and tokens. */
  gaps: z.enum(["nothing", "words", "text"]).default("words"),
  /** Days after which what is over is deleted, where that is sooner than by default (`src/privacy/retention.ts`). */
  "retention.days": wholeNumber(CHOOSABLE_DAYS.least, CHOOSABLE_DAYS.most).optional(),
  /** Where the weekly digest goes; absent: nowhere. */
  "digest.channel": channel.optional(),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type SettingValues = { readonly [Name in SettingName]: z.output<(typeof SETTINGS)[Name]> };

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** Reads what is kept, as JSON by name; a value that is not of its form any more counts as undecided. */
export function readSettingValues(kept: Readonly<Record<string, string>>): SettingValues {
  const values = SETTING_NAMES.map((name) => {
    const written = kept[name];
    const read = SETTINGS[name].safeParse(written === undefined ? undefined : JSON.parse(written));
    return [name, read.success ? read.data : SETTINGS[name].parse(undefined)];
  });
  return Object.fromEntries(values);
}
