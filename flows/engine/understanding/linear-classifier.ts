// One-against-the-rest linear classifiers with squared hinge loss, solved by dual coordinate descent with shrinking
// (Hsieh et al. 2008, "A dual coordinate descent method for large-scale linear SVM"); stored in one byte a weight.
import type { SparseRow, SparseRows } from './feature-space.ts';
import { seededRandom, shuffledOrder } from './seeded-random.ts';

/** Trained classifiers of all classes. */
export interface LinearClassifier {
  readonly classes: number;
  readonly bytes: number;
  /** Margin of every class for a row; about 1 means "as in training", about -1 "surely not". */
  margins(row: SparseRow): Float32Array;
  /** The weights as plain data; not a copy. */
  saved(): SavedClassifier;
}
/** Weights of feature f: those of the classes `classAt`, in one byte each, from `start[f]` to `start[f + 1]`. */
export interface SavedClassifier { classes: number; start: Int32Array; classAt: Uint16Array; codeAt: Uint8Array; scale: Float32Array }

export interface LinearTraining {
  rows: SparseRows;
  /** Class of each row; -1 = of none (background), which counts against every class. */
  classOf: Int32Array;
  classes: number;
  /** Number of features, bias included. */
  features: number;
  /** Rows to train on; all when left out. */
  use?: Int32Array;
  /** Rows each class is trained against; every used row when left out. */
  against?: (target: number) => Int32Array;
  penalty?: number; // C: larger fits the training sentences more closely
  rounds?: number;
  seed?: number;
}

const LEVELS = Float32Array.from({ length: 256 }, (_, code) => {
  const level = code - 128;
  return Math.sign(level) * (level / 127) ** 2;
});
const encode = (share: number): number => Math.round(Math.sign(share) * Math.sqrt(Math.abs(share)) * 127) + 128;

/** Trains; the same input and seed give the same weights. Time grows with classes x rows x features a row. */
export function trainLinear(training: LinearTraining): LinearClassifier {
  const { rows, classOf, classes, features } = training;
  const used = training.use ?? Int32Array.from(classOf, (_, row) => row);
  const solver = createSolver(training, used);
  const scale = new Float32Array(classes);
  const found = createEntries();
  const perFeature = new Int32Array(features + 1);
  const weights = new Float32Array(features);
  const stamps = new Int32Array(features);
  const trainable = new Uint8Array(classes);
  for (const row of used) if (classOf[row]! >= 0) trainable[classOf[row]!] = 1;
  const most = Math.max(LEAST_WEIGHTS, Math.floor(ALL_WEIGHTS / classes));
  for (let target = 0; target < classes; target++) {
    if (trainable[target] === 0) continue; // no sentence of its own: its margin stays 0, and it is never a candidate
    const against = training.against?.(target) ?? used;
    const each = training.against ? touchedBy(against, rows, stamps, target + 1) : allBelow(features);
    solver(target, against, weights);
    let largest = 1e-9;
    for (const feature of each) largest = Math.max(largest, Math.abs(weights[feature]!));
    scale[target] = largest;
    const floor = Math.max(NEGLIGIBLE, keptFrom(each, weights, largest, most));
    for (const feature of each) {
      const share = weights[feature]! / largest;
      weights[feature] = 0;
      if (share < floor && share > -floor) continue;
      found.add(feature, target, encode(share));
      perFeature[feature + 1]!++;
    }
  }
  return byFeature(found, perFeature, scale, classes, features);
}

/** Weights below this share of the largest of their class are dropped. */
const NEGLIGIBLE = 0.002;
/** Weights of all classes together, and of one class at least: thousands of classes keep their strongest only. */
const ALL_WEIGHTS = 4e6;
const LEAST_WEIGHTS = 300;
const BINS = 512;
const counts = new Int32Array(BINS + 1);

/** The share of the largest weight (0..1) above which about `most` weights lie. */
function keptFrom(each: Int32Array, weights: Float32Array, largest: number, most: number): number {
  if (each.length <= most) return 0;
  counts.fill(0);
  for (const feature of each) counts[Math.floor((Math.abs(weights[feature]!) / largest) * BINS)]!++;
  let kept = 0;
  for (let bin = BINS; bin > 0; bin--) {
    kept += counts[bin]!;
    if (kept > most) return (bin + 1) / BINS;
  }
  return 0;
}

/** Weights as they are found: chunks, so that growing neither copies them nor needs them twice. */
interface Entries { readonly size: number; add(feature: number, target: number, code: number): void; each(take: (feature: number, target: number, code: number) => void): void }

const CHUNK = 1 << 18;

function createEntries(): Entries {
  const features: Int32Array[] = [];
  const targets: Uint16Array[] = [];
  const codes: Uint8Array[] = [];
  let size = 0;
  return {
    get size() { return size; },
    add(feature, target, code) {
      const chunk = Math.floor(size / CHUNK);
      if (chunk === features.length) {
        features.push(new Int32Array(CHUNK));
        targets.push(new Uint16Array(CHUNK));
        codes.push(new Uint8Array(CHUNK));
      }
      const place = size++ % CHUNK;
      features[chunk]![place] = feature;
      targets[chunk]![place] = target;
      codes[chunk]![place] = code;
    },
    each(take) {
      for (let at = 0; at < size; at++) {
        const chunk = Math.floor(at / CHUNK);
        const place = at % CHUNK;
        take(features[chunk]![place]!, targets[chunk]![place]!, codes[chunk]![place]!);
      }
    },
  };
}

let everything = new Int32Array(0);
function allBelow(count: number): Int32Array {
  if (everything.length !== count) everything = Int32Array.from({ length: count }, (_, at) => at);
  return everything;
}

function touchedBy(used: Int32Array, rows: SparseRows, stamps: Int32Array, stamp: number): Int32Array {
  const seen: number[] = [];
  for (const row of used) {
    for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++) {
      const feature = rows.index[at]!;
      if (stamps[feature] !== stamp) {
        stamps[feature] = stamp;
        seen.push(feature);
      }
    }
  }
  return Int32Array.from(seen);
}

function createSolver(training: LinearTraining, used: Int32Array): (target: number, against: Int32Array, weights: Float32Array) => void {
  const { rows, classOf } = training;
  const { start, index, value } = rows;
  const slack = 1 / (2 * (training.penalty ?? 1));
  const rounds = training.rounds ?? 30;
  const squares = new Float64Array(classOf.length);
  for (const row of used) {
    let sum = slack;
    for (let at = start[row]!; at < start[row + 1]!; at++) sum += value[at]! * value[at]!;
    squares[row] = sum;
  }
  const alpha = new Float64Array(classOf.length);
  return (target, against, weights) => {
    const random = seededRandom((training.seed ?? 1) * 7919 + target);
    const order = shuffledOrder(against.length, random).map((at) => against[at]!);
    for (const row of order) alpha[row] = 0;
    let active = order.length;
    let ceiling = Infinity;
    for (let round = 0; round < rounds; round++) {
      for (let at = active - 1; at > 0; at--) {
        const other = Math.floor(random() * (at + 1));
        const held = order[at]!;
        order[at] = order[other]!;
        order[other] = held;
      }
      let highest = -Infinity;
      let lowest = Infinity;
      for (let position = 0; position < active; position++) {
        const row = order[position]!;
        const sign = classOf[row] === target ? 1 : -1;
        const from = start[row]!;
        const to = start[row + 1]!;
        let dot = 0;
        for (let at = from; at < to; at++) dot += weights[index[at]!]! * value[at]!;
        const was = alpha[row]!;
        const slope = sign * dot - 1 + was * slack;
        let projected = slope;
        if (was === 0) {
          if (slope > ceiling) {
            active--;
            order[position] = order[active]!;
            order[active] = row;
            position--;
            continue;
          }
          if (slope > 0) projected = 0;
        }
        if (projected > highest) highest = projected;
        if (projected < lowest) lowest = projected;
        if (projected > 1e-10 || projected < -1e-10) {
          const now = Math.max(0, was - slope / squares[row]!);
          alpha[row] = now;
          const step = (now - was) * sign;
          for (let at = from; at < to; at++) weights[index[at]!]! += step * value[at]!;
        }
      }
      if (highest - lowest <= 0.1) {
        if (active === order.length) break;
        active = order.length;
        ceiling = Infinity;
      } else {
        ceiling = highest > 0 ? highest : Infinity;
      }
    }
  };
}

function byFeature(found: Entries, start: Int32Array, scale: Float32Array, classes: number, features: number): LinearClassifier {
  for (let feature = 0; feature < features; feature++) start[feature + 1]! += start[feature]!;
  const next = start.slice();
  const classAt = new Uint16Array(start[features]!);
  const codeAt = new Uint8Array(start[features]!);
  found.each((feature, target, code) => {
    const place = next[feature]!++;
    classAt[place] = target;
    codeAt[place] = code;
  });
  return restoreClassifier({ classes, start, classAt, codeAt, scale });
}

/**
 * Old weights with some classes trained anew: class c of `fresh` is class `as[c]`; what `old` knew of the classes `without`
 * is left out. Features keep their numbers; the bias, which is last in both, moves behind new features.
 */
export function mergeClassifier(old: SavedClassifier, fresh: SavedClassifier, how: { classes: number; features: number; as: readonly number[]; without: readonly number[] }): SavedClassifier {
  const { classes, features, as } = how;
  const scale = new Float32Array(classes);
  scale.set(old.scale);
  as.forEach((target, at) => { scale[target] = fresh.scale[at]!; });
  const drop = new Uint8Array(classes);
  for (const target of how.without) drop[target] = 1;
  const lastOld = old.start.length - 2;
  const most = old.classAt.length + fresh.classAt.length;
  const start = new Int32Array(features + 1);
  const classAt = new Uint16Array(most);
  const codeAt = new Uint8Array(most);
  let size = 0;
  for (let feature = 0; feature < features; feature++) {
    start[feature] = size;
    const was = feature === features - 1 ? lastOld : feature < lastOld ? feature : -1;
    for (let at = was < 0 ? 0 : old.start[was]!, end = was < 0 ? 0 : old.start[was + 1]!; at < end; at++) {
      if (drop[old.classAt[at]!] === 1) continue;
      classAt[size] = old.classAt[at]!;
      codeAt[size++] = old.codeAt[at]!;
    }
    for (let at = fresh.start[feature]!, end = fresh.start[feature + 1]!; at < end; at++) {
      classAt[size] = as[fresh.classAt[at]!]!;
      codeAt[size++] = fresh.codeAt[at]!;
    }
  }
  start[features] = size;
  return { classes, start, classAt: classAt.slice(0, size), codeAt: codeAt.slice(0, size), scale };
}

/** A classifier that was saved. */
export function restoreClassifier(saved: SavedClassifier): LinearClassifier {
  const { classes, start, classAt, codeAt, scale } = saved;
  return {
    classes,
    saved: () => saved,
    bytes: start.byteLength + classAt.byteLength + codeAt.byteLength + scale.byteLength,
    margins(row) {
      const sums = new Float32Array(classes);
      for (let at = 0; at < row.index.length; at++) {
        const feature = row.index[at]!;
        const value = row.value[at]!;
        for (let place = start[feature]!, end = start[feature + 1]!; place < end; place++) {
          sums[classAt[place]!]! += value * LEVELS[codeAt[place]!]!;
        }
      }
      for (let target = 0; target < classes; target++) sums[target]! *= scale[target]!;
      return sums;
    },
  };
}
