import { parseCommand, parseHomeOpened, parseJoined, parseMessage } from "../../../adapters/slack/receive/parse.ts";
import {
  type Interaction,
  interactionInbound,
  parsePress,
  parseShortcut,
  parseView,
} from "../../../adapters/slack/receive/parse-interaction.ts";
import { formModal } from "../../../adapters/slack/render/forms.ts";
import { renderReply } from "../../../adapters/slack/render/render.ts";
import { reasonModal } from "../../../adapters/slack/render/views.ts";
import type { Action } from "../../../src/actions.ts";
import type { Form } from "../../../src/forms.ts";
import type { Inbound, Reply } from "../../../src/model.ts";
import { createPeople } from "../../protocol/slack/payloads.ts";
import { BOT_USER, createWorkspace, type Json, TEAM } from "../../protocol/slack/workspace.ts";
import { buttonsOf, replyWith } from "./actions.ts";

const [USER, CHANNEL, DIRECT] = ["U1", "C1", "D1"] as const;
const bot = { userId: BOT_USER, workspace: TEAM };
const people = createPeople(createWorkspace(), () => "https://hooks.slack.com/commands/1");

/** What people do in Slack. Each function turns Slack's own event into the resulting inbound message, or null if there is none. */
export const slack = {
  mention: (text: string) =>
    parseMessage(people.speak({ user: USER, channel: CHANNEL, text: `<@${BOT_USER}> ${text}` }).mention.payload, bot),
  direct: (text: string) => parseMessage(people.speak({ user: USER, channel: DIRECT, text }).message.payload, bot),
  inThread: (text: string) =>
    parseMessage(people.speak({ user: USER, channel: CHANNEL, text, thread: "1.000001" }).message.payload, bot),
  command: (command: string, text: string) => parseCommand(people.command(USER, CHANNEL, command, text).payload, bot, "en"),
  fromMessage(text: string) {
    const { ts } = people.speak({ user: "U2", channel: CHANNEL, text });
    const shortcut = people.messageShortcut(USER, CHANNEL, "ask_about_message", { ts, text });
    return questionOf(parseShortcut(shortcut.payload, bot));
  },
  /** Submits a form that was opened in a channel, with another time. */
  fillIn(form: Form, time: string) {
    const view = { ...formModal(form, { channel: CHANNEL, private: false }), id: "V1", hash: "1" };
    const state = { time: { time: { type: "timepicker", selected_time: time } } };
    const interaction = parseView(people.submits(USER, view, state).payload, bot);
    return interaction && interactionInbound(interaction, "en", interaction.view);
  },
  joins: (user: string) => parseJoined(people.joins(user).payload, bot),
  home: () => parseHomeOpened(people.opens(USER, "home").payload, bot, "en"),
  /** Presses each control of a reply that is shown to everybody or only to the asker. */
  pressAll: (reply: Reply, alone = false) => pressesOf(reply, alone).map(questionOf),
  /** Says that an answer did not help, and why. */
  complain(action: Action, reason: string) {
    const pressed = pressesOf(replyWith({ actions: buttonsOf(action) }), false)[0];
    if (!pressed?.action) return null;
    const view = { ...reasonModal("en", pressed.origin, pressed.action), id: "V1" };
    return questionOf(parseView(people.submits(USER, view, { reason: { reason: { value: reason } } }).payload, bot));
  },
};

function questionOf(interaction: Interaction | null): Inbound | null {
  return interaction === null ? null : interactionInbound(interaction, "en", undefined);
}

function pressesOf(reply: Reply, alone: boolean): readonly (Interaction | null)[] {
  const elements = renderReply(reply).flatMap(({ blocks }) => blocks.flatMap(elementsOf));
  return elements.map((element) => parsePress(people.press(USER, CHANNEL, { ts: "1.000001" }, element, alone).payload, bot));
}

/** Returns what Slack sends when each control in a block is pressed. */
function elementsOf(block: ReturnType<typeof renderReply>[number]["blocks"][number]): readonly Json[] {
  if (block.type === "actions") return block.elements.map((element) => ({ ...element }));
  if (block.type !== "context_actions") return [];
  return block.elements.flatMap((element) =>
    element.type === "feedback_buttons"
      ? [element.positive_button, element.negative_button].map(({ value }) => ({ type: element.type, value }))
      : [],
  );
}
