/** Public holidays as date-holidays computes them. The table in src/nudges/schedule/holidays.json is made from these and checked against them. */
import DateHolidays from "date-holidays";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";
import type { Translated } from "../../../src/model.ts";

/** The feast of each Belgian community or region, by its rule in date-holidays. Not a public holiday by law, but a day off in its public service. */
const COMMUNITY_FEASTS: Readonly<Record<string, string>> = {
  "BE-BRU": "05-08",
  "BE-DE": "11-15",
  "BE-VLG": "07-11",
  "BE-WAL": "09-27",
};

/** Returns every country of date-holidays with its states: "BE" → ["BE-BRU", "BE-DE", …]. */
export function referenceRegions(): ReadonlyMap<string, readonly string[]> {
  const all = new DateHolidays();
  return new Map(
    Object.keys(all.getCountries()).map((country) => [
      country,
      Object.keys(all.getStates(country) ?? {}).map((state) => `${country}-${state}`),
    ]),
  );
}

/** Returns the names of a region's holidays in these years by date, in every language that Malinois speaks. */
export function referenceHolidays(region: string, years: readonly number[]): ReadonlyMap<string, Translated> {
  const days = new Map<string, Translated>();
  const [country = "", state] = region.split("-");
  const calendar = state === undefined ? new DateHolidays(country) : new DateHolidays(country, state);
  for (const language of UI_LANGUAGES) {
    for (const { date, name, rule, type } of years.flatMap((year) => calendar.getHolidays(year, language))) {
      if (type !== "public" && rule !== COMMUNITY_FEASTS[region]) continue;
      const day = date.slice(0, 10);
      days.set(day, { ...days.get(day), [language]: name });
    }
  }
  return days;
}
