import type { Pack } from "../../model.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { type PackSource, readServed } from "../overlay/overlay.ts";
import type { PackReading } from "../read/read-pack.ts";
import { packFingerprint } from "./fingerprint.ts";
import { lookAtFolders } from "./folder-state.ts";
import { createFolderWatches, type WatchFolder } from "./folder-watches.ts";

export interface PackWatch {
  /** Ends the watch; nothing is reported from then on. Harmless when repeated. */
  close(): void;
}

export interface WatchOptions {
  /** The pack in use; nothing is reported as long as the content is the same. */
  readonly current?: Pack;
  /** The state of the folders before `current` was read, from {@link lookAtFolders}. Absent: unknown, so they are read once more. */
  readonly seen?: string;
  /** How long files must stay unchanged before they are read, in ms: editors may write a file in several steps. */
  readonly settleMs?: number;
  /** How often to check the files if the system reports no changes, in ms; also the time of the first check. */
  readonly pollMs?: number;
  /** How often to check the files although the system reports changes, in ms: it misses some (on network folders, or if a pack is replaced). */
  readonly safetyPollMs?: number;
  readonly watchFolder?: WatchFolder;
  readonly read?: (source: PackSource) => Promise<PackReading>;
  /** Runs something after a time in ms, unless the returned function is called before. */
  readonly after?: (ms: number, run: () => void) => () => void;
}

/**
 * Watches the folders of a pack, or of several that are served as one, and of their overlay. After a change, everything is read again: `onPack` is called
 * with the pack if it is valid and new, and `onFaults` with all diagnostics if it is not valid, in which case the caller keeps the pack that it has. After
 * diagnostics, the next valid pack is always reported. The callbacks must not throw.
 */
export function watchPack(
  source: PackSource,
  onPack: (pack: Pack) => void,
  onFaults: (diagnostics: readonly Diagnostic[]) => void,
  options: WatchOptions = {},
): PackWatch {
  const { settleMs = 200, pollMs = 2_000, safetyPollMs = 30_000, after = afterTimeout } = options;
  const { watchFolder, read = readServed } = options;
  const { current } = options;
  /** The fingerprint of the pack in use, computed when it is first needed. */
  let inUse: (() => Promise<string>) | undefined = current && (() => packFingerprint(current));
  let { seen } = options;
  let closed = false;
  let looking = false;
  let lookAgain = false;
  let cancelLook = () => {};
  let cancelPoll = () => {};

  const lookSoon = () => {
    cancelLook();
    if (!closed) cancelLook = after(settleMs, () => void look());
  };
  const watches = createFolderWatches(lookSoon, watchFolder);

  const look = async () => {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    lookAgain = false;
    await followFolders();
    const { state } = await lookAtFolders(source);
    if (state !== seen && !closed) await readAndReport(state);
    looking = false;
    if (lookAgain) lookSoon();
  };

  const followFolders = async () => {
    const { folders } = await lookAtFolders(source);
    if (!closed) watches.follow(folders);
  };

  const readAndReport = async (state: string) => {
    const reading = await read(source);
    // The files changed in the meantime, so what was read may be half old and half new.
    const torn = (await lookAtFolders(source)).state !== state;
    if (torn) lookAgain = true;
    if (torn || closed) return;
    seen = state;
    if (!reading.ok) {
      inUse = undefined;
      onFaults(reading.diagnostics);
      return;
    }
    const fingerprint = await packFingerprint(reading.pack);
    const isKnown = fingerprint === (await inUse?.());
    inUse = async () => fingerprint;
    if (!isKnown && !closed) onPack(reading.pack);
  };

  const poll = async () => {
    if ((await lookAtFolders(source)).state !== seen) lookSoon();
    if (!closed) cancelPoll = after(watches.complete() ? safetyPollMs : pollMs, () => void poll());
  };

  void followFolders();
  cancelPoll = after(pollMs, () => void poll());
  return {
    close() {
      closed = true;
      cancelLook();
      cancelPoll();
      watches.end();
    },
  };
}

function afterTimeout(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
}
