import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { languageOfLocale } from "../../../languages/languages.ts";
import { parseWebAddress } from "../../../text/web-address.ts";
import { plainLine, QUESTION_LEVEL, type SourceDocument, type SourceItem, type SourceLink } from "../source.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** What is no part of a page's text. */
const IGNORED = new Set(
  "script style noscript template nav footer aside form iframe svg math canvas object audio video img select textarea input head".split(
    " ",
  ),
);
const IGNORED_ROLES = new Set(["navigation", "banner", "contentinfo", "dialog", "alertdialog", "search"]);
const CONSENT = /\b(?:cookie|consent)/i;
/** Names of elements that ask for consent, as opposed to text about cookies. */
const ASKS_CONSENT = /consent|banner|bar\b|notice|popup|pop-up|modal|overlay|dialog|wall|toast|prompt/i;
const HEADING = /^h([1-6])$/;
const INLINE = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u var".split(
    " ",
  ),
);
/** A paragraph that is a bold question, up to this length, is a heading that somebody set by hand. */
const LONGEST_BOLD_HEADING = 150;
/** No page that people wrote is nested deeper; a hostile one would overflow the stack. */
const DEEPEST = 400;

/** Reads a page: the part marked as its main text, or all of it. @throws RangeError where elements are nested too deeply */
export function readHtml(text: string, file: string): SourceDocument {
  const document = parse(text);
  const root = find(document.childNodes, (element) => element.tagName === "html");
  const all = root?.childNodes ?? [];
  const main =
    find(all, (element) => element.tagName === "main" || attribute(element, "role") === "main") ??
    find(all, (element) => element.tagName === "article") ??
    find(all, (element) => element.tagName === "body");
  const title = find(all, (element) => element.tagName === "title");
  const canonical = find(all, (element) => element.tagName === "link" && attribute(element, "rel") === "canonical");
  const url = parseWebAddress(attribute(canonical, "href") ?? "")?.href;
  const language = languageOfLocale(attribute(root, "lang"));
  const named = title === undefined ? "" : textOf(title);
  return {
    file,
    ...(named === "" ? {} : { title: named }),
    ...(language === undefined ? {} : { language }),
    ...(url === undefined ? {} : { url }),
    items: itemsOf(main?.childNodes ?? [], url),
  };
}

/** The text of HTML in reading order. */
function itemsOf(nodes: readonly Node[], base: string | undefined): SourceItem[] {
  const items: SourceItem[] = [];
  let text = "";
  let links: SourceLink[] = [];

  const flush = () => {
    const paragraph = plainLine(text);
    if (paragraph !== "") items.push({ kind: "paragraph", text: paragraph, links });
    text = "";
    links = [];
  };
  const heading = (level: number, element: Element) => {
    flush();
    // The sign is a link to the heading; without one, it belongs to a name such as C#.
    const hasLink = find(element.childNodes, (child) => child.tagName === "a" && /^[#¶]$/u.test(textOf(child))) !== undefined;
    const written = hasLink ? textOf(element).replace(/\s*[#¶]$/u, "") : textOf(element);
    if (written !== "") items.push({ kind: "heading", level, text: written });
  };
  const walkAll = (children: readonly Node[], depth: number) => {
    for (const child of children) walk(child, depth + 1);
  };
  const walk = (node: Node, depth: number): void => {
    if (depth > DEEPEST) throw new RangeError("nested too deeply");
    if (node.nodeName === "#text" && "value" in node) text += node.value;
    if (!("tagName" in node) || isIgnored(node)) return;
    const { tagName, childNodes } = node;
    const level = HEADING.exec(tagName)?.[1];
    if (level !== undefined) heading(Number(level), node);
    else if (isQuestion(node)) heading(QUESTION_LEVEL, node);
    else if (tagName === "button") return;
    else if (tagName === "br") text += " ";
    else if (INLINE.has(tagName)) {
      if (tagName === "a") links.push(...linkOf(node, base));
      walkAll(childNodes, depth);
    } else if ((tagName === "ul" || tagName === "ol") && find(childNodes, isHeadingLike) === undefined) {
      flush();
      const listed = listItems(childNodes, depth);
      const found = linksIn(childNodes, base);
      if (listed.length > 0) items.push({ kind: "list", isOrdered: tagName === "ol", items: listed, links: found });
    } else if (tagName === "table") {
      flush();
      items.push(...tableItems(node, base));
    } else {
      flush();
      walkAll(childNodes, depth);
      flush();
    }
  };
  walkAll(nodes, 0);
  flush();
  return items;
}

function isIgnored(element: Element): boolean {
  const { tagName, childNodes } = element;
  if (IGNORED.has(tagName) || IGNORED_ROLES.has(attribute(element, "role") ?? "")) return true;
  const names = `${attribute(element, "id") ?? ""} ${attribute(element, "class") ?? ""}`;
  if (!CONSENT.test(names)) return false;
  // A heading about cookies may have them in its id, and the element around the whole page may say in its class whether they were accepted.
  if (HEADING.test(tagName) || find(childNodes, ({ tagName: inside }) => inside === "h1") !== undefined) return false;
  const isPart = find(childNodes, ({ tagName: inside }) => HEADING.test(inside)) !== undefined;
  return !isPart || ASKS_CONSENT.test(names) || find(childNodes, isControl) !== undefined;
}

/** What people press or fill in, except for what opens a question. */
function isControl(element: Element): boolean {
  return /^(?:button|input|form)$/.test(element.tagName) && !isQuestion(element);
}

/** What opens an accordion, a term that is defined, or a paragraph that is nothing but a bold question. */
function isQuestion(element: Element): boolean {
  const { tagName, childNodes } = element;
  if (tagName === "summary" || tagName === "dt") return true;
  if (tagName === "button") return attribute(element, "aria-expanded") !== undefined;
  if (tagName !== "p") return false;
  const [only, ...others] = childNodes.filter((child) => !("value" in child && child.value.trim() === ""));
  if (only === undefined || others.length > 0 || !/^(?:b|strong)$/.test(only.nodeName)) return false;
  const text = textOf(element);
  return text.length <= LONGEST_BOLD_HEADING && text.endsWith("?");
}

function isHeadingLike(element: Element): boolean {
  return HEADING.test(element.tagName) || isQuestion(element);
}

/** Each item of a list; those of a list inside it follow as items of their own. */
function listItems(nodes: readonly Node[], depth: number): string[] {
  if (depth > DEEPEST) throw new RangeError("nested too deeply");
  return nodes.flatMap((node) => {
    if (!("tagName" in node)) return [];
    if (node.tagName !== "li") return listItems(node.childNodes, depth + 1);
    const inner = node.childNodes.filter((child) => child.nodeName === "ul" || child.nodeName === "ol");
    const own = plainLine(
      node.childNodes
        .filter((child) => !inner.includes(child))
        .map(rawText)
        .join(""),
    );
    return [...(own === "" ? [] : [own]), ...inner.flatMap((list) => listItems([list], depth + 1))];
  });
}

/** A row becomes a point: "head: cell; head: cell" under a row of heads, else the cells with commas. */
function tableItems(table: Element, base: string | undefined): SourceItem[] {
  const rows = findAll(table.childNodes, (element) => element.tagName === "tr").map((row) =>
    row.childNodes.filter((cell): cell is Element => cell.nodeName === "td" || cell.nodeName === "th"),
  );
  const [first, ...rest] = rows;
  const hasHeads = rest.length > 0 && first !== undefined && first.every(({ tagName }) => tagName === "th");
  const heads = hasHeads ? first.map(textOf) : [];
  const listed = (hasHeads ? rest : rows).map((cells) =>
    cells
      .map((cell, at) => ({ head: heads[at] ?? "", cell: textOf(cell) }))
      .filter(({ cell }) => cell !== "")
      .map(({ head, cell }) => (head === "" ? cell : `${head}: ${cell}`))
      .join("; "),
  );
  const written = listed.filter((item) => item !== "");
  return written.length === 0 ? [] : [{ kind: "list", isOrdered: false, items: written, links: linksIn(table.childNodes, base) }];
}

function linksIn(nodes: readonly Node[], base: string | undefined): SourceLink[] {
  return findAll(nodes, (element) => element.tagName === "a").flatMap((link) => linkOf(link, base));
}

function linkOf(element: Element, base: string | undefined): SourceLink[] {
  const written = attribute(element, "href") ?? "";
  const url = parseWebAddress(URL.canParse(written, base) ? new URL(written, base).href : "");
  return url === undefined ? [] : [{ title: textOf(element), url: url.href }];
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((each) => each.name === name)?.value;
}

function textOf(element: Element): string {
  return plainLine(rawText(element));
}

/** Without recursion: any page may be given, however deep. */
function rawText(node: Node): string {
  const parts: string[] = [];
  const waiting: Node[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.nodeName === "#text" && "value" in next) parts.push(next.value);
    if (!("tagName" in next) || IGNORED.has(next.tagName)) continue;
    if (!INLINE.has(next.tagName)) parts.push(" ");
    waiting.push(...next.childNodes.toReversed());
  }
  return parts.join("");
}

function find(nodes: readonly Node[], isWanted: (element: Element) => boolean): Element | undefined {
  const waiting = nodes.toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!("tagName" in next)) continue;
    if (isWanted(next)) return next;
    waiting.push(...next.childNodes.toReversed());
  }
  return undefined;
}

function findAll(nodes: readonly Node[], isWanted: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  find(nodes, (element) => {
    if (isWanted(element)) found.push(element);
    return false;
  });
  return found;
}
