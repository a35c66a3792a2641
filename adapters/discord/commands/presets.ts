import { DAYS_OFF, REGIONS } from "../../../src/forms.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";

/** Values for the fields of a form that a modal has no room for, by field name. */
export type Presets = Readonly<Record<string, string>>;

export const MOST_DAYS = 366;
export const MOST_A_WEEK = 7;
/** In characters. No time zone's name is longer, and a custom id with the longest of all seven values stays below Discord's limit of 100. */
export const LONGEST_PRESET = 32;

const TIME = "(?:[01]?\\d|2[0-3]):[0-5]\\d";
const QUIET_HOURS = new RegExp(`^(${TIME})\\s*[-–]\\s*(${TIME})$`);
const SEPARATOR = "|";

/**
 * Reads each value, typed by people or sent by a client: returns it in its canonical form, or undefined if it is invalid. The order is that of the values in
 * a custom id and must not change, since older buttons have it.
 */
const READERS: Readonly<Record<string, (value: string) => string | undefined>> = {
  every: (value) => wholeNumber(value, MOST_DAYS),
  zone: readZone,
  language: (value) => oneOf(UI_LANGUAGES, value),
  region: (value) => oneOf(REGIONS, value),
  limit: (value) => wholeNumber(value, MOST_A_WEEK),
  quiet: readQuietHours,
  "day-off": (value) => oneOf(DAYS_OFF, value),
};

/** Reads one value; returns undefined if it is invalid, or if there is no such field. */
export function readPreset(name: string, value: string): string | undefined {
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  return read?.(value.trim());
}

/** Returns those of the values that are known and valid. */
export function readPresets(given: Readonly<Record<string, string | undefined>>): Presets {
  const read = Object.entries(given).flatMap(([name, value]) => {
    const kept = value === undefined ? undefined : readPreset(name, value);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(read);
}

/** Returns a short text for a custom id, at most 64 characters; empty if no value is set. */
export function encodePresets(presets: Presets): string {
  const known = readPresets(presets);
  const values = Object.keys(READERS).map((name) => known[name] ?? "");
  return values.every((value) => value === "") ? "" : values.join(SEPARATOR);
}

/** Reads what {@link encodePresets} wrote; leaves out invalid values. */
export function decodePresets(text: string): Presets {
  const values = text.split(SEPARATOR);
  return readPresets(Object.fromEntries(Object.keys(READERS).map((name, position) => [name, values[position]])));
}

function oneOf(known: readonly string[], value: string): string | undefined {
  return known.find((one) => one === value);
}

function wholeNumber(value: string, most: number): string | undefined {
  const number = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  return number >= 1 && number <= most ? String(number) : undefined;
}

/** Reads "none", or quiet hours such as "20:00-07:00". */
function readQuietHours(value: string): string | undefined {
  if (value.toLowerCase() === "none") return "none";
  const [, from, to] = QUIET_HOURS.exec(value) ?? [];
  return from === undefined || to === undefined ? undefined : `${from.padStart(5, "0")}-${to.padStart(5, "0")}`;
}

/** Returns the official spelling of an IANA name, whatever its case. A valid alias that has no official spelling here is returned as it is. */
function readZone(value: string): string | undefined {
  if (value.length > LONGEST_PRESET || !/^[a-z][\w+/-]*$/i.test(value)) return undefined;
  const written = value.toLowerCase();
  return zoneNames().find((zone) => zone.toLowerCase() === written) ?? (isZone(value) ? value : undefined);
}

/** Returns the official names of all time zones that this machine knows. */
export function zoneNames(): readonly string[] {
  names ??= Intl.supportedValuesOf("timeZone");
  return names;
}

let names: readonly string[] | undefined;

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
