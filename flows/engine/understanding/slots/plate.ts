// Licence plates of mainland China, typed or said: 京A12345, 京诶幺二三四五, "jing A one two three four five". Letters come as a
// recogniser hears them (艾, bee, double u); I and O are on no plate, so that an O is a nought.
import { readEnglishInteger } from '../numerals-en.ts';
import { digitOf } from '../numerals-zh.ts';
import { syllables } from '../pinyin.ts';
import { placedWords } from './reading.ts';
import type { Found, SlotReader } from './reading.ts';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** Full names and sounds of provinces; of two with one sound the one with more cars. */
const NAMES: Record<string, string> = {
  北京: '京', 天津: '津', 上海: '沪', 重庆: '渝', 河北: '冀', 河南: '豫', 云南: '云', 辽宁: '辽', 黑龙江: '黑', 湖南: '湘', 安徽: '皖', 山东: '鲁', 新疆: '新', 江苏: '苏', 浙江: '浙', 江西: '赣', 湖北: '鄂', 广西: '桂', 甘肃: '甘',
  山西: '晋', 内蒙古: '蒙', 内蒙: '蒙', 陕西: '陕', 吉林: '吉', 福建: '闽', 贵州: '贵', 广东: '粤', 青海: '青', 西藏: '藏', 四川: '川', 宁夏: '宁', 海南: '琼',
};
const SOUNDS: Record<string, string> = {
  jing: '京', jin: '津', hu: '沪', yu: '豫', ji: '冀', yun: '云', liao: '辽', hei: '黑', xiang: '湘', wan: '皖', lu: '鲁', xin: '新', su: '苏', zhe: '浙', gan: '赣', e: '鄂', gui: '桂', meng: '蒙', shan: '陕', shaan: '陕', min: '闽', yue: '粤',
  qing: '青', zang: '藏', chuan: '川', ning: '宁', qiong: '琼', beijing: '京', tianjin: '津', shanghai: '沪', chongqing: '渝', hebei: '冀', henan: '豫', yunnan: '云', liaoning: '辽', heilongjiang: '黑', hunan: '湘', anhui: '皖', shandong: '鲁',
  xinjiang: '新', jiangsu: '苏', zhejiang: '浙', jiangxi: '赣', hubei: '鄂', guangxi: '桂', gansu: '甘', shanxi: '晋', shaanxi: '陕', jilin: '吉', fujian: '闽', guizhou: '贵', guangdong: '粤', qinghai: '青', tibet: '藏', xizang: '藏', sichuan: '川', ningxia: '宁', hainan: '琼',
};

/** Chinese characters that recognisers write for spoken Latin letters; the longest first. */
const LETTERS_ZH: readonly [string, string][] = ([
  ['诶', 'a'], ['哎', 'a'], ['艾', 'a'], ['唉', 'a'], ['欸', 'a'], ['必', 'b'], ['比', 'b'], ['币', 'b'], ['逼', 'b'], ['毕', 'b'], ['鼻', 'b'], ['西', 'c'], ['希', 'c'], ['塞', 'c'], ['迪', 'd'], ['弟', 'd'], ['地', 'd'], ['帝', 'd'], ['伊', 'e'], ['易', 'e'],
  ['艾弗', 'f'], ['艾福', 'f'], ['爱福', 'f'], ['艾夫', 'f'], ['爱抚', 'f'], ['鸡', 'g'], ['寄', 'g'], ['记', 'g'], ['技', 'g'], ['艾曲', 'h'], ['爱去', 'h'], ['诶曲', 'h'], ['艾尺', 'h'], ['爱吃', 'h'], ['艾取', 'h'], ['杰', 'j'], ['姐', 'j'], ['接', 'j'], ['勾', 'j'], ['钩', 'j'],
  ['开', 'k'], ['凯', 'k'], ['克', 'k'], ['艾勒', 'l'], ['爱乐', 'l'], ['艾乐', 'l'], ['艾欧', 'l'], ['艾姆', 'm'], ['爱慕', 'm'], ['恩', 'n'], ['嗯', 'n'], ['欧', '0'], ['哦', '0'], ['屁', 'p'], ['皮', 'p'], ['披', 'p'], ['扣', 'q'], ['丘', 'q'], ['秋', 'q'], ['圈', 'q'],
  ['阿尔', 'r'], ['阿', 'r'], ['啊', 'r'], ['艾斯', 's'], ['爱思', 's'], ['爱丝', 's'], ['艾丝', 's'], ['替', 't'], ['提', 't'], ['踢', 't'], ['体', 't'], ['优', 'u'], ['由', 'u'], ['友', 'u'], ['微', 'v'], ['威', 'v'], ['维', 'v'], ['达不溜', 'w'], ['达布流', 'w'], ['打不溜', 'w'], ['大不了', 'w'],
  ['艾克斯', 'x'], ['爱克斯', 'x'], ['叉', 'x'], ['歪', 'y'], ['外', 'y'], ['贼', 'z'], ['贼德', 'z'], ['zed', 'z'],
] as [string, string][]).sort((one, other) => other[0].length - one[0].length);

const LETTERS_EN: Record<string, string> = {
  ay: 'a', hey: 'a', eh: 'a', bee: 'b', be: 'b', see: 'c', sea: 'c', dee: 'd', eff: 'f', gee: 'g', aitch: 'h', haitch: 'h', jay: 'j', kay: 'k', okay: 'k', el: 'l', ell: 'l', em: 'm', en: 'n', oh: '0', o: '0', pee: 'p', pea: 'p', cue: 'q', queue: 'q', are: 'r', ar: 'r', ess: 's',
  tee: 't', tea: 't', you: 'u', vee: 'v', ex: 'x', why: 'y', wye: 'y', zed: 'z', zee: 'z',
  alpha: 'a', bravo: 'b', charlie: 'c', delta: 'd', echo: 'e', foxtrot: 'f', golf: 'g', hotel: 'h', juliet: 'j', kilo: 'k', lima: 'l', mike: 'm', november: 'n', papa: 'p', quebec: 'q', romeo: 'r', sierra: 's', tango: 't', uniform: 'u', victor: 'v', whiskey: 'w', yankee: 'y', zulu: 'z',
};

const REPEATS: Record<string, number> = { double: 2, triple: 3 };

/** Value: a mainland licence plate, five places or six for electric cars; text with the dot behind the city's letter. */
export const readPlate: SlotReader = (tidied, request) => {
  const zh = request.language === 'zh' || /\p{Script=Han}/u.test(tidied);
  return (zh ? chinese(tidied) : english(tidied)) ?? (zh ? null : chinese(tidied));
};

const LETTER = /^[a-hj-np-z]$/;
const TAIL = /^(?=(?:.*\d){3})[a-hj-np-z0-9]{5,6}$/;

function plate(province: string, letter: string, tail: string, from: number, to: number, confidence: number): Found | null {
  if (!LETTER.test(letter) || !TAIL.test(tail)) return null;
  const value = `${province}${letter}${tail}`.toUpperCase();
  return { value, text: `${value.slice(0, 2)}·${value.slice(2)}`, confidence, from, to };
}

function chinese(tidied: string): Found | null {
  for (let at = 0; at < tidied.length; at++) {
    const named = Object.keys(NAMES).find((name) => tidied.startsWith(name, at));
    const sign = tidied[at]!;
    const sure = named !== undefined || PROVINCES.includes(sign);
    const province = named !== undefined ? NAMES[named]! : PROVINCES.includes(sign) ? sign : /\p{Script=Han}/u.test(sign) ? SOUNDS[syllables(sign)[0] ?? ''] : undefined;
    if (province === undefined) continue;
    const { signs, ends } = signsFrom(tidied, at + (named?.length ?? 1));
    if (signs.length < 6) continue;
    const whole = signs.length >= 7 && plate(province, signs[0]!, signs.slice(1, 7).join(''), at, ends[6]!, sure ? 0.95 : 0.8);
    const read = (whole !== false && signs.length === 7 ? whole : null) ?? (signs.length === 6 ? plate(province, signs[0]!, signs.slice(1, 6).join(''), at, ends[5]!, sure ? 0.95 : 0.8) : null);
    if (read !== null) return read;
  }
  return null;
}

/** Letters and digits from a place on, with where each ends; stops at the first character that is neither. */
function signsFrom(tidied: string, begin: number): { signs: string[]; ends: number[] } {
  const signs: string[] = [];
  const ends: number[] = [];
  for (let at = begin; at < tidied.length;) {
    const rest = tidied.slice(at);
    const gap = /^(?:[ ·.,-]|的|点(?=[a-z0-9零一幺二三四五六七八九]))/u.exec(rest);
    if (gap) { at += gap[0].length; continue; }
    const repeat = /^([二两三四五])个([0-9零一幺二三四五六七八九a-z])/u.exec(rest);
    if (repeat) {
      const sign = digitOf(repeat[2]!) ?? repeat[2]!;
      for (let n = digitOf(repeat[1]!) ?? 0; n > 0; n--) { signs.push(String(sign)); ends.push(at + repeat[0].length); }
      at += repeat[0].length;
      continue;
    }
    const digit = digitOf(rest[0]!);
    const letter = digit !== null ? undefined : LETTERS_ZH.find(([written]) => rest.startsWith(written));
    const sign = digit !== null ? String(digit) : /^[a-z]$/.test(rest[0]!) ? (rest[0] === 'o' ? '0' : rest[0]!) : letter?.[1];
    if (sign === undefined) break;
    at += digit === null && letter !== undefined ? letter[0].length : 1;
    signs.push(sign);
    ends.push(at);
  }
  return { signs, ends };
}

function english(tidied: string): Found | null {
  const placed = placedWords(tidied);
  const words = placed.map((each) => each.word);
  for (let at = 0; at < words.length; at++) {
    const attached = /^([a-z]{2,})([a-hj-z])?(\d[a-z0-9]*)?$/.exec(words[at]!);
    const province = SOUNDS[words[at]!] ?? (PROVINCES.includes(words[at]!) ? words[at] : undefined);
    if (attached === null || province === undefined) continue;
    let signs = '';
    let end = at + 1;
    for (; end < words.length && signs.length < 7; end++) {
      const word = words[end]!;
      const repeat = REPEATS[word];
      if (word === 'double' && /^(?:u|you)$/.test(words[end + 1] ?? '')) { signs += 'w'; end++; continue; }
      if (repeat !== undefined && words[end + 1] !== undefined) {
        const sign = signOf(words[end + 1]!, words, end + 1);
        if (sign === null) break;
        signs += sign.repeat(repeat);
        end++;
        continue;
      }
      const sign = signOf(word, words, end);
      if (sign === null) break;
      signs += sign;
    }
    const read = plate(province, signs[0] ?? '', signs.slice(1), placed[at]!.from, placed[end - 1]!.to, 0.9);
    if (read !== null) return read;
  }
  return null;
}

function signOf(word: string, words: readonly string[], at: number): string | null {
  if (/^[a-z0-9]+$/.test(word) && (word.length === 1 || /\d/.test(word))) return word.replaceAll('o', '0');
  const number = readEnglishInteger(words.slice(0, at + 1), at);
  return LETTERS_EN[word] ?? (number !== null ? String(number.value) : null);
}
