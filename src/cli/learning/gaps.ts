import { join } from "node:path";
import type { Command } from "commander";
import { contentFolders } from "../../app/config.ts";
import { readValidSource } from "../../app/knowledge/live-knowledge.ts";
import { createDraftFolder } from "../../drafts/draft-folder.ts";
import { createDraftWriter } from "../../drafts/drafts.ts";
import { MalinoisError } from "../../errors.ts";
import { acceptGroup } from "../../gaps/accepting.ts";
import { type GapGroup, groupGaps } from "../../gaps/groups.ts";
import { createKnownWords } from "../../gaps/known-words.ts";
import { whatIsMissing } from "../../gaps/missing.ts";
import type { StaleEntry } from "../../gaps/stale-entries.ts";
import type { EntryFeedback } from "../../gaps/types.ts";
import { waysOf } from "../../gaps/ways.ts";
import { shippedWordLists } from "../../gaps/word-lists.ts";
import { localDate } from "../../nudges/schedule/zoned-time.ts";
import { readWorkspace } from "../workspace.ts";
import { BY_TERMINAL, type LearningContext, withStore } from "./context.ts";
import { counted } from "./drafts.ts";

interface GapsOptions {
  readonly json?: boolean;
  readonly accept?: string;
  readonly as?: string;
  readonly new?: string;
  readonly workspace?: string;
  readonly limit: string;
  readonly content?: readonly string[];
}

/** Adds `malinois gaps`. */
export function addGapsCommand(program: Command, context: LearningContext): void {
  program
    .command("gaps")
    .description("what people asked and no entry answered, answers that did not help, entries that nobody reviewed")
    .option("--accept <group>", "write the questions of a group into a draft of an entry, as ways of asking it")
    .option("--as <entry>", "the entry that is to answer them")
    .option("--new <title>", "or the title of a new entry, whose answer you then write into the draft")
    .option("--workspace <workspace>", "of one workspace alone: platform:id")
    .option("--limit <number>", "the most lines of each part", "10")
    .option("--json", "print one JSON object")
    .option(context.content.flags, "the pack that is asked", context.content.collect)
    .action((given: GapsOptions) => runGaps(given, context));
}

async function runGaps(given: GapsOptions, { terminal, settings, source: sourceOf, now }: LearningContext): Promise<void> {
  const { accept, as, new: title, json = false } = given;
  const config = settings();
  const source = sourceOf(given.content, config);
  const limit = readLimit(given.limit);
  const workspace = given.workspace === undefined ? undefined : readWorkspace(given.workspace);
  const lists = shippedWordLists();
  await withStore(config, async ({ gaps, administration }) => {
    if (accept !== undefined || as !== undefined || title !== undefined) {
      const group = chosenGroup(await groupGaps(await gaps.open(workspace), lists), given);
      const { language } = group;
      const drafts = createDraftWriter({ folder: createDraftFolder(contentFolders(config).drafts), source, now });
      const { audit } = administration;
      const entry = as === undefined ? { title: title ?? "" } : { id: as };
      const { id, ways } = await acceptGroup(group, entry, { ...BY_TERMINAL, at: now() }, { drafts, gaps, audit });
      terminal.write(`${counted(ways.length, "way")} of asking went into the draft ${language}/${id}:\n`);
      for (const way of ways) terminal.write(`    ${way}\n`);
      const next = as === undefined ? `Write its answer in ${join(contentFolders(config).drafts, language)}` : "Read them";
      terminal.write(`${next}, then: malinois drafts publish ${language}/${id}\n`);
      return;
    }
    const pack = await readValidSource(source);
    const today = localDate(now(), config.TZ_DEFAULT);
    const { groups, feedback, stale } = await whatIsMissing(workspace, {
      ...{ ...lists, gaps, pack, known: createKnownWords(pack, lists), now: now(), today, reviewDays: config.REVIEW_DAYS },
    });
    terminal.write(
      json
        ? `${JSON.stringify({ groups: groups.map(shown), feedback, stale })}\n`
        : textOf(groups, feedback, stale, limit, config.REVIEW_DAYS),
    );
  });
}

/** Returns the named group, with an entry that could answer it. */
function chosenGroup(groups: readonly GapGroup[], { accept, as, new: title }: GapsOptions): GapGroup {
  if (accept === undefined || (as === undefined) === (title === undefined)) {
    throw new MalinoisError(
      "usage",
      "A group and an entry belong together",
      "Write: gaps --accept GROUP --as ENTRY, or --new TITLE",
    );
  }
  const group = groups.find(({ id }) => id === accept);
  if (group !== undefined) return group;
  throw new MalinoisError("usage", `There is no group "${accept}"`, "malinois gaps lists them");
}

function shown({ ids: _, ...group }: GapGroup) {
  return { ...group, ways: waysOf(group.texts) };
}

function readLimit(written: string): number {
  if (/^[1-9]\d{0,4}$/u.test(written)) return Number(written);
  throw new MalinoisError("usage", "--limit is no number of lines", "Write, for example, --limit 20");
}

function textOf(
  groups: readonly GapGroup[],
  feedback: readonly EntryFeedback[],
  stale: readonly StaleEntry[],
  limit: number,
  reviewDays: number,
): string {
  const unhelpful = feedback.filter((one) => one.unhelpful > 0);
  return [
    section("Asked and not answered, by three people or more", groups, limit, groupLines, "None so far."),
    section("Answers that did not help", unhelpful, limit, feedbackLines, "None so far."),
    section(`Not reviewed for ${counted(reviewDays, "day")}`, stale, limit, staleLines, "None."),
  ].join("\n");
}

function section<Item>(
  title: string,
  items: readonly Item[],
  limit: number,
  lines: (item: Item) => readonly string[],
  none: string,
): string {
  const left = items.length - limit;
  const shownLines = items.slice(0, limit).flatMap(lines);
  const rest = left > 0 ? [`  … and ${left} more: --limit ${items.length}, or --json`] : [];
  return [`${title} (${items.length})`, ...(items.length === 0 ? [`  ${none}`] : shownLines), ...rest, ""].join("\n");
}

const MOST_TEXTS = 3;

function groupLines({ id, language, askers, texts, nearest, counts }: GapGroup): readonly string[] {
  const [first = "", ...others] = texts;
  const reasons = [
    ...(counts.unknown > 0 ? [`${counts.unknown} unknown`] : []),
    ...(counts.refused > 0 ? [`${counts.refused} refused`] : []),
    ...(counts.unhelpful > 0 ? [`${counts.unhelpful} not helpful`] : []),
  ].join(", ");
  const fits =
    nearest === undefined
      ? `no entry is close: malinois gaps --accept ${id} --new "…"`
      : `nearest: ${nearest.entry} (${Math.round(100 * nearest.confidence)} %); if it answers them: malinois gaps --accept ${id} --as ${nearest.entry}`;
  return [
    `  ${id}  ${language}  ${counted(askers, "asker")} or more (${reasons}): ${first}`,
    ...others.slice(0, MOST_TEXTS - 1).map((text) => `      ${text}`),
    `      ${fits}`,
  ];
}

function feedbackLines({ entry, language, helpful, unhelpful, reasons }: EntryFeedback): readonly string[] {
  return [
    `  ${language}/${entry}: ${unhelpful} not helpful, ${helpful} helpful`,
    ...reasons.slice(0, MOST_TEXTS).map((reason) => `      “${reason.replace(/\s+/gu, " ")}”`),
  ];
}

function staleLines({ id, language, reviewed, owner }: StaleEntry): readonly string[] {
  return [
    `  ${language}/${id}: ${reviewed === undefined ? "never reviewed" : `reviewed ${reviewed}`}${owner === undefined ? "" : `, owner ${owner}`}`,
  ];
}
