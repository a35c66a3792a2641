import type { SourceBlock, SourceDocument, SourceHeading } from "./source.ts";

/** A heading with what stands under it. */
export interface Section {
  /** Without its number. */
  readonly heading: string;
  readonly isNumbered: boolean;
  readonly asks: readonly string[];
  readonly key?: string;
  readonly next: readonly string[];
  readonly level: number;
  readonly blocks: readonly SourceBlock[];
  readonly sections: readonly Section[];
}

/** A document as a tree. */
export interface Outline {
  /** The heading over everything, else what the file calls itself. */
  readonly title?: string;
  /** What stands before the first heading, or right under the title. */
  readonly preface: readonly SourceBlock[];
  readonly sections: readonly Section[];
}

interface OpenSection extends Section {
  readonly blocks: SourceBlock[];
  readonly sections: OpenSection[];
}

/** "1. ", "2.3 ", "Section 4: ", "IV. ", "§ 5 ": what sets a number before a heading. */
const NUMBER =
  /^(?:(?:section|chapter|part|article|deel|hoofdstuk|artikel|chapitre|partie|kapitel|teil|abschnitt|q|vraag|frage|§)\s*\d{1,3}(?:\.\d{1,3})*\s*[.):–—-]?|\d{1,3}(?:\.\d{1,3})+[.):]?|\d{1,3}\s*[.):–—-]|[ivxlc]{1,6}[.)])\s+(?=\S)/iu;

/** Makes a tree of the headings of a document. */
export function outlineOf({ title, items }: SourceDocument): Outline {
  const preface: SourceBlock[] = [];
  const sections: OpenSection[] = [];
  const open: OpenSection[] = [];
  for (const item of items) {
    if (item.kind !== "heading") {
      (open.at(-1)?.blocks ?? preface).push(item);
      continue;
    }
    while ((open.at(-1)?.level ?? 0) >= item.level) open.pop();
    const section = openSection(item);
    (open.at(-1)?.sections ?? sections).push(section);
    open.push(section);
  }
  const [only, ...others] = sections;
  if (only === undefined || others.length > 0 || only.sections.length === 0 || only.isNumbered) {
    return { ...(title === undefined ? {} : { title }), preface, sections };
  }
  return { title: only.heading, preface: [...preface, ...only.blocks], sections: only.sections };
}

function openSection({ level, text, asks = [], key, next = [] }: SourceHeading): OpenSection {
  const heading = text.replace(NUMBER, "");
  const isNumbered = heading !== text;
  return { heading, isNumbered, asks, ...(key === undefined ? {} : { key }), next, level, blocks: [], sections: [] };
}
