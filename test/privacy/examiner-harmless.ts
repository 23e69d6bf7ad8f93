// The examiner's harmless talk: several numbers in one sentence, none of them anybody's; halls, hotels, stations, programs.
import { type Chance, chance } from './planted.ts';

export interface Calm { kind: string; text: string }

const two = (n: number): string => String(n).padStart(2, '0');
const some = (r: Chance, n: number): string => Array.from({ length: n }, () => String(r.below(10))).join('');
const ZH = '零一二三四五六七八九';
const word = (digits: string): string => [...digits].map((c) => ZH[Number(c)] ?? c).join('');
const count = (n: number): string => (n < 10 ? ZH[n] ?? '' : n < 20 ? `十${n % 10 ? ZH[n % 10] : ''}` : n < 100 ? `${ZH[Math.floor(n / 10)]}十${n % 10 ? ZH[n % 10] : ''}` : `${ZH[Math.floor(n / 100)]}百${n % 100 ? (n % 100 < 10 ? '零' : n % 100 < 20 ? '一' : '') + count(n % 100) : ''}`);
const TENS = ['', 'ten', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const english = (n: number): string => (n < 20 ? UNITS[n] ?? '' : n < 100 ? `${TENS[Math.floor(n / 10)]}${n % 10 ? ` ${UNITS[n % 10]}` : ''}` : `${UNITS[Math.floor(n / 100)]} hundred${n % 100 ? ` and ${english(n % 100)}` : ''}`);

const PART: Record<string, { zh: ((r: Chance) => string)[]; en: ((r: Chance) => string)[] }> = {
  queue: { zh: [(r) => `我是${r.pick(['A', 'B', 'C', 'D'])}${two(r.below(99))}${r.below(9)}号`, (r) => `取的号是${r.pick(['a', 'b', 'v'])}${word(some(r, 3))}`, (r) => `前面等${r.below(60)}人`, (r) => `请${r.pick(['E', 'F'])}${some(r, 4)}号准备`, (r) => `过号的${count(1 + r.below(300))}号还能办吗`], en: [(r) => `my ticket says ${r.pick(['A', 'B', 'C'])}${some(r, 3)}`, (r) => `now calling ${r.pick(['D', 'E'])}${some(r, 4)}`, (r) => `${r.below(60)} people ahead of you`, (r) => `i am number ${english(1 + r.below(300))}`] },
  window: { zh: [(r) => `去${1 + r.below(60)}号窗口`, (r) => `${count(1 + r.below(60))}号窗口和${count(1 + r.below(60))}号窗口`, (r) => `二楼${1 + r.below(20)}-${21 + r.below(20)}号窗口`, (r) => `${r.pick(['A', 'C'])}岛${1 + r.below(40)}号柜台`], en: [(r) => `go to window ${1 + r.below(60)}`, (r) => `windows ${english(1 + r.below(30))} and ${english(1 + r.below(60))}`, (r) => `counter ${1 + r.below(40)} on floor ${1 + r.below(5)}`] },
  time: { zh: [(r) => `${r.pick(['上午', '下午'])}${1 + r.below(12)}点${r.pick(['', '半', '十分', '二十五分'])}`, (r) => `${two(r.below(24))}:${two(r.below(60))}到${two(r.below(24))}:${two(r.below(60))}`, (r) => `${count(1 + r.below(12))}点${r.pick(['一刻', '四十', '零五分'])}见`, (r) => `大概要${r.below(90)}分钟`], en: [(r) => `at ${1 + r.below(12)}:${two(r.below(60))} ${r.pick(['am', 'pm'])}`, (r) => `from ${english(1 + r.below(12))} to ${english(1 + r.below(12))}`, (r) => `in about ${english(1 + r.below(59))} minutes`, (r) => `${two(r.below(24))}:${two(r.below(60))} to ${two(r.below(24))}:${two(r.below(60))}`] },
  date: { zh: [(r) => `${2025 + r.below(3)}年${1 + r.below(12)}月${1 + r.below(28)}日`, (r) => `${count(1 + r.below(12))}月${count(1 + r.below(28))}号`, (r) => `2026-${two(1 + r.below(12))}-${two(1 + r.below(28))}`, (r) => `${1 + r.below(12)}/${1 + r.below(28)}`], en: [(r) => `on ${r.pick(['March', 'July', 'October'])} ${1 + r.below(28)}`, (r) => `the ${1 + r.below(28)}th of ${r.pick(['May', 'June'])} 2026`, (r) => `2026-${two(1 + r.below(12))}-${two(1 + r.below(28))}`] },
  money: { zh: [(r) => `${r.below(9999)}元`, (r) => `${count(1 + r.below(999))}块${r.pick(['', '五', '八毛'])}`, (r) => `${r.below(99)}万`, (r) => `¥${r.below(999)}.${some(r, 2)}`, (r) => `利率${r.below(5)}.${some(r, 2)}%`, (r) => `打${r.pick(['八', '九五', '七五'])}折`], en: [(r) => `${r.below(9999)} yuan`, (r) => `${english(1 + r.below(900))} yuan`, (r) => `$${r.below(500)}.${some(r, 2)}`, (r) => `${r.below(99)},${some(r, 3)} yuan`] },
  hotline: { zh: [(r) => `打${r.pick(['12345', '95588', '12306', '10086', '96110', '12329', '95598'])}问`, (r) => `热线400-${some(r, 3)}-${some(r, 4)}`, (r) => `拨四零零${word(some(r, 7))}`, () => '报警幺幺零 急救幺二零'], en: [(r) => `call ${r.pick(['12345', '95588', '110', '12306'])}`, (r) => `the hotline 400 ${some(r, 3)} ${some(r, 4)}`, (r) => `dial nine five five ${UNITS[r.below(10)]} ${UNITS[r.below(10)]}`] },
  travel: { zh: [(r) => `${r.pick(['MU', 'CZ', 'HU', '3U', 'ZH'])}${some(r, 4)}航班`, (r) => `${r.pick(['G', 'D', 'K'])}${1 + r.below(999)}次列车${1 + r.below(16)}车${1 + r.below(20)}${r.pick(['A', 'F'])}座`, (r) => `${100 + r.below(150)}登机口`, (r) => `坐${count(1 + r.below(99))}路公交`], en: [(r) => `flight ${r.pick(['MU', 'CA', 'BA'])}${some(r, 4)}`, (r) => `gate ${english(1 + r.below(299))}`, (r) => `seat ${1 + r.below(60)}${r.pick(['A', 'C', 'K'])}`] },
  room: { zh: [(r) => `${1 + r.below(28)}${two(1 + r.below(30))}房`, (r) => `房间号${word(`${1 + r.below(9)}${two(1 + r.below(30))}`)}`, (r) => `${1 + r.below(30)}楼会议室`, (r) => `${some(r, 3)}教室`], en: [(r) => `room ${1 + r.below(28)}${two(1 + r.below(30))}`, (r) => `room number ${UNITS[1 + r.below(9)]} oh ${UNITS[1 + r.below(9)]}`, (r) => `floor ${1 + r.below(40)}`] },
  code: { zh: [(r) => `型号${r.pick(['XG', 'KF', 'BCD'])}-${some(r, 3)}${r.pick(['A', 'W', ''])}`, (r) => `订单号${some(r, 10)}`, (r) => `工单${r.pick(['N', 'W', 'U'])}${some(r, 4)}`, (r) => `商品编码${some(r, 6)}`, (r) => `验证码${some(r, 6)}`], en: [(r) => `model ${r.pick(['XG', 'KF'])}${some(r, 3)}`, (r) => `order number ${some(r, 8)}`, (r) => `repair order ${r.pick(['N', 'W'])}${some(r, 4)}`, (r) => `error E${some(r, 2)}`] },
  talk: { zh: [() => '我是来办居住证的', () => '我叫号叫过了', () => '姓名写在哪里', () => '地址能改吗', () => '电话打不通', () => '我是会员', () => '帮我叫一下经理', () => '我住得比较远', () => '用我老公的卡行吗', () => '登记要带什么', () => '我是高中生', () => '我是江苏人', () => '我家孩子六岁', () => '寄到上海要几天', () => '找王经理', () => '她刚才来过'], en: [() => "i'm here to renew my passport", () => 'how do i change my name', () => "i'm sorry", () => 'this is my second visit', () => 'call the manager please', () => 'i live outside the city', () => "I'm a member", () => 'can i use my phone', () => 'it is for my mother', () => 'send it by courier', () => 'is the name important', () => 'I am waiting here', () => 'thank you so much', () => 'hello there'] },
};
const LINES: ((r: Chance) => string)[] = [
  (r) => JSON.stringify({ ts: `2026-11-24T${two(r.below(24))}:${two(r.below(60))}:${two(r.below(60))}.${some(r, 3)}Z`, ev: 'turn', ms: r.below(4000), rule: 'entry', p: Number(`0.${some(r, 4)}`) }), (r) => `Nov 24 0${r.below(9)}:12:44 kiosk-${two(r.below(60))} foyer[${1000 + r.below(30000)}]: gc ${r.below(90)} ms, heap ${r.below(900)} MB`,
  (r) => `at step (/srv/foyer/flows/engine/run.ts:${r.below(400)}:${r.below(90)})`, (r) => `upload ${1 + r.below(40)}/${41 + r.below(20)} chunks, ${r.below(9999999)} bytes, ${r.below(99)}.${r.below(9)} %`, (r) => `{"epoch":${1 + r.below(9)},"seq":${r.below(999999)},"at":${1764000000000 + r.below(900000000)}}`, (r) => `listening on 127.0.0.1:${1024 + r.below(60000)} pid ${r.below(32768)}`,
  (r) => `ETag "${some(r, 4)}af${some(r, 6)}be${some(r, 8)}c${some(r, 9)}d", 304`, (r) => `model loaded in ${r.below(4000)} ms (${r.below(99)}.${r.below(9)} MB), version ${r.below(9)}.${r.below(20)}.${r.below(20)}`, (r) => `window=${1 + r.below(60)} ticket=${r.pick(['A', 'B'])}${some(r, 3)} state=called`, (r) => `name=queue-ticket step=${r.below(9)} address=127.0.0.1 contact=desk user=kiosk`,
];

/** `amount` harmless sentences of one to three numbers each. */
export function calm(seed: number, amount: number): Calm[] {
  const r = chance(seed);
  const kinds = Object.keys(PART);
  return Array.from({ length: amount }, (): Calm => {
    if (r() < 0.12) return { kind: 'log', text: r.pick(LINES)(r) };
    const zh = r() < 0.68;
    const used = Array.from({ length: r.pick([1, 1, 2, 2, 3]) }, () => r.pick(kinds));
    const text = used.map((kind) => r.pick((PART[kind] as (typeof PART)[string])[zh ? 'zh' : 'en'])(r)).join(zh ? r.pick(['，', ' ', '、', '。']) : r.pick([', ', ' ', '. ']));
    return { kind: used.length === 1 ? used[0] ?? '' : used.every((kind) => ['queue', 'window', 'time'].includes(kind)) ? 'queue+window+time' : 'mixed', text: `${r.pick(zh ? ['', '', '请问', '嗯 ', '您好，'] : ['', '', 'um ', 'Hi, '])}${text}${r.pick(zh ? ['', '', '吗', '。', ' 谢谢'] : ['', '', '?', '.', ' please'])}` };
  });
}
