import type { Json, Workspace } from "./workspace.ts";

/** The values that somebody enters, by the names of the fields: values of options, a time or a text. */
export type Changes = Readonly<Record<string, string | readonly string[]>>;

/** Returns the modal that was opened last, in its current state; undefined if there is none. */
export function openView({ views }: Pick<Workspace, "views">): Json | undefined {
  const last = [...views.values()].at(-1);
  return last && { ...last.view, id: last.id, hash: last.hash };
}

/** Returns the button of a message with a label. Throws if there is none. */
export function buttonIn(shown: unknown, label: string): Json {
  const text = JSON.stringify((shown as Json | undefined)?.blocks) ?? "";
  const found = text.match(
    new RegExp(`\\{"type":"button","action_id":"[^"]+",(?:"style":"[^"]+",)?"text":\\{[^}]*"${label}"[^}]*\\},"value":"[^"]+"`),
  );
  if (found === null) throw new Error(`no button ${label} in ${JSON.stringify(shown)}`);
  return JSON.parse(`${found[0]}}`);
}

/**
 * Returns the `state.values` of a modal as Slack sends them: the initial value of each field, or the changed one. Throws if Slack would not
 * accept these values. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export function filledIn({ blocks }: Json, changes: Changes = {}): Json {
  const inputs = (blocks as readonly Json[]).filter(({ type }) => type === "input");
  const unknown = Object.keys(changes).filter((name) => !inputs.some(({ block_id: id }) => id === name));
  if (unknown.length > 0) throw new Error(`no fields ${unknown.join(", ")}`);
  return Object.fromEntries(inputs.map((input) => [String(input.block_id), stateOf(input, changes[String(input.block_id)])]));
}

function stateOf({ block_id: id, optional, element }: Json, change: Changes[string] | undefined): Json {
  const { action_id: action, type } = element as Json;
  const { isEmpty, ...state } = elementState(element as Json, change);
  if (isEmpty && optional !== true) throw new Error(`${String(id)} must be filled in`);
  return { [String(action)]: { type, ...state } };
}

function elementState({ type, options, ...element }: Json, change: Changes[string] | undefined): Json {
  const pick = (value: unknown): Json => {
    const found = (options as readonly Json[]).find((option) => option.value === value);
    if (found === undefined) throw new Error(`no option ${String(value)}`);
    return found;
  };
  switch (type) {
    case "plain_text_input": {
      const value = change ?? element.initial_value ?? null;
      return { value, isEmpty: value === null };
    }
    case "timepicker": {
      const time = change ?? element.initial_time ?? null;
      return { selected_time: time, isEmpty: time === null };
    }
    case "static_select": {
      const option = change === undefined ? (element.initial_option ?? null) : pick([change].flat()[0]);
      return { selected_option: option, isEmpty: option === null };
    }
    case "multi_conversations_select": {
      const picked = change === undefined ? (element.initial_conversations ?? []) : [...change];
      return { selected_conversations: picked, isEmpty: (picked as readonly unknown[]).length === 0 };
    }
    case "multi_users_select": {
      const picked = change === undefined ? (element.initial_users ?? []) : [...change];
      return { selected_users: picked, isEmpty: (picked as readonly unknown[]).length === 0 };
    }
    default: {
      const chosen = change === undefined ? ((element.initial_options ?? []) as readonly Json[]) : [...change].map(pick);
      return { selected_options: chosen, isEmpty: chosen.length === 0 };
    }
  }
}
