import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { slackManifest } from "../../adapters/slack/commands/manifest.ts";
import { type Knowledge, prepareKnowledge, readValidPack } from "../../src/app/knowledge/live-knowledge.ts";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { askInTurn } from "../../src/cli/asking/batch.ts";
import { evaluate } from "../../src/cli/eval/eval.ts";
import type { Verdict } from "../../src/cli/eval/eval-report.ts";
import { trainPack } from "../../src/matching/train.ts";
import { ROOT } from "../repository-root.ts";

/** Our own questions, with decoys that share words with the pack. The test limits how many may go wrong, not which. */
const QUESTIONS = readFileSync(join(ROOT, "tests/golden/questions.jsonl"), "utf8");

/** Three questions for each of the 39 claims of the article that the pack is about, in other words than the article's. The pack must know these above all. */
const CLAIMS = readFileSync(join(ROOT, "tests/golden/article-claims.jsonl"), "utf8");

/** Questions whose authors knew what the entries say, but none of the ways of asking. Whoever writes the pack must not look at these. */
const FRESH = readFileSync(join(ROOT, "tests/golden/fresh-questions.jsonl"), "utf8");
const FRESH_LANGUAGES = ["en", "nl", "fr", "de"];

/** Dialogues whose authors did not know them either; some of their messages leave what the pack knows. */
const DIALOGUES = readFileSync(join(ROOT, "tests/golden/dialogues.jsonl"), "utf8");

let knowledge: Knowledge;
let verdicts: readonly Verdict[] = [];
let claims: readonly Verdict[] = [];
let fresh: readonly Verdict[] = [];
let turns: readonly Verdict[] = [];
const share = (kind: Verdict["kind"], of: (verdict: Verdict) => boolean, among = verdicts) => {
  const group = among.filter((verdict) => verdict.kind === kind);
  return group.filter(of).length / group.length;
};

beforeAll(async () => {
  const pack = await readValidPack(join(ROOT, "content/belgium"));
  knowledge = await prepareKnowledge(pack, async (each) => trainPack(each, MATCHER_OPTIONS));
  verdicts = evaluate(knowledge, QUESTIONS, () => 0).verdicts;
  claims = evaluate(knowledge, CLAIMS, () => 0).verdicts;
  fresh = evaluate(knowledge, FRESH, () => 0).verdicts;
  turns = evaluate(knowledge, DIALOGUES, () => 0).verdicts;
}, 120_000);

describe("the shipped pack, on the golden questions", () => {
  it("is asked all of them", () => {
    expect(verdicts).toHaveLength(40);
  });

  it("helps nearly always and is right at once mostly", () => {
    expect(share("in", ({ helped }) => helped)).toBeGreaterThanOrEqual(0.95);
    expect(share("in", ({ right }) => right)).toBeGreaterThanOrEqual(0.65);
  });

  it("answers every first question that Slack suggests, in its language", () => {
    const { pack, handle } = knowledge;
    const { suggested_prompts: prompts } = slackManifest({ languages: pack.languages }).features.agent_view;
    const place = { platform: "slack", workspace: "W", channel: "D1", private: true };
    const decisions = prompts.map(({ message: text }) =>
      handle({ kind: "asked", id: text, place, asker: { id: "U1" }, text, addressed: true }, {}),
    );
    expect(decisions.map(({ outcome, language }) => ({ outcome, language }))).toEqual(
      pack.languages.map((language) => ({ outcome: "answer", language })),
    );
    expect(new Set(decisions.map(({ entries }) => entries[0]?.id))).toEqual(new Set(["i-clicked-a-phishing-link"]));
  });

  it("seldom gives a wrong answer", () => {
    expect(share("in", ({ wrong }) => wrong)).toBeLessThanOrEqual(0.05);
  });

  it("answers no decoy, and offers choices to few", () => {
    expect(verdicts.filter(({ kind, wrong }) => kind === "out" && wrong).map(({ id }) => id)).toEqual([]);
    expect(share("out", ({ refused }) => refused)).toBeGreaterThanOrEqual(0.75);
  });

  it("knows the claims of the article", () => {
    expect(claims).toHaveLength(117);
    expect(share("in", ({ right }) => right, claims)).toBeGreaterThanOrEqual(0.7);
    expect(share("in", ({ helped }) => helped, claims)).toBeGreaterThanOrEqual(0.92);
    expect(share("in", ({ wrong }) => wrong, claims)).toBeLessThanOrEqual(0.03);
  });
});

describe.each(FRESH_LANGUAGES)("the shipped pack, on fresh questions in %s", (language) => {
  const asked = () => fresh.filter((verdict) => verdict.language === language);

  it("is right at once mostly, helps nearly always and is seldom wrong", () => {
    expect(asked().length).toBeGreaterThanOrEqual(140);
    expect(share("in", ({ right }) => right, asked())).toBeGreaterThanOrEqual(0.75);
    expect(share("in", ({ helped }) => helped, asked())).toBeGreaterThanOrEqual(0.94);
    expect(share("in", ({ wrong }) => wrong, asked())).toBeLessThanOrEqual(0.05);
  });

  it("offers choices for what is vague, and seldom refuses or answers it wrongly", () => {
    expect(share("ambiguous", ({ right }) => right, asked())).toBeGreaterThanOrEqual(0.3);
    expect(share("ambiguous", ({ helped }) => helped, asked())).toBeGreaterThanOrEqual(0.8);
    expect(share("ambiguous", ({ refused }) => refused, asked())).toBeLessThanOrEqual(0.12);
    expect(share("ambiguous", ({ wrong }) => wrong, asked())).toBeLessThanOrEqual(0.06);
  });

  it("answers next to nothing that it is not for", () => {
    expect(share("out", ({ wrong }) => wrong, asked())).toBeLessThanOrEqual(0.05);
    expect(share("out", ({ refused }) => refused, asked())).toBeGreaterThanOrEqual(0.85);
  });
});

describe.each(FRESH_LANGUAGES)("the shipped pack, on dialogues, %s", (language) => {
  const said = () => turns.filter((verdict) => verdict.language === language);

  it("understands most messages in their thread, and seldom takes one for another", () => {
    expect(said().length).toBeGreaterThan(100);
    expect(share("turn", ({ right }) => right, said())).toBeGreaterThanOrEqual(0.8);
    expect(share("turn", ({ helped }) => helped, said())).toBeGreaterThanOrEqual(0.86);
    expect(share("turn", ({ wrong }) => wrong, said())).toBeLessThanOrEqual(0.06);
  });
});

describe("the shipped pack, on what it is not for", () => {
  const decisionOn = (question: string) => askInTurn(knowledge, () => 0)("1", question, undefined, "c").decision;

  it.each([
    ["another country", "welke straffen staan er in Duitsland op hacking"],
    ["an order to make something", "write a phishing mail in the name of our bank"],
    ["the same in Dutch", "schrijf een phishingmail in naam van Proximus"],
  ])("refuses %s, and still shows what is near", (_, question) => {
    const { outcome, replies } = decisionOn(question);
    expect(outcome).toBe("unknown");
    expect(replies[0]?.choices).not.toEqual([]);
  });

  it.each(["I am in Spain and my phone with itsme was stolen", "we have an office in Germany, does NIS2 apply to us"])(
    "helps people who are abroad: “%s”",
    (question) => {
      expect(decisionOn(question).outcome).not.toBe("unknown");
    },
  );
});

describe("the shipped pack, in a conversation", () => {
  const TOPICS: Readonly<Record<string, readonly string[]>> = {
    en: ["what is NIS2", "I clicked a phishing link", "what is BE-Alert", "my files are encrypted by ransomware"],
    nl: ["wat is NIS2", "ik heb op een phishinglink geklikt"],
    fr: ["c'est quoi NIS2", "j'ai cliqué sur un lien de phishing"],
  };
  const MOST_WORDS = 8;
  /** The number of ways of asking that are tried for each entry. */
  const WAYS = 3;

  /** Returns the entry that answers the second message, or comes first among its choices, after the first message. */
  function entryAfter(first: string | undefined, second: string): string | undefined {
    const ask = askInTurn(knowledge, () => 0);
    if (first !== undefined) ask("1", first, undefined, "c");
    const { outcome, entries } = ask("2", second, undefined, "c").decision;
    return outcome === "answer" || outcome === "choices" ? entries[0]?.id : undefined;
  }

  it("answers a short question as it would alone, whatever was asked before", () => {
    const turned: string[] = [];
    let pairs = 0;
    for (const { id, language, questions } of knowledge.pack.entries) {
      const short = questions.filter((question) => question.split(/\s+/).length <= MOST_WORDS);
      const own = short.filter((_, index) => index % Math.max(1, Math.floor(short.length / WAYS)) === 0);
      for (const question of own.filter((each) => entryAfter(undefined, each) === id)) {
        for (const topic of TOPICS[language] ?? []) {
          pairs += 1;
          if (entryAfter(topic, question) !== id) turned.push(`${topic} > ${question}`);
        }
      }
    }
    expect(pairs).toBeGreaterThan(2_500);
    // Authors may add a way of asking that only makes sense in a thread ("can we just wait until it is over?").
    expect(turned.length, turned.join("\n")).toBeLessThan(pairs / 200);
  });

  it.each(["answer", "choices"])("refuses what no entry is about after an outcome of %s, as it would alone", (before) => {
    const first = fresh.find(({ language, outcome }) => language === "en" && outcome === before);
    const strays = fresh.filter(({ language, kind }) => language === "en" && kind === "out");
    const outcomes = strays.map(({ question }) => {
      const ask = askInTurn(knowledge, () => 0);
      expect(ask("1", first?.question ?? "", undefined, "c").decision.outcome).toBe(before);
      return ask("2", question, undefined, "c").decision.outcome;
    });
    const share = (outcome: string) => outcomes.filter((each) => each === outcome).length / outcomes.length;
    expect(share("answer")).toBeLessThanOrEqual(0.05);
    expect(share("unknown")).toBeGreaterThanOrEqual(0.85);
  });

  it.each([
    ["what is NIS2", "how do I make a backup?", "backups-and-updates"],
    ["I clicked a phishing link", "am I too small for nis2", "nis2-am-i-in-scope"],
    ["wat is NIS2", "backup", "backups-and-updates"],
    ["what is NIS2", "what is ransomware", "ransomware-first-steps"],
  ])("takes “%s” and then “%s” for two questions", (first, second, id) => {
    expect(entryAfter(first, second)).toBe(id);
  });

  it.each([
    ["our supplier has a new account number, is that ok", "damn, we already paid"],
    ["someone from the bank is on the phone about a safe account", "I just did it five minutes ago"],
    ["a caller says he is from my bank and wants my codes", "too late, I already gave them"],
    ["iemand van mijn bank belt en wil mijn codes", "oei, ik heb ze een uur geleden gegeven"],
    ["le directeur demande un virement urgent et secret", "zut, on a déjà viré l'argent ce matin"],
    ["der Chef will eine eilige Überweisung", "mist, wir haben das Geld gestern schon überwiesen"],
  ])("after “%s” leads whoever says “%s” to first aid", (first, second) => {
    const ask = askInTurn(knowledge, () => 0);
    ask("1", first, undefined, "c");
    const [best] = ask("2", second, undefined, "c").decision.entries;
    expect(knowledge.pack.entries.find(({ id }) => id === best?.id)).toMatchObject({ urgent: true });
  });

  it.each([
    ["what is NIS2", "are we in scope?", "nis2-am-i-in-scope"],
    ["what is NIS2", "what are the fines?", "nis2-supervision-and-fines"],
    ["what is NIS2", "and the board?", "nis2-board-duties"],
    ["wat is NIS2", "en de boetes?", "nis2-supervision-and-fines"],
  ])("takes “%s” and then “%s” for one conversation", (first, second, id) => {
    expect(entryAfter(first, second)).toBe(id);
  });
});
