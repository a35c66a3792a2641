import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { CANTEEN } from "../matching/toy-pack.ts";

/** Writes the canteen's pack as files, in one language, with only the required fields and a source. */
export async function writeCanteen(directory: string): Promise<void> {
  const folder = join(directory, "en", "all");
  await mkdir(folder, { recursive: true });
  const head = { id: "canteen", name: "Canteen", languages: ["en"], defaultLanguage: "en", areas: [{ id: "all", title: "All" }] };
  await writeFile(join(directory, "pack.yaml"), stringify(head));
  const sources = [{ title: "The notice board", url: "https://example.org/board", asOf: "2026" }];
  for (const { id, title, questions } of CANTEEN.entries) {
    const front = stringify({ id, title, questions, sources });
    await writeFile(join(folder, `${id}.md`), `---\n${front}---\nFrom 11:30 to 14:00.\n`);
  }
}
