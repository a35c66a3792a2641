import { entry, pack } from "../fixtures.ts";

/** Two tips and a quiz question. */
export const CONTENT = pack([
  entry("phishing", "practical", { quiz: [] }),
  entry("passwords", "practical", { tips: [] }),
  entry("nis2", "law", { quiz: [] }),
]);
