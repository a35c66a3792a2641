import { DEFAULT_UI_LANGUAGE } from "../languages/languages.ts";
import type { Contact, Organisation } from "../model.ts";
import type { OrganisationContact, SettingValues } from "./settings.ts";

type OrganisationSettings = Pick<SettingValues, "organisation.name" | "organisation.helpdesk" | "organisation.emergency">;

/** Returns the organisation of a workspace: each part from its settings if it is set there, otherwise from the organisation's file. */
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

/** Returns a translated text with one language, which is the fallback for all others. */
function forAll(text: string) {
  return { [DEFAULT_UI_LANGUAGE]: text };
}
