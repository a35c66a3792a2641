import { createCatalogue } from "./catalogue.ts";
import { de } from "./de/messages.ts";
import { en, type MessageKey } from "./en/messages.ts";
import { fr } from "./fr/messages.ts";
import { nl } from "./nl/messages.ts";

export type { MessageKey };

/** What Malinois itself says, on every platform. */
export const say = createCatalogue<MessageKey>({ en, nl, fr, de });
