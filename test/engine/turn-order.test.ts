// The order in which an utterance is tried, seen from outside: the rule that decided, and the reasons it left.
import { describe, expect, it } from 'vitest';
import { visitor } from './front-desk.ts';

describe('the order of a turn', () => {
  it('greets, shows the home cards and listens', () => {
    const { first } = visitor('zh');
    expect(first.said).toEqual(['您好，请讲。']);
    expect(first.view).toMatchObject({ kind: 'listening', cards: [{ id: 'flow:book-room', number: 1 }, { number: 2 }, { number: 3 }] });
    expect(first.effects.at(-1)).toMatchObject({ type: 'listen', expect: { kind: 'open' }, timeoutMs: 8000 });
    expect(first.records).toEqual(['foyer.session.started']);
  });

  it('answers a question, shows it with its buttons, and stays listening', () => {
    const v = visitor('zh');
    const answer = v.say('你们几点开门');
    expect(answer.played.decision).toMatchObject({ rule: 'knowledge', entry: 'opening-hours', zone: 'answer', flow: null });
    expect(answer.view).toMatchObject({ kind: 'answer', headline: '开放时间', buttons: [{ id: 'flow:book-room', number: 1 }, { id: 'entry:washroom', number: 2 }] });
    expect(answer.effects.at(-1)?.type).toBe('listen');
  });

  it('takes a global command before anything else, also inside a task', () => {
    const v = visitor('en');
    v.say('book a meeting room');
    expect(v.say('louder please').rule).toBe('global-command');
    expect(v.say('could you repeat that').all).toContain('Which room would you like?');
  });

  it('takes what was just asked before a new question', () => {
    const v = visitor('zh');
    v.say('我要预约会议室');
    const answer = v.say('竹厅');
    expect(answer.played.decision).toMatchObject({ rule: 'slot', flow: 'book-room', slots: { room: 'bamboo' } });
  });

  it('fills several slots from one sentence', () => {
    const v = visitor('en');
    v.say('book a meeting room');
    v.say('Cedar room');
    const answer = v.say('tomorrow at three in the afternoon');
    expect(answer.played.decision?.slots).toEqual({ room: 'cedar', date: '2026-11-24', time: '15:00' });
    expect(answer.all).toBe('Please say your mobile number.');
  });

  it('fills slots from the sentence that opens the task', () => {
    const v = visitor('zh');
    const opened = v.say('帮我订个会议室，竹厅，后天');
    expect(opened.played.decision).toMatchObject({ flow: 'book-room', slots: { room: 'bamboo', date: '2026-11-25' } });
    expect(opened.all).toContain('几点开始');
  });

  it('leaves a reason for every step it tried', () => {
    const v = visitor('zh');
    v.say('我要预约会议室');
    const why = v.say('洗手间在哪').played.decision?.why ?? [];
    expect(why.length).toBeGreaterThanOrEqual(3);
    expect(why.join(' ')).toMatch(/no global command/);
    expect(why.join(' ')).toMatch(/back to the task book-room/);
  });

  it('does not take a name for a command or a question', () => {
    const v = visitor('zh');
    v.say('我要取快递');
    v.say('三零五二');
    const named = v.say('张帮助');
    expect(named.played.decision).toMatchObject({ rule: 'slot', flow: 'collect-parcel' });
    expect(named.played.decision?.slots['name']).toBe('张帮助');
  });

  it('asks again where the recogniser was unsure', () => {
    const v = visitor('en');
    expect(v.say('where is the washroom', 0.2).rule).toBe('low-confidence');
    expect(v.say('where is the washroom', 0.9).played.decision?.entry).toBe('washroom');
  });

  it('does not use an entry whose time is over', () => {
    const v = visitor('en');
    expect(v.say('what is the opening offer').played.decision?.entry).not.toBe('old-offer');
  });

  it('understands a question that leans on the one before', () => {
    const v = visitor('en');
    v.say('how much is the Cedar room');
    expect(v.say('and the Bamboo room').played.decision?.entry).toBe('price/bamboo');
    expect(v.say('which floor is it on').played.decision?.entry).toBe('floor/bamboo');
  });

  it('says that an attribute is missing instead of inventing it', () => {
    const v = visitor('en');
    const answer = v.say('which floor is the Cedar room on');
    expect(answer.played.decision).toMatchObject({ entry: 'floor/cedar', zone: 'answer' });
    expect(answer.all).toContain('I have no floor for Cedar room');
    expect(answer.played.decision?.why.join(' ')).toContain('incomplete');
  });

  it('takes the name it is called by off the front of a wish', () => {
    expect(visitor('zh').say('你好小厅，洗手间在哪').played.decision?.entry).toBe('washroom');
    expect(visitor('en').say('hello kiosk where is the washroom').played.decision?.entry).toBe('washroom');
    expect(visitor('en').say('hello kiosk').said).toEqual(['Hello, please go ahead.']);
  });

  it('knows what stands on its own cards and titles', () => {
    expect(visitor('zh').say('取快递').played.decision?.flow).toBe('collect-parcel');
    expect(visitor('en').say('opening hours').played.decision?.entry).toBe('opening-hours');
  });

  it('opens a task whose sentence is full of days and numbers', () => {
    const opened = visitor('zh').say('明天上午十点预约会议室手机13812345678');
    expect(opened.played.decision).toMatchObject({ flow: 'book-room', slots: { date: '2026-11-24', time: '10:00', phone: '13812345678' } });
  });

  it('knows commands, triggers, numbers and yes by their sound', () => {
    const v = visitor('zh');
    expect(v.say('我要娶快地').played.decision?.flow).toBe('collect-parcel');
    expect(v.say('三林五儿').played.decision?.slots).toEqual({ code: '3052' });
    expect(visitor('zh').say('去消').rule).toBe('global-command');
  });

  it('takes a thing that is missing for no refusal', () => {
    for (const [language, text] of [['en', 'there is no coffee'], ['zh', '没有咖啡']] as const) expect(visitor(language).say(text).rule).not.toBe('offer');
    const v = visitor('en');
    v.say('opening hours');
    expect(v.say('there is no electricity').rule).not.toBe('offer');
    expect(v.ended).toBe(false);
  });
});
