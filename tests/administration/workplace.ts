import type { WorkspaceKey } from "../../src/ports.ts";
import type { SlackServer } from "../protocol/slack/server.ts";
import type { Malinois, MalinoisOptions } from "./malinois.ts";

export type Role = "manager" | "member" | "guest" | "outsider";

/** What comes of something that somebody did: in sight of everybody, and of them alone. */
export interface Heard {
  readonly all: string;
  readonly alone: string;
}

export type Changes = Readonly<Record<string, string | readonly string[]>>;

export interface Writing {
  /** One of the workplace's channels; absent: the first. */
  readonly channel?: string;
  /** Whether Malinois is spoken to; absent: it is. */
  readonly mentions?: boolean;
}

/** A workspace of a platform's protocol server, with Malinois in it. */
export interface Workplace {
  readonly malinois: Malinois;
  /** Slack's stand-in, where it is Slack. */
  readonly slack?: SlackServer;
  readonly key: WorkspaceKey;
  readonly people: Readonly<Partial<Record<Role, string>>> & Readonly<Record<"manager" | "member" | "guest", string>>;
  readonly channels: readonly [string, string];
  writes(person: string, text: string, writing?: Writing): Promise<Heard>;
  /** Asks privately, by a command. */
  asks(person: string, text: string): Promise<Heard>;
  /** `/malinois settings` */
  opensSettings(person: string): Promise<Heard>;
  /** Presses a button that Malinois wrote, or that somebody made up. */
  presses(person: string, value: string): Promise<Heard>;
  /** Opens a form by its button, and sends it in as it was shown but for what is changed. */
  fillsIn(person: string, value: string, changes: Changes): Promise<Heard>;
  /** Sends a form in that was never opened. */
  forges(person: string, value: string, values: Changes): Promise<Heard>;
  /** The fields of the form behind a button, with what they hold; undefined where none opens. */
  form(person: string, value: string): Promise<string | undefined>;
  /** Opens App Home, where there is one. */
  goesHome?(person: string): Promise<unknown>;
  stop(): Promise<void>;
}

export type OpenWorkplace = (options?: MalinoisOptions) => Promise<Workplace>;
