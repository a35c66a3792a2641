import { say } from "../languages/index.ts";
import type { Button, Contact, ContactLine, Language, Organisation, Reply, Section } from "../model.ts";
import { textIn } from "../text/translated.ts";

/** Placeholders that the texts of entries and campaigns may contain, in braces: "{helpdesk}". They are replaced by details of the organisation. */
export const PLACEHOLDERS = ["organisation", "helpdesk", "emergency"] as const;

type Placeholder = (typeof PLACEHOLDERS)[number];

const PLACEHOLDER = new RegExp(`\\{(${PLACEHOLDERS.join("|")})\\}`, "gu");

/** Replaces the placeholders in all texts of a reply; a detail that the organisation has not given is replaced by general words. */
export function fillPlaceholders(reply: Reply, organisation: Organisation): Reply {
  const fill = (text: string) => filled(text, reply.language, organisation);
  const { title, lead, footnote, points, steps, sources, contacts } = reply;
  const list = (section: Section<string>) => ({ heading: section.heading, items: section.items.map(fill) });
  const button = (one: Button): Button => ({ ...one, label: fill(one.label) });
  return {
    ...reply,
    ...(title === undefined ? {} : { title: fill(title) }),
    ...(lead === undefined ? {} : { lead: fill(lead) }),
    body: reply.body.map(fill),
    ...(points === undefined ? {} : { points: list(points) }),
    ...(steps === undefined ? {} : { steps: list(steps) }),
    ...(sources === undefined
      ? {}
      : { sources: { ...sources, items: sources.items.map((one) => ({ ...one, title: fill(one.title) })) } }),
    ...(contacts === undefined ? {} : { contacts: { ...contacts, items: contacts.items.map((line) => filledLine(line, fill)) } }),
    choices: reply.choices.map(button),
    actions: reply.actions.map(button),
    ...(footnote === undefined ? {} : { footnote: fill(footnote) }),
  };
}

function filledLine(line: ContactLine, fill: (text: string) => string): ContactLine {
  return { ...line, text: fill(line.text), ...(line.note === undefined ? {} : { note: fill(line.note) }) };
}

function filled(text: string, language: Language, organisation: Organisation): string {
  return text.replace(PLACEHOLDER, (_, placeholder: Placeholder, at: number) => {
    const words = wordsFor(placeholder, language, organisation);
    return beginsSentence(text.slice(0, at)) ? words.charAt(0).toLocaleUpperCase(language) + words.slice(1) : words;
  });
}

function beginsSentence(before: string): boolean {
  return /(?:^|[.!?…]\s+|\n\s*)$/u.test(before);
}

function wordsFor(placeholder: Placeholder, language: Language, { name, helpdesk, emergency }: Organisation): string {
  switch (placeholder) {
    case "organisation":
      return name === undefined ? say(language, "placeholder.organisation") : textIn(name, language);
    case "helpdesk":
      return helpdesk === undefined ? say(language, "placeholder.helpdesk") : nameAndWay(helpdesk, language);
    case "emergency": {
      const called = emergency ?? helpdesk;
      return called === undefined ? say(language, "placeholder.emergency") : nameAndWay(called, language);
    }
  }
}

/** Returns the name of a contact with the quickest way to reach it: "Service desk (02 555 00 00)". */
function nameAndWay({ title, phone, email, url }: Contact, language: Language): string {
  const way = phone ?? email ?? url;
  const name = textIn(title, language);
  return way === undefined ? name : say(language, "placeholder.contact", { name, way: textIn(way, language) });
}
