import type { Action } from "../actions.ts";
import type { Inbound, Obstacle, Person } from "../model.ts";
import { presenceIn } from "./presence.ts";
import type { SettingValues } from "./settings.ts";

/** An inbound message as the workspace's settings have it, and why it is not answered as usual, if it is not. */
export interface Admission {
  readonly inbound: Inbound;
  readonly obstacle?: Obstacle;
}

/** What a workspace's settings make of an inbound message that there is room for, or not: who may manage, who is answered, and before whose eyes. */
export function admit(received: Inbound, values: SettingValues, hasRoom: boolean): Admission {
  const inbound = { ...received, asker: withRights(received.asker, values), place: placeFor(received, values) };
  const obstacle = obstacleFor(inbound, values) ?? (hasRoom ? undefined : "rate");
  return obstacle === undefined ? { inbound } : { inbound, obstacle };
}

/** The person with the rights that the setting "managers" gives; nobody from outside has any. */
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

/** What is kept about them, and having it erased, is everybody's right. */
export function isOwnData(inbound: Inbound): boolean {
  return inbound.kind === "pressed" && OWN_DATA.includes(inbound.action.kind);
}

const OWN_DATA: readonly Action["kind"][] = ["privacy", "my-data", "confirm-erase", "erase"];

/** Where answers are private, others do not read one to a mention. What somebody shares, or asks for in public, they show others themselves. */
function placeFor(received: Inbound, { answers }: Pick<SettingValues, "answers">): Inbound["place"] {
  const { place } = received;
  const isOpenByChoice =
    received.kind === "asked" ? received.standsAlone : received.kind === "pressed" && received.action.kind === "share";
  return answers === "private" && !isOpenByChoice ? { ...place, private: true } : place;
}

/** How to take what was said where Malinois takes no part yet, by the channel's setting; undefined where it was spoken to. */
export function unaskedIn(inbound: Inbound, values: SettingValues): "question" | "post" | "nothing" | undefined {
  if (inbound.kind !== "asked" || inbound.addressed) return undefined;
  const presence = presenceIn(inbound.place, values);
  if (presence === "questions") return "question";
  return presence === "posts" ? "post" : "nothing";
}
