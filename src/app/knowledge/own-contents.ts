import { createRecentMap } from "../../common/recent-map.ts";
import { describe } from "../../delivery/options.ts";
import { formatDiagnostic, toldOnce } from "../../knowledge/diagnostic.ts";
import { type OwnContent, readOwnContent, workspaceFolder } from "../../knowledge/overlay/workspace-folder.ts";
import { lookAtOverlay } from "../../knowledge/watch/folder-state.ts";
import type { Instant, Pack } from "../../model.ts";
import type { Logger, WorkspaceKey } from "../../ports.ts";

/** What workspaces' folders hold, read when it is first asked for. */
export interface OwnContents {
  /** The same object for as long as the folder says the same; undefined where there is none. Never rejects. */
  of(workspace: WorkspaceKey, pack: Pack): Promise<OwnContent | undefined>;
}

export interface OwnContentsOptions {
  /** The folder in which the workspaces' folders lie; it need not exist. */
  readonly directory: string;
  readonly logger: Pick<Logger, "warn" | "info">;
  readonly now: () => Instant;
}

/** How long what was seen of a folder is believed, in ms: an edit is seen after it. */
const FRESH = 2_000;
/** Workspaces whose content is held; those that nobody asked in for longest go. */
export const HELD = 1_000;

interface Held {
  readonly pack: Pack;
  readonly state: string;
  readonly content: OwnContent | undefined;
  readonly lookedAt: Instant;
}

/**
 * Makes what reads workspaces' folders. They are looked at when somebody asks there: a thousand of them would be a thousand watches, most of them for nothing.
 * What is wrong with a file is told to the log once.
 */
export function createOwnContents({ directory, logger, now }: OwnContentsOptions): OwnContents {
  const held = createRecentMap<string, Held>(HELD);
  const looking = new Map<string, Promise<OwnContent | undefined>>();

  async function look(folder: string, pack: Pack, before: Held | undefined): Promise<OwnContent | undefined> {
    const { state } = await lookAtOverlay(folder);
    if (before !== undefined && before.state === state && before.pack === pack) {
      held.set(folder, { ...before, lookedAt: now() });
      return before.content;
    }
    const read = await readOwnContent(folder, pack);
    const reasons = toldOnce(read?.diagnostics ?? []).map(formatDiagnostic);
    if (reasons.length > 0)
      logger.warn({ folder, reasons }, "some content of a workspace is not usable; the rest of it is in use");
    if (before !== undefined)
      logger.info({ folder, entries: read?.content.entries.length ?? 0 }, "changed content of a workspace is in use");
    // Somebody who writes meanwhile changes the state again: it is read anew at the next look.
    held.set(folder, { pack, state, content: read?.content, lookedAt: now() });
    return read?.content;
  }

  return {
    async of(workspace, pack) {
      const folder = workspaceFolder(directory, workspace);
      if (folder === undefined) return undefined;
      const known = held.get(folder);
      if (known !== undefined && known.pack === pack && now() - known.lookedAt < FRESH) return known.content;
      const under = looking.get(folder) ?? look(folder, pack, known).finally(() => looking.delete(folder));
      looking.set(folder, under);
      return under.catch((error: unknown) => {
        logger.warn({ folder, error: describe(error) }, "the content of a workspace could not be read");
        return known?.content;
      });
    },
  };
}
