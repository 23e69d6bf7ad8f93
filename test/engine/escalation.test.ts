// Raising the hand, talking to a human, and coming back: nothing is lost on the way, nothing is said twice.
import { describe, expect, it } from 'vitest';
import { conversation, visitor } from './front-desk.ts';
import type { Heard } from './front-desk.ts';

function raised(turn: Heard) {
  return turn.effects.flatMap((e) => (e.type === 'escalate' && e.message.kind === 'raise' ? [e.message] : []))[0];
}

describe('a human takes over', () => {
  it('carries the transcript, the slots, what was tried and the wish in the visitor\'s words', () => {
    const v = visitor('zh');
    v.say('无线网密码是多少');
    v.say('我要预约会议室');
    v.say('松厅');
    const message = raised(v.say('转人工'));
    expect(message).toMatchObject({
      kind: 'raise', session: 'rehearsal', language: 'zh', reason: 'request', flow: 'book-room', slots: { room: '松厅' }, screen: 'form', headline: '我要预约会议室',
    });
    expect(message?.tried).toEqual(['无线网密码是多少', '预约会议室']);
    expect(message?.transcript.map((line) => line.who)).toEqual(['kiosk', 'visitor', 'kiosk', 'visitor', 'kiosk', 'visitor', 'kiosk', 'visitor', 'kiosk']);
    expect(message?.since).toBeLessThan(message?.at ?? 0);
  });

  it.each(['i want to speak to a person', 'can you get me a member of staff please', 'human', 'connect me to someone', 'is anyone there'])('is called by "%s"', (text) => {
    expect(raised(visitor('en').say(text))).toBeDefined();
  });

  it.each(['人工', '麻烦帮我叫一下工作人员', '我要和真人说话', '有没有人啊', '转人工服务'])('is called by "%s"', (text) => {
    expect(raised(visitor('zh').say(text))).toBeDefined();
  });

  it('sends the visitor\'s words to the human and speaks and shows the human\'s', () => {
    const v = visitor('en');
    v.say('human');
    expect(v.desk('accept').view).toMatchObject({ kind: 'escalation', stage: 'talking', agent: 'Sam' });
    const told = v.say('I lost my badge');
    expect(told.effects).toContainEqual(expect.objectContaining({ type: 'escalate', message: expect.objectContaining({ kind: 'say', text: 'I lost my badge' }) }));
    expect(told.said).toEqual([]);
    const answer = v.desk('say', 'I will bring a new one.');
    expect(answer.effects).toContainEqual(expect.objectContaining({ type: 'say', text: 'I will bring a new one.', who: 'agent' }));
    expect(answer.view).toMatchObject({ messages: [{ who: 'visitor', text: 'I lost my badge' }, { who: 'agent', text: 'I will bring a new one.' }] });
    expect(answer.records).toEqual(['foyer.desk']);
    expect(answer.effects.at(-1)).toMatchObject({ type: 'listen', expect: { kind: 'desk' } });
  });

  it('hands back into the interrupted task', () => {
    const v = visitor('zh');
    v.say('我要预约会议室');
    v.say('松厅');
    v.say('转人工');
    v.desk('accept');
    const back = v.desk('handback');
    expect(back.records).toContain('book-room resumed');
    expect(back.said.at(-1)).toBe('哪一天用？');
    expect(v.say('明天').played.decision?.slots).toMatchObject({ room: 'cedar', date: '2026-11-24' });
  });

  it('says so when nobody comes, and goes on', () => {
    const v = visitor('en');
    v.say('book a meeting room');
    v.say('human');
    const nobody = v.desk('nobody');
    expect(nobody.effects.some((e) => e.type === 'show' && e.view.kind === 'escalation' && e.view.stage === 'nobody')).toBe(true);
    expect(nobody.said[0]).toBe('Nobody is on duty now. Please come back later.');
    expect(nobody.said.at(-1)).toBe('Which room would you like?');
  });

  it('goes through the step that called the human', () => {
    const v = visitor('en');
    for (const text of ['I want to leave a comment', 'the lift is slow']) v.say(text);
    expect(raised(v.say('yes'))).toMatchObject({ reason: 'request', flow: 'complain' });
    v.desk('accept');
    expect(v.desk('handback').records).toContain('complain completed');
  });

  it('asks for a rating when the human ends it, and ends with the rating', () => {
    const v = visitor('zh');
    v.say('人工');
    v.desk('accept');
    expect(v.desk('end').view).toMatchObject({ kind: 'survey' });
    const rated = v.touch('survey:4');
    expect(rated.effects.at(-1)).toEqual({ type: 'end', reason: 'visitor' });
    expect(rated.effects).toContainEqual({ type: 'record', data: expect.objectContaining({ type: 'foyer.session.ended', rating: 4 }) });
  });

  it('takes the hand down again', () => {
    const v = visitor('en');
    v.say('call staff');
    const cancelled = v.say('never mind');
    expect(cancelled.effects).toContainEqual(expect.objectContaining({ type: 'escalate', message: expect.objectContaining({ kind: 'cancel' }) }));
    expect(cancelled.state.talk.escalation).toBeNull();
  });

  it('answers clear questions while waiting and passes everything else on', () => {
    const v = visitor('en');
    v.say('human');
    expect(v.say('where is the washroom').played.decision?.entry).toBe('washroom');
    expect(v.say('it is about my badge').rule).toBe('escalation');
  });

  it('passes over desk messages that were seen before or belong elsewhere', () => {
    const v = visitor('en');
    v.say('human');
    const accepted = v.desk('accept');
    const message = { v: 1 as const, kind: 'say' as const, escalation: 'rehearsal-e1', session: 'rehearsal', seq: 2, at: 1, agent: 'Sam', text: 'Hello.' };
    const once = conversation.handle(accepted.state, { type: 'desk-message', at: 1, message });
    expect(once.effects.filter((e) => e.type === 'say')).toHaveLength(1);
    expect(conversation.handle(once.state, { type: 'desk-message', at: 2, message }).effects).toEqual([]);
    expect(conversation.handle(once.state, { type: 'desk-message', at: 2, message: { ...message, seq: 3, escalation: 'another' } }).effects).toEqual([]);
  });

  it('tells the desk when the visitor has left', () => {
    const v = visitor('en');
    v.say('human');
    const left = v.send({ type: 'idle-expired', at: 1 });
    expect(left.effects).toContainEqual(expect.objectContaining({ type: 'escalate', message: expect.objectContaining({ kind: 'left' }) }));
    expect(left.effects.at(-1)).toEqual({ type: 'end', reason: 'idle' });
  });

  it('raises the hand and the alarm at a word that demands it', () => {
    const turn = visitor('zh').say('这里有炸弹');
    expect(turn.effects).toContainEqual(expect.objectContaining({ type: 'alarm', word: '炸弹', rule: 'safety' }));
    expect(raised(turn)).toMatchObject({ reason: 'sensitive' });
  });

  it('only reports a word that asks for no more', () => {
    const turn = visitor('en').say('is this a fraud, where is the washroom');
    expect(turn.effects.some((e) => e.type === 'alarm')).toBe(true);
    expect(raised(turn)).toBeUndefined();
  });

  it('asks the next question when an option is chosen in a sentence while a human is being called', () => {
    const v = visitor('en');
    v.say('book a meeting room');
    v.touch('cedar');
    for (const answer of ['November 26', 'four in the afternoon']) v.say(answer);
    v.touch('slot', '13800138000');
    v.touch('no');
    v.say('speak to a human');
    expect(v.say('reserve a meeting room').said).toEqual(['Which room would you like?']);
  });
});
