// A fifth author reads only the demand: "ID card, phone, bank card, plate, also as spoken Chinese digits, also across two turns, in
// speech, chat and logs", and plants what that says, without trying to be clever.
import type { Plant, Said } from '../auditor/plant.ts';
import { createDice, type Dice } from '../auditor/random.ts';
import { bankCard, idCard, mobile, plate } from '../auditor/secrets.ts';

const HAN = [...'零一二三四五六七八九'];
const spoken = (text: string, one: string): string => [...text].map((sign) => (sign === '1' ? one : /\d/.test(sign) ? HAN[Number(sign)] ?? '' : sign)).join('');
const SAYS: Readonly<Record<string, readonly string[]>> = {
  phone: ['麻烦您登记一下我的电话，{x}', '{x}是我本人使用的手机', '预约信息请发送至{x}', '我的联系方式有变，改为{x}', '上次留的电话停用了，请记录{x}', '您可以随时拨打{x}与我联系', '我用{x}注册过会员', '家属电话是{x}', '请通知{x}来取证', '手机号码是不是{x}', '用手机{x}能查到吗', 'Please call back on {x}', 'My contact is {x}', '取号绑定的号码为{x}'],
  'id-card': ['我的身份证号码是{x}，请核验', '请用{x}这个身份证帮我查询', '本人证件号码{x}', '身份证{x}，想补办', '办理人身份证号：{x}', '这张身份证{x}有效吗', '孩子户口本上的身份证号是{x}', 'The ID card number is {x}', '请查{x}名下的社保'],
  'bank-card': ['我的储蓄卡卡号{x}无法使用', '请把补贴打到银行卡{x}', '信用卡号{x}需要挂失', '绑定的银行卡是{x}', '卡号{x}余额多少', '从{x}这张银行卡缴费', 'My bank card number is {x}', '账户{x}被冻结'],
  plate: ['我的车牌号码是{x}', '车牌{x}停在门口', '请帮我查{x}的违章', '{x}这辆车需要年检', '预约洗车，车牌{x}', 'My licence plate is {x}', '访客车辆{x}', '{x}要办停车证'],
};
const ASKS: Readonly<Record<string, readonly string[]>> = { phone: ['请问您的手机号码是多少？', '请输入手机号'], 'id-card': ['请问您的身份证号码是多少？', '请刷身份证或说出号码'], 'bank-card': ['请说出您的银行卡号', '请提供卡号'], plate: ['请问车牌号是多少？'] };
const BACK = ['您的信息是{x}，请确认', '已为您登记：{x}', '好的，{x}'];
interface Secret { readonly kind: string; readonly text: string; readonly secret: Plant['secret'] }
function secretOf(dice: Dice): Secret {
  const kind = dice.pick(['phone', 'phone', 'id-card', 'id-card', 'bank-card', 'bank-card', 'plate']);
  if (kind === 'plate') { const { province, serial } = plate(dice); return { kind, text: province + serial, secret: { plate: serial } }; }
  const text = kind === 'phone' ? mobile(dice) : kind === 'id-card' ? idCard(dice) : bankCard(dice);
  return { kind, text, secret: { digits: text.replace(/\D/g, '') } };
}
function writing(text: string, dice: Dice): string {
  const tail = text.replace(/^\D\w?(?=\w{5})/, '');
  const grouped = text.length === 11 ? `${text.slice(0, 3)} ${text.slice(3, 7)} ${text.slice(7)}` : text.replace(/(\w{4})(?=\w)/g, '$1 ');
  return dice.pick([text, text, spoken(text, '一'), spoken(text, '幺'), /^\p{Script=Han}/u.test(text) ? text.replace(tail, spoken(tail, '幺')) : grouped, spoken(grouped, '幺').replaceAll(' ', '，'), spoken(grouped, '一')]);
}
function said(dice: Dice, channel: 'speech' | 'chat'): Plant {
  const { kind, text, secret } = secretOf(dice);
  const says: Said[] = [...(dice.chance(0.3) ? [{ who: 'other' as const, text: dice.pick(ASKS[kind] ?? []) }] : []), { who: 'visitor', text: dice.pick(SAYS[kind] ?? []).replace('{x}', writing(text, dice)) }];
  if (dice.chance(0.4)) says.push({ who: 'other', text: dice.pick(BACK).replace('{x}', writing(text, dice)) });
  return { kind, channel, says, secret };
}
function twoTurns(dice: Dice): Plant {
  const { kind, text, secret } = secretOf(dice);
  const cut = kind === 'plate' ? 3 + dice.int(2) : 3 + dice.int(text.length - 5);
  const one = dice.pick(['一', '幺']);
  const write = dice.chance(0.5) ? (part: string): string => part : (part: string): string => spoken(part, one);
  const asked = kind === 'plate' || dice.chance(0.6);
  const says: Said[] = [...(asked ? [{ who: 'other' as const, text: dice.pick(ASKS[kind] ?? []) }] : []), { who: 'visitor', text: (asked && dice.chance(0.7) ? '' : dice.pick((SAYS[kind] ?? []).filter((frame) => frame.endsWith('{x}'))).replace('{x}', '')) + write(text.slice(0, cut)) }];
  if (dice.chance(0.4)) says.push({ who: 'other', text: dice.pick(['请继续', '好的，请接着说', '嗯']) });
  says.push({ who: 'visitor', text: dice.pick(['', '', '后面是', '然后是', '剩下的是']) + write(text.slice(cut)) });
  return { kind, channel: 'turns', says, secret };
}
function log(dice: Dice): Plant {
  const { kind, text, secret } = secretOf(dice);
  const key = ({ phone: 'phone', 'id-card': 'idCard', 'bank-card': 'cardNo', plate: 'plate' } as Record<string, string>)[kind] ?? 'x';
  return { kind, channel: 'log', secret, line: dice.pick<NonNullable<Plant['line']>>([{ text: `visitor said: ${text}` }, { text: 'turn', fields: { text: dice.pick(SAYS[kind] ?? []).replace('{x}', writing(text, dice)) } }, { text: `request failed ${key}=${text}` }, { text: 'slots', fields: { slots: { [key]: text } } }, { text: `Error: invalid value "${text}" for ${key}` }, { text: JSON.stringify({ event: { [key]: text } }) }, { text: `recognised "${spoken(text, '幺')}" 0.91` }]) };
}
const times = (n: number, make: () => Plant): Plant[] => Array.from({ length: n }, make);
/** The fifth author's 5,000 plants of one seed. */
export function clientsPlants(seed: number, scale = 1): Plant[] {
  const dice = createDice(seed);
  const n = (count: number): number => Math.round(count * scale);
  return [...times(n(1600), () => said(dice, 'speech')), ...times(n(1200), () => said(dice, 'chat')), ...times(n(1200), () => twoTurns(dice)), ...times(n(1000), () => log(dice))];
}
/** Queue numbers, times and window numbers. */
export function clientsHarmless(dice: Dice): { kind: string; text: string } {
  const n = (low: number, high: number): string => String(low + dice.int(high - low));
  const letter = dice.pick([...'ABCDE']);
  const [kind, text] = dice.pick<[string, string]>([
    ['queue', `您的排队号是${letter}${n(100, 999)}`], ['queue', `请${letter}${n(100, 999)}号到${n(1, 20)}号窗口办理`], ['queue', `我的号码是${letter}${n(10, 999)}`], ['queue', `${letter}零${HAN[dice.int(10)] ?? ''}${HAN[dice.int(10)] ?? ''}号什么时候到`], ['queue', `排队号${n(1000, 9999)}`], ['queue', `Your queue number is ${letter}${n(100, 999)}`], ['queue', `请问${n(1, 300)}号到了吗`], ['queue', `我前面还有${n(1, 50)}个号`],
    ['time', `上午${n(8, 12)}点${n(1, 60)}分`], ['time', `下午${HAN[1 + dice.int(5)] ?? ''}点四十五分可以吗`], ['time', `${n(2024, 2030)}年${n(1, 13)}月${n(1, 29)}日`], ['time', `${n(10, 23)}:${n(10, 59)}:${n(10, 59)}`], ['time', `二〇二六年十一月二十四日`], ['time', `周一至周五${n(8, 10)}:${n(10, 59)}-${n(16, 19)}:${n(10, 59)}`], ['time', `预约时间${n(2024, 2030)}-${n(10, 12)}-${n(10, 28)} ${n(10, 20)}:${n(10, 59)}`],
    ['window', `${n(1, 99)}号窗口`], ['window', `请到${n(1, 9)}楼${n(1, 40)}号窗口`], ['window', `${HAN[1 + dice.int(9)] ?? ''}十${HAN[1 + dice.int(9)] ?? ''}号窗口在哪里`], ['window', `Window ${n(1, 60)} please`], ['window', `${letter}区${n(1, 40)}号窗口与${letter}区${n(1, 40)}号窗口`],
  ]);
  return { kind, text };
}
