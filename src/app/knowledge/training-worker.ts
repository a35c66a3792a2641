/** A thread that {@link trainInWorker} starts: it gets a pack and the half to learn, posts its progress and then the result, and ends. */
import { parentPort, workerData } from "node:worker_threads";
import { trainDecision, trainModel } from "../../matching/train.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";
import type { TrainingMessage, TrainingTask } from "./training.ts";

const post = (message: TrainingMessage) => parentPort?.postMessage(message);

const { half, pack } = workerData as TrainingTask;
const train = half === "model" ? trainModel : trainDecision;
post({ trained: train(pack, MATCHER_OPTIONS, (share) => post({ share })) });
