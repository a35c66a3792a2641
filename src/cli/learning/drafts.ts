import { join } from "node:path";
import type { Command } from "commander";
import type { AuditRecord } from "../../administration/ports.ts";
import { type Config, contentFolders } from "../../app/config.ts";
import { readValidSource, SHIPPED_PACK } from "../../app/knowledge/live-knowledge.ts";
import { createDraftFolder, type DraftFolder, type StoredDraft } from "../../drafts/draft-folder.ts";
import { createDraftWriter } from "../../drafts/drafts.ts";
import { checkDrafts, type DraftProblems, type Published, publishDrafts } from "../../drafts/publish.ts";
import { discardRecord, publishRecords, publishTargets } from "../../drafts/publishing.ts";
import { MalinoisError } from "../../errors.ts";
import { nearestName } from "../../knowledge/diagnostic.ts";
import { localDate } from "../../nudges/schedule/zoned-time.ts";
import { BY_TERMINAL, type LearningContext, withStore } from "./context.ts";

const DAY = 24 * 3_600_000;

/** Adds `malinois drafts` and its subcommands. */
export function addDraftsCommands(program: Command, context: LearningContext): void {
  const { terminal, finish, settings, source, now, content: packs } = context;
  const open = (content: readonly string[] | undefined) => {
    const config = settings();
    return {
      config,
      folder: createDraftFolder(contentFolders(config).drafts),
      source: source(content, config),
      today: localDate(now(), config.TZ_DEFAULT),
    };
  };

  const drafts = program
    .command("drafts")
    .description("list the drafts of entries, with what hinders publishing them")
    .option("--json", "print one JSON object")
    .option(packs.flags, "the pack that they are for", packs.collect)
    .action(async ({ json, content }) => {
      const opened = open(content);
      const found = await opened.folder.list();
      const problems = await checkDrafts(found, opened.source, opened.today);
      terminal.write(json ? jsonOf(found, problems) : listOf(found, problems, opened.folder, now()));
    });

  drafts
    .command("check")
    .description("check every draft as if it were published; fails when one cannot be")
    .option(packs.flags, "the pack that they are for", packs.collect)
    .action(async (_, command: Command) => {
      const opened = open(command.optsWithGlobals().content);
      const found = await opened.folder.list();
      const problems = await checkDrafts(found, opened.source, opened.today);
      for (const { errors, warnings } of problems) {
        for (const line of errors) terminal.write(`${line}\n`);
        for (const line of warnings) terminal.write(`warning: ${line}\n`);
      }
      const broken = problems.filter(({ errors }) => errors.length > 0).length;
      terminal.write(`${counted(found.length, "draft")}, ${found.length - broken} ready to publish\n`);
      finish(broken === 0 ? 0 : 1);
    });

  drafts
    .command("show")
    .description("print the file of a draft")
    .argument("<id>", "the draft; nl/lost-badge where it is there in several languages")
    .action(async (id: string) => {
      for (const draft of await named(open(undefined).folder, [id])) terminal.write(draft.text);
    });

  drafts
    .command("edit")
    .description("begin a draft of a live entry, to change it")
    .argument("<entry>", "the entry; nl/lost-badge for one of several languages, else the main language of the pack")
    .option(packs.flags, "the pack that it is in", packs.collect)
    .action(async (name: string, _, command: Command) => {
      const { folder, source: pack } = open(command.optsWithGlobals().content);
      const [id = "", language = (await readValidSource(pack)).defaultLanguage] = name.split("/").reverse();
      await createDraftWriter({ folder, source: pack, now }).begin({ language, id });
      const draft = await folder.find(language, id);
      terminal.write(`Edit ${join(folder.directory, draft?.file ?? "")}, then: malinois drafts publish ${language}/${id}\n`);
    });

  drafts
    .command("publish")
    .description("check drafts and make them live; a running Malinois takes them over by itself")
    .argument("<id...>", "drafts; nl/lost-badge for one of several languages")
    .option("--to <dir>", "the folder to write them to; else CONTENT_DIR, or the overlay for the pack that ships")
    .option("--area <area>", "the area of those that have none yet")
    .option(packs.flags, "the pack that they are for", packs.collect)
    .action(async (ids: string[], given: { to?: string; area?: string }, command: Command) => {
      const { config, folder, source: pack, today } = open(command.optsWithGlobals().content);
      const chosen = await named(folder, ids);
      const where =
        given.to === undefined ? await publishTargets(pack, SHIPPED_PACK) : { target: given.to, own: [given.to], over: given.to };
      const results = await publishDrafts(chosen, { folder, source: pack, ...where, area: given.area, today });
      for (const result of results) terminal.write(`${lineOf(result)}\n`);
      await record(config, publishRecords(results, { ...BY_TERMINAL, at: now() }));
      finish(results.every((result) => result.kind !== "refused" && !hasConflicts(result)) ? 0 : 1);
    });

  drafts
    .command("discard")
    .description("delete a draft")
    .argument("<id>", "the draft; nl/lost-badge where it is there in several languages")
    .action(async (id: string) => {
      const { config, folder } = open(undefined);
      const found = await named(folder, [id]);
      for (const draft of found) {
        await folder.remove(draft);
        terminal.write(`Discarded ${nameOf(draft)}\n`);
      }
      await record(
        config,
        found.map((draft) => discardRecord(draft, { ...BY_TERMINAL, at: now() })),
      );
    });
}

/** Adds to the audit trail. The database is opened only if there is something to add. */
async function record(config: Config, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  await withStore(config, async ({ administration }) => {
    for (const one of records) await administration.audit(one);
  });
}

/** Returns the named drafts; in every language if no language was named. */
async function named(folder: DraftFolder, names: readonly string[]): Promise<readonly StoredDraft[]> {
  const drafts = await folder.list();
  return names.flatMap((name) => {
    const found = drafts.filter((draft) => draft.id === name || nameOf(draft) === name);
    if (found.length > 0) return found;
    const meant = nearestName(name, new Set(drafts.flatMap((draft) => [draft.id, nameOf(draft)])));
    throw new MalinoisError(
      "usage",
      `There is no draft "${name}"`,
      meant === undefined ? "malinois drafts lists them" : `Did you mean "${meant}"?`,
    );
  });
}

const nameOf = ({ language, id }: Pick<StoredDraft, "language" | "id">) => `${language}/${id}`;

function listOf(
  drafts: readonly StoredDraft[],
  problems: readonly DraftProblems[],
  { directory }: DraftFolder,
  now: number,
): string {
  if (drafts.length === 0) return `There are no drafts in ${directory}\n`;
  const lines = drafts.flatMap((draft, at) => {
    const { about } = draft;
    const { errors = [], warnings = [] } = problems[at] ?? {};
    const what = about.base === undefined ? "new entry" : "change of a live entry";
    const age = about.at === undefined ? "" : `, ${ageOf(now - about.at)}`;
    const work = about.needsWork === true ? ", needs work, says its owner" : "";
    const state = errors.length === 0 ? "ready to publish" : counted(errors.length, "problem");
    const advice = warnings.length === 0 ? "" : `, ${counted(warnings.length, "hint")}`;
    return [
      `${nameOf(draft)}  ${what} (${about.origin}${age}${work}): ${state}${advice}`,
      ...errors.map((line) => `    ${line}`),
    ];
  });
  return `${lines.join("\n")}\n${counted(drafts.length, "draft")} in ${directory}\n`;
}

function jsonOf(drafts: readonly StoredDraft[], problems: readonly DraftProblems[]): string {
  const listed = drafts.map(({ id, language, area, file, about }, at) => ({
    ...{ id, language, area, file, origin: about.origin, isNew: about.base === undefined, ...problems[at] },
    ...(about.at === undefined ? {} : { since: new Date(about.at).toISOString() }),
    ...(about.needsWork === true ? { needsWork: true } : {}),
  }));
  return `${JSON.stringify({ drafts: listed })}\n`;
}

function ageOf(ms: number): string {
  const days = Math.floor(Math.max(0, ms) / DAY);
  return days === 0 ? "today" : `${counted(days, "day")} old`;
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function hasConflicts(result: Published): boolean {
  return result.kind === "published" && result.conflicts.length > 0;
}

function lineOf(result: Published): string {
  const name = nameOf(result.draft);
  switch (result.kind) {
    case "published":
      return hasConflicts(result)
        ? `${name}: published in part. The live entry has changed too (${result.conflicts.join(", ")}); your version stays in the draft: edit it, then publish again`
        : `${name}: published to ${result.path}`;
    case "nothing-new":
      return `${name}: nothing new, the live entry says so already; the draft is gone`;
    case "refused":
      return `${name}: not published\n${result.reasons.map((reason) => `    ${reason}`).join("\n")}`;
  }
}
