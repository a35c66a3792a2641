import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import { Worker } from "node:worker_threads";
import { packFingerprint } from "../knowledge/watch/fingerprint.ts";
import type { TrainedPack } from "../matching/train.ts";
import type { Pack } from "../model.ts";

/** Trains a pack, somewhere. */
export type Train = (pack: Pack) => Promise<TrainedPack>;

const MATCHING_FOLDER = fileURLToPath(new URL("../matching", import.meta.url));
/** Models of packs and code that nobody uses any more are cleared away, but a few: somebody may go back. */
const MODELS_KEPT = 4;

/** Trains in a worker thread, so that answers do not wait for it. Rejects when the thread fails. */
export function trainInWorker(pack: Pack): Promise<TrainedPack> {
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const worker = new Worker(new URL(`./training-worker${extension}`, import.meta.url), { workerData: pack });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The training thread ended early (code ${code})`)));
  });
}

/**
 * Wraps training with a memory on disk: a pack that was trained before, by the same code, is loaded in its place.
 * A file that cannot be read or written costs time, never an answer.
 */
export function rememberTraining(directory: string, train: Train): Train {
  return async (pack) => {
    const path = join(directory, `${await modelName(pack)}.model`);
    const known = await readModel(path);
    if (known !== undefined) return known;
    const trained = await train(pack);
    await writeModel(directory, path, trained).catch(() => undefined);
    return trained;
  };
}

/** Names a model by all that decides what it is: the pack, the matcher's code, the runtime that wrote the file. */
async function modelName({ campaigns: _, ...pack }: Pack): Promise<string> {
  const hash = createHash("sha256").update(packFingerprint(pack)).update(process.versions.v8);
  for (const file of (await readdir(MATCHING_FOLDER)).sort()) {
    if (file.endsWith(".js") || file.endsWith(".ts")) hash.update(await readFile(join(MATCHING_FOLDER, file)));
  }
  return hash.digest("hex").slice(0, 32);
}

async function readModel(path: string): Promise<TrainedPack | undefined> {
  try {
    return deserialize(await readFile(path));
  } catch {
    return undefined;
  }
}

/** Writes beside and renames: a reader sees the whole file or none. */
async function writeModel(directory: string, path: string, trained: TrainedPack): Promise<void> {
  await mkdir(directory, { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, serialize(trained));
  await rename(draft, path);
  const files = (await readdir(directory)).filter((file) => file.endsWith(".model"));
  const dated = await Promise.all(files.map(async (file) => ({ file, changed: (await stat(join(directory, file))).mtimeMs })));
  dated.sort((a, b) => b.changed - a.changed);
  await Promise.all(dated.slice(MODELS_KEPT).map(({ file }) => unlink(join(directory, file))));
}
