// A plate that one turn begins and the next ones end: 车牌陕M, 接着 55719, 就这个. Its length is known, so the words around the
// rest do not matter: five or six signs are still to come.
import type { Span } from './harmless.ts';
import { INTRODUCES } from './loose-plates.ts';
import { MEANS_ANOTHER, saysAnother } from './other-things.ts';
import { gapAt, itemAt, LETTER_SOUNDS, NAMES, PLATE_WORDS, PROVINCES, SINGLE, tail } from './plates.ts';

/** The beginning of a plate at the end of a turn: 京, 京A, 京A12. */
export interface PlateBegun {
  readonly start: number; readonly end: number;
  /** The letter and the signs behind it, so far; the province is not counted. */
  readonly signs: string;
  /** Sure enough to be masked before the rest is said. */
  readonly masked: boolean;
}
const SERIAL = 5;
const MIDDLE = 60;

/** False for most turns, quickly: none of them can begin a plate. */
export function mayBeginPlate(text: string): boolean {
  return /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬遼雲魯蘇贛晉陝閩貴寧瓊]|plate|licen[cs]e|\breg(?:istration)?\b|\bcar\b/i.test(text);
}

function beginsAt(folded: string, start: number, at: number, named: boolean, sure: boolean): PlateBegun | null {
  const over = (from: number): boolean => /^(?:[打开起]?头)?的?[\s,，.。]*$/.test(folded.slice(from + gapAt(folded, from)));
  if (over(at)) return { start, end: at, signs: '', masked: false };
  const from = at + gapAt(folded, at);
  const sound = LETTER_SOUNDS.includes(folded[from] ?? ' ');
  const letter = sound && named ? { text: '?', digit: false, end: from + 1 } : itemAt(folded, from);
  if (!letter || letter.digit) return null;
  const rest = tail(folded, letter.end, SERIAL - 1, letter.text);
  if (!over(rest.end)) return null;
  return { start, end: rest.end, signs: letter.text + rest.signs, masked: named || (sure && rest.count >= 1) };
}

/** The beginning of a plate that this turn ends with; null: none. */
export function plateBegun(folded: string, asked: string): PlateBegun | null {
  const near = folded.slice(-MIDDLE);
  const shift = folded.length - near.length;
  const named = (at: number): boolean => PLATE_WORDS.test(`${asked} ${near.slice(0, at)}`);
  const placed = (found: PlateBegun | null): PlateBegun | null => found && { ...found, start: found.start + shift, end: found.end + shift };
  for (let at = 0; at < near.length; at++) {
    if (!PROVINCES.includes(near[at] ?? ' ') || !INTRODUCES.test(near.slice(0, at))) continue;
    const found = beginsAt(near, at, at + 1, named(at), true);
    if (found) return placed(found);
  }
  for (const name of near.matchAll(NAMES)) {
    const found = named(name.index) ? beginsAt(near, name.index, name.index + name[0].length, true, false) : null;
    if (found) return placed(found);
  }
  for (const one of near.matchAll(SINGLE)) {
    const at = one.index + one[0].length;
    const found = beginsAt(near, at - 1, at, true, false);
    if (found) return placed(found);
  }
  return null;
}

/** Short English words that are none of a plate's letters. */
const WORDS = /^(?:it|its|is|to|on|no|an|in|of|or|my|me|at|us|by|the|car|was|for|but|yes|yep|yeah|not|now|you|can|how|all|hi|he|she|we|do|got|get|has|had|have|and|then|that|this|here|just|wait|last|part|ends|with|from|what|when|where|who|why)$/;
const MOST_WORDS = 14;

/** The first place where signs of a plate begin, and how many letters of unknown words stand before it; null: nowhere. */
function firstSign(folded: string): { at: number; words: number } | null {
  let at = 0;
  let words = 0;
  while (at < folded.length) {
    const gap = gapAt(folded, at);
    if (gap > 0) { at += gap; continue; }
    const word = /^[a-z]+(?:'[a-z]+)?/.exec(folded.slice(at, at + 20))?.[0] ?? '';
    if (word !== '' && (WORDS.test(word) || word.includes("'"))) { at += word.length; words += 1; continue; }
    if (itemAt(folded, at)) return { at, words };
    at += Math.max(1, word.length);
    words += 1;
  }
  return null;
}

/** What this turn does for a plate that was begun with `signs`: its piece, or nothing yet (a pause), or null: it is something else. */
export function plateGoesOn(folded: string, signs: string, harmless: readonly Span[]): { start: number; end: number; signs: string } | 'waits' | null {
  const first = firstSign(folded);
  if (first === null) return folded.length <= 16 ? 'waits' : null;
  const rest = tail(folded, first.at, SERIAL + 2 - signs.length, signs);
  const behind = folded.slice(rest.end);
  const left = behind.slice(gapAt(folded, rest.end)).replaceAll(/that'?s (?:it|all)|please|thanks?|thank you|[\s,，.。!！?？]|完了|就这[个些]|没了|谢谢/g, '');
  if (rest.count === 0 || harmless.some((span) => span.start < rest.end && span.end > first.at)) return null;
  if (/[0-9]/.test(left) || left.length + first.words > MOST_WORDS || saysAnother(folded, first.at, rest.end)) return null;
  // A queue number: VIP012, or A015 behind a word that only might have been a province.
  if (signs === '' && /^(?:\d|[a-z]\d{3}$)/.test(rest.signs)) return null;
  if (/^vip\d/.test(rest.signs)) return null;
  const all = signs + rest.signs;
  const few = first.words <= 6 && left.length <= 4 && !MEANS_ANOTHER.test(folded.replaceAll(/[那这]个/g, '')) && !/叫|号|到|排|区/.test(left);
  const whole = all.length === SERIAL + 1 || (all.length === SERIAL + 2 && /^[a-z?](?:[a-z][a-z0-9]\d{4}|\d{5}[a-z])$/.test(all));
  return whole || (few && all.length <= SERIAL + 2 && !(first.words > 0 && /^[a-z]\d{2,4}$/.test(rest.signs))) ? { start: first.at, end: rest.end, signs: all } : null;
}

/** Whether nothing may follow these signs but the last one of an electric car's. */
export function isWholePlate(signs: string): boolean { return signs.length > SERIAL; }
/** The one sign that makes seven places eight. */
export function isLastSign(folded: string, signs: string): boolean {
  return signs.length === SERIAL + 1 && (/^[a-z?]\d{5}$/.test(signs) ? /^\s*[df]\s*$/ : /^.[a-z][a-z0-9]\d{3}$/.test(signs) ? /^\s*[0-9零一幺二三四五六七八九]\s*$/ : /^$/).test(folded);
}
