import { basename } from "node:path";
import type { Diagnostic } from "../diagnostic.ts";
import { type Locate, type PackDraft, type PackReading, readDraft } from "../read/read-pack.ts";
import { joinPacks, type PackPart } from "./join-packs.ts";

/** The readable part of one of several packs. */
export interface LabelledDraft {
  /** The name of its folder, or the whole path if two folders have the same name; empty if there is only one pack. */
  readonly label: string;
  readonly draft: PackDraft;
}

/** Reads packs to check them, each by itself; diagnostics name files relative to their pack. Does not reject. */
export async function readDrafts(directories: readonly string[]): Promise<readonly LabelledDraft[]> {
  const labels = labelsOf(directories);
  return Promise.all(directories.map(async (directory, at) => ({ label: labels[at] ?? "", draft: await readDraft(directory) })));
}

/**
 * Reads packs as one. Returns the whole if all are valid and share no id, else everything that is wrong. Files are named with their pack's folder before
 * them. Does not reject.
 */
export async function readPacks(directories: readonly string[]): Promise<PackReading> {
  return joinDrafts(await readDrafts(directories));
}

/** Joins drafts into one pack, if each is valid. */
export function joinDrafts(drafts: readonly LabelledDraft[]): PackReading {
  const diagnostics = drafts.flatMap(({ label, draft }) => draft.diagnostics.map((diagnostic) => labelled(diagnostic, label)));
  const [first, ...others] = drafts.flatMap(({ label, draft }): readonly PackPart[] =>
    draft.pack === undefined ? [] : [{ label, pack: draft.pack }],
  );
  if (first === undefined || diagnostics.length > 0) return { ok: false, diagnostics };
  const joined = joinPacks([first, ...others]);
  if (!joined.ok) return { ok: false, diagnostics: joined.diagnostics };
  const locate: Locate = (part, path) => {
    const owner =
      drafts.find(({ draft }) => draft.pack === part || draft.pack?.entries.some((entry) => entry === part)) ?? drafts[0];
    return labelled(owner?.draft.locate(part, path) ?? { file: "", line: 1 }, owner?.label ?? "");
  };
  return { ok: true, pack: joined.value, locate };
}

/** Returns the diagnostics with the folder of the pack before each file. */
export function labelled<Place extends Pick<Diagnostic, "file">>(place: Place, label: string): Place {
  return label === "" ? place : { ...place, file: `${label}/${place.file}` };
}

function labelsOf(directories: readonly string[]): readonly string[] {
  if (directories.length === 1) return [""];
  const names = directories.map((directory) => basename(directory));
  return names.map((name, at) => (names.indexOf(name) === names.lastIndexOf(name) ? name : (directories[at] ?? name)));
}
