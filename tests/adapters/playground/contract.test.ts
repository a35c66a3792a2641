import { expect } from "vitest";
import type { AnswerResult, PageReply } from "../../../adapters/playground/protocol.ts";
import type { Host } from "../../../src/ports.ts";
import { describeAdapterContract, type Stage } from "../contract.ts";
import { makePlayground } from "./make-playground.ts";
import { serve } from "./serve.ts";
import { turn } from "./start-playground.ts";

async function makeStage(host: Host): Promise<Stage> {
  const { adapter } = makePlayground();
  await adapter.start(host);
  const { origin, close } = await serve(adapter);
  const shown: PageReply[] = [];
  let messages = 0;

  /** One message of the page; it has its replies when the post is answered. */
  function makeTurn(route: "ask" | "press", content: object): () => Promise<void> {
    messages += 1;
    const body = JSON.stringify({ ...turn, message: `message-${messages}`, ...content });
    return async () => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${origin}/playground/${route}`, { method: "POST", headers, body });
      expect(response.status).toBe(200);
      const { replies } = (await response.json()) as AnswerResult;
      shown.push(...replies);
    };
  }

  return {
    adapter,
    async ask(text) {
      const again = makeTurn("ask", { text });
      await again();
      return { again };
    },
    askPrivately: (text) => makeTurn("ask", { text })(),
    async press(label) {
      const button = shown
        .at(-1)
        ?.parts.flatMap((part) => ("buttons" in part ? part.buttons : []))
        .find((one) => one.label === label);
      await makeTurn("press", { action: button?.action })();
    },
    seen: async () => ({ all: "", alone: JSON.stringify(shown) }),
    close,
  };
}

describeAdapterContract("playground", makeStage, {
  readers: "a page is one person's own",
  bots: "a page has one person and Malinois",
  prefix: "the page makes up its ids",
});
