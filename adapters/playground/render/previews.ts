import type { Reply } from "../../../src/model.ts";
import type { Preview } from "../../../src/platform.ts";
import type { PageReply } from "../protocol.ts";
import { renderReply } from "./render.ts";

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
