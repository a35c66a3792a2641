import type { Place } from "../model.ts";
import type { PersonKey } from "../ports.ts";

/** Returns the place of a person's direct messages, also if there are no messages there yet. */
export function directPlace({ platform, workspace, person }: PersonKey): Place {
  return { platform, workspace, channel: person, recipient: person, private: true };
}
