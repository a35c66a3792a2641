import { parseMessage, parseNewcomer, placeInChannel } from "../../../adapters/discord/receive/parse.ts";
import { respondTo } from "../../../adapters/discord/receive/respond.ts";
import { renderReply } from "../../../adapters/discord/render/render.ts";
import type { Action } from "../../../src/actions.ts";
import type { Form } from "../../../src/forms.ts";
import type { Asked, Inbound, Reply } from "../../../src/model.ts";
import type { Suggestion } from "../../../src/ports.ts";
import { componentsOf, type SentComponent } from "../../protocol/discord/message-rules.ts";
import { fillIn, nudge, quiz } from "../../protocol/discord/nudging.ts";
import {
  ask,
  askAbout,
  choose,
  type Interacting,
  interactionEvent,
  memberEvent,
  messageEvent,
  press,
  subcommand,
  submit,
  type,
} from "../../protocol/discord/people.ts";
import { startDiscordServer } from "../../protocol/discord/server.ts";
import type { Channel } from "../../protocol/discord/state.ts";
import { buttonsOf, replyWith } from "./actions.ts";

const channel: Channel = { id: "1100000000000000001", type: 0, guild_id: "1100000000000000002", name: "general" };
const thread: Channel = { ...channel, id: "1100000000000000003", type: 11, parent_id: channel.id };
const direct: Channel = { id: "1100000000000000004", type: 1, name: "" };
const EPHEMERAL = 64;

/** Used only for its ids. */
const server = await startDiscordServer();
await server.stop();

/** What people do in Discord. Each function turns Discord's own event into the resulting inbound message, or null if there is none. */
export const discord = {
  mention: (text: string) => placed(say(channel, `@Malinois ${text}`)),
  direct: (text: string) => say(direct, text),
  /** Needs the message content intent, which is optional. */
  inThread: (text: string) => placed(say(thread, text, true), true),
  ask: (text: string, isPublic?: boolean) => questionOf(ask(text, isPublic)),
  subcommand: (name: string) => questionOf(subcommand(name)),
  fromMessage: (text: string) => questionOf(askAbout(text)),
  nudge: (path: string, options?: Readonly<Record<string, string | number>>) => questionOf(nudge(path, options)),
  quiz: (what?: string) => questionOf(quiz(what)),
  /** Opens a form with `/nudge add`, and submits it with some changes. */
  async fillIn(form: Form, changes: Parameters<typeof fillIn>[1]): Promise<Inbound | null> {
    const response = (await respond(nudge("add"), [], form))?.response;
    const data = response?.type === 9 ? { ...response.data } : {};
    return (await respond(fillIn({ response: { type: 9, data } }, changes)))?.inbound ?? null;
  },
  /** Needs the server members intent, which is optional. */
  joins: (person: string): Inbound | null => parseNewcomer(memberEvent({ id: channel.guild_id ?? "" }, person)),
  /** Returns the immediate response to Discord. */
  firstResponse: async (interacting: Omit<Interacting, "channel">) => (await respond(interacting))?.response,
  /** Returns what is suggested while somebody types into /ask. */
  typing: async (typed: string, suggestions: readonly Suggestion[]) => (await respond(type("ask", typed), suggestions))?.response,
  /** Presses each control of a reply that is shown to everybody or only to the asker. If a form opens, it is submitted unchanged. */
  pressAll: (reply: Reply, alone = false): Promise<readonly (Inbound | null)[]> =>
    Promise.all(controlsOf(reply).map((control) => questionOf({ ...control, messageFlags: alone ? EPHEMERAL : 0 }))),
  /** Says that an answer did not help, and why. */
  complain(action: Action, reason: string) {
    const [control] = controlsOf(replyWith({ actions: buttonsOf(action) }));
    return control === undefined ? null : questionOf(control, reason);
  },
};

function say(where: Channel, text: string, readsAll = false): Asked | null {
  return parseMessage(messageEvent(server, { channel: where, text }), { id: server.botId, readsAll });
}

function placed(question: Asked | null, inThread = false): Asked | null {
  if (question === null) return null;
  const kind = inThread
    ? ({ kind: "thread", parent: channel.id, inForum: false } as const)
    : ({ kind: "channel", opensThreads: true } as const);
  return placeInChannel(question, kind, false);
}

function respond(interacting: Omit<Interacting, "channel">, suggestions: readonly Suggestion[] = [], form?: Form) {
  const { event } = interactionEvent(server, { channel, ...interacting });
  return respondTo(event, { host: { suggest: async () => suggestions, form: async () => form }, areas: [], campaigns: [] });
}

/** Returns the question of an interaction, or of the form that it opens. */
async function questionOf(interacting: Omit<Interacting, "channel">, reason = ""): Promise<Inbound | null> {
  const first = await respond(interacting);
  const opened = first?.response.type === 9 ? first.response.data.custom_id : undefined;
  return (opened === undefined ? first : await respond(submit(opened, reason)))?.inbound ?? null;
}

/** Returns each button, and each choice of each menu. */
function controlsOf(reply: Reply): readonly Omit<Interacting, "channel">[] {
  return renderReply(reply)
    .flatMap((message) => componentsOf(message as { components: readonly SentComponent[] }))
    .flatMap(({ custom_id, options }) => {
      if (custom_id === undefined) return [];
      return options === undefined ? [press(custom_id)] : options.map(({ value }) => choose(custom_id, value));
    });
}
