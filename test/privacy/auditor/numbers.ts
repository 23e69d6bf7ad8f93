// Telephones, cards, passports and accounts as visitors say them, type them to an agent, spread them over turns and as programs log them.
import type { Channel, Plant, Said } from './plant.ts';
import type { Dice } from './random.ts';
import { bankCard, hongKongId, idCard, landline, mobile, oldIdCard, passport, permit, qq } from './secrets.ts';
import { ENGLISH_SPOKEN, groups, SPOKEN, TYPED, write } from './writing.ts';

interface Kind { readonly make: (dice: Dice) => string; readonly zh: readonly string[]; readonly en: readonly string[]; readonly asks: readonly string[]; readonly fields: readonly string[] }
const FRAMES: Readonly<Record<string, Kind>> = {
  phone: {
    make: mobile,
    zh: ['{x}', '我的手机号是{x}', '电话{x}', '打{x}找我', '你记一下{x}', '手机{x}麻烦尽快联系', '到了给我打电话{x}', '{x}这个是我的号码', '预约用的号码{x}', '我留的是{x}', '帮我充一百块话费到{x}', '我妈的号码{x}你打她的', '尾号不记得了整个是{x}', '联系人王女士{x}', '您好我这边手机{x}想查一下办理进度', '我报一下啊{x}', '我想把号码{x}停机', '号码换了以前是{x}', '{x}是我老公的电话', '接收验证码的手机是{x}', '我电话{x}，号票A015', '打不通就换{x}', '微信同号{x}', '快递写的电话{x}'],
    en: ['{x}', 'my phone number is {x}', 'call me at {x}', "it's {x}", 'you can reach me on {x}', 'my mobile is {x} please text me', 'the number is {x}', 'contact number {x}', 'ring {x} when my table is ready', 'my cell {x}', 'Sure, {x}.', 'please send the code to {x}', 'I booked with {x}'],
    asks: ['请说一下您的手机号', '您的联系电话是多少？', '请报手机号码', 'May I have your phone number?', '请留个电话，方便工作人员回电'], fields: ['phone', 'mobile', 'tel', 'contactPhone', 'msisdn', 'to', 'note', 'caller'],
  },
  'id-card': {
    make: (dice) => idCard(dice, dice.chance(0.85)),
    zh: ['{x}', '我的身份证号是{x}', '身份证{x}', '证件号码{x}', '居民身份证{x}麻烦查一下', '你帮我查下{x}办到哪一步了', '孩子的身份证{x}', '身份证丢了号是{x}', '这是我的证号{x}', '实名用{x}', '输入{x}', '我爸身份证号{x}要办社保', '办居住证的那个号{x}', '公民身份号码{x}', '社保号就是身份证{x}'],
    en: ['my ID number is {x}', 'ID card {x}', '{x}', 'the identity number is {x}', 'my Chinese ID is {x}'],
    asks: ['请说一下您的身份证号码', '请报身份证号', '请输入证件号码', 'Please tell me your ID number'], fields: ['idCard', 'id_no', 'idNumber', 'certNo', 'citizenId', 'payload', 'input'],
  },
  'old-id': { make: oldIdCard, zh: ['我老身份证是{x}', '一代身份证{x}', '身份证号{x}十五位的', '以前的身份证号{x}'], en: ['my old ID number is {x}'], asks: ['请说一下您的身份证号码'], fields: ['idCard', 'oldIdNo'] },
  'bank-card': {
    make: (dice) => bankCard(dice, dice.chance(0.85)),
    zh: ['{x}', '我的银行卡号是{x}', '卡号{x}', '打到{x}这张卡', '我的工资卡{x}被锁了', '储蓄卡{x}挂失', '信用卡{x}还款', '账号{x}转账', '银联卡{x}', '退款退到{x}', '招行的卡{x}', '建行{x}麻烦查余额', '收款账户{x}', '帐号是{x}开户行工行'],
    en: ['my card number is {x}', 'card {x}', '{x}', 'please refund to {x}', 'my Visa is {x}', 'debit card {x} was swallowed', 'account number {x}', 'charge it to {x}', 'credit card number {x} expiring soon'],
    asks: ['请说一下银行卡号', '请报卡号', 'What is your card number?', '请提供收款账号'], fields: ['card', 'cardNo', 'pan', 'bankAccount', 'account', 'body'],
  },
  landline: { make: landline, zh: ['家里电话{x}', '座机{x}', '固话是{x}', '单位电话{x}转{ext}', '我办公室{x}分机{ext}', '联系电话{x}', '宽带账号绑的固话{x}', '传真{x}', '电话号码是{x}'], en: ['my home phone is {x}', 'landline {x} extension {ext}', 'office phone {x}', 'my number is {x}'],
    asks: ['您的联系电话是多少？', '请报宽带绑定的固定电话'], fields: ['tel', 'phone', 'officePhone'] },
  passport: { make: passport, zh: ['护照号{x}', '我的护照是{x}', '护照{x}过期了', '我用护照{x}买的票', '中国护照号码{x}'], en: ['my passport number is {x}', 'passport {x}', 'passport no. {x}', 'I hold passport {x}', 'travel document {x}'], asks: ['请说护照号码', 'Your passport number, please?'], fields: ['passport', 'passportNo', 'travelDoc'] },
  permit: { make: permit, zh: ['港澳通行证{x}', '通行证号码{x}', '我的回乡证是{x}', '台胞证{x}', '往来港澳通行证号是{x}'], en: ['my home return permit is {x}', 'travel permit {x}', 'permit number {x}'], asks: ['请说通行证号码'], fields: ['permitNo', 'document'] },
  'hk-id': { make: hongKongId, zh: ['香港身份证{x}', '我香港身份证号码是{x}'], en: ['my HKID is {x}', 'Hong Kong ID card {x}', 'HKID number {x}'], asks: ['请说一下您的身份证号码'], fields: ['hkid', 'idNumber'] },
  qq: { make: qq, zh: ['我QQ是{x}', 'QQ号{x}', '加我QQ{x}', '扣扣{x}', '企鹅号{x}', 'qq：{x}', '发到QQ邮箱，号是{x}'], en: ['my QQ is {x}', 'QQ number {x}'], asks: ['您的QQ号是多少'], fields: ['qq', 'qqNumber'] },
};
const BEFORE = ['', '', '', '你好，', '嗯', '那个，', '喂，', '我跟你说啊', '麻烦了', '对对对，'];
const AFTER = ['', '', '', '谢谢', '，对的', '，好了', ' 就这个', '，麻烦您', '吧'];
const BEFORE_EN = ['', '', 'Hi, ', 'um ', 'yeah ', 'okay so ', 'Hello there, '];
const AFTER_EN = ['', '', ' thanks', ', please', ' okay?', ', got it?'];
const COUNTRY = ['+86 ', '+86', '0086', '(+86)', '86-', '+86-', '加八六 ', '00 86 '];

function thrown(message: string): Error { const error = new Error(message); error.stack = `Error: ${message}\n    at save (store.ts:7:3)`; return error; }
const digitsOf = (value: string): string => value.replace(/\D/g, '');
function body(kind: string, value: string, dice: Dice, table: Parameters<typeof write>[1]): string {
  if (kind === 'hk-id') return dice.pick([value, value.replace(/[()]/g, ''), value.replace('(', ' ').replace(')', ''), value.replace('(', '（').replace(')', '）')]);
  if (kind === 'passport' || kind === 'permit') {
    const letters = /^[A-Z]+/.exec(value)?.[0] ?? '';
    const head = dice.pick([letters, letters, letters.toLowerCase(), [...letters].join(' ')]);
    return head + (table === ENGLISH_SPOKEN ? ' ' : dice.pick(['', '', ' '])) + write(value.slice(letters.length), table === TYPED ? { plain: TYPED.plain, spaced: TYPED.spaced, full: TYPED.full } as never : table, dice);
  }
  if (value.endsWith('X')) return write(value.slice(0, -1), table, dice) + dice.pick(['X', 'x', ' X', '艾克斯', '叉', ' x', 'Ｘ', '尾号X', ' 大写X']);
  if (kind === 'landline' && table === TYPED) { const area = /^0(?:10|2\d|[3-9]\d\d)/.exec(value)?.[0] ?? ''; return dice.pick([value, `${area}-${value.slice(area.length)}`, `(${area})${value.slice(area.length)}`, `${area} ${value.slice(area.length)}`, `+86 ${area.slice(1)} ${value.slice(area.length)}`]); }
  const said = write(value, table, dice);
  return kind === 'phone' && dice.chance(0.12) ? dice.pick(COUNTRY) + said : said;
}
const fill = (frame: string, said: string, dice: Dice): string => frame.replace('{x}', said).replace('{ext}', dice.digits(3));

function spoken(kind: string, dice: Dice, channel: 'speech' | 'chat'): Plant {
  const frames = FRAMES[kind] as Kind;
  const value = frames.make(dice);
  const english = dice.chance(0.27);
  const table = channel === 'chat' ? (dice.chance(0.75) ? TYPED : SPOKEN) : english ? ENGLISH_SPOKEN : dice.chance(0.75) ? SPOKEN : TYPED;
  const said = body(kind, value, dice, english && table === SPOKEN ? ENGLISH_SPOKEN : table);
  const asked: Said[] = dice.chance(0.35) ? [{ who: 'other', text: dice.pick(frames.asks) }] : [];
  const bare = asked.length > 0 || ['phone', 'id-card', 'bank-card'].includes(kind);
  const able = (english ? frames.en : frames.zh).filter((frame) => bare || frame !== '{x}');
  const text = english ? dice.pick(BEFORE_EN) + fill(dice.pick(able), said, dice) + dice.pick(AFTER_EN) : dice.pick(BEFORE) + fill(dice.pick(able), said, dice) + dice.pick(AFTER);
  const says: Said[] = [...asked, { who: 'visitor', text }];
  if (dice.chance(0.3)) says.push({ who: 'other', text: dice.pick(['好的，{y}，对吗？', '跟您核对一下：{y}', '您说的是{y}', '{y}，请确认', 'Let me read that back: {y}', '已登记 {y}']).replace('{y}', dice.chance(0.5) ? value : write(digitsOf(value), dice.chance(0.5) ? TYPED : SPOKEN, dice)) });
  if (dice.chance(0.1)) says.push({ who: 'visitor', text: dice.pick(['对，{y}', '没错就是{y}', '我再说一遍{y}']).replace('{y}', write(digitsOf(value), SPOKEN, dice)) });
  return { kind, channel, says, secret: { digits: digitsOf(value) } };
}

function overTurns(kind: string, dice: Dice): Plant {
  const frames = FRAMES[kind] as Kind;
  const value = kind === 'id-card' ? idCard(dice, dice.chance(0.9)) : frames.make(dice);
  const digits = digitsOf(value);
  const pieces = dice.chance(0.5) ? [digits.slice(0, 3 + dice.int(digits.length - 6))] : groups(digits, dice).slice(0, 2 + dice.int(2));
  pieces.push(digits.slice(pieces.join('').length));
  const english = dice.chance(0.2);
  const table = english ? ENGLISH_SPOKEN : dice.chance(0.6) ? SPOKEN : TYPED;
  const plain = Object.fromEntries(Object.entries(table).filter(([name]) => !/orrected|letters/.test(name)));
  const parts = pieces.filter((piece) => piece !== '');
  const says: Said[] = dice.chance(0.5) ? [{ who: 'other', text: dice.pick(frames.asks) }] : [];
  parts.forEach((piece, at) => {
    const said = write(piece, plain, dice) + (at === parts.length - 1 && value.endsWith('X') ? dice.pick(['X', '叉', 'x']) : '');
    const lead = at === 0 ? (says.length > 0 && dice.chance(0.6) ? '{x}' : dice.pick((english ? frames.en : frames.zh).filter((frame) => frame.endsWith('{x}') && (frame !== '{x}' || says.length > 0))))
      : english ? dice.pick(['{x}', 'then {x}', 'and {x}', 'the rest is {x}', 'um {x}']) : dice.pick(['{x}', '{x}', '然后{x}', '后面是{x}', '后四位{x}', '接着{x}', '嗯{x}', '还有{x}', '最后{x}', '再就是{x}']);
    says.push({ who: 'visitor', text: fill(lead, said, dice) });
    if (at < parts.length - 1 && dice.chance(0.6)) says.push({ who: 'other', text: dice.pick(['请继续', '嗯，您说', '好的，还有呢？', '我在听', 'Go on, please.', `${said}，继续`, '然后呢', '没听清后面，请接着说']) });
  });
  return { kind, channel: 'turns', says, secret: { digits } };
}

function logged(kind: string, dice: Dice): Plant {
  const frames = FRAMES[kind] as Kind;
  const value = frames.make(dice);
  const field = dice.pick(frames.fields);
  const shown = dice.chance(0.75) ? value : body(kind, value, dice, TYPED);
  const uri = encodeURIComponent(shown);
  const texts = [
    () => ({ text: `POST /api/submit?${field}=${uri}&step=two OK` }), () => ({ text: `{"level":30,"${field}":"${shown}","msg":"form sent"}` }),
    () => ({ text: 'connector answered', fields: { [field]: shown, status: 200 } }), () => ({ text: 'call crm', fields: { request: { body: { [field]: shown, list: [shown] } } } }),
    () => ({ text: `${field}=${shown} status=ok` }), () => ({ text: `[2026-11-24T03:12:44.120Z] WARN ${field}: ${shown} rejected by upstream (attempt 2)` }),
    () => ({ text: `Error: no record for ${shown}\n    at lookup (file:///srv/crm.ts:41:13)` }), () => ({ text: 'heard', fields: { text: `${dice.pick(frames.zh.filter((frame) => frame !== '{x}')).replace('{x}', shown).replace('{ext}', '801')}`, confidence: 0.93 } }),
    () => ({ text: `slot ${field} <- "${shown}"` }), () => ({ text: 'failed', fields: { error: thrown(`duplicate key (${field})=(${shown})`) } }),
    () => ({ text: `retry payload=${JSON.stringify(JSON.stringify({ [field]: shown }))}` }), () => ({ text: `<${field}>${shown}</${field}>` }), () => ({ text: `sms sent to ${shown}: 您的取件码已发送` }),
    () => ({ text: `csv,${shown},A015,3` }), () => ({ text: 'row', fields: { values: ['A015', shown, 3] } }), () => ({ text: 'numeric', fields: { [field]: /^[1-9]\d{5,14}$/.test(shown) ? Number(shown) : shown } }),
  ];
  const named = ['passport', 'permit', 'hk-id', 'qq', 'old-id', 'landline'].includes(kind);
  const at = named ? dice.pick([1, 2, 3, 4, 5, 7, 8]) : dice.int(texts.length);
  const line = (texts[at] as () => { text: string; fields?: Record<string, unknown> })();
  // A field that says nothing of what it holds shows only what shows itself.
  const mute = named && ['to', 'note', 'body', 'document', 'account', 'input', 'payload'].includes(field);
  return mute ? logged(kind, dice) : { kind, channel: 'log', line, secret: { digits: digitsOf(value) } };
}

export function numberPlants(dice: Dice, count: Readonly<Record<Channel, number>>): Plant[] {
  const most = ['phone', 'phone', 'phone', 'id-card', 'id-card', 'id-card', 'bank-card', 'bank-card', 'bank-card', 'landline', 'old-id', 'passport', 'permit', 'hk-id', 'qq'];
  const split = ['phone', 'phone', 'id-card', 'id-card', 'bank-card', 'bank-card', 'landline', 'old-id'];
  const times = (n: number, make: () => Plant): Plant[] => Array.from({ length: n }, make);
  return [...times(count.speech, () => spoken(dice.pick(most), dice, 'speech')), ...times(count.chat, () => spoken(dice.pick(most), dice, 'chat')),
    ...times(count.turns, () => overTurns(dice.pick(split), dice)), ...times(count.log, () => logged(dice.pick(most), dice))];
}
