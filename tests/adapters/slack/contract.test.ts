import { expect } from "vitest";
import { SCOPES } from "../../../adapters/slack/commands/scopes.ts";
import { createSlack } from "../../../adapters/slack/index.ts";
import type { Place } from "../../../src/model.ts";
import { filledIn } from "../../protocol/slack/filling.ts";
import { createPeople, type Delivery } from "../../protocol/slack/payloads.ts";
import { startSlackServer } from "../../protocol/slack/server.ts";
import { deliverByHttp } from "../../protocol/slack/signed-http.ts";
import { type Json, TEAM } from "../../protocol/slack/workspace.ts";
import type { Stage } from "../contract/stage.ts";
import { describeAdapterContract } from "../contract/suite.ts";
import { createRecording, optionsFor, serveRoutes, TRANSPORTS, type TransportName } from "./harness.ts";

const CHANNEL: Place = { platform: "slack", workspace: TEAM, channel: "C1", private: false };
const DIRECT: Place = { ...CHANNEL, channel: "U1", recipient: "U1", private: true };
const MANY = 100;

async function makeStage(transport: TransportName): Promise<Stage> {
  const slack = await startSlackServer({ scopes: Object.keys(SCOPES) });
  const { workspace, faults } = slack;
  workspace.joined.add("C1");
  const adapter = createSlack(optionsFor(slack, transport, createRecording()));
  const web = await serveRoutes(adapter);
  const receiver = { url: `${web.origin}/slack/events`, secret: slack.signingSecret, now: Date.now };
  const people = createPeople(workspace, slack.responseAddress);
  const refuse = (error: string) => faults.order("chat.postMessage", { kind: "status", status: 200, body: { ok: false, error } });

  async function deliver({ kind, payload }: Delivery): Promise<void> {
    await (transport === "http" ? deliverByHttp(receiver, { kind, payload }) : slack.sockets.deliver(kind, payload));
  }

  /** Returns the press of the button with a label or an id, in the latest message that has one. */
  function button(fits: (element: Json) => boolean): Delivery {
    for (const message of workspace.answers("C1").toReversed()) {
      const element = nested(message.blocks).find((part) => part.type === "button" && fits(part));
      if (element !== undefined) return people.press("U1", "C1", { ...message }, element);
    }
    throw new Error("there is no such button");
  }

  return {
    adapter,
    channel: CHANNEL,
    direct: DIRECT,
    async ask(text) {
      const { mention, message } = people.speak({ user: "U1", channel: "C1", text: `<@U0BOT> ${text}` });
      await deliver(mention);
      return { again: () => deliver(message) };
    },
    askPrivately: (text) => deliver(people.command("U1", "C1", "/ask", text)),
    press: (label) => deliver(button(({ text }) => (text as Json).text === label)),
    async openForm() {
      await deliver(button(({ action_id: id }) => id === "form"));
      await slack.until(() => workspace.views.size === 1, "the form");
      const [opened] = workspace.views.values();
      const view = { ...opened?.view, id: opened?.id, hash: opened?.hash };
      return {
        text: wordsOf(view),
        sendIn: (changes) => deliver(people.submits("U1", view, filledIn(view, changes))),
      };
    },
    async botWrites(text) {
      const extra = { bot_id: "B9", subtype: "bot_message" };
      await deliver(people.speak({ user: "U9", channel: "C1", text: `<@U0BOT> ${text}`, extra }).mention);
    },
    seen: () => ({
      all: wordsOf(workspace.answers("C1").map(({ blocks, files = [] }) => [blocks, files])),
      alone: wordsOf([
        workspace.ephemerals.map(({ blocks }) => blocks),
        workspace.answers("DU1").map(({ blocks, files = [] }) => [blocks, files]),
        [...workspace.views.values()].map(({ view }) => view),
      ]),
    }),
    refusals: {
      undeliverable() {
        refuse("user_disabled");
        return DIRECT;
      },
      gone() {
        workspace.hidden.add("C8");
        return { ...CHANNEL, channel: "C8" };
      },
      forbidden: () => ({ ...CHANNEL, channel: "C9" }),
      later() {
        faults.order("chat.postMessage", { kind: "status", status: 429, retryAfter: 3_600 });
        return CHANNEL;
      },
    },
    untold: () => ({ place: { ...CHANNEL, private: true }, since: Date.now() }),
    loseConfirmations() {
      faults.order("chat.postMessage", { kind: "drop", processed: true }, MANY);
      faults.order("conversations.history", { kind: "status", status: 503 }, MANY);
    },
    refuseLookups: () => faults.order("conversations.history", { kind: "status", status: 503 }, MANY),
    refuseSignIn: () => faults.order("auth.test", { kind: "status", status: 200, body: { ok: false, error: "invalid_auth" } }),
    async close() {
      await web.close();
      await slack.close();
      expect(slack.violations).toEqual([]);
    },
  };
}

/** Returns a block and everything in it. */
function nested(part: unknown): readonly Json[] {
  if (typeof part !== "object" || part === null) return [];
  return [part as Json, ...Object.values(part).flatMap(nested)];
}

/** Returns what a person reads in blocks or views, in order. */
function wordsOf(part: unknown): string {
  return nested(part)
    .flatMap(({ text }) => (typeof text === "string" ? [text] : []))
    .join("\n");
}

for (const transport of TRANSPORTS) {
  describeAdapterContract(`Slack over ${transport}`, () => makeStage(transport), {
    idempotency: "Slack has no idempotency key",
  });
}
