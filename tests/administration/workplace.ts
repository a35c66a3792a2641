import type { WorkspaceKey } from "../../src/ports.ts";
import type { SlackServer } from "../protocol/slack/server.ts";
import type { Malinois, MalinoisOptions } from "./malinois.ts";

export type Role = "manager" | "member" | "guest" | "outsider";

/** What people read after somebody did something: what everybody sees, and what only that person sees. */
export interface Heard {
  readonly all: string;
  readonly alone: string;
}

export type Changes = Readonly<Record<string, string | readonly string[]>>;

export interface Writing {
  /** One of the workplace's channels; the first if absent. */
  readonly channel?: string;
  /** Whether the message mentions Malinois; true if absent. */
  readonly mentions?: boolean;
}

/** A workspace on a platform's protocol server, with Malinois in it. */
export interface Workplace {
  readonly malinois: Malinois;
  /** The stand-in for Slack, if this is Slack. */
  readonly slack?: SlackServer;
  readonly key: WorkspaceKey;
  readonly people: Readonly<Partial<Record<Role, string>>> & Readonly<Record<"manager" | "member" | "guest", string>>;
  readonly channels: readonly [string, string];
  writes(person: string, text: string, writing?: Writing): Promise<Heard>;
  /** Asks privately, with a command. */
  asks(person: string, text: string): Promise<Heard>;
  /** Uses `/malinois settings`. */
  opensSettings(person: string): Promise<Heard>;
  /** Presses a button from Malinois, or one that somebody made up. */
  presses(person: string, value: string): Promise<Heard>;
  /** Opens a form with its button, and submits it with some changes. */
  fillsIn(person: string, value: string, changes: Changes): Promise<Heard>;
  /** Submits a form that was never opened. */
  forges(person: string, value: string, values: Changes): Promise<Heard>;
  /** Returns the fields of the form behind a button, with their values; undefined if no form opens. */
  form(person: string, value: string): Promise<string | undefined>;
  /** Opens App Home, if the platform has one. */
  goesHome?(person: string): Promise<unknown>;
  stop(): Promise<void>;
}

export type OpenWorkplace = (options?: MalinoisOptions) => Promise<Workplace>;
