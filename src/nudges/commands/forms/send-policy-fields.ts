/** The part of the form about the send policy: holidays, days off, quiet hours and the weekly limit. */

import type { FormField } from "../../../forms.ts";
import { DAYS_OFF, REGIONS } from "../../../forms.ts";
import { type NudgeMessageIn, sayNudge } from "../../../languages/index.ts";
import type { Language } from "../../../model.ts";
import { DEFAULT_SEND_POLICY } from "../../subscription.ts";
import type { QuietHours, SendPolicy } from "../../types.ts";

const { quietHours: USUAL_QUIET_HOURS } = DEFAULT_SEND_POLICY;
const USUAL_QUIET_TEXT = USUAL_QUIET_HOURS === undefined ? "" : `${USUAL_QUIET_HOURS.from}-${USUAL_QUIET_HOURS.to}`;
const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const SPAN = new RegExp(`^(${TIME})\\s*[-–]\\s*(${TIME})$`);

/** The send policy that somebody chose. Absent parts have their usual value. */
export interface RequestedSendPolicy {
  readonly region?: string | "none";
  readonly dayOff?: SendPolicy["dayOff"];
  readonly weeklyLimit?: number;
  readonly quietHours?: QuietHours | "none";
}

/**
 * Returns the fields, in a language.
 * @param quiet the quiet hours that the form begins with, as people type them
 */
export function sendPolicyFields(language: Language, quiet = USUAL_QUIET_TEXT): readonly FormField[] {
  const say = (key: NudgeMessageIn<"form">) => sayNudge(language, `form.${key}`);
  return [
    {
      ...{
        name: "region",
        kind: "select",
        label: say("field-region"),
        optional: true,
        values: [DEFAULT_SEND_POLICY.region ?? "none"],
      },
      options: REGIONS.map((region) => ({ value: region, label: sayNudge(language, `policy.region-${region}`) })),
    },
    {
      name: "limit",
      kind: "text",
      label: say("field-limit"),
      hint: sayNudge(language, "form.hint-limit", { least: DEFAULT_SEND_POLICY.weeklyLimit }),
      optional: true,
      values: [],
    },
    {
      name: "quiet",
      kind: "text",
      label: say("field-quiet"),
      hint: say("hint-quiet"),
      optional: true,
      values: [quiet],
    },
    {
      ...{ name: "day-off", kind: "select", label: say("field-day-off"), optional: true, values: [DEFAULT_SEND_POLICY.dayOff] },
      options: DAYS_OFF.map((choice) => ({ value: choice, label: sayNudge(language, `policy.day-off-${choice}`) })),
    },
  ];
}

/** Reads the fields. Returns the send policy, or the first field that makes no sense and its error. */
export function readSendPolicy(
  text: (name: string) => string,
): { readonly sendPolicy: RequestedSendPolicy } | { readonly field: string; readonly error: NudgeMessageIn<"form"> } {
  const [region, limit, dayOff] = [text("region"), text("limit"), DAYS_OFF.find((choice) => choice === text("day-off"))];
  if (limit !== "" && !/^[1-7]$/.test(limit)) return { field: "limit", error: "bad-limit" };
  const quietHours = readQuietHours(text("quiet"));
  if (quietHours === "nonsense") return { field: "quiet", error: "bad-quiet" };
  return {
    sendPolicy: {
      ...(region === "" ? {} : { region }),
      ...(limit === "" ? {} : { weeklyLimit: Number(limit) }),
      ...(dayOff === undefined ? {} : { dayOff }),
      ...(quietHours === "usual" ? {} : { quietHours }),
    },
  };
}

/** Reads quiet hours as people type them. Returns "usual" for the default ones and "nonsense" for what cannot be read. */
export function readQuietHours(written: string): QuietHours | "none" | "usual" | "nonsense" {
  if (written === "" || written.toLowerCase() === "none") return "none";
  if (written === USUAL_QUIET_TEXT) return "usual";
  const [, from, to] = SPAN.exec(written) ?? [];
  return from === undefined || to === undefined ? "nonsense" : { from, to };
}
