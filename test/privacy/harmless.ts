// Sentences in which nothing belongs to anybody: the packs' own wordings, and what halls, banks and stations say all day about
// queue numbers, windows, times, prices, flights and hotlines.
import { readdirSync } from 'node:fs';
import { packFolder, readBundle } from '../../flows/files/read-pack.ts';
import { publicNumbers, publicTexts } from '../../flows/privacy/public-numbers.ts';
import { type Chance, chance } from './planted.ts';

export interface Harmless { kind: string; text: string; isPublic?: (digits: string) => boolean }

const two = (n: number): string => String(n).padStart(2, '0');
const ZH = '零一二三四五六七八九十';
const say = (n: number): string => (n <= 10 ? ZH[n] ?? '' : n < 20 ? `十${ZH[n - 10]}` : n < 100 ? `${ZH[Math.floor(n / 10)]}十${n % 10 ? ZH[n % 10] : ''}` : String(n));
const queue = (r: Chance): string => r.pick([() => `${r.pick(['A', 'B', 'C', 'V', 'VIP'])}${String(1 + r.below(400)).padStart(3, '0')}`, () => `${r.pick(['A', 'B'])}${1000 + r.below(3000)}`, () => `${r.pick(['a', 'b'])}${say(1 + r.below(99))}`, () => `${r.pick(['A', 'D'])}${[...String(100 + r.below(899))].map((d) => ZH[Number(d)]).join('')}`, () => `${1 + r.below(300)}号`])();
const window = (r: Chance): string => r.pick([`${1 + r.below(40)}号窗口`, `${say(1 + r.below(40))}号窗口`, `第${1 + r.below(12)}窗口`, `${1 + r.below(30)}、${2 + r.below(30)}号窗口`, `window ${1 + r.below(40)}`, `counter ${1 + r.below(20)}`]);
const time = (r: Chance): string => r.pick([`${8 + r.below(10)}:${two(r.below(60))}`, `${8 + r.below(10)}：${two(r.below(60))}`, `${8 + r.below(10)}点${r.pick(['', '半', '一刻', '三十分', '四十五'])}`, `上午9:00-11:30，下午13:30-17:00`, `${say(8 + r.below(12))}点${say(10 + r.below(49))}分`, `half past ${r.pick(['nine', 'ten', 'two'])}`, `${9 + r.below(3)}:${two(r.below(60))} am`, `${two(r.below(24))}:${two(r.below(60))}:${two(r.below(60))}`]);
const day = (r: Chance): string => r.pick([`2026年${1 + r.below(12)}月${1 + r.below(28)}日`, `2026-${two(1 + r.below(12))}-${two(1 + r.below(28))}`, `2026/${1 + r.below(12)}/${1 + r.below(28)}`, `${1 + r.below(12)}月${1 + r.below(28)}号`, `2026${two(1 + r.below(12))}${two(1 + r.below(28))}`, `November ${1 + r.below(30)}, 2026`, `二零二六年十一月${say(1 + r.below(28))}日`, `2026.${two(1 + r.below(12))}.${two(1 + r.below(28))}`]);
const price = (r: Chance): string => r.pick([`${1 + r.below(3000)}元`, `¥${1 + r.below(900)}.50`, `${r.below(90)}.${two(r.below(100))}元`, `${1 + r.below(90)},${String(r.below(1000)).padStart(3, '0')}.00元`, `${say(1 + r.below(99))}块`, `一千三百八十块`, `$${r.below(500)}`, `${1 + r.below(9)}万元`, `${20 + r.below(80)} yuan`, `${10_000 * (1 + r.below(50))}元`]);
const flight = (r: Chance): string => r.pick([`CA${1000 + r.below(8999)}`, `MU${5000 + r.below(999)}`, `HU${7000 + r.below(999)}`, `G${1 + r.below(9999)}`, `D${1000 + r.below(2000)}`, `CZ ${3000 + r.below(999)}`]);
const hotline = (r: Chance): string => r.pick(['12345', '95588', '12306', '110', '120', '95598', '10086', '12333', '400-810-8888', '4008123123', '400 888 6666', '800-820-1234', '12315', '96110', '四零零八一零八八八八']);

const SAID: Record<string, { of(r: Chance): string; zh: string[]; en: string[] }> = {
  'queue number': { of: queue, zh: ['请{}到窗口办理', '我的号是{}', '{}还要等多久', '叫到{}了吗', '{}', '我拿的是{}，前面还有12个人', '请{}到3号窗口，请B016到5号窗口'], en: ['my ticket is {}', 'ticket {} please', 'how long until {}', 'now serving {}'] },
  window: { of: window, zh: ['请到{}办理', '{}在哪里', '社保在{}', '{}', 'A015请到{}'], en: ['please go to {}', 'where is {}', 'ticket A015 to {}'] },
  time: { of: time, zh: ['{}开门吗', '我想约{}', '{}', '周一到周五{}', '预约改到{}可以吗'], en: ['do you open at {}', 'at {} please', '{}', 'from {} until five'] },
  date: { of: day, zh: ['{}上班吗', '预约{}', '{}可以办吗', '截止到{}'], en: ['on {}', 'is {} a holiday', 'book {} at 10:30'] },
  price: { of: price, zh: ['一共{}', '要{}吗', '门票{}，儿童半价', '取{}'], en: ['it costs {}', 'is it {}', '{} for two'] },
  flight: { of: flight, zh: ['{}几点起飞', '{}晚点了吗', '我坐{}', '{}在12号登机口'], en: ['is {} on time', 'flight {} gate 12'] },
  hotline: { of: hotline, zh: ['打{}就行', '请拨打{}', '客服电话{}', '有事打{}'], en: ['call {}', 'dial {} for help', 'the hotline is {}'] },
  other: { of: (r) => r.pick(['订单号202611230001234', '取件码 4-2-3018', '房间 1208', '1208室', 'iPhone 15 Pro 256GB', '6栋2单元', 'B2层', '2024、2025、2026年', '第3季度', '百分之三十五', '5G', '100兆', '编号 GB/T 19001-2016', '单号 20261123000045', '条码6901234567892']), zh: ['{}在哪', '查一下{}', '{}'], en: ['where is {}', '{}'] },
};

function packLines(): Harmless[] {
  const all: Harmless[] = [];
  const root = packFolder('bank').replace(/bank\/?$/, '');
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const files = readBundle(packFolder(entry.name));
    const known = publicNumbers(publicTexts(files));
    for (const text of publicTexts(files)) {
      for (const line of text.split('\n')) {
        const words = line.replace(/^\s*(?:- )?(?:[a-zA-Z-]+: )?/, '').replace(/^["']|["'],?$/g, '').trim();
        if (words.length > 3 && /[\p{Script=Han}a-z]{2}/u.test(words) && !/^[a-z-]+$/.test(words)) all.push({ kind: `pack ${entry.name}`, text: words, isPublic: (digits) => known.has(digits) });
      }
    }
  }
  return all;
}

/** `count` harmless sentences, half of them of the packs. */
export function harmless(seed: number, count: number): Harmless[] {
  const r = chance(seed);
  const lines = packLines();
  return Array.from({ length: count }, (_, at): Harmless => {
    if (at % 2 === 0) return r.pick(lines);
    const kind = r.pick(['queue number', 'queue number', 'window', 'window', 'time', 'time', 'date', 'price', 'flight', 'hotline', 'other']);
    const set = SAID[kind] as (typeof SAID)[string];
    return { kind, text: r.pick([...set.zh, ...set.en]).replace('{}', () => set.of(r)) };
  });
}
