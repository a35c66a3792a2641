/** The records of hand-offs: questions passed to a person. All are plain data. */
import type { Instant, Language, Place } from "../model.ts";
import type { OutgoingMessage } from "../nudges/ports.ts";
import type { WorkspaceKey } from "../ports.ts";

/** Who takes part, by the id on the platform, and by the name that it shows. */
export interface Participant {
  readonly person: string;
  readonly name?: string;
}

/** Where the asker gets what is said to them. */
export interface Address {
  readonly person: string;
  readonly place: Place;
}

/** A question on its way to a person and back. Platform and workspace are those of the channel that it was passed to. */
export interface HandOff extends WorkspaceKey {
  readonly id: string;
  readonly channel: string;
  /** The message of the channel whose thread it is talked about in, by its id on the platform; absent until somebody takes it. */
  readonly message?: string;
  /** Absent once it was forgotten: of an anonymous asker, when the hand-off is closed. */
  readonly asker?: Address;
  readonly anonymous: boolean;
  /** The asker's name as the channel sees it. Never there where the asker is anonymous. */
  readonly name?: string;
  readonly language: Language;
  /** Empty once it was deleted. */
  readonly question: string;
  readonly urgent: boolean;
  /** What was answered so far. */
  readonly answer?: string;
  /** Who has taken it. */
  readonly claim?: Participant;
  /** "waiting": for an answer; "answered": for a reply, or for the end. */
  readonly state: "waiting" | "answered" | "closed";
  /** How far the wait for an answer has come: the channel was reminded, then the asker was told. */
  readonly stage: "fresh" | "reminded" | "told";
  /** Working hours until the channel is reminded, and as many again until the asker is told. */
  readonly reminderHours: number;
  readonly createdAt: Instant;
  /** When time itself makes a difference; absent: never again. */
  readonly nextAt?: Instant;
  readonly closedAt?: Instant;
  /** The draft entry that was made of it, until the asker was told that it is in the pack. */
  readonly entry?: string;
}

/** What becomes of a hand-off, and what is said because of it. */
export interface HandOffChange {
  readonly handOff: HandOff;
  readonly messages: readonly OutgoingMessage[];
  /** What somebody said: where all its messages are in the ledger, it was kept before a crash, and is not kept again. */
  readonly once?: true;
}
