// One seed makes one set: the examiner's dice, so that a leak can be looked at again.
export interface Dice {
  /** A whole number from 0 up to, but not including, `below`. */
  int(below: number): number;
  pick<T>(from: readonly T[]): T;
  chance(p: number): boolean;
  digits(count: number): string;
}

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    pick: <T>(from: readonly T[]): T => from[int(from.length)] as T,
    chance: (p) => next() < p,
    digits: (count) => Array.from({ length: count }, () => String(int(10))).join(''),
  };
}
