import { describe, expect, it } from "vitest";
import { readSaveForm, saveForm } from "../../src/hand-offs/decide/forms.ts";
import { answer } from "../../src/hand-offs/decide/transitions.ts";
import type { HandOff } from "../../src/hand-offs/types.ts";
import { handOff, NOW } from "./fixtures.ts";

const filledIn = (of: HandOff, name: string) => saveForm(of).fields.find((field) => field.name === name)?.values[0] ?? "";

describe("the form that saves an answer", () => {
  it.each([
    ["Comment réinitialiser un mot de passe oublié ?", "comment-reinitialiser-un-mot-de-passe-ou-012345"],
    ["Wo ist die Straße für Fußgänger?", "wo-ist-die-strasse-fur-fussganger-012345"],
    ["What’s the bank’s IBAN?", "whats-the-banks-iban-012345"],
    ["如何重置密码？", "012345"],
  ])("makes an id of plain letters of %j", (title, id) => {
    const submission = { form: "save-answer", language: "en", values: { title: [title], summary: ["Ask Bert."] } } as const;
    expect(readSaveForm(submission, handOff())).toMatchObject({ draft: { id } });
  });

  it("never begins or ends with half a character", () => {
    const question = `${"a".repeat(119)}🐕 ${"b".repeat(50)}`;
    const doing = { by: { person: "bert" }, now: NOW, cause: "c1" };
    const answered = answer(handOff({ question }), `🐕${"c".repeat(3_999)}`, doing, false);
    if (!("handOff" in answered)) throw new Error("it was refused");
    for (const name of ["title", "summary"]) expect(filledIn(answered.handOff, name)).not.toMatch(/\p{Cs}/u);
  });

  it("counts characters as the checks of a pack do, so that an emoji is one", () => {
    const saving = (summary: string) =>
      ({ form: "save-answer", language: "en", values: { title: ["Dogs"], summary: [summary] } }) as const;
    expect(readSaveForm(saving("🐕".repeat(600)), handOff())).toHaveProperty("draft");
    expect(readSaveForm(saving("🐕".repeat(601)), handOff())).toMatchObject({
      problem: { text: expect.stringContaining("601") },
    });
  });

  it("reads a text that is too long without half a character at its end", () => {
    const title = `${"a".repeat(3_999)}🐕`;
    const submission = { form: "save-answer", language: "en", values: { title: [title], summary: ["Ask Bert."] } } as const;
    const read = readSaveForm(submission, handOff());
    expect("draft" in read && read.draft.title).not.toMatch(/\p{Cs}/u);
  });
});
