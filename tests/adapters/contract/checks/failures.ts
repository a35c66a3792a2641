import { expect } from "vitest";
import { DeliveryError, type DeliveryFailure, MalinoisError } from "../../../../src/errors.ts";
import { type Checks, unless } from "../check.ts";
import { REPLY } from "../replies.ts";
import type { Run } from "../run.ts";

const FAILURES: readonly DeliveryFailure[] = ["undeliverable", "gone", "forbidden", "later"];

/** Returns the error that a promise rejects with, and fails if it resolves. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => expect.fail(`resolved with ${String(value)}`),
    (error: unknown) => error,
  );
}

/** Checks the errors for messages that were not sent, or may not have been. */
export const failureChecks: Checks = (lacks) => [
  ...FAILURES.map((failure) => ({
    name: `says why a message was certainly not sent: ${failure}${unless("never", lacks.refusals?.[failure])}`,
    async run({ start, stage, seen }: Run) {
      const refuse = stage.refusals[failure];
      expect(refuse === undefined).toBe(lacks.refusals?.[failure] !== undefined);
      if (refuse === undefined) return;
      await start();
      const error = await rejection(stage.adapter.send(refuse(), REPLY, "key"));
      expect(error).toBeInstanceOf(DeliveryError);
      expect(error).toMatchObject({ failure, code: "platform" });
      expect((error as DeliveryError).fix).not.toBe("");
      const { all, alone } = await seen();
      expect(all + alone).not.toContain(REPLY.title);
    },
  })),
  {
    name: `never says that a message was not sent if it may have been${unless("nothing is lost", lacks.outages)}`,
    async run({ start, stage, seen }) {
      expect(stage.loseConfirmations === undefined).toBe(lacks.outages !== undefined);
      if (stage.loseConfirmations === undefined) return;
      await start();
      stage.loseConfirmations();
      const error = await rejection(stage.adapter.send(stage.channel, REPLY, "key"));
      expect(error).toBeInstanceOf(MalinoisError);
      expect(error).not.toBeInstanceOf(DeliveryError);
      const { all } = await seen();
      expect(all.split(REPLY.title ?? "")).toHaveLength(2);
    },
  },
  {
    name: `throws if the platform cannot be asked whether something was sent${unless("it always can", lacks.outages)}`,
    async run({ start, stage }) {
      expect(stage.refuseLookups === undefined).toBe(lacks.outages !== undefined);
      if (stage.refuseLookups === undefined) return;
      await start();
      stage.refuseLookups();
      expect(await rejection(stage.adapter.find(stage.channel, "key", Date.now()))).toBeInstanceOf(MalinoisError);
    },
  },
];
