import { DEFAULT_UI_LANGUAGE } from "../languages/languages.ts";
import type { Contact, Organisation } from "../model.ts";
import type { OrganisationContact, SettingValues } from "./settings.ts";

type OrganisationSettings = Pick<SettingValues, "organisation.name" | "organisation.helpdesk" | "organisation.emergency">;

/** What holds for a workspace: its own settings, and where it has none, what the file says. */
export function organisationOf(values: OrganisationSettings, file: Organisation): Organisation {
  const { "organisation.name": name, "organisation.helpdesk": helpdesk, "organisation.emergency": emergency } = values;
  return {
    ...file,
    ...(name === undefined ? {} : { name: forAll(name) }),
    ...(helpdesk === undefined ? {} : { helpdesk: contactOf(helpdesk) }),
    ...(emergency === undefined ? {} : { emergency: contactOf(emergency) }),
  };
}

function contactOf({ title, phone, email, url }: OrganisationContact): Contact {
  return {
    title: forAll(title),
    ...(phone === undefined ? {} : { phone: forAll(phone) }),
    ...(email === undefined ? {} : { email: forAll(email) }),
    ...(url === undefined ? {} : { url: forAll(url) }),
  };
}

/** A text under one language is taken wherever there is none in a language itself. */
function forAll(text: string) {
  return { [DEFAULT_UI_LANGUAGE]: text };
}
