// Personal data as people write, say and recognise it, made from a seed: real check digits, many forms, in sentences, chats and
// log lines, also over two turns.
import { seededRandom } from '../../flows/engine/understanding/seeded-random.ts';

export interface Planted { kind: string; form: string; /** What is said, turn after turn. */ turns: string[]; /** The pieces as they stand in the turns. */ pieces: string[]; /** The digits (and X) alone. */ digits: string }
export interface Chance { (): number; below(n: number): number; pick<T>(of: readonly T[]): T }

export function chance(seed: number): Chance {
  const next = seededRandom(seed);
  const below = (n: number): number => Math.floor(next() * n);
  return Object.assign(() => next(), { below, pick: <T>(of: readonly T[]): T => of[below(of.length)] as T });
}

const digitsOf = (r: Chance, n: number): string => Array.from({ length: n }, () => String(r.below(10))).join('');

// --- the numbers themselves ---
const AREAS = ['110101', '310115', '440305', '330106', '510107', '420111', '610103', '320205', '350203', '210102', '230103', '530102', '650102', '450103', '410105'];
const FACTORS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const two = (n: number): string => String(n).padStart(2, '0');

export function identity(r: Chance, last: 'any' | 'X' = 'any'): string {
  for (;;) {
    const body = `${r.pick(AREAS)}${1940 + r.below(70)}${two(1 + r.below(12))}${two(1 + r.below(28))}${digitsOf(r, 3)}`;
    const check = '10X98765432'[[...body].reduce((sum, d, at) => sum + Number(d) * (FACTORS[at] ?? 0), 0) % 11] ?? '0';
    if (last === 'any' || check === 'X') return body + check;
  }
}
export function oldIdentity(r: Chance): string { return `${r.pick(AREAS)}${two(40 + r.below(60))}${two(1 + r.below(12))}${two(1 + r.below(28))}${digitsOf(r, 3)}`; }
export function mobile(r: Chance): string { return `1${r.pick(['30', '31', '35', '36', '37', '38', '39', '50', '52', '58', '59', '66', '71', '73', '77', '80', '82', '86', '88', '89', '91', '95', '98', '99'])}${digitsOf(r, 8)}`; }
export function landline(r: Chance): string { return r.pick(['010', '021', '020', '028', '025']) + String(2 + r.below(7)) + digitsOf(r, 7); }
export function landlineFar(r: Chance): string { return r.pick(['0571', '0755', '0512', '0371', '0898']) + String(2 + r.below(7)) + digitsOf(r, 7); }
export function bankCard(r: Chance): string {
  const length = r.pick([16, 16, 17, 18, 19, 19, 19]);
  const body = (r.pick(['622202', '621700', '622848', '621483', '623058', '400022', '512345', '356889']) + digitsOf(r, 19)).slice(0, length - 1);
  let sum = 0;
  for (let at = 0; at < body.length; at++) {
    const d = Number(body[body.length - 1 - at]);
    sum += at % 2 === 0 ? (d > 4 ? d * 2 - 9 : d * 2) : d;
  }
  return body + String((10 - (sum % 10)) % 10);
}

// --- how digits are written and said ---
const ZH = '零一二三四五六七八九';
const EN = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const zh = (d: string, one = '一', zero = '零'): string => [...d].map((c) => (c === '1' ? one : c === '0' ? zero : c === 'X' ? '叉' : ZH[Number(c)] ?? c)).join('');
const en = (d: string, zero = 'zero'): string => [...d].map((c) => (c === '0' ? zero : c === 'X' ? 'X' : EN[Number(c)] ?? c)).join(' ');
function doubles(d: string): string {
  return (d.match(/(\d)\1{0,2}|X/g) ?? []).map((run) => (run.length === 3 ? `triple ${EN[Number(run[0])]}` : run.length === 2 ? `double ${EN[Number(run[0])]}` : run === 'X' ? 'X' : EN[Number(run)] ?? run)).join(' ');
}
function repeats(d: string): string { return (d.match(/(\d)\1*|X/g) ?? []).map((run) => (run.length >= 3 && run.length <= 4 ? `${'二三四'[run.length - 2]}个${ZH[Number(run[0])]}` : zh(run))).join(''); }
function grouped(d: string, sizes: readonly number[]): string[] {
  const parts: string[] = [];
  let at = 0;
  for (let i = 0; at < d.length; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? 4;
    parts.push(d.slice(at, at + size));
    at += size;
  }
  return parts;
}
const wide = (d: string): string => [...d].map((c) => (/\d/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c === 'X' ? 'Ｘ' : c)).join('');

const FORMS: Record<string, (d: string, sizes: readonly number[], r: Chance) => string> = {
  plain: (d) => d,
  spaced: (d, s) => grouped(d, s).join(' '),
  hyphened: (d, s) => grouped(d, s).join('-'),
  dotted: (d, s) => grouped(d, s).join('.'),
  'one by one': (d) => [...d].join(' '),
  'full width': (d) => wide(d),
  'full width spaced': (d, s) => grouped(wide(d), s).join('　'),
  'spoken zh': (d) => zh(d),
  'spoken zh yao': (d) => zh(d, '幺'),
  'spoken zh grouped': (d, s) => grouped(d, s).map((g) => zh(g, '幺')).join('，'),
  'spoken zh spaced': (d) => [...zh(d)].join(' '),
  'spoken zh fillers': (d, s, r) => grouped(d, s).map((g) => zh(g, r.pick(['一', '幺']))).reduce((a, b) => `${a}${r.pick(['嗯', '，那个，', '然后', '，呃，', '，然后是', '……'])}${b}`),
  'spoken zh repeats': (d) => repeats(d),
  'spoken zh capitals': (d) => [...d].map((c) => '零壹贰叁肆伍陆柒捌玖'[Number(c)] ?? c).join(''),
  'zh circle nought': (d) => zh(d, '一', '〇'),
  mixed: (d, s, r) => grouped(d, s).map((g, at) => ((at + r.below(2)) % 2 === 0 ? g : zh(g))).join(''),
  'spoken en': (d) => en(d),
  'spoken en oh': (d) => en(d, 'oh'),
  'spoken en doubles': (d) => doubles(d),
  'spoken en fillers': (d, s, r) => grouped(d, s).map((g) => en(g)).reduce((a, b) => `${a}${r.pick([', uh, ', ' um ', ', then ', ', and then ', ' ... ', ', '])}${b}`),
  'read as OCR does': (d, s, r) => { let swapped = 0; return [...d].map((c) => (c === '0' && swapped++ < 2 ? r.pick(['O', 'o']) : c)).join(''); },
};

// --- around the number ---
const AROUND: Record<string, { zh: string[]; en: string[]; log: string[] }> = {
  phone: {
    zh: ['我的手机号是{}', '{}', '电话{}，麻烦记一下', '你打{}就能找到我', '我的电话号码是{}对', '嗯{}', '预约人手机{}', '{}是我的号码', '联系方式：{}', '麻烦发短信到{}谢谢'],
    en: ['my phone number is {}', '{}', 'you can call me at {} please', "it's {}", 'my mobile, {}', 'text {} when it is ready'],
    log: ['reply failed phone={} code=500', '{"mobile":"{}","ok":false}', 'GET /lookup?tel={}&x=1', '用户 {} 查询失败', '确认一下，您的手机号是{}，对吗？', 'visitor said: {}'],
  },
  'id-card': {
    zh: ['我的身份证号是{}', '{}', '身份证{}', '证件号码{}，帮我查一下', '号码是{}', '居民身份证：{}', '我报一下啊{}'],
    en: ['my ID number is {}', '{}', 'the identity card number: {}', 'it is {}'],
    log: ['query id={} timeout', '{"idNumber":"{}"}', '您的身份证号是{}，请确认', 'card read: {}'],
  },
  'bank-card': {
    zh: ['我的银行卡号是{}', '{}', '卡号{}', '这张卡{}丢了', '账号是{}', '转到{}这张卡'],
    en: ['my card number is {}', '{}', 'the account is {}', 'please block card {}'],
    log: ['debit {} refused', '{"cardNumber":"{}"}', '卡 {} 已挂失', '您的卡号{}，对吗'],
  },
  plate: {
    zh: ['我的车牌是{}', '{}', '车牌号{}', '我的车{}停在哪里', '帮我查一下{}的停车费', '登记一下{}'],
    en: ['my plate is {}', 'license plate {}', 'my car is {}'],
    log: ['gate open plate={}', '{"plate":"{}"}', '车辆 {} 入场'],
  },
  passport: {
    zh: ['我的护照号是{}', '护照{}', '证件号{}', '通行证号码是{}', '拿的是{}这本护照', '{}'],
    en: ['my passport number is {}', 'passport {}', 'the document is {}'],
    log: ['passport={} checked', '{"passport":"{}"}', '护照 {} 已登记'],
  },
  email: { zh: ['我的邮箱是{}', '发到{}', '{}'], en: ['my email is {}', 'send it to {}', '{}'], log: ['mail to {} bounced', '{"email":"{}"}'] },
  account: { zh: ['我的微信号是{}', '加我微信{}', '微信：{}', '我微信是{}'], en: ['my wechat is {}', 'wechat id {}'], log: ['微信号{}绑定失败', '{"wechat":"{}"}'] },
};

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
function plate(r: Chance): { text: string; form: string } {
  const province = PROVINCES[r.below(PROVINCES.length)] ?? '京';
  const city = LETTERS[r.below(LETTERS.length)] ?? 'A';
  const tail = r.pick([() => digitsOf(r, 5), () => `${LETTERS[r.below(24)]}${digitsOf(r, 4)}`, () => `${digitsOf(r, 2)}${LETTERS[r.below(24)]}${digitsOf(r, 2)}`, () => `${digitsOf(r, 4)}${LETTERS[r.below(24)]}`])();
  const green = `${r.pick(['D', 'F'])}${digitsOf(r, 5)}`;
  const spelled = (t: string): string => [...t].map((c) => (/\d/.test(c) ? ZH[Number(c)] : c)).join('');
  const forms: [string, string][] = [
    ['plain', `${province}${city}${tail}`], ['dot', `${province}${city}·${tail}`], ['space', `${province}${city} ${tail}`], ['lower', `${province}${city}${tail}`.toLowerCase()], ['green', `${province}${city}${green}`], ['green space', `${province}${city} ${green}`],
    ['spoken', `${province}${city}${spelled(tail)}`], ['spoken lower', `${province}${city.toLowerCase()}${spelled(tail).toLowerCase()}`], ['spoken green', `${province}${city}${spelled(green)}`], ['hong kong', `粤Z${digitsOf(r, 4)}${r.pick(['港', '澳'])}`],
    ['spread', [...`${province}${city}${tail}`].join(' ')], ['hyphen', `${province}${city}-${tail}`], ['trainer', `${province}${city}${digitsOf(r, 4)}学`], ['full width', `${province}${wide(city)}${wide(tail)}`], ['fillers', `${province}${city}，嗯，${spelled(tail)}`],
  ];
  const [form, text] = r.pick(forms);
  return { text, form };
}
function passport(r: Chance): { text: string; form: string } {
  const n = digitsOf(r, 8);
  const letter = r.pick(['E', 'G', 'D', 'S', 'P', 'H', 'M', 'C', 'T']);
  const forms: [string, string][] = [
    ['plain', `${letter}${n}`], ['lower', `${letter.toLowerCase()}${n}`], ['space', `${letter} ${n}`], ['grouped', `${letter}${n.slice(0, 4)} ${n.slice(4)}`], ['two letters', `E${LETTERS[r.below(24)]}${n.slice(1)}`], ['permit', `C${LETTERS[r.below(24)]}${n.slice(1)}`],
    ['ten', `${r.pick(['H', 'M'])}${n}${digitsOf(r, 2)}`], ['spoken', `${letter}${zh(n)}`], ['spoken yao', `${letter}${zh(n, '幺')}`], ['spoken spaced', `${letter} ${[...zh(n)].join(' ')}`], ['full width', wide(`${letter}${n}`)], ['spoken en', `${letter} ${en(n)}`], ['one by one', `${letter} ${[...n].join(' ')}`],
  ];
  const [form, text] = r.pick(forms);
  return { text, form };
}
function email(r: Chance): { text: string; form: string } {
  const name = r.pick(['zhangsan', 'li.wei', 'wang_fang88', 'john.smith', 'chen2020', 'a.b-c', 'liu+kiosk', 'x9']);
  const host = r.pick(['qq.com', '163.com', 'gmail.com', 'example.com.cn', 'company.org', 'mail.edu.cn']);
  const forms: [string, string][] = [
    ['plain', `${name}@${host}`], ['capitals', `${name}@${host}`.toUpperCase()], ['spaces', `${name} @ ${host}`], ['full width at', `${name}＠${host}`], ['spoken', `${name.replace(/[._+-]/g, ' dot ')} at ${host.replace('.', ' dot ')}`], ['zh at', `${name.replace(/\W/g, '')}艾特${host.replace('.', '点')}`],
    ['zh dot', `${name.replace(/\W/g, '')}@${host.replace(/\./, '点')}`], ['number', `${digitsOf(r, 9)}@qq.com`], ['mobile', `${mobile(r)}@163.com`], ['angle', `<${name}@${host}>`], ['mailto', `mailto:${name}@${host}`], ['spoken digits', `${zh(digitsOf(r, 9))}艾特qq点com`],
  ];
  const [form, text] = r.pick(forms);
  return { text, form };
}

const NUMBERS: { kind: 'phone' | 'id-card' | 'bank-card'; make(r: Chance): string; sizes: readonly number[] }[] = [
  { kind: 'phone', make: mobile, sizes: [3, 4, 4] }, { kind: 'phone', make: mobile, sizes: [3, 4, 4] }, { kind: 'phone', make: mobile, sizes: [3, 3, 5] },
  { kind: 'phone', make: landline, sizes: [3, 4, 4] }, { kind: 'phone', make: landlineFar, sizes: [4, 4, 4] },
  { kind: 'id-card', make: identity, sizes: [6, 8, 4] }, { kind: 'id-card', make: (r) => identity(r, 'X'), sizes: [6, 4, 4, 4] }, { kind: 'id-card', make: oldIdentity, sizes: [6, 6, 3] },
  { kind: 'bank-card', make: bankCard, sizes: [4] }, { kind: 'bank-card', make: bankCard, sizes: [6, 4, 4, 5] },
];

/** `count` plants of all kinds. */
export function plant(seed: number, count: number): Planted[] {
  const r = chance(seed);
  return Array.from({ length: count }, (): Planted => {
    const what = r.below(100);
    const around = (kind: string, text: string): string => { const set = AROUND[kind] as typeof AROUND[string]; return r.pick([...set.zh, ...set.en, ...set.log]).replace('{}', () => text); };
    if (what < 10) { const { text, form } = plate(r); return { kind: 'plate', form, turns: [around('plate', text)], pieces: [text], digits: '' }; }
    if (what < 17) { const { text, form } = passport(r); return { kind: 'passport', form, turns: [around('passport', text)], pieces: [text], digits: '' }; }
    if (what < 22) { const { text, form } = email(r); return { kind: 'email', form, turns: [around('email', text)], pieces: [text], digits: '' }; }
    if (what < 25) { const text = r.pick(['zhangsan_88', 'wx-20201', 'LiWei1990', 'abc_def', `wxid_${digitsOf(r, 6)}`]); return { kind: 'account', form: 'plain', turns: [around('account', text)], pieces: [text], digits: '' }; }
    const { kind, make, sizes } = r.pick(NUMBERS);
    const digits = make(r);
    const form = r.pick(Object.keys(FORMS));
    const write = FORMS[form] as (typeof FORMS)[string];
    if (r.below(100) < 25 && form !== 'read as OCR does' && form !== 'dotted') {
      const parts = grouped(digits, sizes);
      const cut = r.pick([parts[0]?.length ?? 3, (parts[0]?.length ?? 3) + (parts[1]?.length ?? 4), Math.floor(digits.length / 2)]);
      const pieces = [write(digits.slice(0, cut), sizes, r), write(digits.slice(cut), sizes, r)];
      const set = AROUND[kind] as typeof AROUND[string];
      const first = r.pick([...set.zh, ...set.en].filter((one) => one.endsWith('{}'))).replace('{}', () => pieces[0] as string);
      const second = r.pick(['{}', '{}', '然后{}', '嗯{}', '后面是{}', 'then {}', '{}，好了']).replace('{}', () => pieces[1] as string);
      return { kind: `${kind} in two turns`, form, turns: [first, second], pieces, digits };
    }
    const text = kind === 'phone' && r.below(12) === 0 ? `+86 ${write(digits, sizes, r)}` : write(digits, sizes, r);
    return { kind, form, turns: [around(kind, text)], pieces: [text], digits };
  });
}
