import { languageOfLocale, UI_LANGUAGES, uiLanguageFor } from "../../../src/languages/languages.ts";
import type { Host } from "../../../src/ports.ts";
import type { CommandEvent } from "../receive/events.ts";
import { askerOf, type Pickable, placeOf } from "../receive/parse-interaction.ts";
import { say } from "../texts.ts";
import { type Choice, suggestQuestions, suggestTitles, suggestZones, type Titled } from "./autocomplete.ts";
import { leavesOf } from "./read-options.ts";

/** The choice, offered with the campaigns, that newcomers get no campaign. */
const NOTHING: Titled = {
  id: "off",
  title: Object.fromEntries(UI_LANGUAGES.map((language) => [language, say(language, "nudge.newcomers-off")])),
};

/** Returns the suggestions for the option that somebody is typing into. */
export async function choicesFor(
  event: CommandEvent,
  { areas, campaigns }: Pickable,
  host: Pick<Host, "suggest" | "form">,
): Promise<Choice[]> {
  const { options } = event.data;
  const focused = options.flatMap(leavesOf).find((option) => option.focused);
  const typed = typeof focused?.value === "string" ? focused.value : "";
  switch (focused?.name) {
    case "question":
      return suggestQuestions(typed, languageOfLocale(event.locale), placeOf(event), host);
    case "area":
      return suggestTitles(typed, uiLanguageFor(languageOfLocale(event.locale)), areas);
    case "campaign":
      return suggestTitles(
        typed,
        uiLanguageFor(languageOfLocale(event.locale)),
        options[0]?.name === "newcomers" ? [NOTHING, ...campaigns] : campaigns,
      );
    case "zone":
      return suggestZones(typed, await usualZone(event, host));
    default:
      return [];
  }
}

/** Returns the zone that the form of `/nudge add` would begin with. */
async function usualZone(event: CommandEvent, host: Pick<Host, "form">): Promise<string | undefined> {
  const asker = askerOf(event);
  const wanted = { name: "add-nudge", language: uiLanguageFor(languageOfLocale(event.locale)) } as const;
  const form = asker && (await host.form(wanted, asker, placeOf(event)));
  return form?.fields.find(({ name }) => name === "zone")?.values[0];
}
