import { createCatalogue } from "./catalogue.ts";
import { de } from "./de.ts";
import { en, type MessageKey } from "./en.ts";
import { fr } from "./fr.ts";
import { nl } from "./nl.ts";

export type { MessageKey };

/** What Malinois itself says, on every platform. */
export const say = createCatalogue<MessageKey>({ en, nl, fr, de });
