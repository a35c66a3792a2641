import type { Person } from "../model.ts";

/** Platforms send this if they do not know a person's zone. */
const NO_ZONE = "Etc/Unknown";

/** Returns whether a text is an IANA time zone that this machine knows. */
export function isTimeZone(zone: string): boolean {
  if (zone === NO_ZONE) return false;
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Drops a time zone that this machine does not know: TZ_DEFAULT then applies, as for people whose platform names none. */
export function withKnownZone({ zone, ...person }: Person): Person {
  return zone === undefined || !isTimeZone(zone) ? person : { ...person, zone };
}
