// What the classifier sees of a sentence. Chinese: characters and folded toneless pinyin in 1-3-grams (recognisers err by sound);
// English: stemmed words in 1-2-grams and characters in 2-5-grams. Both: concepts. Weights are tf-idf, each block of unit length.
import type { Language } from '../../protocol/language.ts';
import { conceptsIn } from './concepts.ts';
import { createHashNumbering, hashSlice } from './feature-space.ts';
import type { HashNumbering, SavedNumbering, SparseRow, SparseRows } from './feature-space.ts';
import { units } from './normalise.ts';
import { foldSyllable, syllables } from './pinyin.ts';
import { stem } from './stem.ts';

/** Hashes of a sentence's features, block by block. */
export interface SentenceFeatures { blocks: Uint32Array[] }

const BLOCK_WEIGHT: Record<Language, readonly number[]> = { zh: [1, 1, 0.6], en: [1, 1, 0.35] };
const HAN = /\p{Script=Han}/u;

function gramsOf(tokens: readonly string[], longest: number, salt: number, into: number[]): void {
  for (let at = 0; at < tokens.length; at++) {
    let gram = '';
    for (let size = 1; size <= longest && at + size <= tokens.length; size++) {
      gram += (size > 1 ? ' ' : '') + tokens[at + size - 1]!;
      into.push(hashSlice(gram, 0, gram.length, salt));
    }
  }
}

/** Folded pinyin of each unit; units that are not Chinese stand for themselves. */
export function soundsOf(tokens: readonly string[]): string[] {
  const spoken = syllables(tokens.join(' ').replace(/[^\p{Script=Han}]+/gu, ' '));
  let next = 0;
  return tokens.map((token) => (HAN.test(token) ? foldSyllable(spoken[next++] ?? token) : token));
}

/** Features of normalised text. */
export function sentenceFeatures(normalised: string, language: Language): SentenceFeatures {
  const tokens = units(normalised, language);
  const first: number[] = [];
  const second: number[] = [];
  const third: number[] = [];
  if (language === 'zh') {
    gramsOf(tokens, 3, 1, first);
    gramsOf(soundsOf(tokens), 3, 2, second);
  } else {
    gramsOf(tokens.map(stem), 2, 3, first);
    const padded = ` ${normalised} `;
    for (let size = 2; size <= 5; size++) {
      for (let at = 0; at + size <= padded.length; at++) second.push(hashSlice(padded, at, at + size, 4));
    }
  }
  for (const hit of conceptsIn(normalised, language)) third.push(hashSlice(hit.id, 0, hit.id.length, 5));
  return { blocks: [Uint32Array.from(first), Uint32Array.from(second), Uint32Array.from(third)] };
}

/** Turns features into weighted vectors; learned from the training sentences. */
export interface FeatureSpace {
  /** Number of features; index `size` is the bias that every row carries. */
  readonly size: number;
  readonly bytes: number;
  row(features: SentenceFeatures): SparseRow;
  /** What was learned, as plain data; not a copy. */
  saved(): SavedSpace;
}
export interface SavedSpace { numbering: SavedNumbering; idf: Float32Array; unseen: number }

function weigh(features: SentenceFeatures, language: Language, numbering: HashNumbering, idf: Float32Array, unseen: number): SparseRow {
  const index: number[] = [];
  const value: number[] = [];
  const known = idf.length;
  for (let block = 0; block < features.blocks.length; block++) {
    const hashes = features.blocks[block]!.slice().sort();
    const from = index.length;
    let length = 0;
    for (let at = 0; at < hashes.length; ) {
      const hash = hashes[at]!;
      let times = 1;
      while (hashes[at + times] === hash) times++;
      at += times;
      const feature = numbering.find(hash);
      const weight = (1 + Math.log(times)) * (feature >= 0 ? idf[feature]! : unseen);
      length += weight * weight;
      if (feature >= 0) {
        index.push(feature);
        value.push(weight);
      }
    }
    const scale = length > 0 ? BLOCK_WEIGHT[language][block]! / Math.sqrt(length) : 0;
    for (let at = from; at < value.length; at++) value[at]! *= scale;
  }
  index.push(known);
  value.push(1);
  return { index: Int32Array.from(index), value: Float32Array.from(value) };
}

/** Learns which features there are (those in at least `minimum` sentences) and how much each tells; gives the training rows too. */
export function learnFeatureSpace(sentences: readonly string[], language: Language, minimum: number): { space: FeatureSpace; rows: SparseRows } {
  const { numbering, idf } = countFeatures(sentences, language, minimum);
  const space = createSpace(language, numbering, idf, Math.log((1 + sentences.length) / 2) + 1);
  return { space, rows: rowsOf(sentences, language, space) };
}

/** Apart from the counting, so that a space does not keep the tables it was made with alive. */
function createSpace(language: Language, numbering: HashNumbering, idf: Float32Array, unseen: number): FeatureSpace {
  return {
    size: idf.length, bytes: numbering.bytes + idf.byteLength,
    row: (features) => weigh(features, language, numbering, idf, unseen),
    saved: () => ({ numbering: numbering.saved(), idf, unseen }),
  };
}

/** A space that was saved. */
export function restoreSpace(language: Language, { numbering, idf, unseen }: SavedSpace): FeatureSpace {
  return createSpace(language, createHashNumbering(0, numbering), idf, unseen);
}

function countFeatures(sentences: readonly string[], language: Language, minimum: number): { numbering: HashNumbering; idf: Float32Array } {
  const all = createHashNumbering(sentences.length * 8);
  let counts = new Int32Array(1 << 16);
  let hashes = new Uint32Array(1 << 16);
  let lastSeen = new Int32Array(1 << 16);
  for (let at = 0; at < sentences.length; at++) {
    for (const block of sentenceFeatures(sentences[at]!, language).blocks) {
      for (const hash of block) {
        const feature = all.add(hash);
        if (feature === counts.length) [counts, hashes, lastSeen] = [doubled(counts), doubled(hashes), doubled(lastSeen)];
        if (lastSeen[feature] === at + 1) continue;
        hashes[feature] = hash;
        counts[feature]!++;
        lastSeen[feature] = at + 1;
      }
    }
  }
  let kept = 0;
  for (let feature = 0; feature < all.size; feature++) if (counts[feature]! >= minimum) kept++;
  const numbering = createHashNumbering(kept);
  const idf = new Float32Array(kept);
  for (let feature = 0; feature < all.size; feature++) {
    if (counts[feature]! >= minimum) idf[numbering.add(hashes[feature]!)] = Math.log((1 + sentences.length) / (1 + counts[feature]!)) + 1;
  }
  return { numbering, idf };
}

function doubled<T extends Int32Array | Uint32Array>(old: T): T {
  const fresh = (old instanceof Int32Array ? new Int32Array(old.length * 2) : new Uint32Array(old.length * 2)) as T;
  fresh.set(old);
  return fresh;
}

/** Training rows in one block; features are worked out a second time, which is cheaper than keeping them. */
export function rowsOf(sentences: readonly string[], language: Language, space: FeatureSpace): SparseRows {
  const start = new Int32Array(sentences.length + 1);
  let index = new Int32Array(sentences.length * 64);
  let value = new Float32Array(sentences.length * 64);
  sentences.forEach((sentence, at) => {
    const row = space.row(sentenceFeatures(sentence, language));
    const from = start[at]!;
    const to = from + row.index.length;
    if (to > index.length) {
      const [shorter, lower] = [index, value];
      index = new Int32Array(to * 2);
      value = new Float32Array(to * 2);
      index.set(shorter);
      value.set(lower);
    }
    index.set(row.index, from);
    value.set(row.value, from);
    start[at + 1] = to;
  });
  const size = start[sentences.length]!;
  return { start, index: index.slice(0, size), value: value.slice(0, size) };
}
