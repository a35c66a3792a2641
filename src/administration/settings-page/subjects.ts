import type { SettingName } from "../settings.ts";

/** The settings of each form: at most five, since the smallest form of any platform has five fields. */
export const SUBJECTS = {
  organisation: ["organisation.name", "organisation.helpdesk", "organisation.emergency"],
  answers: ["languages", "answers", "people.guests", "people.outsiders", "content.off"],
  channels: ["channels.mention", "channels.questions", "channels.forums", "channels.off", "channels.usual"],
  "hand-off": ["hand-off.channel", "hand-off.reminder-hours", "hand-off.hours"],
  learning: ["gaps", "digest.channel", "digest.weekday"],
  rules: ["nudges.quiet-hours", "retention.days", "managers"],
} as const satisfies Readonly<Record<string, readonly SettingName[]>>;

export type Subject = keyof typeof SUBJECTS;

export const SUBJECT_NAMES = Object.keys(SUBJECTS) as readonly Subject[];

export function isSubject(name: string | undefined): name is Subject {
  return name !== undefined && Object.hasOwn(SUBJECTS, name);
}
