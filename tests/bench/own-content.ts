import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Knowledge, prepareKnowledge, readValidPack } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { createOwnContents } from "../../src/app/knowledge/own-contents.ts";
import { createWorkspaceKnowledge, type WorkspaceKnowledge } from "../../src/app/knowledge/workspace-knowledge.ts";
import { readCases } from "../../src/cli/eval/eval-cases.ts";
import { REAL_TIME } from "../../src/delivery/options.ts";
import { OWN_LIMITS } from "../../src/knowledge/overlay/workspace-folder.ts";
import { createSuggester } from "../../src/matching/suggester.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Decision, Language, Pack } from "../../src/model.ts";
import { ROOT } from "../repository-root.ts";

/** Three entries of an imaginary workplace, and questions about them, each next to one about the closest shared entry. */
const SAMPLE = join(ROOT, "tests/golden/own-entries");
const WORKSPACES = 300;
/** The number of workspaces with the maximum number of entries. */
const FULL = 20;
const ASKED = 3;
/** How long to wait before measuring memory, so that nothing holds the data of the previous measurement. */
const SETTLE_MS = 3_000;

/**
 * Measures a workspace's own entries: how many natural questions find them, how many answers to questions about the shared pack change, and what they cost
 * in memory and time for hundreds of workspaces.
 * @param folder the folder with question sets (*.jsonl) whose answers should not change; if absent, only the golden questions are used
 */
export async function measureOwnContent(folder?: string): Promise<readonly object[]> {
  const pack = await readValidPack(join(ROOT, "content/belgium"));
  const knowledge = await prepareKnowledge(pack, async () => trainPack(pack, MATCHER_OPTIONS));
  const root = mkdtempSync(join(tmpdir(), "malinois-own-content-"));
  try {
    const accuracy = await measureAccuracy(pack, knowledge, folder);
    for (let at = 0; at < WORKSPACES; at += 1) copyFolder(join(SAMPLE, "workspace"), join(root, `chat-W${at}`));
    const few = await measureCost("three entries", WORKSPACES, root, pack, knowledge);
    for (let at = 0; at < FULL; at += 1) writeMany(join(root, `chat-W${at}`));
    const many = await measureCost(`${OWN_LIMITS.entries} entries`, FULL, root, pack, knowledge);
    return [accuracy, few, many];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function contentsOf(root: string, pack: Pack, knowledge: Knowledge, off: readonly string[] = []): WorkspaceKnowledge {
  const silent = () => undefined;
  const own = createOwnContents({ directory: root, logger: { warn: silent, info: silent }, now: () => 0 });
  const { suggest, over } = createSuggester(pack);
  const settings = { of: async () => ({ "content.off": off }) as never };
  return createWorkspaceKnowledge({
    knowledge: { pack, current: async () => knowledge, suggest, over },
    ...{ settings, own, after: REAL_TIME.after },
  });
}

function ask(handle: Knowledge["handle"], text: string, language: Language): Decision {
  const place = { platform: "chat", workspace: "", channel: "", private: true };
  return handle({ kind: "asked", id: "", place, asker: { id: "", language }, text, addressed: true }, {});
}

async function measureAccuracy(pack: Pack, knowledge: Knowledge, folder: string | undefined): Promise<object> {
  const contents = contentsOf(SAMPLE, pack, knowledge);
  // The folder of the sample has the name of a folder for a platform without workspaces.
  const { handle, pack: laid } = await contents.current({ platform: "workspace", workspace: "" });
  const isOwn = (id: string) => !pack.entries.some((entry) => entry.id === id) && laid.entries.some((entry) => entry.id === id);
  const questions = casesIn(join(SAMPLE, "questions.jsonl"));
  const own = questions.filter(({ expect }) => expect.some(isOwn));
  const given = own.map(({ q, lang, expect }) => {
    const { outcome, entries } = ask(handle, q, lang);
    const isRight = entries.some(({ id }) => expect.includes(id));
    return outcome === "answer" ? (isRight ? "right" : "wrong") : isRight ? "offered" : "not found";
  });
  const decoys = [...questions.filter(({ expect }) => !expect.some(isOwn)), ...decoysIn(folder)];
  const changed = decoys.filter(({ q, lang }) => said(ask(handle, q, lang)) !== said(ask(knowledge.handle, q, lang)));
  const count = (what: string) => given.filter((each) => each === what).length;
  return {
    ...{ questions: own.length, right: count("right"), offered: count("offered"), wrong: count("wrong") },
    ...{ decoys: decoys.length, changed: changed.length },
  };
}

const said = ({ outcome, entries }: Decision) => JSON.stringify([outcome, entries.map(({ id }) => id)]);

interface Case {
  readonly q: string;
  readonly lang: Language;
  readonly expect: readonly string[];
}

function casesIn(file: string): readonly Case[] {
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line): Case => JSON.parse(line));
}

function decoysIn(folder: string | undefined): readonly Pick<Case, "q" | "lang">[] {
  const files = folder === undefined ? [] : readdirSync(folder).filter((file) => file.endsWith(".jsonl"));
  const sets = [join(ROOT, "tests/golden/questions.jsonl"), ...files.map((file) => join(folder ?? "", file))];
  return sets.flatMap((file) =>
    readCases(readFileSync(file, "utf8")).flatMap((item) => ("q" in item ? [{ q: item.q, lang: item.lang }] : [])),
  );
}

/** Loads all workspaces, asks and suggests in each, and asks again. */
async function measureCost(what: string, count: number, root: string, pack: Pack, knowledge: Knowledge): Promise<object> {
  const contents = contentsOf(root, pack, knowledge, ["lock-screen-and-clean-desk"]);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const before = heapUsed();
  const first: number[] = [];
  const again: number[] = [];
  for (const times of [first, again]) {
    for (let at = 0; at < count; at += 1) {
      const workspace = { platform: "chat", workspace: `W${at}` };
      const begun = performance.now();
      const { handle } = await contents.current(workspace);
      for (let question = 0; question < ASKED; question += 1) ask(handle, `I lost my badge number ${question}, what now?`, "en");
      times.push(performance.now() - begun);
      await contents.suggest(workspace, "badge", "en", 10);
    }
  }
  const megabytes = (heapUsed() - before) / 2 ** 20;
  const median = (times: readonly number[]) => Number([...times].sort((a, b) => a - b)[times.length >> 1]?.toFixed(1));
  return {
    ...{ content: what, workspaces: count, kilobytesEach: Math.round((megabytes * 1_024) / count) },
    ...{ firstMs: median(first), againMs: median(again) },
  };
}

function heapUsed(): number {
  globalThis.gc?.();
  const { heapUsed: heap, external, arrayBuffers } = process.memoryUsage();
  return heap + external + arrayBuffers;
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const item of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, item.name), join(to, item.name)];
    if (item.isDirectory()) copyFolder(source, target);
    else writeFileSync(target, readFileSync(source));
  }
}

/** Writes as many entries as a workspace may have, each with six ways of asking. */
function writeMany(folder: string): void {
  const area = join(folder, "en", "practical");
  for (let at = 3; at < OWN_LIMITS.entries; at += 1) {
    const thing = `${WORDS[at % WORDS.length]} ${WORDS[(7 * at + 3) % WORDS.length]} ${at}`;
    const ways = ["where is the", "who repairs the", "I lost the", "may I borrow the", "how do I order the", "what costs the"];
    const questions = ways.map((way) => `  - ${way} ${thing}?`);
    const lines = ["---", `id: thing-${at}`, `title: The ${thing}`, "questions:", ...questions, "---"];
    writeFileSync(
      join(area, `thing-${at}.md`),
      `${[...lines, `The ${thing} stands behind the reception. `.repeat(4)].join("\n")}\n`,
    );
  }
}

const WORDS = "lamp desk chair projector kettle ladder trolley scanner whiteboard bicycle locker umbrella heater".split(" ");
