import { createRecentMap } from "../../common/recent-map.ts";
import type { WorkspaceKey } from "../../ports.ts";
import type { ContentOf, NudgeContent } from "./options.ts";

/** A cache of workspaces' contents during one look of the runner, for decisions inside a transaction, which cannot wait for anything. */
export interface ContentsAtHand {
  /** Returns the content of a workspace; undefined if it is not cached yet, in which case the next {@link fetch} gets it. */
  of(workspace: WorkspaceKey): NudgeContent | undefined;
  /** Fetches contents that were asked for and not cached. Returns whether there were any. Never rejects. */
  fetch(): Promise<boolean>;
}

/** More than one transaction asks for, so that all of them are cached for the next. */
const HELD = 200;

export function createContentsAtHand(contentOf: ContentOf): ContentsAtHand {
  const atHand = createRecentMap<string, NudgeContent>(HELD);
  let wanted = new Map<string, WorkspaceKey>();
  return {
    of({ platform, workspace }) {
      const key = JSON.stringify([platform, workspace]);
      const content = atHand.get(key);
      if (content === undefined) wanted.set(key, { platform, workspace });
      return content;
    },
    async fetch() {
      const missing = [...wanted];
      wanted = new Map();
      for (const [key, workspace] of missing) atHand.set(key, await contentOf(workspace));
      return missing.length > 0;
    },
  };
}
