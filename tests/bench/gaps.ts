import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readValidPack, SHIPPED_PACK } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { createKnownWords } from "../../src/gaps/known-words.ts";
import { whatIsMissing } from "../../src/gaps/missing.ts";
import { shippedWordLists } from "../../src/gaps/word-lists.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { commonWords } from "../../src/text/common-words.ts";
import { watchPauses } from "./pauses.ts";

const NOW = Date.UTC(2026, 10, 26, 15);
const GAPS = 20_000;
const LANGUAGES = ["en", "nl", "fr", "de"] as const;
/** A tenth of the questions are variants of this many; all others are asked only once. */
const KINDS = 400;

/** Measures how long it takes to group 20,000 kept gaps, and the longest time that this blocks the process. */
export async function measureGaps(): Promise<readonly object[]> {
  const directory = await mkdtemp(join(tmpdir(), "malinois-gaps-"));
  try {
    await fill(directory);
    const pack = await readValidPack(SHIPPED_PACK);
    const store = await openStore({ dataDirectory: directory });
    const known = createKnownWords(pack, shippedWordLists());
    const options = { gaps: store.gaps, pack, known, now: NOW, today: "2026-11-26", reviewDays: 365 };
    const figures: object[] = [];
    for (const name of ["first", "again"]) {
      const { longest, stop } = watchPauses();
      const begun = performance.now();
      const before = process.cpuUsage();
      const { groups } = await whatIsMissing(undefined, { ...options, isStopWord: MATCHER_OPTIONS.isStopWord });
      const ms = performance.now() - begun;
      const { user, system } = process.cpuUsage(before);
      stop();
      figures.push({
        name,
        gaps: GAPS,
        groups: groups.length,
        ms: Math.round(ms),
        cpuMs: Math.round((user + system) / 1_000),
        longestPauseMs: Math.round(longest()),
      });
    }
    await store.close();
    return figures;
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Makes questions of a few words each. The first words of the list are the most frequent, as in real questions. */
async function fill(dataDirectory: string): Promise<void> {
  const { queries, close } = await openDatabase({ dataDirectory });
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const question = (language: (typeof LANGUAGES)[number]) => {
    const words = commonWords(language);
    const word = () => words[Math.floor(random() ** 3 * words.length)] ?? "";
    return Array.from({ length: 4 + Math.floor(random() * 8) }, word).join(" ");
  };
  const kinds = Array.from({ length: KINDS }, (_, at) => question(LANGUAGES[at % 4] ?? "en"));
  const rows = Array.from({ length: GAPS }, (_, at) => {
    const language = LANGUAGES[at % 4] ?? "en";
    const text = random() < 0.1 ? (kinds[Math.floor(random() * (KINDS / 4)) * 4 + (at % 4)] ?? "") : question(language);
    return {
      ...{ id: `gap-${at}`, platform: "chat", workspace: `W${at % 20}`, reason: "unknown", language, keeping: "text", text },
      ...{ asker: `asker-${at % 5_000}`, month: "2026-11", accepted: null, entry: null, confidence: null, noted_at: NOW - at },
    };
  });
  for (let at = 0; at < rows.length; at += 500)
    await queries
      .insertInto("gaps")
      .values(rows.slice(at, at + 500) as never)
      .execute();
  await close();
}
