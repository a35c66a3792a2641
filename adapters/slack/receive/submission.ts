import { enteredValues } from "../../kit/form-values.ts";
import { type Payload, record, records, text, texts } from "../../kit/payload.ts";

/** Returns what was filled in, by field name, from the state of a submitted view. */
export function submittedValues(values: Payload): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, valuesOf(record(record(values, name), name))]));
}

function valuesOf(element: Payload): readonly string[] {
  const one = text(element, "value") ?? text(element, "selected_time") ?? text(record(element, "selected_option"), "value");
  const many = records(element, "selected_options").flatMap((option) => text(option, "value") ?? []);
  const picked = [...texts(element, "selected_conversations"), ...texts(element, "selected_users")];
  return enteredValues(one, picked.length > 0 ? picked : many);
}
