import { join } from "node:path";
import type { Entry, Pack } from "../../model.ts";
import type { WorkspaceKey } from "../../ports.ts";
import { type Diagnostic, inReadingOrder } from "../diagnostic.ts";
import { listFolder } from "../read/pack-folder.ts";
import { readOverlay } from "./overlay.ts";

/** Limits on a workspace's own content, so that a thousand workspaces fit into one process. Measured: `npm run bench own-content`. */
export const OWN_LIMITS = { entries: 50, bytes: 128 * 1_024 } as const;

/** What a workspace's folder adds to the shared pack, and removes from it. */
export interface OwnContent {
  readonly entries: readonly Entry[];
  readonly off: ReadonlySet<string>;
}

/** The name of a workspace's folder: "<platform>-<id>", or only the platform's name if it has no workspaces. */
const FOLDER = /^([a-z]+)(?:-([A-Za-z0-9_]+))?$/;

/** Returns the path of a workspace's folder; undefined if its id cannot be part of a folder's name. */
export function workspaceFolder(root: string, { platform, workspace }: WorkspaceKey): string | undefined {
  const name = workspace === "" ? platform : `${platform}-${workspace}`;
  return FOLDER.test(name) ? join(root, name) : undefined;
}

/** Returns the folders of workspaces, sorted, and a diagnostic for each folder that cannot belong to one. Empty if there is no such root. Does not reject. */
export async function listWorkspaceFolders(
  root: string,
  platforms: readonly string[],
): Promise<{ readonly folders: readonly string[]; readonly diagnostics: readonly Diagnostic[] }> {
  const items = await listFolder(root).catch(() => []);
  const names = items.filter(({ isFolder }) => isFolder).map(({ name }) => name);
  const isOfWorkspace = (name: string) => platforms.includes(FOLDER.exec(name)?.[1] ?? "");
  return {
    folders: names.filter(isOfWorkspace).map((name) => join(root, name)),
    diagnostics: names.filter((name) => !isOfWorkspace(name)).map((name) => strayFolder(name, platforms)),
  };
}

/** What was read from a workspace's folder. */
export interface ReadContent {
  readonly content: OwnContent;
  /** Everything that is wrong with its files, sorted by file and line. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those diagnostics that name entries beyond the limits. */
  readonly refused: readonly Diagnostic[];
}

/**
 * Reads a workspace's folder, which is laid out like an overlay. Only broken files are left out, so that one mistake does not take away the rest.
 * Undefined if there is no such folder. Does not reject.
 */
export async function readOwnContent(directory: string, pack: Pack): Promise<ReadContent | undefined> {
  const overlay = await readOverlay(directory, pack);
  if (overlay === undefined) return undefined;
  const placed = overlay.entries.filter(
    ({ language, area }) => pack.languages.includes(language) && pack.areas.some(({ id }) => id === area),
  );
  const once = placed.filter((entry, at) => placed.findIndex((other) => isSame(entry, other)) === at);
  const { kept, refused } = withinLimits(once);
  const tooMuch = refused.map((entry): Diagnostic => {
    const { file, line } = overlay.locate(entry, []) ?? { file: "", line: 1 };
    return { file, line, ...TOO_MUCH };
  });
  return {
    content: { entries: kept, off: overlay.off },
    diagnostics: inReadingOrder([...overlay.diagnostics, ...overlay.warnings, ...tooMuch]),
    refused: tooMuch,
  };
}

const TOO_MUCH = {
  message: `A workspace can have at most ${OWN_LIMITS.entries} entries of its own, with ${OWN_LIMITS.bytes / 1_024} KiB of text in all, and this entry exceeds that`,
  fix: "Shorten or delete others, or give the workspace a process and a pack of its own",
};

function isSame(one: Entry, other: Entry): boolean {
  return one.id === other.id && one.language === other.language;
}

/** Splits entries at the limits, first come first kept; a translation counts only towards the limit on text. */
function withinLimits(entries: readonly Entry[]): { readonly kept: readonly Entry[]; readonly refused: readonly Entry[] } {
  const ids = new Set<string>();
  let bytes = 0;
  const kept = entries.filter((entry) => {
    const size = Buffer.byteLength(JSON.stringify(entry));
    const isWithin = bytes + size <= OWN_LIMITS.bytes && (ids.has(entry.id) || ids.size < OWN_LIMITS.entries);
    if (isWithin) {
      ids.add(entry.id);
      bytes += size;
    }
    return isWithin;
  });
  return { kept, refused: entries.filter((entry) => !kept.includes(entry)) };
}

function strayFolder(name: string, platforms: readonly string[]): Diagnostic {
  const fix = `Name it <platform>-<id of the workspace>; platforms are ${platforms.join(", ")}`;
  return { file: name, line: 1, message: `The folder "${name}" belongs to no workspace`, fix };
}
