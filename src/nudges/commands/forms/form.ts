/** The form for setting up nudges, and the reader of filled-in forms about nudges. */

import type { Form, FormField, FormProblem, FormSubmission } from "../../../forms.ts";
import type { MessageValues } from "../../../languages/catalogue.ts";
import { type NudgeMessageIn, sayNudge } from "../../../languages/index.ts";
import { UI_LANGUAGES } from "../../../languages/languages.ts";
import type { Area, Language } from "../../../model.ts";
import { textIn } from "../../../text/translated.ts";
import type { NudgeLibrary } from "../../content/library.ts";
import { languageLabel, weekdayName } from "../../replies/describe.ts";
import { isZone } from "../../schedule/zoned-time.ts";
import { isQuiet } from "../../subscription.ts";
import type { LocalTime, NudgeKind, SubscriptionContent, Weekday } from "../../types.ts";
import { type RequestedSendPolicy, readSendPolicy, sendPolicyFields } from "./send-policy-fields.ts";

export interface FormSources {
  readonly areas: readonly Area[];
  readonly library: Pick<NudgeLibrary, "campaigns">;
}

/** The values that the form starts with. */
export interface FormDefaults {
  readonly zone: string;
  /** Whether the asker may set nudges up for the channel; otherwise only for themselves. */
  readonly mayManage: boolean;
  /** The quiet hours of the workspace, as people type them. Absent: the usual ones. */
  readonly quietHours?: string | undefined;
}

type FormKey = NudgeMessageIn<"form">;

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
/** The prefix of a campaign's id among the contents that can be chosen. */
export const CAMPAIGN = "campaign:";
/** "me-or-channel": to the asker, and to the channel where direct messages are refused. */
const WHERES = ["channel", "me", "me-or-channel"] as const;

/** The form of `/nudge add`. */
export function addNudgeForm({ areas, library }: FormSources, language: Language, defaults: FormDefaults): Form {
  const { zone, mayManage, quietHours } = defaults;
  const say = (key: FormKey, values?: MessageValues) => sayNudge(language, `form.${key}`, values);
  const wheres = mayManage ? WHERES : (["me"] as const);
  const fields: FormField[] = [
    {
      ...{ name: "where", kind: "select", label: say("field-where"), values: [wheres[0]] },
      options: wheres.map((where) => ({ value: where, label: say(`where-${where}`) })),
    },
    {
      ...{ name: "content", kind: "multi-select", label: say("field-content"), values: ["tip", "quiz"] },
      options: [
        { value: "tip", label: say("content-tip") },
        { value: "quiz", label: say("content-quiz") },
        ...library.campaigns.map(({ id, name }) => ({
          value: `${CAMPAIGN}${id}`,
          label: say("content-campaign", { name: textIn(name, language) }),
        })),
      ],
    },
    {
      ...{ name: "days", kind: "multi-select", label: say("field-days"), values: ["2", "4"] },
      options: WEEKDAYS.map((day) => ({ value: String(day), label: weekdayName(day, language) })),
    },
    { name: "time", kind: "time", label: say("field-time"), values: ["09:30"] },
    {
      ...{ name: "areas", kind: "multi-select", label: say("field-areas"), hint: say("hint-areas"), optional: true, values: [] },
      options: areas.map(({ id, title }) => ({ value: id, label: textIn(title, language) })),
    },
    { name: "every", kind: "text", label: say("field-every"), hint: say("hint-every"), optional: true, values: [] },
    { name: "zone", kind: "text", label: say("field-zone"), optional: true, values: [zone] },
    {
      ...{ name: "language", kind: "select", label: say("field-language"), optional: true, values: [language] },
      options: UI_LANGUAGES.map((wanted) => ({ value: wanted, label: languageLabel(wanted, wanted) })),
    },
    ...sendPolicyFields(language, quietHours),
  ];
  return { name: "add-nudge", language, title: say("title"), submit: say("submit"), fields };
}

/** What should be sent, and when. */
export interface NudgeRequest {
  readonly content: SubscriptionContent;
  readonly when:
    | { readonly kind: "weekdays"; readonly days: readonly Weekday[] }
    | { readonly kind: "interval"; readonly days: number }
    | { readonly kind: "campaign" };
  readonly time: LocalTime;
  readonly zone: string;
  readonly language: Language;
  readonly sendPolicy: RequestedSendPolicy;
}

/** What should be sent from now on, when, and where. */
export interface NewNudgeRequest extends NudgeRequest {
  readonly where: (typeof WHERES)[number];
}

/** Reads the form of `/nudge add`. Returns the request, or the first problem with it, in the form's language. */
export function readAddNudge(
  submission: FormSubmission,
  form: Form,
): { readonly request: NewNudgeRequest } | { readonly problem: FormProblem } {
  const read = readNudge(submission, form);
  if ("problem" in read) return read;
  const [chosen] = entriesOf(submission, form).known("where");
  const where = WHERES.find((one) => one === chosen);
  if (where === undefined) return { problem: { field: "where", text: sayNudge(submission.language, "form.bad-where") } };
  return { request: { ...read.request, where } };
}

/** Reads a form about nudges, except for the place. Returns the request, or the first problem with it, in the form's language. */
export function readNudge(
  submission: FormSubmission,
  form: Form,
): { readonly request: NudgeRequest } | { readonly problem: FormProblem } {
  const { language } = submission;
  const { given, text, known, isSelect } = entriesOf(submission, form);
  const error = (field: string, key: FormKey, value = "") => ({
    problem: { field, text: sayNudge(language, `form.${key}`, { given: value }) },
  });

  const content = readContent(known("content"), known("areas"));
  if (content === undefined) return error("content", "bad-content");
  const time = text("time")
    .replace(/^(\d)[:.h]/i, "0$1:")
    .replace(/[.h]/i, ":");
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return error("time", "bad-time", text("time"));
  const [zone] = [text("zone"), ...(form.fields.find(({ name }) => name === "zone")?.values ?? [])].filter((one) => one !== "");
  if (zone === undefined || !isZone(zone)) return error("zone", "bad-zone", zone);
  const every = text("every");
  if (every !== "" && !/^([1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])$/.test(every)) return error("every", "bad-every");
  const days = WEEKDAYS.filter((day) => given("days").includes(String(day)));
  if (content.kind === "pack" && every === "" && days.length === 0) return error("days", "bad-days");
  const when: NudgeRequest["when"] =
    content.kind === "campaign"
      ? { kind: "campaign" }
      : every === ""
        ? { kind: "weekdays", days }
        : { kind: "interval", days: Number(every) };
  const read = readSendPolicy((name) => (isSelect(name) ? (known(name)[0] ?? "") : text(name)));
  if ("error" in read) return error(read.field, read.error);
  const { sendPolicy } = read;
  const { quietHours } = sendPolicy;
  if (quietHours !== undefined && quietHours !== "none" && isQuiet(time, quietHours)) return error("time", "bad-quiet-time");
  return { request: { content, when, time, zone, language: known("language")[0] ?? language, sendPolicy } };
}

/** Returns functions that read what was entered in a field. A missing field has the value that the form began with. */
function entriesOf({ values }: Pick<FormSubmission, "values">, { fields }: Form) {
  const given = (name: string) => values[name] ?? fields.find((field) => field.name === name)?.values ?? [];
  const options = (name: string) => {
    const field = fields.find((one) => one.name === name);
    return field !== undefined && "options" in field ? field.options.map(({ value }) => value) : [];
  };
  return {
    given,
    text: (name: string) => given(name)[0]?.trim() ?? "",
    known: (name: string) => given(name).filter((value) => options(name).includes(value)),
    isSelect: (name: string) => options(name).length > 0,
  };
}

function readContent(chosen: readonly string[], areas: readonly string[]): SubscriptionContent | undefined {
  const campaigns = chosen.filter((one) => one.startsWith(CAMPAIGN)).map((one) => one.slice(CAMPAIGN.length));
  const kinds = chosen.filter((one): one is NudgeKind => one === "tip" || one === "quiz");
  const [campaign] = campaigns;
  if (campaign !== undefined) {
    return campaigns.length === 1 && kinds.length === 0 ? { kind: "campaign", campaign } : undefined;
  }
  return kinds.length === 0 ? undefined : { kind: "pack", areas: areas.length === 0 ? "all" : areas, kinds };
}
