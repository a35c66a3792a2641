import type { Reply } from "../../../src/model.ts";
import type { Preview } from "../../../src/platform.ts";
import type { PageReply } from "../protocol.ts";
import { renderReply } from "./render.ts";

/**
 * Returns the function that prepares a reply for the page, with its messages for each previewed platform.
 * A preview that fails is left out, so that the answer is shown all the same; the page says that the preview failed.
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
