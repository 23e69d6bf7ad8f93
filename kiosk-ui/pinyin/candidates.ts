// What a run of pinyin letters may mean: whole words first, then a guess of the whole run, then the characters of its first
// syllable. Initials alone are enough for words (xfl: 幸福路). Pure, and offline: the table is part of the page.
import { ADDRESS_SIGNS, SURNAMES, SYLLABLES, WORDS } from './table.ts';

/** What is being written; surnames or the signs of addresses then come first. */
export type Subject = 'any' | 'name' | 'address';

/** `used`: how many of the typed letters it answers. */
export interface Candidate { text: string; used: number }

interface Syllable { typed: string; whole: boolean; end: number }

let signs: Map<string, string> | undefined;
let words: { text: string; parts: string[] }[] | undefined;

function table(): { signs: Map<string, string>; words: { text: string; parts: string[] }[] } {
  const rows = (text: string): string[][] => text.split(/[;\n]/).map((row) => row.trim().split(' '));
  signs ??= new Map(rows(SYLLABLES).map(([syllable = '', list = '']) => [syllable, list]));
  words ??= rows(WORDS).map(([text = '', ...parts]) => ({ text, parts }));
  return { signs, words };
}

const LONGEST = 6;
/** An initial that stands for its syllable counts as one and a half, so that whole syllables win. */
const INITIAL = 1.5;

/** Parts typed letters into as few syllables as possible; what no syllable begins with ends it. Apostrophes part by hand. */
export function syllablesOf(letters: string): Syllable[] {
  const { signs: known } = table();
  const starts = new Set([...known.keys()].flatMap((syllable) => Array.from({ length: syllable.length }, (_, i) => syllable.slice(0, i + 1))));
  const best: ({ cost: number; from: number; part: Syllable } | undefined)[] = [];
  const cost = (at: number): number => (at === 0 ? 0 : best[at]?.cost ?? Infinity);
  for (let end = 1; end <= letters.length; end += 1) {
    if (letters[end - 1] === "'") { if (cost(end - 1) < Infinity) best[end] = { cost: cost(end - 1), from: end - 1, part: { typed: '', whole: false, end } }; continue; }
    for (let from = Math.max(0, end - LONGEST); from < end; from += 1) {
      const typed = letters.slice(from, end);
      const whole = known.has(typed);
      if (typed.includes("'") || (!whole && !starts.has(typed))) continue;
      const price = cost(from) + (whole ? 1 : INITIAL);
      // Of two readings with as many syllables the one with the longer first ones: fangan = fang an.
      if (price < cost(end) || (price === cost(end) && from > (best[end]?.from ?? -1) && !/^[aoe]/.test(typed))) best[end] = { cost: price, from, part: { typed, whole, end } };
    }
  }
  let end = letters.length;
  while (end > 0 && best[end] === undefined) end -= 1;
  const parts: Syllable[] = [];
  for (let at = end; at > 0; at = best[at]?.from ?? 0) { const part = best[at]?.part; if (part !== undefined && part.typed !== '') parts.unshift(part); }
  return parts;
}

/** Candidates for letters (a-z, v for ü, apostrophe), likely ones first, no text twice; at most `most`. */
export function candidatesFor(letters: string, subject: Subject, begun: boolean, most = 120): Candidate[] {
  const parts = syllablesOf(letters);
  const [first] = parts;
  if (first === undefined) return [];
  const { words: list } = table();
  const matched = parts.length < 2 ? [] : list.flatMap((word) => {
    const n = word.parts.length;
    const covers = Math.min(n, parts.length);
    if (!word.parts.slice(0, covers).every((syllable, i) => fits(parts[i], syllable)) || (n > parts.length && (parts.length < 2 || n > parts.length + 1))) return [];
    return [{ text: word.text, used: parts[covers - 1]?.end ?? 0, n, exact: n <= parts.length }];
  });
  const full = matched.filter((word) => word.exact && word.n === parts.length);
  const longer = matched.filter((word) => !word.exact);
  const shorter = matched.filter((word) => word.exact && word.n < parts.length).sort((a, b) => b.n - a.n);
  const guess = parts.length > 1 && parts.every((part) => part.whole) && full.length === 0 ? [{ text: guessed(parts, list, subject), used: letters.length }] : [];
  // A word that goes on says more than a guess of single characters.
  const known = shorter.length > 0 || longer.length === 0;
  const single = likely(first, subject, begun).map((text) => ({ text, used: first.end }));
  const seen = new Set<string>();
  return [...full, ...(known ? guess : []), ...longer.slice(0, 4), ...(known ? [] : guess), ...shorter.slice(0, 6), ...single].flatMap(({ text, used }) => {
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ text, used }];
  }).slice(0, most);
}

const OF_ADDRESSES = ['号', '栋', '单元', '室', '楼', '路', '小区', '街', '东', '西', '南', '北', '省', '市', '区', '县', '村', '座', '弄', '层'];

/** What is likely before anything is typed: surnames, or the words of addresses. */
export function firstSigns(subject: Subject, begun: boolean): Candidate[] {
  const signs = subject === 'name' && !begun ? [...SURNAMES].slice(0, 96) : subject === 'address' && begun ? OF_ADDRESSES : [];
  return signs.map((text) => ({ text, used: 0 }));
}

const fits = (part: Syllable | undefined, syllable: string): boolean => part !== undefined && (part.whole ? part.typed === syllable : syllable.startsWith(part.typed));

/** The longest known words one after the other, else the likeliest character of each syllable. */
function guessed(parts: readonly Syllable[], list: readonly { text: string; parts: string[] }[], subject: Subject): string {
  let text = '';
  for (let at = 0; at < parts.length;) {
    const word = list.filter(({ parts: own }) => own.length <= parts.length - at && own.every((syllable, i) => fits(parts[at + i], syllable))).sort((a, b) => b.parts.length - a.parts.length)[0];
    const part = parts[at];
    if (word !== undefined) { text += word.text; at += word.parts.length; } else { text += part === undefined ? '' : likely(part, subject, text !== '')[0] ?? ''; at += 1; }
  }
  return text;
}

/** The characters of a syllable, or of every syllable that begins so. */
function likely(part: Syllable, subject: Subject, begun: boolean): string[] {
  const { signs: known } = table();
  const own = part.whole ? [...known.get(part.typed) ?? ''] : spread([...known].filter(([syllable]) => syllable.startsWith(part.typed)).map(([, list]) => list));
  const first = subject === 'name' && !begun ? SURNAMES : subject === 'address' ? ADDRESS_SIGNS : '';
  if (first === '') return own;
  const rank = (sign: string): number => { const at = first.indexOf(sign); return at < 0 ? Infinity : subject === 'name' ? at : 0; };
  return own.map((sign, i) => ({ sign, i })).sort((a, b) => (rank(a.sign) === rank(b.sign) ? a.i - b.i : rank(a.sign) - rank(b.sign))).map((each) => each.sign);
}

/** The first of each list, then the second of each, and so on. */
function spread(lists: readonly string[]): string[] {
  const split = lists.map((list) => [...list]);
  return Array.from({ length: 6 }, (_, i) => split.flatMap((list) => (list[i] === undefined ? [] : [list[i]]))).flat();
}
