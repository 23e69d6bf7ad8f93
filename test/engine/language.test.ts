// Two languages in one visit: slots stay, the question is asked again, the screen follows.
import { describe, expect, it } from 'vitest';
import { conversation, visitor } from './front-desk.ts';

describe('changing the language', () => {
  it('keeps the slots and asks again in the other language', () => {
    const v = visitor('zh');
    v.say('我要预约会议室');
    v.say('竹厅');
    v.say('明天');
    const switched = v.say('英文');
    expect(switched.effects).toContainEqual({ type: 'language', language: 'en' });
    expect(switched.said).toEqual(['All right, let us speak English.', 'At what time?']);
    expect(switched.view).toMatchObject({ kind: 'form', title: 'Booking a room', slots: [{ value: 'Bamboo room' }, { value: 'Tuesday, November 24' }, {}, {}] });
    expect(v.say('ten in the morning').played.decision?.slots).toMatchObject({ room: 'bamboo', time: '10:00' });
  });

  it('follows the button as well as the word, and decides nothing by it', () => {
    const v = visitor('en');
    const switched = v.send({ type: 'language-chosen', at: 1, language: 'zh' });
    expect(switched.played.decision).toBeNull();
    expect(switched.view).toMatchObject({ kind: 'listening', headline: '我在听，请讲' });
  });

  it('follows a visitor who simply speaks the other language', () => {
    const v = visitor('zh');
    const answer = v.say('where is the washroom');
    expect(answer.effects).toContainEqual({ type: 'language', language: 'en' });
    expect(answer.all).toContain('to the right of the entrance');
  });

  it('shows home and touch-only views in both languages', () => {
    expect(conversation.homeView('en')).toMatchObject({ kind: 'attract', headline: { zh: '您想办什么？', en: 'What can I do for you?' }, wake: [{ language: 'zh', phrase: '你好小厅' }, { language: 'en', phrase: 'hello kiosk' }] });
    expect(conversation.touchOnlyView('zh').cards.map((c) => c.label)).toEqual(['预约会议室', '取快递', '开放时间']);
  });

  it('lists fixed sentences and grammar phrases for both languages', () => {
    const prompts = conversation.fixedPrompts();
    expect(prompts).toContainEqual({ text: '洗手间在大门右边。', language: 'zh' });
    expect(prompts.every((p) => !/\{[\w.]+\}/.test(p.text))).toBe(true);
    expect(conversation.grammarPhrases()).toContainEqual({ phrase: 'Cedar room', language: 'en', where: 'flow book-room slot room' });
  });
});
