// What a recogniser wrote for numbers, days and times by their sound: 一三八绎 -> 一三八一, 上五柿点 -> 上午十点. Tried only
// when the text as it stands holds no answer.
import { syllables } from '../understanding/pinyin.ts';

const DIGITS: Record<string, string> = { ling: '零', lin: '零', shi: '四', yi: '一', yao: '一', er: '二', san: '三', si: '四', wu: '五', liu: '六', qi: '七', ba: '八', jiu: '九', dong: '零' };
const CLOCK: Record<string, string> = {
  ...DIGITS, liang: '两', shi: '十', bai: '百', qian: '千', dian: '点', ban: '半', shang: '上', xia: '下', zao: '早', wan: '晚', zhong: '中', jin: '今', ming: '明', hou: '后',
  tian: '天', xing: '星', zhou: '周', yue: '月', hao: '号', yuan: '元', kuai: '块', ge: '个', ri: '日',
};
const LETTERS = new Set([...Object.values(CLOCK), ...'幺〇午期礼拜分刻钟年本']);

/** The same text with sound-alikes of the slot's own characters; undefined when there is nothing to replace. */
export function bySound(text: string, type: string): string | undefined {
  const table = type === 'phone' || type === 'digits' || type === 'id-number' ? DIGITS : type === 'date' || type === 'time' || type === 'number' || type === 'amount' ? CLOCK : undefined;
  if (table === undefined || !/\p{Script=Han}/u.test(text)) return undefined;
  const sounds = syllables(text);
  let next = 0;
  let before = '';
  const written = [...text].map((character) => {
    if (!/\p{Script=Han}/u.test(character)) return character;
    const sound = sounds[next++] ?? '';
    let mapped = LETTERS.has(character) ? character : table[sound] ?? character;
    if (table === CLOCK) {
      // 午 and 期 live behind their partner only.
      if (sound === 'wu' && '上下中'.includes(before) && before !== '') mapped = '午';
      if (sound === 'qi' && before === '星') mapped = '期';
    }
    before = mapped;
    return mapped;
  }).join('');
  return written === text ? undefined : written;
}
