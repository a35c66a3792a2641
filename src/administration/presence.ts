import type { Place } from "../model.ts";
import type { Opening } from "../ports.ts";
import type { SettingValues } from "./settings.ts";

/** When Malinois answers in a channel. "posts": as "mention", and also new posts of a forum. */
export type Presence = "mention" | "questions" | "posts" | "off";

/** Returns when Malinois answers in a place's channel; in direct messages it always does. */
export function presenceIn(place: Pick<Place, "channel" | "recipient">, values: SettingValues): Presence {
  if (place.recipient !== undefined) return "mention";
  const isAmong = (channels: readonly string[]) => channels.includes(place.channel);
  // The most cautious first, in case a channel is in several lists.
  if (isAmong(values["channels.off"])) return "off";
  if (isAmong(values["channels.mention"])) return "mention";
  if (isAmong(values["channels.forums"])) return "posts";
  if (isAmong(values["channels.questions"])) return "questions";
  return values["channels.usual"];
}

/** Returns whether Malinois considers a new message or post that is not addressed to it. */
export function looksAt(opening: Opening, presence: Presence): boolean {
  return presence === "questions" || (presence === "posts" && opening === "post");
}
