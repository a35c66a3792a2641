import { readSettingValues } from "../../src/administration/settings.ts";
import { readSettingsForm, settingsForm } from "../../src/administration/settings-page/form.ts";
import type { Subject } from "../../src/administration/settings-page/subjects.ts";
import type { Form, FormSubmission } from "../../src/forms.ts";

const ids = Array.from({ length: 100 }, (_, at) => `an-entry-with-a-long-name-that-says-what-it-is-about-${at}`);
const url = `https://intranet.example.org/${"helpdesk/".repeat(30)}`;

/** Settings whose values are as long as their schemas allow: a contact longer than a line, and a list longer than any field takes. */
const VALUES = readSettingValues({
  "organisation.helpdesk": JSON.stringify({ title: "IT".repeat(40), phone: "02 555 00 00", email: "it@example.org", url }),
  "content.off": JSON.stringify(ids),
});

/** Returns a form of the settings that holds long values. */
export function longForm(subject: Subject): Form {
  return settingsForm(subject, { values: VALUES, packLanguages: ["en"], language: "en" });
}

/** Returns the names of the settings that a submission changes, or why it is refused. */
export function changedBy(submission: FormSubmission | undefined): readonly string[] | string {
  const { subject = "", ...form } = submission ?? { form: "settings", language: "en", values: {} };
  const read = readSettingsForm(subject as Subject, form as FormSubmission, { values: VALUES, pack: { entries: [] } });
  return "problem" in read ? read.problem.text : read.changes.map(({ name }) => name);
}
