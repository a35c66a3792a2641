import { UI_LANGUAGES } from "../../../languages/languages.ts";
import { plainWord, plainWords } from "../../../text/utterance.ts";
import { weekdayName } from "../../replies/describe.ts";
import type { Weekday } from "../../types.ts";

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The weekday that each name means: "monday", "mondays", "maandag", "lundis". */
const NAMES: ReadonlyMap<string, Weekday> = new Map(
  UI_LANGUAGES.flatMap((language) =>
    WEEKDAYS.flatMap((day) => {
      const name = plainWord(weekdayName(day, language));
      return [[name, day] as const, [`${name}s`, day] as const];
    }),
  ),
);

/** Returns the days of the week that a text names, in any language that Malinois speaks, from Monday on. */
export function namedDays(text: string): readonly Weekday[] {
  const named = plainWords(text).flatMap((word) => NAMES.get(word) ?? []);
  return WEEKDAYS.filter((day) => named.includes(day));
}
