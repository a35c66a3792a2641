import type { APIInteractionResponse } from "discord.js";
import type { Area, Host, Question } from "../../src/types.ts";
import { suggestAreas, suggestQuestions } from "./autocomplete.ts";
import { type CommandEvent, type InteractionEvent, interactionEvent } from "./events.ts";
import { decodeForm, formModal } from "./forms.ts";
import { decodeHandle } from "./handle.ts";
import { escapeText } from "./markdown.ts";
import { reasonModal } from "./modals.ts";
import { actionOf, askerOf, languageOf, parseInteraction } from "./parse-interaction.ts";
import { INTERACTION, MESSAGE_FLAG, RESPONSE } from "./protocol.ts";
import { say } from "./texts.ts";

/** The first response to an interaction, due within three seconds, and the question to answer after it. */
export interface FirstResponse {
  readonly id: string;
  readonly token: string;
  readonly response: APIInteractionResponse;
  readonly question?: Question;
}

/** What responses are made of. */
export interface Knowledge {
  readonly host: Pick<Host, "suggest" | "form">;
  readonly areas: readonly Area[];
}

/**
 * What to say at once to an interaction: "the answer follows", a list for what is being typed, a form, or why not.
 * Null for what is not an interaction of a person.
 */
export function respondTo(payload: unknown, { host, areas }: Knowledge): FirstResponse | null {
  const { success, data: event } = interactionEvent.safeParse(payload);
  if (!success || event.type === INTERACTION.ping) return null;
  const { id, token } = event;
  if (event.type === INTERACTION.autocomplete) {
    const choices = choicesFor(event, { host, areas });
    return { id, token, response: { type: RESPONSE.autocomplete, data: { choices } } };
  }
  // Discord takes a form as the first response only.
  const modal = modalFor(event, host);
  if (modal !== undefined) return { id, token, response: { type: RESPONSE.modal, data: modal } };
  const question = parseInteraction(event, areas);
  if (question === null) return { id, token, response: refusal(event) };
  return { id, token, response: deferral(question), question };
}

/** The form that a button opens, if it opens one. */
function modalFor(event: InteractionEvent, host: Knowledge["host"]) {
  if (event.type !== INTERACTION.component) return undefined;
  const action = actionOf(event);
  if (action?.kind === "feedback" && !action.helpful) return reasonModal(action);
  const wanted = decodeForm(event.data.custom_id);
  const asker = askerOf(event);
  const form = wanted === undefined || asker === undefined ? undefined : host.form(wanted.name, wanted.language, asker);
  return form === undefined ? undefined : formModal(form);
}

function choicesFor({ data, locale }: CommandEvent, { host, areas }: Knowledge) {
  const focused = [...data.options, ...data.options.flatMap(({ options }) => options ?? [])].find((option) => option.focused);
  const typed = typeof focused?.value === "string" ? focused.value : "";
  const language = languageOf(locale);
  if (focused?.name === "area") return suggestAreas(typed, language ?? "en", areas);
  return focused?.name === "question" ? suggestQuestions(typed, language, host) : [];
}

/** "Malinois is thinking…"; whether only the asker sees the answer is fixed here, whatever is sent later. */
function deferral({ place }: Question): APIInteractionResponse {
  const handle = decodeHandle(place.handle);
  const ephemeral = handle?.kind === "interaction" && handle.ephemeral;
  return { type: RESPONSE.deferredMessage, data: ephemeral ? { flags: MESSAGE_FLAG.ephemeral } : {} };
}

function refusal({ type, locale }: InteractionEvent): APIInteractionResponse {
  const text = say(languageOf(locale) ?? "en", type === INTERACTION.command ? "old-command" : "old-button");
  return {
    type: RESPONSE.message,
    data: { content: escapeText(text), flags: MESSAGE_FLAG.ephemeral, allowed_mentions: { parse: [] } },
  };
}
