import { expect } from "vitest";
import type { Checks } from "../check.ts";
import { FILE, REPLY, TEXTS, WORDS_IN_FILE } from "../replies.ts";
import type { Run } from "../run.ts";

async function expectSeenAlone({ seen }: Pick<Run, "seen">): Promise<void> {
  const { all, alone } = await seen();
  expect(TEXTS.filter((text) => !alone.includes(text))).toEqual([]);
  expect(TEXTS.filter((text) => all.includes(text))).toEqual([]);
}

/** Checks that nobody else sees what is private. */
export const privacyChecks: Checks = () => [
  {
    name: "shows the answer to a private question to the asker alone",
    async run({ start, exchange, stage, questions, seen }) {
      await start();
      await exchange(() => stage.askPrivately("what is phishing?"));
      expect(questions[0]?.place.private).toBe(true);
      await expectSeenAlone({ seen });
    },
  },
  {
    name: "shows a private reply to a question that everybody read to the asker alone",
    async run(run) {
      run.respond = ({ place }) => run.stage.adapter.send({ ...place, private: true }, REPLY);
      await run.start();
      await run.exchange(() => run.stage.ask("quiz me"));
      await expectSeenAlone(run);
    },
  },
  {
    name: "gives all of a file that comes with a private reply to the asker alone, wherever it was asked for",
    async run(run) {
      run.respond = ({ place }) => run.stage.adapter.send({ ...place, private: true }, { ...REPLY, attachment: FILE });
      await run.start();
      await run.exchange(() => run.stage.ask("show my data"));
      await run.exchange(() => run.stage.askPrivately("show my data"));
      await expectSeenAlone(run);
      const { all, alone } = await run.seen();
      expect(WORDS_IN_FILE.filter((word) => alone.split(word).length < 3)).toEqual([]);
      expect(WORDS_IN_FILE.filter((word) => all.includes(word))).toEqual([]);
    },
  },
  {
    name: "shows a direct message that nobody asked for to its recipient alone",
    async run({ start, stage, seen }) {
      await start();
      await stage.adapter.send(stage.direct, REPLY, "key");
      await expectSeenAlone({ seen });
    },
  },
];
