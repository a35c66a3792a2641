import type { App } from "@slack/bolt";
import type { Question } from "../../../src/model.ts";
import { faultOf } from "../../kit/describe-error.ts";
import { parseCommand, parseHomeOpened, parseJoined, parseMessage } from "./parse.ts";
import { record, recordOf, text } from "../../kit/payload.ts";
import type { Call } from "../send/web-api.ts";
import { say } from "../texts.ts";
import { within } from "../../kit/within.ts";
import { type Desk, spoken } from "./context.ts";
import { listenToInteractions } from "./interactions.ts";
import { introduce } from "./introduce.ts";

/** Slack shows at most four. https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
const PROMPTS = 4;

/** Registers everything that Malinois hears in Slack. */
export function listen(app: App, desk: Desk): void {
  app.error(async (error) => desk.logger.error(faultOf(error), "a listener failed"));
  app.event("app_mention", async ({ body }) => onMessage(body, desk));
  app.event("message", async ({ body }) => onMessage(body, desk));
  app.event("app_home_opened", async ({ body }) => onHomeOpened(body, desk));
  app.event("team_join", async ({ body }) => receive(parseJoined(recordOf(body), desk.bot), desk));
  app.event("tokens_revoked", async () => desk.onRevoked());
  app.event("app_uninstalled", async () => desk.onRevoked());
  app.command(/^\/(ask|malinois|nudge|quiz)$/, async ({ body, ack }) => {
    await ack();
    await onCommand(body, desk);
  });
  listenToInteractions(app, desk);
}

async function receive(question: Question | null, desk: Desk): Promise<void> {
  if (question !== null) await desk.host.receive(await introduce(question, desk));
}

async function onMessage(body: unknown, desk: Desk): Promise<void> {
  const question = parseMessage(recordOf(body), desk.bot);
  if (question === null) return;
  if (!question.addressed && !(await desk.host.takesPart(question.place))) return;
  const asked = await introduce(question, desk);
  await (asked.place.private ? receiveWithStatus(asked, desk) : desk.host.receive(asked));
}

/** Answers while the conversation shows a status. It goes away with the answer, so it must come before that, or be taken away. */
async function receiveWithStatus(question: Question, { host, call, courtesyTimeout }: Desk): Promise<void> {
  const setting = setStatus(call, question, say(spoken(question.asker.language), "status"));
  const inTime = (await within(setting, courtesyTimeout)) !== undefined;
  const decision = await host.receive(question);
  if (inTime && decision !== undefined && decision.replies.length > 0) return;
  await setting;
  await setStatus(call, question, "");
}

/** Never rejects: an answer without a status is still an answer. */
async function setStatus(call: Call, { place }: Question, status: string): Promise<"done"> {
  const { channel, thread } = place;
  await call("assistant.threads.setStatus", { channel_id: channel, thread_ts: thread, status }).catch(() => undefined);
  return "done";
}

async function onHomeOpened(raw: unknown, desk: Desk): Promise<void> {
  const body = recordOf(raw);
  const event = record(body, "event");
  const user = text(event, "user");
  if (user === undefined) return;
  const { language } = await desk.people.of(user);
  await receive(parseHomeOpened(body, desk.bot, language), desk);
  const channel = text(event, "channel");
  if (event.tab !== "messages" || channel === undefined) return;
  const prompts = desk.host.suggest("", language, PROMPTS).map(({ title, text: message }) => ({ title, message }));
  if (prompts.length > 0) await desk.call("assistant.threads.setSuggestedPrompts", { channel_id: channel, prompts });
}

async function onCommand(raw: unknown, desk: Desk): Promise<void> {
  const body = recordOf(raw);
  // The others need no language before everything about the asker is looked up at once: a trigger is good for three seconds.
  const language = body.command === "/malinois" ? (await desk.people.of(text(body, "user_id") ?? "")).language : undefined;
  await receive(parseCommand(body, desk.bot, language), desk);
}
