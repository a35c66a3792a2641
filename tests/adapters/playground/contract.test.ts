import { expect } from "vitest";
import type { AnswerResult, Inbox, PageReply } from "../../../adapters/playground/protocol.ts";
import type { Place } from "../../../src/model.ts";
import type { Stage } from "../contract/stage.ts";
import { describeAdapterContract } from "../contract/suite.ts";
import { makePlayground } from "./make-playground.ts";
import { serve } from "./serve.ts";
import { turn } from "./start-playground.ts";

const CHANNEL: Place = { platform: "playground", workspace: "", channel: "page", private: false };
const STARTED_AT = 1_000;

async function makeStage(): Promise<Stage> {
  const { adapter } = makePlayground({ now: () => STARTED_AT });
  const { origin, close } = await serve(adapter);
  const shown: PageReply[] = [];
  let messages = 0;

  async function post(route: string, body: object): Promise<Response> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${origin}/playground/${route}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
    return response;
  }

  /** One message from the page. Its replies are set when the post is answered. */
  function makeTurn(route: "ask" | "press" | "submit", content: object): () => Promise<void> {
    messages += 1;
    const message = `message-${messages}`;
    return async () => {
      const response = await post(route, { ...turn, message, ...content });
      const { replies } = (await response.json()) as AnswerResult;
      shown.push(...replies);
    };
  }

  async function letters(person: string): Promise<Inbox["letters"]> {
    return ((await (await post("inbox", { person, after: 0 })).json()) as Inbox).letters;
  }

  return {
    adapter,
    channel: CHANNEL,
    direct: { ...CHANNEL, channel: turn.person, recipient: turn.person, private: true },
    async ask(text) {
      const again = makeTurn("ask", { text });
      await again();
      return { again };
    },
    askPrivately: (text) => makeTurn("ask", { text })(),
    async press(label) {
      const buttons = shown.flatMap(({ parts }) => parts.flatMap((part) => ("buttons" in part ? part.buttons : [])));
      const action = buttons.findLast((button) => button.label === label)?.action;
      await makeTurn("press", { action })();
    },
    async openForm() {
      const form = shown.at(-1)?.form;
      const values = Object.fromEntries(form?.fields.map((field) => [field.name, field.values]) ?? []);
      return {
        text: JSON.stringify(form),
        async sendIn(changes) {
          const changed = Object.entries(changes).map(([name, value]) => [name, [value].flat()] as const);
          const filled = { ...values, ...Object.fromEntries(changed) };
          await makeTurn("submit", { form: form?.name, language: form?.language, values: filled })();
        },
      };
    },
    async seen() {
      const everybodys = await letters("somebody-else");
      const own = (await letters(turn.person)).filter(({ number }) => !everybodys.some((letter) => letter.number === number));
      return { all: JSON.stringify(everybodys), alone: JSON.stringify([shown, own]) };
    },
    refusals: { gone: () => ({ ...CHANNEL, handle: "nobody waits" }) },
    untold: () => ({ place: CHANNEL, since: STARTED_AT - 1 }),
    close,
  };
}

const NEVER = "its own memory takes every message";

describeAdapterContract("playground", makeStage, {
  readers: "a page is one person's own",
  bots: "a page has one person and Malinois",
  prefix: "the page makes up its ids",
  signIn: "there is nothing to connect to",
  outages: "its messages are in its own memory",
  refusals: { undeliverable: NEVER, forbidden: NEVER, later: NEVER },
});
