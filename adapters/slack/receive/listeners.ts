import type { App, Context } from "@slack/bolt";
import { describeError } from "../../../src/common/describe-error.ts";
import { uiLanguageFor } from "../../../src/languages/languages.ts";
import type { Asked, Inbound } from "../../../src/model.ts";
import { record, recordOf, text } from "../../kit/payload.ts";
import { within } from "../../kit/time.ts";
import { readHandle } from "../handle.ts";
import type { Call } from "../send/api.ts";
import { failureOf } from "../send/errors.ts";
import { say } from "../texts.ts";
import { acknowledging, tellingWhenKept } from "./acknowledging.ts";
import type { ListenerContext } from "./context.ts";
import { type Deletion, parseDeletion } from "./deletion.ts";
import { listenToInteractions } from "./interactions.ts";
import { introduce } from "./introduce.ts";
import {
  isOwnWorkspace,
  openingOf,
  PLATFORM,
  parseCommand,
  parseEdit,
  parseHomeOpened,
  parseJoined,
  parseMessage,
  workspaceOf,
} from "./parse.ts";

/** Slack shows at most four. https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
const PROMPTS = 4;

/** Registers all listeners. */
export function listen(app: App, context: ListenerContext): void {
  app.use(async ({ body, next, ack }: { body: unknown; next: () => Promise<void>; ack?: (() => Promise<void>) | undefined }) => {
    if (isOwnWorkspace(recordOf(body), context.bot)) return next();
    context.logger.warn({}, "something from another workspace was dropped");
    await ack?.();
  });
  app.error(async (error) => context.logger.error(describeError(error), "a listener failed"));
  const keeping = ({ onKept }: Context) => tellingWhenKept(context, onKept as () => Promise<void>);
  app.event("app_mention", async ({ body, context: delivery }) => onMessage(body, keeping(delivery)));
  app.event("message", async ({ body, context: delivery }) => onMessage(body, keeping(delivery)));
  app.event("app_home_opened", async ({ body, context: delivery }) => onHomeOpened(body, keeping(delivery)));
  app.event("team_join", async ({ body, context: delivery }) =>
    receive(parseJoined(recordOf(body), context.bot), keeping(delivery)),
  );
  // No data is erased for this event: a token that is replaced is revoked too.
  app.event("tokens_revoked", async () => context.onRevoked());
  app.event("app_uninstalled", async ({ body }) => {
    context.onRevoked();
    await context.host.left({ platform: PLATFORM, workspace: workspaceOf(recordOf(body), context.bot) });
  });
  app.command(/^\/(ask|malinois|nudge|quiz)$/, async ({ body, ack }) => {
    await acknowledging(ack, context, (withAck) => onCommand(body, withAck));
  });
  listenToInteractions(app, context);
}

async function receive(inbound: Inbound | null, context: ListenerContext): Promise<void> {
  if (inbound !== null) await context.host.receive(await introduce(inbound, context));
}

/** Deletes the answers to a deleted question, and keeps those still being written from being posted. */
async function onDeletion({ questions, ...where }: Deletion, { host, bot, forget, takeBack }: ListenerContext): Promise<void> {
  for (const question of questions) forget(question);
  const keys = (await Promise.all(questions.map((question) => host.withdraw(question)))).flat();
  if (keys.length > 0) await takeBack({ ...where, keys }, bot.userId);
}

async function onMessage(body: unknown, context: ListenerContext): Promise<void> {
  const deletion = parseDeletion(recordOf(body), context.bot);
  if (deletion !== null) return onDeletion(deletion, context);
  const edited = parseEdit(recordOf(body), context.bot);
  const parsed = edited ?? parseMessage(recordOf(body), context.bot);
  if (parsed === null || (edited !== null && (await wasAnswered(edited, context)))) return;
  if (!parsed.addressed && !(await context.host.takesPart(parsed.place, openingOf(parsed)))) return;
  const asked = await introduce(parsed, context);
  await (asked.place.private ? receiveWithStatus(asked, context) : context.host.receive(asked));
}

/** Returns whether a message that now mentions Malinois was answered without that already, as in a thread that Malinois follows; false if Slack is slow. */
async function wasAnswered({ place }: Asked, { hasAnswered, courtesyTimeout }: ListenerContext): Promise<boolean> {
  const { question: id } = readHandle(place.handle);
  if (id === undefined || place.thread === undefined) return false;
  const since = Math.floor(Number(id.slice(id.lastIndexOf(":") + 1))) * 1_000;
  const looking = hasAnswered({ id, channel: place.channel, thread: place.thread, since });
  return (await within(looking, courtesyTimeout)) === true;
}

/**
 * Answers a message while the conversation shows a status. Slack clears the status when the answer arrives. If there is no answer, or if the status was set too
 * late, this function clears it.
 */
async function receiveWithStatus(asked: Asked, { host, call, courtesyTimeout }: ListenerContext): Promise<void> {
  const setting = setStatus(call, asked, say(uiLanguageFor(asked.asker.language), "status"));
  const inTime = (await within(setting, courtesyTimeout)) !== undefined;
  const decision = await host.receive(asked);
  if (inTime && decision !== undefined && decision.replies.length > 0) return;
  await setting;
  await setStatus(call, asked, "");
}

/** Never rejects: an answer without a status is still an answer. */
async function setStatus(call: Call, { place }: Asked, status: string): Promise<"done"> {
  const { channel, thread } = place;
  await call("assistant.threads.setStatus", { channel_id: channel, thread_ts: thread, status }).catch(() => undefined);
  return "done";
}

async function onHomeOpened(raw: unknown, context: ListenerContext): Promise<void> {
  const body = recordOf(raw);
  const event = record(body, "event");
  const user = text(event, "user");
  if (user === undefined) return;
  const { language } = await context.people.of(user);
  await receive(parseHomeOpened(body, context.bot, language), context);
  const channel = text(event, "channel");
  if (event.tab !== "messages" || channel === undefined) return;
  const workspace = { platform: PLATFORM, workspace: workspaceOf(body, context.bot) };
  const suggested = await context.host.suggest(workspace, "", language, PROMPTS);
  const prompts = suggested.map(({ title, text: message }) => ({ title, message }));
  if (prompts.length === 0) return;
  await context.call("assistant.threads.setSuggestedPrompts", { channel_id: channel, prompts }).catch((error: unknown) => {
    context.logger.warn({ reason: failureOf(error) }, "first questions could not be suggested");
  });
}

async function onCommand(raw: unknown, context: ListenerContext): Promise<void> {
  const body = recordOf(raw);
  // Only "/malinois" needs the language before everything about the asker is looked up. The others save that time: a trigger is valid for three seconds.
  const language = body.command === "/malinois" ? (await context.people.of(text(body, "user_id") ?? "")).language : undefined;
  await receive(parseCommand(body, context.bot, language), context);
}
