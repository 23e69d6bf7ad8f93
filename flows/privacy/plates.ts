// Licence plates, typed and spoken: 京A12345, 粤B D12345 (electric), 粤Z·1234港, 京诶八八六六八, "plate number jing A 88668".
import { soundAt } from './digit-runs.ts';
import { englishDigit, hanDigit } from './digit-tokens.ts';

export const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使';
export const NAMES = /北京|天津|上海|重庆|河北|河南|云南|辽宁|黑龙江|湖南|安徽|山东|新疆|江苏|浙江|江西|湖北|广西|甘肃|山西|内蒙古?|陕西|吉林|福建|贵州|广东|青海|西藏|四川|宁夏|海南|\b(?:jing|jin|hu|yu|ji|yun|liao|hei|xiang|wan|lu|xin|su|zhe|gan|gui|meng|shan|shaan|min|yue|qing|zang|chuan|ning|qiong|beijing|shanghai|tianjin|chongqing|guangdong|zhejiang|jiangsu|sichuan)\b/g;
export const LETTER_SOUNDS = '诶哎艾唉欸必比币逼毕西希塞迪弟地帝伊易弗鸡寄记技杰姐接凯克勒姆恩屁皮披扣丘秋圈阿替提踢体优由友微威维歪外贼';
const LETTER_WORDS: Record<string, string> = { ay: 'a', bee: 'b', be: 'b', see: 'c', sea: 'c', dee: 'd', eff: 'f', gee: 'g', aitch: 'h', jay: 'j', kay: 'k', el: 'l', em: 'm', en: 'n', pee: 'p', cue: 'q', are: 'r', ess: 's', tee: 't', you: 'u', vee: 'v', ex: 'x', why: 'y', zed: 'z', zee: 'z', alpha: 'a', bravo: 'b', charlie: 'c', delta: 'd', echo: 'e', foxtrot: 'f', golf: 'g', hotel: 'h', juliet: 'j', kilo: 'k', lima: 'l', mike: 'm', november: 'n', papa: 'p', quebec: 'q', romeo: 'r', sierra: 's', tango: 't', victor: 'v', whiskey: 'w', yankee: 'y', zulu: 'z' };
export const PLATE_WORDS = /(?:车牌|牌照|车号|号牌|牌号|我的?车|车辆|[货客轿卡面校大小]车|的车|肇事|追尾|我开的?|访客车|[停挪]车|违章|plate|licen[cs]e|\breg(?:istration)?\b|\bcar\b)/;
/** 鄂 in pinyin is one letter: only right behind the word for a plate or a car. */
export const SINGLE = /(?:plate|licen[cs]e|registration|\breg|\bcar)(?: number| no\.?)?(?: is|:)?\s+(e)(?=\s[a-z](?![a-z])|\s*$)/g;
const SIGNS = /[\s·•.\-—,，、牌点]/;
/** English fillers; a single letter is never one. */
const ENGLISH_FILLER = /(?:(?:(?<=^|[\s,，])(?:u+h+m?|u+m+|er+m?|ah+|hmm+)(?=$|[\s,，.])|and|then|dash|dot|hyphen|wait|sorry|is|so|well|okay|ok|next|space|followed by|after that|the rest is|that)(?![a-z0-9']))/y;
const LONGEST_GAP = 24;
/** What follows a count, a time or a window; then the digit before it is none of the plate. */
const NO_SIXTH = /^\s?(?:[0-9零〇一幺二两三四五六七八九十百千点号楼层分元块岁位个人次年月日天秒台]|小时|窗口)/;

/** The length of what stands between two signs of a plate: blanks, pauses, any fillers. */
export function gapAt(folded: string, at: number): number {
  let end = at;
  while (end < folded.length && end - at < LONGEST_GAP) {
    const character = folded[end] ?? '';
    if (SIGNS.test(character)) { end += 1; continue; }
    if (/[a-z]/.test(character)) {
      if (/[a-z]/.test(folded[end - 1] ?? '')) break;
      ENGLISH_FILLER.lastIndex = end;
      if (!ENGLISH_FILLER.test(folded)) break;
      end = ENGLISH_FILLER.lastIndex;
      continue;
    }
    const sound = soundAt(folded, end);
    if (sound === 0) break;
    end += sound;
  }
  return end - at;
}
const MIDDLE = 60;

export interface Item { readonly text: string; readonly digit: boolean; readonly end: number }

/** The letter or the digits of a plate at this place. */
export function itemAt(folded: string, at: number): Item | null {
  const character = folded[at] ?? '';
  const counted = /^[二两三四2-4]个([0-9零〇一幺二两三四五六七八九])/.exec(folded.slice(at, at + 3));
  if (counted) { const one = hanDigit(counted[1]) ?? counted[1] ?? ''; return { text: one.repeat(Number(hanDigit(character) ?? character)), digit: true, end: at + 3 }; }
  if (character === '一' && /[下眼些会遍样般直共定边]/.test(folded[at + 1] ?? '')) return null;
  const han = hanDigit(character);
  if (han !== undefined) return { text: han, digit: true, end: at + 1 };
  if (/[0-9]/.test(character)) return { text: character, digit: true, end: at + 1 };
  if (!/[a-z]/.test(character)) return null;
  const word = /^[a-z]+/.exec(folded.slice(at, at + 12))?.[0] ?? '';
  const digit = englishDigit(word);
  if (digit !== undefined) return { text: digit, digit: true, end: at + word.length };
  const times = word === 'double' ? 2 : word === 'triple' ? 3 : 0;
  if (times > 0) {
    const next = /^\s+([a-z]+|\d)/.exec(folded.slice(at + word.length));
    const repeated = next ? englishDigit(next[1] ?? '') ?? (/\d/.test(next[1] ?? '') ? next[1] : undefined) : undefined;
    return next && repeated !== undefined ? { text: repeated.repeat(times), digit: true, end: at + word.length + next[0].length } : null;
  }
  const spelled = Object.hasOwn(LETTER_WORDS, word) && !/[0-9]/.test(folded[at + word.length] ?? '') ? LETTER_WORDS[word] : undefined;
  if (spelled !== undefined) return { text: spelled, digit: false, end: at + word.length };
  return /^[a-z][0-9]?/.test(word) && (word.length === 1 || /[0-9]/.test(folded.slice(at, at + 7)) || word.length <= 4) ? { text: character, digit: false, end: at + 1 } : null;
}

/** Letters and digits from `at` on, up to `most` of them, whatever fillers stand between; `so`: the letter of the town and what was said behind it so far. */
export function tail(folded: string, at: number, most: number, so = '?'): { signs: string; count: number; digits: number; end: number } {
  let end = at;
  let signs = '';
  let digits = 0;
  while (signs.length < most) {
    const gap = gapAt(folded, end);
    const item = itemAt(folded, end + gap);
    if (!item || (!item.digit && signs.length + item.text.length > most)) break;
    const all = so + signs;
    if (gap > 0 && all.length >= 6) {
      // A word behind the plate is no letter of it, a count no digit; electric cars have six signs.
      const behind = folded.slice(item.end, item.end + 4);
      if (item.digit ? !/^.[a-z]/.test(all) || NO_SIXTH.test(behind) : !/^[df]$/.test(item.text) || !/^.\d{5}$/.test(all) || /^[a-z0-9]/.test(behind)) break;
    }
    signs += item.text;
    if (item.digit) digits += item.text.length;
    end = item.end;
  }
  return { signs, count: signs.length, digits, end };
}

function plateFrom(folded: string, start: number, at: number, sure: boolean, named: boolean): { start: number; end: number } | null {
  // 诶 is an A here, elsewhere a pause.
  const blanks = /^[\s·•.-]{0,2}/.exec(folded.slice(at, at + 2))?.[0].length ?? 0;
  const gap = LETTER_SOUNDS.includes(folded[at + blanks] ?? ' ') ? blanks : gapAt(folded, at);
  const letter = folded[at + gap] ?? '';
  const sound = LETTER_SOUNDS.includes(letter) && letter !== '';
  const read = /[a-z]/.test(letter) ? itemAt(folded, at + gap) : null;
  if (!sound && (read === null || read.digit)) return null;
  const from = sound ? at + gap + 1 : read?.end ?? at;
  const rest = tail(folded, from, 6);
  if (rest.count < (named ? 4 : 5)) {
    const special = /^[0-9a-z]{4,5}[港澳学领警挂]/.exec(folded.slice(from + gapAt(folded, from)));
    const suffixed = rest.count >= 3 && /^\s?[港澳学领警挂使]/.test(folded.slice(rest.end));
    if (!special && !suffixed) return null;
    return rest.digits >= 2 ? { start, end: rest.end + (/^\s/.test(folded.slice(rest.end)) ? 2 : 1) } : null;
  }
  // 京AB12C4 in one piece is a plate; letters apart may be words.
  const tight = sure && /^[a-z][·.\- ]?[0-9a-hj-np-z]{5,6}(?![0-9a-z])/.test(folded.slice(at + gap));
  if (rest.digits < (named || tight ? 1 : sure ? 3 : 4) || (sound && rest.digits < 4)) return null;
  const end = /^\s?[港澳学领警挂使]/.test(folded.slice(rest.end, rest.end + 2)) ? rest.end + (folded[rest.end] === ' ' ? 2 : 1) : rest.end;
  // Six digits behind a letter are five and something else, unless an electric car's letter is among them.
  return { start, end };
}

/** The licence plates of folded text. */
export function plates(folded: string, asked = ''): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const named = (at: number): boolean => PLATE_WORDS.test(`${asked} ${folded.slice(Math.max(0, at - MIDDLE), at)}`);
  const put = (plate: { start: number; end: number } | null): void => {
    if (plate && !found.some((one) => one.start < plate.end && plate.start < one.end)) found.push(plate);
  };
  for (const name of folded.matchAll(NAMES)) put(plateFrom(folded, name.index, name.index + name[0].length, false, named(name.index)));
  for (let at = 0; at < folded.length; at++) if (PROVINCES.includes(folded[at] ?? ' ')) put(plateFrom(folded, at, at + 1, true, named(at)));
  for (const one of folded.matchAll(SINGLE)) put(plateFrom(folded, one.index + one[0].length - 1, one.index + one[0].length, false, true));
  for (const word of folded.matchAll(/(?:车牌号?码?|牌照|号牌|plate(?: number| no\.?)?|registration(?: number)?)(?:就?是|为|\s+is|[:：#\s])*/g)) {
    const from = word.index + word[0].length;
    const rest = tail(folded, from, 8, '');
    if (rest.count >= 5 && rest.digits >= 2) put({ start: from, end: rest.end });
  }
  return found;
}
