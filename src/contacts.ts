/** Whom people are led to. */
import type { Translated } from "./basic-types.ts";

/** A person or service that staff are led to when Malinois does not know. */
export interface Contact {
  readonly title: Translated;
  /** When to turn to it. */
  readonly when?: Translated;
  readonly phone?: Translated;
  readonly email?: Translated;
  readonly url?: Translated;
}

/** What an organisation calls itself, and whom its people turn to first. */
export interface Organisation {
  readonly name?: Translated;
  readonly helpdesk?: Contact;
  /** Whom to call at once when something has happened. */
  readonly emergency?: Contact;
  /** Others of its own. */
  readonly contacts: readonly Contact[];
}

/** A way to reach somebody. */
export interface ContactWay {
  readonly kind: "phone" | "email" | "url";
  readonly value: string;
}

/** A person or service, with one way to reach them at most: each line is one thing to tap. */
export interface ContactLine {
  readonly text: string;
  readonly way?: ContactWay;
}
