import type { Action } from "../actions.ts";
import type { Inbound, Obstacle, Person } from "../model.ts";
import { presenceIn } from "./presence.ts";
import type { SettingValues } from "./settings.ts";

/** An inbound message with the workspace's settings applied, and the reason if it is not answered as usual. */
export interface Admission {
  readonly inbound: Inbound;
  readonly obstacle?: Obstacle;
}

/**
 * Applies a workspace's settings to an inbound message: whether the asker may manage, whether they get an answer, and whether it is private.
 * @param hasRoom whether the rate limits allow an answer
 */
export function admit(received: Inbound, values: SettingValues, hasRoom: boolean): Admission {
  const inbound = { ...received, asker: withRights(received.asker, values), place: placeFor(received, values) };
  const obstacle = obstacleFor(inbound, values) ?? (hasRoom ? undefined : "rate");
  return obstacle === undefined ? { inbound } : { inbound, obstacle };
}

/** Returns the person with the rights that the setting "managers" gives; people of other organisations never have any. */
export function withRights<Asker extends Pick<Person, "id" | "standing" | "mayManage">>(
  { mayManage, ...asker }: Asker,
  { managers }: Pick<SettingValues, "managers">,
) {
  if (asker.standing === "outsider") return asker;
  if (managers.includes(asker.id)) return { ...asker, mayManage: "workspace" as const };
  return mayManage === undefined ? asker : { ...asker, mayManage };
}

function obstacleFor(inbound: Inbound, values: SettingValues): Obstacle | undefined {
  if (inbound.kind === "joined" || isOwnData(inbound)) return undefined;
  const { standing } = inbound.asker;
  if (standing === "outsider" && !values["people.outsiders"]) return "outsider";
  if (standing === "guest" && !values["people.guests"]) return "guest";
  return !inbound.place.private && presenceIn(inbound.place, values) === "off" ? "channel-off" : undefined;
}

/** Returns whether somebody asks to see or to erase their own data, which everybody may do at any time. */
export function isOwnData(inbound: Inbound): boolean {
  return inbound.kind === "pressed" && OWN_DATA.includes(inbound.action.kind);
}

const OWN_DATA: readonly Action["kind"][] = ["privacy", "my-data", "confirm-erase", "erase"];

/**
 * Returns the place for the answer. If the workspace wants private answers, only the asker sees it, unless they chose who sees it themselves: with a command,
 * or by sharing an answer.
 */
function placeFor(received: Inbound, { answers }: Pick<SettingValues, "answers">): Inbound["place"] {
  const { place } = received;
  const isOpenByChoice =
    received.kind === "asked" ? received.standsAlone : received.kind === "pressed" && received.action.kind === "share";
  return answers === "private" && !isOpenByChoice ? { ...place, private: true } : place;
}

/**
 * Returns how to treat a message that is not addressed to Malinois, in a channel where it does not take part yet, by the channel's setting. Returns undefined
 * for anything that is addressed to it.
 */
export function unaskedIn(inbound: Inbound, values: SettingValues): "question" | "post" | "nothing" | undefined {
  if (inbound.kind !== "asked" || inbound.addressed) return undefined;
  const presence = presenceIn(inbound.place, values);
  if (presence === "questions") return "question";
  return presence === "posts" ? "post" : "nothing";
}
