// Everything on the screen can be touched, and every card can be said by its number.
import { describe, expect, it } from 'vitest';
import { cardIds } from '../../flows/engine/rehearse-compare.ts';
import { conversation, visitor } from './front-desk.ts';

describe('touch', () => {
  it('does a whole task without a word', () => {
    const v = visitor('zh');
    expect(v.touch('flow:book-room').view).toMatchObject({ kind: 'form', input: { type: 'choice', choices: [{ id: 'bamboo', number: 1 }, { id: 'cedar', number: 2 }] } });
    v.touch('bamboo');
    v.touch('slot', '2026-11-25');
    v.touch('slot', '15:00');
    expect(v.touch('slot', '13800138000').view).toMatchObject({ kind: 'confirm', yes: { id: 'yes' }, no: { id: 'no' } });
    expect(v.touch('yes').view).toMatchObject({ kind: 'ticket', number: 'R17' });
    expect(v.touch('done').view?.kind).toBe('survey');
    expect(v.touch('survey:5').effects.at(-1)).toEqual({ type: 'end', reason: 'visitor' });
  });

  it('opens home cards by their own id and by what they open', () => {
    expect(visitor('en').touch('hours').played.decision?.entry).toBe('opening-hours');
    expect(visitor('en').touch('entry:opening-hours').played.decision?.entry).toBe('opening-hours');
    expect(visitor('en').touch('ask:price/cedar').played.decision?.entry).toBe('price/cedar');
  });

  it('says what is wrong with a number that was typed', () => {
    const v = visitor('en');
    v.touch('flow:collect-parcel');
    const wrong = v.touch('slot', '12');
    expect(wrong.all).toContain('The code has 4 digits');
    expect(wrong.view?.kind).toBe('form');
    expect(v.touch('slot', '3052').played.decision?.slots).toEqual({ code: '3052' });
  });

  it('takes the number of a card for the card', () => {
    const v = visitor('zh');
    v.say('几点开门');
    expect(v.say('第二个').played.decision?.entry).toBe('washroom');
    const en = visitor('en');
    expect(en.say('number two').played.decision?.flow).toBe('collect-parcel');
    const slot = visitor('en');
    slot.say('book a meeting room');
    expect(slot.say('the second one').played.decision?.slots).toEqual({ room: 'cedar' });
  });

  it('shows the same view again for a touch that means nothing', () => {
    const v = visitor('en');
    v.say('book a meeting room');
    const odd = v.touch('flow:not-there');
    expect(odd.view?.kind).toBe('form');
    expect(odd.played.decision?.zone).toBe('unknown');
  });

  it('gives every card of every view an id that does something', () => {
    const asked = visitor('en');
    asked.say('blurp zonk'); asked.say('quux mumble');
    const answered = visitor('zh').say('几点开门');
    const raised = visitor('en').say('human');
    const queue = [visitor('en').first.state, asked.say('snarf gloop').state, answered.state, raised.state];
    const seen = new Set<string>();
    for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
      const { view } = state.talk;
      const ids = view === null ? [] : view.kind === 'form' && view.input.choices.length === 0 ? ['slot'] : cardIds(view);
      for (const id of ids) {
        const key = `${view?.kind ?? ''} ${view?.kind === 'form' ? view.headline : ''}: ${id}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const value = view?.kind === 'form' && view.input.type === 'digits' ? (view.input.maxLength === 4 ? '3052' : '13800138000') : view?.kind === 'form' && view.input.type === 'date' ? '2026-11-25' : view?.kind === 'form' && view.input.type === 'time' ? '15:00' : 'Mary Smith';
        const next = conversation.handle(state, { type: 'touch', at: state.talk.at + 1, id, ...(id === 'slot' ? { value } : {}) });
        expect(next.decision, key).not.toBeNull();
        expect(next.decision?.zone, key).not.toBe('unknown');
        if (next.state.talk.session !== '') queue.push(next.state);
      }
    }
    expect(seen.size).toBeGreaterThan(20);
  });
});
