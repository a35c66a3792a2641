/** The records of hand-offs: questions passed to a person. All are plain data. */
import type { Instant, Language, Place } from "../model.ts";
import type { OutgoingMessage } from "../nudges/ports.ts";
import type { WorkspaceKey } from "../ports.ts";

/** Somebody who takes part: the id on the platform, and the name that the platform shows. */
export interface Participant {
  readonly person: string;
  readonly name?: string;
}

/** The asker, and the place where they get messages. */
export interface Address {
  readonly person: string;
  readonly place: Place;
}

/** A question that was passed to a person. Platform and workspace are those of the channel that it was passed to. */
export interface HandOff extends WorkspaceKey {
  readonly id: string;
  readonly channel: string;
  /** The platform's id of the channel's message whose thread the conversation is in. Absent until somebody takes or answers the question. */
  readonly message?: string;
  /** Absent once it was erased. An anonymous asker is erased when the hand-off is closed. */
  readonly asker?: Address;
  readonly anonymous: boolean;
  /** The asker's name as the channel sees it. Absent if the asker is anonymous, or the platform tells no name. */
  readonly name?: string;
  readonly language: Language;
  /** Empty once it has been deleted. */
  readonly question: string;
  readonly urgent: boolean;
  /** All answers so far, as one text. */
  readonly answer?: string;
  /** The person who has taken it. */
  readonly claim?: Participant;
  /** Set if it was taken after the last reminder, so that the claim keeps others out again. */
  readonly reclaimed?: true;
  /** "waiting": it waits for an answer; "answered": it waits for the asker's reply, or for the end. */
  readonly state: "waiting" | "answered" | "closed";
  /** How far the wait for an answer has come. "reminded": the channel was reminded; "told": then the asker was told that nobody answered. */
  readonly stage: "fresh" | "reminded" | "told";
  /** The number of working hours until the channel is reminded, and then until the asker is told. */
  readonly reminderHours: number;
  readonly createdAt: Instant;
  /** When the next deadline passes: for a reminder, for telling the asker, or for the end. Absent: there is none any more. */
  readonly nextAt?: Instant;
  readonly closedAt?: Instant;
  /** The draft entry made from it. Absent again once the asker has been told that it is in the pack. */
  readonly entry?: string;
}

/** A hand-off after a change, and the messages that the change sends. */
export interface HandOffChange {
  readonly handOff: HandOff;
  readonly messages: readonly OutgoingMessage[];
  /** Set if somebody said something. If the ledger already has all its messages, the change was saved before a crash, and is not applied again. */
  readonly once?: true;
}
