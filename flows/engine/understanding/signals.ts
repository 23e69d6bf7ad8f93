// What the rejector looks at: how sure the classifier is, how near the nearest phrase is, whether both agree, and whether the
// winner knows the content words of the question.
import type { PhraseEvidence, PhraseIndex } from './phrase-index.ts';

/** +1: more of it can only make the answer likelier; -1: only less likely; 0: either. Same order as `signalsOf`. */
export const SIGNAL_SIGNS: readonly number[] = [1, 1, 1, 1, -1, 1, 1, 1, -1, 1, -1, 1, 0];

/** Score all targets by: margin of the classifier plus a share of the nearest phrase's cosine. */
export const COSINE_SHARE = 0.5;

/** One question, scored against every target. */
export interface Scored { margins: Float32Array; fused: Float32Array; evidence: PhraseEvidence }

/** Signals of candidate `first` with runner-up `second` (-1 = there is none). */
export function signalsOf(normalised: string, scored: Scored, first: number, second: number, index: PhraseIndex, length: number): Float64Array {
  const { fused, margins, evidence } = scored;
  let rest = 0;
  for (let target = 0; target < fused.length; target++) {
    if (Number.isFinite(fused[target]!)) rest += Math.exp(4 * (fused[target]! - fused[first]!));
  }
  let nearest = first;
  let rival = 0;
  for (let target = 0; target < fused.length; target++) {
    if (!Number.isFinite(fused[target]!)) continue;
    if (evidence.cosine[target]! > evidence.cosine[nearest]!) nearest = target;
    if (target !== first) rival = Math.max(rival, evidence.cosine[target]!);
  }
  const mine = index.coverage(normalised, first);
  const anyone = index.coverage(normalised, -1);
  return Float64Array.of(
    Math.max(-1.5, Math.min(1.5, margins[first]!)),
    second < 0 ? 1 : Math.min(1.5, fused[first]! - fused[second]!),
    1 / rest,
    evidence.cosine[first]!,
    rival - evidence.cosine[first]!,
    Math.min(1, evidence.bm25[first]!),
    nearest === first ? 1 : 0,
    mine.known,
    mine.missing,
    anyone.known,
    anyone.missing,
    index.asks(normalised, first) ?? 0.5,
    Math.log(1 + length),
  );
}
