// A sixth author tests kiosks for a living: plain scripts of visits at a clinic, a hotel and a bank, as a tester writes them down.
import type { Plant, Said } from '../auditor/plant.ts';
import { createDice, type Dice } from '../auditor/random.ts';
import { bankCard, idCard, landline, mobile, passport, plate } from '../auditor/secrets.ts';

const HAN = [...'零一二三四五六七八九'];
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const yao = (text: string): string => [...text].map((sign) => (sign === '1' ? '幺' : /\d/.test(sign) ? HAN[Number(sign)] ?? '' : sign)).join('');
const words = (text: string): string => [...text].map((sign) => (/\d/.test(sign) ? ENGLISH[Number(sign)] ?? '' : sign)).join(' ');
const KINDS: Readonly<Record<string, { make: (dice: Dice) => string; zh: readonly string[]; en: readonly string[]; ask: readonly string[] }>> = {
  phone: { make: mobile, zh: ['挂号用的手机号{x}', '我想换绑手机，新手机{x}', '结果发短信到{x}', '陪护电话{x}', '前台帮我存一下电话{x}', '我订房时留了{x}这个电话', '电话打不通的话再打{x}', '手机丢了，号码是{x}', '现在用的是{x}'], en: ['you have my phone number as {x}', 'my new mobile number is {x}', 'send the results to {x}', 'the booking has phone {x}', 'my phone is {x} if you need me'], ask: ['您的手机号？', '请提供联系电话', 'Your phone number, please.'] },
  'id-card': { make: idCard, zh: ['就诊人身份证{x}', '入住人身份证号码{x}', '开户人证件号{x}', '我的身份证是{x}', '医保查询身份证号{x}'], en: ['my ID card number is {x}', 'patient ID card {x}'], ask: ['请说身份证号', 'ID card number?'] },
  'bank-card': { make: bankCard, zh: ['押金退回银行卡{x}', '我要给卡号{x}存钱', '把{x}这张卡注销', '预授权的信用卡{x}', '住院费刷的卡号{x}'], en: ['the deposit card is {x}', 'close the card {x}', 'credit card {x} was charged twice'], ask: ['请说卡号', 'Your card number?'] },
  landline: { make: landline, zh: ['家里座机号{x}', '单位电话{x}'], en: ['home telephone {x}'], ask: ['请提供联系电话'] },
  passport: { make: passport, zh: ['外宾护照{x}', '我护照号{x}'], en: ['passport number {x}', 'my passport is {x}'], ask: ['请出示护照或说护照号'] },
};
const digitsOf = (value: string): string => value.replace(/\D/g, '');
function written(value: string, english: boolean, dice: Dice): string {
  const letters = /^[A-Z]*/.exec(value)?.[0] ?? '';
  const rest = value.slice(letters.length);
  const grouped = rest.length === 11 ? `${rest.slice(0, 3)}-${rest.slice(3, 7)}-${rest.slice(7)}` : rest.replace(/(\w{4})(?=\w)/g, '$1 ');
  return `${letters}${english && letters !== '' ? ' ' : ''}${english ? dice.pick([rest, grouped, words(rest), words(rest).replaceAll('zero', 'oh'), words(grouped.replaceAll('-', ','))]) : dice.pick([rest, grouped, yao(rest), yao(rest).replaceAll('幺', '一'), yao(grouped), yao(grouped).replaceAll(/[\s-]/g, '，嗯，')])}`;
}
const TAIL = ['', '', '', '，谢谢', '，我的号是C045', '，九点半到的', '，在五号窗口登记过'];
function said(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'phone', 'id-card', 'id-card', 'bank-card', 'bank-card', 'landline', 'passport']);
  const of = KINDS[kind];
  if (!of) throw new Error(kind);
  const value = of.make(dice);
  const english = dice.chance(0.3);
  const says: Said[] = [...(dice.chance(0.3) ? [{ who: 'other' as const, text: dice.pick(of.ask) }] : []), { who: 'visitor', text: dice.pick(english ? of.en : of.zh).replace('{x}', written(value, english, dice)) + (english ? '' : dice.pick(TAIL)) }];
  if (dice.chance(0.35)) says.push({ who: 'other', text: dice.pick(['请核对：{x}', '{x} 已录入', 'Recorded: {x}']).replace('{x}', written(value, dice.chance(0.3), dice)) });
  return { kind, channel: dice.pick(['speech', 'chat']), says, secret: { digits: digitsOf(value) } };
}
function turns(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'id-card', 'bank-card']);
  const of = KINDS[kind];
  if (!of) throw new Error(kind);
  const digits = digitsOf(of.make(dice));
  const cuts = dice.pick(kind === 'phone' ? [[3, 4, 4], [7, 4], [3, 8], [5, 6]] : [[6, 4, 4, 5], [4, 4, 4, 8], [10, 9], [6, 13], [8, 4, 8]]);
  const english = dice.chance(0.25);
  const write = english ? dice.pick([words, (text: string): string => text]) : dice.pick([yao, (text: string): string => text, (text: string): string => yao(text).replaceAll('幺', '一')]);
  const says: Said[] = dice.chance(0.65) ? [{ who: 'other', text: dice.pick(of.ask) }] : [];
  let at = 0;
  for (const cut of cuts) {
    const part = digits.slice(at, at + cut);
    if (part === '') break;
    const lead = at > 0 ? dice.pick(english ? ['', 'and ', 'then '] : ['', '', '然后', '后面', '接着是']) : says.length > 0 ? dice.pick(['', '', '好，']) : dice.pick((english ? of.en : of.zh).filter((frame) => frame.endsWith('{x}'))).replace('{x}', '');
    says.push({ who: 'visitor', text: lead + write(part) });
    at += cut;
    if (at < digits.length && dice.chance(0.4)) says.push({ who: 'other', text: dice.pick(['请继续说', '嗯', 'Go ahead', '好的']) });
  }
  return { kind, channel: 'turns', says, secret: { digits } };
}
function car(dice: Dice): Plant {
  const { province, serial } = plate(dice);
  const x = dice.pick([province + serial, `${province}${serial[0] ?? ''}${yao(serial.slice(1))}`, `${province}${serial[0] ?? ''} ${serial.slice(1)}`]);
  const text = dice.pick(['代客泊车，车牌{x}', '救护通道停着{x}', '我要交{x}的停车费', '车牌号{x}登记住店', 'please validate parking for {x}', '{x}车灯没关']).replace('{x}', x);
  return { kind: 'plate', channel: 'speech', says: [{ who: 'visitor', text }], secret: { plate: serial } };
}
function log(dice: Dice): Plant {
  const kind = dice.pick(['phone', 'id-card', 'bank-card', 'passport']);
  const of = KINDS[kind];
  if (!of) throw new Error(kind);
  const value = of.make(dice);
  const key = ({ phone: 'patientPhone', 'id-card': 'idNumber', 'bank-card': 'cardNumber', passport: 'passportNo' } as Record<string, string>)[kind] ?? '';
  return { kind, channel: 'log', secret: { digits: digitsOf(value) }, line: dice.pick<NonNullable<Plant['line']>>([{ text: `his.query ${key}=${value}` }, { text: 'reply', fields: { reply: { [key]: value, list: [{ [key]: value }] } } }, { text: `timeout after POST {"${key}":"${value}"}` }, { text: 'asr', fields: { text: dice.pick(of.zh).replace('{x}', written(value, false, dice)) } }]) };
}
const times = (n: number, make: () => Plant): Plant[] => Array.from({ length: n }, make);
/** The sixth author's plants of one seed. */
export function callersPlants(seed: number, scale = 1): Plant[] {
  const dice = createDice(seed);
  const n = (count: number): number => Math.round(count * scale);
  return [...times(n(2500), () => said(dice)), ...times(n(1200), () => turns(dice)), ...times(n(500), () => car(dice)), ...times(n(800), () => log(dice))];
}
/** Queue numbers, times and windows of a clinic, a hotel and a bank. */
export function callersHarmless(dice: Dice): { kind: string; text: string } {
  const n = (low: number, high: number): string => String(low + dice.int(high - low));
  const letter = dice.pick([...'ABCKMV']);
  const [kind, text] = dice.pick<[string, string]>([['queue', `就诊序号${n(1, 200)}`], ['queue', `${letter}${n(100, 999)}请到${n(1, 30)}诊室`], ['queue', `电话预约的号是${letter}${n(10, 99)}`], ['queue', `我拿的${letter}${n(100, 999)}，手机上显示过号`], ['queue', `卡号还没输，先取号${letter}${n(10, 99)}`], ['time', `手机预约${n(1, 13)}月${n(1, 29)}日${n(8, 18)}点`], ['time', `电话里说${n(8, 18)}:${n(10, 59)}`], ['time', `身份证${n(2024, 2040)}年${n(1, 13)}月到期`], ['time', `check in after ${n(1, 12)}:${n(10, 59)}`], ['window', `银行卡业务在${n(1, 20)}号窗口`], ['window', `身份证去${n(1, 20)}号柜台`], ['window', `电话费在${n(1, 9)}楼${n(1, 30)}号窗口`], ['window', `phone cards at counter ${n(1, 30)}`]]);
  return { kind, text };
}
