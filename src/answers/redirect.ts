import { directPlace } from "../delivery/direct-place.ts";
import { say } from "../languages/index.ts";
import type { Reply } from "../model.ts";
import type { DecidedAnswer } from "./ports.ts";

/**
 * Returns an answer that cannot be delivered in its own place as a direct message to the asker: a private answer as it is, any other as a notice of one
 * line that it could not be delivered. Returns undefined if it is a direct message already, or if nobody waits for it.
 */
export function redirect(answer: DecidedAnswer): DecidedAnswer | undefined {
  const { place, asker, language } = answer;
  if (answer.isRedirected || asker === undefined) return undefined;
  // A direct message without a handle is what this function would return.
  if (place.recipient === asker.person && place.handle === undefined) return undefined;
  const redirected = { ...answer, place: directPlace(asker), isRedirected: true };
  return place.private ? redirected : { ...redirected, replies: [undelivered(language)] };
}

/** Does the same for an answer that is too late to be useful; the asker gets the notice also for a private answer. */
export function redirectLate(answer: DecidedAnswer): DecidedAnswer | undefined {
  const redirected = redirect(answer);
  return redirected && { ...redirected, replies: [undelivered(answer.language)] };
}

function undelivered(language: DecidedAnswer["language"]): Reply {
  return { kind: "notice", language, body: [say(language, "undelivered")], choices: [], actions: [] };
}
