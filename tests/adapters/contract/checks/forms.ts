import { expect } from "vitest";
import type { Checks } from "../check.ts";
import { FORM, FORM_TEXTS, REPLY } from "../replies.ts";

/** Checks that forms can be opened, filled in and submitted. */
export const formChecks: Checks = () => [
  {
    name: "shows a form with all of its fields, and returns both the changed and the unchanged ones",
    async run(run) {
      const { start, exchange, stage, questions } = run;
      run.respond = ({ kind, place }) => stage.adapter.send(place, kind === "asked" ? { ...REPLY, form: FORM } : REPLY);
      await start();
      await exchange(() => stage.ask("add a nudge"));
      const form = await stage.openForm();
      expect(FORM_TEXTS.filter((text) => !form.text.includes(text))).toEqual([]);
      await exchange(() => form.sendIn({ days: ["mon", "thu"], quiet: "never" }));
      expect(questions[1]).toMatchObject({
        kind: "submitted",
        submission: {
          form: FORM.name,
          language: FORM.language,
          values: { where: ["here"], days: ["mon", "thu"], time: ["09:00"], quiet: ["never"] },
        },
      });
      expect(questions[1]?.asker.id).toBe(questions[0]?.asker.id);
    },
  },
];
