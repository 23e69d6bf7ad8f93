// How far two texts lie apart to the ear: recognisers err by sound, so agreement is judged on initials and finals.
import { foldedSyllables } from '../../flows/engine/understanding/pinyin.ts';

const INITIAL = /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*)$/;
const PARTS = /\p{Script=Han}+|[a-z']+|\d+/gu;

/** Sounds of the text in order: two for a Chinese syllable (initial and final, folded), one for a Latin letter. */
export function soundParts(text: string): string[] {
  const parts: string[] = [];
  for (const piece of text.normalize('NFKC').toLowerCase().match(PARTS) ?? []) {
    if (!/\p{Script=Han}/u.test(piece)) parts.push(...piece.replaceAll("'", ''));
    else {
      for (const syllable of foldedSyllables(piece)) {
        const [, initial = '', final = ''] = INITIAL.exec(syllable) ?? [];
        parts.push(`${initial}-`, `-${final}`);
      }
    }
  }
  return parts;
}

/** Least edits from `one` to `other`; with `anywhere`, to the best stretch of `other`. */
function edits(one: string[], other: string[], anywhere: boolean): number {
  let row: number[] = Array.from({ length: other.length + 1 }, (_, i) => (anywhere ? 0 : i));
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + same);
    }
    row = next;
  }
  return anywhere ? Math.min(...row) : (row[other.length] as number);
}

/** 0 = sound the same, 1 = nothing in common. */
export function soundDistance(one: string, other: string): number {
  const a = soundParts(one);
  const b = soundParts(other);
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : edits(a, b, false) / longest;
}

/** Share of the phrase's sounds that must be edited to find it somewhere in the text: 0 = it is in there, 1 = no trace. */
export function distanceWithin(phrase: string, text: string): number {
  const a = soundParts(phrase);
  return a.length === 0 ? 1 : edits(a, soundParts(text), true) / a.length;
}
