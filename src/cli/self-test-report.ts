import type { Confusion, SelfTestResult, SelfTestSummary } from "../matching/self-test.ts";
import type { Pack } from "../model.ts";

const percent = (share: number) => `${Math.round(100 * share)} %`;
/** Named in one line; the rest is a number. */
const MOST_NAMED = 5;

/**
 * Returns a line on how a pack does on its own ways of asking, each left out while it learned.
 * @param ids the entries' ids by their numbers; without them, entries that were never found are only counted
 */
export function formatSelfTest({ asked, answered, helped, wrong, neverFound }: SelfTestSummary, ids: readonly string[]): string {
  if (asked === 0) return "Too few ways of asking to test the pack on itself; it answers what equals a title or a way of asking";
  const tried = `Of ${asked} of its own ways of asking, each left out while it learned`;
  const shares = `${percent(answered)} are answered at once, ${percent(helped - answered)} are offered, ${percent(wrong)} are answered wrongly`;
  const named = neverFound.slice(0, MOST_NAMED).flatMap((entry) => ids[entry] ?? []);
  const rest = neverFound.length - named.length;
  const names = [...named, ...(rest > 0 ? [named.length > 0 ? `${rest} more` : `${rest}`] : [])].join(", ");
  const found = neverFound.length === 0 ? "" : `; entries whose questions are never found: ${names}`;
  return `${tried}, ${shares}${found}. ${WHY_HARD}`;
}

/** Each round of the cross-validation also learns from fewer entries and ways of asking than the pack has (`matching/learn/trials.ts`). */
const WHY_HARD = "The test is hard, since less is learned for it: measure questions of your own people with malinois eval";

const MOST_PAIRS = 25;
const MOST_QUESTIONS = 6;

/** Pairs of entries that are taken for one another, with the ways of asking that are. */
export function formatConfusions(confusions: readonly Confusion[], ids: readonly string[], { entries }: Pack): string {
  const textOf = ({ entry, language, turn }: SelfTestResult) =>
    entries.find((each) => each.id === ids[entry] && each.language === language)?.questions[turn] ?? "";
  const blocks = confusions.slice(0, MOST_PAIRS).map(({ entries: pair, results }) => {
    const lines = results
      .slice(0, MOST_QUESTIONS)
      .map((result) => `  ${ids[result.entry]}: ${textOf(result)} (the other one, ${percent(result.confidence)} sure)`);
    const ways = `${results.length} ${results.length === 1 ? "way" : "ways"} of asking`;
    return [`${ids[pair[0]]} and ${ids[pair[1]]}: ${ways} led to the other one`, ...lines].join("\n");
  });
  return blocks.length === 0
    ? "No two entries are taken for one another\n"
    : `\nEntries that are taken for one another:\n\n${blocks.join("\n\n")}\n`;
}

const STEP = 0.25;

/** Writes a line now and then while a pack is learned. */
export function progressLine(write: (text: string) => void): (share: number) => void {
  let next = 0;
  return (share) => {
    if (share < next) return;
    write(`Learning the content: ${percent(share)}\n`);
    next = share >= 1 ? Number.POSITIVE_INFINITY : Math.floor(share / STEP) * STEP + STEP;
  };
}
