import type { Inbound } from "../../../src/model.ts";
import type { ListenerContext } from "./context.ts";
import { personIn } from "./people.ts";
import type { Rights } from "./rights.ts";

const NONE: Rights = {};

/** The inbound message with what Slack tells of its asker; of rights only where they may matter, since looking them up takes a moment. */
export async function introduce<Kind extends Inbound>(
  inbound: Kind,
  context: Pick<ListenerContext, "people" | "rights">,
): Promise<Kind> {
  const { asker, place } = inbound;
  const [profile, { mayManage, mayPost }] = await Promise.all([
    context.people.of(asker.id),
    isAboutNudges(inbound) ? context.rights(asker.id, place.channel) : NONE,
  ]);
  return {
    ...inbound,
    asker: { ...asker, ...personIn(profile), ...(mayManage !== undefined && { mayManage }) },
    ...(mayPost !== undefined && { mayPost }),
  };
}

function isAboutNudges(inbound: Inbound): boolean {
  switch (inbound.kind) {
    case "asked":
      return /^\/?(?:nudge|quiz)\b/i.test(inbound.text);
    case "pressed":
      return inbound.action.kind === "snooze" || inbound.action.kind === "stop-nudges";
    case "submitted":
      return true;
    case "joined":
      return false;
  }
}
