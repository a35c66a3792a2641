import { MATCHER_OPTIONS } from "../../src/app/knowledge/matcher-options.ts";
import { createMatcher } from "../../src/matching/matcher.ts";
import { trainPack } from "../../src/matching/train.ts";
import { BICYCLE_PACK } from "./bicycle-pack.ts";
import { handlerFor } from "./talk.ts";

/** The handler of the bicycle pack with the matcher that people get. */
export const handleLearnedBicycles = handlerFor(
  BICYCLE_PACK,
  createMatcher(BICYCLE_PACK, trainPack(BICYCLE_PACK, MATCHER_OPTIONS), MATCHER_OPTIONS),
);
