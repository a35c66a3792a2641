import { createRecentMap } from "../../common/recent-map.ts";
import type { WorkspaceKey } from "../../ports.ts";
import type { ContentOf, NudgeContent } from "./options.ts";

/** The contents of workspaces during one look, for decisions in a transaction, which can wait for nothing. */
export interface ContentsAtHand {
  /** Undefined: it is not at hand, and will be after the next {@link fetch}. */
  of(workspace: WorkspaceKey): NudgeContent | undefined;
  /** Fetches what was asked for and not at hand. Returns whether there was anything. Never rejects. */
  fetch(): Promise<boolean>;
}

/** More than are asked for in one transaction, so that each is there in the next. */
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
