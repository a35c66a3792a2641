import type { Place } from "../model.ts";
import type { Opening } from "../ports.ts";
import type { SettingValues } from "./settings.ts";

/** How Malinois speaks in a channel. "posts": as "mention", and it answers new posts of the forum. */
export type Presence = "mention" | "questions" | "posts" | "off";

/** How Malinois speaks in a place's channel; in private it always answers. */
export function presenceIn(place: Pick<Place, "channel" | "recipient">, values: SettingValues): Presence {
  if (place.recipient !== undefined) return "mention";
  const isAmong = (channels: readonly string[]) => channels.includes(place.channel);
  // The most cautious first, where a channel was named twice.
  if (isAmong(values["channels.off"])) return "off";
  if (isAmong(values["channels.mention"])) return "mention";
  if (isAmong(values["channels.forums"])) return "posts";
  if (isAmong(values["channels.questions"])) return "questions";
  return values["channels.usual"];
}

/** Whether Malinois looks at what somebody begins there without speaking to it. */
export function looksAt(opening: Opening, presence: Presence): boolean {
  return presence === "questions" || (presence === "posts" && opening === "post");
}
