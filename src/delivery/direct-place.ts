import type { Place } from "../model.ts";
import type { PersonKey } from "../ports.ts";

/** Where direct messages of a person go before anybody wrote there. */
export function directPlace({ platform, workspace, person }: PersonKey): Place {
  return { platform, workspace, channel: person, recipient: person, private: true };
}
