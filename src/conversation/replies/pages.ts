import { say } from "../../languages/index.ts";
import type { Button, Language, Reply } from "../../model.ts";
import { languageName, ownName } from "../../languages/language-names.ts";
import type { Library } from "../pack-index.ts";
import { type Reader, textFor } from "../reader.ts";
import { entryButtons, simpleButton, topicsButton } from "./buttons.ts";

/** More buttons than this nobody reads, and no platform shows. */
const MOST_ENTRIES = 20;

/** The areas of the pack. */
export function topicsReply(library: Library, reader: Reader): Reply {
  return {
    kind: "topics",
    language: reader.voice,
    title: say(reader.language, "topics.title"),
    body: [say(reader.language, "topics.body")],
    choices: areaButtons(library, reader),
    actions: [simpleButton("help", reader), simpleButton("person", reader)],
  };
}

function areaButtons(library: Library, reader: Reader): Button[] {
  return library.pack.areas.map((area) => ({
    label: textFor(reader, area.title),
    action: { kind: "topics", area: area.id, language: reader.language },
  }));
}

/** The entries of an area; all areas if there is no such area. */
export function areaReply(library: Library, areaId: string, reader: Reader): Reply {
  const area = library.area(areaId);
  if (area === undefined) return topicsReply(library, reader);
  const ids = library.idsIn(areaId);
  const rest = ids.length - MOST_ENTRIES;
  return {
    kind: "topics",
    language: reader.voice,
    title: textFor(reader, area.title),
    body: [
      say(reader.language, "topics.area", { count: ids.length }),
      ...(rest > 0 ? [say(reader.language, "topics.rest", { count: rest })] : []),
    ],
    choices: entryButtons(library, ids.slice(0, MOST_ENTRIES), reader),
    actions: [topicsButton(reader), simpleButton("person", reader)],
  };
}

/** How to ask, with one entry of each of some areas to try. */
export function helpReply(library: Library, reader: Reader): Reply {
  const { pack } = library;
  const examples = pack.areas.flatMap(({ id }) => library.idsIn(id).slice(0, 1)).slice(0, 3);
  const names = pack.languages.map((language) => languageName(language, reader.language));
  const languages = new Intl.ListFormat(reader.voice, { type: "disjunction" }).format(names);
  return {
    kind: "topics",
    language: reader.voice,
    title: say(reader.language, "help.title"),
    body: [
      say(reader.language, "help.body", { languages }),
      say(reader.language, "help.follow-up"),
      say(reader.language, "help.nudges"),
      ...(examples.length > 0 ? [say(reader.language, "heading.examples")] : []),
    ],
    choices: entryButtons(library, examples, reader),
    actions: [
      topicsButton(reader),
      simpleButton("person", reader),
      simpleButton("settings", reader),
      simpleButton("privacy", reader),
    ],
  };
}

/** The people and services that the pack names. */
export function contactsReply(library: Library, reader: Reader): Reply {
  const items = library.pack.contacts.map(({ title, when, phone, email, url }) => {
    const name = textFor(reader, title);
    const heading =
      when === undefined ? name : say(reader.language, "contact.when", { title: name, when: textFor(reader, when) });
    const ways = [phone, email, url].filter((way) => way !== undefined);
    return ways.length > 0 ? `${heading}: ${ways.join(" · ")}` : heading;
  });
  return {
    kind: "contacts",
    language: reader.voice,
    title: say(reader.language, "person.title"),
    body: [say(reader.language, items.length > 0 ? "person.body" : "person.none")],
    ...(items.length > 0 ? { points: { heading: say(reader.language, "heading.contacts"), items } } : {}),
    choices: [],
    actions: [topicsButton(reader)],
  };
}

/**
 * A platform's start page: how to begin, the areas, the tip of the day.
 * @param day days since 1970-01-01; decides the tip
 */
export function homeReply(library: Library, reader: Reader, day: number | undefined): Reply {
  const tips = tipsFor(library, reader);
  const tip = day === undefined ? undefined : tips[((Math.trunc(day) % tips.length) + tips.length) % tips.length];
  return {
    kind: "home",
    language: reader.voice,
    title: textFor(reader, library.pack.name),
    body: [say(reader.language, "home.body"), ...(tip === undefined ? [] : [say(reader.language, "home.tip", { tip })])],
    choices: areaButtons(library, reader),
    actions: [simpleButton("help", reader), simpleButton("settings", reader), simpleButton("privacy", reader)],
  };
}

/** Every tip once, in the language that suits the reader best. */
function tipsFor({ pack }: Library, { languages }: Reader): readonly string[] {
  const tipsIn = (language: Language) =>
    pack.entries.filter((entry) => entry.language === language).flatMap((entry) => entry.tips);
  return languages.map(tipsIn).find((tips) => tips.length > 0) ?? [];
}

/** What is kept about the asker, how long, and the way to erase it. */
export function privacyReply(reader: Reader, contextHours: number): Reply {
  const items = [
    say(reader.language, "privacy.questions"),
    say(reader.language, "privacy.context", { hours: contextHours }),
    say(reader.language, "privacy.language"),
    say(reader.language, "privacy.feedback"),
    say(reader.language, "privacy.nudges"),
  ];
  return {
    kind: "notice",
    language: reader.voice,
    title: say(reader.language, "privacy.title"),
    body: [say(reader.language, "privacy.body")],
    points: { heading: say(reader.language, "heading.kept"), items },
    choices: [],
    actions: [simpleButton("erase", reader), simpleButton("settings", reader)],
  };
}

/** The languages to be answered in, and the one in force. */
export function settingsReply(choosable: readonly Language[], chosen: Language | undefined, reader: Reader): Reply {
  const now =
    chosen === undefined
      ? say(reader.language, "settings.now-automatic")
      : say(reader.language, "settings.now", { language: languageName(chosen, reader.language) });
  const automatic: Button = {
    label: say(reader.language, "button.automatic"),
    action: { kind: "set-language", choice: "auto", language: reader.language },
  };
  return {
    kind: "notice",
    language: reader.voice,
    title: say(reader.language, "settings.title"),
    body: [say(reader.language, "settings.body"), now],
    choices: [
      ...choosable.map(
        (choice): Button => ({ label: ownName(choice), action: { kind: "set-language", choice, language: choice } }),
      ),
      automatic,
    ],
    actions: [simpleButton("privacy", reader)],
  };
}
