import type { types } from "@slack/bolt";
import type { Action } from "../../../src/actions.ts";
import type { Language, Reply } from "../../../src/model.ts";
import { type Origin, writeMetadata } from "../receive/origin.ts";
import { FIELD } from "../receive/parse-interaction.ts";
import { say } from "../texts.ts";
import { paragraph, plain } from "./blocks.ts";
import { LIMIT } from "./limits.ts";
import { renderBlocks, type SlackMessage } from "./render.ts";

/** `callback_id` of the adapter's modals. */
export const VIEW = { ask: "ask", answer: "answer", reason: "reason", share: "share", form: "form" } as const;

const NAME = "Malinois";
const DIVIDER: types.DividerBlock = { type: "divider" };

/** A modal with a reply, the blocks that it shows, and messages with what did not fit. */
export interface DrawnModal {
  readonly view: types.ModalView;
  readonly blocks: readonly types.KnownBlock[];
  readonly rest: readonly SlackMessage[];
}

/** Returns the modal for typing a question or searching for an entry. */
export function askModal(language: Language, origin: Origin): types.ModalView {
  return {
    ...modal(VIEW.ask, say(language, "askTitle"), language, writeMetadata(origin)),
    submit: plain(say(language, "askSubmit")),
    blocks: [askInput(language, false), searchRow(language)],
  };
}

/** Returns the modal that is shown until the answer comes. */
export function workingModal(language: Language, origin: Origin): types.ModalView {
  return notice(language, origin, say(language, "working"));
}

/** Returns the modal that is shown if no answer comes. */
export function failedModal(language: Language, origin: Origin): types.ModalView {
  return notice(language, origin, say(language, "nothing"));
}

/** Returns the modal that shows a reply below the blocks that it shows already. */
export function answerModal(reply: Reply, origin: Origin, above: readonly types.KnownBlock[]): DrawnModal {
  const divider = above.length === 0 ? [] : [DIVIDER];
  const { blocks: own, rest } = blocksWithNote(reply, LIMIT.blocksInView - above.length - divider.length);
  const blocks = [...above, ...(own.length > 1 || rest.length === 0 ? divider : []), ...own];
  const view = modal(VIEW.answer, NAME, reply.language, writeMetadata(origin));
  return { view: { ...view, blocks }, blocks, rest };
}

/** Draws a reply as at most `room` blocks of a modal; if it does not fit, the last one says where the rest is. */
export function blocksWithNote(reply: Reply, room: number): ReturnType<typeof renderBlocks> {
  const { blocks, rest } = renderBlocks(reply, room - 1);
  return { blocks: rest.length === 0 ? blocks : [...blocks, paragraph(say(reply.language, "restInMessages"))], rest };
}

/** Returns the modal that asks what was missing in an answer that did not help. */
export function reasonModal(language: Language, origin: Origin, action: Action): types.ModalView {
  const element: types.PlainTextInput = {
    type: "plain_text_input",
    action_id: FIELD.reason,
    multiline: true,
    max_length: LIMIT.question,
    placeholder: plain(say(language, "reasonPlaceholder")),
  };
  return {
    ...modal(VIEW.reason, say(language, "reasonTitle"), language, writeMetadata(origin, { action })),
    submit: plain(say(language, "reasonSubmit")),
    // Closing the modal still counts as feedback that the answer did not help.
    notify_on_close: true,
    blocks: [{ type: "input", block_id: FIELD.reason, optional: true, label: plain(say(language, "reasonLabel")), element }],
  };
}

/** Returns the modal that asks where to share an answer. */
export function shareModal(language: Language, origin: Origin, action: Action): types.ModalView {
  const element: types.ConversationsSelect = {
    type: "conversations_select",
    action_id: FIELD.channel,
    filter: { include: ["public", "private"], exclude_bot_users: true },
  };
  return {
    ...modal(VIEW.share, say(language, "shareTitle"), language, writeMetadata(origin, { action })),
    submit: plain(say(language, "shareSubmit")),
    blocks: [{ type: "input", block_id: FIELD.channel, label: plain(say(language, "shareLabel")), element }],
  };
}

/** Returns the start page: the reply, with a question field and a search field. A note says that the search finds what does not fit. */
export function homeView(reply: Reply): types.HomeView {
  const tools = [askInput(reply.language, true), searchRow(reply.language)];
  const { blocks, rest } = renderBlocks(reply, LIMIT.blocksInView - tools.length - 1);
  const note = rest.length === 0 ? [] : [paragraph(say(reply.language, "restBySearch"))];
  const [title, ...others] = blocks;
  const top = title?.type === "header" ? [title, ...tools, ...others] : [...tools, ...blocks];
  return { type: "home", blocks: [...top, ...note] };
}

function notice(language: Language, origin: Origin, text: string): types.ModalView {
  return { ...modal(VIEW.answer, NAME, language, writeMetadata(origin)), blocks: [paragraph(text)] };
}

/** Returns a modal without its blocks. */
export function modal(callback: string, title: string, language: Language, metadata: string): Omit<types.ModalView, "blocks"> {
  return {
    type: "modal",
    callback_id: callback,
    title: plain(title),
    close: plain(say(language, "close")),
    private_metadata: metadata,
  };
}

/** Returns a field for a question. In App Home, Enter submits it. */
function askInput(language: Language, sendsItself: boolean): types.InputBlock {
  const element: types.PlainTextInput = {
    type: "plain_text_input",
    action_id: FIELD.ask,
    max_length: LIMIT.question,
    placeholder: plain(say(language, "askPlaceholder")),
    ...(sendsItself ? { dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] } } : { multiline: true }),
  };
  const label = plain(say(language, "askLabel"));
  return { type: "input", block_id: FIELD.ask, label, element, ...(sendsItself && { dispatch_action: true }) };
}

function searchRow(language: Language): types.ActionsBlock {
  const element: types.ExternalSelect = {
    type: "external_select",
    action_id: FIELD.search,
    placeholder: plain(say(language, "searchPlaceholder")),
    min_query_length: 0,
  };
  return { type: "actions", block_id: FIELD.search, elements: [element] };
}
