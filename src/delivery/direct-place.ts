import type { Place } from "../model.ts";
import type { PersonKey } from "../ports.ts";

/** The place of a person's direct messages before anybody has written there. */
export function directPlace({ platform, workspace, person }: PersonKey): Place {
  return { platform, workspace, channel: person, recipient: person, private: true };
}
