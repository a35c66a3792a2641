import { expect } from "vitest";
import { DeliveryError, MalinoisError } from "../../../../src/errors.ts";
import { type Checks, unless } from "../check.ts";
import { REPLY } from "../replies.ts";
import type { Run } from "../run.ts";

const QUESTION = "what is phishing?";

/** Expects that nothing can be sent now, and that the error says "later". */
async function expectUnsendable({ stage: { adapter, channel, direct } }: Pick<Run, "stage">): Promise<void> {
  for (const place of [channel, direct]) {
    const error = await adapter.send(place, REPLY, "key").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ failure: "later" });
  }
}

/** Checks starting, stopping and health, also repeatedly and in an unusual order. */
export const lifecycleChecks: Checks = (lacks) => [
  {
    name: "has a plain name, and is healthy only between its start and its stop",
    async run({ start, stage: { adapter } }) {
      expect(adapter.name).toMatch(/^[a-z]+$/);
      expect(adapter.health()).toMatchObject({ ok: false, detail: expect.stringMatching(/./) });
      await start();
      expect(adapter.health()).toMatchObject({ ok: true, detail: expect.stringMatching(/./) });
      await adapter.stop();
      expect(adapter.health()).toMatchObject({ ok: false, detail: expect.stringMatching(/./) });
    },
  },
  {
    name: `says why it cannot start, and is not healthy then${unless("it always can", lacks.signIn)}`,
    async run({ start, stage }) {
      expect(stage.refuseSignIn === undefined).toBe(lacks.signIn !== undefined);
      if (stage.refuseSignIn === undefined) return;
      stage.refuseSignIn();
      const error = await start().then(
        () => expect.fail("it started"),
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(MalinoisError);
      expect(stage.adapter.health().ok).toBe(false);
    },
  },
  {
    name: "starts once, however often it is told to",
    async run({ start, exchange, stage, received, seen }) {
      await Promise.all([start(), start()]);
      await start();
      await exchange(() => stage.ask(QUESTION));
      expect(received).toHaveLength(1);
      const { all, alone } = await seen();
      expect(`${all}\n${alone}`.split(REPLY.title ?? "")).toHaveLength(2);
    },
  },
  {
    name: "sends nothing before it is started, and says so",
    run: (run) => expectUnsendable(run),
  },
  {
    name: "sends nothing after it is stopped, and says so",
    async run(run) {
      await run.start();
      await run.stage.adapter.stop();
      await expectUnsendable(run);
    },
  },
  {
    name: "receives nothing after it is stopped",
    async run({ start, exchange, stage, received }) {
      await start();
      await exchange(() => stage.ask(QUESTION));
      await stage.adapter.stop();
      // The platform may be unable to deliver this at all.
      await stage.ask("what is NIS2?").catch(() => undefined);
      expect(received).toHaveLength(1);
    },
  },
  {
    name: "stops as often as it is told to",
    async run({ start, stage: { adapter } }) {
      await start();
      await Promise.all([adapter.stop(), adapter.stop()]);
      await adapter.stop();
    },
  },
  {
    name: "can be stopped before it was started",
    async run({ stage: { adapter } }) {
      await adapter.stop();
      expect(adapter.health().ok).toBe(false);
    },
  },
  {
    name: "is not healthy, and receives nothing, if it is stopped while it starts",
    async run({ start, stage, received }) {
      const starting = start().catch(() => undefined);
      await stage.adapter.stop();
      await starting;
      expect(stage.adapter.health().ok).toBe(false);
      await stage.ask(QUESTION).catch(() => undefined);
      expect(received).toHaveLength(0);
    },
  },
  {
    name: "finishes running work before it stops",
    async run(run) {
      const { start, arrive, stage, seen } = run;
      let finish = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        finish = resolve;
      });
      run.respond = async ({ place }) => {
        await held;
        await stage.adapter.send(place, REPLY);
      };
      await start();
      let asked: Promise<unknown> = Promise.resolve();
      await arrive(async () => {
        asked = stage.ask(QUESTION).catch(() => undefined);
      });
      let hasStopped = false;
      const stopping = stage.adapter.stop().then(() => {
        hasStopped = true;
      });
      // A stop that waits for nothing ends within one turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      expect(hasStopped).toBe(false);
      finish();
      await stopping;
      await asked;
      const { all, alone } = await seen();
      expect(all + alone).toContain(REPLY.title);
    },
  },
];
