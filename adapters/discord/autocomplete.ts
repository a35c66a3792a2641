import type { APIApplicationCommandOptionChoice } from "discord.js";
import type { Action, Area, Host, Language } from "../../src/types.ts";
import { shorten } from "./markdown.ts";

type Choice = APIApplicationCommandOptionChoice<string>;

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const CHOICES = 25;
const NAME = 100;

/** Entries that fit what has been typed so far; picking one submits its id rather than its words. */
export function suggestQuestions(typed: string, language: Language | undefined, host: Pick<Host, "suggest">): Choice[] {
  const choices = new Map<string, Choice>();
  for (const { entry, language: written, text } of host.suggest(typed, language, CHOICES)) {
    const value = `entry:${written}:${entry}`;
    if (!choices.has(value)) choices.set(value, { name: shorten(text, NAME), value });
  }
  return [...choices.values()].slice(0, CHOICES);
}

/** The entry that was picked from the list; undefined for a question that somebody typed, since Discord takes any text. */
export function pickedEntry(submitted: string): Action | undefined {
  const [, language, entry] = /^entry:([a-z]{2,3}):([\w-]{1,64})$/.exec(submitted) ?? [];
  return language && entry ? { kind: "show", entry, language } : undefined;
}

/** Areas whose title or id holds what has been typed so far. */
export function suggestAreas(typed: string, language: Language, areas: readonly Area[]): Choice[] {
  return areas
    .filter((area) => [area.id, titleOf(area, language)].some((name) => folded(name).includes(folded(typed))))
    .slice(0, CHOICES)
    .map((area) => ({ name: shorten(titleOf(area, language), NAME), value: area.id }));
}

/** The id of the area that was picked, or whose title was typed; undefined where there is none. */
export function pickedArea(submitted: string, areas: readonly Area[]): string | undefined {
  const wanted = folded(submitted);
  return areas.find((area) => [area.id, ...Object.values(area.title)].some((name) => folded(name) === wanted))?.id;
}

function titleOf({ id, title }: Area, language: Language): string {
  return title[language] ?? title.en ?? Object.values(title)[0] ?? id;
}

/** Without case, accents and surrounding space. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
