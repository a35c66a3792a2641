import { DAYS_OFF, REGIONS } from "../../../src/forms.ts";
import { UI_LANGUAGES } from "../../../src/languages/languages.ts";

/** Values for the fields of a form that a modal has no room for, by the names of the fields. */
export type Presets = Readonly<Record<string, string>>;

export const MOST_DAYS = 366;
export const MOST_A_WEEK = 7;
/** No zone's name is longer; with seven values at their longest a custom id stays under Discord's 100 characters. */
export const LONGEST_PRESET = 32;

const TIME = "(?:[01]?\\d|2[0-3]):[0-5]\\d";
const QUIET_HOURS = new RegExp(`^(${TIME})\\s*[-–]\\s*(${TIME})$`);
const SEPARATOR = "|";

/**
 * How each value is read, in the order in which they stand in a custom id, which older buttons keep to. What people type or a client sends
 * comes back in its one form, or as undefined where it makes no sense.
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

/** Reads one value; undefined where it makes no sense, or where there is no such field. */
export function readPreset(name: string, value: string): string | undefined {
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  return read?.(value.trim());
}

/** Those of some values that are known and make sense. */
export function readPresets(given: Readonly<Record<string, string | undefined>>): Presets {
  const read = Object.entries(given).flatMap(([name, value]) => {
    const kept = value === undefined ? undefined : readPreset(name, value);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(read);
}

/** A short text for a custom id, at most 64 characters; empty where there is nothing to keep. */
export function encodePresets(presets: Presets): string {
  const known = readPresets(presets);
  const values = Object.keys(READERS).map((name) => known[name] ?? "");
  return values.every((value) => value === "") ? "" : values.join(SEPARATOR);
}

/** Reads what {@link encodePresets} wrote; what makes no sense is left out. */
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

/** "none", or "20:00-07:00". */
function readQuietHours(value: string): string | undefined {
  if (value.toLowerCase() === "none") return "none";
  const [, from, to] = QUIET_HOURS.exec(value) ?? [];
  return from === undefined || to === undefined ? undefined : `${from.padStart(5, "0")}-${to.padStart(5, "0")}`;
}

/** The IANA name as it is written officially, where the case differs; a zone that only an alias names keeps that. */
function readZone(value: string): string | undefined {
  if (value.length > LONGEST_PRESET || !/^[a-z][\w+/-]*$/i.test(value)) return undefined;
  const written = value.toLowerCase();
  return zoneNames().find((zone) => zone.toLowerCase() === written) ?? (isZone(value) ? value : undefined);
}

/** Every time zone that this machine knows by its official name. */
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
