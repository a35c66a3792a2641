import { fillingViolations, type SentModal } from "./modal-rules.ts";
import { COMMAND_ID, type Interacting, submitForm } from "./people.ts";
import type { InteractionRecord } from "./state.ts";

// What people do with nudges and quizzes, in the form that Discord sends.

/** Returns `/nudge` with a path of subcommands and its options. Numbers must be whole numbers. */
export function nudge(path: string, options: Readonly<Record<string, string | number>> = {}): Pick<Interacting, "type" | "data"> {
  const given = Object.entries(options).map(([name, value]) => ({ name, type: typeof value === "string" ? 3 : 4, value }));
  return { type: 2, data: { id: COMMAND_ID, name: "nudge", type: 1, options: nested(path, given) } };
}

/** Returns the autocompletion request for typing into an option of `/nudge`. */
export function typeNudge(path: string, option: string, typed: string): Pick<Interacting, "type" | "data"> {
  const focused = { name: option, type: 3, value: typed, focused: true };
  return { type: 4, data: { id: COMMAND_ID, name: "nudge", type: 1, options: nested(path, [focused]) } };
}

function nested(path: string, options: readonly object[]): object[] {
  const [name = "", ...rest] = path.split(" ");
  return rest.length === 0 ? [{ name, type: 1, options }] : [{ name, type: 2, options: nested(rest.join(" "), options) }];
}

export function quiz(what?: string): Pick<Interacting, "type" | "data"> {
  const options = what === undefined ? [] : [{ name: "what", type: 3, value: what }];
  return { type: 2, data: { id: COMMAND_ID, name: "quiz", type: 1, options } };
}

/** Submits an open form with some changes. Throws if Discord would not allow these values. */
export function fillIn(
  { response, message, messageFlags }: Pick<InteractionRecord, "response" | "message" | "messageFlags">,
  changes: Readonly<Record<string, string | readonly string[]>> = {},
): Pick<Interacting, "type" | "data" | "messageId" | "messageFlags"> {
  const { custom_id = "", components = [] }: SentModal = response?.type === 9 ? (response.data ?? {}) : {};
  const inputs = components.flatMap(({ component }) => component ?? []);
  const values = inputs.map((input) => {
    const { custom_id: name = "", value = "", options, type } = input;
    const picked = type === 5 || type === 8 ? (input.default_values ?? []).map(({ id }) => id) : undefined;
    const shown = picked ?? options?.flatMap((option) => (option.default ? [option.value] : [])) ?? value;
    const given = changes[name] ?? shown;
    const faults = fillingViolations(input, given);
    if (faults.length > 0) throw new Error(faults.join("; "));
    return [name, given] as const;
  });
  return {
    ...submitForm(custom_id, Object.fromEntries(values)),
    ...(message === undefined ? {} : { messageId: message }),
    ...(messageFlags === undefined ? {} : { messageFlags }),
  };
}
