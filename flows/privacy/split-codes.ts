// A plate or a passport was asked for and is given, whole or in pieces: 京A, 12, 345. Whatever the answer is made of, it is a part.
import { englishDigit, hanDigit } from './digit-tokens.ts';

/** A question for a number that letters are part of. */
export const ASKS_FOR_CODE = /车牌|牌照|车号|号牌|plate|licen[cs]e|registration|护照|通行证|回乡证|台胞证|passport|permit|travel document|证件号/i;
const PLACES_ON_A_PLATE = 7;
const PLACES_IN_A_PASSPORT = 9;
/** How many places the thing that is asked for has. */
export function placesAsked(asked: string): number { return /护照|通行证|证|passport|permit|travel/i.test(asked) ? PLACES_IN_A_PASSPORT : PLACES_ON_A_PLATE; }

const AROUND = /^(?:[\s,，.。:：]|嗯|呃|啊|哦|那个|就是|是|然后是?|后面是?|剩下的?是?|还有|接下来|接着|再|车牌号?|护照号?|u+h|um+|er|it is|it's|yes|yeah|then|and|okay)+/;
const BEHIND = /(?:[\s,，.。!！?？]|谢谢|对|没错|吧|啊|thanks|please|that is it|that's it)+$/;
const ITEM = /^(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使港澳学警挂领]|double|triple|[a-z]+|\d|\p{Script=Han})/u;
const SPACE = /^[\s·•.,，、\-]+/;

/** The piece of a plate or passport that the whole text is, and its places; null: the text is something else. */
export function codePiece(folded: string, text: string): { start: number; end: number; places: number } | null {
  const start = AROUND.exec(folded)?.[0].length ?? 0;
  const end = folded.length - (BEHIND.exec(folded.slice(start))?.[0].length ?? 0);
  let at = start;
  let places = 0;
  while (at < end) {
    const space = SPACE.exec(folded.slice(at, end));
    if (space) { at += space[0].length; continue; }
    const item = ITEM.exec(folded.slice(at, end))?.[0];
    if (item === undefined) return null;
    if (/^[a-z]/.test(item)) {
      const typed = item.length <= 4 && text.slice(at, at + item.length) === item.toUpperCase();
      const mixed = item.length <= 3 && (/\d/.test(folded[at - 1] ?? '') || /[\d零一二三四五六七八九幺]/.test(folded[at + item.length] ?? ''));
      if (item.length > 1 && !typed && !mixed && englishDigit(item) === undefined && item !== 'double' && item !== 'triple') return null;
      places += typed || mixed ? item.length : 1;
    } else if (/\p{Script=Han}/u.test(item) && hanDigit(item) === undefined && !/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使港澳学警挂领]/.test(item)) return null;
    else places += 1;
    at += item.length;
  }
  return places > 0 ? { start, end, places } : null;
}
