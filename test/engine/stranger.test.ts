// What a stranger does to a kiosk that its author did not think of.
import { describe, expect, it } from 'vitest';
import { visitor } from './front-desk.ts';

describe('a stranger', () => {
  it('says that the last answer was wrong without saying what is right, and is asked again', () => {
    const v = visitor('en');
    for (const text of ['collect a parcel', 'three zero five two']) v.say(text);
    const wrong = v.say("that's wrong");
    expect(wrong.played.decision?.slots).toEqual({});
    expect(wrong.all).toContain('four digits');
  });

  it('says the same once more, and nothing changes', () => {
    const v = visitor('zh');
    for (const text of ['我要预约会议室', '竹厅']) v.say(text);
    const again = v.say('竹厅');
    expect(again).toMatchObject({ rule: 'slot', said: ['哪一天用？'] });
    expect(again.played.decision?.slots).toEqual({ room: 'bamboo' });
  });

  it('has no answer to give, and is offered a human at once', () => {
    const v = visitor('en');
    v.say('collect a parcel');
    expect(v.say("I don't have it").view).toMatchObject({ kind: 'choice', choices: [{ id: 'yes' }, { id: 'no' }] });
    const zh = visitor('zh');
    zh.say('我要取快递');
    expect(zh.say('我忘了').all).toContain('工作人员');
  });

  it('wants no human after all where the task had only that left, and is asked what else', () => {
    const v = visitor('en');
    for (const text of ['I want to leave a comment', 'the lift is slow', 'yes']) v.say(text);
    const back = v.say('never mind');
    expect(back.state.talk.frames).toEqual([]);
    expect(back.records).toContain('complain cancelled');
    expect(back.view?.kind).toBe('listening');
  });

  it('speaks Chinese to an English session, whatever is said', () => {
    const v = visitor('en');
    const turn = v.say('那要多久');
    expect(turn.effects).toContainEqual({ type: 'language', language: 'zh' });
    expect(turn.all).toMatch(/没明白|没听懂/);
  });

  it('asks to change what is just being asked', () => {
    const v = visitor('zh');
    for (const text of ['我要预约会议室', '竹厅', '明天']) v.say(text);
    expect(v.say('改一下时间')).toMatchObject({ rule: 'correction', said: ['几点开始？'] });
  });

  it('gives a name before it is asked for', () => {
    const v = visitor('en');
    v.say('collect a parcel');
    expect(v.say('my name is Mary Smith').played.decision?.slots).toEqual({ name: 'Mary Smith' });
  });

  it('asks something instead of giving a rating, and is answered', () => {
    const v = visitor('en');
    for (const text of ['collect a parcel', 'three zero five two', 'Mary Smith']) v.say(text);
    expect(v.say('goodbye').view?.kind).toBe('survey');
    expect(v.say('where is the washroom').played.decision?.entry).toBe('washroom');
    expect(v.ended).toBe(false);
  });

  it('rates in points', () => {
    const v = visitor('zh');
    for (const text of ['我要取快递', '三零五二', '张伟', '再见']) v.say(text);
    expect(v.say('5分').played.decision?.intent).toBe('survey:5');
  });

  it('means the thing chosen in a task by "it"', () => {
    const v = visitor('en');
    for (const text of ['how much is the Cedar room', 'book a meeting room', 'Bamboo room']) v.say(text);
    expect(v.say('how much does it cost').played.decision?.entry).toBe('price/bamboo');
  });

  it.each([['zh', '等一下', '好的，不着急。'], ['zh', '我找找', '好的，不着急。'], ['en', 'hold on', 'Take your time.'], ['en', 'let me see', 'Take your time.']] as const)('%s: asks for a moment ("%s") and is not taken for one who was not understood', (language, text, answer) => {
    const v = visitor(language);
    v.say(language === 'zh' ? '我要取快递' : 'collect a parcel');
    const turn = v.say(text);
    expect(turn.said).toEqual([answer]);
    expect(turn.state.talk.misses).toBe(0);
    expect(v.say(language === 'zh' ? '三零五二' : 'three zero five two').rule).toBe('slot');
  });

  it.each([['zh', '我要取快递', '不用了'], ['en', 'collect a parcel', "I don't want to"]] as const)('%s: does not want the task any more', (language, begin, text) => {
    const v = visitor(language);
    v.say(begin);
    expect(v.say(text).records).toContain('collect-parcel cancelled');
  });
});
