import { say } from "../../languages/index.ts";
import { languageName, ownName } from "../../languages/language-names.ts";
import type { Button, Language, Pack, Reply } from "../../model.ts";
import { REPLY_LIMITS } from "../../reply-limits.ts";
import { VERSION } from "../../version.ts";
import type { PackIndex } from "../pack-index.ts";
import { type Audience, isServed, textFor } from "../reader.ts";
import { entryButtons, simpleButton, topicsButton } from "./buttons.ts";
import { allContacts } from "./contacts.ts";

/** Returns the page of the pack's areas, below a line that says why they are shown. */
export function topicsReply(
  packIndex: PackIndex,
  audience: Audience,
  lead: "topics.body" | "topics.unknown" = "topics.body",
): Reply {
  return {
    kind: "topics",
    language: audience.uiLanguage,
    title: say(audience.language, "topics.title"),
    body: [say(audience.language, lead)],
    choices: areaButtons(packIndex, audience),
    actions: [simpleButton("help", audience), simpleButton("person", audience)],
  };
}

function areaButtons(packIndex: PackIndex, audience: Audience): Button[] {
  return packIndex.pack.areas.map((area) => ({
    label: textFor(audience, area.title),
    action: { kind: "topics", area: area.id, language: audience.language },
  }));
}

/** Returns the page of an area's entries; of all areas if there is no such area. */
export function areaReply(packIndex: PackIndex, areaId: string, audience: Audience): Reply {
  const area = packIndex.area(areaId);
  if (area === undefined) return topicsReply(packIndex, audience);
  const ids = packIndex.idsIn(areaId);
  const rest = ids.length - REPLY_LIMITS.entriesInList;
  return {
    kind: "topics",
    language: audience.uiLanguage,
    title: textFor(audience, area.title),
    body: [
      say(audience.language, "topics.area", { count: ids.length }),
      ...(rest > 0 ? [say(audience.language, "topics.rest", { count: rest })] : []),
    ],
    choices: entryButtons(packIndex, ids.slice(0, REPLY_LIMITS.entriesInList), audience),
    actions: [topicsButton(audience), simpleButton("person", audience)],
  };
}

/** Returns the languages in which the audience can get answers from the pack, as a list: "English, Dutch or French". */
export function packLanguages({ pack }: PackIndex, audience: Audience): string {
  const names = offeredLanguages(pack, audience).map((language) => languageName(language, audience.language));
  return new Intl.ListFormat(audience.uiLanguage, { type: "disjunction" }).format(names);
}

function offeredLanguages({ languages }: Pack, { served }: Audience): readonly Language[] {
  return languages.filter((language) => isServed(language, served));
}

/** The most first-aid entries on the help page, and the most entries to try, each from an area of its own. */
const HELP = { urgent: 2, examples: 3 } as const;

/** Returns the help page: how to ask, first aid if something has happened, and entries to try, each from an area of its own. */
export function helpReply(packIndex: PackIndex, audience: Audience): Reply {
  const { pack, urgentIds } = packIndex;
  const urgent = urgentIds.slice(0, HELP.urgent);
  const examples = pack.areas.flatMap(({ id }) => packIndex.idsIn(id).slice(0, 1)).slice(0, HELP.examples);
  return {
    kind: "topics",
    language: audience.uiLanguage,
    title: say(audience.language, "help.title"),
    body: [
      say(audience.language, "help.body", { languages: packLanguages(packIndex, audience) }),
      say(audience.language, "help.follow-up", { languages: offeredLanguages(pack, audience).length }),
      say(audience.language, "help.nudges"),
      ...(urgent.length > 0 ? [say(audience.language, "help.urgent")] : []),
      ...(examples.length > 0 ? [say(audience.language, "heading.examples")] : []),
    ],
    choices: entryButtons(packIndex, [...new Set([...urgent, ...examples])], audience),
    actions: [
      topicsButton(audience),
      simpleButton("person", audience),
      simpleButton("settings", audience),
      simpleButton("privacy", audience),
    ],
  };
}

/** Returns the page that says what Malinois is, its version, and who made it. */
export function aboutReply(packIndex: PackIndex, audience: Audience): Reply {
  return {
    kind: "notice",
    language: audience.uiLanguage,
    title: say(audience.language, "about.title", { version: VERSION }),
    body: [
      say(audience.language, "about.body", { pack: textFor(audience, packIndex.pack.name) }),
      say(audience.language, "about.maker"),
    ],
    choices: [],
    actions: [simpleButton("help", audience), topicsButton(audience), simpleButton("privacy", audience)],
  };
}

/** Returns the page of people and services to turn to. */
export function contactsReply(packIndex: PackIndex, audience: Audience): Reply {
  const contacts = allContacts(packIndex, audience);
  return {
    kind: "contacts",
    language: audience.uiLanguage,
    title: say(audience.language, "person.title"),
    body: [say(audience.language, contacts.contacts === undefined ? "person.none" : "person.body")],
    ...contacts,
    choices: [],
    actions: [topicsButton(audience)],
  };
}

/**
 * Returns a platform's start page: how to begin, the areas, the tip of the day.
 * @param day days since 1970-01-01; decides the tip
 */
export function homeReply(packIndex: PackIndex, audience: Audience, day: number | undefined): Reply {
  const tips = tipsFor(packIndex, audience);
  const tip = day === undefined ? undefined : tips[((Math.trunc(day) % tips.length) + tips.length) % tips.length];
  return {
    kind: "home",
    language: audience.uiLanguage,
    title: textFor(audience, packIndex.pack.name),
    body: [say(audience.language, "home.body"), ...(tip === undefined ? [] : [say(audience.language, "home.tip", { tip })])],
    choices: areaButtons(packIndex, audience),
    actions: [simpleButton("help", audience), simpleButton("settings", audience), simpleButton("privacy", audience)],
  };
}

/** Returns every tip once, in the language that suits the audience best. */
function tipsFor({ pack }: PackIndex, { languages }: Audience): readonly string[] {
  const tipsIn = (language: Language) =>
    pack.entries.filter((entry) => entry.language === language).flatMap((entry) => entry.tips);
  return languages.map(tipsIn).find((tips) => tips.length > 0) ?? [];
}

/** Returns the page of settings: the languages to be answered in, and the current one. */
export function settingsReply(choosable: readonly Language[], chosen: Language | undefined, audience: Audience): Reply {
  const now =
    chosen === undefined
      ? say(audience.language, "settings.now-automatic")
      : say(audience.language, "settings.now", { language: languageName(chosen, audience.language) });
  const automatic: Button = {
    label: say(audience.language, "button.automatic"),
    action: { kind: "set-language", choice: "auto", language: audience.language },
  };
  return {
    kind: "notice",
    language: audience.uiLanguage,
    title: say(audience.language, "settings.title"),
    body: [say(audience.language, "settings.body"), now],
    choices: [
      ...choosable.map(
        (choice): Button => ({ label: ownName(choice), action: { kind: "set-language", choice, language: choice } }),
      ),
      automatic,
    ],
    actions: [simpleButton("privacy", audience)],
  };
}
