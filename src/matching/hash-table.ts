/** Finds the number of a name by its two hashes: open addressing in a table of twice the size or more. */
export class HashTable {
  private readonly mask: number;
  private readonly slots: Int32Array;
  private readonly first: Uint32Array;
  private readonly second: Uint32Array;

  /** @param hashes two numbers for each name: number i has `hashes[2i]` and `hashes[2i + 1]` */
  constructor(hashes: Uint32Array) {
    const size = hashes.length / 2;
    let capacity = 16;
    while (capacity < size * 2) capacity *= 2;
    this.mask = capacity - 1;
    this.slots = new Int32Array(capacity).fill(-1);
    this.first = new Uint32Array(size);
    this.second = new Uint32Array(size);
    for (let id = 0; id < size; id++) {
      this.first[id] = hashes[2 * id] as number;
      this.second[id] = hashes[2 * id + 1] as number;
      let slot = (this.first[id] as number) & this.mask;
      while (this.slots[slot] !== -1) slot = (slot + 1) & this.mask;
      this.slots[slot] = id;
    }
  }

  /** The number of the name, or −1. */
  find(first: number, second: number): number {
    for (let slot = first & this.mask; ; slot = (slot + 1) & this.mask) {
      const id = this.slots[slot] as number;
      if (id === -1 || (this.first[id] === first && this.second[id] === second)) return id;
    }
  }
}
