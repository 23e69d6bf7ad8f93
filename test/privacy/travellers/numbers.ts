// A second author's numbers: a bank clerk from Chengdu, a hotel guest from Hong Kong, an English tourist, a call centre's transcripts.
import type { Plant, Said } from '../auditor/plant.ts';
import type { Dice } from '../auditor/random.ts';
import { bankCard, idCard, landline, mobile, passport, plate } from '../auditor/secrets.ts';

const HAN = [...'零一二三四五六七八九'];
const TRADITIONAL = [...'零壹貳參肆伍陸柒捌玖'];
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const han = (digits: string, one = '幺'): string => [...digits].map((digit) => (digit === '1' ? one : HAN[Number(digit)] ?? digit)).join('');
const english = (digits: string, nought = 'oh', gap = ' '): string => [...digits].map((digit) => (digit === '0' ? nought : ENGLISH[Number(digit)] ?? digit)).join(gap);
const cut = (digits: string, ...sizes: readonly number[]): string[] => { const out: string[] = []; let at = 0; for (const size of sizes) { out.push(digits.slice(at, at + size)); at += size; } return [...out, digits.slice(at)].filter((part) => part !== ''); };

/** How each of the four says it. */
function saidBy(digits: string, dice: Dice, author: string): string {
  const thirds = digits.length === 11 ? cut(digits, 3, 4) : digits.length === 18 ? cut(digits, 6, 8) : cut(digits, 4, 4, 4, 4);
  const odd = cut(digits, 3, 3, 3, 2, 3, 3);
  switch (author) {
    case 'clerk': return dice.pick([() => thirds.map((part) => han(part)).join('，'), () => thirds.map((part) => han(part, '一')).join('嘛'), () => odd.map((part) => han(part)).join('，对，'), () => thirds.map((part) => han(part)).join('、嗯、'), () => han(digits), () => thirds.join('——'), () => odd.join('，'), () => thirds.map((part, at) => (at % 2 === 0 ? part : han(part))).join('哈，'), () => [...digits].map((digit) => han(digit)).join('，'), () => thirds.map((part) => han(part)).join('，你慢慢写，')])();
    case 'guest': return dice.pick([() => thirds.map((part) => [...part].map((digit) => TRADITIONAL[Number(digit)] ?? '').join('')).join(''), () => thirds.join(' '), () => odd.join('-'), () => thirds.map((part) => han(part, '一').replace(/二/g, '兩')).join(' '), () => han(digits, '一'), () => thirds.join('　')])();
    case 'tourist': return dice.pick([() => thirds.map((part) => english(part)).join(', '), () => english(digits, 'zero'), () => odd.join(' '), () => thirds.join('.'), () => english(digits, 'oh', ', '), () => `${english(thirds[0] ?? '')}... ${english(thirds.slice(1).join(''), 'zero')}`, () => english(digits).replace(/\b(\w+) \1\b/g, 'double $1'), () => thirds.map((part) => english(part, 'nought')).join(', then '), () => odd.map((part) => english(part)).join(' dash ')])();
    default: return dice.pick([() => han(digits), () => han(digits, '一'), () => thirds.map((part) => han(part)).join(' '), () => digits, () => odd.map((part) => han(part)).join(' 嗯 '), () => thirds.map((part) => han(part)).join(' 啊 '), () => odd.map((part, at) => (at % 2 === 0 ? part : han(part))).join(' ')])();
  }
}
const SAYS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  phone: {
    clerk: ['阿姨你念一下嘛 {x} 对不对', '您预留的手机是{x}哈', '换一个预留号码，新的是{x}', '短信发到哪个号？{x}这个嘛', '麻烦你打{x}问我儿子', '客户留的{x}，没人接', '我娃儿的是{x}', '登记成{x}了，错了一位', '来电提醒绑{x}', '记到起哈：{x}', '你拿笔，{x}', '我老汉儿的手机{x}'],
    guest: ['我個電話係{x}', '我嘅手提{x}', '打俾我{x}', '聯絡電話：{x}', '電話號碼係 {x} 唔該', '可以打{x}搵我', '登記電話{x}', '內地電話{x}，香港嗰個唔用'],
    tourist: ['you can get hold of me on {x}', "my Chinese number's {x}", 'could you ring {x} for me', 'drop me a text, {x}', "that's {x}", 'if anything turns up, {x}', 'I gave {x} when I booked', 'my SIM is {x} and it has no signal', 'put {x} on the form', 'the guide is on {x}'],
    centre: ['工号幺零二四为您服务 请问您的来电号码是{x}吗', '嗯我这个手机{x}我要投诉', '坐席 麻烦报一下您的联系方式 客户 {x}', '客户 {x} 坐席 好的已记录', '主叫{x}', '那我给您回拨到{x}可以吗', '对 尾号不是那个 全号是{x}', '宽带账户绑定手机{x}欠费'],
  },
  'id-card': {
    clerk: ['身份证念给我：{x}', '他身份证{x}，过期了', '证号{x}，你核一下', '我身份证忘带了但我背得到：{x}', '代办人身份证{x}', '开户的证件是{x}'],
    guest: ['內地身份證{x}', '身份證號碼係{x}', '我太太嘅身份證 {x}'],
    tourist: ["my wife's Chinese ID is {x}", 'the ID card says {x}', 'ID: {x}', 'identity card number {x}'],
    centre: ['请报一下身份证号 {x}', '客户 我身份证{x} 坐席 嗯', '核实一下身份 {x} 对吗', '实名信息 {x}'],
  },
  'bank-card': {
    clerk: ['你这张卡{x}要升级磁条', '卡号{x}，余额查一下', '钱打进{x}头', '从{x}转到活期', '存到{x}', '这个户头{x}冻结了', '他的账号我抄下来了{x}', '开卡行不晓得，卡是{x}', '还到{x}这张信用卡'],
    guest: ['張卡係{x}', '信用卡號碼{x}', '過數去{x}', '銀聯卡{x} 唔用得'],
    tourist: ['my card got swallowed, {x}', 'the long number on the front is {x}', "it's a Visa, {x}", 'use {x} for the deposit', 'my debit card is {x}', 'can you refund the card {x}', 'Mastercard {x}'],
    centre: ['挂失的卡号是{x}', '请输入您的卡号 {x}', '客户 卡号{x} 坐席 请稍等', '还款账号{x}', '扣款账户{x}'],
  },
  landline: { clerk: ['座机是{x}', '单位打{x}', '我们办公室{x}'], guest: ['屋企電話{x}', '公司電話 {x}'], tourist: ['the landline is {x}', 'my office is {x}'], centre: ['固话{x}报障', '宽带号码 {x}'] },
  passport: { clerk: ['护照{x}开户得行不', '老外的护照是{x}'], guest: ['護照號碼{x}', '我本護照係{x}'], tourist: ['my passport number is {x}', 'passport, {x}', "I've lost my passport, {x}", 'passport no {x} issued in London'], centre: ['护照号码{x} 核实通过', '证件是护照 {x}'] },
};
const ASKS: Readonly<Record<string, readonly string[]>> = { phone: ['麻烦留一个您的手机号码', '请讲您的电话', "What's the best number for you?", '请问回访打哪个号码？'], 'id-card': ['请报身份证', '请您说证件号码', 'And the ID number?'], 'bank-card': ['请读一下卡面上的号码', '您的卡号是？', 'The card number, please.'], landline: ['请问固定电话是多少'], passport: ['护照号码是？', 'Could you read me the passport number?'] };
const MAKE: Readonly<Record<string, (dice: Dice) => string>> = { phone: mobile, 'id-card': (dice) => idCard(dice, dice.chance(0.9)), 'bank-card': (dice) => bankCard(dice, dice.chance(0.9)), landline, passport };
const ECHO = ['跟您重复一遍，{y}', '{y}，没问题吧', '系统里是{y}', 'So that is {y}?', '即係{y}啱唔啱', '好，记下来了：{y}'];
const digitsOf = (value: string): string => value.replace(/\D/g, '');

export function spokenByOthers(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'phone', 'phone', 'id-card', 'id-card', 'bank-card', 'bank-card', 'landline', 'passport']);
  const author = dice.pick(['clerk', 'guest', 'tourist', 'centre']);
  const value = (MAKE[kind] as (dice: Dice) => string)(dice);
  const letters = /^[A-Z]*/.exec(value)?.[0] ?? '';
  const main = value.replace(/X$/, '').slice(letters.length);
  const said = `${letters}${letters !== '' && author === 'tourist' ? ' ' : ''}${saidBy(main, dice, author)}${value.endsWith('X') ? dice.pick(['X', 'x', '叉', ' X']) : ''}`;
  const says: Said[] = [...(dice.chance(0.3) ? [{ who: 'other' as const, text: dice.pick(ASKS[kind] ?? []) }] : []), { who: 'visitor', text: dice.pick(SAYS[kind]?.[author] ?? []).replace('{x}', said) }];
  if (dice.chance(0.3)) says.push({ who: 'other', text: dice.pick(ECHO).replace('{y}', dice.chance(0.5) ? main : saidBy(main, dice, dice.pick(['clerk', 'guest', 'tourist', 'centre']))) });
  if (dice.chance(0.12)) says.push({ who: 'visitor', text: dice.pick(['是的是的', '不对，最后两位是{z}', '对头，{z}结尾', 'yes, ending {z}']).replace('{z}', digitsOf(value).slice(-2)) });
  return { kind, channel: author === 'centre' || author === 'guest' ? 'chat' : 'speech', says, secret: { digits: digitsOf(value) } };
}
export function piecesByOthers(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'id-card', 'bank-card']);
  const value = kind === 'id-card' ? idCard(dice) : kind === 'phone' ? mobile(dice) : bankCard(dice);
  const digits = digitsOf(value);
  const parts = dice.pick([() => cut(digits, 3, 4, 4), () => cut(digits, 6, 4, 4), () => cut(digits, 4, 4, 4, 4), () => cut(digits, Math.floor(digits.length / 2)), () => cut(digits, 3, 2, 2, 2, 2, 3), () => cut(digits, 7), () => cut(digits, digits.length - 4)])();
  const author = dice.pick(['clerk', 'tourist', 'centre']);
  const asked = dice.chance(0.7);
  const says: Said[] = asked ? [{ who: 'other', text: dice.pick(ASKS[kind] ?? []) }] : [];
  parts.forEach((part, at) => {
    const said = author === 'tourist' ? dice.pick([english(part), part, english(part, 'zero', '-')]) : dice.pick([han(part), part, han(part, '一'), [...part].join(' ')]);
    const own = ({ clerk: { phone: '我手机号', 'id-card': '身份证号', 'bank-card': '卡号' }, tourist: { phone: 'my number is', 'id-card': 'the ID is', 'bank-card': 'card number' }, centre: { phone: '电话号码是', 'id-card': '身份证', 'bank-card': '银行卡' } } as Record<string, Record<string, string>>)[author]?.[kind] ?? '';
    const lead = at === 0 ? (asked ? dice.pick(['', '', '嗯，', '等哈哈，', 'er, ']) : `${own}${author === 'tourist' ? ' ' : ''}`) : dice.pick(['', '', '', '接下来', '完了是', '再来', 'and ', '跟到起', '后头']);
    says.push({ who: 'visitor', text: lead + said + (at === parts.length - 1 && value.endsWith('X') ? ' X' : '') });
    if (at < parts.length - 1 && dice.chance(0.5)) says.push({ who: 'other', text: dice.pick(['嗯', '好', `${part}，然后`, 'mhm', '请讲', '接着报', 'right']) });
  });
  return { kind, channel: 'turns', says, secret: { digits } };
}
export function loggedByOthers(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'id-card', 'bank-card', 'plate', 'passport']);
  const value = kind === 'plate' ? (({ province, serial }) => province + serial)(plate(dice)) : (MAKE[kind] as (dice: Dice) => string)(dice);
  const key = dice.pick({ phone: ['userMobile', 'MOBILE_NO', 'linkPhone', '联系电话', 'x-phone'], 'id-card': ['ID_CARD_NO', 'certificateNo', '身份证号', 'idcard'], 'bank-card': ['bankCardNo', 'ACCT_NO', 'cardNumber', '卡号'], plate: ['carNo', 'plateNumber', '车牌号', 'vehicle'], passport: ['passportNumber', 'PASSPORT_NO', '护照号'] }[kind] ?? ['x']);
  const lines: (() => NonNullable<Plant['line']>)[] = [
    () => ({ text: `INFO  [http-nio-exec] c.bank.Svc - ${key}=[${value}] ok` }), () => ({ text: `${key}: "${value}"` }), () => ({ text: `update t_user set ${key}='${value}' where a=b` }), () => ({ text: 'req', fields: { params: [{ name: key, [key]: value }] } }),
    () => ({ text: `a.b.C: bad ${key} (${value})\n\tat a.b.D.main(D.java)` }), () => ({ text: `{"${key}":"${value}","ok":true}` }), () => ({ text: 'evt', fields: { payload: JSON.stringify({ [key]: value }) } }), () => ({ text: `redirect /done?${key}=${encodeURIComponent(value)}#top` }), () => ({ text: `|${key}|${value}|` }), () => ({ text: `--${key} ${value}` }), () => ({ text: `cache miss user:${key}:${value}` }),
  ];
  return { kind, channel: 'log', line: dice.pick(lines)(), secret: kind === 'plate' ? { plate: value.slice(1) } : { digits: digitsOf(value) } };
}
const PLATE_SAYS = ['我开{x}过来的', '楼下那个{x}是哪个的', '{x}挡到消防通道了', '停车券给{x}', '訪客車牌{x}', '司機車牌係{x}', 'our coach is {x}', 'the taxi was {x}', 'I left my bag in a taxi, {x}', '网约车{x}还没到', '保险过户{x}', '年检 {x} 排到没有', '充电的是{x}', '帮我抬杆，{x}', '{x}缴费'];
export function plateByOthers(dice: Dice): Plant {
  const { province, serial } = plate(dice);
  const tail = serial.slice(1);
  const said = dice.pick([() => province + serial, () => `${province}${serial[0] ?? ''} ${tail}`, () => `${province}${serial[0] ?? ''}—${tail}`, () => `${province} ${[...serial].join(' ')}`, () => `${province}${serial[0] ?? ''}·${tail}`, () => `${province}${serial[0] ?? ''}${han(tail)}`, () => `${province}${serial[0] ?? ''}，${han(tail)}`, () => `${province}${serial[0] ?? ''}${han(tail, '一')}`, () => `${province}${(serial[0] ?? '').toLowerCase()}${tail.toLowerCase()}`])();
  return { kind: 'plate', channel: dice.pick(['speech', 'chat']), says: [{ who: 'visitor', text: dice.pick(PLATE_SAYS).replace('{x}', said) }, ...(dice.chance(0.2) ? [{ who: 'other' as const, text: `${province}${serial}，好的` }] : [])], secret: { plate: serial } };
}
