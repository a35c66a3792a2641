import type { Person } from "../model.ts";

/** Platforms name this zone where they know none. */
const NO_ZONE = "Etc/Unknown";

/** Whether a zone is one of IANA's that clocks can be read in. */
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
