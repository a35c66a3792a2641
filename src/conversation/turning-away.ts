import { say } from "../languages/index.ts";
import type { Decision, Obstacle, Reply } from "../model.ts";
import { silenced } from "./overhearing.ts";
import type { PackIndex } from "./pack-index.ts";
import type { Audience } from "./reader.ts";
import { simpleButton } from "./replies/buttons.ts";
import { emergencyContacts } from "./replies/contacts.ts";
import { noticeReply } from "./replies/notices.ts";
import type { KnownObstacle } from "./turn.ts";

/**
 * Returns the decision for somebody who is not answered as usual: a line that says why, once, and in an emergency always whom to call. Requests to see
 * or erase what is kept about the asker are never refused, and rate limits do not apply to asking for a person.
 */
export function turnAway(
  decision: Decision,
  { kind, isKnown }: KnownObstacle,
  packIndex: PackIndex,
  audience: Audience,
): Decision {
  const { replies, outcome } = decision;
  if (isAboutOwnData(decision) || (kind === "rate" && isNeverRefused(decision))) return decision;
  const isUrgent = replies.some(({ urgent }) => urgent);
  const { entries: _, ...rest } = silenced(decision);
  const turnedAway: Decision = {
    ...rest,
    entries: [],
    outcome: outcome === "answer" || outcome === "choices" ? "unknown" : outcome,
  };
  if (isUrgent) return { ...turnedAway, replies: [emergencyReply(kind, packIndex, audience)] };
  return isKnown ? turnedAway : { ...turnedAway, replies: [refusal(kind, audience)] };
}

/** Returns whether a request is exempt from rate limits: one to see or erase what is kept about the asker, or to ask a person. */
export function isNeverRefused(decision: Pick<Decision, "action">): boolean {
  return isAboutOwnData(decision) || decision.action === "person";
}

function isAboutOwnData({ action }: Pick<Decision, "action">): boolean {
  return action === "privacy" || action === "my-data" || action === "erase";
}

function emergencyReply(kind: Obstacle, packIndex: PackIndex, audience: Audience): Reply {
  return {
    ...refusal(kind, audience),
    title: say(audience.language, "first-aid.title"),
    urgent: true,
    actions: kind === "rate" ? [simpleButton("person", audience)] : [],
    ...emergencyContacts(packIndex, audience),
  };
}

function refusal(kind: Obstacle, audience: Audience): Reply {
  return noticeReply(`refused.${kind}`, audience, { workspace: audience.workspaceKind });
}
