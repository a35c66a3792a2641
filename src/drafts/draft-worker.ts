/** The worker thread that {@link DRAFTS_IN_THREAD} starts: runs one task, posts its result and ends. */
import { parentPort, workerData } from "node:worker_threads";
import { MalinoisError } from "../errors.ts";
import { createDraftFolder } from "./draft-folder.ts";
import type { DraftTask, DraftTaskResult } from "./draft-thread.ts";
import { checkDrafts, publishDrafts } from "./publish.ts";

const post = (result: DraftTaskResult) => parentPort?.postMessage(result);

async function run(task: DraftTask): Promise<DraftTaskResult> {
  try {
    return {
      done:
        task.kind === "check"
          ? await checkDrafts(task.drafts, task.source, task.today)
          : await publishDrafts(task.drafts, { ...task.options, folder: createDraftFolder(task.directory) }),
    };
  } catch (error) {
    if (!(error instanceof MalinoisError)) throw error;
    const { code, message, fix } = error;
    return { failed: { code, message, fix } };
  }
}

post(await run(workerData));
