/** The thread that {@link trainInWorker} starts: takes a pack, posts how far it is and then what was learned, ends. */
import { parentPort, workerData } from "node:worker_threads";
import { trainPack } from "../../matching/train.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";
import type { TrainingMessage } from "./training.ts";

const post = (message: TrainingMessage) => parentPort?.postMessage(message);

post({ trained: trainPack(workerData, MATCHER_OPTIONS, (share) => post({ share })) });
