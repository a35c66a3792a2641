import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { isRegion } from "../../../src/nudges/schedule/holidays.ts";
import { addDays } from "../../../src/nudges/schedule/zoned-time.ts";
import { holidayOn } from "../fixtures.ts";
import { referenceHolidays, referenceRegions } from "./reference-holidays.ts";

function holidaysOf(region: string, year: number): string[] {
  const found: string[] = [];
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
    if (holidayOn(region, date) !== undefined) found.push(date.slice(5));
  }
  return found;
}

describe("Belgian holidays", () => {
  it("are the ten legal ones", () => {
    const law2026 = ["01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "08-15", "11-01", "11-11", "12-25"];
    expect(holidaysOf("BE", 2026)).toEqual(law2026);
    expect(holidaysOf("BE", 2027).slice(1, 5)).toEqual(["03-29", "05-01", "05-06", "05-17"]);
  });

  it("include the feast of each community and region in its own region", () => {
    const more = (region: string) => holidaysOf(region, 2026).filter((day) => !holidaysOf("BE", 2026).includes(day));
    expect(more("BE-VLG")).toEqual(["07-11"]);
    expect(more("BE-WAL")).toEqual(["09-27"]);
    expect(more("BE-DE")).toEqual(["11-15"]);
    expect(more("BE-BRU")).toEqual(["05-08"]);
  });

  it("have names in four languages", () => {
    expect(holidayOn("BE", "2026-11-11")).toEqual({
      en: "Armistice Day",
      nl: "Wapenstilstand",
      fr: "Armistice",
      de: "Waffenstillstand",
    });
  });
});

describe("regions of holidays", () => {
  it("are countries and their regions", () => {
    expect(["BE", "BE-VLG", "LU", "NL"].map(isRegion)).toEqual([true, true, true, true]);
    expect(["", "XX", "BE-XXX", "belgium"].map(isRegion)).toEqual([false, false, false, false]);
  });

  it("that are unknown have no holidays", () => {
    expect(holidayOn("XX", "2026-12-25")).toBeUndefined();
    expect(isRegion("constructor")).toBe(false);
  });
});

describe("the table of holidays", () => {
  const regions = [...referenceRegions()].flat(2);
  const differences = (some: readonly string[], years: readonly number[]) =>
    some.filter((region) => {
      const reference = referenceHolidays(region, years);
      const dates = years.flatMap((year) => holidaysOf(region, year).map((day) => `${year}-${day}`));
      return (
        JSON.stringify(dates) !== JSON.stringify([...reference.keys()].sort()) ||
        dates.some((date) => !isDeepStrictEqual(holidayOn(region, date), reference.get(date)))
      );
    });

  it("has every region of date-holidays", () => {
    expect(regions.length).toBeGreaterThan(500);
    expect(regions.filter((region) => !isRegion(region))).toEqual([]);
  });

  it("equals date-holidays, with the same names, for every region in its first and last year", {
    timeout: 120_000,
  }, () => {
    expect(differences(regions, [2025, 2044])).toEqual([]);
  });

  it("equals date-holidays for Belgium and its neighbours in all of its years", () => {
    const years = Array.from({ length: 20 }, (_, index) => 2025 + index);
    const near = regions.filter((region) => /^(BE|LU|NL|FR|DE)\b/.test(region));
    expect(near.length).toBeGreaterThan(20);
    expect(differences(near, years)).toEqual([]);
  });

  it("continues after its last year with fixed holidays and those relative to Easter", () => {
    expect(holidaysOf("BE", 2060)).toEqual([
      ...["01-01", "04-19", "05-01", "05-27", "06-07", "07-21", "08-15", "11-01", "11-11", "12-25"],
    ]);
  });
});
