// The candidates of one question and how each looks: classifier margin, nearest phrase, content covered, same thing asked. A
// conditional logit over these weighs them; its weights are fitted on held-out questions, so a large data set trusts its classifier
// and a small pack trusts its words.
import type { Coverage, PhraseEvidence, PhraseIndex } from './phrase-index.ts';

/** Margin, cosine, BM25, content known, content missing, asks. */
const LOOKS = 6;
/** Where fitting starts, and what it is pulled to where there is little data. */
const FIRST_WEIGHTS: readonly number[] = [4, 3, 1, 3, -1, 1.5];
const MOST = 14;

/** `looks[c]` belongs to `targets[c]`; `anyone` is the coverage by all targets together. */
export interface Candidates { targets: number[]; looks: Float64Array[]; coverage: Coverage[]; anyone: Coverage; margins: Float32Array; evidence: PhraseEvidence }

/** The targets worth weighing: best by classifier and by nearest phrase. `allowed` is asked of those only that would be among them. */
export function candidatesOf(normalised: string, margins: Float32Array, index: PhraseIndex, allowed: (target: number) => boolean): Candidates {
  const evidence = index.search(normalised);
  const chosen = new Set<number>();
  best(margins, allowed, 9, chosen);
  best(evidence.cosine, allowed, MOST, chosen);
  const targets = [...chosen];
  const coverage = index.coverage(normalised, targets);
  const anyone = coverage.pop()!;
  const looks = targets.map((target, at) => Float64Array.of(
    Math.max(-1.5, Math.min(1.5, margins[target]!)), evidence.cosine[target]!, Math.min(1, evidence.bm25[target]!), coverage[at]!.known, coverage[at]!.missing, coverage[at]!.asks ?? 0.5,
  ));
  return { targets, looks, coverage, anyone, margins, evidence };
}

/** Adds the highest-scoring allowed targets to `chosen` until it holds `until`. */
function best(scores: Float32Array, allowed: (target: number) => boolean, until: number, chosen: Set<number>): void {
  const most = until - chosen.size;
  const top: number[] = [];
  for (let target = 0; target < scores.length; target++) {
    const score = scores[target]!;
    if ((top.length === most && score <= scores[top[most - 1]!]!) || chosen.has(target) || !allowed(target)) continue;
    let place = top.length < most ? top.length : most - 1;
    while (place > 0 && scores[top[place - 1]!]! < score) {
      top[place] = top[place - 1]!;
      place--;
    }
    top[place] = target;
  }
  for (const target of top) chosen.add(target);
}

/** Chance of each candidate, given that one of them is meant; written into `into` where given. */
export function chances(looks: readonly Float64Array[], weights: ArrayLike<number>, into = new Float64Array(looks.length)): Float64Array {
  let highest = -Infinity;
  for (let candidate = 0; candidate < looks.length; candidate++) {
    const look = looks[candidate]!;
    let sum = 0;
    for (let at = 0; at < LOOKS; at++) sum += weights[at]! * look[at]!;
    into[candidate] = sum;
    if (sum > highest) highest = sum;
  }
  let mass = 0;
  for (let candidate = 0; candidate < looks.length; candidate++) {
    const weight = Math.exp(into[candidate]! - highest);
    into[candidate] = weight;
    mass += weight;
  }
  for (let candidate = 0; candidate < looks.length; candidate++) into[candidate]! /= mass;
  return into;
}

/** A held-out question: its candidates' looks and which of them is right. */
export interface Contest { looks: Float64Array[]; right: number }

/** Fits the weights by gradient descent on the contests, pulled towards `FIRST_WEIGHTS`; no weight may change its sign. */
export function fitWeights(contests: readonly Contest[]): Float64Array {
  const weights = Float64Array.from(FIRST_WEIGHTS);
  if (contests.length === 0) return weights;
  const room = new Float64Array(64);
  const gradient = new Float64Array(LOOKS);
  const pace = new Float64Array(LOOKS);
  const drift = new Float64Array(LOOKS);
  for (let round = 1; round <= 80; round++) {
    gradient.fill(0);
    for (const { looks, right } of contests) {
      const shares = chances(looks, weights, room);
      for (let candidate = 0; candidate < looks.length; candidate++) {
        const error = shares[candidate]! - (candidate === right ? 1 : 0);
        const look = looks[candidate]!;
        for (let at = 0; at < LOOKS; at++) gradient[at]! += error * look[at]!;
      }
    }
    for (let at = 0; at < LOOKS; at++) {
      const slope = gradient[at]! / contests.length + (2 / contests.length) * (weights[at]! - FIRST_WEIGHTS[at]!);
      drift[at] = 0.9 * drift[at]! + 0.1 * slope;
      pace[at] = 0.99 * pace[at]! + 0.01 * slope * slope;
      const moved = weights[at]! - (0.15 * (drift[at]! / (1 - 0.9 ** round))) / (Math.sqrt(pace[at]! / (1 - 0.99 ** round)) + 1e-8);
      weights[at] = FIRST_WEIGHTS[at]! > 0 ? Math.max(0, moved) : Math.min(0, moved);
    }
  }
  return weights;
}
