import { basename, dirname, extname } from "node:path";
import type { Area, Entry, Language, Pack } from "../../model.ts";
import { comparable } from "../../text/comparable-text.ts";
import { README } from "../read/pack-folder.ts";
import { type DraftText, draftText, type Note } from "./draft-entry.ts";
import { idOf, newId } from "./ids.ts";
import { keywordsOfEach } from "./keywords.ts";
import { namesOfEach } from "./names.ts";
import { type Outline, outlineOf, type Section } from "./outline.ts";
import { isOrder } from "./sentence-questions.ts";
import { plainLine, type SourceDocument } from "./source.ts";
import { createSynonymFinder } from "./synonyms.ts";
import { proposeWays } from "./ways-of-asking.ts";
import { wordingOf } from "./wording.ts";

export interface DraftOptions {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  /** Where everything was published, for entries that link to nothing. */
  readonly url?: string | undefined;
}

/** An entry of a draft, with what somebody must look at. */
export interface DraftedEntry {
  readonly entry: Entry;
  /** The file that it comes from. */
  readonly file: string;
  readonly notes: readonly Note[];
  /** The entry that has the same heading or the same text, by id. */
  readonly like?: string;
}

export interface Draft {
  readonly pack: Pack;
  readonly entries: readonly DraftedEntry[];
  /** Headings under which nothing stands, and short texts before the first heading: left out. */
  readonly leftOut: readonly { readonly file: string; readonly text: string }[];
}

/** A heading with its text and where it belongs. */
interface Piece {
  readonly file: string;
  readonly document: string;
  readonly url: string | undefined;
  readonly area: string;
  readonly section: Section;
}

/** In words: a shorter text before the first heading is a greeting. */
const SHORTEST_PREFACE = 25;
/** So many numbered headings are chapters. */
const FEWEST_CHAPTERS = 3;
/** More than this nobody looks through. */
const MOST_PROPOSED = 80;

/** Makes a draft pack of what was read: areas and entries by the structure, ways of asking by plain rules. Nothing is marked as reviewed. */
export function draftPack(documents: readonly SourceDocument[], { id, name, language, url }: DraftOptions): Draft {
  const leftOut: { file: string; text: string }[] = [];
  const pieces = documents.flatMap((document) => {
    const outline = outlineOf(document);
    const found = piecesOf(document, outline, name, leftOut);
    return found.filter(({ file, section }) => {
      if (section.blocks.length > 0) return true;
      if (section.sections.length === 0) leftOut.push({ file, text: section.heading });
      return false;
    });
  });
  const wording = wordingOf(language, documents.flatMap(({ items }) => items.map(textOfItem)).join("\n"));
  const isTask = (item: string) => isOrder(item, wording.asking);
  const isVague = (text: string) => wording.asking?.vagueLinks.includes(text.toLowerCase()) ?? false;

  const texts = pieces.map(({ section, url: published }) =>
    draftText(section, language, { isTask, isVague, url: url ?? published }),
  );
  const titles = uniqueTitles(texts, pieces);
  const names = namesOfEach(texts.map(wholeText), language === "de");
  const keywords = keywordsOfEach(texts.map(wholeText), language);
  const ids = new Set([README]);
  const entryIds = titles.map((title, at) => newId(idOf(title, `entry-${at + 1}`), ids));
  const byKey = new Map(
    pieces.flatMap(({ section }, at) => (section.key === undefined ? [] : [[section.key, entryIds[at] ?? ""]])),
  );
  const questions = ofOneEntry(
    texts.map((_, at) => [titles[at] ?? "", ...(pieces[at]?.section.asks ?? [])]),
    titles,
  );
  const asked = new Set(questions.flat().map(comparable));
  const proposed = ofOneEntry(
    texts.map((text, at) => {
      const { document = name, section } = pieces[at] ?? {};
      const source = {
        text: { ...text, title: titles[at] ?? text.title },
        asks: section?.asks ?? [],
        names: names[at] ?? [],
        keywords: keywords[at] ?? [],
        document,
        turn: at,
      };
      return proposeWays(source, language, wording).filter((way) => !asked.has(comparable(way)));
    }),
  );

  const areaIds = new Set<string>();
  /** By the title in small letters. Different titles may lead to the same id, as "Q & A" and "Q + A" do, and those of other scripts lead to none. */
  const areas = new Map<string, Area>();
  const areaOf = (title: string): Area => {
    const key = title.toLowerCase();
    const area = areas.get(key) ?? { id: newId(idOf(title, "general"), areaIds), title: { [language]: title } };
    areas.set(key, area);
    return area;
  };
  const findSynonyms = createSynonymFinder(language);

  const entries = pieces.map(({ file, area, section }, at): DraftedEntry => {
    const { notes, ...text } = texts[at] as DraftText;
    const entryId = entryIds[at] ?? "";
    const own = [...(names[at] ?? []), ...(keywords[at] ?? [])];
    const entry: Entry = {
      ...text,
      id: entryId,
      area: areaOf(area).id,
      language,
      title: titles[at] ?? text.title,
      questions: questions[at] ?? [],
      keywords: [...new Set([...own, ...findSynonyms([...own, ...(questions[at] ?? [])])])],
      ...((proposed[at] ?? []).length === 0 ? {} : { proposed: proposed[at]?.slice(0, MOST_PROPOSED) ?? [] }),
      urgent: false,
      related: [...new Set(section.next.flatMap((key) => byKey.get(key) ?? []))].filter((other) => other !== entryId),
      tips: [],
      quiz: [],
      facts: [],
    };
    const same = texts.findIndex(
      (other, position) => position < at && comparable(wholeText(other)) === comparable(wholeText(text)),
    );
    const isSameHeading = titles[at] !== text.title;
    const alike: Note[] = [...(same >= 0 ? (["same-text"] as const) : []), ...(isSameHeading ? (["same-heading"] as const) : [])];
    const like =
      entryIds[same] ??
      (isSameHeading ? entryIds[texts.findIndex((other) => comparable(other.title) === comparable(text.title))] : undefined);
    return { entry, file, notes: [...notes, ...alike], ...(like === undefined ? {} : { like }) };
  });
  const pack: Pack = {
    id,
    name: { [language]: name },
    languages: [language],
    defaultLanguage: language,
    areas: [...areas.values()],
    contacts: [],
    entries: entries.map(({ entry }) => entry),
  };
  return { pack, entries, leftOut };
}

/**
 * The headings of a document with their areas: each top heading is an area where there are levels below, or where they are numbered as
 * chapters are; else the document is one area, and a document that is a single text is an entry in the area of its folder.
 */
function piecesOf(
  { file, url }: SourceDocument,
  { title, preface, sections }: Outline,
  name: string,
  leftOut: { file: string; text: string }[],
): readonly Piece[] {
  const fileName = plainLine(basename(file, extname(file)).replace(/[-_]+/g, " "));
  const document = title ?? fileName;
  const piece = (section: Section, area: string): Piece => ({ file, document, url, area, section });
  const whole = { heading: document, isNumbered: false, asks: [], next: [], level: 0, blocks: preface, sections: [] };
  const folder = dirname(file).split("/").at(-1) ?? ".";
  if (sections.length === 0) return [piece(whole, folder === "." ? name : plainLine(folder.replace(/[-_]+/g, " ")))];

  const [only, ...others] = sections;
  if (only !== undefined && others.length === 0 && only.sections.length === 0 && preface.length === 0) {
    return [piece(only, folder === "." ? name : plainLine(folder.replace(/[-_]+/g, " ")))];
  }
  const chapters = sections.filter(({ isNumbered, heading }) => isNumbered && !heading.endsWith("?"));
  const haveAreas = sections.some((section) => section.sections.length > 0) || chapters.length >= FEWEST_CHAPTERS;
  const pieces = sections.flatMap((section) => flat(section).map((each) => piece(each, haveAreas ? section.heading : document)));
  if (preface.length === 0) return pieces;
  const written = preface.map(textOfItem).join(" ");
  if (written.split(" ").length >= SHORTEST_PREFACE) return [piece(whole, pieces[0]?.area ?? document), ...pieces];
  leftOut.push({ file, text: written });
  return pieces;
}

function flat(section: Section): readonly Section[] {
  return [section, ...section.sections.flatMap(flat)];
}

function textOfItem(item: SourceDocument["items"][number]): string {
  return item.kind === "list" ? item.items.join("\n") : item.text;
}

function wholeText({ summary, points, steps, more }: DraftText | Omit<DraftText, "notes">): string {
  return [summary, ...points, ...steps, ...more].join("\n");
}

/** A heading that occurs twice says which document or area it is of; failing that, it gets a number. */
function uniqueTitles(texts: readonly DraftText[], pieces: readonly Piece[]): readonly string[] {
  const taken = new Set<string>();
  return texts.map(({ title }, at) => {
    const { document = "", area = "" } = pieces[at] ?? {};
    const candidates = [title, `${title} (${area})`, `${title} (${document})`];
    let number = 2;
    let found = candidates.find((candidate) => !taken.has(comparable(candidate)));
    while (found === undefined) {
      const numbered = `${title} (${number++})`;
      if (!taken.has(comparable(numbered))) found = numbered;
    }
    taken.add(comparable(found));
    return found;
  });
}

/** Without what two entries would share, which says nothing about either; a title stays with its entry. */
function ofOneEntry(ways: readonly (readonly string[])[], titles: readonly string[] = []): readonly (readonly string[])[] {
  const owners = new Map<string, number>();
  for (const way of ways.flatMap((own) => [...new Set(own.map(comparable))])) owners.set(way, (owners.get(way) ?? 0) + 1);
  return ways.map((own, at) => own.filter((way) => owners.get(comparable(way)) === 1 || way === titles[at]));
}
