import type { FormField } from "../../../src/forms.ts";

const SEPARATOR = ".";
/** A position is one digit of this base. */
const BASE = 36;
/** Of texts, only what is as short as a time is kept. */
const SHORT = /^[\d:]{1,5}$/;

/**
 * What is filled in, as short as it goes: the positions of what is chosen, and a time; the last fields are left out where there is no room.
 * @param room in characters
 */
export function encodeFilled(fields: readonly FormField[], room: number): string {
  const parts = fields.map(partOf);
  while (parts.length > 0 && parts.join(SEPARATOR).length > room) parts.pop();
  return parts.join(SEPARATOR);
}

function partOf(field: FormField): string {
  if (!("options" in field)) return field.values.find((value) => SHORT.test(value)) ?? "";
  const positions = field.values.map((value) => field.options.findIndex((option) => option.value === value));
  return positions.flatMap((position) => (position >= 0 && position < BASE ? [position.toString(BASE)] : [])).join("");
}

/** The fields with what {@link encodeFilled} kept of them; as they are where it kept nothing, or nothing that can be chosen now. */
export function withFilled(fields: readonly FormField[], filled: string): readonly FormField[] {
  const parts = filled === "" ? [] : filled.split(SEPARATOR);
  return fields.map((field, position) => {
    const part = parts[position];
    if (part === undefined) return field;
    if (!("options" in field)) return SHORT.test(part) ? { ...field, values: [part] } : field;
    const values = [...part].flatMap((digit) => field.options[Number.parseInt(digit, BASE)]?.value ?? []);
    return values.length > 0 || (part === "" && field.optional) ? { ...field, values } : field;
  });
}
