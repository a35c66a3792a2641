import { basename, extname, resolve } from "node:path";
import type { Train } from "../../app/knowledge/training.ts";
import { MalinoisError } from "../../errors.ts";
import { formatDiagnostic } from "../../knowledge/diagnostic.ts";
import { draftPack } from "../../knowledge/import/draft-pack.ts";
import { idOf } from "../../knowledge/import/ids.ts";
import { outlineOf } from "../../knowledge/import/outline.ts";
import { readSources } from "../../knowledge/import/read-sources.ts";
import { NAME } from "../../knowledge/read/fields.ts";
import { writePack } from "../../knowledge/write/write-files.ts";
import { confusionsOf, FEWEST_MISTAKES } from "../../matching/self-test.ts";
import type { Language } from "../../model.ts";
import { parseWebAddress } from "../../text/web-address.ts";
import { formatConfusions } from "../self-test-report.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { formatImport } from "./import-report.ts";

export interface ImportOptions {
  /** The files and folders to import. */
  readonly paths: readonly string[];
  /** The new pack's folder; not needed with `dryRun`. */
  readonly to?: string | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly language?: Language | undefined;
  /** The address at which the documents were published. */
  readonly source?: string | undefined;
  readonly force?: boolean | undefined;
  /** Whether to report only and write nothing. */
  readonly dryRun?: boolean | undefined;
  /** Trains the draft, to report how it does on its own ways of asking. */
  readonly train: Train;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/**
 * Runs `malinois import`: makes a draft pack from articles and FAQs, and says what a person must still do. Documents that cannot be read are named and
 * left out, and the exit code then says that the command failed.
 * @throws MalinoisError (usage) if an option is wrong, the folder is not empty, or nothing could be read
 */
export async function runImport(options: ImportOptions, { write, warn }: Terminal): Promise<ExitCode> {
  const { paths, to, dryRun = false, train, onProgress } = options;
  checkOptions(options);
  const { documents, language, diagnostics, otherFiles } = await readSources(paths, options.language);
  for (const diagnostic of diagnostics) warn(`${formatDiagnostic(diagnostic)}\n`);
  const [first, ...others] = documents;
  if (first === undefined)
    throw new MalinoisError("usage", "Nothing could be imported", "Name files or folders with texts that can be read");

  const name = options.name ?? (others.length === 0 ? (outlineOf(first).title ?? titleOf(first.file)) : titleOf(paths[0] ?? ""));
  const id = options.id ?? idOf(to === undefined ? name : basename(resolve(to)), "imported");
  const draft = draftPack(documents, { id, name, language, url: options.source });
  const { pack } = draft;
  if (pack.entries.length === 0)
    throw new MalinoisError("usage", "The files hold headings and no text", "Name files with texts to answer from");
  if (!dryRun && to !== undefined) await writePack(pack, resolve(to), { force: options.force ?? false });

  write(formatImport(draft, otherFiles));
  // Proposed ways of asking are tested like real ones here, to show which entries will be confused.
  const asIfAsked = {
    ...pack,
    entries: pack.entries.map(({ proposed = [], ...entry }) => ({ ...entry, questions: [...entry.questions, ...proposed] })),
  };
  const { selfTest, ids } = await train(asIfAsked, { onProgress });
  write(formatConfusions(confusionsOf(selfTest, FEWEST_MISTAKES), ids, asIfAsked));
  write(dryRun ? "Nothing was written\n" : `The draft is in ${to}. Next: malinois check --content ${to}\n`);
  return diagnostics.length === 0 ? 0 : 1;
}

function checkOptions({ to, dryRun, id, language, source }: ImportOptions): void {
  if (to === undefined && !dryRun) {
    throw new MalinoisError("usage", "There is no folder for the new pack", "Add --to DIR, or --dry-run to see the report alone");
  }
  if (id !== undefined && !NAME.test(id)) {
    throw new MalinoisError(
      "usage",
      "The id may hold a-z, 0-9 and hyphens, at most 64 of them",
      "Write for example --id house-rules",
    );
  }
  if (language !== undefined && !/^[a-z]{2}$/.test(language)) {
    throw new MalinoisError("usage", "The language is a code of two small letters", "Write for example --language nl");
  }
  if (source !== undefined && parseWebAddress(source) === undefined) {
    throw new MalinoisError(
      "usage",
      "The source is no web address",
      "Write the full address, beginning with https:// or http://",
    );
  }
}

function titleOf(path: string): string {
  const plain = basename(resolve(path), extname(path)).replace(/[-_]+/g, " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
