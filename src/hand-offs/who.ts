/** Determines who does something and whether they may. This is checked each time, independently of what a button or a form says. */
import { digest } from "../common/digest.ts";
import type { Inbound, Instant, Place } from "../model.ts";
import type { Doing } from "./decide/transitions.ts";
import type { HandOff } from "./types.ts";

/** The length of a hand-off's id, in hexadecimal digits. */
export const ID_LENGTH = 20;
const CAUSE_LENGTH = 16;

export function doingOf({ id, asker, message }: Pick<Inbound, "id" | "asker" | "message">, now: Instant): Doing {
  const by = { person: asker.id, ...(asker.name === undefined ? {} : { name: asker.name }) };
  return { by, now, cause: digest(id, CAUSE_LENGTH), message };
}

/** Whether a place is the channel of a hand-off. Anybody who presses a button or writes there may see the hand-off. */
export function isInChannel({ platform, workspace, channel }: HandOff, place: Place): boolean {
  return (
    place.recipient === undefined && place.platform === platform && place.workspace === workspace && place.channel === channel
  );
}

/** Whether somebody is the asker of a hand-off. On some platforms, direct messages belong to no workspace. */
export function isAsker(
  { platform, workspace, asker: known }: HandOff,
  { asker, place }: Pick<Inbound, "asker" | "place">,
): boolean {
  const isSameWorkspace = place.workspace === workspace || place.workspace === "";
  return place.platform === platform && isSameWorkspace && known?.person === asker.id;
}
