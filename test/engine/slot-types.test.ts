// Every slot type from the question to the read-back: said, keyed in, over-answered, refused outside its limits, blanked in records.
import { describe, expect, it } from 'vitest';
import { visit } from './every-slot-pack.ts';
import type { Heard, Visit } from './every-slot-pack.ts';

const SPOKEN = {
  zh: [
    ['我要报修', 'appliance', undefined], ['洗衣机', 'appliance', 'washer'], ['两台', 'pieces', 2], ['半打', 'parts', { amount: 6, unit: '' }], ['大后天', 'day', '2026-11-26'], ['两点半', 'clock', '14:30'], ['周五到下周二', 'away', { from: '2026-11-27', to: '2026-12-01' }],
    ['上午九点到十一点半', 'hours', { from: '09:00', to: '11:30' }], ['一百二', 'budget', 120], ['三个八一', 'code', '8881'], ['我姓王叫王小明', 'owner', '王小明'], ['幺三八零零幺三八零零零', 'mobile', '13800138000'], ['五一零一零八一九七二零五零五二一三七', 'idcard', '510108197205052137'],
    ['京诶幺二三四五', 'car', '京A12345'], ['幸福路幺二号五零二室', 'place', '幸福路12号502室'], ['要的', 'invoice', true], ['跳过', 'remark', null],
  ],
  en: [
    ['I need a repair', 'appliance', undefined], ['the second one', 'appliance', 'washer'], ['two', 'pieces', 2], ['half a dozen', 'parts', { amount: 6, unit: '' }], ['the day after tomorrow', 'day', '2026-11-25'], ['half past two', 'clock', '14:30'], ['from friday to monday', 'away', { from: '2026-11-27', to: '2026-11-30' }],
    ['nine to five', 'hours', { from: '09:00', to: '17:00' }], ['a hundred and twenty', 'budget', 120], ['double five one two', 'code', '5512'], ['John Smith', 'owner', 'John Smith'], ['one three eight double zero one three eight triple zero', 'mobile', '13800138000'], ['510108 19720505 2137', 'idcard', '510108197205052137'],
    ['jing A one two three four five', 'car', '京A12345'], ['flat 3b 45 high street', 'place', 'Flat 3B 45 High Street'], ['yes please', 'invoice', true], ['skip', 'remark', null],
  ],
} as const;

const KEYED = [
  ['appliance', '@washer', 'washer'], ['pieces', '2', 2], ['parts', '6', { amount: 6, unit: '' }], ['day', '2026-11-26', '2026-11-26'], ['clock', '14:30', '14:30'], ['away', '2026-11-27 - 2026-12-01', { from: '2026-11-27', to: '2026-12-01' }], ['hours', '09:00-11:30', { from: '09:00', to: '11:30' }], ['budget', '120', 120], ['code', '8881', '8881'],
  ['owner', '王小明', '王小明'], ['mobile', '13800138000', '13800138000'], ['idcard', '510108197205052137', '510108197205052137'], ['car', '京A12345', '京A12345'], ['place', '幸福路12号502室', '幸福路12号502室'], ['invoice', '@yes', true], ['remark', '门铃坏了', '门铃坏了'],
] as const;

describe.each(['zh', 'en'] as const)('a task with every slot type, spoken (%s)', (language) => {
  it('fills each from how it is said, reads all back, and keeps nothing private in the records', () => {
    const v = visit(language);
    let last: Heard = v.first;
    const records: string[] = [];
    for (const [text, slot, value] of SPOKEN[language]) {
      last = v.say(text);
      if (value !== undefined) expect(last.slots[slot], `${text}: ${last.all}`).toEqual(value);
      records.push(...last.effects.flatMap((e) => (e.type === 'record' ? [JSON.stringify(e.data)] : [])));
    }
    expect(last.view?.kind).toBe('confirm');
    expect(last.all).not.toMatch(/\[object|undefined|\{slots/);
    const kept = records.join('\n');
    for (const secret of ['13800138000', '510108197205052137', '京A12345', '王小明', 'John Smith', '502室', '45 High Street', '12345']) expect(kept, secret).not.toContain(secret);
  });
});

describe('a task with every slot type, keyed in', () => {
  it('takes what the screen sends, checked in the same way', () => {
    const v = visit('zh');
    v.touch('flow:home-visit');
    let last: Heard = v.first;
    for (const [slot, keyed, value] of KEYED) {
      last = keyed.startsWith('@') ? v.touch(keyed.slice(1)) : v.touch(slot, keyed);
      expect(last.slots[slot], `${slot}=${keyed}: ${last.all}`).toEqual(value);
    }
    expect(last.view?.kind).toBe('confirm');
  });

  it('shows a keyboard or buttons for each, and lets a finger change what stands there', () => {
    const v = visit('zh');
    v.touch('flow:home-visit');
    const inputs: string[] = [];
    for (const [slot, keyed] of KEYED) {
      const next = keyed.startsWith('@') ? v.touch(keyed.slice(1)) : v.touch(slot, keyed);
      if (next.view?.kind === 'form') inputs.push(next.view.input.type);
    }
    expect(inputs).toEqual(['number', 'text', 'date', 'time', 'text', 'text', 'number', 'digits', 'text', 'digits', 'text', 'text', 'text', 'yes-no', 'text']);
    const again = visit('zh');
    again.touch('flow:home-visit');
    again.touch('washer');
    expect(again.touch('pieces', '2').view).toMatchObject({ kind: 'form', slots: expect.arrayContaining([expect.objectContaining({ id: 'pieces', state: 'done', editable: true })]) });
    expect(again.touch('pieces').all).toBe('一共几台？');
  });
});

/** Brings a visit to the question of one slot. */
function upTo(language: 'zh' | 'en', slot: string): Visit {
  const v = visit(language);
  for (const [text, filled] of SPOKEN[language]) {
    if (filled === slot && text !== SPOKEN[language][0][0]) break;
    v.say(text);
  }
  return v;
}

const BEYOND = [
  ['zh', 'pieces', '八台', '最多是6'], ['zh', 'pieces', '零', '最少是1'], ['zh', 'parts', '十五个', '最多是10个'], ['zh', 'day', '昨天', '已经过去了'], ['zh', 'day', '今天', '最早可以选11月24日'], ['zh', 'day', '两个月后', '最晚可以选12月23日'], ['zh', 'clock', '晚上八点', '上午9点到下午5点'], ['zh', 'clock', '早上七点', '上午9点到下午5点'], ['zh', 'away', '上周一到上周三', '已经过去了'], ['zh', 'hours', '晚上七点到十点', '上午8点到晚上8点'], ['zh', 'budget', '一千块', '十元到五百元'], ['zh', 'budget', '三块五', '十元到五百元'], ['zh', 'code', '幺二三', '应该是4位'],
  ['en', 'pieces', 'eight', '6 at most'], ['en', 'parts', 'a dozen', '10 at most'], ['en', 'day', 'yesterday', 'in the past'], ['en', 'day', 'today', 'earliest day is Tuesday'], ['en', 'day', 'in two months', 'latest day is'], ['en', 'clock', 'eight in the evening', '9 am to 5 pm'], ['en', 'hours', 'seven to ten in the evening', '8 am to 8 pm'], ['en', 'budget', 'a thousand yuan', 'between 10 and 500'], ['en', 'code', 'one two three', 'has 4 digits'],
] as const;

describe('an answer outside the limits', () => {
  it.each(BEYOND)('is refused with the reason (%s %s: %s)', (language, slot, text, reason) => {
    const v = upTo(language, slot);
    const refused = v.say(text);
    expect(refused.rule).toBe('outside-limits');
    expect(refused.all).toContain(reason);
    expect(refused.slots[slot]).toBeUndefined();
    expect(refused.view?.kind).toBe('form');
    expect(refused.misses).toBe(1);
  });

  it.each([['pieces', '8'], ['day', '2026-11-20'], ['clock', '20:00'], ['budget', '5'], ['code', '12']] as const)('is refused from the keyboard, too (%s=%s)', (slot, keyed) => {
    const v = upTo('zh', slot);
    const refused = v.touch(slot, keyed);
    expect(refused.rule).toBe('outside-limits');
    expect(refused.slots[slot]).toBeUndefined();
  });

  it('gets other words each time and ends with a human', () => {
    const v = upTo('zh', 'budget');
    const turns = [v.say('一千块'), v.say('两千块'), v.say('三千块')];
    const said = turns.flatMap((t) => t.said.slice(-1));
    expect(new Set(said).size).toBe(3);
    expect(turns[0]?.said).not.toContain('预算多少？');
    expect(turns[2]?.view).toMatchObject({ kind: 'choice', choices: [{ id: 'yes' }, { id: 'no' }] });
  });

  it.each([['zh', '我要订水杯二十个', '最多是9'], ['en', 'I want mugs twenty of them', '9 at most']] as const)('is refused in the sentence that opens the task (%s)', (language, text, reason) => {
    const opened = visit(language).say(text);
    expect(opened.played.flow).toBe('mugs');
    expect(opened.all).toContain(reason);
    expect(opened.slots).toEqual({});
  });

  it('is refused when it comes along with another answer, which is kept', () => {
    const v = upTo('zh', 'day');
    const both = v.say('后天晚上九点');
    expect(both.slots).toMatchObject({ day: '2026-11-25' });
    expect(both.slots['clock']).toBeUndefined();
    expect(both.all).toContain('上午9点到下午5点');
  });

  it.each([['zh', '不对，是昨天', '已经过去了'], ['en', 'no, yesterday', 'in the past']] as const)('is refused as a correction, and that question is asked again (%s)', (language, text, reason) => {
    const v = upTo(language, 'clock');
    const refused = v.say(text);
    expect(refused.all).toContain(reason);
    expect(refused.slots['day']).toBeUndefined();
    expect(refused.view).toMatchObject({ kind: 'form', slots: expect.arrayContaining([expect.objectContaining({ id: 'day', state: 'current' })]) });
  });

  it('is a time of today that is over, where only days to come can be chosen', () => {
    const v = visit('zh');
    v.say('我要预约会议室');
    v.say('竹厅');
    v.say('今天');
    const gone = v.say('上午八点');
    expect(gone.rule).toBe('outside-limits');
    expect(v.say('下午三点').slots).toMatchObject({ time: '15:00' });
  });

  it('is a past day for an appointment also where the pack sets no limit', () => {
    const v = visit('en');
    v.say('book a meeting room');
    v.say('Bamboo room');
    expect(v.say('yesterday').rule).toBe('outside-limits');
    expect(v.say('last friday').slots['date']).toBeUndefined();
  });
});
