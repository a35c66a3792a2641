import { createRecentMap } from "../../common/recent-map.ts";
import type { WorkspaceKey } from "../../ports.ts";
import type { ContentOf, NudgeContent } from "./options.ts";

/** A cache of workspaces' contents for one run of the runner. Decisions are made inside a transaction, where they cannot wait for a fetch. */
export interface ContentsAtHand {
  /** Returns the content of a workspace; undefined if it is not cached yet, in which case the next {@link fetch} gets it. */
  of(workspace: WorkspaceKey): NudgeContent | undefined;
  /** Fetches contents that were asked for and not cached. Returns whether there were any. Never rejects. */
  fetch(): Promise<boolean>;
}

/** The most contents cached at once: more than one transaction asks for, so that the next transaction finds all of them. */
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
