import type { APIApplicationCommandOptionChoice } from "discord.js";
import type { Action } from "../../../src/actions.ts";
import type { Language, Translated } from "../../../src/model.ts";
import type { Host, WorkspaceKey } from "../../../src/ports.ts";
import { textIn } from "../../../src/text/translated.ts";
import { cleanText, shorten } from "../../kit/plain-text.ts";
import { LIMIT } from "../render/limits.ts";
import { zoneNames } from "./presets.ts";

/** A suggestion that can be picked while an option is being typed. */
export type Choice = APIApplicationCommandOptionChoice<string>;

/**
 * Returns what has been typed so far, to ask exactly that, followed by the matching entries. Picking an entry submits its id, not its words.
 * Text that is longer than a choice can be is left out; people ask it by sending the command.
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

/** Returns the action that shows the picked entry; undefined for a typed question, since Discord accepts any text. */
export function pickedEntry(submitted: string): Action | undefined {
  const [, language, entry] = /^entry:([a-z]{2,3}):([\w-]{1,64})$/.exec(submitted) ?? [];
  return language && entry ? { kind: "show", entry, language } : undefined;
}

/** A part of the pack that people know by its title: an area or a campaign. */
export interface Titled {
  readonly id: string;
  readonly title: Translated;
}

/** Returns those whose title or id contains what has been typed so far. */
export function suggestTitles(typed: string, language: Language, all: readonly Titled[]): Choice[] {
  return all
    .filter((one) => [one.id, titleOf(one, language)].some((name) => folded(name).includes(folded(typed))))
    .slice(0, LIMIT.suggestions)
    .map((one) => ({ name: shorten(titleOf(one, language), LIMIT.suggestion), value: one.id }));
}

/** Returns the id of the one that was picked, or whose title was typed; undefined if there is none. */
export function pickedTitle(submitted: string, all: readonly Titled[]): string | undefined {
  const wanted = folded(submitted);
  return all.find((one) => [one.id, ...Object.values(one.title)].some((name) => folded(name) === wanted))?.id;
}

/**
 * Returns the time zones whose names contain what has been typed so far. Those with a part that begins with it, mostly a city, come first.
 * @param usual the only zone offered while nothing has been typed
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

/** Returns a text without case, accents and surrounding space. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
