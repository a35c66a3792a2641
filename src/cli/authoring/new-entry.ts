import { resolve } from "node:path";
import { MalinoisError } from "../../errors.ts";
import { entryPath } from "../../knowledge/check/lint-diagnostic.ts";
import { formatDiagnostic, nearestName } from "../../knowledge/diagnostic.ts";
import { idOf, newId } from "../../knowledge/import/ids.ts";
import { plainLine } from "../../knowledge/import/source.ts";
import { PACK_FILE, readPackFile } from "../../knowledge/read/pack-file.ts";
import { listPackFolder, README } from "../../knowledge/read/pack-folder.ts";
import { readTextFile } from "../../knowledge/read/text-file.ts";
import { entryText } from "../../knowledge/write/entry-text.ts";
import { writeNewFile } from "../../knowledge/write/write-files.ts";
import type { Entry, Pack } from "../../model.ts";
import { REPLY_LIMITS } from "../../reply-limits.ts";
import type { ExitCode } from "../terminal.ts";
import { isId } from "./new-pack.ts";
import type { Questioner } from "./questioner.ts";

export interface NewEntryOptions {
  /** The pack's folder. */
  readonly directory: string;
  readonly title?: string | undefined;
  readonly id?: string | undefined;
  readonly area?: string | undefined;
  readonly language?: string | undefined;
  readonly summary?: string | undefined;
  /** The ways of asking. */
  readonly question?: readonly string[] | undefined;
}

const fitsSummary = (answer: string) =>
  [...answer].length <= REPLY_LIMITS.summary ? undefined : `has more than ${REPLY_LIMITS.summary} characters`;

const isEntryId = (answer: string) => (answer === README ? "is the name of a file that is not read" : isId(answer));

/**
 * Runs `malinois new entry`: writes the file of an entry. An existing file is never replaced. The id may be that of the same entry in another language.
 * @throws MalinoisError (usage) if something is missing or wrong, or the entry exists; (pack) if pack.yaml cannot be read
 */
export async function runNewEntry(
  options: NewEntryOptions,
  person: Questioner,
  write: (text: string) => void,
): Promise<ExitCode> {
  const { directory } = options;
  const pack = await readHead(directory);
  const title = plainLine(await person.ask({ option: "--title", text: "Title" }, options.title));
  const id = await person.ask(
    { option: "--id", text: "Id", suggestion: newId(idOf(title, "new-entry"), new Set([README])), check: isEntryId },
    options.id,
  );
  const language = await person.ask(
    { option: "--language", text: "Language", suggestion: pack.defaultLanguage, check: oneOf(pack.languages) },
    options.language,
  );
  const areas = pack.areas.map((area) => area.id);
  const [first = "", ...otherAreas] = areas;
  const area = await person.ask(
    {
      option: "--area",
      text: `Area (${areas.join(", ")})`,
      ...(otherAreas.length === 0 ? { suggestion: first } : {}),
      check: oneOf(areas),
    },
    options.area,
  );
  const summary = plainLine(
    await person.ask({ option: "--summary", text: "Summary, what is answered at once", check: fitsSummary }, options.summary),
  );
  const questions = (options.question ?? (await person.askLines("Ways people ask it")))
    .map(plainLine)
    .filter((way) => way !== "");
  await refuseRepeated(directory, { id, language, area });
  const entry: Entry = {
    ...{ id, area, language, title, summary, questions: questions.length === 0 ? [title] : questions },
    ...{ keywords: [], urgent: false, related: [], sources: [], tips: [], quiz: [], facts: [], points: [], steps: [], more: [] },
  };
  await writeNewFile(directory, entryPath(entry), entryText(entry));
  write(`Wrote ${entryPath(entry)}. Write more ways of asking, and the sources; then: malinois check --content ${directory}\n`);
  return 0;
}

async function readHead(directory: string): Promise<Omit<Pack, "entries">> {
  const text = await readTextFile(resolve(directory), PACK_FILE);
  const head = text.ok ? readPackFile(text.value) : text;
  if (head.ok) return head.value.pack;
  const message = `The pack in ${directory} cannot be read:\n${head.diagnostics.map(formatDiagnostic).join("\n")}`;
  throw new MalinoisError("pack", message, "Name a pack's folder with --content, or make one: malinois new pack");
}

/** Throws if another area of the same language has the id already. */
async function refuseRepeated(directory: string, { id, language, area }: Pick<Entry, "id" | "language" | "area">): Promise<void> {
  const { entryFiles } = await listPackFolder(resolve(directory));
  const other = entryFiles.find((each) => each.id === id && each.language === language && each.area !== area);
  if (other !== undefined) throw new MalinoisError("usage", `The id "${id}" is that of ${other.file}`, "Choose another id");
  const elsewhere = entryFiles.find((each) => each.id === id && each.area !== area);
  if (elsewhere !== undefined) {
    throw new MalinoisError(
      "usage",
      `The entry "${id}" lies in the area "${elsewhere.area}" in "${elsewhere.language}"`,
      `Add --area ${elsewhere.area}, or choose another id`,
    );
  }
}

function oneOf(known: readonly string[]): (answer: string) => string | undefined {
  return (answer) => {
    if (known.includes(answer)) return undefined;
    const meant = nearestName(answer, known);
    return `is not one of: ${known.join(", ")}${meant === undefined ? "" : ` (did you mean "${meant}"?)`}`;
  };
}
