import { readFile } from "node:fs/promises";
import type { Knowledge } from "../../app/knowledge/live-knowledge.ts";
import { MalinoisError } from "../../errors.ts";
import { MOST_CHOICES } from "../../matching/decide.ts";
import type { Decision } from "../../model.ts";
import { type AskInTurn, askInTurn } from "../asking/batch.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { type DialogueCase, type DoubleCase, readCases, type SingleCase } from "./eval-cases.ts";
import { formatEvaluation, type ReportOptions, type Verdict } from "./eval-report.ts";

/** Judges every case of a set. Cases whose expected entries the pack does not have are left out and counted. */
export function evaluate(knowledge: Knowledge, text: string, now: () => number): { verdicts: Verdict[]; leftOut: number } {
  const ids = new Set(knowledge.pack.entries.map(({ id }) => id));
  const known = (expected: readonly string[]) => expected.length === 0 || expected.some((id) => ids.has(id));
  const ask = askInTurn(knowledge, now);
  let leftOut = 0;
  const verdicts = readCases(text).flatMap((item): Verdict[] => {
    const expected =
      "turns" in item ? item.turns.map(({ expect }) => expect) : ["expect_all" in item ? item.expect_all : item.expect];
    if (!expected.every(known)) {
      leftOut += 1;
      return [];
    }
    // With contexts of its own: another dialogue may have the same id.
    if ("turns" in item) return judgeDialogue(askInTurn(knowledge, now), item);
    return "expect_all" in item ? [judgeDouble(ask, item)] : [judgeSingle(ask, item)];
  });
  return { verdicts, leftOut };
}

function judgeSingle(ask: AskInTurn, { id, lang, kind, q, expect }: SingleCase): Verdict {
  const { decision, ms } = ask(id, q);
  const base = { ...told(q, decision, expect), id, language: lang, kind, ms };
  const answered = decision.outcome === "answer";
  if (kind === "out") return { ...base, right: !answered, helped: !answered, wrong: answered };
  const hits = offeredIds(decision).filter((entry) => expect.includes(entry)).length;
  if (kind === "ambiguous") {
    const right = decision.outcome === "choices" && hits >= 2;
    return { ...base, right, helped: right || (answered && hits > 0), wrong: answered && hits === 0 };
  }
  const right = answered && expect.includes(decision.entries[0]?.id ?? "");
  return { ...base, right, helped: right || (decision.outcome === "choices" && hits > 0), wrong: answered && !right };
}

function judgeDialogue(ask: AskInTurn, { id, lang, turns }: DialogueCase): Verdict[] {
  return turns.map(({ q, expect, act }, index) => {
    const { decision, ms } = ask(`${id}.${index + 1}`, q, undefined, id);
    const hit = offeredIds(decision).some((entry) => expect.includes(entry));
    const answered = decision.outcome === "answer";
    const right =
      act === "thanks"
        ? decision.outcome === "smalltalk"
        : act === "decline"
          ? !answered
          : act === "answer"
            ? answered && expect.includes(decision.entries[0]?.id ?? "")
            : decision.action === act && hit;
    const base = { ...told(q, decision, expect), id: `${id}.${index + 1}`, language: lang, kind: "turn" as const, ms };
    return {
      ...base,
      right,
      helped: right || (decision.outcome === "choices" && hit),
      wrong: answered && !right && act !== "decline",
    };
  });
}

function judgeDouble(ask: AskInTurn, { id, lang, q, expect_all }: DoubleCase): Verdict {
  const { decision, ms } = ask(id, q);
  const given = offeredIds(decision);
  const hits = expect_all.filter((entry) => given.includes(entry)).length;
  const right = decision.outcome === "answer" && hits === expect_all.length;
  const base = { ...told(q, decision, expect_all), id, language: lang, kind: "double" as const, ms };
  return { ...base, right, helped: hits > 0, wrong: decision.outcome === "answer" && hits === 0 };
}

function told(question: string, decision: Decision, expected: readonly string[]) {
  const { outcome } = decision;
  return { question, outcome, given: offeredIds(decision), expected, refused: outcome === "unknown" };
}

const offeredIds = ({ entries }: Decision) => entries.slice(0, MOST_CHOICES).map(({ id }) => id);

/** Runs `malinois eval FILE`: prints how the pack does on a question set. */
export async function runEval(
  knowledge: Knowledge,
  { file, ...options }: { readonly file: string } & ReportOptions,
  { write }: Terminal,
  now: () => number,
): Promise<ExitCode> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new MalinoisError("usage", "The question set cannot be read", "Name a file of JSON Lines", { cause });
  });
  write(formatEvaluation(evaluate(knowledge, text, now), options));
  return 0;
}
