import { say } from "../languages/index.ts";
import type { Decision, Obstacle, Reply } from "../model.ts";
import { silenced } from "./overhearing.ts";
import type { PackIndex } from "./pack-index.ts";
import type { Audience } from "./reader.ts";
import { emergencyContacts } from "./replies/contacts.ts";
import { noticeReply } from "./replies/notices.ts";

/**
 * What somebody gets who is not answered as usual: a line that says why, once; to first aid always whom to call. What is kept about people, and
 * erasing it, is never refused for who they are.
 */
export function turnAway(
  decision: Decision,
  { kind, isKnown }: { readonly kind: Obstacle; readonly isKnown: boolean },
  packIndex: PackIndex,
  audience: Audience,
): Decision {
  const { action, replies, outcome } = decision;
  const isOwnData = action === "privacy" || action === "my-data" || action === "erase";
  if (isOwnData && kind !== "rate") return decision;
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

function emergencyReply(kind: Obstacle, packIndex: PackIndex, audience: Audience): Reply {
  return {
    ...refusal(kind, audience),
    title: say(audience.language, "first-aid.title"),
    urgent: true,
    ...emergencyContacts(packIndex, audience),
  };
}

function refusal(kind: Obstacle, audience: Audience): Reply {
  return noticeReply(`refused.${kind}`, audience, { workspace: audience.workspaceKind });
}
