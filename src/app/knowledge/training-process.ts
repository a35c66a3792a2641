/** The program of a process that {@link trainInProcesses} starts: it receives a pack and the half to learn, sends its progress and the result, and ends. */
import { serialize } from "node:v8";
import { trainDecision, trainModel } from "../../matching/train.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";
import type { TrainingMessage, TrainingTask } from "./training.ts";

const starter = process.ppid;

/** Sends a message, or exits if the process that started this one has ended, since nobody needs the message then. */
function send(message: TrainingMessage, onSent: () => void = () => undefined): void {
  if (process.ppid !== starter) process.exit();
  process.send?.(message, onSent);
}

// Signals to the whole process group are ignored: the process that started this one ends it when it stops itself.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
process.once("message", ({ half, pack }: TrainingTask) => {
  const train = half === "model" ? trainModel : trainDecision;
  const trained = serialize(train(pack, MATCHER_OPTIONS, (share) => send({ share })));
  send({ trained }, () => process.disconnect());
});
