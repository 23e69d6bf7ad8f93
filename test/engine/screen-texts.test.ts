// What stands on the screen and what is read aloud: capitals, codes digit by digit, cards that stay while a question is asked.
import { describe, expect, it } from 'vitest';
import { createConversation } from '../../flows/engine/conversation.ts';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import { createRehearsal } from '../../flows/engine/rehearse.ts';
import { readBundle } from '../../flows/files/read-pack.ts';
import { FRONT_DESK, visitor } from './front-desk.ts';

const LOCKER = `flow: locker
title: { zh: 查柜子, en: looking up a locker }
triggers: { zh: [查柜子, 我要查柜子, 看看我的柜子], en: [look up my locker, which locker is mine, find my locker] }
slots:
  - { id: code, type: digits, label: { zh: 小票, en: receipt }, ask: { zh: 请说小票号。, en: Please say the receipt. }, min: 6, max: 6 }
  - { id: day, type: date, label: { zh: 日期, en: day }, ask: { zh: 哪天来取？, en: Which day? } }
steps:
  - ask: code
  - confirm: { zh: '小票{slots.code}，对吗？', en: 'Receipt {slots.code}, right?' }
    consequence: high
    no: ask-code
  - show: { headline: { zh: 三号柜, en: locker three }, facts: [{ label: { zh: 小票, en: receipt }, value: { zh: '{slots.code}', en: '{slots.code}' } }] }
    say: { zh: '小票{slots.code}在三号柜。', en: 'Receipt {slots.code} is in locker three.' }
  - choose: { zh: 现在开柜吗？, en: Shall I open it now? }
    options:
      - { id: open, label: { zh: 现在开, en: open it }, goto: done }
      - { id: later, label: { zh: 以后再说, en: another day }, goto: when }
  - id: done
    end: success
    say: { zh: 开了。, en: It is open. }
  - id: when
    show: { headline: { zh: 三号柜, en: locker three }, body: { zh: 保留七天。, en: It is kept for seven days. } }
    say: { zh: 可以保留七天。, en: It is kept for seven days. }
  - ask: day
  - end: success
`;

function lockerVisit(language: 'zh' | 'en') {
  const result = compilePack({ ...readBundle(FRONT_DESK), 'flows/locker.yaml': LOCKER });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const rehearsal = createRehearsal(createConversation(result.pack), result.pack, { language });
  rehearsal.begin();
  return (user: string) => {
    const { effects } = rehearsal.play({ user, expect: {} });
    return { said: effects.flatMap((e) => (e.type === 'say' ? [e.text] : [])).join(' '), view: effects.flatMap((e) => (e.type === 'show' ? [e.view] : [])).at(-1), records: JSON.stringify(effects.filter((e) => e.type === 'record')) };
  };
}

describe('codes', () => {
  it('are read out digit by digit and shown as they were given', () => {
    const say = lockerVisit('zh');
    say('我要查柜子');
    const asked = say('一零零二零一');
    expect(asked.said).toBe('小票1 0 0 2 0 1，对吗？');
    expect(asked.view).toMatchObject({ kind: 'confirm', headline: '小票100201，对吗？', rows: [{ value: '100201' }] });
    const told = say('对');
    expect(told.said).toContain('小票1 0 0 2 0 1在三号柜');
    expect(told.view).toMatchObject({ facts: [{ value: '100201' }] });
    expect(asked.records + told.records).not.toMatch(/1 ?0 ?0 ?2 ?0 ?1/);
  });
});

describe('a card followed at once by a question', () => {
  it('stays, with the question under it and the choices as its buttons', () => {
    const say = lockerVisit('en');
    for (const text of ['find my locker', 'one zero zero two zero one']) say(text);
    const shown = say('yes').view;
    expect(shown).toMatchObject({ kind: 'answer', headline: 'Locker three', body: 'Shall I open it now?', facts: [{ label: 'Receipt', value: '100201' }], buttons: [{ id: 'open', label: 'Open it' }, { id: 'later' }] });
    expect(say('blue elephants dance').view).toEqual(shown);
    expect(say('the first one').said).toContain('It is open.');
  });

  it('is told in the title where the question needs a keyboard', () => {
    const say = lockerVisit('en');
    for (const text of ['find my locker', 'one zero zero two zero one', 'yes']) say(text);
    const later = say('another day');
    expect(later.said).toContain('Which day?');
    expect(later.view).toMatchObject({ kind: 'form', title: 'Locker three: It is kept for seven days.', headline: 'Which day?' });
  });
});

describe('capitals', () => {
  it('begin headlines, titles and labels of cards', () => {
    const v = visitor('en');
    expect(v.say('how much is the Cedar room').view).toMatchObject({ kind: 'answer', headline: 'Cedar room: price', facts: [{ label: 'Price' }] });
    expect(v.say('book a meeting room').view).toMatchObject({ kind: 'form', title: 'Booking a room', slots: [{ label: 'Room' }, {}, {}, {}] });
  });
});
