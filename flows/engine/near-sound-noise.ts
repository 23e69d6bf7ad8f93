// What a recogniser does to English: a word comes out as another that sounds nearly the same. Seeded.
import { seededRandom } from './understanding/seeded-random.ts';

/** Everyday words that recognisers write in the place of others. */
const EVERYDAY = `a about all an and any are art as ask at ate bad bag ball band bank bar bat be bed bee beer bet bid big bill bit boat book boot box boy bread bred buy by cab call can cap car card care cart case cash cat
chair check chip city clean clear close cloth coat code coffee cold come cook cool cost could count course cup cut dad day deal dear deep desk did die do dog door down drive eat eight end fair fall far fare fast fat fee feed feel few file fill find
fine first fit five floor flour food foot for fort four free full fun game gate get gift girl give glass go gold good got great ground had half hall hand hang hard hat have he head hear heat help her here hi high him hit hold hole home hot hour house how
i if ill in is it its job join key kid kind kit know lake land last late law lay lead leave led left leg less let letter light like line list live load long look lot low made mail make man many map mark may me meal mean meat meet men mile milk mine mint miss mode more most move
much my name near need net new next nice night nine no not note now number odd of off oil old on one open or order our out own pack page paid pain pan park part pass past pay pen pick piece pin place plan plane play please point pool poor pour price print pull push put queue quick quite
race rain ran rate read red rest rice ride right road roam role room row run sack safe said sail sale salt same sand save saw say sea seat see seem sell send sent set seven shall ship shoe shop short should show sick side sign sit site six size sleep slow small so soap some soon sort soup
spend staff stand start stay step still stop store such sure table take talk tax tea tell ten than thank that the their them then there these they thing think this those three tick ticket time to today too took top town track train tray trip try turn two under up us use very wait walk wall want
war warm was wash way we wear week well went were what wheel when where which white who why will win wish with won word work would year yes you your`.split(/\s+/);

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/(?:eir|ear|air|ere?)$/g, 'Ar'], [/(?:igh|(?<=[a-z])i(?=te$))/g, 'A'], [/ough|augh/g, 'O'], [/wh/g, 'w'], [/^kn/g, 'n'], [/^wr/g, 'r'], [/te$/g, 't'], [/ph/g, 'f'], [/tch|ch/g, 'C'], [/sh|tion|sion/g, 'S'], [/th/g, 'D'], [/ck|c(?![eiy])|q|k/g, 'K'],
  [/c|s|z|x/g, 'Z'], [/dg|g(?=[ei])|j/g, 'J'], [/g/g, 'K'], [/b|p/g, 'P'], [/d|t/g, 'D'], [/v|f/g, 'F'], [/m|n/g, 'N'], [/ee|ea|ie|ei|y$/g, 'I'], [/oo|ou|ow|u|w/g, 'U'], [/ai|ay|e|a/g, 'A'], [/i|y/g, 'I'], [/o/g, 'O'], [/h/g, ''], [/(.)\1+/g, '$1'],
];

/** How a word sounds, coarsely: voiced and unvoiced, m and n, long and short fall together. */
export function soundKey(word: string): string {
  return SOUNDS.reduce((key, [from, to]) => key.replaceAll(from, to), word.toLowerCase().replaceAll(/[^a-z]/g, '')).replace(/(?<=.{2})A$/, '');
}

function near(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 3 || Math.abs(a.length - b.length) > 1) return false;
  let [i, j, wrong] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) { i++; j++; continue; }
    if (++wrong > 1) return false;
    if (a.length >= b.length) i++;
    if (b.length >= a.length) j++;
  }
  return wrong + (a.length - i) + (b.length - j) <= 1;
}

/**
 * Returns a function that replaces about `share` (0..1) of the English words of each text by words that sound nearly the same.
 * `vocabulary`: further words the recogniser knows (those of the pack). Words with no neighbour stay, and so do digits.
 */
export function nearSoundNoise(share: number, seed: number, vocabulary: readonly string[] = []): (text: string) => string {
  const random = seededRandom(seed);
  const words = [...new Set([...EVERYDAY, ...vocabulary.map((word) => word.toLowerCase()).filter((word) => /^[a-z]{2,}$/.test(word))])].map((word) => ({ word, key: soundKey(word) }));
  const neighbours = new Map<string, string[]>();
  const of = (word: string): string[] => {
    const known = neighbours.get(word);
    if (known !== undefined) return known;
    const key = soundKey(word);
    const found = words.filter((other) => other.word !== word && near(other.key, key)).map((other) => other.word);
    neighbours.set(word, found);
    return found;
  };
  return (text) => text.replaceAll(/[A-Za-z]+/g, (word) => {
    const others = of(word.toLowerCase());
    return random() < share && others.length > 0 ? others[Math.floor(random() * others.length)] ?? word : word;
  });
}
