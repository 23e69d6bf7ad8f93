// Chance that can be repeated: one seed decides every moment and every byte of a campaign.
export interface Random {
  /** 0 <= next < 1. */
  next(): number;
  /** A whole number, 0 <= int < below. */
  int(below: number): number;
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  bytes(count: number): Buffer;
  /** A stream of its own, so that one part's appetite does not move another's moments. */
  fork(name: string): Random;
}

/** Mulberry32 over a hash of the seed. */
export function createRandom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next, int,
    between: (low, high) => low + next() * (high - low),
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[int(list.length)] as T;
    },
    bytes(count) {
      const bytes = Buffer.alloc(count);
      for (let i = 0; i < count; i += 1) bytes[i] = int(256);
      return bytes;
    },
    fork(name) {
      let hash = seed >>> 0;
      for (const letter of name) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
      return createRandom(hash);
    },
  };
}
