import { openingOf } from "../../actions.ts";
import { sayToManagers as say, say as sayInChat } from "../../languages/index.ts";
import type { Contact, Language, Organisation, Reply } from "../../model.ts";
import { textIn } from "../../text/translated.ts";
import { contactText } from "../contact-text.ts";
import type { SettingName, SettingValues } from "../settings.ts";
import { inputOf } from "./form.ts";
import { SUBJECT_NAMES, SUBJECTS } from "./subjects.ts";

/** Returns a page with a workspace's settings, below a first line, and a button for each subject that opens its form. */
export function settingsPage(values: SettingValues, organisation: Organisation, language: Language, lead: string): Reply {
  const names = SUBJECT_NAMES.flatMap((subject): readonly SettingName[] => SUBJECTS[subject]);
  const items = names.map((name) =>
    say(language, "page.line", { label: say(language, `label.${name}`), value: shown(name, values, organisation, language) }),
  );
  return {
    ...settingsNotice(lead, language),
    title: say(language, "page.title"),
    points: { heading: say(language, "page.heading"), items },
    choices: SUBJECT_NAMES.map((subject) => ({
      label: say(language, `subject.${subject}`),
      action: openingOf({ name: "settings", subject, language }),
    })),
    actions: [
      { label: sayInChat(language, "button.settings"), action: { kind: "language", language } },
      { label: sayInChat(language, "button.privacy"), action: { kind: "privacy", language } },
    ],
  };
}

/** Returns a reply of one line about settings. */
export function settingsNotice(text: string, language: Language): Reply {
  return { kind: "notice", language, body: [text], choices: [], actions: [] };
}

/** Returns the value of a setting as text for people; if the workspace has not set it, the value in the organisation's file, or the default. */
function shown(name: SettingName, values: SettingValues, organisation: Organisation, language: Language): string {
  const fromFile = values[name] === undefined ? inFile(name, organisation, language) : undefined;
  return fromFile === undefined
    ? inputOf(name).show(values[name], language)
    : say(language, "value.from-file", { text: fromFile });
}

function inFile(name: SettingName, organisation: Organisation, language: Language): string | undefined {
  switch (name) {
    case "organisation.name":
      return organisation.name === undefined ? undefined : textIn(organisation.name, language);
    case "organisation.helpdesk":
      return contactIn(organisation.helpdesk, language);
    case "organisation.emergency":
      return contactIn(organisation.emergency, language);
    default:
      return undefined;
  }
}

function contactIn(contact: Contact | undefined, language: Language): string | undefined {
  if (contact === undefined) return undefined;
  const { title, phone, email, url } = contact;
  const ways = Object.entries({ phone, email, url }).flatMap(([kind, way]) =>
    way === undefined ? [] : [[kind, textIn(way, language)]],
  );
  return contactText({ title: textIn(title, language), ...Object.fromEntries(ways) });
}
