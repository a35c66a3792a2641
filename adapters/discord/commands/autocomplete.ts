import type { APIApplicationCommandOptionChoice } from "discord.js";
import type { Action } from "../../../src/actions.ts";
import type { Language, Translated } from "../../../src/model.ts";
import type { Host, WorkspaceKey } from "../../../src/ports.ts";
import { textIn } from "../../../src/text/translated.ts";
import { cleanText, shorten } from "../../kit/plain-text.ts";
import { LIMIT } from "../render/limits.ts";
import { zoneNames } from "./presets.ts";

/** Something that can be picked while an option is being typed. */
export type Choice = APIApplicationCommandOptionChoice<string>;

/**
 * What has been typed so far, to be asked as it stands, then the entries that fit it; picking one of those submits its id rather than its words.
 * Words longer than a choice may be are offered in no line: they are asked by sending them.
 */
export async function suggestQuestions(
  typed: string,
  language: Language | undefined,
  workspace: WorkspaceKey,
  host: Pick<Host, "suggest">,
): Promise<Choice[]> {
  const words = cleanText(typed).replace(/\s+/g, " ").trim();
  const own = words === "" || words.length > LIMIT.suggestion ? [] : [{ name: words, value: words }];
  const choices = new Map<string, Choice>();
  for (const { entry, language: written, text } of await host.suggest(workspace, typed, language, LIMIT.suggestions)) {
    const value = `entry:${written}:${entry}`;
    if (!choices.has(value)) choices.set(value, { name: shorten(text, LIMIT.suggestion), value });
  }
  return [...own, ...choices.values()].slice(0, LIMIT.suggestions);
}

/** The entry that was picked from the list; undefined for a question that somebody typed, since Discord takes any text. */
export function pickedEntry(submitted: string): Action | undefined {
  const [, language, entry] = /^entry:([a-z]{2,3}):([\w-]{1,64})$/.exec(submitted) ?? [];
  return language && entry ? { kind: "show", entry, language } : undefined;
}

/** Something of the pack that people know by its title: an area, a campaign. */
export interface Titled {
  readonly id: string;
  readonly title: Translated;
}

/** Those whose title or id holds what has been typed so far. */
export function suggestTitles(typed: string, language: Language, all: readonly Titled[]): Choice[] {
  return all
    .filter((one) => [one.id, titleOf(one, language)].some((name) => folded(name).includes(folded(typed))))
    .slice(0, LIMIT.suggestions)
    .map((one) => ({ name: shorten(titleOf(one, language), LIMIT.suggestion), value: one.id }));
}

/** The id of the one that was picked, or whose title was typed; undefined where there is none. */
export function pickedTitle(submitted: string, all: readonly Titled[]): string | undefined {
  const wanted = folded(submitted);
  return all.find((one) => [one.id, ...Object.values(one.title)].some((name) => folded(name) === wanted))?.id;
}

/**
 * Time zones with what has been typed so far in their names; first those with a part that begins so, a city mostly.
 * @param usual what is offered first where nothing has been typed
 */
export function suggestZones(typed: string, usual: string | undefined): Choice[] {
  const wanted = folded(typed).replaceAll(" ", "_");
  if (wanted === "" && usual !== undefined) return [{ name: usual, value: usual }];
  const found = zoneNames().filter((zone) => folded(zone).includes(wanted));
  const begins = (zone: string) =>
    folded(zone)
      .split("/")
      .some((part) => part.startsWith(wanted));
  const best = [...found.filter(begins), ...found.filter((zone) => !begins(zone))];
  return best.slice(0, LIMIT.suggestions).map((zone) => ({ name: zone, value: zone }));
}

function titleOf({ id, title }: Titled, language: Language): string {
  return textIn(title, language, id);
}

/** Without case, accents and surrounding space. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
