import { say } from "../../languages/index.ts";
import type { Contact, ContactLine, ContactWay, Reply } from "../../model.ts";
import type { PackIndex } from "../pack-index.ts";
import { type Audience, textFor } from "../reader.ts";

/** The most contacts shown in an emergency, when nobody reads more. */
const MOST_FOR_EMERGENCIES = 3;
const WAYS = ["phone", "email", "url"] as const;

type Contacts = Pick<Reply, "contacts">;

/** Returns everybody to turn to: the organisation's own contacts first, then the pack's. */
export function allContacts({ pack }: PackIndex, audience: Audience): Contacts {
  const { emergency, helpdesk, contacts } = audience.organisation;
  const own = [emergency, helpdesk, ...contacts].filter((contact) => contact !== undefined);
  const others = helpdesk === undefined ? pack.contacts : pack.contacts.filter(isReachable);
  return section(
    "heading.contacts",
    [...own, ...others].flatMap((contact) => linesOf(contact, audience)),
    audience,
  );
}

/** Returns whom to call at once, each on one line: the organisation's own contacts, then those of the pack that have a telephone number. */
export function emergencyContacts({ pack }: PackIndex, audience: Audience): Contacts {
  const own = firstToCall(audience);
  // The pack's first contact stands for the asker's own IT or security team, whoever that is.
  const others = pack.contacts.filter(({ phone }, place) => phone !== undefined || (own === undefined && place === 0));
  const called = [...(own === undefined ? [] : [own]), ...others].slice(0, MOST_FOR_EMERGENCIES);
  return section(
    "heading.emergency",
    called.flatMap((contact) => firstLine(contact, audience)),
    audience,
  );
}

/** Returns whom the organisation wants people to call in an emergency, to be shown below the steps of first aid; nothing if it named nobody. */
export function ownEmergency(audience: Audience): Contacts {
  const own = firstToCall(audience);
  return own === undefined ? {} : section("heading.contacts", firstLine(own, audience), audience);
}

/** Returns the organisation's own helpdesk, for when Malinois does not know; nothing if none is named. */
export function ownHelpdesk(audience: Audience): Contacts {
  const { helpdesk } = audience.organisation;
  return helpdesk === undefined ? {} : section("heading.contacts", linesOf(helpdesk, audience), audience);
}

function firstToCall({ organisation: { emergency, helpdesk } }: Audience): Contact | undefined {
  return emergency ?? helpdesk;
}

function section(heading: "heading.contacts" | "heading.emergency", items: readonly ContactLine[], audience: Audience): Contacts {
  return items.length === 0 ? {} : { contacts: { heading: say(audience.language, heading), items } };
}

/** Returns a line for each way to reach a contact; the first line says when to turn to them. */
function linesOf(contact: Contact, audience: Audience): ContactLine[] {
  const title = textFor(audience, contact.title);
  // Shown in brackets, so without a full stop.
  const when = contact.when === undefined ? "" : textFor(audience, contact.when).replace(/\.$/u, "");
  const note = when === "" ? {} : { note: when };
  const [first, ...others] = waysOf(contact, audience);
  if (first === undefined) return [{ text: title, ...note }];
  return [{ text: title, way: first, ...note }, ...others.map((way) => ({ text: title, way }))];
}

/** Returns one line: the first sentence of when to turn to the contact, and the quickest way to reach them. */
function firstLine(contact: Contact, audience: Audience): ContactLine[] {
  const { when } = contact;
  const short =
    when === undefined ? contact : { ...contact, when: { [audience.language]: firstSentence(textFor(audience, when)) } };
  return linesOf(short, audience).slice(0, 1);
}

function waysOf(contact: Contact, audience: Audience): ContactWay[] {
  return WAYS.flatMap((kind) => {
    const value = contact[kind];
    return value === undefined ? [] : [{ kind, value: textFor(audience, value) }];
  });
}

function isReachable(contact: Contact): boolean {
  return WAYS.some((kind) => contact[kind] !== undefined);
}

function firstSentence(text: string): string {
  return text.replace(/(?<=\p{L})\.(?:\s.*)?$/su, "");
}
