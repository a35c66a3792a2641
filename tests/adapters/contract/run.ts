import { expect, vi } from "vitest";
import type { Decision, Inbound } from "../../../src/model.ts";
import type { Host } from "../../../src/ports.ts";
import { FORM, REPLY } from "./replies.ts";
import type { Lacks, Seen, Stage } from "./stage.ts";

/** What one check works with: a stage, and a stand-in for the bot. */
export interface Run {
  readonly stage: Stage;
  readonly lacks: Lacks;
  /** Everything that was received, duplicates included. */
  readonly received: readonly Inbound[];
  /** What was received, deduplicated by id. */
  readonly questions: readonly Inbound[];
  /** Answers what was received. Unless a check replaces it, it sends {@link REPLY} to the place of the question. */
  respond: (inbound: Inbound) => Promise<void>;
  start(): Promise<void>;
  /** Does something and waits until the bot has received one more message. */
  arrive<Result>(act: () => Promise<Result>): Promise<Result>;
  /** The same, and waits until the answer was sent. */
  exchange<Result>(act: () => Promise<Result>): Promise<Result>;
  /** Waits until all answers are sent, and returns what people see. */
  seen(): Promise<Seen>;
}

/** @param patience how long something may take to arrive, in milliseconds */
export function createRun(stage: Stage, lacks: Lacks, patience: number): Run {
  const received: Inbound[] = [];
  const questions: Inbound[] = [];
  const answers: Promise<void>[] = [];
  const failures: unknown[] = [];

  async function answer(inbound: Inbound, onTaken: (() => Promise<boolean>) | undefined): Promise<void> {
    try {
      await onTaken?.();
      await run.respond(inbound);
    } catch (error) {
      failures.push(error);
    }
  }

  const host: Host = {
    async receive(inbound, onTaken) {
      received.push(inbound);
      if (questions.some(({ id }) => id === inbound.id)) return undefined;
      questions.push(inbound);
      const answered = answer(inbound, onTaken);
      answers.push(answered);
      await answered;
      return DECISION;
    },
    suggest: async () => [],
    withdraw: async () => [],
    left: async () => undefined,
    recentPlaces: async () => [],
    takesPart: async () => false,
    form: async () => FORM,
  };

  const run: Run = {
    stage,
    lacks,
    received,
    questions,
    respond: ({ place }) => stage.adapter.send(place, REPLY),
    start: () => stage.adapter.start(host),
    async arrive(act) {
      const before = received.length;
      const result = await act();
      await vi.waitFor(() => expect(received.length).toBeGreaterThan(before), { timeout: patience, interval: 5 });
      return result;
    },
    async exchange(act) {
      const result = await run.arrive(act);
      await run.seen();
      return result;
    },
    async seen() {
      await Promise.all(answers);
      expect(failures).toEqual([]);
      return stage.seen();
    },
  };
  return run;
}

const DECISION: Decision = { outcome: "answer", language: "en", entries: [], replies: [REPLY], changes: [], considered: [] };
