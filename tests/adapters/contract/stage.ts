import type { DeliveryFailure } from "../../../src/errors.ts";
import type { Instant, Place } from "../../../src/model.ts";
import type { Adapter } from "../../../src/ports.ts";

/** A platform's stand-in with an adapter that is not started yet, and a person who uses it. */
export interface Stage {
  readonly adapter: Adapter;
  /** Where Malinois can write unasked and everybody reads it. */
  readonly channel: Place;
  /** The person's direct messages, before anything was written there. */
  readonly direct: Place;

  /** The person asks where others read; `again` has the platform deliver the same once more. */
  ask(text: string): Promise<{ again(): Promise<void> }>;
  /** The person asks so that they alone read the answer. */
  askPrivately(text: string): Promise<void>;
  /** The person presses the button with this label in the latest message of Malinois that has one. */
  press(label: string): Promise<void>;
  /** The person opens the form in the latest message of Malinois. Resolves when it is open. */
  openForm(): Promise<OpenForm>;
  /** Another bot writes to Malinois. Resolves when the adapter has seen it. */
  botWrites?(text: string): Promise<void>;

  /** All words of Malinois, those on buttons included, in the order in which they are read. */
  seen(): Seen | Promise<Seen>;

  /** For each failure: has the next message to the place that it returns refused for that reason. */
  readonly refusals: Readonly<Partial<Record<DeliveryFailure, () => Place>>>;
  /** A place, and a moment since which the platform cannot tell what was sent there. */
  untold(): { readonly place: Place; readonly since: Instant };
  /** From now on messages arrive, but no confirmation of them comes back, nor anything else. */
  loseConfirmations?(): void;
  /** From now on what was sent cannot be looked up. */
  refuseLookups?(): void;
  /** Has the platform refuse the adapter when it starts. */
  refuseSignIn?(): void;

  /** Stops the stand-in; the adapter is stopped already. Throws where the adapter broke a rule of the platform's. */
  close(): Promise<void>;
}

export interface Seen {
  /** What everybody can read. */
  readonly all: string;
  /** What the person alone can read. */
  readonly alone: string;
}

export interface OpenForm {
  /** All words of the form: labels, hints, options. */
  readonly text: string;
  /** Sends the form in with what it holds, but for these changes. */
  sendIn(changes: Readonly<Record<string, string | readonly string[]>>): Promise<void>;
}

/** What a platform does not have, each with the reason. It changes what the suite expects, and stands in the names of its tests. */
export interface Lacks {
  /** People who read along: what is asked and answered stays with the asker. */
  readonly readers?: string;
  /** Other bots. */
  readonly bots?: string;
  /** Its name before a question's id; the id then has no colon, so that it is not another platform's either. */
  readonly prefix?: string;
  /** Something to sign in to. */
  readonly signIn?: string;
  /** A connection that can fail. */
  readonly outages?: string;
  /** A way to tell that a message with the same key is the same message. */
  readonly idempotency?: string;
  /** Reasons to refuse a message. */
  readonly refusals?: Readonly<Partial<Record<DeliveryFailure, string>>>;
}
