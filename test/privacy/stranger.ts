// A second set, written apart from the first and not used for tuning: other sentences, other ways of saying numbers, other
// harmless lines. What is reported is measured with this one.
import { bankCard, chance, type Chance, identity, landline, landlineFar, mobile, oldIdentity, type Planted } from './planted.ts';
import type { Harmless } from './harmless.ts';

const YAO: Record<string, string> = { 0: '零', 1: '幺', 2: '二', 3: '三', 4: '四', 5: '五', 6: '六', 7: '七', 8: '八', 9: '九', X: '叉' };
const WORD: Record<string, string> = { 0: 'zero', 1: 'one', 2: 'two', 3: 'three', 4: 'four', 5: 'five', 6: 'six', 7: 'seven', 8: 'eight', 9: 'nine', X: 'X' };
const cut = (d: string, r: Chance): string[] => {
  const parts: string[] = [];
  for (let at = 0; at < d.length;) {
    const size = 2 + r.below(4);
    parts.push(d.slice(at, at + size));
    at += size;
  }
  return parts;
};
const hanzi = (d: string): string => [...d].map((c) => YAO[c] ?? c).join('');
const english = (d: string): string => [...d].map((c) => WORD[c] ?? c).join(' ');

const WAYS: Record<string, (d: string, r: Chance) => string> = {
  'as it is': (d) => d,
  'odd groups': (d, r) => cut(d, r).join(' '),
  'odd hyphens': (d, r) => cut(d, r).join('-'),
  'commas between': (d, r) => cut(d, r).map(hanzi).join('、'),
  'dots of thought': (d, r) => cut(d, r).map(hanzi).join('…'),
  'well then': (d, r) => cut(d, r).map(hanzi).join(r.pick(['，然后，', '，接着是', ' 嗯 ', '，额，', '，再来，', '，等一下，'])),
  'all in hanzi': (d) => hanzi(d),
  'half and half': (d, r) => { const at = 3 + r.below(d.length - 6); return d.slice(0, at) + hanzi(d.slice(at)); },
  'half and half turned': (d, r) => { const at = 3 + r.below(d.length - 6); return hanzi(d.slice(0, at)) + d.slice(at); },
  'said in English': (d) => english(d),
  'English with pauses': (d, r) => cut(d, r).map(english).join(r.pick([', ', ', er, ', ' ... ', ', then ', ' - '])),
  'English hyphens': (d) => [...d].map((c) => WORD[c] ?? c).join('-'),
  'capital English': (d) => english(d).toUpperCase(),
  'wide digits': (d) => [...d].map((c) => (/\d/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join(''),
  slashes: (d, r) => cut(d, r).join('/'),
  underscores: (d, r) => cut(d, r).join('_'),
  'new lines': (d, r) => cut(d, r).join('\n'),
  'a star between': (d, r) => cut(d, r).join(' * '),
};

const SAY: Record<string, string[]> = {
  phone: ['号码给你：{}', '回头打{}找我爱人', '短信发我，{}', '麻烦登记{}这个电话', '我媳妇的是{}', '到了给{}打电话', '原来那个{}不用了', 'ring me on {}', 'the number is {}, ok?', 'Please use {} from now on.', 'booking for {}', '{} is my husband', 'level=info msg="sms to {} queued"', 'caller {} hung up', '[desk] 访客电话：{}', "phone: '{}'", '请核对：{}。'],
  'id-card': ['证号{}', '给孩子办，孩子的是{}', '我念一遍：{}', '查{}的社保', '身份证尾号看清楚，{}', 'here is the ID: {}', 'check {} for me', 'reader -> {}', '<id>{}</id>', '{}，本人'],
  'bank-card': ['卡是{}', '从{}转出', '{}这张是工资卡', '我要挂失{}', '卡面上写的{}', 'charge {} please', 'the card says {}', 'card={}&amount=5', '卡号读作{}'],
};

const CITIES = ['京A', '沪B', '粤S', '浙J', '川G', '鄂L', '苏E', '鲁V', '湘N', '闽D', '津R', '渝B', '陕K', '辽P', '琼C', '藏H'];
function plate(r: Chance): string {
  const five = Array.from({ length: 5 }, () => String(r.below(10)));
  if (r.below(2) === 0) five[r.below(5)] = r.pick(['K', 'M', 'T', 'W', 'Q', 'J']);
  const head = r.pick(CITIES);
  const tail = five.join('');
  return r.pick([`${head}${tail}`, `${head} ${tail}`, `${head}·${tail}`, `${head}${hanzi(tail)}`, `${head}F${five.slice(0, 4).join('')}${r.below(10)}`, `${head.toLowerCase()}${tail.toLowerCase()}`, `${head} ${[...tail].join(' ')}`]);
}
function document(r: Chance): string {
  const n = String(10_000_000 + r.below(89_999_999));
  return r.pick([`E${n}`, `G${n}`, `e${n}`, `H${n}`, `C${n}`, `E ${n.slice(0, 4)} ${n.slice(4)}`, `E${hanzi(n)}`, `M${n}`, `EB${n.slice(1)}`, `E-${n}`]);
}
function mail(r: Chance): string {
  const name = r.pick(['huang.lei', 'xm2008', 'sunny_day', 'k-tan', 'zhao', 'm.y.liu', 'office.hz']);
  return r.pick([`${name}@126.com`, `${name}@foxmail.com`, `${name}@uni.edu.cn`, `${name}@sina.com.cn`, `${name} at hotmail dot com`, `${name.replace(/\W/g, '')}艾特一六三点com`, `${name}＠outlook.com`]);
}

export function strangersPlants(seed: number, count: number): Planted[] {
  const r = chance(seed);
  return Array.from({ length: count }, (): Planted => {
    const what = r.below(20);
    const put = (sentences: readonly string[], text: string, kind: string, form: string, digits = ''): Planted => ({ kind, form, turns: [r.pick(sentences).replace('{}', () => text)], pieces: [text], digits });
    if (what < 2) return put(['帮我看看{}停哪了', '{}可以进吗', '车是{}', 'my car is {}', '{} 缴费', 'entry {} lane 2', '号牌{}'], plate(r), 'plate', 'plate');
    if (what < 3) return put(['护照：{}', '我用{}取票', '证件是{}', 'the passport is {}', 'doc {} scanned'], document(r), 'passport', 'document');
    if (what < 4) return put(['结果寄到{}', '邮件：{}', 'write to {}', '{}，谢谢', 'sent -> {}'], mail(r), 'email', 'mail');
    const kind = r.pick(['phone', 'phone', 'id-card', 'bank-card'] as const);
    const digits = kind === 'phone' ? r.pick([mobile, mobile, mobile, landline, landlineFar])(r) : kind === 'id-card' ? r.pick([identity, identity, (q: Chance) => identity(q, 'X'), oldIdentity])(r) : bankCard(r);
    const form = r.pick(Object.keys(WAYS));
    const way = WAYS[form] as (typeof WAYS)[string];
    const sentences = SAY[kind] ?? [];
    if (what >= 17) {
      const at = 4 + r.below(digits.length - 7);
      const pieces = [way(digits.slice(0, at), r), way(digits.slice(at), r)];
      const openings = kind === 'phone' ? ['号码给你：{}', '电话{}', '{}', '记一下{}', 'the phone is {}'] : kind === 'id-card' ? ['证件号{}', '身份证{}', '{}', 'the ID is {}'] : ['卡号{}', '{}', 'my card {}'];
      return { kind: `${kind} in two turns`, form, turns: [r.pick(openings).replace('{}', () => pieces[0] as string), r.pick(['{}', '还有{}', '{}。', '接着是{}', '后半段{}', 'and then {}', '对，{}', 'the rest is {}']).replace('{}', () => pieces[1] as string)], pieces, digits };
    }
    return put(sentences, way(digits, r), kind, form, digits);
  });
}

const n2 = (n: number): string => String(n).padStart(2, '0');
export function strangersHarmless(seed: number, count: number): Harmless[] {
  const r = chance(seed);
  const kinds: Record<string, () => string> = {
    'queue number': () => r.pick([`${r.pick(['A', 'C', 'F', 'Z'])}${n2(r.below(100))}`, `${r.pick(['A', 'B'])}-${r.below(300)}`, `${r.pick(['N', 'K'])}${r.below(2000)}`, `${r.below(500)}号`, `${r.pick(['甲', '乙'])}${r.below(90)}号`, `No. ${r.below(200)}`, `number ${r.below(200)}`, `A${hanzi(String(100 + r.below(800)))}`]),
    window: () => r.pick([`${1 + r.below(60)}号窗`, `${1 + r.below(20)}号柜台`, `窗口${1 + r.below(60)}`, `二楼${1 + r.below(9)}号窗口`, `desk ${1 + r.below(30)}`, `windows ${1 + r.below(9)} to ${10 + r.below(9)}`, `${hanzi(String(1 + r.below(30)))}号窗口`]),
    time: () => r.pick([`${n2(r.below(24))}:${n2(r.below(60))}`, `${1 + r.below(12)}点${n2(r.below(60))}分`, `下午${1 + r.below(6)}点`, `${9 + r.below(2)}:00～${16 + r.below(3)}:30`, `quarter to ${r.pick(['three', 'six'])}`, `${1 + r.below(12)} pm`, `from ${n2(8 + r.below(3))}:30 till ${15 + r.below(5)}:45`, `${r.below(24)}时${r.below(60)}分`]),
  };
  const around = ['{}', '{}呢', '轮到{}了', '我等的是{}', '麻烦改{}', '去{}', '{}人多吗', 'is it {}', 'go to {} now', '{}, please', '请{}的顾客稍等', '刚才叫的是不是{}'];
  const others = ['押金2000元，退1500', '一共18件，重36.5公斤', '第26届，2026年', 'CA981晚点40分钟', '高铁G7311次3车12A', '95588和12306都打不通', '打400-820-8820问', '2026.11.23 14:05:09', '2楼203室', '税率13%，价税合计11300.00元', '排了1小时20分', '十二万三千四百五十六元', 'three hundred and twenty dollars', 'twenty twenty six', '2026年第47周', '库存 15000 件', 'iso 9001', '限重23公斤，超1公斤加15元', '温度26.5度', 'version 2.14.3', '比分3比1', '三百八十二块五', '第二十三条第4款'];
  return Array.from({ length: count }, (): Harmless => {
    if (r.below(5) === 0) return { kind: 'other', text: r.pick(others) };
    const kind = r.pick(['queue number', 'window', 'time']);
    return { kind, text: r.pick(around).replace('{}', () => (kinds[kind] as () => string)()) };
  });
}
