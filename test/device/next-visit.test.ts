// What comes in after a visit has been decided to be over and before its screen is wiped: it is the first word of the next
// visit, and nothing of the one before goes along.
import { afterEach, describe, expect, it } from 'vitest';
import { createRig, type Rig } from './service-harness.ts';

let rig: Rig;
afterEach(async () => { await rig.service.stop(); });

/** A visitor in mid-session who has just said that all begins anew; the kiosk is still saying that it does. */
async function startingOver(language: 'zh' | 'en' = 'zh'): Promise<string> {
  rig = await createRig();
  rig.hearing.wake(language);
  await rig.clock.advance(1000);
  rig.hearing.says('my secret wish');
  await rig.clock.advance(2000);
  const before = rig.service.kiosk.session ?? '';
  rig.hearing.says('again');
  await rig.clock.advance(300);
  expect(rig.speaking.said.at(-1)).toMatchObject({ text: 'starting over', outcome: 'playing' });
  expect(rig.service.kiosk.session).toBe(before);
  return before;
}
const turnsOf = (session: string | null): string[] => rig.recorded().flatMap(({ data }) => (data.type === 'foyer.turn' && data.session === session ? [data.input.text] : []));
const starts = (): number => rig.types().filter((type) => type === 'foyer.session.started').length;

describe('between the end of one visit and the next', () => {
  it('answers what was typed in a new session, without the rest of the farewell and without a greeting', async () => {
    const before = await startingOver();
    rig.screen.touch({ type: 'text', text: 'opening hours' });
    await rig.clock.advance(100);
    expect(rig.speaking.said.slice(-2)).toMatchObject([{ text: 'starting over', outcome: 'stopped' }, { text: '1.0.0:opening hours' }]);
    const { session } = rig.service.kiosk;
    expect(session).not.toBe(before);
    expect([turnsOf(before), turnsOf(session)]).toEqual([['my secret wish', 'again'], ['opening hours']]);
    expect(rig.screen.last('caption')).toMatchObject({ who: 'kiosk', text: '1.0.0:opening hours' });
  });

  it('wipes the screen in between, so that nothing of the visit before stays', async () => {
    await startingOver();
    const from = rig.screen.messages.length;
    rig.screen.touch({ type: 'text', text: 'opening hours' });
    await rig.clock.advance(100);
    const views = rig.screen.messages.slice(from).flatMap((m) => (m.type === 'view' ? [m.view.kind] : []));
    expect(views[0]).toBe('attract');
    expect(JSON.stringify(rig.screen.messages.slice(from))).not.toContain('secret');
    expect(JSON.stringify(rig.snapshot())).not.toContain('secret');
  });

  it('opens what was touched, and leaves an answer to a question of the visit before behind', async () => {
    const before = await startingOver();
    rig.screen.touch({ type: 'touch', id: 'slot', value: '13800001111' });
    rig.screen.touch({ type: 'touch', id: 'yes' });
    rig.screen.touch({ type: 'touch', id: 'survey:5' });
    rig.screen.touch({ type: 'touch', id: 'entry:opening-hours' });
    await rig.clock.advance(3000);
    expect(turnsOf(rig.service.kiosk.session)).toEqual(['entry:opening-hours']);
    expect(turnsOf(before)).toEqual(['my secret wish', 'again']);
  });

  it('hears a question that is spoken over the farewell to its end and answers it in the new session', async () => {
    const before = await startingOver('en');
    rig.hearing.events().speechStarted(rig.clock.monotonic());
    await rig.clock.advance(1500);
    expect(rig.hearing.current).toMatchObject({ kind: 'listen', language: 'en', expect: { kind: 'open', phrases: [] } });
    rig.hearing.says('where is the milk');
    await rig.clock.advance(2000);
    expect(rig.service.kiosk.session).not.toBe(before);
    expect(turnsOf(rig.service.kiosk.session)).toEqual(['where is the milk']);
    expect(rig.screen.last('view')?.language).toBe('en');
  });

  it('takes a word over a goodbye for a goodbye, and what is typed there for a question', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('bye');
    await rig.clock.advance(100);
    rig.hearing.says('thank you');
    await rig.clock.advance(100);
    expect([rig.service.kiosk.session, starts()]).toEqual([null, 1]);
    await rig.clock.advance(5000);
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('bye');
    await rig.clock.advance(100);
    rig.screen.touch({ type: 'text', text: 'opening hours' });
    await rig.clock.advance(100);
    expect(turnsOf(rig.service.kiosk.session)).toEqual(['opening hours']);
  });

  it('ends as it was going to when the sound over the farewell was no speech', async () => {
    await startingOver();
    rig.hearing.events().speechStarted(rig.clock.monotonic());
    await rig.clock.advance(500);
    rig.hearing.events().unintelligible(rig.clock.monotonic());
    await rig.clock.advance(500);
    expect([rig.service.kiosk.session, starts(), rig.screen.view()?.kind]).toEqual([null, 1, 'attract']);
  });

  it('waits ten seconds at most for somebody who talks on over the farewell', async () => {
    await startingOver();
    rig.hearing.events().speechStarted(rig.clock.monotonic());
    await rig.clock.advance(9000);
    expect(rig.service.kiosk.session).not.toBeNull();
    await rig.clock.advance(1500);
    expect([rig.service.kiosk.session, rig.screen.view()?.kind]).toEqual([null, 'attract']);
  });

  it('opens for the wake phrase and for "begin", and calls a human for whoever asks for one', async () => {
    await startingOver();
    rig.hearing.wake('en');
    await rig.clock.advance(1000);
    expect(rig.speaking.said.at(-1)?.text).toBe('hello');
    expect(rig.screen.last('view')?.language).toBe('en');
    await rig.service.stop();
    await startingOver();
    rig.screen.touch({ type: 'control', control: 'start' });
    await rig.clock.advance(1000);
    expect(rig.speaking.said.at(-1)?.text).toBe('hello');
    await rig.service.stop();
    await startingOver();
    rig.link.goOnline();
    rig.screen.touch({ type: 'control', control: 'human' });
    await rig.clock.advance(1000);
    expect(rig.link.of('escalate').map((m) => m['kind'])).toEqual(['raise']);
    expect(rig.link.of('escalate')[0]?.['session']).toBe(rig.service.kiosk.session);
  });

  it('shows the home screen in the language that was picked meanwhile', async () => {
    await startingOver('zh');
    rig.screen.touch({ type: 'control', control: 'language', language: 'en' });
    await rig.clock.advance(1000);
    expect(rig.screen.last('view')).toMatchObject({ language: 'en', session: null, view: { kind: 'attract' } });
  });

  it('takes a second "start over" and "back" for what they are', async () => {
    await startingOver();
    rig.screen.touch({ type: 'control', control: 'start-over' });
    rig.screen.touch({ type: 'control', control: 'back' });
    await rig.clock.advance(3000);
    expect([rig.service.kiosk.session, starts()]).toEqual([null, 1]);
  });

  it('moves an input on once only, so that content that fails at every start ends in peace', async () => {
    await startingOver();
    rig.screen.touch({ type: 'text', text: 'crash' });
    rig.screen.touch({ type: 'text', text: 'crash' });
    await rig.clock.advance(10_000);
    expect(rig.service.kiosk.session).toBeNull();
    expect(starts()).toBe(2);
    rig.hearing.wake();
    await rig.clock.advance(1000);
    expect(rig.service.kiosk.state).toBe('listening');
  });

  it('is not open for anything when the kiosk is being stopped', async () => {
    await startingOver();
    rig.screen.touch({ type: 'text', text: 'opening hours' });
    await rig.service.stop();
    await rig.clock.advance(1000);
    expect(rig.service.kiosk.session).toBeNull();
  });
});
