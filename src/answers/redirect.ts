import { directPlace } from "../delivery/direct-place.ts";
import { say } from "../languages/index.ts";
import type { Reply } from "../model.ts";
import type { DecidedAnswer } from "./ports.ts";

/**
 * Where an answer goes when it cannot be delivered where it was asked for: what only the asker may see goes to the asker's direct messages;
 * for what everybody may see, the asker gets one line there. Undefined where there is no other way, or nobody is waiting.
 */
export function redirect(answer: DecidedAnswer): DecidedAnswer | undefined {
  const { place, asker, language } = answer;
  if (answer.isRedirected || asker === undefined) return undefined;
  // A direct message without a handle already is the fallback.
  if (place.recipient === asker.person && place.handle === undefined) return undefined;
  const redirected = { ...answer, place: directPlace(asker), isRedirected: true };
  return place.private ? redirected : { ...redirected, replies: [undelivered(language)] };
}

/** The same for an answer that is too late to be useful. */
export function redirectLate(answer: DecidedAnswer): DecidedAnswer | undefined {
  const redirected = redirect(answer);
  return redirected && { ...redirected, replies: [undelivered(answer.language)] };
}

function undelivered(language: DecidedAnswer["language"]): Reply {
  return { kind: "notice", language, body: [say(language, "undelivered")], choices: [], actions: [] };
}
