import { fork } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, stat, unlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DefaultDeserializer, serialize } from "node:v8";
import { createBreather } from "../../common/breathe.ts";
import { curriculumOf } from "../../matching/learn/learnables.ts";
import type { OnProgress, TrainedDecision, TrainedModel } from "../../matching/train.ts";
import type { TrainedPack } from "../../matching/trained-pack.ts";
import type { Pack } from "../../model.ts";
import { MATCHER_OPTIONS } from "./matcher-options.ts";

export interface TrainingControl {
  /** Called with the progress of training, 0–1; never if a saved model is loaded. */
  readonly onProgress?: OnProgress | undefined;
  /** Ends training early; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Trains a pack, in this process or others. */
export type Train = (pack: Pack, control?: TrainingControl) => Promise<TrainedPack>;

/** The task of a training process. */
export interface TrainingTask {
  readonly half: "model" | "decision";
  readonly pack: Pack;
}

/** The messages of a training process: its progress, 0–1, and finally the result, serialised. */
export type TrainingMessage = { readonly share: number } | { readonly trained: Uint8Array };

/** The code that a model depends on: the matcher, the code that reads texts, and that for phrases and stop words. */
const CODE_FOLDERS = ["../../matching", "../../text", "../../languages"].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);
const CODE_FILE = /\.(?:js|ts|json)$/;
const STEMMER = createRequire(import.meta.url).resolve("snowball-stemmers");
/** How many models are kept, the latest ones: somebody may go back to an earlier pack. */
const MODELS_KEPT = 4;
/** A model, finished or still being written. */
const MODEL_FILE = /\.model(?:\.[\w-]+)?$/;
/** In milliseconds. A half-written file that is older than this was left by a process that was killed. */
const LONGEST_WRITING = 3_600_000;

/**
 * Trains in two processes, so that answers do not have to wait, and that all the memory is free afterwards: after training in threads, the process would keep
 * some hundreds of megabytes. Rejects if a process fails.
 */
export const trainInProcesses: Train = async (pack, { onProgress, signal } = {}) => {
  // An abort that came before this would not be heard.
  signal?.throwIfAborted();
  const stopped = new AbortController();
  const stop = () => stopped.abort(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  const shares = { model: 0, decision: 0 };
  const learn = <Trained>(half: TrainingTask["half"]) =>
    runProcess<Trained>({ half, pack }, stopped.signal, (share) => {
      shares[half] = share;
      onProgress?.((shares.model + shares.decision) / 2);
    });
  try {
    const [model, decision] = await Promise.all([learn<TrainedModel>("model"), learn<TrainedDecision>("decision")]);
    return { ...model, ...decision };
  } finally {
    // If one half failed, the other is useless.
    stop();
    signal?.removeEventListener("abort", stop);
  }
};

function runProcess<Trained>(task: TrainingTask, signal: AbortSignal, onProgress: OnProgress): Promise<Trained> {
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const program = fileURLToPath(new URL(`./training-process${extension}`, import.meta.url));
  const child = fork(program, { serialization: "advanced", stdio: ["ignore", "inherit", "inherit", "ipc"] });
  // The process ignores SIGINT and SIGTERM.
  const end = () => void child.kill("SIGKILL");
  process.once("exit", end);
  return new Promise((resolve, reject) => {
    const stop = () => {
      end();
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
    child.on("message", (message: TrainingMessage) => {
      if ("share" in message) onProgress(message.share);
      else resolve(readSerialised(message.trained) as Trained);
    });
    child.once("error", reject);
    child.once("exit", (code, killedBy) => {
      process.off("exit", end);
      reject(new Error(`A training process ended early (${killedBy ?? `code ${code}`})`));
    });
    child.send(task, (error) => {
      if (error !== null) reject(error);
    });
  });
}

/**
 * Adds a cache on disk to training: a pack that the same code has trained before is loaded instead. If a file cannot be read or written, the pack is trained,
 * and nothing fails.
 */
export function rememberTraining(directory: string, train: Train): Train {
  return async (pack, control) => {
    const path = join(directory, `${await modelName(pack)}.model`);
    const known = await readModel(path);
    if (known !== undefined) return known;
    const trained = await train(pack, control);
    await writeModel(directory, path, trained).catch(() => undefined);
    return trained;
  };
}

let codeDigest: Promise<string> | undefined;

/**
 * Returns the name of a model: a hash of everything that the model depends on. This is what is learned from the pack (tips and sources, for example, are not),
 * the code, the word lists, the stemmer, the shipped decision models (`prior` and `draftPrior`), and the version of V8, which writes the file.
 */
async function modelName(pack: Pack): Promise<string> {
  codeDigest ??= digestOfCode();
  const { commonWords, background, synonyms, prior, draftPrior } = MATCHER_OPTIONS;
  const words = pack.languages.map((language) => [commonWords(language), background(language), synonyms(language)]);
  const hash = createHash("sha256")
    .update(await codeDigest)
    .update(process.versions.v8)
    .update(JSON.stringify([prior, draftPrior]));
  const rest = createBreather();
  for (const list of words) {
    hash.update(JSON.stringify(list));
    await rest();
  }
  const { learnables, ...others } = curriculumOf(pack);
  hash.update(JSON.stringify(others));
  for (const learnable of learnables) {
    hash.update(JSON.stringify(learnable));
    await rest();
  }
  return hash.digest("hex").slice(0, 32);
}

async function digestOfCode(): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of CODE_FOLDERS) {
    const names = await readdir(folder, { recursive: true });
    for (const name of names.filter((each) => CODE_FILE.test(each)).sort()) hash.update(await readFile(join(folder, name)));
  }
  return hash.update(await readFile(STEMMER)).digest("hex");
}

declare module "node:v8" {
  interface DefaultDeserializer {
    /** Documented by Node, and missing from its type declarations. */
    _readHostObject(): unknown;
  }
}

/** Reads what {@link serialize} wrote. */
function readSerialised(bytes: Uint8Array): unknown {
  const reader = new DetachingDeserializer(bytes);
  reader.readHeader();
  return reader.readValue();
}

/** Node's own deserialiser returns arrays that are views of all the bytes read, which then stay in memory. */
class DetachingDeserializer extends DefaultDeserializer {
  override _readHostObject(): unknown {
    return (super._readHostObject() as Uint8Array).slice();
  }
}

async function readModel(path: string): Promise<TrainedPack | undefined> {
  try {
    return readSerialised(await readFile(path)) as TrainedPack;
  } catch {
    return undefined;
  }
}

/** Writes a temporary file and renames it, so that a reader sees the whole file or none. */
async function writeModel(directory: string, path: string, trained: TrainedPack): Promise<void> {
  await mkdir(directory, { recursive: true });
  // Two replicas with the same folder may have the same process id.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, serialize(trained));
  await rename(draft, path);
  await tidy(directory);
}

/** Removes all models but the latest, and half-written ones that killed processes left behind. */
async function tidy(directory: string): Promise<void> {
  const files = (await readdir(directory)).filter((file) => MODEL_FILE.test(file));
  const dated = await Promise.all(files.map(async (file) => ({ file, changed: (await stat(join(directory, file))).mtimeMs })));
  dated.sort((a, b) => b.changed - a.changed);
  const isWhole = ({ file }: { readonly file: string }) => file.endsWith(".model");
  const models = dated.filter(isWhole);
  const latest = models[0]?.changed ?? 0;
  const left = dated.filter((one) => !isWhole(one) && one.changed < latest - LONGEST_WRITING);
  await Promise.all([...models.slice(MODELS_KEPT), ...left].map(({ file }) => unlink(join(directory, file))));
}
