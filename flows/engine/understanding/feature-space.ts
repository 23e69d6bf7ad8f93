// Sparse features: n-grams are hashed to 32 bits and numbered by an open-addressing table, so that no string is kept.

/** Rows of sparse features in one block: row r is `index`/`value` from `start[r]` to `start[r + 1]`. */
export interface SparseRows { start: Int32Array; index: Int32Array; value: Float32Array }
/** One sparse row. */
export interface SparseRow { index: Int32Array; value: Float32Array }

/** FNV-1a over UTF-16 units from `from` to `to`, salted per kind of feature. */
export function hashSlice(text: string, from: number, to: number, salt: number): number {
  let hash = (0x811c9dc5 ^ salt) >>> 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash ^= hash >>> 15;
  return hash >>> 0;
}

/** Numbers hashes 0, 1, 2 ... in the order they are first seen. */
export interface HashNumbering {
  /** Number of a hash, giving it the next one when it is new. */
  add(hash: number): number;
  /** Number of a hash, or -1. */
  find(hash: number): number;
  readonly size: number;
  readonly bytes: number;
  /** The table as plain data; not a copy. */
  saved(): SavedNumbering;
}
export interface SavedNumbering { keys: Uint32Array; numbers: Int32Array; size: number }

/** An empty numbering, or a saved one; it grows as needed (8 bytes a slot, at most 60 % full). */
export function createHashNumbering(expected = 1024, saved?: SavedNumbering): HashNumbering {
  let capacity = saved?.keys.length ?? 1024;
  while (!saved && capacity * 0.6 < expected) capacity *= 2;
  let keys = saved?.keys ?? new Uint32Array(capacity);
  let numbers = saved?.numbers ?? new Int32Array(capacity).fill(-1);
  let size = saved?.size ?? 0;
  const slotOf = (hash: number): number => {
    let slot = (hash ^ (hash >>> 13)) & (capacity - 1);
    while (numbers[slot] !== -1 && keys[slot] !== hash) slot = (slot + 1) & (capacity - 1);
    return slot;
  };
  const grow = (): void => {
    const oldKeys = keys;
    const oldNumbers = numbers;
    capacity *= 2;
    keys = new Uint32Array(capacity);
    numbers = new Int32Array(capacity).fill(-1);
    for (let slot = 0; slot < oldNumbers.length; slot++) {
      if (oldNumbers[slot] === -1) continue;
      const fresh = slotOf(oldKeys[slot]!);
      keys[fresh] = oldKeys[slot]!;
      numbers[fresh] = oldNumbers[slot]!;
    }
  };
  return {
    add(hash) {
      let slot = slotOf(hash);
      if (numbers[slot] !== -1) return numbers[slot]!;
      if (size + 1 > capacity * 0.6) {
        grow();
        slot = slotOf(hash);
      }
      keys[slot] = hash;
      numbers[slot] = size;
      return size++;
    },
    find: (hash) => numbers[slotOf(hash)]!,
    get size() {
      return size;
    },
    get bytes() {
      return capacity * 8;
    },
    saved: () => ({ keys, numbers, size }),
  };
}
