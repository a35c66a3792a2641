/** The form for changing existing nudges. */

import { type Form, type FormField, withValues } from "../../../forms.ts";
import { sayNudge } from "../../../languages/index.ts";
import type { Language } from "../../../model.ts";
import { textIn } from "../../../text/translated.ts";
import { usualWeeklyLimit } from "../../subscription.ts";
import type { Subscription } from "../../types.ts";
import { addNudgeForm, CAMPAIGN, type FormSources } from "./form.ts";

/** The fields that do not apply to a campaign, since the campaign itself defines what comes on which day. */
const NOT_OF_CAMPAIGNS = ["days", "areas", "every"];

/**
 * Returns the form of `/nudge edit`, filled in with the current settings. It is the form of `/nudge add` without the place, which cannot be changed. The
 * content of a campaign cannot be changed either, and tips and quizzes cannot become a campaign.
 */
export function editNudgeForm(sources: FormSources, language: Language, subscription: Subscription): Form {
  const { id, zone, content } = subscription;
  const isCampaign = content.kind === "campaign";
  const fields = addNudgeForm(sources, language, { zone, mayManage: false })
    .fields.filter(({ name }) => name !== "where" && !(isCampaign && NOT_OF_CAMPAIGNS.includes(name)))
    .map((field) => editable(field, sources, language, subscription));
  const form: Form = {
    ...{ name: "edit-nudge", subject: id, language, fields },
    ...{ title: sayNudge(language, "form.edit-title"), submit: sayNudge(language, "form.edit-submit") },
  };
  return withValues(form, valuesOf(subscription));
}

function editable(field: FormField, { library }: FormSources, language: Language, { content }: Subscription): FormField {
  // Optional, since nudges that come every N days have no weekdays.
  if (field.name === "days") return { ...field, optional: true };
  if (field.name !== "content" || !("options" in field)) return field;
  if (content.kind === "pack") return { ...field, options: field.options.filter(({ value }) => !value.startsWith(CAMPAIGN)) };
  const { campaign } = content;
  // A campaign that is no longer in the pack is shown by its id.
  const name = textIn(library.campaigns.find(({ id }) => id === campaign)?.name ?? {}, language, campaign);
  const label = sayNudge(language, "form.content-campaign", { name });
  return { ...field, kind: "select", options: [{ value: `${CAMPAIGN}${campaign}`, label }] };
}

function valuesOf({ content, schedule, zone, language, sendPolicy }: Subscription): Readonly<Record<string, readonly string[]>> {
  const { region = "none", weeklyLimit, quietHours, dayOff } = sendPolicy;
  const areas = content.kind === "campaign" || content.areas === "all" ? [] : content.areas;
  return {
    ...{ areas, time: [schedule.time], zone: [zone], language: [language], region: [region], "day-off": [dayOff] },
    content: content.kind === "campaign" ? [`${CAMPAIGN}${content.campaign}`] : content.kinds,
    days: schedule.kind === "weekdays" ? schedule.days.map(String) : [],
    every: schedule.kind === "interval" ? [String(schedule.days)] : [],
    // Left empty unless somebody chose the limit, so that it keeps depending on the days.
    limit: weeklyLimit === usualWeeklyLimit(schedule) ? [] : [String(weeklyLimit)],
    quiet: quietHours === undefined ? [] : [`${quietHours.from}-${quietHours.to}`],
  };
}
