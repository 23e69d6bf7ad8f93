// Chinese recognisers err by sound, so sounds are compared too: toneless pinyin, with the initials and finals that speakers
// and recognisers confuse folded into one.
import { pinyin } from 'pinyin-pro';

const HAN_RUN = /\p{Script=Han}+/gu;

/** Toneless pinyin of every Chinese character of `text`, read in context (银行 -> yin hang); other characters are left out. */
export function syllables(text: string): string[] {
  const found: string[] = [];
  for (const run of text.match(HAN_RUN) ?? []) {
    found.push(...pinyin(run, { toneType: 'none', type: 'array', v: true }));
  }
  return found;
}

const folded = new Map<string, string>();

/**
 * Folds what is confused in speech: zh/z, ch/c, sh/s, n/l/r, f/h, an/ang, en/eng, in/ing (and ian/iang, uan/uang, un/ong stay
 * apart by their vowel). Two syllables with the same folding may be the same word said by someone from elsewhere.
 */
export function foldSyllable(syllable: string): string {
  let fold = folded.get(syllable);
  if (fold === undefined) {
    fold = syllable
      .replace(/^([zcs])h/, '$1')
      .replace(/^[nr](?=[a-zü])/, 'l')
      .replace(/^f/, 'h')
      .replace(/([aei])ng$/, '$1n');
    folded.set(syllable, fold);
  }
  return fold;
}

/** Folded pinyin of the Chinese characters of `text`. */
export function foldedSyllables(text: string): string[] {
  return syllables(text).map(foldSyllable);
}

/** Whether two texts sound alike after folding. */
export function soundsLike(one: string, other: string): boolean {
  const first = foldedSyllables(one);
  const second = foldedSyllables(other);
  return first.length > 0 && first.length === second.length && first.every((syllable, at) => syllable === second[at]);
}
