/** Splits items into groups of at most `size`, in order: buttons into rows, options into menus. */
export function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, place) => items.slice(place * size, (place + 1) * size));
}

/** The size of something in several measures, such as characters, components or blocks. */
export type Size<Measure extends string> = Readonly<Record<Measure, number>>;

/**
 * Splits items, in order, into as few groups as possible, so that in each group the sum of every measure is within its limit. An item that alone is over a
 * limit gets a group of its own.
 */
export function packInOrder<Item, Measure extends string>(
  items: readonly Item[],
  sizeOf: (item: Item) => Size<Measure>,
  limits: Size<Measure>,
): Item[][] {
  const measures = Object.keys(limits) as Measure[];
  const groups: Item[][] = [];
  let filled = new Map<Measure, number>();
  for (const item of items) {
    const size = sizeOf(item);
    const last = groups.at(-1);
    const fits = measures.every((measure) => (filled.get(measure) ?? 0) + size[measure] <= limits[measure]);
    if (last !== undefined && fits) last.push(item);
    else {
      groups.push([item]);
      filled = new Map();
    }
    for (const measure of measures) filled.set(measure, (filled.get(measure) ?? 0) + size[measure]);
  }
  return groups;
}
