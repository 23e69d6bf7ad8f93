// A model that goes on from the one before, where a pack changed little: the features stay numbered as they are, what was
// learned of unchanged targets is kept, and only changed targets and those that might be taken for them are trained.
import type { Language } from '../../protocol/language.ts';
import { createHashNumbering } from './feature-space.ts';
import type { SparseRows } from './feature-space.ts';
import { restoreSpace, rowsOf, sentenceFeatures } from './features.ts';
import type { FeatureSpace, SavedSpace } from './features.ts';
import { restoreModel } from './language-model.ts';
import type { SavedModel, TrainedModel } from './language-model.ts';
import { mergeClassifier, restoreClassifier, trainLinear } from './linear-classifier.ts';
import { continueIndex } from './phrase-index.ts';
import { seededRandom } from './seeded-random.ts';

/** A target whose margin for a new sentence is above this might be taken for what is meant. */
const RIVAL_MARGIN = -0.4;
const MOST_RIVALS = 24;
/** Targets whose sentences every trained target is held against, at least, and sentences drawn at random. */
const NEAREST = 40;
const RANDOM = 500;
const ROUNDS = 20;

/** Sentences as the model before numbered their targets; new targets come after the old ones. `changed`: targets worded otherwise than before. */
export interface Continued { language: Language; phrases: string[]; targetOf: Int32Array; targets: number; changed: ReadonlySet<number>; seed: number }

/** The saved model is not changed. */
export function continueModel(before: SavedModel, { language, phrases, targetOf, targets, changed, seed }: Continued): TrainedModel {
  const all = Int32Array.from(phrases, (_, at) => at);
  const own = all.filter((at) => changed.has(targetOf[at]!));
  const space = widened(language, before.space, Array.from(own, (at) => phrases[at]!), phrases.length);
  const old = restoreClassifier(before.classifier);
  const narrow = restoreSpace(language, before.space);
  const highest = new Float32Array(old.classes).fill(-Infinity);
  for (const at of own) old.margins(narrow.row(sentenceFeatures(phrases[at]!, language))).forEach((margin, target) => { if (margin > highest[target]!) highest[target] = margin; });
  const present = new Uint8Array(targets);
  for (const target of targetOf) if (target >= 0) present[target] = 1;
  const order = Array.from(highest, (_, target) => target).filter((target) => present[target] === 1 && !changed.has(target)).sort((a, b) => highest[b]! - highest[a]!);
  const rivals = order.slice(0, MOST_RIVALS).filter((target) => highest[target]! > RIVAL_MARGIN);
  const train = [...changed].filter((target) => present[target] === 1).concat(rivals).sort((a, b) => a - b);
  const near = new Set([...changed, ...rivals, ...order.slice(0, NEAREST)]);
  const random = seededRandom(seed + 29);
  const share = RANDOM / Math.max(1, phrases.length);
  const chosen = all.filter((at) => random() < share || near.has(targetOf[at]!));
  const rows: SparseRows = rowsOf(Array.from(chosen, (at) => phrases[at]!), language, space);
  const place = new Map(train.map((target, at) => [target, at]));
  const classOf = Int32Array.from(chosen, (at) => place.get(targetOf[at]!) ?? -1);
  const fresh = trainLinear({ rows, classOf, classes: train.length, features: space.size + 1, seed, rounds: ROUNDS });
  const gone = Array.from({ length: before.classifier.classes }, (_, target) => target).filter((target) => present[target] !== 1);
  const classifier = mergeClassifier(before.classifier, fresh.saved(), { classes: targets, features: space.size + 1, as: train, without: [...train, ...gone] });
  const indexed = all.filter((at) => targetOf[at]! >= 0);
  const owner = indexed.map((at) => targetOf[at]!);
  const index = continueIndex(before.index, numbersBefore(before, owner, changed), { phrases: Array.from(indexed, (at) => phrases[at]!), targetOf: owner, targets, language });
  return restoreModel(language, { space: space.saved(), classifier, index: index.saved(), present, indexed });
}

/** Which phrase of the model before each phrase is: those of an unchanged target stand in the same order. -1 = a new one. */
function numbersBefore({ index }: SavedModel, owner: Int32Array, changed: ReadonlySet<number>): Int32Array {
  const was: number[][] = [];
  index.targetOf.forEach((target, phrase) => { (was[target] ??= []).push(phrase); });
  const count: number[] = [];
  for (const target of owner) count[target] = (count[target] ?? 0) + 1;
  const next: number[] = [];
  return owner.map((target) => {
    if (changed.has(target) || was[target]?.length !== count[target]) return -1;
    const at = next[target] ?? 0;
    next[target] = at + 1;
    return was[target]![at]!;
  });
}

/** The same features under the same numbers, and behind them those that only the new sentences have. */
function widened(language: Language, saved: SavedSpace, sentences: readonly string[], total: number): FeatureSpace {
  const numbering = createHashNumbering(0, { keys: saved.numbering.keys.slice(), numbers: saved.numbering.numbers.slice(), size: saved.numbering.size });
  const known = numbering.size;
  const counts: number[] = [];
  for (const sentence of sentences) {
    for (const hash of new Set(sentenceFeatures(sentence, language).blocks.flatMap((block) => [...block]))) {
      const feature = numbering.add(hash);
      if (feature >= known) counts[feature - known] = (counts[feature - known] ?? 0) + 1;
    }
  }
  const idf = new Float32Array(known + counts.length);
  idf.set(saved.idf);
  counts.forEach((count, at) => { idf[known + at] = Math.log((1 + total) / (1 + count)) + 1; });
  return restoreSpace(language, { numbering: numbering.saved(), idf, unseen: saved.unseen });
}
