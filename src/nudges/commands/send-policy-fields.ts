/** The part of the form that is about manners: holidays, days off, quiet hours and how many a week. */
import { DAYS_OFF, REGIONS, sayOfManners } from "../../languages/send-policy-texts.ts";
import type { FormField, Language } from "../../model.ts";
import { DEFAULT_MANNERS } from "../subscription.ts";
import type { Manners, QuietHours } from "../types.ts";
import { type FormKey, sayInForm } from "../../languages/nudge-form-texts.ts";

const { quietHours: USUAL_QUIET_HOURS } = DEFAULT_MANNERS;
const USUAL_QUIET_TEXT = USUAL_QUIET_HOURS === undefined ? "" : `${USUAL_QUIET_HOURS.from}-${USUAL_QUIET_HOURS.to}`;
const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const SPAN = new RegExp(`^(${TIME})\\s*[-–]\\s*(${TIME})$`);

/** The manners that somebody chose; what is absent stays as usual. */
export interface WishedManners {
  readonly region?: string | "none";
  readonly dayOff?: Manners["dayOff"];
  readonly weeklyLimit?: number;
  readonly quietHours?: QuietHours | "none";
}

/** The fields, in a language. */
export function mannersFields(language: Language): readonly FormField[] {
  const say = (key: FormKey) => sayInForm(language, key);
  return [
    {
      ...{
        name: "region",
        kind: "select",
        label: say("field-region"),
        optional: true,
        values: [DEFAULT_MANNERS.region ?? "none"],
      },
      options: REGIONS.map((region) => ({ value: region, label: sayOfManners(language, `region-${region}`) })),
    },
    { name: "limit", kind: "text", label: say("field-limit"), hint: say("hint-limit"), optional: true, values: [] },
    {
      name: "quiet",
      kind: "text",
      label: say("field-quiet"),
      hint: say("hint-quiet"),
      optional: true,
      values: [USUAL_QUIET_TEXT],
    },
    {
      ...{ name: "day-off", kind: "select", label: say("field-day-off"), optional: true, values: [DEFAULT_MANNERS.dayOff] },
      options: DAYS_OFF.map((choice) => ({ value: choice, label: sayOfManners(language, `day-off-${choice}`) })),
    },
  ];
}

/** Reads the fields by their names; or says what is wrong with the first that makes no sense. */
export function readManners(text: (name: string) => string): { readonly manners: WishedManners } | { readonly fault: FormKey } {
  const [region, limit, dayOff] = [text("region"), text("limit"), DAYS_OFF.find((choice) => choice === text("day-off"))];
  if (limit !== "" && !/^[1-7]$/.test(limit)) return { fault: "bad-limit" };
  const quietHours = readQuietHours(text("quiet"));
  if (quietHours === "nonsense") return { fault: "bad-quiet" };
  return {
    manners: {
      ...(region === "" ? {} : { region }),
      ...(limit === "" ? {} : { weeklyLimit: Number(limit) }),
      ...(dayOff === undefined ? {} : { dayOff }),
      ...(quietHours === "usual" ? {} : { quietHours }),
    },
  };
}

function readQuietHours(written: string): QuietHours | "none" | "usual" | "nonsense" {
  if (written === "" || written.toLowerCase() === "none") return "none";
  if (written === USUAL_QUIET_TEXT) return "usual";
  const [, from, to] = SPAN.exec(written) ?? [];
  return from === undefined || to === undefined ? "nonsense" : { from, to };
}
