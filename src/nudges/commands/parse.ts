/** Parses the commands that people type to set nudges up. */

import type { NudgeIntent } from "../../model.ts";
import type { LocalDate } from "../types.ts";
import { leadsRestEnd, readRestEnd, restEndIn } from "./rest-end.ts";

/** A command. `id` names the subscription, and may be left out if there is only one. */
export type NudgeCommand =
  | { readonly kind: "help" | "unknown" | "add" | "list" | "campaigns" | "bad-date" }
  | { readonly kind: "edit" | "resume" | "remove" | "now" | "preview" | "history" | "progress"; readonly id?: string }
  | { readonly kind: "pause"; readonly id?: string; readonly until?: LocalDate }
  | { readonly kind: "start-campaign"; readonly campaign: string }
  /** The campaign that newcomers get. `campaign` sets it, or is "off"; absent: shows it. */
  | { readonly kind: "newcomers"; readonly campaign?: string }
  | { readonly kind: "quiz" | "quiz-here" | "quiz-me" | "board" }
  | { readonly kind: "turn-board" | "turn-changes"; readonly on: boolean };

const COMMANDS_OF_INTENTS: Readonly<Record<NudgeIntent, NudgeCommand>> = {
  quiz: { kind: "quiz" },
  "add-nudge": { kind: "add" },
  "edit-nudges": { kind: "edit" },
  "pause-nudges": { kind: "pause" },
  "stop-nudges": { kind: "remove" },
};

/**
 * Returns the command for a request in people's own words.
 * @param text the message, which may say until when to pause
 */
export function commandOf(intent: NudgeIntent, text: string, today: LocalDate): NudgeCommand {
  const command = COMMANDS_OF_INTENTS[intent];
  const until = command.kind === "pause" ? restEndIn(text, today) : undefined;
  return command.kind === "pause" && until !== undefined ? { ...command, until } : command;
}

/**
 * Reads "/nudge …" and "/quiz …". Returns "unknown" if what follows makes no sense, and undefined for any other text. Without the slash, only what can be
 * nothing but a command counts: "nudge list", "quiz board". "Quiz me" asks for a question; "/quiz me" shows one's own results.
 * @param today the writer's local date, for "until tomorrow"
 */
export function parseCommand(text: string, today: LocalDate): NudgeCommand | undefined {
  const [name = "", ...words] = text.trim().toLowerCase().split(/\s+/);
  const rest = words.join(" ");
  switch (name) {
    case "/nudge":
      return rest === "" ? { kind: "help" } : (nudgeCommand(words, today) ?? { kind: "unknown" });
    case "nudge":
      return rest === "" ? { kind: "help" } : nudgeCommand(words, today);
    case "/quiz":
      return quizCommand(rest) ?? { kind: "unknown" };
    case "quiz":
      return quizCommand(rest === "me" ? "" : rest);
    default:
      return undefined;
  }
}

function nudgeCommand([verb, ...words]: readonly string[], today: LocalDate): NudgeCommand | undefined {
  const [first] = words;
  switch (verb) {
    case "add":
    case "list":
    case "help":
      return words.length === 0 ? { kind: verb } : undefined;
    case "pause":
      return pauseCommand(words, today);
    case "edit":
    case "resume":
    case "remove":
    case "now":
    case "preview":
    case "history":
      return words.length > 1 ? undefined : { kind: verb, ...(first === undefined ? {} : { id: first }) };
    case "campaign":
    case "campaigns":
      return campaignCommand(words);
    case "newcomers":
      return words.length > 1 ? undefined : { kind: verb, ...(first === undefined ? {} : { campaign: first }) };
    default:
      return undefined;
  }
}

function campaignCommand([verb, name, ...more]: readonly string[]): NudgeCommand | undefined {
  if (more.length > 0) return undefined;
  if (verb === undefined || (verb === "list" && name === undefined)) return { kind: "campaigns" };
  if (verb === "progress") return { kind: "progress", ...(name === undefined ? {} : { id: name }) };
  return verb === "start" && name !== undefined ? { kind: "start-campaign", campaign: name } : undefined;
}

/** Reads "pause", "pause k3f9", "pause until 2026-12-24", "pause k3f9 tot morgen" and "pause for a week". */
function pauseCommand(words: readonly string[], today: LocalDate): NudgeCommand | undefined {
  const [id, ...afterId] = words;
  if (id === undefined) return { kind: "pause" };
  const until = readRestEnd(words.join(" "), today);
  if (until !== undefined) return { kind: "pause", until };
  const untilAfterId = readRestEnd(afterId.join(" "), today);
  if (untilAfterId !== undefined) return { kind: "pause", id, until: untilAfterId };
  if (words.some(leadsRestEnd)) return { kind: "bad-date" };
  return afterId.length === 0 ? { kind: "pause", id } : undefined;
}

function quizCommand(rest: string): NudgeCommand | undefined {
  switch (rest) {
    case "":
      return { kind: "quiz" };
    case "here":
      return { kind: "quiz-here" };
    case "me":
      return { kind: "quiz-me" };
    case "board":
      return { kind: "board" };
    case "board on":
    case "board off":
      return { kind: "turn-board", on: rest.endsWith("on") };
    case "changes on":
    case "changes off":
      return { kind: "turn-changes", on: rest.endsWith("on") };
    default:
      return undefined;
  }
}
