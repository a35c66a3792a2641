import { describe, it } from "vitest";
import type { Check } from "./check.ts";
import { deliveryChecks } from "./checks/delivery.ts";
import { drawingChecks } from "./checks/drawing.ts";
import { failureChecks } from "./checks/failures.ts";
import { formChecks } from "./checks/forms.ts";
import { lifecycleChecks } from "./checks/lifecycle.ts";
import { privacyChecks } from "./checks/privacy.ts";
import { receivingChecks } from "./checks/receiving.ts";
import { createRun } from "./run.ts";
import type { Lacks, Stage } from "./stage.ts";

/** How long something may take to arrive, in milliseconds. It is long because the speed of a busy machine is not what is tested. */
const PATIENCE = 10_000;

/** Returns what every adapter must do, on any platform, as named checks. What a platform lacks must be declared; no check is skipped silently. */
export function contractChecks(lacks: Lacks = {}): readonly Check[] {
  const parts = [receivingChecks, drawingChecks, privacyChecks, formChecks, deliveryChecks, failureChecks, lifecycleChecks];
  return parts.flatMap((checks) => checks(lacks));
}

/** Runs one check on a fresh stage. Rejects if the adapter breaks the contract. */
export async function runCheck(
  { run }: Check,
  makeStage: () => Promise<Stage>,
  lacks: Lacks = {},
  patience = PATIENCE,
): Promise<void> {
  const stage = await makeStage();
  try {
    await run(createRun(stage, lacks, patience));
  } finally {
    await stage.adapter.stop();
    await stage.close();
  }
}

/** Declares the contract as a suite of tests for one platform. */
export function describeAdapterContract(name: string, makeStage: () => Promise<Stage>, lacks: Lacks = {}): void {
  describe(`the contract of adapters: ${name}`, () => {
    for (const check of contractChecks(lacks)) it(check.name, () => runCheck(check, makeStage, lacks));
  });
}
