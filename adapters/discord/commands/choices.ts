import { languageOfLocale, UI_LANGUAGES, uiLanguageFor } from "../../../src/languages/languages.ts";
import type { Host } from "../../../src/ports.ts";
import type { CommandEvent } from "../receive/events.ts";
import { askerOf, type Pickable } from "../receive/parse-interaction.ts";
import { say } from "../texts.ts";
import { type Choice, suggestQuestions, suggestTitles, suggestZones, type Titled } from "./autocomplete.ts";
import { leavesOf } from "./read-options.ts";

/** What ends what newcomers get, among the campaigns. */
const NOTHING: Titled = {
  id: "off",
  title: Object.fromEntries(UI_LANGUAGES.map((language) => [language, say(language, "nudge.newcomers-off")])),
};

/** What is offered for the option that somebody is typing into. */
export function choicesFor(event: CommandEvent, { areas, campaigns }: Pickable, host: Pick<Host, "suggest" | "form">): Choice[] {
  const { options } = event.data;
  const focused = options.flatMap(leavesOf).find((option) => option.focused);
  const typed = typeof focused?.value === "string" ? focused.value : "";
  switch (focused?.name) {
    case "question":
      return suggestQuestions(typed, languageOfLocale(event.locale), host);
    case "area":
      return suggestTitles(typed, uiLanguageFor(languageOfLocale(event.locale)), areas);
    case "campaign":
      return suggestTitles(
        typed,
        uiLanguageFor(languageOfLocale(event.locale)),
        options[0]?.name === "newcomers" ? [NOTHING, ...campaigns] : campaigns,
      );
    case "zone":
      return suggestZones(typed, usualZone(event, host));
    default:
      return [];
  }
}

/** The zone that the form of `/nudge add` would begin with. */
function usualZone(event: CommandEvent, host: Pick<Host, "form">): string | undefined {
  const asker = askerOf(event);
  const form = asker && host.form("add-nudge", uiLanguageFor(languageOfLocale(event.locale)), asker);
  return form?.fields.find(({ name }) => name === "zone")?.values[0];
}
