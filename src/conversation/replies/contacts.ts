import { say } from "../../languages/index.ts";
import type { Contact, ContactLine, ContactWay, Reply } from "../../model.ts";
import type { PackIndex } from "../pack-index.ts";
import { type Audience, textFor } from "../reader.ts";

/** Whom to call first in an emergency: more is not read then. */
const MOST_FOR_EMERGENCIES = 3;
const WAYS = ["phone", "email", "url"] as const;

type Contacts = Pick<Reply, "contacts">;

/** Everybody to turn to: the organisation's own first, then whom the pack names. */
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

/** Whom to call at once: the organisation's own, then those of the pack that have a telephone, each in a line. */
export function emergencyContacts({ pack }: PackIndex, audience: Audience): Contacts {
  const own = firstToCall(audience);
  // The pack's first contact is the asker's own people, whoever they are.
  const others = pack.contacts.filter(({ phone }, place) => phone !== undefined || (own === undefined && place === 0));
  const called = [...(own === undefined ? [] : [own]), ...others].slice(0, MOST_FOR_EMERGENCIES);
  return section(
    "heading.emergency",
    called.flatMap((contact) => firstLine(contact, audience)),
    audience,
  );
}

/** Whom the organisation itself wants to be called in an emergency, under the steps of first aid; nothing where it named nobody. */
export function ownEmergency(audience: Audience): Contacts {
  const own = firstToCall(audience);
  return own === undefined ? {} : section("heading.contacts", firstLine(own, audience), audience);
}

/** The organisation's own helpdesk, where Malinois does not know; nothing where none is named. */
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

/** A line for each way to reach a contact; the first says when to turn to it. */
function linesOf(contact: Contact, audience: Audience): ContactLine[] {
  const title = textFor(audience, contact.title);
  // It stands in brackets.
  const when = contact.when === undefined ? "" : textFor(audience, contact.when).replace(/\.$/u, "");
  const note = when === "" ? {} : { note: when };
  const [first, ...others] = waysOf(contact, audience);
  if (first === undefined) return [{ text: title, ...note }];
  return [{ text: title, way: first, ...note }, ...others.map((way) => ({ text: title, way }))];
}

/** One line, with the first sentence of when to turn to it and the quickest way. */
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
