// With hundreds of targets most training sentences have nothing to do with most targets. Each target is then trained against its
// own sentences, the ones most like them and a random few, which is what keeps thousands of targets trainable in seconds.
import type { SparseRows } from './feature-space.ts';
import { seededRandom } from './seeded-random.ts';

/** Share of the chosen rows that is random. */
const RANDOM_SHARE = 0.25;

/** Rows a target is trained against at least. */
const FEWEST = 90;

interface Options {
  rows: SparseRows; classOf: Int32Array; classes: number; features: number; use: Int32Array; seed: number;
  /** Multiplications that one round over all rows and targets may cost before rows are chosen. */
  affordable: number;
}

/** For each target the rows to train it on; undefined when all rows are affordable. */
export function nearbyRows({ rows, classOf, classes, features, use, seed, affordable }: Options): ((target: number) => Int32Array) | undefined {
  const { start, index, value } = rows;
  let entries = 0;
  for (const row of use) entries += start[row + 1]! - start[row]!;
  if (entries * classes <= affordable) return undefined;
  const count = Math.max(Math.min(use.length, FEWEST), Math.floor((affordable / (entries * classes)) * use.length));
  const common = Math.max(30, Math.min(250, use.length / 20)); // features in more rows than this say little about likeness
  const holding = new Int32Array(features + 1);
  for (const row of use) for (let at = start[row]!; at < start[row + 1]!; at++) holding[index[at]! + 1]!++;
  holding[features] = 0; // the bias is in every row
  for (let feature = 0; feature < features; feature++) holding[feature + 1] = holding[feature]! + (holding[feature + 1]! > common ? 0 : holding[feature + 1]!);
  const next = holding.slice();
  const rowAt = new Int32Array(holding[features]!);
  const valueAt = new Float32Array(holding[features]!);
  for (const row of use) {
    for (let at = start[row]!; at < start[row + 1]!; at++) {
      const feature = index[at]!;
      if (holding[feature] === holding[feature + 1]) continue;
      const place = next[feature]!++;
      rowAt[place] = row;
      valueAt[place] = value[at]!;
    }
  }
  const own: number[][] = Array.from({ length: classes }, () => []);
  for (const row of use) if (classOf[row]! >= 0) own[classOf[row]!]!.push(row);
  const likeness = new Float32Array(classOf.length);
  const touched = new Int32Array(classOf.length);
  return (target) => {
    let met = 0;
    for (const row of own[target]!.slice(0, 16)) {
      for (let at = start[row]!; at < start[row + 1]!; at++) {
        const feature = index[at]!;
        const from = holding[feature]!;
        const to = holding[feature + 1]!;
        const weight = value[at]!;
        for (let place = from; place < to; place++) {
          const other = rowAt[place]!;
          if (likeness[other] === 0) touched[met++] = other;
          likeness[other]! += weight * valueAt[place]!;
        }
      }
    }
    const chosen = new Set(own[target]);
    const near = chosen.size + Math.floor(count * (1 - RANDOM_SHARE));
    let floor = 0;
    if (met > near) {
      const sorted = Float32Array.from({ length: met }, (_, at) => likeness[touched[at]!]!).sort();
      floor = sorted[met - near]!;
    }
    for (let at = 0; at < met; at++) {
      const row = touched[at]!;
      if (likeness[row]! >= floor && chosen.size < near) chosen.add(row);
      likeness[row] = 0;
    }
    const random = seededRandom(seed * 31 + target);
    for (let tries = 0; tries < count * RANDOM_SHARE; tries++) chosen.add(use[Math.floor(random() * use.length)]!);
    return Int32Array.from(chosen).sort();
  };
}
