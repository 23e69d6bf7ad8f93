// The reducer of the customer screen, without a browser.
import { describe, expect, it } from 'vitest';
import { bandOf, canHear, initialState, reduce, typeScale, viewKey } from '../../kiosk-ui/screen-state.ts';
import type { ScreenState } from '../../kiosk-ui/screen-state.ts';
import { typeset } from '../../kiosk-ui/typeset.ts';
import { ScreenMessage } from '../../flows/protocol/screen.ts';
import type { View } from '../../flows/protocol/screen.ts';
import { HELLO, messagesFor, samples } from './sample-views.ts';

const play = (messages: ScreenMessage[], from: ScreenState = initialState()): ScreenState =>
  messages.reduce((state, message) => reduce(state, { type: 'message', message }), reduce(from, { type: 'opened' }));
const caption = (who: 'visitor' | 'kiosk' | 'agent', text: string, phrase: { start: number; end: number } | null = null): ScreenMessage => ({ type: 'caption', who, text, certain: text.length, final: true, phrase });
const view = (seq: number, body: View, session: string | null = 'one'): ScreenMessage => ({ type: 'view', seq, language: 'en', session, view: body });
const listening: View = { kind: 'listening', headline: 'I am listening', hint: '', examples: [], cards: [] };
const choice = (headline: string): View => ({ kind: 'choice', headline, body: '', choices: [] });

describe('the state of the customer screen', () => {
  it('accepts every sample as a message of the protocol', () => {
    const all = (['zh', 'en'] as const).flatMap((language) => samples(language).flatMap((sample, index) => messagesFor(sample, language, index)));
    expect([HELLO, ...all].filter((message) => !ScreenMessage.safeParse(message).success)).toEqual([]);
    expect(new Set(samples('zh').map((sample) => sample.view.kind)).size).toBe(14);
  });

  it('keeps nothing of a visitor when the session ends', () => {
    let state = play([HELLO, view(1, listening), caption('visitor', 'my number is 138'), caption('kiosk', 'Thank you'), { type: 'countdown', seconds: 5 }]);
    state = reduce(reduce(state, { type: 'panel', panel: 'keyboard' }), { type: 'draft', text: '13800138000' });
    state = play([view(2, { kind: 'attract', headline: { en: 'Hello' }, wake: [], cards: [], notice: '' }, null)], state);
    expect(state).toMatchObject({ captions: {}, latest: null, draft: '', panel: 'none', countdown: null, trail: [], session: null });
    expect(JSON.stringify(state)).not.toContain('138');
  });

  it('keeps nothing of a visitor when another session begins without a view between', () => {
    const state = play([view(2, listening, 'two')], play([view(1, listening, 'one'), caption('visitor', 'my number is 138')]));
    expect(JSON.stringify(state)).not.toContain('138');
    expect(state.session).toBe('two');
  });

  it('forgets the visitor but not the pack when the device is lost, and takes a restarted device whose counting begins anew', () => {
    const before = play([HELLO, view(40, listening), caption('visitor', 'secret')]);
    const lost = reduce(before, { type: 'lost' });
    expect(lost).toMatchObject({ view: null, session: null, connection: 'lost', presence: 'off' });
    expect(JSON.stringify(lost)).not.toContain('secret');
    expect(lost.hello).toEqual(HELLO);
    expect(play([view(1, listening)], lost).view?.kind).toBe('listening');
  });

  it('ignores a view that was overtaken', () => {
    expect(play([view(5, choice('Which one?')), view(4, listening)]).view?.kind).toBe('choice');
  });

  it('ignores a late word of somebody who has left', () => {
    const home = play([view(1, listening), view(2, { kind: 'goodbye', headline: 'Bye', body: '' }, null)]);
    expect(play([caption('visitor', 'still talking')], home).captions).toEqual({});
  });

  it('comes in from the other side when a view of this visit returns', () => {
    const forward = play([view(1, choice('A')), view(2, choice('B'))]);
    expect(forward.direction).toBe('forward');
    const back = play([view(3, choice('A'))], forward);
    expect(back.direction).toBe('back');
    expect(play([view(4, choice('B'))], back).direction).toBe('forward');
  });

  it('does not make the element anew when only the content of a view changed', () => {
    const chat = (text: string): View => ({ kind: 'escalation', stage: 'talking', headline: 'Wang Min', body: '', place: null, agent: 'Wang Min', agentTyping: false, messages: [{ who: 'agent', text, at: 1 }], buttons: [] });
    const first = play([view(1, chat('Hello'))]);
    const second = play([view(2, chat('How can I help?'))], first);
    expect(second.generation).toBe(first.generation);
    expect(second.direction).toBe('none');
  });

  it('makes a form anew for each slot, so that a keypad never starts with the digits of another one', () => {
    const [date, digits] = ['form-date', 'form-digits'].map((name) => samples('en').find((sample) => sample.name === name)!.view);
    expect(viewKey(date!)).not.toBe(viewKey(digits!));
  });

  it('drops a sentence that was said with the view it belonged to, and keeps one that is still to be said', () => {
    const said = play([view(1, choice('A')), { type: 'presence', presence: 'speaking' }, caption('kiosk', 'First', { start: 0, end: 5 }), { type: 'presence', presence: 'listening' }, view(2, choice('B'))]);
    expect(said.captions.kiosk).toBeUndefined();
    const coming = play([view(1, choice('A')), caption('kiosk', 'Second'), view(2, choice('B'))]);
    expect(coming.captions.kiosk?.text).toBe('Second');
  });

  it('clears a caption that arrives empty', () => {
    const state = play([view(1, listening), caption('visitor', 'hello'), caption('visitor', '')]);
    expect(state).toMatchObject({ captions: {}, latest: null });
  });

  it('lets the words of the visitor take the place of what the kiosk had said', () => {
    const state = play([view(1, listening), caption('kiosk', 'What can I do?', { start: 0, end: 4 }), caption('visitor', 'a ticket')]);
    expect(state.captions).toMatchObject({ visitor: { text: 'a ticket' } });
    expect(state.captions.kiosk).toBeUndefined();
    expect(state.latest).toBe('visitor');
  });

  it('closes the keyboard and forgets its text when the question changes, but not while the kiosk thinks', () => {
    const typing = reduce(reduce(play([view(1, choice('A'))]), { type: 'panel', panel: 'keyboard' }), { type: 'draft', text: 'abc' });
    expect(play([view(2, { kind: 'thinking', sentence: 'One moment' })], typing)).toMatchObject({ draft: 'abc', panel: 'keyboard' });
    expect(play([view(2, choice('B'))], typing)).toMatchObject({ draft: '', panel: 'none' });
  });

  it('names the worst fault first and says nothing twice', () => {
    const status = (microphone: 'ok' | 'failed', hub: 'online' | 'offline', note: Record<string, string> | null = null): ScreenMessage => ({ type: 'status', microphone, loudspeaker: 'ok', hub, note });
    expect(bandOf(play([view(1, listening), status('failed', 'offline')]))).toBe('microphone');
    expect(bandOf(play([view(1, listening), status('ok', 'offline', { en: 'x' })]))).toBe('note');
    expect(bandOf(play([view(1, listening), status('ok', 'online', { en: 'x' })]))).toBe('note');
    expect(bandOf(play([view(1, { kind: 'touch-only', headline: 'Touch', body: '', cards: [] }), status('failed', 'online')]))).toBeNull();
    expect(bandOf(play([view(1, listening)]))).toBeNull();
  });

  it('never looks as if it listened when the microphone is off or broken', () => {
    expect(canHear(play([{ type: 'presence', presence: 'listening' }]))).toBe(true);
    expect(canHear(play([{ type: 'presence', presence: 'listening' }, { type: 'status', microphone: 'failed', loudspeaker: 'ok', hub: 'online', note: null }]))).toBe(false);
  });

  it('sizes type by the scale, or by larger alone', () => {
    expect(typeScale(play([{ type: 'comfort', volume: 2, slower: false, larger: true }]))).toBe(1.5);
    expect(typeScale(play([{ type: 'comfort', volume: 2, slower: false, larger: true, scale: 2 }]))).toBe(2);
    expect(typeScale(play([{ type: 'comfort', volume: 2, slower: false, larger: false }]))).toBe(1);
  });

  it('sets Chinese marks full width without moving a single position', () => {
    expect(typeset('您好,请讲!')).toBe('\u60a8\u597d\uff0c\u8bf7\u8bb2\uff01');
    expect(typeset('A023, 12:30')).toBe('A023, 12:30');
    expect(typeset('您好,请讲!')).toHaveLength('您好,请讲!'.length);
  });
});
