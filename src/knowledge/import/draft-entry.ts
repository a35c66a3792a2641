import type { Entry, Language, Source } from "../../model.ts";
import { REPLY_LIMITS } from "../../reply-limits.ts";
import type { Section } from "./outline.ts";
import { plainLine, type SourceBlock, type SourceLink, type SourceList } from "./source.ts";

/** What somebody must look at in an entry that was imported. */
export type Note = "summary-cut" | "summary-from-list" | "too-long" | "title-long" | "same-heading" | "same-text";

/** What an entry says, before it has an id, an area and ways of asking. */
export interface DraftText extends Pick<Entry, "title" | "summary" | "points" | "steps" | "more" | "sources"> {
  readonly notes: readonly Note[];
}

/** A first paragraph shorter than this leaves room for the second. */
const SHORT_SUMMARY = 150;
/** Longer lists of steps are read under "more". */
const MOST_STEPS = 12;
/** In words; longer than that, an entry is better two. */
const LONGEST_MORE = 350;
const MOST_SOURCES = 5;

/**
 * Turns what stands under a heading into an entry: the first paragraph into the summary, the first plain list into points, the first ordered or
 * imperative one into steps, the rest into "more".
 * @param isTask whether an item of a list tells to do something
 * @param isVague whether a link's text says nothing ("here")
 */
export function draftText(
  { heading, blocks }: Pick<Section, "heading" | "blocks">,
  language: Language,
  { isTask, isVague, url }: { isTask(item: string): boolean; isVague(text: string): boolean; url?: string | undefined },
): DraftText {
  const notes: Note[] = [];
  const { summary, rest, note } = summarise(blocks, language);
  notes.push(...note);
  let points: readonly string[] = [];
  let steps: readonly string[] = [];
  const more: string[] = [];
  for (const block of rest) {
    if (block.kind === "paragraph") more.push(block.text);
    else if (steps.length === 0 && block.items.length <= MOST_STEPS && tellsToDo(block, isTask)) steps = block.items;
    else if (points.length === 0 && block.items.length <= REPLY_LIMITS.points && !block.isOrdered) points = block.items;
    else more.push(...listed(block));
  }
  if ([...heading].length > REPLY_LIMITS.buttonLabel) notes.push("title-long");
  if (more.join(" ").split(" ").length > LONGEST_MORE) notes.push("too-long");
  const links = blocks.flatMap((block) => block.links);
  const sources = sourcesOf(links, isVague, url);
  return { title: heading, summary, points, steps, more, sources, notes };
}

function summarise(
  blocks: readonly SourceBlock[],
  language: Language,
): { readonly summary: string; readonly rest: readonly SourceBlock[]; readonly note: readonly Note[] } {
  const [first, second, ...others] = blocks;
  if (first === undefined) return { summary: "", rest: [], note: [] };
  if (first.kind === "list") {
    const [summary] = cut(first.items.map(asSentence).join(" "), language);
    return { summary, rest: blocks, note: ["summary-from-list"] };
  }
  const joined = `${first.text} ${second?.kind === "paragraph" ? second.text : ""}`;
  const joins = second?.kind === "paragraph" && first.text.length < SHORT_SUMMARY && joined.length <= REPLY_LIMITS.summary;
  const text = joins ? joined : first.text;
  const rest = joins ? others : blocks.slice(1);
  const [summary, remaining] = cut(asSentence(text), language);
  if (remaining === "") return { summary, rest, note: [] };
  return { summary, rest: [{ kind: "paragraph", text: remaining, links: [] }, ...rest], note: ["summary-cut"] };
}

/** As many sentences as fit, and the rest; one sentence that does not fit is cut between words. */
function cut(text: string, language: Language): readonly [string, string] {
  const most = REPLY_LIMITS.summary;
  if ([...text].length <= most) return [text, ""];
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)) {
    if ([...text.slice(0, index + segment.trimEnd().length)].length > most) break;
    end = index + segment.length;
  }
  if (end > 0) return [text.slice(0, end).trim(), text.slice(end).trim()];
  const part = [...text].slice(0, most - 1).join("");
  const space = part.lastIndexOf(" ");
  const kept = space > 0 ? part.slice(0, space) : part;
  return [`${kept}…`, text.slice(kept.length).trim()];
}

function asSentence(text: string): string {
  const plain = text.replace(/\s*:$/, ".");
  return /[.!?…]["»”’)]?$/u.test(plain) ? plain : `${plain}.`;
}

function tellsToDo({ isOrdered, items }: SourceList, isTask: (item: string) => boolean): boolean {
  return isOrdered || items.filter(isTask).length > items.length / 2;
}

/** A list under "more" keeps its form. */
function listed({ items, isOrdered }: SourceList): readonly string[] {
  return [items.map((item, at) => (isOrdered ? `${at + 1}. ${item}` : `• ${item}`)).join("\n")];
}

/** Returns the pages that a text links to, and the page that it comes from, which is always among them. */
function sourcesOf(
  links: readonly SourceLink[],
  isVague: (text: string) => boolean,
  page: string | undefined,
): readonly Source[] {
  const byUrl = new Map<string, Source>();
  for (const { title, url } of page === undefined ? links : [...links, { title: page, url: page }]) {
    const named = plainLine(title);
    const says = named !== "" && !isVague(named) && !/^https?:/i.test(named);
    if (!byUrl.has(url)) byUrl.set(url, { title: says ? named : new URL(url).hostname, url });
  }
  const all = [...byUrl.values()];
  const own = all.slice(MOST_SOURCES).filter(({ url }) => url === page);
  return [...all.slice(0, MOST_SOURCES - own.length), ...own];
}
