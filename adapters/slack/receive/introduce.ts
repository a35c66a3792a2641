import type { Action } from "../../../src/actions.ts";
import type { Inbound } from "../../../src/model.ts";
import type { ListenerContext } from "./context.ts";
import { personIn } from "./people.ts";

/** Returns the inbound message with its asker's profile and rights. Rights in the channel are looked up only if they may matter, since that takes a moment. */
export async function introduce<Kind extends Inbound>(
  inbound: Kind,
  context: Pick<ListenerContext, "people" | "rights">,
): Promise<Kind> {
  const { asker, place } = inbound;
  // Not from the cache: somebody who has just lost administrator rights must not change anything any more.
  if (inbound.kind === "submitted") context.people.forget(asker.id);
  const [profile, { mayManage, mayPost }] = await Promise.all([
    context.people.of(asker.id),
    context.rights(asker.id, isAboutNudges(inbound) ? place.channel : undefined),
  ]);
  return {
    ...inbound,
    asker: { ...asker, ...personIn(profile), ...(mayManage !== undefined && { mayManage }) },
    ...(mayPost !== undefined && { mayPost }),
  };
}

/** The buttons that only people who manage the channel may press. */
const CHANGE_NUDGES: ReadonlySet<Action["kind"]> = new Set(["snooze", "confirm-stop", "stop-nudges", "manage-nudge"]);

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
