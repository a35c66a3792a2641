import { expect, it } from "vitest";
import { createPeople } from "../../../adapters/slack/receive/people.ts";
import { createRecording } from "./harness.ts";

// The profiles that are remembered of people.

const BOT = { userId: "U0BOT", workspace: "T1" };

/** Returns the profiles, and the functions that answer Slack's lookups, in the order in which they were made. */
function createStage() {
  const answers: ((isAdmin: boolean) => void)[] = [];
  const call = () =>
    new Promise<{ user: { is_admin: boolean } }>((resolve) => {
      answers.push((isAdmin) => resolve({ user: { is_admin: isAdmin } }));
    });
  const options = { most: 10, timeout: 1, now: () => 0, logger: createRecording() };
  return { people: createPeople(call, BOT, options), answers };
}

it("what Slack tells too late is remembered for the next time", async () => {
  const { people, answers } = createStage();
  expect((await people.of("U1")).isAdmin).toBe(false);
  answers[0]?.(true);
  await new Promise(setImmediate);
  expect((await people.of("U1")).isAdmin).toBe(true);
  expect(answers).toHaveLength(1);
});

it("what Slack tells too late does not bring back somebody who was forgotten meanwhile", async () => {
  const { people, answers } = createStage();
  await people.of("U1");
  people.forget("U1");
  answers[0]?.(true);
  await new Promise(setImmediate);
  await people.of("U1");
  expect(answers).toHaveLength(2);
});

it("what Slack tells too late does not replace what it told later", async () => {
  const { people, answers } = createStage();
  await people.of("U1");
  people.forget("U1");
  const second = people.of("U1");
  answers[1]?.(false);
  await second;
  answers[0]?.(true);
  await new Promise(setImmediate);
  expect((await people.of("U1")).isAdmin).toBe(false);
});
