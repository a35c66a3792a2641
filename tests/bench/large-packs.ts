import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { trainPack } from "../../src/matching/train.ts";
import type { Pack } from "../../src/model.ts";
import { seededRandom } from "../../src/text/random.ts";
import { table } from "./figures.ts";
import { labelledPack } from "./labelled-pack.ts";

const WORDS_OF_QUESTION = 8;
const WORDS_OF_ENTRY = 25;
/** The number of common words from which entries are made: as many as a subject has. */
const VOCABULARY = 6_000;

/** Makes a pack of random entries in some languages. Each entry has its own words, mixed with words that all entries use. */
function madeUpPack(languages: readonly string[], entries: number, ways: number): Pack {
  const random = seededRandom(11);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const all = languages.flatMap((language) => {
    const words = MATCHER_OPTIONS.commonWords(language).slice(0, VOCABULARY);
    const training = Array.from({ length: entries }, (_, entry) => {
      const own = Array.from({ length: WORDS_OF_ENTRY }, () => pick(words));
      return Array.from({ length: ways }, () => {
        const text = Array.from({ length: WORDS_OF_QUESTION }, (_, at) =>
          at % 2 === 0 ? pick(own) : pick(words.slice(0, 300)),
        ).join(" ");
        return { text, label: `entry ${entry}` };
      });
    }).flat();
    return labelledPack({ training }).entries.map((entry) => ({ ...entry, language }));
  });
  return { ...labelledPack({ training: [] }), languages: [...languages], entries: all };
}

/** Measures how long it takes to learn large packs, in one thread. */
export function measureLargePacks(): string {
  const sizes = [
    { languages: ["en", "nl", "fr", "de"], entries: 130, ways: 60 },
    { languages: ["en"], entries: 1_000, ways: 100 },
  ];
  const rows = sizes.map(({ languages, entries, ways }) => {
    const pack = madeUpPack(languages, entries, ways);
    const wall = performance.now();
    const before = process.cpuUsage();
    const { space, model } = trainPack(pack, MATCHER_OPTIONS);
    const { user, system } = process.cpuUsage(before);
    return [
      `${languages.length} × ${entries} × ${ways}`,
      ((performance.now() - wall) / 1_000).toFixed(1),
      ((user + system) / 1e6).toFixed(1),
      `${space.weights.length}`,
      `${model.weights.length}`,
      (process.memoryUsage().rss / 2 ** 20).toFixed(0),
    ];
  });
  return table(["languages × entries × ways", "wall s", "CPU s", "features", "weights", "MB resident"], rows);
}
