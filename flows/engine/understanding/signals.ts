// What the rejector looks at: how clearly the winner won, how sure the classifier is, how near the nearest phrase is, whether both
// agree, and whether the winner knows the content words of the question.
import type { Candidates } from './candidates.ts';

/** +1: more of it can only make the answer likelier; -1: only less likely; 0: either. Same order as `signalsOf`. */
export const SIGNAL_SIGNS: readonly number[] = [1, 1, 1, 1, 1, -1, 1, 1, 1, -1, -1, 1, -1, 1, 0];

/** The part of the candidates that signals are made of. */
export type Seen = Pick<Candidates, 'looks' | 'coverage' | 'anyone'>;

/** Candidates in the order of their chances, best first. */
export function ranking(shares: Float64Array): number[] {
  return Array.from(shares.keys()).sort((one, other) => shares[other]! - shares[one]! || one - other);
}

/** Signals of the first candidate of `order`; `length` is the number of features of the question. */
export function signalsOf(candidates: Seen, shares: Float64Array, order: readonly number[], length: number): Float64Array {
  const { looks, coverage, anyone } = candidates;
  const first = order[0]!;
  const look = looks[first]!;
  let rival = 0;
  let nearest = first;
  let highest = -1.5;
  looks.forEach((other, at) => {
    if (other[1]! > looks[nearest]![1]!) nearest = at;
    if (at === first) return;
    rival = Math.max(rival, other[1]!);
    highest = Math.max(highest, other[0]!);
  });
  const third = order.slice(0, 3).reduce((sum, at) => sum + shares[at]!, 0);
  return Float64Array.of(
    Math.log(shares[first]! / Math.max(1e-4, 1 - shares[first]!)),
    third,
    look[0]!,
    Math.max(-1, Math.min(1.5, look[0]! - highest)),
    look[1]!,
    rival - look[1]!,
    look[2]!,
    nearest === first ? 1 : 0,
    coverage[first]!.known,
    Math.max(0, 0.5 - coverage[first]!.known), // hardly a content word known: worse than a straight line says
    coverage[first]!.missing,
    anyone.known,
    anyone.missing,
    coverage[first]!.asks ?? 0.5,
    Math.log(1 + length),
  );
}
