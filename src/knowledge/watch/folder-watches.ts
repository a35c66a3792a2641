import { watch } from "node:fs";

/** Watches a folder: calls `changed` if something directly in it may have changed, and `failed` if it cannot be watched. Returns a function that ends the watch. */
export type WatchFolder = (folder: string, changed: () => void, failed: () => void) => () => void;

/** A watch for each of some folders. */
export interface FolderWatches {
  /** Watches these folders from now on, and no others. */
  follow(folders: readonly string[]): void;
  /** Whether the system reports changes in all of the folders; false before any are watched. */
  complete(): boolean;
  end(): void;
}

/**
 * Watches each folder separately. The recursive watch of Node 20 on Linux watches single files, and no longer notices changes to a file that an editor
 * replaced by renaming another over it.
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
    // The new watches begin before the old ones end, so that no change is missed.
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
    // The folder is gone, or the system allows no more watches: the regular checks suffice.
    failed();
    return () => {};
  }
};
