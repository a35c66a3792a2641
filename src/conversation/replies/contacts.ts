import { say } from "../../languages/index.ts";
import type { Contact } from "../../model.ts";
import type { PackIndex } from "../pack-index.ts";
import { type Audience, textFor } from "../reader.ts";

/** Whom to call first in an emergency: more is not read then. */
const MOST_FOR_EMERGENCIES = 3;

/** A line for each person or service that the pack names: when to turn to it, and how. */
export function contactLines({ pack }: PackIndex, audience: Audience): string[] {
  return pack.contacts.map((contact) => contactLine(contact, audience, (when) => when));
}

/** The pack's first contact, who is the asker's own, and those that have a telephone, each in a line. */
export function emergencyContacts({ pack }: PackIndex, audience: Audience): string[] {
  return pack.contacts
    .filter(({ phone }, place) => place === 0 || phone !== undefined)
    .slice(0, MOST_FOR_EMERGENCIES)
    .map((contact) => contactLine(contact, audience, firstSentence));
}

function contactLine({ title, when, ...ways }: Contact, audience: Audience, shorten: (when: string) => string): string {
  const name = textFor(audience, title);
  const heading =
    when === undefined ? name : say(audience.language, "contact.when", { title: name, when: shorten(textFor(audience, when)) });
  const { phone, email, url } = ways;
  const addresses = [phone, email, url].flatMap((way) => (way === undefined ? [] : [textFor(audience, way)]));
  return addresses.length > 0 ? `${heading}: ${addresses.join(" · ")}` : heading;
}

function firstSentence(text: string): string {
  return text.replace(/(?<=\p{L})\.(?:\s.*)?$/su, "");
}
