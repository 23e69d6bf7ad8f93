// What a recogniser does to Chinese: characters replaced by others that sound the same. Seeded, so that a failure can be repeated.
import { syllables } from './understanding/pinyin.ts';
import { seededRandom } from './understanding/seeded-random.ts';

let bySound: Map<string, string[]> | undefined;

/** The 3,755 everyday characters (GB 2312, level 1) by toneless pinyin. */
function soundTable(): Map<string, string[]> {
  if (bySound !== undefined) return bySound;
  bySound = new Map();
  const decoder = new TextDecoder('gbk');
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      const sound = syllables(character)[0];
      if (sound !== undefined) bySound.set(sound, [...(bySound.get(sound) ?? []), character]);
    }
  }
  return bySound;
}

/** Returns a function that replaces about `share` (0..1) of the Chinese characters of each text. Characters without a homophone stay. */
export function homophoneNoise(share: number, seed: number): (text: string) => string {
  const random = seededRandom(seed);
  return (text) => {
    const sounds = syllables(text);
    let next = 0;
    return [...text].map((character) => {
      if (!/\p{Script=Han}/u.test(character)) return character;
      const sound = sounds[next++];
      const others = (sound === undefined ? [] : soundTable().get(sound) ?? []).filter((other) => other !== character);
      return random() < share && others.length > 0 ? others[Math.floor(random() * others.length)] ?? character : character;
    }).join('');
  };
}
