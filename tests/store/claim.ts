import type { Asked, Instant } from "../../src/model.ts";
import type { OpenStore } from "../../src/store/store.ts";

/** Makes a question of which only the id matters. */
export function question(id: string, over: Partial<Asked> = {}): Asked {
  const place = { platform: "test", workspace: "W", channel: "C", private: false };
  return { kind: "asked", id, place, asker: { id: "U1" }, text: "?", addressed: true, ...over };
}

/** Takes in a question with an id. Returns true only for the first one with that id. */
export function claim({ inbox }: OpenStore, id: string, now: Instant, expires: Instant): Promise<boolean> {
  return inbox.takeIn(question(id), now, expires, "owner");
}
