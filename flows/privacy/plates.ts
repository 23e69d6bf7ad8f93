// Licence plates, typed and spoken: 京A12345, 粤B D12345 (electric), 粤Z·1234港, 京诶八八六六八, "plate number jing A 88668".
import { englishDigit, hanDigit } from './digit-tokens.ts';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使';
const NAMES = /北京|天津|上海|重庆|河北|河南|云南|辽宁|黑龙江|湖南|安徽|山东|新疆|江苏|浙江|江西|湖北|广西|甘肃|山西|内蒙古?|陕西|吉林|福建|贵州|广东|青海|西藏|四川|宁夏|海南|\b(?:jing|jin|hu|yu|ji|yun|liao|hei|xiang|wan|lu|xin|su|zhe|gan|gui|meng|shan|shaan|min|yue|qing|zang|chuan|ning|qiong|beijing|shanghai|tianjin|chongqing|guangdong|zhejiang|jiangsu|sichuan)\b/g;
const LETTER_SOUNDS = '诶哎艾唉欸必比币逼毕西希塞迪弟地帝伊易弗鸡寄记技杰姐接凯克勒姆恩屁皮披扣丘秋圈阿替提踢体优由友微威维歪外贼';
const LETTER_WORDS: Record<string, string> = { ay: 'a', bee: 'b', be: 'b', see: 'c', sea: 'c', dee: 'd', eff: 'f', gee: 'g', aitch: 'h', jay: 'j', kay: 'k', el: 'l', em: 'm', en: 'n', pee: 'p', cue: 'q', are: 'r', ess: 's', tee: 't', you: 'u', vee: 'v', ex: 'x', why: 'y', zed: 'z', zee: 'z', alpha: 'a', bravo: 'b', charlie: 'c', delta: 'd', echo: 'e', foxtrot: 'f', golf: 'g', hotel: 'h', juliet: 'j', kilo: 'k', lima: 'l', mike: 'm', november: 'n', papa: 'p', quebec: 'q', romeo: 'r', sierra: 's', tango: 't', victor: 'v', whiskey: 'w', yankee: 'y', zulu: 'z' };
const PLATE_WORDS = /(?:车牌|牌照|车号|号牌|牌号|我的?车|车辆|[货客轿卡面校大小]车|的车|肇事|追尾|我开的?|访客车|停车|违章|plate|licen[cs]e|registration|\bcar\b)/;
const BETWEEN = /^(?:[\s·•.\-—,，、牌点]|嗯|呃|那个|然后|后面是?|就是|横杠|杠|(?<=\s)(?:dot|dash)(?![a-z])|(?<=\s)(?:u+h|um|and|then)(?![a-z]))*/;
const MIDDLE = 60;

interface Item { readonly text: string; readonly digit: boolean; readonly end: number }

function itemAt(folded: string, at: number): Item | null {
  const character = folded[at] ?? '';
  const counted = /^[二两三四2-4]个([0-9零〇一幺二两三四五六七八九])/.exec(folded.slice(at, at + 3));
  if (counted) { const one = hanDigit(counted[1]) ?? counted[1] ?? ''; return { text: one.repeat(Number(hanDigit(character) ?? character)), digit: true, end: at + 3 }; }
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

/** Letters and digits from `at` on, up to `most` of them. */
function tail(folded: string, at: number, most: number): { count: number; digits: number; end: number } {
  let end = at;
  let count = 0;
  let digits = 0;
  while (count < most) {
    const gap = BETWEEN.exec(folded.slice(end, end + 12))?.[0].length ?? 0;
    const item = itemAt(folded, end + gap);
    if (!item || (!item.digit && count + item.text.length > most)) break;
    // A word behind the plate is no letter of it.
    if (!item.digit && gap > 0 && count >= 5) break;
    count += item.text.length;
    if (item.digit) digits += item.text.length;
    end = item.end;
  }
  return { count, digits, end };
}

function plateFrom(folded: string, start: number, at: number, sure: boolean, named: boolean): { start: number; end: number } | null {
  const gap = BETWEEN.exec(folded.slice(at, at + 8))?.[0].length ?? 0;
  const letter = folded[at + gap] ?? '';
  const sound = LETTER_SOUNDS.includes(letter) && letter !== '';
  const read = /[a-z]/.test(letter) ? itemAt(folded, at + gap) : null;
  if (!sound && (read === null || read.digit)) return null;
  const from = sound ? at + gap + 1 : read?.end ?? at;
  const rest = tail(folded, from, 6);
  if (rest.count < (named ? 4 : 5)) {
    const special = /^[0-9a-z]{4,5}[港澳学领警挂]/.exec(folded.slice(from + (BETWEEN.exec(folded.slice(from))?.[0].length ?? 0)));
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
  for (const word of folded.matchAll(/(?:车牌号?码?|牌照|号牌|plate(?: number| no\.?)?|registration(?: number)?)(?:就?是|为|\s+is|[:：#\s])*/g)) {
    const from = word.index + word[0].length;
    const rest = tail(folded, from, 8);
    if (rest.count >= 5 && rest.digits >= 2) put({ start: from, end: rest.end });
  }
  return found;
}
