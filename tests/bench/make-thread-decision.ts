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
import { MOST_CHOICES } from "../../src/matching/decide.ts";
import { createMatcher, type Match } from "../../src/matching/matcher.ts";
import { type FittedLogit, fitConditionalLogit, type Trial } from "../../src/matching/model/conditional-logit.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Context, Pack } from "../../src/model.ts";
import { seededRandom } from "../../src/text/random.ts";
import { ROOT } from "../repository-root.ts";
import { fittedAsCode } from "./logit-as-code.ts";

/**
 * The weights of messages: one that goes on with its thread; one that goes on with it and about which the pack knows nothing, more of which were written than
 * people write; one after choices that may not have what was meant; a question that has nothing to do with its thread; and one in the pack's own words.
 */
const WEIGHTS = { follow: 1, stray: 0.55, afterChoices: 0.5, unrelated: 0.2, own: 0.3 } as const;
/** How many of the pack's own questions are drawn for each entry and language, and how long they are, in words. */
const OWN_OF_EACH = 2;
const LONGEST_OWN = 8;
/** The penalty of the fit: a stronger one cost a point of right answers in cross-validation. */
const RIDGE = 0.3;
const FOLDS = 5;

interface Message {
  readonly asked: Learned;
  /** Messages of one dialogue are never learned from and tested with at the same time. */
  readonly group: string;
  readonly kind: keyof typeof WEIGHTS;
  readonly text: string;
  readonly alone: Match;
  readonly context: Context;
  /** The right entries, best first; empty: none. */
  readonly expect: readonly string[];
}

/** How many ways of asking an entry of a small pack has, in turn. */
const FEW_WAYS = [3, 8, 20];
/** How many dialogues each small pack is made for, in turn: it has an entry or a few for each. */
const DIALOGUES_IN_SMALL_PACK = [1, 3, 6];

/** A pack, ready to be asked. */
function learned(pack: Pack) {
  const matcher = createMatcher(pack, trainPack(pack, MATCHER_OPTIONS), MATCHER_OPTIONS);
  const packIndex = createPackIndex(pack);
  return { pack, matcher, packIndex };
}
type Learned = ReturnType<typeof learned>;

const shipped = learned(await readValidPack(SHIPPED_PACK));
const coverage = createCoverageReader();

const random = seededRandom(1);
const drawn = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
const casesIn = (file: string) => readCases(readFileSync(join(ROOT, "tests/golden", file), "utf8"));
const isDialogue = (each: object): each is DialogueCase => "turns" in each;
const isSingle = (each: object): each is SingleCase => "kind" in each && each.kind !== "ambiguous";

/** The messages of a dialogue, each after the right answer to the one before; and after choices, where those were unclear. */
function messagesOf(asked: Learned, { id, lang, turns }: DialogueCase): Message[] {
  let context: Context | undefined;
  let offered: Context | undefined;
  return turns.flatMap(({ q: text, act, expect }) => {
    if (act !== "answer" && act !== "decline") return [];
    const alone = asked.matcher.match(text, context?.language ?? lang);
    const message = { asked, group: id, text, alone, expect: act === "answer" ? expect : [] };
    const messages = [
      ...(context === undefined ? [] : [{ ...message, kind: act === "decline" ? "stray" : "follow", context } as const]),
      ...(offered === undefined
        ? []
        : [{ ...message, kind: act === "decline" ? "stray" : "afterChoices", context: offered } as const]),
    ];
    const [right] = expect;
    if (act === "answer" && right !== undefined) {
      const { language, matched, candidates } = alone;
      context = { language, entries: [right], outcome: "answer", matched, confidence: candidates[0]?.confidence ?? 0 };
      const choices = alone.outcome === "choices" ? candidates.slice(0, alone.offered).map((candidate) => candidate.id) : [];
      offered = choices.some((choice) => expect.includes(choice))
        ? { ...context, entries: choices, outcome: "choices" }
        : undefined;
    }
    return messages;
  });
}

/** Ways of asking of the pack itself, short ones too, which a thread must not take over. */
function ownQuestions({ pack }: Learned): Pick<SingleCase, "id" | "lang" | "q" | "expect">[] {
  return pack.entries.flatMap(({ id, language: lang, questions }) => {
    const short = questions.filter((question) => question.split(" ").length <= LONGEST_OWN);
    const some = Array.from({ length: OWN_OF_EACH }, () => drawn(short) ?? "");
    return some.map((q) => ({ id: `${id} ${lang}`, lang, q, expect: [id] }));
  });
}

/** A question in a thread about something else, drawn by lot: after an answer, and after choices. The pack may have no entry for it. */
function unrelatedMessages(
  asked: Learned,
  { id, lang, q: text, expect: all }: Pick<SingleCase, "id" | "lang" | "q" | "expect">,
  kind: "unrelated" | "own" = "unrelated",
): Message[] {
  const about = drawn(asked.pack.entries.filter(({ language }) => language === lang));
  if (about === undefined || all.includes(about.id)) return [];
  const { matched, candidates } = asked.matcher.match(drawn(about.questions) ?? about.title, lang);
  const choices = candidates.slice(0, MOST_CHOICES).map((candidate) => candidate.id);
  const answered: Context = { language: lang, entries: [about.id], outcome: "answer", matched, confidence: 0.9 };
  const offered: Context = { ...answered, entries: choices, outcome: "choices" };
  const expect = all.filter((right) => asked.packIndex.has(right));
  const message = { asked, group: id, kind, text, alone: asked.matcher.match(text, lang), expect };
  return [
    { ...message, context: answered },
    ...(choices.some((choice) => all.includes(choice)) ? [] : [{ ...message, context: offered }]),
  ];
}

/** Cuts small packs with few ways of asking from the shipped one, so that the decision holds for them too, and asks them the dialogues about their entries. */
function messagesInSmallPacks(dialogues: readonly DialogueCase[], questions: readonly SingleCase[]): Message[] {
  return shipped.pack.languages.flatMap((language) => {
    const own = dialogues.filter(({ lang }) => lang === language);
    const groups: DialogueCase[][] = [];
    while (own.length > 0) groups.push(own.splice(0, DIALOGUES_IN_SMALL_PACK[groups.length % DIALOGUES_IN_SMALL_PACK.length]));
    return groups.flatMap((group, at) => {
      const meant = new Set(group.flatMap(({ turns }) => turns.flatMap(({ expect }) => expect)));
      const entries = shipped.pack.entries
        .filter((entry) => entry.language === language && meant.has(entry.id))
        .map((entry) => ({
          ...entry,
          questions: entry.questions.slice(0, FEW_WAYS[Math.floor(at / FEW_WAYS.length) % FEW_WAYS.length]),
        }));
      const small = learned({ ...shipped.pack, defaultLanguage: language, languages: [language], entries });
      const others = questions.filter(({ lang }, place) => lang === language && place % groups.length === at);
      return [
        ...group.flatMap((dialogue) => messagesOf(small, dialogue)),
        ...others.flatMap((question) => unrelatedMessages(small, question)),
      ];
    });
  });
}

function trialOf({ asked, kind, text, alone, context, expect }: Message): Trial[] {
  const evidence = createThreadEvidenceReader(asked.packIndex, asked.matcher, coverage)(text, alone, context);
  const weight = WEIGHTS[kind];
  if (expect.length === 0) return [{ evidence, right: undefined, weight }];
  const places = expect.map((id) => evidence.candidates.findIndex(({ entry }) => entry.id === id));
  const right = places.find((place) => place >= 0);
  return right === undefined ? [] : [{ evidence, right, weight }];
}

const learn = (messages: readonly Message[]) => fitConditionalLogit(messages.flatMap(trialOf), undefined, RIDGE);

const dialogues = casesIn("dialogues.jsonl").filter(isDialogue);
const questions = casesIn("fresh-questions.jsonl").filter(isSingle);
const messages = [
  ...dialogues.flatMap((dialogue) => messagesOf(shipped, dialogue)),
  ...questions.flatMap((question) => unrelatedMessages(shipped, question)),
  ...ownQuestions(shipped).flatMap((question) => unrelatedMessages(shipped, question, "own")),
  ...messagesInSmallPacks(dialogues, questions),
];

/** Prints how often messages are answered rightly, offered the right choice, and answered wrongly, by a decision that has seen none of their dialogues. */
function crossValidate(): void {
  const groups = [...new Set(messages.map(({ group }) => group))];
  const foldOf = new Map(groups.map((group, at) => [group, at % FOLDS]));
  const decisions = Array.from({ length: FOLDS }, (_, fold) => learn(messages.filter(({ group }) => foldOf.get(group) !== fold)));
  const outcomes = messages.map((message) => {
    const pack = message.asked === shipped ? "the shipped pack" : "a small pack";
    const after = message.context.outcome === "answer" ? "after an answer" : "after choices";
    const about = message.expect.length > 0 ? "that an entry answers" : "that no entry answers";
    const decision = decisions[foldOf.get(message.group) ?? 0] as FittedLogit;
    return { group: `${message.kind}, ${pack}, ${after}, ${about}`, outcome: outcomeOf(message, decision) };
  });
  for (const group of new Set(outcomes.map((each) => each.group))) {
    const own = outcomes.filter((each) => each.group === group);
    const shares = (["right", "offered", "wrong", "unknown"] as const).map((outcome) => {
      const share = own.filter((each) => each.outcome === outcome).length / own.length;
      return `${outcome} ${(100 * share).toFixed(1)} %`;
    });
    console.log(`${own.length} ${group}: ${shares.join(", ")}`);
  }
}

function outcomeOf({ asked, text, alone, context, expect }: Message, decision: FittedLogit) {
  const match = createFollowUpReader(asked.packIndex, asked.matcher, coverage, decision).read(text, alone, context);
  const given = match.candidates.slice(0, match.offered).map(({ id }) => id);
  if (match.outcome === "unknown") return "unknown";
  if (match.outcome === "answer") return expect.includes(given[0] ?? "") ? "right" : "wrong";
  return expect.length === 0 || given.some((id) => expect.includes(id)) ? "offered" : "unknown";
}

crossValidate();
const what = `What ${messages.length} messages in threads teach about which entry is meant, if any. Made by \`npm run thread-decision\`.`;
writeFileSync(
  join(ROOT, "src/conversation/questions/thread-decision.ts"),
  fittedAsCode("THREAD_DECISION", what, learn(messages)),
);
