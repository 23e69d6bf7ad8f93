// A kiosk whose hub has switched the survey off asks nobody for a rating.
import { describe, expect, it } from 'vitest';
import { conversation } from './front-desk.ts';

/** The view after each sentence of a visitor who gets a parcel and says goodbye. */
function lastViewOf(survey: boolean | undefined): { view: string; ends: string | null } {
  let state = conversation.handle(conversation.initial(), { type: 'session-started', at: 1000, session: 's', by: 'touch', language: 'en', ...(survey === undefined ? {} : { survey }) }).state;
  let view = '';
  let ends: string | null = null;
  for (const [index, text] of ['collect a parcel', 'three zero five two', 'Mary Smith', 'goodbye'].entries()) {
    const result = conversation.handle(state, { type: 'utterance', at: 2000 + index * 1000, text, confidence: 0.9 });
    state = result.state;
    for (const effect of result.effects) {
      if (effect.type === 'show') view = effect.view.kind;
      if (effect.type === 'end') ends = effect.reason;
    }
    for (const effect of result.effects) if (effect.type === 'call') state = conversation.handle(state, { type: 'call-settled', at: 2500 + index * 1000, call: effect.call, ok: true, response: {} }).state;
  }
  return { view, ends };
}

describe('the setting "survey"', () => {
  it('asks for a rating unless it is off, and then only says goodbye', () => {
    expect(lastViewOf(undefined)).toEqual({ view: 'survey', ends: null });
    expect(lastViewOf(true)).toEqual({ view: 'survey', ends: null });
    expect(lastViewOf(false)).toEqual({ view: 'goodbye', ends: 'visitor' });
  });
});
