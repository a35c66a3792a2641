import { createRecentMap } from "../../common/recent-map.ts";
import { describe } from "../../delivery/options.ts";
import { formatDiagnostic, toldOnce } from "../../knowledge/diagnostic.ts";
import { type OwnContent, readOwnContent, workspaceFolder } from "../../knowledge/overlay/workspace-folder.ts";
import { lookAtOverlay } from "../../knowledge/watch/folder-state.ts";
import type { Instant, Pack } from "../../model.ts";
import type { Logger, WorkspaceKey } from "../../ports.ts";

/** The content of workspaces' folders, read when it is first asked for. */
export interface OwnContents {
  /** Returns a workspace's own content: the same object for as long as the folder is unchanged; undefined if there is none. Never rejects. */
  of(workspace: WorkspaceKey, pack: Pack): Promise<OwnContent | undefined>;
}

export interface OwnContentsOptions {
  /** The folder that contains the workspaces' folders; it need not exist. */
  readonly directory: string;
  readonly logger: Pick<Logger, "warn" | "info">;
  readonly now: () => Instant;
}

/** How long a folder's last known state is trusted, in ms: an edit is noticed after that. */
const FRESH = 2_000;
/** How many workspaces' content is held in memory; the least recently used are dropped. */
export const HELD = 1_000;

interface Held {
  readonly pack: Pack;
  readonly state: string;
  readonly content: OwnContent | undefined;
  readonly lookedAt: Instant;
}

/** A running look at a folder. It is shared only by callers with the same pack, on which it depends what a folder adds. */
interface Look {
  readonly pack: Pack;
  readonly content: Promise<OwnContent | undefined>;
}

/**
 * Makes the reader of workspaces' folders. A folder is checked when somebody asks in its workspace: of a thousand file watchers, most would be wasted.
 * Errors in files are logged once for each change.
 */
export function createOwnContents({ directory, logger, now }: OwnContentsOptions): OwnContents {
  const held = createRecentMap<string, Held>(HELD);
  const looking = new Map<string, Look>();

  async function look(folder: string, pack: Pack, before: Held | undefined): Promise<OwnContent | undefined> {
    const { state } = await lookAtOverlay(folder);
    if (before !== undefined && before.state === state && before.pack === pack) {
      held.set(folder, { ...before, lookedAt: now() });
      return before.content;
    }
    const read = await readOwnContent(folder, pack);
    const reasons = toldOnce(read?.diagnostics ?? []).map(formatDiagnostic);
    if (reasons.length > 0)
      logger.warn({ folder, reasons }, "some of a workspace's content is invalid; the rest of it is in use");
    if (before !== undefined)
      logger.info({ folder, entries: read?.content.entries.length ?? 0 }, "a workspace's changed content is in use");
    // An edit made during the reading changes the state again, so the folder is read again at the next look.
    held.set(folder, { pack, state, content: read?.content, lookedAt: now() });
    return read?.content;
  }

  return {
    async of(workspace, pack) {
      const folder = workspaceFolder(directory, workspace);
      if (folder === undefined) return undefined;
      const known = held.get(folder);
      if (known !== undefined && known.pack === pack && now() - known.lookedAt < FRESH) return known.content;
      const others = looking.get(folder);
      const under = others?.pack === pack ? others : { pack, content: look(folder, pack, known) };
      looking.set(folder, under);
      const done = () => void (looking.get(folder) === under && looking.delete(folder));
      return under.content.finally(done).catch((error: unknown) => {
        logger.warn({ folder, error: describe(error) }, "the content of a workspace could not be read");
        return known?.content;
      });
    },
  };
}
