/** Public holidays by region, from date-holidays (its data for Belgium cites the federal labour service). */
import DateHolidays from "date-holidays";
import { UI_LANGUAGES } from "../../languages/languages.ts";
import type { Translated } from "../../model.ts";
import type { LocalDate } from "../types.ts";

/** The name of the holiday that a region ("BE", "BE-VLG") has on a day; undefined on other days and for an unknown region. */
export type HolidayOn = (region: string, date: LocalDate) => Translated | undefined;

/** The feast of each Belgian community or region, by its rule in date-holidays: no public holiday by law, but a day off in its public service. */
const COMMUNITY_FEASTS: Readonly<Record<string, string>> = {
  "BE-BRU": "05-08",
  "BE-DE": "11-15",
  "BE-VLG": "07-11",
  "BE-WAL": "09-27",
};

/** Makes a calendar that works out each region and year once. */
export function createHolidays(): HolidayOn {
  const years = new Map<string, ReadonlyMap<LocalDate, Translated>>();
  return (region, date) => {
    const year = date.slice(0, 4);
    const name = `${region} ${year}`;
    let days = years.get(name);
    if (days === undefined) {
      days = holidaysOf(region, Number(year));
      years.set(name, days);
    }
    return days.get(date);
  };
}

/** True for a region whose holidays are known. */
export function isRegion(region: string): boolean {
  const [country = "", state] = region.split("-");
  const all = new DateHolidays();
  if (all.getCountries()[country] === undefined) return false;
  return state === undefined || all.getStates(country)?.[state] !== undefined;
}

function holidaysOf(region: string, year: number): ReadonlyMap<LocalDate, Translated> {
  const days = new Map<LocalDate, Translated>();
  if (!isRegion(region)) return days;
  const [country = "", state] = region.split("-");
  const calendar = state === undefined ? new DateHolidays(country) : new DateHolidays(country, state);
  for (const language of UI_LANGUAGES) {
    for (const holiday of calendar.getHolidays(year, language)) {
      if (holiday.type !== "public" && holiday.rule !== COMMUNITY_FEASTS[region]) continue;
      const date = holiday.date.slice(0, 10);
      days.set(date, { ...days.get(date), [language]: holiday.name });
    }
  }
  return days;
}
