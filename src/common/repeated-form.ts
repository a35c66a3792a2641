import { type Form, type FormProblem, type FormSubmission, withValues } from "../forms.ts";
import { say } from "../languages/index.ts";
import type { Reply } from "../model.ts";

/** Returns a reply that shows a form again as it was filled in, and says what is wrong under the label of the field. */
export function repeatedForm(form: Form, values: FormSubmission["values"], problem: FormProblem): Reply {
  const { language, fields } = form;
  const label = fields.find(({ name }) => name === problem.field)?.label;
  const line = label === undefined ? problem.text : say(language, "form.problem", { label, problem: problem.text });
  return { kind: "notice", language, body: [line], choices: [], actions: [], form: { ...withValues(form, values), problem } };
}
