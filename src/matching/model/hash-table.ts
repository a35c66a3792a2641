/** Finds the number of a name by its two hashes, with open addressing in a table of at least twice as many slots as names. */
export class HashTable {
  private readonly mask: number;
  private readonly slots: Int32Array;
  private readonly hashes: Uint32Array;

  /** @param hashes two numbers for each name: number i has `hashes[2i]` and `hashes[2i + 1]` */
  constructor(hashes: Uint32Array) {
    const size = hashes.length / 2;
    let capacity = 16;
    while (capacity < size * 2) capacity *= 2;
    this.mask = capacity - 1;
    this.slots = new Int32Array(capacity).fill(-1);
    this.hashes = hashes;
    for (let id = 0; id < size; id++) {
      let slot = (hashes[2 * id] as number) & this.mask;
      while (this.slots[slot] !== -1) slot = (slot + 1) & this.mask;
      this.slots[slot] = id;
    }
  }

  /** Returns the number of the name with these hashes; −1 if there is none. */
  find(first: number, second: number): number {
    for (let slot = first & this.mask; ; slot = (slot + 1) & this.mask) {
      const id = this.slots[slot] as number;
      if (id === -1 || (this.hashes[2 * id] === first && this.hashes[2 * id + 1] === second)) return id;
    }
  }
}

/** Returns two 32-bit hashes of a text (FNV-1a and a variant of it). */
export function hashText(text: string): [number, number] {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x5bd1e995);
  }
  return [first >>> 0, second >>> 0];
}
