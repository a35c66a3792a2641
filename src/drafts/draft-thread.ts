import { Worker } from "node:worker_threads";
import { type ErrorCode, MalinoisError } from "../errors.ts";
import type { PackSource } from "../knowledge/overlay/overlay.ts";
import type { StoredDraft } from "./draft-folder.ts";
import type { checkDrafts, DraftProblems, Published, PublishOptions, publishDrafts } from "./publish.ts";

/** The functions that check and publish drafts, in this thread or another. */
export interface DraftChecks {
  readonly check: typeof checkDrafts;
  readonly publish: typeof publishDrafts;
}

/** A task for the worker thread. It has the drafts folder's path, since the folder object cannot be sent to a thread. */
export type DraftTask = { readonly drafts: readonly StoredDraft[] } & (
  | { readonly kind: "check"; readonly source: PackSource; readonly today: string }
  | { readonly kind: "publish"; readonly directory: string; readonly options: Omit<PublishOptions, "folder"> }
);

/** The message that the worker thread posts. */
export type DraftTaskResult =
  | { readonly done: readonly DraftProblems[] | readonly Published[] }
  | { readonly failed: { readonly code: ErrorCode; readonly message: string; readonly fix: string } };

/** Checks and publishes in a worker thread: reading and checking a large pack takes seconds, and in this thread nobody would get an answer meanwhile. */
export const DRAFTS_IN_THREAD: DraftChecks = {
  check: (drafts, source, today) => inThread({ kind: "check", drafts, source, today }),
  publish: (drafts, { folder, ...options }) => inThread({ kind: "publish", drafts, directory: folder.directory, options }),
};

function inThread<Result extends readonly DraftProblems[] | readonly Published[]>(task: DraftTask): Promise<Result> {
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const worker = new Worker(new URL(`./draft-worker${extension}`, import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once("message", (message: DraftTaskResult) => {
      if ("failed" in message) reject(new MalinoisError(message.failed.code, message.failed.message, message.failed.fix));
      // Each kind of task has one kind of result.
      else resolve(message.done as Result);
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The thread that checks drafts ended early (code ${code})`)));
  });
}
