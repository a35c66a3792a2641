import type { Action } from "../../../src/actions.ts";
import type { Inbound } from "../../../src/model.ts";
import type { ListenerContext } from "./context.ts";
import { personIn } from "./people.ts";
import type { Rights } from "./rights.ts";

/** Returns the inbound message with its asker's profile and rights. The channel is asked about only if it may matter, since that takes a moment. */
export async function introduce<Kind extends Inbound>(
  inbound: Kind,
  context: Pick<ListenerContext, "people" | "rights">,
): Promise<Kind> {
  const { asker } = inbound;
  // Not from the cache: somebody who has just lost administrator rights must not change anything any more.
  if (inbound.kind === "submitted") context.people.forget(asker.id);
  const [profile, { mayManage, mayPost }] = await Promise.all([context.people.of(asker.id), rightsOf(inbound, context)]);
  return {
    ...inbound,
    asker: { ...asker, ...personIn(profile), ...(mayManage !== undefined && { mayManage }) },
    ...(mayPost !== undefined && { mayPost }),
  };
}

/** The buttons that only people who manage the channel may press. */
const CHANGE_NUDGES: ReadonlySet<Action["kind"]> = new Set(["snooze", "confirm-stop", "stop-nudges", "manage-nudge"]);

/** Looks up the asker's rights. Only the conversation knows whether words such as "no more tips" are about the channel's nudges, so they always may be. */
function rightsOf(inbound: Inbound, { rights }: Pick<ListenerContext, "rights">): Promise<Rights> {
  const { asker, place } = inbound;
  if (isAboutNudges(inbound)) return rights(asker.id, place.channel);
  return inbound.kind === "asked" ? rights(asker.id, place.channel, "mayManage") : rights(asker.id);
}

function isAboutNudges(inbound: Inbound): boolean {
  switch (inbound.kind) {
    case "asked":
      return /^\/?(?:nudge|quiz)\b/i.test(inbound.text);
    case "pressed":
      return CHANGE_NUDGES.has(inbound.action.kind);
    case "submitted":
      return true;
    case "joined":
      return false;
  }
}
