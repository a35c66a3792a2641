import type { Reply } from "../../../src/model.ts";
import type { PageReply } from "../protocol.ts";
import { renderReply } from "./render.ts";

/** Another platform, in whose look the page can show a reply. */
export interface Preview {
  /** Names the platform in the page's files, and says which of them draws what `draw` gives. */
  readonly name: string;
  /** What people call the platform. */
  readonly label: string;
  /** Gives what the platform would be sent for a reply, as JSON. */
  draw(reply: Reply): Promise<unknown>;
}

/**
 * Makes the function that prepares a reply for the page, with what each previewed platform would be sent.
 * A preview that fails is left out, so that it never costs the answer; the page says so.
 */
export function createReplyRenderer(previews: readonly Preview[]): (reply: Reply) => Promise<PageReply> {
  return async (reply) => {
    const drawn = await Promise.all(previews.map((preview) => tryToDraw(preview, reply)));
    return { ...renderReply(reply), previews: Object.fromEntries(drawn.flat()) };
  };
}

async function tryToDraw({ name, draw }: Preview, reply: Reply): Promise<readonly (readonly [string, unknown])[]> {
  try {
    return [[name, await draw(reply)]];
  } catch {
    return [];
  }
}
