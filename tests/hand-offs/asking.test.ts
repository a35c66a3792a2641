import { expect, it } from "vitest";
import { createAsking } from "../../src/hand-offs/asking.ts";
import type { Decision, Inbound, Place } from "../../src/model.ts";
import { handOffOptions } from "./fixtures.ts";

const here: Place = { platform: "test", workspace: "w", channel: "c", private: true };
const UNKNOWN: Decision = { outcome: "unknown", language: "en", entries: [], considered: [], replies: [], changes: [] };
const ERASED: Decision = { ...UNKNOWN, outcome: "command", action: "erase", changes: [{ kind: "erase-person" }] };

function openAsking() {
  const asking = createAsking({ ...handOffOptions(), usualChannel: () => "help" });
  const asks = (person: string, text: string, place = here): Inbound => ({
    ...{ kind: "asked", id: text, place, asker: { id: person }, text, addressed: true },
  });
  return {
    say: (person: string, text: string, place?: Place) => asking.complete(asks(person, text, place), UNKNOWN),
    erase: (person: string, place?: Place) => asking.complete(asks(person, "yes, delete my data", place), ERASED),
    /** Returns what the form to ask a person has as the question. */
    async question(person: string, place = here) {
      const form = await asking.form("en", { id: person }, place);
      return form?.fields[0]?.values[0];
    },
  };
}

it("the form to ask a person holds what the asker last asked in that place", async () => {
  const { say, question } = openAsking();
  await say("anna", "who waters the plants");
  await say("anna", "who has the key");
  expect(await question("anna")).toBe("who has the key");
  expect(await question("ben")).toBeUndefined();
  expect(await question("anna", { ...here, channel: "elsewhere" })).toBeUndefined();
});

it("the form to ask a person is empty after the asker had everything erased, in all places of the workspace", async () => {
  const { say, erase, question } = openAsking();
  const elsewhere = { ...here, channel: "elsewhere" };
  await say("anna", "who waters the plants");
  await say("anna", "who has the key", elsewhere);
  await say("ben", "where is the shed");
  await erase("anna");
  expect([await question("anna"), await question("anna", elsewhere)]).toEqual([undefined, undefined]);
  expect(await question("ben")).toBe("where is the shed");
});

it("the form to ask a person is empty in all workspaces after the asker had everything erased in direct messages of no workspace", async () => {
  const { say, erase, question } = openAsking();
  await say("anna", "who waters the plants");
  await say("ben", "where is the shed");
  await erase("anna", { platform: "test", workspace: "", channel: "d", recipient: "anna", private: true });
  expect(await question("anna")).toBeUndefined();
  expect(await question("ben")).toBe("where is the shed");
});

it("an empty form to ask a person comes back as it was filled in: whoever asked anonymously still does", async () => {
  const asking = createAsking({ ...handOffOptions(), usualChannel: () => "help" });
  const values = { question: ["  "], name: ["hidden"] };
  const submission = { form: "ask-person", language: "en", values } as const;
  const reply = await asking.ask({ kind: "submitted", id: "s1", place: here, asker: { id: "anna" }, submission }, "en");
  expect(reply.form?.fields.map((field) => [field.name, field.values])).toEqual(Object.entries(values));
  expect(reply.form?.problem).toMatchObject({ field: "question", text: "Write your question first." });
});
