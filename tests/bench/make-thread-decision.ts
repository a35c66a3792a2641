/** `npm run thread-decision`: learns from dialogues what messages in a thread mean, and writes src/conversation/questions/thread-decision.ts. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readValidPack, SHIPPED_PACK } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { type DialogueCase, readCases, type SingleCase } from "../../src/cli/eval/eval-cases.ts";
import { createPackIndex } from "../../src/conversation/pack-index.ts";
import { createCoverageReader } from "../../src/conversation/questions/coverage.ts";
import { createFollowUpReader } from "../../src/conversation/questions/follow-up.ts";
import { createThreadEvidenceReader } from "../../src/conversation/questions/thread-evidence.ts";
import { createMatcher, type Match } from "../../src/matching/matcher.ts";
import { type FittedLogit, fitConditionalLogit, type Trial } from "../../src/matching/model/conditional-logit.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Context } from "../../src/model.ts";
import { seededRandom } from "../../src/text/random.ts";
import { ROOT } from "../repository-root.ts";
import { fittedAsCode } from "./logit-as-code.ts";

/** The weight of a message after an answer, after choices that may be none of what was meant, and of a question that has nothing to do with its thread. */
const WEIGHTS = { follow: 1, afterChoices: 0.5, unrelated: 0.3 } as const;
/** Weaker than usual: every feature was chosen because it helps, and few of them say the same. */
const RIDGE = 0.3;
const FOLDS = 5;

interface Message {
  /** Messages of one dialogue are never learned from and tested with at the same time. */
  readonly group: string;
  readonly kind: keyof typeof WEIGHTS;
  readonly text: string;
  readonly alone: Match;
  readonly context: Context;
  /** The right entries, best first; empty: none. */
  readonly expect: readonly string[];
}

const pack = await readValidPack(SHIPPED_PACK);
const matcher = createMatcher(pack, trainPack(pack, MATCHER_OPTIONS), MATCHER_OPTIONS);
const packIndex = createPackIndex(pack);
const coverage = createCoverageReader();
const gather = createThreadEvidenceReader(packIndex, matcher, coverage);

const casesIn = (file: string) => readCases(readFileSync(join(ROOT, "tests/golden", file), "utf8"));
const isDialogue = (each: object): each is DialogueCase => "turns" in each;
const isSingle = (each: object): each is SingleCase => "kind" in each && each.kind !== "ambiguous";

/** The messages of a dialogue, each after the right answer to the one before; and after choices, where those were unclear. */
function messagesOf({ id, lang, turns }: DialogueCase): Message[] {
  let context: Context | undefined;
  let offered: Context | undefined;
  return turns.flatMap(({ q: text, act, expect }) => {
    if (act !== "answer" && act !== "decline") return [];
    const alone = matcher.match(text, context?.language ?? lang);
    const message = { group: id, text, alone, expect: act === "answer" ? expect : [] };
    const messages = [
      ...(context === undefined ? [] : [{ ...message, kind: "follow", context } as const]),
      ...(offered === undefined || act === "decline" ? [] : [{ ...message, kind: "afterChoices", context: offered } as const]),
    ];
    const [right] = expect;
    if (act === "answer" && right !== undefined) {
      const { language, matched, candidates } = alone;
      context = { language, entries: [right], outcome: "answer", matched, confidence: candidates[0]?.confidence ?? 0 };
      const choices = alone.outcome === "choices" ? candidates.slice(0, alone.offered).map((candidate) => candidate.id) : [];
      offered = choices.some((choice) => expect.includes(choice)) ? { ...context, entries: choices, outcome: "choices" } : undefined;
    }
    return messages;
  });
}

/** A question in a thread about something else. */
function unrelatedMessage({ id, lang, q: text, expect }: SingleCase, about: string): Message[] {
  if (expect.includes(about)) return [];
  const context: Context = { language: lang, entries: [about], outcome: "answer", matched: [], confidence: 0.9 };
  return [{ group: id, kind: "unrelated", text, alone: matcher.match(text, lang), context, expect }];
}

function trialOf({ kind, text, alone, context, expect }: Message): Trial[] {
  const evidence = gather(text, alone, context);
  const weight = WEIGHTS[kind];
  if (expect.length === 0) return [{ evidence, right: undefined, weight }];
  const places = expect.map((id) => evidence.candidates.findIndex(({ entry }) => entry.id === id));
  const right = places.find((place) => place >= 0);
  return right === undefined ? [] : [{ evidence, right, weight }];
}

const learn = (messages: readonly Message[]) => fitConditionalLogit(messages.flatMap(trialOf), undefined, RIDGE);

const random = seededRandom(1);
const ids = [...new Set(pack.entries.map(({ id }) => id))];
const messages = [
  ...casesIn("dialogues.jsonl").filter(isDialogue).flatMap(messagesOf),
  ...casesIn("fresh-questions.jsonl")
    .filter(isSingle)
    .flatMap((question) => unrelatedMessage(question, ids[Math.floor(random() * ids.length)] ?? "")),
];

/** Prints how often messages are answered rightly, rightly or with the right choice, and wrongly, by a decision that has seen none of their dialogues. */
function crossValidate(): void {
  const groups = [...new Set(messages.map(({ group }) => group))];
  const foldOf = new Map(groups.map((group, at) => [group, at % FOLDS]));
  const decisions = Array.from({ length: FOLDS }, (_, fold) => learn(messages.filter(({ group }) => foldOf.get(group) !== fold)));
  for (const kind of ["follow", "afterChoices", "unrelated"] as const) {
    const read = messages
      .filter((message) => message.kind === kind)
      .map((message) => outcomeOf(message, decisions[foldOf.get(message.group) ?? 0] as FittedLogit));
    const share = (outcome: string, of: boolean) => {
      const group = read.filter(({ isAbout }) => isAbout === of);
      const share = group.filter((each) => each.outcome === outcome).length / group.length;
      return `${outcome} ${(100 * share).toFixed(1)} %`;
    };
    const about = ["right", "offered", "wrong"].map((outcome) => share(outcome, true)).join(", ");
    console.log(`${kind}: ${about}; off-topic: ${["wrong", "offered"].map((outcome) => share(outcome, false)).join(", ")}`);
  }
}

function outcomeOf({ text, alone, context, expect }: Message, decision: FittedLogit) {
  const match = createFollowUpReader(packIndex, matcher, coverage, decision).read(text, alone, context);
  const given = match.candidates.slice(0, match.offered).map(({ id }) => id);
  const isAbout = expect.length > 0;
  if (match.outcome === "unknown") return { isAbout, outcome: "unknown" };
  if (match.outcome === "answer") return { isAbout, outcome: expect.includes(given[0] ?? "") ? "right" : "wrong" };
  return { isAbout, outcome: !isAbout || given.some((id) => expect.includes(id)) ? "offered" : "unknown" };
}

crossValidate();
const what = `What ${messages.length} messages in threads teach about which entry is meant, if any. Made by \`npm run thread-decision\`.`;
writeFileSync(join(ROOT, "src/conversation/questions/thread-decision.ts"), fittedAsCode("THREAD_DECISION", what, learn(messages)));
