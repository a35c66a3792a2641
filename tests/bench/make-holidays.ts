/** `npm run holidays`: writes src/nudges/schedule/holidays.json from date-holidays, for twenty years. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UI_LANGUAGES } from "../../src/languages/languages.ts";
import type { Translated } from "../../src/model.ts";
import { easterSunday } from "../../src/nudges/schedule/easter.ts";
import { daysBetween } from "../../src/nudges/schedule/zoned-time.ts";
import { referenceHolidays, referenceRegions } from "../nudges/schedule/reference-holidays.ts";
import { ROOT } from "../repository-root.ts";

const FIRST_YEAR = 2025;
const YEARS = Array.from({ length: 20 }, (_, index) => FIRST_YEAR + index);

/** The position of each name in the table, in which it occurs once. */
const positions = new Map<string, number>();
function positionOf(name: Translated): number {
  const inOrder = UI_LANGUAGES.map((language) => name[language]);
  const text = JSON.stringify(new Set(inOrder).size === 1 ? inOrder[0] : inOrder);
  if (!positions.has(text)) positions.set(text, positions.size);
  return positions.get(text) ?? 0;
}

/** Returns the rule for some dates: "12-25" for each year, "easter+1", or the days of each year in turn: "03-20,03-10 12-30,…". */
function ruleOf(dates: readonly string[]): string {
  const byYear = YEARS.map((year) => dates.filter((date) => date.startsWith(String(year))).sort());
  const only = byYear.map((days) => (days.length === 1 ? days[0] : undefined));
  const fixed = new Set(only.map((date) => date?.slice(5)));
  const [day] = fixed;
  if (fixed.size === 1 && day !== undefined) return day;
  const fromEaster = new Set(
    only.map((date, at) => (date === undefined ? undefined : daysBetween(easterSunday(YEARS[at] ?? 0), date))),
  );
  const [distance] = fromEaster;
  if (fromEaster.size === 1 && distance !== undefined) return `easter${distance < 0 ? "" : "+"}${distance}`;
  return byYear.map((days) => days.map((date) => date.slice(5)).join(" ")).join(",");
}

/** Returns the holidays of a region as rules, each with the position of its name. */
function rulesOf(region: string): Map<string, number> {
  const dates = new Map<number, string[]>();
  for (const [date, name] of referenceHolidays(region, YEARS)) {
    const position = positionOf(name);
    dates.set(position, [...(dates.get(position) ?? []), date]);
  }
  return new Map([...dates].map(([position, all]) => [ruleOf(all), position]));
}

const regions: Record<string, Record<string, number | null>> = {};
for (const [country, states] of referenceRegions()) {
  const ofCountry = rulesOf(country);
  regions[country] = Object.fromEntries(ofCountry);
  for (const state of states) {
    const ofState = rulesOf(state);
    const lost = [...ofCountry.keys()].filter((rule) => !ofState.has(rule)).map((rule) => [rule, null]);
    const own = [...ofState].filter(([rule, name]) => ofCountry.get(rule) !== name);
    regions[state] = Object.fromEntries([...lost, ...own]);
  }
}

/** Returns a JSON object with each member on its own line, so that a diff shows only the lines that changed. */
function lines(members: readonly string[], [open, close]: readonly [string, string]): string {
  return `${open}\n${members.map((member) => `    ${member}`).join(",\n")}\n  ${close}`;
}

const table = `{
  "about": "Made by npm run holidays from date-holidays; see NOTICE for its authors and licence. Do not edit.",
  "firstYear": ${FIRST_YEAR},
  "languages": ${JSON.stringify(UI_LANGUAGES)},
  "names": ${lines([...positions.keys()], ["[", "]"])},
  "regions": ${lines(
    Object.entries(regions).map(([region, rules]) => `${JSON.stringify(region)}: ${JSON.stringify(rules)}`),
    ["{", "}"],
  )}
}
`;
writeFileSync(join(ROOT, "src/nudges/schedule/holidays.json"), table);
console.log(`${Object.keys(regions).length} regions, ${positions.size} names, ${Math.round(table.length / 1000)} kB`);
