// Recogniser errors on demand: characters replaced by others that sound the same, for tests and for rehearsing a pack. The characters
// are the 3,755 of GB 2312 level 1, which is what recognisers write.
import { syllables } from './pinyin.ts';
import { seededRandom } from './seeded-random.ts';

let bySound: Map<string, string[]> | undefined;

function soundTable(): Map<string, string[]> {
  if (bySound) return bySound;
  const table = new Map<string, string[]>();
  const decoder = new TextDecoder('gbk');
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      const sound = syllables(character)[0];
      if (sound === undefined) continue;
      const alike = table.get(sound);
      if (alike) alike.push(character);
      else table.set(sound, [character]);
    }
  }
  bySound = table;
  return table;
}

/** Common characters with the same toneless reading, the character itself left out; empty for what is no Chinese character. */
export function homophonesOf(character: string): string[] {
  const sound = syllables(character)[0];
  return sound === undefined ? [] : (soundTable().get(sound) ?? []).filter((other) => other !== character);
}

/** Replaces about `share` (0..1) of the Chinese characters by homophones of their reading in context; the same seed gives the same text. */
export function withHomophones(text: string, share: number, seed: number): string {
  const random = seededRandom(seed);
  const sounds = syllables(text);
  let next = 0;
  return [...text].map((character) => {
    if (!/\p{Script=Han}/u.test(character)) return character;
    const sound = sounds[next++];
    const alike = sound === undefined ? [] : (soundTable().get(sound) ?? []).filter((other) => other !== character);
    return random() < share && alike.length > 0 ? alike[Math.floor(random() * alike.length)]! : character;
  }).join('');
}
