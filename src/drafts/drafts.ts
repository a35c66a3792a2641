import { createHash } from "node:crypto";
import { MalinoisError } from "../errors.ts";
import { idOf } from "../knowledge/import/ids.ts";
import type { PackSource } from "../knowledge/overlay/overlay.ts";
import { NAME } from "../knowledge/read/fields.ts";
import { README } from "../knowledge/read/pack-folder.ts";
import type { Instant, Language } from "../model.ts";
import type { AboutDraft, DraftFolder, StoredDraft } from "./draft-folder.ts";
import { readParts, withParts, withQuestions, writeEntry } from "./entry-text.ts";
import { liveEntry } from "./live-entries.ts";
import type { DraftEntry, Drafts } from "./ports.ts";

/** An entry in one language. */
export interface EntryName {
  readonly language: Language;
  readonly id: string;
}

/** Writes drafts of new entries and of live entries. All methods reject with a `MalinoisError` if a draft cannot be written. */
export interface DraftWriter extends Drafts {
  /** Begins a draft of a live entry, for somebody to change. A draft that exists already is kept. Rejects if there is no such entry in that language. */
  begin(entry: EntryName): Promise<void>;
  /** Adds ways of asking to a draft of a live entry. Rejects if there is no such entry in that language, or if the draft cannot be read as an entry. */
  addQuestions(entry: EntryName, questions: readonly string[]): Promise<void>;
  /** Writes a new review date into a draft of a live entry. Idempotent. Rejects like `addQuestions`. */
  setReviewed(entry: EntryName, day: string): Promise<void>;
  /** Replaces a draft's text. False, and nothing is written, if the draft has changed since it was read. Rejects if its file cannot be read. */
  replaceText(draft: StoredDraft, text: string): Promise<boolean>;
  /** Marks the draft of a live entry as needing work; creates the draft if there is none. */
  askForWork(entry: EntryName): Promise<void>;
  /** Returns the review date in the draft of an entry; undefined if there is no draft, or if the draft has no such date. */
  reviewedInDraft(entry: EntryName): Promise<string | undefined>;
}

export interface DraftWriterOptions {
  readonly folder: DraftFolder;
  readonly source: PackSource;
  readonly now: () => Instant;
}

/** The area of a draft without one; the person who publishes it chooses an area. */
export const NO_AREA = "unsorted";
const LANGUAGE = /^[a-z]{2}$/;

export function createDraftWriter({ folder, source, now }: DraftWriterOptions): DraftWriter {
  /** The last change that was queued. Changes run one after another, since of two at the same time one would be lost. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = turn.then(work, work);
    turn = result.catch(() => undefined);
    return result;
  }

  /** Changes the draft of a live entry; creates the draft if there is none. Without `alter`, its text stays as it is. */
  async function change(
    entry: EntryName,
    origin: AboutDraft["origin"],
    alter?: (text: string) => string,
    about: Partial<AboutDraft> = {},
  ) {
    const altered = (file: string, text: string) => {
      // Text that is no entry would be returned unaltered, and the change be lost.
      if (alter !== undefined && readParts(text) === undefined) throw notAnEntry(file);
      return alter?.(text) ?? text;
    };
    const { language, id } = entry;
    const draft = await folder.find(language, id);
    if (draft !== undefined) {
      const text = altered(draft.file, draft.text);
      return folder.write({ ...draft, text, about: { ...draft.about, ...about } });
    }
    const live = await liveEntry(source, language, id);
    if (live === undefined)
      throw new MalinoisError(
        "usage",
        `There is no entry "${id}" in "${language}"`,
        "Name an entry of the pack in that language",
      );
    const begun: AboutDraft = { origin, at: now(), base: live.text, ...about };
    return folder.write({ language, area: live.area, id, text: altered(live.file, live.text), about: begun });
  }

  async function save(entry: DraftEntry): Promise<{ readonly id: string }> {
    const { language } = entry;
    const area = asId(entry.area ?? "") || NO_AREA;
    if (!LANGUAGE.test(language)) throw new MalinoisError("usage", "A draft has no language", 'Give its language, such as "en"');
    const savedFrom = createHash("sha256").update(JSON.stringify(entry)).digest("base64url");
    const named = asId(entry.id);
    const wanted = named || asId(entry.title) || "draft";
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? wanted : `${wanted.slice(0, 60)}-${number}`;
      const draft = await folder.find(language, id);
      if (draft?.about.savedFrom === savedFrom) return { id };
      // The id belongs to a live entry, or to a file that cannot be read, so try the next number.
      const isTaken = draft?.unreadable !== undefined || draft?.about.base !== undefined;
      if (isTaken || (await liveEntry(source, language, id)) !== undefined) continue;
      // Questions without an answer are added to it: the draft may have others already, and an answer that somebody has begun to write.
      if (draft !== undefined && entry.origin === "gap") {
        await folder.write({ ...draft, text: withQuestions(draft.text, entry.questions) });
        return { id };
      }
      // Two answers that only have the same title are two drafts.
      if (draft !== undefined && named === "") continue;
      const about: AboutDraft = { origin: entry.origin, at: now(), savedFrom };
      await folder.write({ language, area, id, text: writeEntry(entry, id), about });
      return { id };
    }
  }

  return {
    save: (entry) => inTurn(() => save(entry)),
    begin: (entry) => inTurn(() => change(entry, "edit")),
    addQuestions: (entry, questions) => inTurn(() => change(entry, "gap", (text) => withQuestions(text, questions))),
    setReviewed: (entry, day) =>
      inTurn(() => change(entry, "review", (text) => withParts(text, { fields: { reviewed: day } }), { needsWork: false })),
    askForWork: (entry) => inTurn(() => change(entry, "review", undefined, { needsWork: true })),
    replaceText: (draft, text) =>
      inTurn(async () => {
        const found = await folder.find(draft.language, draft.id);
        if (found === undefined || found.file !== draft.file || found.text !== draft.text) return false;
        if (found.unreadable !== undefined) throw notAnEntry(found.file);
        await folder.write({ ...found, text, about: { ...found.about, needsWork: false } });
        return true;
      }),
    async reviewedInDraft({ language, id }) {
      const draft = await folder.find(language, id);
      return draft && /^reviewed:\s*["']?(\d{4}-\d\d-\d\d)/mu.exec(draft.text)?.[1];
    },
  };
}

function notAnEntry(file: string): MalinoisError {
  return new MalinoisError(
    "configuration",
    `The file ${file} cannot be read as an entry, and was left as it is`,
    "malinois drafts check and malinois check say what is wrong with it",
  );
}

/** Returns an id made from a text: "Où est l'imprimante ?" → "ou-est-l-imprimante"; empty if the text has no character that an id can contain, or is "README". */
export function asId(text: string): string {
  const id = idOf(text.slice(0, 200), "").slice(0, 60).replace(/-$/u, "");
  return NAME.test(id) && id !== README ? id : "";
}
