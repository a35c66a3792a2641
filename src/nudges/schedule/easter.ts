import type { LocalDate } from "../types.ts";

/**
 * Returns the date of Easter Sunday in the Gregorian calendar.
 * This is the anonymous algorithm as in Meeus, "Astronomical Algorithms" (1991), chapter 8, with its variable names.
 */
export function easterSunday(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return `${year}-${twoDigits(Math.floor(n / 31))}-${twoDigits((n % 31) + 1)}`;
}

const twoDigits = (value: number) => String(value).padStart(2, "0");
