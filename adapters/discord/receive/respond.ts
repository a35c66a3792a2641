import type { APIInteractionResponse } from "discord.js";
import { withValues } from "../../../src/forms.ts";
import { languageOfLocale, uiLanguageFor } from "../../../src/languages/languages.ts";
import type { Inbound, Language } from "../../../src/model.ts";
import type { Host } from "../../../src/ports.ts";
import { shorten } from "../../kit/plain-text.ts";
import { choicesFor } from "../commands/choices.ts";
import { readPreset, readPresets } from "../commands/presets.ts";
import { formOf } from "../commands/read-options.ts";
import { decodeHandle } from "../handle.ts";
import type { Settings } from "../options.ts";
import { INTERACTION, MESSAGE_FLAG, RESPONSE } from "../protocol.ts";
import { MENTIONED } from "../render/command-mentions.ts";
import { formIn, formModal, reasonModal, type WantedForm } from "../render/forms.ts";
import { escapeText } from "../render/markup.ts";
import { say } from "../texts.ts";
import { type CommandEvent, type InteractionEvent, interactionEvent } from "./events.ts";
import { actionOf, askerOf, type Pickable, parseInteraction, placeOf } from "./parse-interaction.ts";
import type { TypedForms } from "./typed-forms.ts";
import { unsendable } from "./unsendable.ts";

/** The first response to an interaction, due within three seconds, and the inbound message to answer after it. */
export interface FirstResponse {
  readonly id: string;
  readonly token: string;
  readonly response: APIInteractionResponse;
  readonly inbound?: Inbound;
}

/** What {@link respondTo} needs to know. */
export interface Knowledge extends Pickable {
  readonly host: Pick<Host, "suggest" | "form">;
  /** Collects the ids of commands that people use. */
  readonly commandIds?: Map<string, string>;
  readonly typedForms?: TypedForms;
  /** Whether there is no bot's token, so that only interactions can be answered. Absent: there is one. */
  readonly isWithoutToken?: boolean;
}

/** Returns what {@link respondTo} needs to know, as it is now. */
export function knowledgeOf(
  {
    areas,
    campaigns,
    token,
    commandIds,
    typedForms,
  }: Pick<Settings, "areas" | "campaigns" | "token" | "commandIds" | "typedForms">,
  host: Knowledge["host"],
): Knowledge {
  const named = campaigns().map(({ id, name }) => ({ id, title: name }));
  return { host, areas: areas(), campaigns: named, commandIds, typedForms, isWithoutToken: token === undefined };
}

/**
 * Returns the first response to an interaction: that the answer follows, suggestions for what is being typed, a form, or why there is no answer.
 * Returns null for what is not an interaction of a person.
 */
export async function respondTo(payload: unknown, knowledge: Knowledge): Promise<FirstResponse | null> {
  const { success, data: event } = interactionEvent.safeParse(payload);
  if (!success || event.type === INTERACTION.ping) return null;
  const { id, token } = event;
  if (event.type === INTERACTION.autocomplete) {
    const choices = await choicesFor(event, knowledge, knowledge.host);
    return { id, token, response: { type: RESPONSE.autocomplete, data: { choices } } };
  }
  if (event.type === INTERACTION.command && knowledge.commandIds) noteId(event, knowledge.commandIds);
  const impossible = knowledge.isWithoutToken ? unsendable(event) : undefined;
  if (impossible !== undefined) return { id, token, response: ephemeralNotice(say(languageOfReader(event), impossible)) };
  const unreadable = unreadableOption(event);
  if (unreadable !== undefined) return { id, token, response: ephemeralNotice(unreadable) };
  // Discord accepts a form only as the first response.
  const modal = await modalFor(event, knowledge);
  if (modal !== undefined) return { id, token, response: { type: RESPONSE.modal, data: modal } };
  const inbound = parseInteraction(event, knowledge);
  if (inbound?.kind === "submitted") knowledge.typedForms?.keep(inbound.asker.id, inbound.submission);
  if (inbound?.kind === "pressed" && inbound.action.kind === "erase") knowledge.typedForms?.forget(inbound.asker.id);
  if (inbound === null) return { id, token, response: refusal(event) };
  return { id, token, response: deferral(inbound), inbound };
}

/** Records a command's id: without a token, and in processes that do not register commands, ids are known only from use. */
function noteId({ data: { id, name, guild_id: server } }: CommandEvent, ids: Map<string, string>): void {
  if (id !== undefined && !server && !ids.has(name) && MENTIONED.some((known) => known === name)) ids.set(name, id);
}

/** Returns the form that a button or a command opens, if it opens one. */
async function modalFor(event: InteractionEvent, { host, typedForms }: Pick<Knowledge, "host" | "typedForms">) {
  if (event.type === INTERACTION.component) {
    const action = actionOf(event);
    if (action?.kind === "feedback" && !action.helpful) return reasonModal(action);
  }
  const wanted = formWanted(event);
  const asker = askerOf(event);
  const form = wanted && asker && (await host.form(wanted, asker, placeOf(event)));
  if (form === undefined || wanted === undefined) return undefined;
  const typed = wanted.again && asker ? typedForms?.of(asker.id, form) : undefined;
  // Everything that was typed is better than the part that the button had room for.
  return typed === undefined ? formModal(form, wanted) : formModal(withValues(form, typed), { ...wanted, filled: "" });
}

function formWanted(event: InteractionEvent): WantedForm | undefined {
  if (event.type === INTERACTION.component) return formIn(event.data.values[0] ?? event.data.custom_id);
  const command = event.type === INTERACTION.command ? formOf(event.data) : undefined;
  if (command === undefined) return undefined;
  const { form, given, subject } = command;
  const reference = { name: form, language: languageOfReader(event), ...(subject === undefined ? {} : { subject }) };
  return { ...reference, presets: readPresets(given) };
}

/** Returns what is wrong with an option given for a form: the form would otherwise silently ignore it. */
function unreadableOption(event: InteractionEvent): string | undefined {
  const given = event.type === INTERACTION.command ? formOf(event.data)?.given : undefined;
  const wrongField = (["zone", "quiet"] as const).find((name) => given?.[name] && readPreset(name, given[name]) === undefined);
  return (
    wrongField &&
    say(languageOfReader(event), `nudge.bad-${wrongField}`, {
      given: shorten(given?.[wrongField] ?? "", SHOWN),
    })
  );
}

/** How many characters of an unreadable option are quoted. */
const SHOWN = 40;

/** Returns the response "Malinois is thinking…". It decides for good whether only the asker sees the answer. */
function deferral({ place }: Inbound): APIInteractionResponse {
  const handle = decodeHandle(place.handle);
  const ephemeral = handle?.kind === "interaction" && handle.ephemeral;
  return { type: RESPONSE.deferredMessage, data: ephemeral ? { flags: MESSAGE_FLAG.ephemeral } : {} };
}

function refusal({ type, locale }: InteractionEvent): APIInteractionResponse {
  return ephemeralNotice(say(languageOfReader({ locale }), type === INTERACTION.command ? "old-command" : "old-button"));
}

function languageOfReader({ locale }: Pick<InteractionEvent, "locale">): Language {
  return uiLanguageFor(languageOfLocale(locale));
}

/** Returns a notice that only the person sees. */
function ephemeralNotice(text: string): APIInteractionResponse {
  return {
    type: RESPONSE.message,
    data: { content: escapeText(text), flags: MESSAGE_FLAG.ephemeral, allowed_mentions: { parse: [] } },
  };
}
