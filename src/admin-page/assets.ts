import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ROOT } from "../languages/root.ts";

export interface Asset {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = "text/css; charset=utf-8";

/** Returns the files served under `/admin/assets/`: the page's own, unchanged, and those of the chart library. */
export function readAssets(): readonly Asset[] {
  const own = join(ROOT, "src/admin-page/assets");
  const library = dirname(createRequire(import.meta.url).resolve("uplot"));
  return [
    { name: "admin.css", type: STYLE, folder: own },
    { name: "charts.js", type: SCRIPT, folder: own },
    { name: "uPlot.min.css", type: STYLE, folder: library },
    { name: "uPlot.iife.min.js", type: SCRIPT, folder: library },
  ].map(({ name, type, folder }) => ({ name, type, text: readFileSync(join(folder, name), "utf8") }));
}
