import type { App, types } from "@slack/bolt";
import { encodeAction } from "../../../src/actions.ts";
import { withValues } from "../../../src/forms.ts";
import { uiLanguageFor } from "../../../src/languages/languages.ts";
import type { Reply } from "../../../src/model.ts";
import { type Payload, record, recordOf, records, text } from "../../kit/payload.ts";
import { cleanText, shorten } from "../../kit/plain-text.ts";
import { within } from "../../kit/time.ts";
import { writeHandle } from "../handle.ts";
import { plain } from "../render/blocks.ts";
import { formModal } from "../render/forms.ts";
import { LIMIT } from "../render/limits.ts";
import { askModal, reasonModal, shareModal, VIEW, workingModal } from "../render/views.ts";
import { conversationOf } from "../send/conversation.ts";
import { say } from "../texts.ts";
import { acknowledging } from "./acknowledging.ts";
import type { ListenerContext } from "./context.ts";
import { introduce } from "./introduce.ts";
import { answerHere, answerInModal, answerInView, openView } from "./modals.ts";
import { messageOrigin } from "./origin.ts";
import { homeInbound, isDirect, PLATFORM, workspaceOf } from "./parse.ts";
import {
  FIELD,
  type Interaction,
  interactionInbound,
  needsChannel,
  parsePress,
  parseShortcut,
  parseView,
} from "./parse-interaction.ts";
import { personIn } from "./people.ts";
import { readMrkdwn } from "./text/plain-text.ts";

/** `callback_id` of the shortcuts. */
export const SHORTCUT = { ask: "ask_malinois", message: "ask_about_message" } as const;

/** Registers the listeners for buttons, pickers, shortcuts and modals. Each interaction is acknowledged when it is stored, and answered afterwards. */
export function listenToInteractions(app: App, context: ListenerContext): void {
  app.action(/.*/, async ({ body, ack }) => {
    await acknowledging(ack, context, (withAck) => onPress(recordOf(body), withAck));
  });
  app.options(FIELD.search, async ({ body, ack }) => ack({ options: await suggestions(recordOf(body), context) }));
  app.shortcut(/.*/, async ({ body, ack }) => {
    await acknowledging(ack, context, (withAck) => onShortcut(recordOf(body), withAck));
  });
  app.view({ callback_id: VIEW.ask, type: "view_submission" }, async ({ body, ack }) => {
    await onSubmitted(recordOf(body), context, (working) => ack({ response_action: "update", view: working }), ack);
  });
  app.view({ callback_id: VIEW.form, type: "view_submission" }, async ({ body, ack }) => {
    const { submissions } = context;
    const id = parseView(recordOf(body), context.bot)?.id ?? "";
    const acknowledgeSoon = async (working: types.ModalView) =>
      submissions.open(id, (problem) =>
        problem === undefined
          ? ack({ response_action: "update", view: working })
          : ack({ response_action: "errors", errors: { [problem.field]: shorten(cleanText(problem.text), LIMIT.fieldLabel) } }),
      );
    await onSubmitted(recordOf(body), context, acknowledgeSoon, ack);
  });
  for (const type of ["view_submission", "view_closed"] as const)
    app.view({ callback_id: VIEW.reason, type }, async ({ body, ack }) => {
      await acknowledging(ack, context, (withAck) => onCompleted(recordOf(body), withAck));
    });
  app.view(VIEW.share, async ({ body, ack }) => {
    await acknowledging(ack, context, (withAck) => onCompleted(recordOf(body), withAck));
  });
}

/**
 * Answers a submitted modal.
 * @param acknowledge acknowledges it once it is saved, with a modal that says that it is being processed
 */
async function onSubmitted(
  body: Payload,
  context: ListenerContext,
  acknowledge: (working: types.ModalView) => Promise<unknown>,
  acknowledgeUntaken: () => Promise<unknown>,
): Promise<void> {
  let working: types.ModalView | undefined;
  const work = async (withAck: ListenerContext) => {
    const interaction = parseView(body, context.bot);
    if (interaction?.view === undefined) return;
    const { language } = await context.people.of(interaction.user);
    working = workingModal(uiLanguageFor(language), interaction.origin);
    await answerInView(interaction, language, interaction.view, withAck);
  };
  const acknowledgeTaken = () => (working === undefined ? acknowledgeUntaken() : acknowledge(working));
  await acknowledging(acknowledgeUntaken, context, work, acknowledgeTaken);
}

async function onPress(body: Payload, context: ListenerContext): Promise<void> {
  const interaction = parsePress(body, context.bot);
  // Buttons of another version mean nothing to this one.
  if (interaction === null) return excuseOutdated(body, context);
  if (interaction.form !== undefined) return onForm(interaction, context);
  const { action, surface, origin, user } = interaction;
  const { language } = await context.people.of(user);
  if (action !== undefined && (needsChannel(interaction) || (await isOwnConversation(interaction, context)))) {
    return openOrExcuse(interaction, shareModal(uiLanguageFor(language), origin, action), context);
  }
  if (action?.kind === "feedback" && !action.helpful) {
    const opened = await openView(interaction, reasonModal(uiLanguageFor(language), origin, action), context);
    // If the modal does not open, the feedback still counts.
    if (opened !== "failed") return;
  }
  const inModal = surface === "home" && action?.kind !== "feedback";
  await (inModal ? answerInModal : answerHere)(interaction, language, context);
  if (action?.kind === "set-language" || action?.kind === "erase") await redrawHome(interaction, context);
  // Not earlier: answering and drawing look the person up, and cache the profile again.
  if (action?.kind === "erase") context.people.forget(user);
}

/** Redraws the start page, which still shows the language chosen before. */
async function redrawHome({ workspace, user, id }: Interaction, context: ListenerContext): Promise<void> {
  const { language } = await context.people.of(user);
  await context.host.receive(await introduce(homeInbound(workspace, user, id, language), context));
}

/**
 * Returns whether somebody shares an answer from their own conversation with Malinois, as after `/ask` there: nobody else would read it there, so they must
 * pick a channel. A conversation with another person has the same kind of id, so Slack is asked; there, the answer is shared with that person.
 */
async function isOwnConversation(
  { action, origin, user }: Interaction,
  { call, courtesyTimeout }: ListenerContext,
): Promise<boolean> {
  if (action?.kind !== "share" || !isDirect(origin.channel)) return false;
  const own = await within(
    conversationOf(call, user).catch(() => undefined),
    courtesyTimeout,
  );
  return own === origin.channel;
}

/** Opens the form that a button refers to. */
async function onForm({ form: wanted, ...interaction }: Interaction, context: ListenerContext): Promise<void> {
  const { user, origin } = interaction;
  const [profile, { mayManage }] = await Promise.all([context.people.of(user), context.rights(user, origin.channel)]);
  const asker = { id: user, ...personIn(profile), ...(mayManage !== undefined && { mayManage }) };
  const { place } = interactionInbound(interaction, undefined, undefined);
  const form = wanted && (await context.host.form(wanted, asker, place));
  // The form no longer exists, or this person may not use it here: the answer says so.
  if (form === undefined) return answerHere(interaction, profile.language, context);
  await openOrExcuse(interaction, formModal(withValues(form, wanted?.values ?? {}), origin), context);
}

/** Opens a modal in which to go on. If it does not open, says so to the person who asked for it, who would otherwise see nothing happen. */
async function openOrExcuse(interaction: Interaction, view: types.ModalView, context: ListenerContext): Promise<void> {
  if ((await openView(interaction, view, context)) === "failed") await excuse(interaction, "nothing", context);
}

async function onShortcut(body: Payload, context: ListenerContext): Promise<void> {
  const interaction = parseShortcut(body, context.bot);
  if (interaction === null) return;
  const { language } = await context.people.of(interaction.user);
  if (body.callback_id === SHORTCUT.message) return answerInModal(interaction, language, context);
  await openOrExcuse(interaction, askModal(uiLanguageFor(language), interaction.origin), context);
}

/** Handles a modal that completes an action, when it is submitted or closed. */
async function onCompleted(body: Payload, context: ListenerContext): Promise<void> {
  const interaction = parseView(body, context.bot);
  if (interaction?.action === undefined) return;
  const { language } = await context.people.of(interaction.user);
  await answerHere({ ...interaction, view: undefined }, language, context);
}

/** Returns the entries that match what has been typed so far, as options. https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
async function suggestions(body: Payload, { host, people, bot }: ListenerContext): Promise<types.Option[]> {
  const { language } = await people.of(text(record(body, "user"), "id") ?? "");
  const typed = readMrkdwn(text(body, "value") ?? "");
  const workspace = { platform: PLATFORM, workspace: workspaceOf(body, bot) };
  const found = await host.suggest(workspace, typed, language, LIMIT.options);
  return found.flatMap((suggestion) => {
    const title = cleanText(suggestion.title);
    const value = encodeAction({ kind: "show", entry: suggestion.entry, language: suggestion.language });
    return title === "" ? [] : [{ text: plain(shorten(title, LIMIT.label)), value }];
  });
}

/** Tells somebody that their button or option is from another version. An empty field is ignored. */
async function excuseOutdated(body: Payload, context: ListenerContext): Promise<void> {
  const user = text(record(body, "user"), "id");
  const [element = {}] = records(body, "actions");
  if (user === undefined || element.type === "plain_text_input") return;
  const origin = messageOrigin(body, record(body, "container"), user);
  await excuse({ user, origin, workspace: workspaceOf(body, context.bot) }, "outdated", context);
}

/** Tells only the person who pressed or picked something that it has no effect. */
async function excuse(
  { user, origin, workspace }: Pick<Interaction, "user" | "origin" | "workspace">,
  why: "outdated" | "nothing",
  { people, send }: ListenerContext,
): Promise<void> {
  const language = uiLanguageFor((await people.of(user)).language);
  const { channel, thread, opensThread, response } = origin;
  const handle = writeHandle({ asker: user, ...(response !== undefined && { response }) });
  const inThread = thread !== undefined && opensThread !== true ? { thread } : {};
  const reply: Reply = { kind: "notice", language, body: [say(language, why)], choices: [], actions: [] };
  await send({ platform: PLATFORM, workspace, channel, ...inThread, private: true, handle }, reply);
}
