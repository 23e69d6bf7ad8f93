// Plates that are cut anywhere by the end of a turn or by whatever people say meanwhile, and what people say right after a number.
import { describe, expect, it } from 'vitest';
import { createEventRedactor } from '../../flows/privacy/redact-event.ts';
import { redactLine } from '../../flows/privacy/redact-line.ts';
import { redact } from '../../flows/privacy/redact.ts';
import { createSessionRedactor } from '../../flows/privacy/session-redactor.ts';
import type { EventData } from '../../flows/protocol/conversation.ts';
import { type Chance, chance } from './planted.ts';

const ZH = '零一二三四五六七八九';
const EN = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const BEGINS = ['车子牌号 {}', '麻烦登记下，车牌 {}', '我那个车啊 {}', '{}', '喂你好 我查 {}', '违章查询 {}', '停在B2的那辆 {}', '对 {}', '门口那台是{}'];
const ENDS = ['{}', '剩下的是 {}', '{} 没了', '余下 {}', '再往后 {}', '{} 就这些', '刚才没说完，{}', '还差 {}', '哦 {} 说完了', '尾巴是 {}'];
const BEGINS_EN = ['reg number {}', 'my car is {}', 'licence plate {}', 'please find my car {}', 'plate no {}'];
const ENDS_EN = ['{}', 'the rest is {}', 'okay then {}', 'and finally {}', '{} that is all'];
const WITHIN = ['嗯', '再往后', '下面是', '等我看一下', '接下来是', '慢点啊', '再然后', '啊', '是'];
const PAUSES = ['嗯', '我想想', '等我看一眼', '让我看看手机'];

function plate(r: Chance): string {
  const digits = (count: number): string => Array.from({ length: count }, () => r.below(10)).join('');
  const town = r.pick([...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼']) + r.pick([...'ABCDEFGHJKLMN']);
  return town + r.pick([digits(5), `${digits(2)}${r.pick([...'KQTW'])}${digits(2)}`, `${r.pick(['D', 'F'])}${digits(5)}`, `${digits(5)}F`, `${r.pick([...'RSWX'])}${digits(4)}`]);
}
const inChinese = (text: string): string => text.replaceAll(/\d/g, (digit) => ZH[Number(digit)] ?? '');
const inEnglish = (text: string): string => [...text].map((sign) => (/\d/.test(sign) ? EN[Number(sign)] : sign)).join(' ');
/** Four signs of the serial in a row, however they are written. */
function leaks(serial: string, kept: string): boolean {
  const plain = kept.replaceAll(/\[[^\]]*\]/g, '|').replaceAll(/[零一二三四五六七八九]/g, (digit) => String(ZH.indexOf(digit))).replaceAll(/\b[a-z]{2,}\b/g, (word) => (EN.includes(word) ? String(EN.indexOf(word)) : '')).replaceAll(/[^0-9A-Z|]/g, '');
  return [...serial].some((_, at) => at + 4 <= serial.length && plain.includes(serial.slice(at, at + 4)));
}
function told(turns: readonly string[]): string[] {
  const visit = createSessionRedactor();
  return turns.map((turn) => visit.visitor(turn).text);
}

describe('a plate in pieces', () => {
  it('is found wherever the turn ends, in other words than anybody listed', () => {
    const r = chance(20_261_124);
    const missed: string[] = [];
    const planted = 1500;
    for (let count = 0; count < planted; count++) {
      const whole = plate(r);
      const cut = 1 + r.below(5);
      const english = count % 4 === 0;
      const write = english ? inEnglish : count % 4 === 1 ? (text: string) => text : inChinese;
      const turns = [r.pick(english ? BEGINS_EN : BEGINS).replace('{}', write(whole.slice(0, cut))), r.pick(english ? ENDS_EN : ENDS).replace('{}', write(whole.slice(cut)))];
      if (count % 10 === 0) turns.splice(1, 0, r.pick(PAUSES));
      const kept = told(turns);
      if (leaks(whole.slice(2), kept.join(' '))) missed.push(`${turns.join(' || ')} -> ${kept.join(' || ')}`);
    }
    expect(missed.length <= planted * 0.005 ? [] : missed).toEqual([]);
  });

  it('is found with whatever words within, also in chat and in logs', () => {
    const r = chance(7);
    const missed: string[] = [];
    const planted = 900;
    for (let count = 0; count < planted; count++) {
      const whole = plate(r);
      const cut = 2 + r.below(4);
      const text = r.pick(BEGINS).replace('{}', `${inChinese(whole.slice(0, cut))}${r.pick(['', ' '])}${r.pick(WITHIN)}${r.pick(['', ' '])}${inChinese(whole.slice(cut))}`);
      const kept = count % 3 === 0 ? redact(text).text : count % 3 === 1 ? redactLine(`asr partial: ${text}`).text : told([text]).join('');
      if (leaks(whole.slice(2), kept)) missed.push(`${text} -> ${kept}`);
    }
    expect(missed.length <= planted * 0.005 ? [] : missed).toEqual([]);
  });

  it('is masked at once with one sign more than the town, or when it was announced; a province alone is not', () => {
    expect(told(['我的车牌是苏F', '九九 六三t 完了'])).toEqual(['我的车牌是[车牌 plate]', '[车牌 plate] 完了']);
    expect(told(['我开的京A12', '345'])).toEqual(['我开的[车牌 plate]', '[车牌 plate]']);
    expect(told(['京A', '12345'])).toEqual(['京A', '[车牌 plate]']);
    expect(told(['车号闽', '最后是N三七A七八'])).toEqual(['车号闽', '最后是[车牌 plate]']);
    expect(told(['number plate is e', 'then n oh f four and then one h'])).toEqual(['number plate is e', 'then [车牌 plate]']);
  });

  it('is remembered in a visit whose first turn says nothing but a province', () => {
    const visits = createEventRedactor();
    const turn = (text: string): EventData => ({ type: 'foyer.turn', session: 's', turn: 1, language: 'zh', input: { kind: 'speech', text, confidence: 1 }, said: [], view: 'home', latencyMs: null, decision: { rule: 'none', intent: null, entry: null, flow: null, zone: 'none', probability: 0, top: [], slots: {}, why: [] } });
    expect([turn('宁'), turn('嗯'), turn('HD85738')].map((one) => visits.event(one))).toMatchObject([{ input: { text: '宁' } }, { input: { text: '嗯' } }, { input: { text: '[车牌 plate]' } }]);
  });

  it('takes no queue number, time or window for its second half', () => {
    for (const begun of ['我的车牌是苏F', '查一下浙D553', 'my plate number is jing A']) for (const next of ['现在15:21了', '31号机坏了', 'A023叫到了吗', '三号窗口在哪', '二十分钟', '我想办三张卡', '坐302路', '诊室十二', '我今年67岁', 'queue number E027 please']) expect(told([begun, next])[1]).toBe(next);
    for (const text of ['新A区3号窗口在哪', '最新A015号', '云A座3楼302室', '川菜馆在B1层12号', '宁波东站 G1234 次 12车']) expect(told([text])).toEqual([text]);
  });
});

describe('right after a number', () => {
  const COMPLETE = ['我的车牌是京A12345', '车牌粤BD12345', '我的手机号是13800138000', '身份证号11010519491231002X', '卡号6222021234567890128', '信用卡4367 4212 3456 7892要还款', '绑定手机幺五八 幺二零八 三三七九'];
  const NEXT = ['现在15:21了', '一、二、三号窗口', '车是11:06:23进来的', '二十一、22、二十三号窗口都能办', '三十二窗口关了', '我妈74了能优先吗', '我今年49岁', '满意度百分之七十九', '营业时间09:30-12:00 13:54-17:00', '350.86元', '303房间怎么走', '要2份复印件', '20220525那天来过', '12/01/2026 is my appointment', "it's one thirty", '我的排队号是二七八五', '前面还有58个人', '地下二层C区182车位'];

  it('what has a unit, is a time or names a thing stays', () => {
    const changed = COMPLETE.flatMap((number) => NEXT.flatMap((next) => { const kept = told([number, next])[1]; return kept === next ? [] : [`${number} || ${next} -> ${kept}`]; }));
    expect(changed).toEqual([]);
  });

  it('a number that is not whole goes on, also behind a pause', () => {
    expect(told(['我的手机号是幺五五九四四', '等一下我看看', '五三三二零就这个'])).toEqual(['我的手机号是[号码 number]', '等一下我看看', '[电话 phone]就这个']);
    expect(told(['卡号6222021234567890', '123'])).toEqual(['卡号[银行卡 card]', '[银行卡 card]']);
  });
});

describe('what only looks like a piece of a number, or like a name', () => {
  it('four spoken digits stay, unless somebody asked for a number or a sentence announces one', () => {
    for (const text of ['我的排队号是一九三四', '幺五六三', '我拿的是一七一六号']) expect(told([text])).toEqual([text]);
    const visit = createSessionRedactor();
    visit.other('请问您的手机号是多少');
    expect(visit.visitor('幺五六三').text).toBe('[号码 number]');
  });

  it('a speaker at the beginning of a log line is no field of a name', () => {
    for (const line of ['visitor: queue number E027 please', 'visitor: open from 9 to 5', 'guest: windows 4 to 7 handle pensions', 'agent: counter 5 is closed']) expect(redactLine(line).text).toBe(line);
    expect(redactLine('visitor: Mary Johnson').text).toBe('visitor: [姓名 name]');
    expect(redactLine('visitor: mary johnson').text).toBe('visitor: [姓名 name]');
    expect(redactLine('asr partial: 六二幺二 二六八六 二八六七 再然后 七五八零零二九').text).toBe('asr partial: [银行卡 card]');
  });

  it('reads what programs escape, and leaves moments in seconds alone', () => {
    const line = '{"event":"lookup","plateNo":"\\u8d63AD29573","trace":"26e7ba535b6f8cad"}';
    expect(redactLine(line).text).not.toContain('29573');
    for (const plain of ['uptime=3794995 ts=1768786933', '{"time":1768786933123,"msg":"\\u5df2\\u5173\\u95ed"}']) expect(redactLine(plain).text).toBe(plain);
    expect(told(['停车登记鲁A2', '2073']).join('')).not.toMatch(/A2|2073/);
  });
});
