import JSZip from "jszip";

/** A paragraph of a .docx file, with its links. */
export interface DocxBlock {
  readonly style?: string;
  /** 1: bullets, 2: numbers. */
  readonly numbering?: 1 | 2;
  readonly runs: readonly DocxRun[];
}

interface DocxRun {
  readonly text: string;
  readonly url?: string;
}

/** Level 0 is the title. */
export const heading = (level: number, text: string): DocxBlock => ({
  style: level === 0 ? "Title" : `Heading${level}`,
  runs: [{ text }],
});
export const link = (text: string, url: string): DocxRun => ({ text, url });
export const paragraph = (...runs: readonly (string | DocxRun)[]): DocxBlock => ({
  runs: runs.map((run) => (typeof run === "string" ? { text: run } : run)),
});
export const list = (...items: readonly string[]): readonly DocxBlock[] =>
  items.map((text) => ({ numbering: 1, runs: [{ text }] }));
export const steps = (...items: readonly string[]): readonly DocxBlock[] =>
  items.map((text) => ({ numbering: 2, runs: [{ text }] }));

const escaped = (text: string) => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELS = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const STYLES = [["Title", "Title"], ...[1, 2, 3].map((level) => [`Heading${level}`, `heading ${level}`])];

/** Writes a .docx as word processors do: paragraphs with styles, numbering and links. */
export async function docxFile(
  blocks: readonly (DocxBlock | readonly DocxBlock[])[],
  extra: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const links: string[] = [];
  const run = ({ text, url }: DocxRun): string => {
    const written = `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
    if (url === undefined) return written;
    links.push(url);
    return `<w:hyperlink r:id="link${links.length}">${written}</w:hyperlink>`;
  };
  const body = blocks.flat().map(({ style, numbering, runs }) => {
    const styled = style === undefined ? "" : `<w:pStyle w:val="${style}"/>`;
    const numbered = numbering === undefined ? "" : `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${numbering}"/></w:numPr>`;
    return `<w:p><w:pPr>${styled}${numbered}</w:pPr>${runs.map(run).join("")}</w:p>`;
  });
  const format = (id: number, kind: string) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:numFmt w:val="${kind}"/></w:lvl></w:abstractNum>`;
  const relations = links.map(
    (url, at) => `<Relationship Id="link${at + 1}" Type="${R}/hyperlink" Target="${escaped(url)}" TargetMode="External"/>`,
  );
  const parts: Readonly<Record<string, string>> = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${TYPES}.numbering+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${RELS}"><Relationship Id="r1" Type="${R}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `${HEAD}<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>${body.join("")}</w:body></w:document>`,
    "word/styles.xml": `${HEAD}<w:styles xmlns:w="${W}">${STYLES.map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`).join("")}</w:styles>`,
    "word/numbering.xml": `${HEAD}<w:numbering xmlns:w="${W}">${format(1, "bullet")}${format(2, "decimal")}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>`,
    "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="${RELS}"><Relationship Id="s" Type="${R}/styles" Target="styles.xml"/><Relationship Id="n" Type="${R}/numbering" Target="numbering.xml"/>${relations.join("")}</Relationships>`,
    ...extra,
  };
  const archive = new JSZip();
  for (const [name, text] of Object.entries(parts)) archive.file(name, text, { compression: "DEFLATE" });
  return archive.generateAsync({ type: "nodebuffer" });
}
