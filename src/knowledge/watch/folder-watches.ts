import { watch } from "node:fs";

/** Calls `changed` when something lying right in a folder may have changed, `failed` when that cannot be told. Returns its end. */
export type WatchFolder = (folder: string, changed: () => void, failed: () => void) => () => void;

/** A watch for each of some folders. */
export interface FolderWatches {
  /** Watches these folders from now on, and no others. */
  follow(folders: readonly string[]): void;
  /** Whether the system tells of changes in all of them; false until there are some. */
  complete(): boolean;
  end(): void;
}

/**
 * One watch for each folder: the recursive watch of Node 20 on Linux watches files one by one and goes deaf to a file
 * that an editor replaced by renaming another over it.
 */
export function createFolderWatches(changed: () => void, watchFolder: WatchFolder = watchWithSystem): FolderWatches {
  let ends: readonly (() => void)[] = [];
  let complete = false;
  const follow = (folders: readonly string[]) => {
    const former = ends;
    complete = true;
    const failed = () => {
      complete = false;
    };
    // The new watches begin before the old ones end, so that nothing falls between.
    ends = folders.map((folder) => watchFolder(folder, changed, failed));
    for (const end of former) end();
  };
  return { follow, complete: () => complete, end: () => follow([]) };
}

const watchWithSystem: WatchFolder = (folder, changed, failed) => {
  try {
    const watcher = watch(folder, { persistent: false }, changed);
    watcher.on("error", () => {
      watcher.close();
      failed();
    });
    return () => watcher.close();
  } catch {
    // The folder is gone, or the system's limit of watches is reached: looking regularly serves as well.
    failed();
    return () => {};
  }
};
