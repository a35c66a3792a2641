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

/** How long something may take to arrive: a busy machine is not what is tested. */
const PATIENCE = 10_000;

/** What every adapter must do, whatever its platform, as named checks; what a platform lacks is declared, never passed over. */
export function contractChecks(lacks: Lacks = {}): readonly Check[] {
  const parts = [receivingChecks, drawingChecks, privacyChecks, formChecks, deliveryChecks, failureChecks, lifecycleChecks];
  return parts.flatMap((checks) => checks(lacks));
}

/** Runs one check on a fresh stage; rejects where the adapter breaks the contract. */
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

/** Makes the contract a suite of tests for one platform. */
export function describeAdapterContract(name: string, makeStage: () => Promise<Stage>, lacks: Lacks = {}): void {
  describe(`the contract of adapters: ${name}`, () => {
    for (const check of contractChecks(lacks)) it(check.name, () => runCheck(check, makeStage, lacks));
  });
}
