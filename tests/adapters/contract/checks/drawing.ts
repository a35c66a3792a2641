import { expect } from "vitest";
import type { Reply } from "../../../../src/model.ts";
import { type Checks, unless } from "../check.ts";
import { FOOTNOTE, LABELS, LONG, LONG_ORDER, LONG_WORDS, REPLY, TEXTS, URGENT, URGENT_TEXTS } from "../replies.ts";
import type { Run } from "../run.ts";

/** Sends a reply to a question that others can read, and returns what the asker can read of it. */
async function shown(run: Run, reply: Reply): Promise<string> {
  run.respond = ({ place }) => run.stage.adapter.send(place, reply);
  await run.start();
  await run.exchange(() => run.stage.ask("what is phishing?"));
  const { all, alone } = await run.seen();
  return run.lacks.readers === undefined ? all : alone;
}

/** Returns the words that are missing in a text, or do not come after the preceding word. */
function outOfOrder(text: string, words: readonly string[]): readonly string[] {
  let from = 0;
  return words.filter((word) => {
    const at = text.indexOf(word, from);
    if (at < 0) return true;
    from = at + word.length;
    return false;
  });
}

/** Checks that the whole reply is drawn, in the right order, within the platform's limits. */
export const drawingChecks: Checks = (lacks) => [
  {
    name: `shows all of a reply to everybody who could read the question${unless("the asker alone", lacks.readers)}`,
    async run(run) {
      const text = await shown(run, REPLY);
      expect(outOfOrder(text, TEXTS)).toEqual([]);
      expect([...LABELS, FOOTNOTE].filter((words) => !text.includes(words))).toEqual([]);
    },
  },
  {
    name: "shows the steps of first aid before everything else",
    async run(run) {
      expect(outOfOrder(await shown(run, URGENT), URGENT_TEXTS)).toEqual([]);
    },
  },
  {
    name: "shows all of a very long reply, in order, with nothing cut off",
    async run(run) {
      const text = await shown(run, LONG);
      expect(LONG_WORDS.filter((word) => !text.includes(word))).toEqual([]);
      expect(outOfOrder(text, LONG_ORDER)).toEqual([]);
    },
  },
];
