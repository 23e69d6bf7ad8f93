// BM25 and cosine against every training phrase: evidence for a candidate, the phrase to show for it, and what each target knows.
import type { Language } from '../../protocol/language.ts';
import { contentUnits, phraseKeys } from './content-words.ts';
import { createHashNumbering, hashSlice } from './feature-space.ts';
import type { HashNumbering, SavedNumbering } from './feature-space.ts';

const K1 = 1.2;
const B = 0.4;

/** What the phrases say about a question. */
export interface PhraseEvidence {
  /** Cosine (0..1) of the nearest phrase of each target, and which phrase it is (-1 = none shares a word). */
  cosine: Float32Array;
  nearest: Int32Array;
  /** Best BM25 of a phrase of each target, as a share of what the question itself would score. */
  bm25: Float32Array;
}

/** How far one target knows the content words of a question. */
export interface Coverage {
  /** Share (by information) of content units that the target's phrases hold; 1 when there is none. */
  known: number;
  /** Information of the strongest unit it does not hold, as a share of the highest there is. */
  missing: number;
  /** Units it holds, neighbouring Chinese characters joined. */
  shared: string[];
  /** Share of the question's "asks" (fee, place, hours) that the target's phrases ask too; null when the question shows none. */
  asks: number | null;
}

export interface PhraseIndex {
  readonly bytes: number;
  search(normalised: string): PhraseEvidence;
  /** Coverage by each of `targets`, and last by all targets together. */
  coverage(normalised: string, targets: readonly number[]): Coverage[];
  /** The index as plain data; not a copy. */
  saved(): SavedIndex;
}
export interface SavedIndex { postings: Omit<Postings, 'numbering'> & { numbering: SavedNumbering }; size: number; targetOf: Int32Array; targets: number }

interface Options { phrases: readonly string[]; targetOf: Int32Array; targets: number; language: Language }

/** Where each term stands: term t is in the phrases `phraseAt[start[t]]` to `phraseAt[start[t + 1] - 1]`. */
interface Postings { numbering: HashNumbering; idf: Float32Array; unseen: number; start: Int32Array; phraseAt: Int32Array; length: Float32Array; norm: Float32Array; total: number }

const numberOf = (key: string): number => hashSlice(key, 0, key.length, 6);

/** What was indexed before: `from[p]` is the number that phrase p had then, or -1 when it is new. */
interface Before { saved: SavedIndex; from: Int32Array }

/** Apart from the index, so that it does not keep the lists it was made of alive. */
function postingsOf(phrases: readonly string[], language: Language, before?: Before): Postings {
  const old = before?.saved.postings.numbering;
  const numbering = createHashNumbering(phrases.length * 2, old && { keys: old.keys.slice(), numbers: old.numbers.slice(), size: old.size });
  const known = before ? termsByPhrase(before.saved) : null;
  const begins = new Int32Array(phrases.length + 1);
  const terms: number[] = [];
  const count: number[] = [];
  phrases.forEach((phrase, at) => {
    const was = before?.from[at] ?? -1;
    for (const term of known && was >= 0 ? known(was) : new Set(phraseKeys(phrase, language).map((key) => numbering.add(numberOf(key))))) {
      count[term] = (count[term] ?? 0) + 1;
      terms.push(term);
    }
    begins[at + 1] = terms.length;
  });
  const size = numbering.size;
  for (let term = 0; term < size; term++) count[term] ??= 0; // a word that no phrase holds any more
  const idf = Float32Array.from({ length: size }, (_, term) => Math.log(1 + (phrases.length - count[term]! + 0.5) / (count[term]! + 0.5)));
  const start = new Int32Array(size + 1);
  for (let term = 0; term < size; term++) start[term + 1] = start[term]! + count[term]!;
  const next = start.slice();
  const phraseAt = new Int32Array(start[size]!);
  const length = new Float32Array(phrases.length);
  const norm = new Float32Array(phrases.length);
  for (let phrase = 0; phrase < phrases.length; phrase++) {
    let sum = 0;
    for (let at = begins[phrase]!; at < begins[phrase + 1]!; at++) {
      const term = terms[at]!;
      phraseAt[next[term]!++] = phrase;
      sum += idf[term]! ** 2;
    }
    length[phrase] = begins[phrase + 1]! - begins[phrase]!;
    norm[phrase] = Math.sqrt(sum) || 1;
  }
  return { numbering, idf, unseen: Math.log(1 + (phrases.length + 0.5) / 0.5), start, phraseAt, length, norm, total: terms.length };
}

/** Which terms a phrase of a saved index holds. */
function termsByPhrase({ postings: { start, phraseAt }, size }: SavedIndex): (phrase: number) => Int32Array {
  const begins = new Int32Array(size + 1);
  for (const phrase of phraseAt) begins[phrase + 1]!++;
  for (let phrase = 0; phrase < size; phrase++) begins[phrase + 1]! += begins[phrase]!;
  const next = begins.slice();
  const termAt = new Int32Array(phraseAt.length);
  for (let term = 0; term + 1 < start.length; term++) for (let at = start[term]!; at < start[term + 1]!; at++) termAt[next[phraseAt[at]!]!++] = term;
  return (phrase) => termAt.subarray(begins[phrase]!, begins[phrase + 1]!);
}

/** Indexes normalised phrases; `targetOf[p]` is the target of phrase p. */
export function createPhraseIndex({ phrases, targetOf, targets, language }: Options): PhraseIndex {
  return searchable(postingsOf(phrases, language), phrases.length, targetOf, targets, language);
}

/** The same from an index of much the same phrases: only what is new is read. */
export function continueIndex(before: SavedIndex, from: Int32Array, { phrases, targetOf, targets, language }: Options): PhraseIndex {
  return searchable(postingsOf(phrases, language, { saved: before, from }), phrases.length, targetOf, targets, language);
}

/** An index that was saved. */
export function restoreIndex(language: Language, { postings, size, targetOf, targets }: SavedIndex): PhraseIndex {
  return searchable({ ...postings, numbering: createHashNumbering(0, postings.numbering) }, size, targetOf, targets, language);
}

function searchable(postings: Postings, size: number, targetOf: Int32Array, targets: number, language: Language): PhraseIndex {
  const { numbering, idf, unseen, start, phraseAt, length, norm, total } = postings;
  const average = total / Math.max(1, size);
  const damping = length.map((count) => K1 * (1 - B + (B * count) / average));
  const dots = new Float32Array(size);
  const ranks = new Float32Array(size);

  const slotOf = new Int32Array(targets).fill(-1);
  /** Which of the asked targets hold a term, as a bit each (bit 31 = anyone). */
  const holders = (term: number): number => {
    if (term < 0 || start[term] === start[term + 1]) return 0;
    let bits = 1 << 31;
    for (let at = start[term]!, end = start[term + 1]!; at < end; at++) {
      const slot = slotOf[targetOf[phraseAt[at]!]!]!;
      if (slot >= 0) bits |= 1 << slot;
    }
    return bits;
  };

  return {
    saved: () => ({ postings: { ...postings, numbering: numbering.saved() }, size, targetOf, targets }),
    bytes: numbering.bytes + phraseAt.byteLength + start.byteLength + idf.byteLength + 5 * length.byteLength,
    search(normalised) {
      const evidence: PhraseEvidence = { cosine: new Float32Array(targets), nearest: new Int32Array(targets).fill(-1), bm25: new Float32Array(targets) };
      dots.fill(0);
      ranks.fill(0);
      let squares = 0;
      let own = 0;
      for (const key of new Set(phraseKeys(normalised, language))) {
        const term = numbering.find(numberOf(key));
        const weight = term < 0 ? unseen : idf[term]!;
        squares += weight * weight;
        own += weight;
        if (term < 0) continue;
        const square = weight * weight;
        const rank = weight * (K1 + 1);
        for (let at = start[term]!, end = start[term + 1]!; at < end; at++) {
          const phrase = phraseAt[at]!;
          dots[phrase]! += square;
          ranks[phrase]! += rank / (1 + damping[phrase]!);
        }
      }
      const questionNorm = Math.sqrt(squares) || 1;
      for (let phrase = 0; phrase < dots.length; phrase++) {
        if (dots[phrase] === 0) continue;
        const target = targetOf[phrase]!;
        if (target < 0) continue;
        const cosine = dots[phrase]! / (norm[phrase]! * questionNorm);
        if (cosine > evidence.cosine[target]!) {
          evidence.cosine[target] = cosine;
          evidence.nearest[target] = phrase;
        }
        const share = ranks[phrase]! / own;
        if (share > evidence.bm25[target]!) evidence.bm25[target] = share;
      }
      return evidence;
    },
    coverage(normalised, asked) {
      const content = contentUnits(normalised, language);
      asked.forEach((target, slot) => {
        slotOf[target] = slot;
      });
      const found = [...asked, -1].map((): Coverage => ({ known: 0, missing: 0, shared: [], asks: null }));
      let all = 0;
      let last = -2;
      content.forEach((unit, at) => {
        let weight = -1;
        let bits = 0;
        for (const key of unit.keys) {
          const term = numbering.find(numberOf(key));
          if (term < 0) continue;
          if (!key.startsWith('~')) weight = weight < 0 ? idf[term]! : Math.min(weight, idf[term]!);
          bits |= holders(term);
        }
        if (weight < 0) weight = unseen;
        all += weight;
        found.forEach((coverage, slot) => {
          if (bits & (1 << (slot < asked.length ? slot : 31))) {
            coverage.known += weight;
            if (language === 'zh' && last === at - 1 && coverage.shared.length > 0 && content[at - 1]!.end === unit.from) coverage.shared.push(coverage.shared.pop()! + unit.text);
            else coverage.shared.push(unit.text);
          } else {
            coverage.missing = Math.max(coverage.missing, weight / unseen);
          }
        });
        last = at;
      });
      const asks = new Set(phraseKeys(normalised, language).filter((key) => key.startsWith('?')));
      const askBits = [...asks].map((key) => holders(numbering.find(numberOf(key))));
      found.forEach((coverage, slot) => {
        coverage.known = all === 0 ? 1 : coverage.known / all;
        if (asks.size > 0) coverage.asks = askBits.filter((bits) => bits & (1 << (slot < asked.length ? slot : 31))).length / asks.size;
      });
      for (const target of asked) slotOf[target] = -1;
      return found;
    },
  };
}
