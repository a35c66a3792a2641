/** Who does what, and whether they may: looked at anew each time, whatever a button or a form says. */
import { createHash } from "node:crypto";
import type { Inbound, Instant, Place } from "../model.ts";
import type { Doing } from "./decide/transitions.ts";
import type { HandOff } from "./types.ts";

/** Of hexadecimal digits. */
export const ID_LENGTH = 20;
const CAUSE_LENGTH = 16;

/** A name for what came of an inbound message: the same however often it is brought. */
export function digest(inboundId: string, length: number): string {
  return createHash("sha256").update(inboundId).digest("hex").slice(0, length);
}

export function doingOf({ id, asker, message }: Pick<Inbound, "id" | "asker" | "message">, now: Instant): Doing {
  const by = { person: asker.id, ...(asker.name === undefined ? {} : { name: asker.name }) };
  return { by, now, cause: digest(id, CAUSE_LENGTH), message };
}

/** Whoever can press a button of the channel, or write there, can see it. */
export function isInChannel({ platform, workspace, channel }: HandOff, place: Place): boolean {
  return (
    place.recipient === undefined && place.platform === platform && place.workspace === workspace && place.channel === channel
  );
}

/** Some platforms keep direct messages outside of workspaces. */
export function isAsker(
  { platform, workspace, asker: known }: HandOff,
  { asker, place }: Pick<Inbound, "asker" | "place">,
): boolean {
  const isSameWorkspace = place.workspace === workspace || place.workspace === "";
  return place.platform === platform && isSameWorkspace && known?.person === asker.id;
}
