// Nothing understood, nothing said: three different rungs, then a human or a polite close.
import { describe, expect, it } from 'vitest';
import { visitor } from './front-desk.ts';

const NONSENSE = { zh: ['阿巴阿巴哈哈', '哗啦啦咕噜噜', '嘀嘀嗒嗒哦耶'], en: ['blurp zonk fribble', 'quux mumble wobble', 'snarf gloop zing'] } as const;

describe.each(['zh', 'en'] as const)('the no-match ladder in %s', (language) => {
  it('rephrases with an example, shows options, offers a human, and never says the same twice', () => {
    const v = visitor(language);
    const turns = NONSENSE[language].map((text) => v.say(text));
    expect(turns.map((t) => t.rule)).toEqual(['no-match', 'no-match', 'no-match']);
    expect(new Set(turns.map((t) => t.all)).size).toBe(3);
    expect(turns[1]?.view).toMatchObject({ kind: 'choice' });
    expect(turns[2]?.view).toMatchObject({ kind: 'choice', choices: [{ id: 'yes' }, { id: 'no' }] });
    const yes = v.say(language === 'zh' ? '好的' : 'yes please');
    expect(yes.effects.some((e) => e.type === 'escalate' && e.message.kind === 'raise')).toBe(true);
  });

  it('has rungs of its own inside a task', () => {
    const v = visitor(language);
    v.say(language === 'zh' ? '我要预约会议室' : 'book a meeting room');
    const turns = NONSENSE[language].map((text) => v.say(text));
    expect(turns[0]?.all).toBe(language === 'zh' ? '请说竹厅或者松厅。' : 'Please say Bamboo room or Cedar room.');
    expect(new Set(turns.map((t) => t.all)).size).toBe(3);
    expect(v.say(language === 'zh' ? '不用' : 'no').view).toMatchObject({ kind: 'form' });
    expect(v.say(language === 'zh' ? '竹厅' : 'Bamboo room').rule).toBe('slot');
  });

  it('never climbs a fourth time', () => {
    const v = visitor(language);
    for (const text of NONSENSE[language]) v.say(text);
    const fourth = v.say(NONSENSE[language][0]);
    expect(fourth.rule).toBe('no-match');
    expect(fourth.state.talk.misses).toBe(0);
    expect(fourth.view?.kind).toBe('choice');
  });
});

describe('the no-input ladder', () => {
  it('asks twice in different words and then closes politely', () => {
    const v = visitor('en');
    const [one, two, three] = [v.silence(), v.silence(), v.silence()];
    expect(new Set([one.all, two.all, three.all]).size).toBe(3);
    expect(three.effects.at(-1)).toEqual({ type: 'end', reason: 'no-input' });
    expect(three.records).toContain('foyer.session.ended');
    expect(v.ended).toBe(true);
  });

  it('counts silence and misunderstanding together', () => {
    const v = visitor('en');
    v.say(NONSENSE.en[0]);
    v.silence();
    expect(v.silence().effects.at(-1)).toEqual({ type: 'end', reason: 'no-input' });
  });

  it('starts from the bottom after something was understood', () => {
    const v = visitor('en');
    v.silence();
    v.silence();
    v.say('where is the washroom');
    expect(v.silence().effects.some((e) => e.type === 'end')).toBe(false);
  });
});
