import type { DeliveryFailure } from "../../../src/errors.ts";
import type { Instant, Place } from "../../../src/model.ts";
import type { Adapter } from "../../../src/ports.ts";

/** A stand-in for a platform, with an adapter that is not started yet and a person who uses it. */
export interface Stage {
  readonly adapter: Adapter;
  /** A place where Malinois can write unasked and everybody can read it. */
  readonly channel: Place;
  /** The person's direct messages, in which nothing has been written yet. */
  readonly direct: Place;

  /** The person asks where others can read it. `again` makes the platform deliver the same question once more. */
  ask(text: string): Promise<{ again(): Promise<void> }>;
  /** The person asks in a way that lets only them see the answer. */
  askPrivately(text: string): Promise<void>;
  /** The person presses the button with this label in the latest message of Malinois that has one. */
  press(label: string): Promise<void>;
  /** The person opens the form in the latest message of Malinois. Resolves when it is open. */
  openForm(): Promise<OpenForm>;
  /** Another bot writes to Malinois. Resolves when the adapter has seen it. */
  botWrites?(text: string): Promise<void>;

  /** Returns everything that Malinois wrote, including buttons, in reading order. */
  seen(): Seen | Promise<Seen>;

  /** For each failure, a function that makes the platform refuse the next message for that reason. It returns the place of that message. */
  readonly refusals: Readonly<Partial<Record<DeliveryFailure, () => Place>>>;
  /** Returns a place, and a moment since which the platform cannot tell what was sent there. */
  untold(): { readonly place: Place; readonly since: Instant };
  /** From now on messages arrive, but the platform sends neither confirmations nor any other response. */
  loseConfirmations?(): void;
  /** From now on what was sent cannot be looked up. */
  refuseLookups?(): void;
  /** Makes the platform refuse the adapter when it starts. */
  refuseSignIn?(): void;

  /** Stops the stand-in, after the adapter was stopped. Throws if the adapter broke a rule of the platform. */
  close(): Promise<void>;
}

export interface Seen {
  /** What everybody can read. */
  readonly all: string;
  /** What only the person can read. */
  readonly alone: string;
}

export interface OpenForm {
  /** All words of the form: labels, hints, options. */
  readonly text: string;
  /** Submits the form with its current values and these changes. */
  sendIn(changes: Readonly<Record<string, string | readonly string[]>>): Promise<void>;
}

/** What a platform does not have, each with the reason. It changes what the suite expects, and the reason is part of the test's name. */
export interface Lacks {
  /** Other readers: only the asker sees questions and answers. */
  readonly readers?: string;
  /** Other bots. */
  readonly bots?: string;
  /** A question's id that begins with the platform's name. Such an id has no colon, so that it cannot be another platform's either. */
  readonly prefix?: string;
  /** A sign-in that can be refused. */
  readonly signIn?: string;
  /** A connection that can fail. */
  readonly outages?: string;
  /** A way to tell that a message with the same key is the same message. */
  readonly idempotency?: string;
  /** Reasons to refuse a message. */
  readonly refusals?: Readonly<Partial<Record<DeliveryFailure, string>>>;
}
