/** Public holidays by region, from a table that `npm run holidays` makes from date-holidays. */
import { z } from "zod";
import { readTexts } from "../../languages/files.ts";
import type { Translated } from "../../model.ts";
import type { LocalDate } from "../types.ts";
import { easterSunday } from "./easter.ts";
import { addDays } from "./zoned-time.ts";

/** Returns the name of the holiday that a region ("BE", "BE-VLG") has on a day; undefined on other days and for an unknown region. */
export type HolidayOn = (region: string, date: LocalDate) => Translated | undefined;

const TABLE = "src/nudges/schedule/holidays.json";
const tableSchema = z.object({
  /** The first year of the rules that list their days year by year. */
  firstYear: z.number(),
  languages: z.array(z.string()),
  /** One name for all languages, or one for each, in their order. */
  names: z.array(z.union([z.string(), z.array(z.string())])),
  /**
   * Each region's rules, with the position of the holiday's name in `names`. A rule is a day ("12-25"), a distance in days from Easter Sunday ("easter+1"), or
   * the days of each year in turn ("03-20,03-10 12-30,…"). A state also has its country's rules, except those that it sets to null.
   */
  regions: z.record(z.string(), z.record(z.string(), z.number().nullable())),
});
type Table = z.output<typeof tableSchema>;

let table: Table | undefined;
/** Returns the table, read from its file at the first call. */
function holidayTable(): Table {
  table ??= readTexts(TABLE, TABLE, tableSchema);
  return table;
}

/** Creates a calendar that computes the holidays of each region and year only once. */
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

/** Returns true for a country or a state ("BE", "BE-VLG") whose holidays are known. */
export function isRegion(region: string): boolean {
  return Object.hasOwn(holidayTable().regions, region);
}

function holidaysOf(region: string, year: number): ReadonlyMap<LocalDate, Translated> {
  const days = new Map<LocalDate, Translated>();
  if (!isRegion(region)) return days;
  const { regions } = holidayTable();
  const [country = ""] = region.split("-");
  for (const [rule, name] of Object.entries({ ...regions[country], ...regions[region] })) {
    if (name === null) continue;
    for (const date of datesOf(rule, year)) days.set(date, nameAt(name));
  }
  return days;
}

/** Returns the dates that a rule gives in a year; none if the rule lists days year by year and does not have this year. */
function datesOf(rule: string, year: number): readonly LocalDate[] {
  const fromEaster = /^easter([+-]\d+)$/.exec(rule);
  if (fromEaster !== null) return [addDays(easterSunday(year), Number(fromEaster[1]))];
  if (!rule.includes(",")) return [`${year}-${rule}`];
  const days = rule.split(",")[year - holidayTable().firstYear] ?? "";
  return days === "" ? [] : days.split(" ").map((day) => `${year}-${day}`);
}

function nameAt(position: number): Translated {
  const { names, languages } = holidayTable();
  const name = names[position] ?? "";
  return Object.fromEntries(languages.map((language, at) => [language, typeof name === "string" ? name : (name[at] ?? "")]));
}
