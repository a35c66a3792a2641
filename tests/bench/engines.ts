import { create, insertMultiple, search } from "@orama/orama";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { createMatcher } from "../../src/matching/matcher.ts";
import { trainPack } from "../../src/matching/train.ts";
import { labelledPack } from "./labelled-pack.ts";
import type { LabelledSet } from "./labelled-set.ts";

/** An engine's result for a question: entries, best first, and a score that ranks questions by how sure the engine is. */
export interface Verdict {
  readonly labels: readonly string[];
  readonly score: number;
}

export interface Engine {
  readonly name: string;
  build(set: LabelledSet): (question: string) => Verdict | Promise<Verdict>;
}

const NOTHING: Verdict = { labels: [], score: Number.NEGATIVE_INFINITY };

/** Returns the labels in the order of their first hits. */
function firstHits(labels: readonly string[], score: number | undefined): Verdict {
  return score === undefined ? NOTHING : { labels: [...new Set(labels)].slice(0, 3), score };
}

const malinois: Engine = {
  name: "Malinois",
  build(set) {
    const pack = labelledPack(set);
    const { match } = createMatcher(pack, trainPack(pack, MATCHER_OPTIONS), MATCHER_OPTIONS);
    return (question) => {
      const { candidates } = match(question, "en");
      return { labels: candidates.slice(0, 3).map(({ id }) => id), score: candidates[0]?.confidence ?? 0 };
    };
  },
};

function fuse(name: string, options: object): Engine {
  return {
    name,
    build({ training }) {
      const index = new Fuse(training, { keys: ["text"], includeScore: true, ...options });
      return (question) => {
        const hits = index.search(question, { limit: 30 });
        const best = hits[0]?.score;
        return firstHits(
          hits.map(({ item }) => item.label),
          best === undefined ? undefined : -best,
        );
      };
    },
  };
}

const miniSearch: Engine = {
  name: "MiniSearch",
  build({ training }) {
    const index = new MiniSearch({ fields: ["text"], storeFields: ["label"] });
    index.addAll(training.map((item, id) => ({ id, ...item })));
    return (question) => {
      const hits = index.search(question, { prefix: false, fuzzy: 0.2 });
      return firstHits(
        hits.slice(0, 30).map((hit) => String(hit.label)),
        hits[0]?.score,
      );
    };
  },
};

const orama: Engine = {
  name: "Orama",
  build({ training }) {
    const index = create({ schema: { text: "string", label: "string" } as const });
    const filled = insertMultiple(index, [...training]);
    return async (question) => {
      await filled;
      const { hits } = await search(index, { term: question, properties: ["text"], limit: 30 });
      return firstHits(
        hits.map(({ document }) => document.label),
        hits[0]?.score,
      );
    };
  },
};

export const ENGINES: readonly Engine[] = [
  malinois,
  fuse("fuse.js", {}),
  fuse("fuse.js, token search", { useTokenSearch: true, ignoreLocation: true, threshold: 0.2 }),
  miniSearch,
  orama,
];
