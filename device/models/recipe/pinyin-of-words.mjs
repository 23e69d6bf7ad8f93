// Chinese words on standard input, one a line -> "word syl1 syl2 ..." with tone numbers (5 = neutral), for the lexicon
// and for synthesis. Readings of words that the library gets wrong stand in text/pinyin-fixes.txt.
import { readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

const fixes = new Map(
  readFileSync(new URL('text/pinyin-fixes.txt', import.meta.url), 'utf8')
    .split('\n').filter((line) => line && !line.startsWith('#'))
    .map((line) => [line.split(' ')[0], line.split(' ').slice(1)]),
);

/** One numbered syllable for each character that has a reading. */
function syllables(word) {
  const known = fixes.get(word);
  if (known) return known;
  return pinyin(word, { toneType: 'num', type: 'array', v: true, nonZh: 'removed' })
    .map((syllable) => syllable.replace(/0$/, '5').replace('ü', 'v'))
    .filter((syllable) => /^[a-z]+[1-5]$/.test(syllable));
}

for (const line of readFileSync(0, 'utf8').split('\n')) {
  const word = line.trim();
  if (word) console.log([word, ...syllables(word)].join(' '));
}
