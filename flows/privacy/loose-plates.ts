// A plate whose signs stand apart with words between them that nobody listed: 京H，让我看看，四七八，你慢点记，三九. Its length
// is known and its province stands first, so the words do not matter as long as none of them says what else the digits are.
import type { Span } from './harmless.ts';
import { MEANS_ANOTHER, saysAnother } from './other-things.ts';
import { gapAt, itemAt, PLATE_WORDS, PROVINCES } from './plates.ts';

const MOST_LOOSE = 3;
/** A few Chinese words of the same sentence. */
const WORDS = /^(?:[\s,，、。.…~～!！?？]|\p{Script=Han}){1,10}?(?=[a-z0-9零〇一幺二三四五六七八九])/u;
const SOMETHING_ELSE = /[第区号楼层排桌室岁元块点年月日位个人次张座栋路街线站级]|和|跟|去|到|从|离|比/;
/** What stands before a province that begins a plate; 北京 and 四川 in a sentence are places. */
export const INTRODUCES = /(?:^|[\s,，.。:：;；、“"'!！?？]|[是的号牌下费车辆个啊嗯呃查叫为找我知记停])$/;

/** Where the next sign begins: behind fillers (0 words), or behind a few unknown words; null: nowhere near. */
function next(folded: string, at: number): { at: number; loose: boolean } | null {
  const gap = gapAt(folded, at);
  if (itemAt(folded, at + gap)) return { at: at + gap, loose: false };
  let end = at + gap;
  for (let tries = 0; tries < 3; tries++) {
    const words = WORDS.exec(folded.slice(end, end + 12))?.[0];
    if (words === undefined || end + words.length - at > 12 || SOMETHING_ELSE.test(words) || MEANS_ANOTHER.test(words)) return null;
    end += words.length;
    const more = gapAt(folded, end);
    if (itemAt(folded, end + more)) return { at: end + more, loose: true };
    end += Math.max(1, more); // 等我看一下: this was no digit
  }
  return null;
}

/** The plates of folded text with words between their signs; no time, date or price is a part of one. */
export function loosePlates(folded: string, harmless: readonly Span[], asked: string): Span[] {
  const found: Span[] = [];
  for (let start = 0; start < folded.length; start++) {
    if (!PROVINCES.includes(folded[start] ?? ' ') || !(INTRODUCES.test(folded.slice(Math.max(0, start - 1), start)) || PLATE_WORDS.test(`${asked} ${folded.slice(Math.max(0, start - 40), start)}`))) continue;
    let signs = '';
    let end = start + 1;
    let loose = 0;
    while (signs.length < 7) {
      const place = next(folded, end);
      const item = place && itemAt(folded, place.at);
      if (!place || !item || (place.loose && (signs.length >= 6 || ++loose > MOST_LOOSE))) break;
      if (signs === '' ? item.digit : harmless.some((span) => span.start < item.end && span.end > place.at)) break;
      if (signs.length === 6 && !(item.digit ? /^.[a-z][a-z0-9]\d{3}$/.test(signs) : item.text === 'd' || item.text === 'f')) break;
      signs += item.text;
      end = item.end;
    }
    if (loose > 0 && signs.length >= 6 && signs.length <= 7 && signs.replaceAll(/\D/g, '').length >= 3 && !saysAnother(folded, end, end)) { found.push({ start, end }); start = end; }
  }
  return found;
}
