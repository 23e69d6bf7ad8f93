// Times of day: 下午三点半, 两点一刻, 14:30, "half past two", "quarter to three", "2:30 pm". Value: HH:MM on a 24-hour clock.
// Where the half of the day was not said, hours 1 to 6 are taken as the afternoon (counters are shut at night) with less confidence.
import { readEnglishInteger } from '../numerals-en.ts';
import { readChineseInteger } from '../numerals-zh.ts';
import { placedWords } from './reading.ts';
import type { Found, SlotReader } from './reading.ts';

const N = '[0-9零〇一二两三四五六七八九十]+';
const PERIOD = '凌晨|清晨|早上|早晨|清早|上午|早|中午|正午|下午|午后|傍晚|晚上|晚间|夜里|半夜|晚|夜晚|am|pm';
const CLOCK_ZH = new RegExp(`(${PERIOD})?(?:的)?(?:差(${N}|一刻)分?(?:钟)?)?(${N})(?:点钟?|时)(?:过)?(整|半|[一二三]刻|(?:零|过)?${N}(?:分)?)?(?:差(${N}|一刻)分?)?(?!(?:多)?(?:小时|个小时))`, 'u');
const DIGITAL_ZH = new RegExp(`(${PERIOD})?(\\d{1,2})[:：](\\d{2})(?!\\d)`, 'u');

/** Value "HH:MM". Where the half of the day was not said and one of the two lies within the opening hours, that one is meant. */
export const readTime: SlotReader = (tidied, { language, opens, closes }) => {
  // 06:00 as a screen's clock writes it leaves nothing open.
  if (/^0\d:[0-5]\d$/.test(tidied)) return { value: tidied, text: tidied, confidence: 0.95, from: 0, to: tidied.length };
  const found = language === 'zh' || /\p{Script=Han}/u.test(tidied) ? chinese(tidied) : english(tidied);
  if (found === null || found.confidence >= 0.9 || opens === undefined || closes === undefined) return found;
  const said = String(found.value);
  const hour = Number(said.slice(0, 2));
  const other = `${String((hour + 12) % 24).padStart(2, '0')}${said.slice(2)}`;
  const open = (clock: string): boolean => clock >= opens && clock <= closes;
  return open(said) || !open(other) ? found : { ...found, value: other, text: other };
};

function made(hour: number, minute: number, period: string | null, from: number, to: number): Found | null {
  if (minute < 0 || minute > 59 || hour < 0 || hour > 24) return null;
  let exact = hour === 24 ? 0 : hour;
  let confidence = 0.95;
  if (period === 'pm' && exact < 12) exact += 12;
  else if (period === 'am' && exact === 12) exact = 0;
  else if (period === 'noon' && exact >= 1 && exact <= 2) exact += 12;
  else if (period === 'night' && exact >= 5 && exact < 12) exact += 12;
  else if (period === 'night' && exact === 12) exact = 0;
  else if (period === null && exact >= 1 && exact <= 6) {
    exact += 12;
    confidence = 0.75;
  } else if (period === null && exact <= 12) {
    confidence = 0.85;
  }
  const value = `${String(exact).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return { value, text: value, confidence, from, to };
}

function periodZh(word: string | undefined): string | null {
  if (word === undefined) return null;
  if (/下午|午后|傍晚|pm/u.test(word)) return 'pm';
  if (/中午|正午/u.test(word)) return 'noon';
  if (/晚|夜/u.test(word)) return 'night';
  return 'am';
}

function chinese(tidied: string): Found | null {
  const digital = DIGITAL_ZH.exec(tidied);
  if (digital) {
    const hour = Number(digital[2]);
    return made(hour, Number(digital[3]), digital[1] === undefined && (hour === 0 || digital[2]!.startsWith('0')) ? 'am' : periodZh(digital[1]), digital.index, digital.index + digital[0].length);
  }
  const clock = CLOCK_ZH.exec(tidied);
  if (clock) {
    const [, word, toBefore, hours, rest, toAfter] = clock;
    const less = toBefore ?? toAfter;
    const hour = readChineseInteger(hours!);
    if (hour === null || (tidied[clock.index - 1] === '.' || /^点\d*[块元]/u.test(tidied.slice(clock.index + clock[0].length)))) return null;
    const before = tidied.slice(0, clock.index);
    const little = /^一点$/u.test(clock[0].replace(/^[早晚]/u, '')) && !(/(?:^|在|约|到|就|改成|是|要|天)$/u.test(before) && /^(?:$|吧|可以|见|行|来|去|的|好)/u.test(tidied.slice(clock.index + clock[0].length)) && !/^[早晚]/u.test(clock[0]));
    if (little) return null; // 贵一点, 晚一点: a little, not one o'clock
    const bare = rest?.replace(/^[零过]|分$/gu, '') ?? '';
    let minute = rest === undefined || rest === '整' ? 0 : rest === '半' ? 30 : /刻$/u.test(rest) ? 15 * (readChineseInteger(rest[0]!) ?? 0) : readChineseInteger(bare) ?? -1;
    let exact = hour;
    if (rest !== undefined && /^[一二三四五六七八九]$/.test(bare) && !/^[零过]|分$/u.test(rest)) minute = -1; // 三点五: half a minute of doubt is enough
    if (less !== undefined) {
      minute = 60 - (less === '一刻' ? 15 : readChineseInteger(less) ?? 0);
      exact = (hour + 23) % 24;
      if (exact === 0) exact = 12;
    }
    return made(exact, minute, periodZh(word), clock.index, clock.index + clock[0].length);
  }
  const noon = /中午|正午|半夜十二点|午夜/u.exec(tidied);
  return noon && !/中午(?:休息|上班|吃)/u.test(tidied) ? { value: /午夜|半夜/u.test(noon[0]) ? '00:00' : '12:00', text: /午夜|半夜/u.test(noon[0]) ? '00:00' : '12:00', confidence: 0.7, from: noon.index, to: noon.index + noon[0].length } : null;
}

/** Words that may stand behind a bare hour ("at ten please"), so that "at ten percent" is none. */
const FOLLOWS_CLOCK = /^(?:please|thanks|thank|today|tomorrow|on|next|this|and|for|my|then|ok|okay|with|if|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/;

function periodEn(words: readonly string[], at: number): { period: string | null; end: number } {
  const word = words[at] ?? '';
  if (/^[ap]m$/.test(word)) return { period: word, end: at + 1 };
  if (/^[ap]$/.test(word) && words[at + 1] === 'm') return { period: `${word}m`, end: at + 2 };
  if (/^[ap]\.m$/.test(word)) return { period: `${word[0]!}m`, end: at + 1 };
  if (word === 'o' && words[at + 1] === 'clock') return periodEn(words, at + 2);
  if (word === "o'clock" || word === 'oclock' || word === 'sharp') return periodEn(words, at + 1);
  const three = words.slice(at, at + 3).join(' ');
  if (three === 'in the morning') return { period: 'am', end: at + 3 };
  if (three === 'in the afternoon' || three === 'in the evening') return { period: 'pm', end: at + 3 };
  if (word === 'at' && words[at + 1] === 'night') return { period: 'night', end: at + 2 };
  if (/^(?:tomorrow|this)$/.test(word) && /^(?:morning|afternoon|evening)$/.test(words[at + 1] ?? '')) return { period: words[at + 1] === 'morning' ? 'am' : 'pm', end: at };
  return { period: null, end: at };
}

function english(tidied: string): Found | null {
  const placed = placedWords(tidied.replace(/(\d)([ap]m)\b/g, '$1 $2')).map((each) => each);
  const words = placed.map((each) => each.word);
  const early = /\b(morning)\b/.test(tidied) ? 'am' : /\b(afternoon|evening)\b/.test(tidied) ? 'pm' : /\b(tonight|at night)\b/.test(tidied) ? 'night' : null;
  const spanOf = (from: number, end: number): [number, number] => {
    const last = words[end - 1]!;
    const start = tidied.indexOf(words[from]!, Math.max(0, placed[from]!.from - 2));
    const stop = end - 1 === from ? start : tidied.indexOf(last, Math.max(start, placed[end - 1]!.from - 4));
    return [start, (stop < 0 ? placed[end - 1]!.from : stop) + last.length];
  };
  const finish = (hour: number, minute: number, from: number, at: number): Found | null => {
    const { period, end } = periodEn(words, at);
    const [start, stop] = spanOf(from, end);
    return made(hour, minute, period ?? early, start, stop);
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (/^(?:room|flat|apartment|apt|unit|number|building|block|gate|flight|window|floor)$/.test(words[at - 1] ?? '')) { while (at + 1 < words.length && (readEnglishInteger(words, at + 1) !== null || words[at + 1] === 'oh')) at++; continue; }
    const digital = /^(\d{1,2})[:.](\d{2})$/.exec(word);
    if (digital) return finish(Number(digital[1]), Number(digital[2]), at, at + 1);
    if (word === 'noon' || word === 'midday') return { value: '12:00', text: '12:00', confidence: 0.95, ...place(spanOf(at, at + 1)) };
    if (word === 'midnight') return { value: '00:00', text: '00:00', confidence: 0.95, ...place(spanOf(at, at + 1)) };
    const minutes = word === 'half' ? { value: 30, end: at + 1 } : word === 'quarter' ? { value: 15, end: at + 1 } : word === 'a' && words[at + 1] === 'quarter' ? { value: 15, end: at + 2 } : readEnglishInteger(words, at);
    if (!minutes) continue;
    const relation = words[minutes.end] === 'minutes' ? minutes.end + 1 : minutes.end;
    if (/^(?:past|after|to|before|till)$/.test(words[relation] ?? '') && minutes.value < 60) {
      const hour = readEnglishInteger(words, relation + 1);
      if (hour && hour.value >= 1 && hour.value <= 12) {
        const back = /^(?:to|before|till)$/.test(words[relation]!);
        if (!(back && word !== 'quarter' && word !== 'a' && minutes.value < 5)) {
          return finish(back ? ((hour.value + 10) % 12) + 1 : hour.value, back ? 60 - minutes.value : minutes.value, at, hour.end);
        }
      }
    }
    const halfPast = word === 'half' ? readEnglishInteger(words, at + 1) : null;
    if (halfPast && halfPast.value >= 1 && halfPast.value <= 12 && words.length === halfPast.end) return finish(halfPast.value, 30, at, halfPast.end); // "half nine"
    if (word === 'half' || word === 'quarter' || word === 'a') continue;
    const hour = minutes;
    if (hour.value > 24 || hour.value < 0) continue;
    const oh = /^(?:oh|o)$/.test(words[hour.end] ?? '') && words[hour.end + 1] !== 'clock' ? hour.end + 1 : hour.end;
    const second = readEnglishInteger(words, oh);
    if (second && second.value < 60 && (second.value >= 10 || oh > hour.end) && (!/^\d+$/.test(words[oh]!) || periodEn(words, second.end).period !== null || words.length === second.end - at) && hour.value >= 1) return finish(hour.value, second.value, at, second.end);
    const { period } = periodEn(words, hour.end);
    const named = period !== null || /^o'?clock$/.test(words[hour.end] ?? '') || (words[hour.end] === 'o' && words[hour.end + 1] === 'clock');
    const introduced = /^(?:at|around|about|by)$/.test(words[at - 1] ?? '') && (words[hour.end] === undefined || (words[at - 1] === 'at' && FOLLOWS_CLOCK.test(words[hour.end]!)));
    const alone = words.length === hour.end - at;
    if (named || introduced || (alone && hour.value >= 1) || (early !== null && /^(?:at|around|about|by)$/.test(words[at - 1] ?? ''))) {
      const read = finish(hour.value, 0, at, hour.end);
      return read && !named ? { ...read, confidence: Math.min(read.confidence, 0.7) } : read;
    }
    at = hour.end - 1;
  }
  return null;
}

const place = ([from, to]: [number, number]): { from: number; to: number } => ({ from, to });
