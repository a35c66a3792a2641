/** The thread that {@link trainInWorker} starts: takes a pack, posts what was learned, ends. */
import { parentPort, workerData } from "node:worker_threads";
import { trainPack } from "../matching/train.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";

parentPort?.postMessage(trainPack(workerData, MATCHER_OPTIONS));
