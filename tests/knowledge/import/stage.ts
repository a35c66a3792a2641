import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import { prepareKnowledge } from "../../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../../src/app/knowledge/matcher-options.ts";
import { typedQuestion } from "../../../src/cli/asking/ask.ts";
import { runImport } from "../../../src/cli/authoring/import.ts";
import { lintPack } from "../../../src/knowledge/check/lint.ts";
import { readPack } from "../../../src/knowledge/read/read-pack.ts";
import { trainPack } from "../../../src/matching/train.ts";
import type { Pack } from "../../../src/model.ts";
import { questionsIn } from "./question-sets.ts";

/** Makes a folder that is deleted when the test ends. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "malinois-import-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files to a new folder and returns it. */
export async function filesIn(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await newFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** Runs the import into a new folder, without training, and reads back what it wrote. */
export async function importTo(paths: readonly string[], options: Readonly<Record<string, unknown>> = {}) {
  const to = join(await newFolder(), "pack");
  let out = "";
  let err = "";
  const terminal = {
    input: Readable.from([]),
    write: (text: string) => {
      out += text;
    },
    warn: (text: string) => {
      err += text;
    },
  };
  const train = async (pack: Pack) => trainPack({ ...pack, entries: [] }, MATCHER_OPTIONS);
  const code = await runImport({ paths, to, train, ...options }, terminal);
  const reading = await readPack(to);
  if (!reading.ok) return { code, out, err, to, pack: undefined, errors: reading.diagnostics, warnings: [] };
  const found = lintPack(reading.pack, { today: "2026-11-26", locate: reading.locate });
  const ofLevel = (level: string) => found.filter((each) => each.level === level);
  return { code, out, err, to, pack: reading.pack, errors: ofLevel("error"), warnings: ofLevel("warning") };
}

/** Imports files and returns the pack. Throws if it cannot be read. */
export async function imported(...paths: readonly string[]): Promise<Pack> {
  const { pack, errors } = await importTo(paths);
  if (pack === undefined) throw new Error(JSON.stringify(errors));
  return pack;
}

/**
 * Asks a pack the questions of a set. Returns the shares (0–1) for which the right entry was answered, answered or opened in brief, answered or offered,
 * and for which another was answered. `offTopic` is the number of off-topic questions that were answered.
 */
export async function measure(pack: Pack, questionSet: string) {
  const { handle } = await prepareKnowledge(pack, async (each) => trainPack(each, MATCHER_OPTIONS));
  const all = questionsIn(questionSet).map(({ id, kind, q, expect }) => ({
    kind,
    expect,
    decision: handle(typedQuestion(id, q), {}),
  }));
  const verdicts = all
    .filter(({ kind }) => kind === "in")
    .map(({ expect, decision: { outcome, entries, replies } }) => {
      const isFirst = expect.includes(entries[0]?.id ?? "");
      const isOffered = entries.slice(0, 4).some((entry) => expect.includes(entry.id));
      return {
        answered: outcome === "answer" && isFirst,
        shown: isFirst && (outcome === "answer" || (outcome === "choices" && replies[0]?.title !== undefined)),
        helped: (outcome === "answer" && isFirst) || (outcome === "choices" && isOffered),
        wrong: outcome === "answer" && !isFirst,
      };
    });
  const share = (of: keyof (typeof verdicts)[number]) => verdicts.filter((verdict) => verdict[of]).length / verdicts.length;
  return {
    questions: verdicts.length,
    answered: share("answered"),
    shown: share("shown"),
    helped: share("helped"),
    wrong: share("wrong"),
    offTopic: all.filter(({ kind, decision }) => kind === "off" && decision.outcome === "answer").length,
  };
}
