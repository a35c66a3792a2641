/**
 * Draws each chart from the table next to it, with uPlot, so that both show the same figures. Colours come from the style sheet.
 * Without this script the tables still show all figures.
 */

/**
 * @typedef {{ label: string, values: (number | null)[] }} Series
 * @typedef {{ labels: string[], series: Series[] }} Figures
 */

/** Set by the library's script, which runs before this one. */
const { uPlot } = /** @type {{ readonly uPlot: typeof import("uplot") }} */ (/** @type {unknown} */ (window));

const HEIGHT = 220;
/** @type {(() => void)[]} */
const redraws = [];

/**
 * Returns the figures of a table; a cell without a value becomes a gap.
 * @param {HTMLTableElement} table
 * @returns {Figures}
 */
function read(table) {
  const [head, ...rows] = [...table.rows].map((row) => [...row.cells]);
  const [, ...headings] = head ?? [];
  return {
    labels: rows.map(([first]) => first?.dataset.short ?? first?.textContent ?? ""),
    series: headings.map(({ textContent }, column) => ({
      label: textContent,
      values: rows.map((cells) => {
        const value = cells[column + 1]?.dataset.value;
        return value === undefined ? null : Number(value);
      }),
    })),
  };
}

/**
 * Returns the current value of a colour in the style sheet, for the light or the dark theme.
 * @param {HTMLElement} place
 * @param {string} name
 */
function colour(place, name) {
  place.style.color = `var(${name})`;
  const { color } = getComputedStyle(place);
  place.style.color = "";
  return color;
}

/**
 * Returns series for stacked bars: each bar is drawn from zero up to the sum so far, the highest first.
 * @param {Series[]} series
 */
function stack(series) {
  const sumTo = (/** @type {number} */ last, /** @type {number} */ at) =>
    series.slice(0, last + 1).reduce((sum, { values }) => sum + (values[at] ?? 0), 0);
  return series
    .map(({ label, values }, last) => ({ label, values: values.map((value, at) => (value === null ? null : sumTo(last, at))) }))
    .reverse();
}

/**
 * @param {string} label
 * @param {string} stroke
 * @returns {import("uplot").Series}
 */
function bar(label, stroke) {
  const paths = uPlot.paths.bars?.({ size: [0.7, 48] });
  return { label, stroke, fill: stroke, width: 0, points: { show: false }, ...(paths && { paths }) };
}

/**
 * @param {string} label
 * @param {string} stroke
 * @returns {import("uplot").Series}
 */
function line(label, stroke) {
  return { label, stroke, width: 2, points: { show: true, size: 6, fill: stroke } };
}

/**
 * @param {HTMLElement} place
 * @param {Figures} figures
 */
function draw(place, { labels, series }) {
  const isStacked = place.dataset.kind === "stacked";
  const drawn = isStacked ? stack(series) : series;
  const colourOf = (/** @type {string} */ label) =>
    colour(place, `--series-${series.findIndex((one) => one.label === label) + 1}`);
  const axis = {
    stroke: colour(place, "--soft"),
    grid: { stroke: colour(place, "--line"), width: 1 },
    ticks: { stroke: colour(place, "--line") },
  };
  /** @type {import("uplot").Options} */
  const options = {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [-0.6, labels.length - 0.4] },
      y: {
        range: (_, __, most) => [0, Math.max(4, most * 1.05)],
      },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 70,
        incrs: [1, 2, 4, 8, 13, 26],
        values: (_, at) => at.map((one) => labels[one] ?? ""),
      },
      { ...axis, size: 56, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000, 1000000] },
    ],
    series: [{}, ...drawn.map(({ label }) => (isStacked ? bar(label, colourOf(label)) : line(label, colourOf(label))))],
  };
  place.replaceChildren();
  new uPlot(options, [labels.map((_, at) => at), ...drawn.map(({ values }) => values)], place);
  place.append(legend(series));
}

/** @param {Series[]} series */
function legend(series) {
  const list = document.createElement("ul");
  list.className = "legend";
  for (const [at, { label }] of series.entries()) {
    const item = document.createElement("li");
    item.className = `series-${at + 1}`;
    item.textContent = label;
    list.append(item);
  }
  return list;
}

for (const place of document.querySelectorAll(".chart")) {
  const table = place.parentElement?.querySelector("table");
  if (!(place instanceof HTMLElement) || !(table instanceof HTMLTableElement)) continue;
  const figures = read(table);
  redraws.push(() => draw(place, figures));
}

const redrawAll = () => {
  for (const redraw of redraws) redraw();
};
redrawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  redrawAll();
});
