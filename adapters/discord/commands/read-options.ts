import type { FormName } from "../../../src/forms.ts";
import type { CommandEvent, CommandOption } from "../receive/events.ts";
import { QUIZ_CHOICES } from "./nudge-commands.ts";

/** The subcommands of `/nudge` that have no subcommands of their own. */
export const SUBCOMMANDS = ["add", "edit", "list", "help", "pause", "resume", "remove", "now", "preview", "history", "newcomers"];
/** The subcommands of `/nudge campaign`. */
export const OF_CAMPAIGNS = ["list", "start", "progress"];

/**
 * Returns `/nudge` or `/quiz` with its options as somebody would type it: "/nudge pause k3f9 until 2026-12-24"; undefined for a command that Malinois does not
 * have. Spaces are removed from each option, so that its value cannot be read as another option. The end of a pause keeps them, since it comes last.
 * @param campaignNamed returns the id of the campaign with a name, if there is one
 */
export function nudgeCommand(
  { name, options }: CommandEvent["data"],
  campaignNamed: (name: string) => string | undefined,
): string | undefined {
  if (name === "quiz") return quizCommand(options);
  const [first] = options;
  if (name !== "nudge" || first === undefined) return undefined;
  const path = pathOf(first);
  if (path === undefined) return undefined;
  const given = leavesOf(first);
  const until = optionText(given, "until").trim();
  const campaign = optionText(given, "campaign");
  const words = [
    ...path,
    word(optionText(given, "name")),
    campaignNamed(campaign) ?? word(campaign),
    ...(until === "" ? [] : ["until", until]),
  ];
  return ["/nudge", ...words].filter((one) => one !== "").join(" ");
}

/** A form that a command opens. */
interface CommandForm {
  readonly form: Extract<FormName, "add-nudge" | "edit-nudge">;
  /** The values given for its fields, by field name. */
  readonly given: Readonly<Record<string, string>>;
  /** The name of the nudge that it is about, as typed. */
  readonly subject?: string;
}

/** Returns the form that `/nudge add` or `/nudge edit` opens; undefined for another command. */
export function formOf({ name, options }: CommandEvent["data"]): CommandForm | undefined {
  const [first] = options;
  const form = FORMS.find((known) => name === "nudge" && known === `${first?.name}-nudge`);
  if (form === undefined) return undefined;
  const { name: subject = "", ...given } = Object.fromEntries(
    (first?.options ?? []).map((option) => [option.name, String(option.value ?? "")]),
  );
  return { form, given, ...(word(subject) === "" ? {} : { subject: word(subject).toLowerCase() }) };
}

const FORMS = ["add-nudge", "edit-nudge"] as const;

/** Returns all options that are not subcommands, however deeply nested. */
export function leavesOf({ options, ...option }: CommandOption): readonly CommandOption[] {
  return options === undefined ? [option] : options.flatMap(leavesOf);
}

/** Returns the text in an option; empty if it is absent. */
export function optionText(options: readonly CommandOption[], name: string): string {
  const value = options.find((option) => option.name === name)?.value;
  return typeof value === "string" ? value : "";
}

function pathOf({ name, options = [] }: CommandOption): readonly string[] | undefined {
  if (name !== "campaign") return SUBCOMMANDS.includes(name) ? [name] : undefined;
  const [second] = options;
  return second !== undefined && OF_CAMPAIGNS.includes(second.name) ? [name, second.name] : undefined;
}

function quizCommand(options: readonly CommandOption[]): string {
  const wanted = QUIZ_CHOICES.find((choice) => choice === optionText(options, "what")) ?? "alone";
  return wanted === "alone" ? "/quiz" : `/quiz ${wanted.replace("-", " ")}`;
}

function word(typed: string): string {
  return typed.replace(/\s+/g, "");
}
