import Fuse from "fuse.js";
import { describe, expect, it } from "vitest";
import { createTitleFinder } from "../../src/matching/question/near-title.ts";
import { seededRandom } from "../../src/text/random.ts";
import { CANTEEN } from "./toy-pack.ts";

const find = createTitleFinder(CANTEEN);
const random = seededRandom(7);
const at = (length: number) => Math.floor(random() * length);

/** Returns a text with some letters left out, added, replaced or swapped. */
function withTypos(text: string, count: number): string {
  const letters = [...text];
  for (let typo = 0; typo < count; typo++) {
    const place = at(letters.length);
    const letter = String.fromCharCode(97 + at(26));
    const kind = at(4);
    if (kind === 0) letters.splice(place, 1);
    else if (kind === 1) letters.splice(place, 0, letter);
    else if (kind === 2) letters[place] = letter;
    else letters.splice(place, 2, ...letters.slice(place, place + 2).reverse());
  }
  return letters.join("");
}

describe("a text that is a title but for typos", () => {
  it("is that title, also with misplaced spaces", () => {
    expect(find("Whenthe canteenis opne")).toBe("opening-hours");
    expect(find("vegeterian dishse")).toBe("vegetarian-food");
    expect(find("when is my birthday")).toBeUndefined();
    expect(find("")).toBeUndefined();
  });

  // Texts with other letters are skipped before the slow search.
  it("is found whenever fuse.js alone finds it", () => {
    const lettersOf = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
    const titles = CANTEEN.entries.map(({ id, title }) => ({ id, letters: lettersOf(title) }));
    let found = 0;
    for (const { title } of CANTEEN.entries) {
      for (let round = 0; round < 200; round++) {
        const text = withTypos(title, at(8));
        const letters = lettersOf(text);
        const room = Math.max(2, 0.1 * letters.length);
        const alike = titles.filter((each) => letters.length >= 8 && Math.abs(each.letters.length - letters.length) <= room);
        const [best] = new Fuse(alike, { keys: ["letters"], threshold: 0.2 }).search(letters, { limit: 1 });
        expect(find(text), text).toBe(best?.item.id);
        found += best === undefined ? 0 : 1;
      }
    }
    expect(found).toBeGreaterThan(300);
  });
});
