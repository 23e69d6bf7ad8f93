// The turn algorithm at depth: corrections by name, tasks inside tasks, coming back, read-backs by consequence and confidence,
// acts that must not happen twice, what the hub begins, and the next visitor.
import { describe, expect, it } from 'vitest';
import { pack, visit } from './every-slot-pack.ts';
import type { Heard, Visit } from './every-slot-pack.ts';

function after(language: 'zh' | 'en', ...texts: string[]): { v: Visit; last: Heard } {
  const v = visit(language);
  let last = v.first;
  for (const text of texts) last = v.say(text);
  return { v, last };
}

const OPEN = { zh: ['我要报修', '冰箱', '两台', '三个', '明天', '十点'], en: ['I need a repair', 'fridge', 'two', 'three', 'tomorrow', 'ten in the morning'] } as const;

describe('corrections of any earlier answer', () => {
  it.each([
    ['zh', '不对，是后天', { day: '2026-11-25' }, ['clock']], ['zh', '日期改成下周三', { day: '2026-12-02' }, ['clock']], ['zh', '台数错了，是三台', { pieces: 3, clock: '10:00' }, []], ['zh', '不是冰箱是空调', { appliance: 'cooler', clock: '10:00' }, []], ['zh', '时间改成下午三点', { clock: '15:00', day: '2026-11-24' }, []], ['zh', '不是十点，是十一点', { clock: '11:00' }, []], ['zh', '我说错了，是洗衣机', { appliance: 'washer' }, []], ['zh', '把配件改成五个', { parts: { amount: 5, unit: '个' } }, []],
    ['en', 'no, the day after tomorrow', { day: '2026-11-25' }, ['clock']], ['en', 'change the day to next wednesday', { day: '2026-12-02' }, ['clock']], ['en', 'the number of machines is wrong, it is three', { pieces: 3, clock: '10:00' }, []], ['en', 'not the fridge, the washing machine', { appliance: 'washer' }, []], ['en', 'actually make it three in the afternoon', { clock: '15:00' }, []], ['en', 'sorry, I meant the air conditioner', { appliance: 'cooler' }, []],
  ] as const)('takes a new value and empties only what depends on it (%s: %s)', (language, text, slots, emptied) => {
    const { v } = after(language, ...OPEN[language]);
    const corrected = v.say(text);
    expect(corrected.rule).toBe('correction');
    expect(corrected.slots).toMatchObject(slots);
    for (const slot of ['appliance', 'pieces', 'parts', 'day', 'clock']) expect(corrected.slots[slot] === undefined, `${slot}: ${corrected.all}`).toBe((emptied as readonly string[]).includes(slot));
  });

  it.each([
    ['zh', '改日期', 'day'], ['zh', '日期错了', 'day'], ['zh', '时间不对', 'clock'], ['zh', '我想改一下台数', 'pieces'], ['zh', '电器选错了', 'appliance'], ['zh', '重新选电器', 'appliance'], ['zh', '不对，日期', 'day'],
    ['en', 'change the day', 'day'], ['en', 'the time is wrong', 'clock'], ['en', 'can I change the number of machines', 'pieces'], ['en', 'I got the appliance wrong', 'appliance'], ['en', 'no, the day', 'day'], ['en', 'that is not the right time', 'clock'],
  ] as const)('asks a named question again (%s: %s)', (language, text, slot) => {
    const { v } = after(language, ...OPEN[language]);
    const asked = v.say(text);
    expect(asked.rule).toBe('correction');
    expect(asked.slots[slot]).toBeUndefined();
    expect(asked.view).toMatchObject({ kind: 'form', slots: expect.arrayContaining([expect.objectContaining({ id: slot, state: 'current' })]) });
  });

  it('takes one at the read-back and reads back again', () => {
    const v = visit('en');
    for (const [text, confidence] of [['top up my card', 0.95], ['one two three four', 0.95], ['fifty yuan', 0.6]] as const) v.say(text, confidence);
    const corrected = v.say('no, eighty');
    expect(corrected.all).toContain('80 yuan');
    expect(corrected.view?.kind).toBe('confirm');
    expect(corrected.calls).toEqual([]);
    expect(v.say('yes').calls).toEqual(['pay']);
  });
});

describe('tasks inside tasks', () => {
  it.each([['zh', ['我要预约会议室', '我要取快递', '我要充值'], '我要领铅笔', '不办了', '充值'], ['en', ['book a meeting room', 'collect a parcel', 'top up my card'], 'I want pencils', 'drop it', 'topping up']] as const)('are three at most; the fourth is refused with a choice (%s)', (language, open, fourth, drop, title) => {
    const { v } = after(language, ...open);
    const refused = v.say(fourth);
    expect(refused.played.flow).toBe('top-up-card');
    expect(refused.all).toContain(title);
    expect(refused.view).toMatchObject({ kind: 'choice', choices: [{ id: 'finish' }, { id: 'drop' }] });
    expect((refused.played.state as { talk: { frames: unknown[] } }).talk.frames).toHaveLength(3);
    const dropped = v.say(drop);
    expect(dropped.played.flow).toBe('pens');
    expect((dropped.played.state as { talk: { frames: { flow: string }[] } }).talk.frames.map((f) => f.flow)).toEqual(['book-room', 'collect-parcel', 'pens']);
  });

  it.each([['zh', '先办完'], ['zh', '好的'], ['zh', '继续'], ['en', 'finish that first'], ['en', 'yes'], ['en', 'go on']] as const)('go on with the third after "%s: %s", and a yes fills nothing', (language, text) => {
    const { v } = after(language, ...(language === 'zh' ? ['我要预约会议室', '我要取快递', '我要充值', '我要领铅笔'] : ['book a meeting room', 'collect a parcel', 'top up my card', 'I want pencils']));
    const on = v.say(text);
    expect(on.played.flow).toBe('top-up-card');
    expect(on.slots).toEqual({});
    expect(on.said.filter((s) => /[?？]$/.test(s))).toHaveLength(1);
  });

  it('never stack the same task twice', () => {
    const { v } = after('zh', '我要充值', '我要取快递');
    const again = v.say('我要充值');
    expect((again.played.state as { talk: { frames: { flow: string }[] } }).talk.frames.map((f) => f.flow)).toEqual(['collect-parcel', 'top-up-card']);
  });

  it.each([['zh', '先办第一个', '算了'], ['en', 'go on with the first thing', 'forget it']] as const)('go back to the first, or are dropped (%s)', (language, first, drop) => {
    const { v } = after(language, ...(language === 'zh' ? ['我要预约会议室', '我要取快递'] : ['book a meeting room', 'collect a parcel']));
    expect(v.say(first).played.flow).toBe('book-room');
    expect(v.say(drop).played.flow).toBe('collect-parcel');
  });

  it.each([['zh', '洗手间在哪', '哪天上门？'], ['en', 'where is the washroom', 'Which day?']] as const)('are come back to with a bridge, and the open question once (%s)', (language, question, asked) => {
    const { v } = after(language, ...OPEN[language].slice(0, 4));
    const answer = v.say(question);
    expect(answer.said).toHaveLength(3);
    expect(answer.said.filter((s) => s === asked)).toHaveLength(1);
    expect(answer.said.at(-1)).toBe(asked);
  });

  it.each([['zh', '好的', '洗手间在哪'], ['en', 'okay', 'where is the washroom']] as const)('take a yes to the bridge for no answer (%s)', (language, yes, question) => {
    const { v } = after(language, ...OPEN[language].slice(0, 4), question);
    const agreed = v.say(yes);
    expect(agreed.misses).toBe(0);
    expect(agreed.slots['day']).toBeUndefined();
    expect(agreed.said).toHaveLength(1);
  });

  it('take no yes for a free text either', () => {
    const v = visit('zh', { begins: { notice: 'satisfaction', slots: { points: 5 } } });
    expect(v.first.all).toBe('有什么建议吗？');
    v.say('洗手间在哪');
    expect(v.say('好的').slots['words']).toBeUndefined();
    expect(v.say('灯太暗了').slots['words']).toBe('灯太暗了');
  });
});

/** consequence x confidence of what was heard -> whether it is read back (policies.confirmBelow: 0, 0.85, 1). */
const TABLE = [['pens', 0.99, false], ['pens', 0.7, false], ['pens', 0.4, false], ['mugs', 0.99, false], ['mugs', 0.8, true], ['mugs', 0.4, true], ['lamps', 0.99, true], ['lamps', 0.8, true], ['lamps', 0.4, true]] as const;

describe('read-backs by consequence and confidence', () => {
  it.each(TABLE)('%s heard with %s: asked %s', (flow, confidence, asked) => {
    expect(pack.pack.policies.confirmBelow).toEqual({ low: 0, medium: 0.85, high: 1 });
    const v = visit('zh');
    v.touch(`flow:${flow}`);
    expect(v.say('三个', confidence).view?.kind === 'confirm').toBe(asked);
  });

  it('are asked where the task itself was heard badly', () => {
    const v = visit('zh');
    v.say('我要订水杯', 0.6);
    expect(v.touch('count', '3').view?.kind).toBe('confirm');
  });

  it('need a clear yes where much hangs on it', () => {
    const v = visit('zh');
    v.touch('flow:lamps');
    v.say('三个');
    expect(v.say('对', 0.4).rule).toBe('low-confidence');
    expect(v.say('对', 0.9).all).toContain('租台灯记下了3个');
  });

  it('go through without a question only once', () => {
    const v = visit('zh');
    for (const text of ['我要充值', '幺二三四', '五十']) v.say(text);
    expect(v.touch('back').calls).toEqual([]);
    const other = v.say('八十');
    expect(other.view?.kind).toBe('confirm');
    expect(other.calls).toEqual([]);
  });
});

describe('one step back over a call', () => {
  it('does not do the same act again, and another only on a new yes', () => {
    const v = visit('zh');
    v.say('我要充值');
    v.say('幺二三四');
    expect(v.say('五十', 0.6).view?.kind).toBe('confirm');
    expect(v.say('对').calls).toEqual(['pay']);
    expect(v.say('返回').view?.kind).toBe('confirm');
    expect(v.say('对').calls).toEqual([]);
    v.say('返回');
    v.say('返回');
    expect(v.say('一百').view?.kind).toBe('confirm');
    expect(v.say('对').calls).toEqual(['pay']);
  });

  it('leads from a call under way to the question before it', () => {
    const v = visit('zh', { replies: { pay: 'held' } });
    v.say('我要充值');
    v.say('幺二三四');
    v.say('五十', 0.6);
    expect(v.say('对').view?.kind).toBe('thinking');
    expect(v.say('返回').view?.kind).toBe('confirm');
  });
});

describe('a card before a read-back', () => {
  it('stays on the screen with it', () => {
    const v = visit('zh');
    v.say('我要充值');
    v.say('幺二三四');
    expect(v.say('五十', 0.6).view).toMatchObject({ kind: 'confirm', rows: [{ label: '手续费', value: '一元' }, { label: '卡号', value: '1234' }, { label: '金额', value: '50元' }] });
  });
});

describe('what cannot be skipped', () => {
  it.each([['zh', '跳过', '不能跳过'], ['en', 'skip this one', 'cannot be skipped']] as const)('is asked for once more (%s)', (language, text, said) => {
    const { v } = after(language, ...OPEN[language].slice(0, 4));
    expect(v.say(text).all).toContain(said);
  });
});

describe('what the hub begins', () => {
  it.each([['zh', '请A023号到3号窗口。'], ['en', 'Number A023, please go to window 3.']] as const)('opens with its own first words (%s)', (language, first) => {
    const v = visit(language, { begins: { notice: 'queue-call', slots: { number: 'A023', window: 3 } } });
    expect(v.first.said).toEqual([first]);
    expect(v.first.played.decision).toMatchObject({ rule: 'notice', slots: { number: 'A023', window: 3 } });
    expect(v.first.effects.at(-1)?.type).toBe('listen');
    expect(v.say(language === 'zh' ? '洗手间在哪' : 'where is the washroom').rule).toBe('knowledge');
  });

  it('ends after silence without asking for a rating', () => {
    const v = visit('en', { begins: { notice: 'queue-call', slots: { number: 'B7', window: 1 } } });
    expect(v.silence().effects.at(-1)).toEqual({ type: 'end', reason: 'visitor' });
  });

  it('asks a survey by voice and by touch, within its limits', () => {
    const v = visit('zh', { begins: { notice: 'satisfaction', slots: {} } });
    expect(v.first.said).toEqual(['今天的服务打几分，一到五分？']);
    expect(v.say('八分').rule).toBe('outside-limits');
    expect(v.say('打五分').slots['points']).toBe(5);
    expect(v.say('跳过').all).toBe('谢谢您的评价。');
    expect(visit('en', { begins: { notice: 'satisfaction', slots: {} } }).touch('points', '4').slots['points']).toBe(4);
  });

  it.each(['no-such-flow', 'book-room'])('ends politely and leaves an incident where it is no notice (%s)', (notice) => {
    const v = visit('zh', { begins: { notice, slots: {} } });
    expect(v.first.effects.find((e) => e.type === 'record' && e.data.type === 'foyer.incident')).toMatchObject({ data: { code: 'notice-unknown', text: expect.stringContaining(notice) } });
    expect(v.first.effects.at(-1)).toMatchObject({ type: 'end' });
    expect(v.first.said).toHaveLength(1);
  });

  it('cannot be begun by a visitor', () => {
    for (const text of ['满意度调查', '叫号', 'flow:satisfaction']) expect(visit('zh').say(text).played.flow).toBeNull();
    for (const id of ['flow:satisfaction', 'satisfaction', 'queue-call']) expect(visit('zh').touch(id).played.flow).toBeNull();
  });
});

describe('the next visitor', () => {
  it('finds nothing of the one before', () => {
    const v = visit('zh');
    for (const text of ['我要报修', '冰箱', '两台', '三个', '明天', '十点', 'where is the washroom']) v.say(text);
    const gone = v.send({ type: 'idle-expired', at: 1_795_424_900_000 });
    expect(gone.effects.at(-1)).toMatchObject({ type: 'end', reason: 'idle' });
    const next = v.send({ type: 'session-started', at: 1_795_425_000_000, session: 'next', by: 'touch', language: 'zh' });
    expect(next.said).toEqual(['您好，请讲。']);
    expect(JSON.stringify(next.effects)).not.toMatch(/冰箱|fridge|十点|home-visit/);
    expect(JSON.stringify(next.played.state)).not.toMatch(/fridge|home-visit|washroom|"en"/);
    expect(v.say('再说一遍').all).not.toContain('洗手间');
    expect(v.say('返回').said.join()).not.toContain('几点');
  });

  it('finds nothing either where the one before left without a word', () => {
    const v = visit('en');
    for (const text of ['I need a repair', 'fridge', 'two']) v.say(text);
    const next = v.send({ type: 'session-started', at: 1_795_425_000_000, session: 'next', by: 'wake', language: 'zh' });
    expect(next.effects.some((e) => e.type === 'record' && e.data.type === 'foyer.session.ended' && e.data.session === 'rehearsal')).toBe(true);
    expect(JSON.stringify(next.played.state)).not.toContain('fridge');
    expect((v.say('返回').played.state as { talk: { frames: unknown[] } }).talk.frames).toEqual([]);
  });
});

describe('the trace', () => {
  it('names each step that was tried, in order', () => {
    const { v } = after('zh', ...OPEN.zh.slice(0, 4));
    const why = v.say('洗手间在哪').played.decision?.why ?? [];
    const steps = ['no sensitive word', 'no global command', 'no unclear words', 'no correction by its marker', 'no answer to what was asked', 'no correction by a new answer', 'no answer inside a sentence', 'decided: question or task that is known'];
    expect(steps.map((step) => why.indexOf(step))).toEqual(steps.map((step) => why.indexOf(step)).toSorted((a, b) => a - b));
    for (const step of steps) expect(why).toContain(step);
  });
});
