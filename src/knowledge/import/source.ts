/** A foreign text as the import sees it, whatever its format: headings with what stands under them. */
import type { Language } from "../../model.ts";
import { parseWebAddress } from "../../text/web-address.ts";

/** A page that a text links to. */
export interface SourceLink {
  readonly title: string;
  /** http or https. */
  readonly url: string;
}

export interface SourceHeading {
  readonly kind: "heading";
  /** 1 is the highest; see {@link QUESTION_LEVEL}. */
  readonly level: number;
  readonly text: string;
  /** Other ways of asking that the source itself gives. */
  readonly asks?: readonly string[];
  /** The source's own name for what stands under the heading. */
  readonly key?: string;
  /** Keys of what the source offers next. */
  readonly next?: readonly string[];
}

export interface SourceParagraph {
  readonly kind: "paragraph";
  readonly text: string;
  readonly links: readonly SourceLink[];
}

export interface SourceList {
  readonly kind: "list";
  readonly isOrdered: boolean;
  readonly items: readonly string[];
  readonly links: readonly SourceLink[];
}

export type SourceBlock = SourceParagraph | SourceList;
export type SourceItem = SourceHeading | SourceBlock;

/** One file that was read. All texts are on one line, without markup. */
export interface SourceDocument {
  /** As the person named it, or below the folder that they named. */
  readonly file: string;
  /** What the file calls itself; absent where its first heading is the only title. */
  readonly title?: string;
  readonly language?: Language;
  /** Where the text is published. */
  readonly url?: string;
  readonly items: readonly SourceItem[];
}

/** The level of what is set as a question and not as a heading: an accordion, a term of a definition list, a row of a table. Below h6. */
export const QUESTION_LEVEL = 7;

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const INVISIBLE = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/** A text on one line, without control characters and those that turn or hide what follows. */
export function plainLine(text: string): string {
  return text.replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
}

const ADDRESS = /https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/g;

/** Returns the web addresses that are written out in a text, each as a link. */
export function addressesIn(text: string): SourceLink[] {
  return [...text.matchAll(ADDRESS)].flatMap(([written]) => {
    const url = parseWebAddress(written)?.href;
    return url === undefined ? [] : [{ title: written, url }];
  });
}
