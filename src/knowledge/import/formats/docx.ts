import { Readable } from "node:stream";
import JSZip from "jszip";
import mammoth from "mammoth";
import { failed, ok, type Result } from "../../diagnostic.ts";
import { addressesIn, type SourceDocument, type SourceItem } from "../source.ts";
import { readHtml } from "./html.ts";

/** In bytes of XML, unpacked: a book of a thousand pages. A small file can unpack to any size. */
const MOST_UNPACKED = 24 * 1024 * 1024;
/** The title is above the highest heading; word processors translate its name. */
const STYLES = [
  ...["Title", "Titel", "Titre"].map((name) => `p[style-name='${name}'] => h1:fresh`),
  ...[1, 2, 3, 4, 5].map((level) => `p[style-name='Heading ${level}'] => h${level + 1}:fresh`),
];

/** Reads a word processor's file by its styles: headings, lists, links and addresses written out. Pictures are left out, nothing outside the file is read. */
export async function readDocx(bytes: Buffer, file: string): Promise<Result<SourceDocument>> {
  const fix = "Save it again as .docx in a word processor";
  let archive: JSZip;
  try {
    archive = await JSZip.loadAsync(bytes);
  } catch {
    return failed({ file, line: 1, message: "This is no .docx file", fix });
  }
  if (archive.file(/^word\/document\d*\.xml$/).length === 0) {
    return failed({ file, line: 1, message: "The file holds no text of a word processor", fix });
  }
  if (!(await fits(archive))) {
    const message = `The file unpacks to more than ${MOST_UNPACKED / 1024 / 1024} MiB`;
    return failed({ file, line: 1, message, fix: "Check that it is the right file, or divide it" });
  }
  const options = {
    styleMap: STYLES,
    convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
    externalFileAccess: false,
  };
  const { value } = await mammoth.convertToHtml({ buffer: bytes }, options);
  const document = readHtml(value, file);
  return ok({ ...document, items: document.items.map(withAddresses) });
}

/** Adds the addresses that are written out and not linked; a link may show one address and lead to another. */
function withAddresses(item: SourceItem): SourceItem {
  if (item.kind === "heading") return item;
  const shown = new Set(item.links.flatMap(({ title }) => addressesIn(title)).map(({ url }) => url));
  const written = (item.kind === "list" ? item.items : [item.text]).flatMap(addressesIn);
  return { ...item, links: [...item.links, ...written.filter(({ url }) => !shown.has(url))] };
}

/** Whether the XML stays within the limit, found by unpacking it piece by piece: what the archive says of its sizes may be a lie. */
async function fits(archive: JSZip): Promise<boolean> {
  let size = 0;
  for (const part of archive.file(/\.(?:xml|rels)$/i)) {
    // The library's streams are older than asynchronous iteration.
    for await (const piece of new Readable().wrap(part.nodeStream())) {
      size += piece.length;
      if (size > MOST_UNPACKED) return false;
    }
  }
  return true;
}
