import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { MalinoisError } from "../errors.ts";
import type { Diagnostic } from "../knowledge/diagnostic.ts";
import type { EntryFile } from "../knowledge/read/entry-file.ts";
import { NAME } from "../knowledge/read/fields.ts";
import { listEntryFolder } from "../knowledge/read/pack-folder.ts";
import { readingError, readTextFile } from "../knowledge/read/text-file.ts";
import type { Instant, Language } from "../model.ts";

/**
 * What is known about a draft besides its text. Its origin is "edit" if somebody began it to change a live entry, "file" if somebody put the file there by
 * hand, and "review" if a review of the entry created it.
 */
export interface AboutDraft {
  readonly origin: "hand-off" | "gap" | "import" | "edit" | "review" | "file";
  /** When it was created; absent for a file that somebody put there by hand. */
  readonly at?: Instant | undefined;
  /** The text of the live entry's file when the draft was created; absent for a new entry. */
  readonly base?: string | undefined;
  /** A hash of the entry that it was saved from, so that saving the same entry again makes no second draft. */
  readonly savedFrom?: string | undefined;
  /** Whether the entry's reviewer says that it needs work. */
  readonly needsWork?: boolean | undefined;
}

export interface StoredDraft {
  readonly id: string;
  readonly language: Language;
  readonly area: string;
  /** Relative to the drafts directory. */
  readonly file: string;
  readonly text: string;
  /** Why the file cannot be read; its text is then empty here. Absent: it was read. */
  readonly unreadable?: readonly Diagnostic[];
  readonly about: AboutDraft;
}

/** The drafts directory: entry files as in a pack, and hidden files with what is known about each. Methods reject with a `MalinoisError`. */
export interface DraftFolder {
  readonly directory: string;
  /** Returns all drafts. */
  list(): Promise<readonly StoredDraft[]>;
  find(language: Language, id: string): Promise<StoredDraft | undefined>;
  /**
   * Writes a draft, in place of one with the same language and id, which may be in another area. Until it is written, that one stays. The file of one that
   * cannot be read stays as it is.
   */
  write(draft: Omit<StoredDraft, "file">): Promise<void>;
  remove(draft: Pick<StoredDraft, "file" | "language" | "id">): Promise<void>;
}

const ABOUT = ".about";

const aboutSchema = z.object({
  origin: z.enum(["hand-off", "gap", "import", "edit", "review", "file"]),
  at: z.number().optional(),
  base: z.string().optional(),
  savedFrom: z.string().optional(),
  needsWork: z.boolean().optional(),
});

export function createDraftFolder(directory: string): DraftFolder {
  const aboutPath = ({ language, id }: Pick<StoredDraft, "language" | "id">) => join(directory, ABOUT, language, `${id}.json`);

  async function readAbout(draft: Pick<StoredDraft, "language" | "id">): Promise<AboutDraft> {
    const text = await readFile(aboutPath(draft), "utf8").catch(() => "{}");
    return aboutSchema.safeParse(parse(text)).data ?? { origin: "file" };
  }

  async function places(): Promise<readonly EntryFile[]> {
    try {
      return (await listEntryFolder(directory)).entryFiles;
    } catch (error) {
      if (readingError(error) === "ENOENT") return [];
      throw unusable(directory, error);
    }
  }

  async function list(): Promise<readonly StoredDraft[]> {
    const entryFiles = await places();
    return Promise.all(
      entryFiles.map(async (place) => {
        const text = await readTextFile(directory, place.file);
        const about = await readAbout(place);
        return text.ok ? { ...place, text: text.value, about } : { ...place, text: "", unreadable: text.diagnostics, about };
      }),
    );
  }

  return {
    directory,
    list,
    find: async (language, id) => (await list()).find((draft) => draft.language === language && draft.id === id),
    async write({ language, area, id, text, unreadable, about }) {
      const names = [language, area, id];
      if (!names.every((name) => NAME.test(name)))
        throw new MalinoisError("usage", "The language, area or id of a draft is not valid", "Use only a-z, 0-9 and hyphens");
      const path = join(directory, language, area, `${id}.md`);
      const before = (await places()).find((place) => place.language === language && place.id === id);
      try {
        // A draft that changes its area moves there first, so that at every moment there is exactly one.
        if (before !== undefined && before.area !== area) {
          await mkdir(dirname(path), { recursive: true });
          await rename(join(directory, before.file), path);
        }
        const { savedFrom, ...known } = about;
        await writeWhole(aboutPath({ language, id }), JSON.stringify(known));
        if (unreadable === undefined) await writeWhole(path, text);
        // Only now: if the text cannot be written, saving it again must not find it saved.
        if (savedFrom !== undefined) await writeWhole(aboutPath({ language, id }), JSON.stringify(about));
      } catch (error) {
        throw unusable(directory, error);
      }
    },
    async remove({ file, ...draft }) {
      try {
        await rm(join(directory, file), { force: true });
        await rm(aboutPath(draft), { force: true });
      } catch (error) {
        throw unusable(directory, error);
      }
    },
  };
}

/** Writes a file atomically: readers see the old file or the new one, never a part. Creates its folder if it is missing. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // A hidden file, so that it is not read as an entry.
  const unfinished = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    await writeFile(unfinished, text, { flush: true });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unusable(directory: string, cause: unknown): MalinoisError {
  const message = `The drafts in ${directory} cannot be used: ${readingError(cause)}`;
  return new MalinoisError("configuration", message, "Let Malinois read and write this folder, or set DRAFTS_DIR", { cause });
}
