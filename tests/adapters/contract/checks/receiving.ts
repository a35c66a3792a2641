import { expect } from "vitest";
import { type Checks, unless } from "../check.ts";
import { CHOICE, MORE } from "../replies.ts";

const QUESTION = "what is phishing?";

/** Checks how the actions of people become inbound messages. */
export const receivingChecks: Checks = (lacks) => [
  {
    name: "turns what was asked into a question that says where, by whom and what",
    async run({ start, exchange, stage, questions }) {
      await start();
      await exchange(() => stage.ask(QUESTION));
      expect(questions).toHaveLength(1);
      expect(questions[0]).toMatchObject({
        kind: "asked",
        text: QUESTION,
        addressed: true,
        place: { platform: stage.adapter.name, private: lacks.readers !== undefined },
      });
      expect(questions[0]?.asker.id).not.toBe("");
      expect(JSON.parse(JSON.stringify(questions[0]))).toEqual(questions[0]);
    },
  },
  {
    name: `gives a question an id that no other platform gives${unless("without its name", lacks.prefix)}`,
    async run({ start, exchange, stage, questions }) {
      await start();
      await exchange(() => stage.ask(QUESTION));
      const ownId = lacks.prefix === undefined ? new RegExp(`^${stage.adapter.name}:.`) : /^[^:]+$/;
      expect(questions[0]?.id).toMatch(ownId);
    },
  },
  {
    name: "gives the same question the same id however often it is delivered, and another question another",
    async run({ start, exchange, stage, received, questions }) {
      await start();
      const { again } = await exchange(() => stage.ask(QUESTION));
      await exchange(again);
      expect(received).toHaveLength(2);
      expect(questions).toHaveLength(1);
      await exchange(() => stage.ask(QUESTION));
      expect(questions).toHaveLength(2);
    },
  },
  {
    name: "turns a pressed button into its action, in the button's own language",
    async run({ start, exchange, stage, questions }) {
      await start();
      await exchange(() => stage.ask(QUESTION));
      for (const [place, { label, action }] of [MORE, CHOICE].entries()) {
        await exchange(() => stage.press(label));
        expect(questions[place + 1]).toMatchObject({ kind: "pressed", action, text: "" });
        expect(questions[place + 1]?.asker.id).toBe(questions[0]?.asker.id);
      }
    },
  },
  {
    name: `does not listen to other bots${unless("there are none", lacks.bots)}`,
    async run({ start, exchange, stage, received }) {
      expect(stage.botWrites === undefined).toBe(lacks.bots !== undefined);
      await start();
      await stage.botWrites?.(QUESTION);
      await exchange(() => stage.ask("what is NIS2?"));
      expect(received).toMatchObject([{ text: "what is NIS2?" }]);
    },
  },
];
