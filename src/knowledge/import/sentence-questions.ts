import type { Asking } from "../../languages/asking.ts";
import type { Wording } from "./wording.ts";

/** In words: shorter sentences say too little, longer ones nobody would type. */
const SHORTEST = 4;
const LONGEST = 20;
const LONGEST_SUBJECT = 4;
const LONGEST_TASK = 9;

/**
 * Questions that a sentence answers, by plain rules: an order becomes "How do I …?", a definition "What is …?", any other sentence a yes-or-no
 * question. None where a rule does not surely apply: a sentence that leans on another, speaks to the reader in a way that cannot be turned round, or is long.
 */
export function questionsOf(sentence: string, wording: Wording): readonly string[] {
  const { asking } = wording;
  if (asking === undefined || /["“”„«»()[\]?!•…]/u.test(sentence)) return [];
  const task = taskOf(sentence, wording, asking);
  if (task !== undefined) return task;
  const plain = shortened(sentence, asking.breaks).replace(/\.$/, "");
  const said = wording.fromReader(wording.within(plain));
  if (said === undefined) return [];
  const words = said.split(" ");
  if (words.length < SHORTEST || words.length > LONGEST || asking.dependent.has(bare(words[0])) || !/^[\p{L}\p{N}]/u.test(said))
    return [];
  return [...definitionOf(words, asking, wording), ...yesOrNo(words, asking, wording)];
}

/** Whether a text tells to do something: "Open the page". */
export function isOrder(text: string, asking: Asking | undefined): boolean {
  if (asking === undefined) return false;
  const [first, second] = text.split(" ");
  return (
    Object.hasOwn(asking.imperatives, bare(first)) &&
    (asking.politePronouns.size === 0 || asking.politePronouns.has(bare(second)))
  );
}

/** "Open the page." becomes "How do I open the page?"; undefined where it is no order. */
function taskOf(sentence: string, wording: Wording, asking: Asking): readonly string[] | undefined {
  if (!isOrder(sentence, asking)) return undefined;
  const [first, ...others] = shortened(sentence, [...asking.breaks, ...asking.taskBreaks])
    .replace(/[.,]$/, "")
    .split(" ");
  let rest = asking.politePronouns.size === 0 ? others : others.slice(1);
  let verb = asking.imperatives[bare(first)] ?? "";
  const last = bare(rest.at(-1));
  if (asking.particles.has(last)) {
    verb = last + verb;
    rest = rest.slice(0, -1);
  }
  const said = wording.fromReader(rest.join(" "));
  if (said === undefined || rest.length === 0 || rest.length > LONGEST_TASK) return [];
  return asking.tasks.map((form) => wording.fill(form, { verb, rest: said }));
}

function definitionOf(words: readonly string[], asking: Asking, wording: Wording): readonly string[] {
  const at = verbAt(words, asking);
  const verb = words[at];
  if (verb === undefined || !asking.copulas.has(verb) || !asking.defining.has(bare(words[at + 1]))) return [];
  const x = words.slice(0, at).join(" ");
  return asking.definitions.map((form) => wording.fill(form, { verb, x }));
}

function yesOrNo(words: readonly string[], asking: Asking, wording: Wording): readonly string[] {
  const at = verbAt(words, asking);
  const verb = words[at];
  if (verb !== undefined) {
    const subject = words.slice(0, at).join(" ");
    return [`${wording.atStart([verb, subject, ...words.slice(at + 1)].join(" "))}?`];
  }
  // "For other software fill in the form": what follows a condition or a preposition may be an order.
  const first = bare(words[0]);
  const isOrdering = asking.orders !== "" && new RegExp(asking.orders, "iu").test(first);
  if (isOrdering || asking.clauses.has(first) || asking.prepositions.has(first)) return [];
  return asking.statements.map((form) => wording.fill(form, { x: words.join(" ") }));
}

/** Where the verb stands that changes places with the subject before it; -1 where the subject is not surely all that is before it. */
function verbAt(words: readonly string[], asking: Asking): number {
  const at = words.findIndex((word) => asking.inverting.has(word));
  const subject = words.slice(0, at);
  const isWhole =
    at > 0 &&
    at <= LONGEST_SUBJECT &&
    at < words.length - 1 &&
    (asking.subjects.has(bare(subject[0])) || (at <= 2 && /^\p{Lu}/u.test(subject[0] ?? ""))) &&
    !subject.some((word, position) => word.endsWith(",") || (position > 0 && asking.clauses.has(bare(word))));
  return isWhole ? at : -1;
}

/** A sentence up to the first place where it may end. */
function shortened(sentence: string, breaks: readonly string[]): string {
  const ends = breaks.map((each) => sentence.indexOf(each)).filter((at) => at > 0);
  return ends.length === 0 ? sentence : sentence.slice(0, Math.min(...ends));
}

function bare(word: string | undefined): string {
  return (word ?? "").toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}
