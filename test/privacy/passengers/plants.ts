// A fourth author, numbers and plates only: a ferry terminal's passengers, an insurance caller, an impatient courier and a lawyer who
// dictates; new sentences, new groupings, new interruptions.
import type { Plant, Said } from '../auditor/plant.ts';
import { createDice, type Dice } from '../auditor/random.ts';
import { bankCard, idCard, landline, mobile, oldIdCard, passport, permit, plate, qq } from '../auditor/secrets.ts';

const HAN = [...'零一二三四五六七八九'];
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const said = (digits: string, first = '幺'): string => [...digits].map((digit) => (digit === '1' ? first : HAN[Number(digit)] ?? digit)).join('');
const words = (digits: string, nought = 'zero'): string => [...digits].map((digit) => (digit === '0' ? nought : ENGLISH[Number(digit)] ?? '')).join(' ');
function uneven(digits: string, dice: Dice): string[] {
  const parts: string[] = [];
  for (let at = 0; at < digits.length;) { const size = 2 + dice.int(4); parts.push(digits.slice(at, at + size)); at += size; }
  return parts;
}
type Way = (digits: string, dice: Dice) => string;
const CHINESE: readonly Way[] = [
  (d) => d, (d) => said(d), (d) => said(d, '一'), (d, dice) => uneven(d, dice).map((part) => said(part)).join('，'), (d, dice) => uneven(d, dice).join(' '), (d, dice) => uneven(d, dice).map((part) => said(part)).join('，听清了吗，'), (d, dice) => uneven(d, dice).map((part) => said(part)).join('，逗号，'),
  (d, dice) => uneven(d, dice).join('，好，'), (d, dice) => uneven(d, dice).map((part) => (dice.chance(0.5) ? part : said(part))).join('这个'), (d, dice) => uneven(d, dice).map((part) => said(part, '一')).join(' 咳 '), (d, dice) => uneven(d, dice).map((part) => said(part)).join('，别急，'), (d, dice) => uneven(d, dice).join('_'),
  (d) => `${said(d.slice(0, 3))}后面是${said(d.slice(3))}`, (d) => `${d.slice(0, 3)}****${d.slice(7)}，星号是${d.slice(3, 7)}`, (d) => [...said(d)].join('…'), (d) => [...d].join('-'), (d) => d.replace(/\d/g, (x) => String.fromCharCode(0xff10 + Number(x))), (d, dice) => uneven(d, dice).map((part) => said(part)).join('啊，'), (d) => `${d}（重复一遍${said(d)}）`, (d) => `${said(d)}，我再说一遍，${said(d, '一')}`,
];
const FOREIGN: readonly Way[] = [(d) => d, (d) => words(d), (d) => words(d, 'oh'), (d, dice) => uneven(d, dice).map((part) => words(part)).join(', '), (d, dice) => uneven(d, dice).join('-'), (d, dice) => uneven(d, dice).map((part) => words(part, 'oh')).join(', got that? '), (d, dice) => uneven(d, dice).join(', and '), (d) => words(d).replace(/(\w+) \1 \1/g, 'triple $1').replace(/\b(\w+) \1\b/g, 'double $1'), (d, dice) => uneven(d, dice).map((part) => words(part)).join(' sorry '), (d) => `${d.slice(0, 4)} ${words(d.slice(4))}`];
const KINDS: Readonly<Record<string, { make: (dice: Dice) => string; zh: readonly string[]; en: readonly string[]; asks: readonly string[] }>> = {
  phone: { make: mobile, zh: ['收件人电话{x}', '我的船票绑定手机{x}', '报案人手机号{x}', '你直接call我{x}', '{x}，打这个', '委托人的电话为{x}', '紧急联系人{x}', '打我另一个号{x}', '短信收不到，号码{x}', '我手机号码改成{x}', '原告手机：{x}', '老板电话{x}你自己问'], en: ['mobile {x}', 'you may call my client on {x}', 'text {x} when the ferry is in', 'the claimant can be phoned at {x}', 'phone: {x}'], asks: ['留一个手机号码', '联系电话是？', 'Which phone number shall we call?'] },
  'id-card': { make: (dice) => idCard(dice, dice.chance(0.9)), zh: ['被保险人身份证{x}', '购票证件号{x}', '当事人的身份证号码为{x}', '核对身份证：{x}', '身份证就是{x}啊', '寄件要实名，{x}'], en: ['identity card {x}', 'the insured’s ID number is {x}', 'Chinese ID {x}'], asks: ['身份证号码请讲', '请输入身份证号', 'ID number?'] },
  'old-id': { make: oldIdCard, zh: ['老身份证{x}', '老保单上的身份证{x}'], en: ['old ID card {x}'], asks: ['身份证号码请讲'] },
  'bank-card': { make: (dice) => bankCard(dice, dice.chance(0.9)), zh: ['理赔款打到{x}', '银行账号{x}', '退票退到银行卡{x}', '收款卡号为{x}', '律师费请汇至账户{x}', '运费从我卡{x}扣'], en: ['pay the claim into account {x}', 'my credit card is {x}', 'card no {x}', 'bank account number {x}'], asks: ['请念一下银行卡号', '收款账号多少', 'And the card number?'] },
  landline: { make: landline, zh: ['律所电话{x}', '码头那边我家座机{x}', '固定电话{x}'], en: ['office telephone {x}', 'land line {x}'], asks: ['联系电话是？'] },
  passport: { make: passport, zh: ['护照号码{x}上船', '旅客护照{x}'], en: ['passport number {x}', 'my passport is {x}'], asks: ['护照号码多少'] },
  permit: { make: permit, zh: ['通行证{x}过关', '港澳通行证号{x}', '台胞证{x}'], en: ['travel permit {x}'], asks: ['通行证号码多少'] },
  qq: { make: qq, zh: ['QQ{x}', '我的QQ号码是{x}', '加QQ{x}发保单'], en: ['QQ {x}'], asks: ['QQ号多少'] },
};
const digitsOf = (value: string): string => value.replace(/\D/g, '');
const LEAD = ['', '', '', '喂，', '那你记，', '快点，', '是这样，', '第三次了，'];
const TAIL = ['', '', '', '。', '，行了吧', '，赶时间', '，下午三点前', '，五号码头', '，B205等着呢'];
function spoken(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'phone', 'phone', 'id-card', 'id-card', 'bank-card', 'bank-card', 'landline', 'old-id', 'passport', 'permit', 'qq']);
  const of = KINDS[kind];
  if (!of) throw new Error(kind);
  const value = of.make(dice);
  const letters = /^[A-Z]*/.exec(value)?.[0] ?? '';
  const english = dice.chance(0.25);
  const plain = ['passport', 'permit', 'qq', 'landline'].includes(kind);
  const way = dice.pick(english ? (plain ? FOREIGN.slice(0, 4) : FOREIGN) : plain ? CHINESE.slice(0, 5) : CHINESE.filter((_way, at) => at !== 13 || kind === 'phone'));
  const x = `${letters}${letters !== '' && english ? ' ' : ''}${way(value.slice(letters.length).replace(/X$/, ''), dice)}${value.endsWith('X') ? dice.pick(['X', 'x', '，X', '叉']) : ''}`;
  const says: Said[] = dice.chance(0.25) ? [{ who: 'other', text: dice.pick(of.asks) }] : [];
  says.push({ who: 'visitor', text: english ? dice.pick(of.en).replace('{x}', x) : dice.pick(LEAD) + dice.pick(of.zh).replace('{x}', x) + dice.pick(TAIL) });
  if (dice.chance(0.3)) says.push({ who: 'other', text: dice.pick(['您登记的是{y}', '核对：{y}', '{y}，正确请点确认', 'That is {y}, right?']).replace('{y}', dice.pick([value, said(digitsOf(value)), digitsOf(value)])) });
  return { kind, channel: dice.pick(['speech', 'chat']), says, secret: { digits: digitsOf(value) } };
}
function pieces(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'id-card', 'bank-card']);
  const of = KINDS[kind];
  if (!of) throw new Error(kind);
  const digits = digitsOf(of.make(dice));
  const cut = 3 + dice.int(digits.length - 5);
  const parts = dice.chance(0.5) ? [digits.slice(0, cut), digits.slice(cut)] : uneven(digits, dice);
  const english = dice.chance(0.25);
  const write = (part: string): string => (english ? dice.pick([words(part), part]) : dice.pick([said(part), said(part, '一'), part]));
  const says: Said[] = dice.chance(0.7) ? [{ who: 'other', text: dice.pick(of.asks) }] : [];
  parts.forEach((part, at) => {
    const lead = at === 0 ? (says.length === 0 ? dice.pick((english ? of.en : of.zh).filter((frame) => frame.endsWith('{x}'))).replace('{x}', '') : dice.pick(['', '嗯', '好，'])) : dice.pick(['', '', '还有', '剩下的', '后面还有', '接', '好，', '喂？']);
    says.push({ who: 'visitor', text: lead + write(part) });
    if (at < parts.length - 1 && dice.chance(0.5)) says.push({ who: 'other', text: dice.pick(['请说下去', '嗯嗯', `${part}，请说完`, '对不起，后面几位？', 'Yes?']) });
  });
  return { kind, channel: 'turns', says, secret: { digits } };
}
function car(dice: Dice): Plant {
  const { province, serial } = plate(dice);
  const x = dice.pick([`${province}${serial}`, `${province}${serial[0] ?? ''}${said(serial.slice(1))}`, `${province}${serial[0] ?? ''}杠${serial.slice(1)}`, `${province}${serial[0] ?? ''}，${serial.slice(1)}`, `${province}${[...serial].join('')}`, `${province}${serial[0] ?? ''}${said(serial.slice(1), '一')}`, `${province} ${serial.slice(0, 3)} ${serial.slice(3)}`]);
  return { kind: 'plate', channel: dice.pick(['speech', 'chat']), says: [{ who: 'visitor', text: dice.pick(['肇事车辆{x}', '滚装船带车{x}', '对方车牌{x}', '送货的车{x}', '{x}追尾', '我车{x}上船', '车牌号为{x}的小型轿车', 'the van {x} hit me', '货车{x}卸货', '投保车辆{x}']).replace('{x}', x) }], secret: { plate: serial } };
}
function log(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'id-card', 'bank-card', 'landline', 'passport', 'permit', 'qq']);
  const of = KINDS[kind];
  if (!of) throw new Error(kind);
  const value = of.make(dice);
  const key = ({ phone: ['insuredMobile', 'phoneNum', '电话'], 'id-card': ['insuredIdNo', 'idNum', '证件号码'], 'bank-card': ['payeeAccount', 'bankCard', '银行账号'], landline: ['officeTel', '电话'], passport: ['passportNum', '护照号码'], permit: ['permitNo', '通行证号'], qq: ['qq', 'QQ号'] } as Record<string, string[]>)[kind] ?? [];
  const name = dice.pick(key);
  return { kind, channel: 'log', secret: { digits: digitsOf(value) }, line: dice.pick<NonNullable<Plant['line']>>([{ text: `${name}=${value};state=NEW` }, { text: `{"policy":{"${name}":"${value}"}}` }, { text: `TypeError: cannot read ${name} of "${value}"` }, { text: 'claim', fields: { claim: { [name]: value } } }, { text: `PUT /claim?${name}=${encodeURIComponent(value)} OK` }, { text: `- ${name}: '${value}'` }, { text: `notify(${name}: ${value})` }]) };
}
const times = (n: number, make: () => Plant): Plant[] => Array.from({ length: n }, make);
/** The fourth author's plants of one seed. */
export function passengersPlants(seed: number, scale = 1): Plant[] {
  const dice = createDice(seed);
  const n = (count: number): number => Math.round(count * scale);
  return [...times(n(3200), () => spoken(dice)), ...times(n(1000), () => pieces(dice)), ...times(n(700), () => car(dice)), ...times(n(900), () => log(dice))];
}
/** Its harmless talk. */
export function passengersHarmless(dice: Dice): { kind: string; text: string } {
  const n = (low: number, high: number): string => String(low + dice.int(high - low));
  const letter = dice.pick([...'ABCDEFG']);
  const [kind, text] = dice.pick<[string, string]>([
    ['queue', `${letter}${n(100, 999)}号，再过${n(1, 9)}个到您`], ['queue', `号${n(10, 999)}，${n(1, 20)}号台`], ['queue', `我是${n(1, 99)}号，他是${n(1, 99)}号`], ['queue', `${letter}${said(n(100, 999))}`], ['queue', `ticket ${letter}${n(100, 999)}, counter ${n(1, 20)}`], ['queue', `号码牌${n(100, 999)}，过号了`],
    ['time', `${n(6, 23)}:${n(10, 59)}的船，${n(6, 23)}:${n(10, 59)}检票`], ['time', `${n(1, 13)}月${n(1, 29)}号${n(6, 23)}点${n(10, 59)}`], ['time', `等${n(10, 90)}分钟，${n(1, 4)}小时到`], ['time', `${n(2023, 2030)}年${n(1, 13)}月起`], ['time', `the ${n(1, 12)}:${n(10, 59)} ferry`], ['time', `保险期${n(2023, 2026)}-${n(10, 12)}-${n(10, 28)}到${n(2026, 2030)}-${n(10, 12)}-${n(10, 28)}`],
    ['window', `${n(1, 40)}号窗口，不是${n(1, 40)}号`], ['window', `${n(1, 9)}号码头${n(1, 9)}号口`], ['window', `berth ${n(1, 20)}, gate ${n(1, 9)}`], ['window', `理赔去${n(1, 9)}楼${n(1, 30)}号窗口`],
    ['other', `保额${n(10, 500)}万`], ['other', `赔了${n(1000, 99999)}元`], ['other', `第${n(1, 1200)}条`], ['other', `船票${n(100, 999)}块，${n(1, 9)}张`], ['other', `案号（2026）民初${n(100, 9999)}号`], ['other', `${n(1, 60)}公斤，${n(1, 9)}件`], ['other', `免赔${n(100, 999)}`],
  ]);
  return { kind, text };
}
