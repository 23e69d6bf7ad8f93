// One visitor after another in front of a kiosk with fake ears and voice: what is heard, said, shown and written down.
import { afterEach, describe, expect, it } from 'vitest';
import { createRig, type Rig } from './service-harness.ts';

let rig: Rig;
afterEach(async () => { await rig.service.stop(); });

describe('a session', () => {
  it('starts with the wake phrase, greets in its language and listens', async () => {
    rig = await createRig();
    expect(rig.hearing.current).toEqual({ kind: 'wake' });
    expect(rig.screen.view()?.kind).toBe('attract');
    rig.hearing.wake('en');
    await rig.clock.advance(1000);
    expect(rig.speaking.said.map((s) => s.text)).toEqual(['hello']);
    expect(rig.service.kiosk.state).toBe('listening');
    expect(rig.hearing.current).toMatchObject({ kind: 'listen', language: 'en' });
    expect(rig.screen.last('presence')?.presence).toBe('listening');
    expect(rig.types()).toEqual(['foyer.session.started']);
  });

  it('starts by touch and by presence as well, and a touched card reaches the conversation', async () => {
    rig = await createRig();
    rig.screen.touch({ type: 'touch', id: 'card-1' });
    await rig.clock.advance(2000);
    expect(rig.speaking.said.map((s) => s.text)).toEqual(['touched card-1']);
    rig.service.kiosk.dismiss();
    await rig.clock.advance(5000);
    rig.service.kiosk.presence();
    await rig.clock.advance(1000);
    expect(rig.service.kiosk.session).not.toBeNull();
  });

  it('writes state and events down before the first effect runs', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    let storedWhenShown: unknown;
    const send = rig.screen.send.bind(rig.screen);
    rig.screen.send = (message) => {
      if (message.type === 'view' && message.view.kind === 'answer') storedWhenShown = { snapshot: rig.snapshot()?.state, types: rig.types() };
      send(message);
    };
    rig.hearing.says('where');
    await rig.clock.settle();
    expect(storedWhenShown).toMatchObject({ snapshot: { turns: 1 }, types: ['foyer.session.started', 'foyer.turn'] });
  });

  it('keeps speech facts and the latency to the first audio with the turn', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('where');
    await rig.clock.advance(500);
    const turn = rig.recorded().find((e) => e.type === 'foyer.turn');
    expect(turn?.data).toMatchObject({ latencyMs: 400, speech: { voicedMs: 800, agreed: true } });
  });

  it('falls silent when the visitor speaks over it, says what was heard, and is listening already', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('a long question');
    await rig.clock.advance(200);
    expect(rig.service.kiosk.state).toBe('speaking');
    expect(rig.hearing.current).toMatchObject({ kind: 'barge-in', echoCancelled: true });
    rig.hearing.events().speechStarted(rig.clock.monotonic());
    expect(rig.speaking.said.at(-1)?.outcome).toBe('stopped');
    expect(rig.hearing.current.kind).toBe('listen');
    await rig.clock.settle();
    expect(rig.recorded().at(-1)?.data).toMatchObject({ code: 'interrupted', text: '1.0.0:a lon' });
    rig.hearing.says('another');
    await rig.clock.advance(3000);
    expect(rig.speaking.said.at(-1)).toMatchObject({ text: '1.0.0:another', outcome: 'done' });
  });

  it('carries out the acts of an answer whose speech was cut off', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('card');
    await rig.clock.advance(100);
    rig.hearing.says('bye'); // its goodbye is cut, its end is not
    await rig.clock.advance(50);
    rig.hearing.events().speechStarted(rig.clock.monotonic());
    await rig.clock.advance(100);
    expect(rig.observations.some((o) => o.event === 'ended' && o.reason === 'visitor')).toBe(true);
  });

  it('reaches out at once, while the sentence that announces it is still being spoken', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('call');
    await rig.clock.advance(10);
    expect(rig.observations.some((o) => o.event === 'called' && o.ok)).toBe(true);
    expect(rig.service.kiosk.state).toBe('speaking');
    await rig.clock.advance(2000);
    expect(rig.speaking.said.slice(-2)).toMatchObject([{ text: 'wait please', outcome: 'done' }, { text: 'result {"number":"A001"}', outcome: 'done' }]);
  });

  it('does not talk over a visitor who goes on after a pause', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('first half');
    rig.hearing.events().speechStarted(rig.clock.monotonic()); // while the kiosk is still thinking
    await rig.clock.advance(50);
    expect(rig.service.kiosk.state).toBe('speaking');
    rig.hearing.events().partial('second', 3);
    await rig.clock.settle();
    expect(rig.speaking.said.at(-1)?.outcome).toBe('stopped');
    expect(rig.hearing.current.kind).toBe('listen');
  });

  it('does not greet a visitor who has already touched or typed what is wanted', async () => {
    rig = await createRig();
    rig.screen.touch({ type: 'text', text: 'opening hours' });
    await rig.clock.advance(100);
    expect(rig.speaking.said.map((s) => s.text)).toEqual(['1.0.0:opening hours']);
    expect(rig.types()).toEqual(['foyer.session.started', 'foyer.turn']);
  });

  it('asks again after silence and gives up politely, wiping the screen', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    await rig.clock.advance(8000);
    expect(rig.speaking.said.at(-1)?.text).toBe('still there?');
    await rig.clock.advance(8800 * 2);
    expect(rig.service.kiosk.session).toBeNull();
    expect(rig.screen.view()?.kind).toBe('attract');
    expect(rig.screen.last('caption')?.text).toBe('');
    expect(rig.snapshot()).toBeNull();
  });

  it('does not take silence for an answer while the visitor is still speaking', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.events().speechStarted(rig.clock.monotonic());
    await rig.clock.advance(12_000);
    expect(rig.speaking.said.map((s) => s.text)).not.toContain('still there?');
  });

  it('counts down visibly and wipes everything within 30 seconds of the last sign of life', async () => {
    rig = await createRig();
    rig.screen.touch({ type: 'control', control: 'start' });
    await rig.clock.advance(500);
    rig.hearing.events().speechStarted(rig.clock.monotonic()); // noise keeps the no-input timer away
    rig.hearing.events().partial('so', 1);
    await rig.clock.advance(22_000);
    expect(rig.screen.last('countdown')?.seconds).toBeLessThanOrEqual(10);
    rig.screen.touch({ type: 'control', control: 'still-here' });
    expect(rig.screen.last('countdown')?.seconds).toBeNull();
    await rig.clock.advance(30_000);
    expect(rig.service.kiosk.session).toBeNull();
    expect(rig.screen.view()?.kind).toBe('attract');
  });

  it('forgets loudness, pace and size with every visitor', async () => {
    rig = await createRig();
    rig.screen.touch({ type: 'control', control: 'start' });
    for (const control of ['louder', 'louder', 'louder', 'slower', 'larger'] as const) rig.screen.touch({ type: 'control', control });
    expect(rig.screen.last('comfort')).toMatchObject({ volume: 4, slower: true, larger: true });
    rig.hearing.says('q');
    await rig.clock.advance(1000);
    expect(rig.speaking.said.at(-1)).toMatchObject({ volume: 1, rate: 0.75 });
    rig.hearing.says('bye');
    await rig.clock.advance(500);
    rig.screen.touch({ type: 'control', control: 'start' });
    expect(rig.screen.last('comfort')).toMatchObject({ volume: 2, slower: false, larger: false });
  });

  it('shows the home screen in the language that a visitor picked there, and in the site\'s own to the next one', async () => {
    rig = await createRig();
    rig.screen.touch({ type: 'control', control: 'language', language: 'en' });
    await rig.clock.advance(100);
    expect(rig.screen.last('view')?.language).toBe('en');
    rig.screen.touch({ type: 'touch', id: 'card-1' });
    await rig.clock.advance(2000);
    expect(rig.screen.last('view')?.language).toBe('en');
    rig.service.kiosk.dismiss();
    await rig.clock.advance(60_000);
    expect(rig.screen.last('view')).toMatchObject({ language: 'zh', session: null });
  });

  it('changes the language in mid-session and goes home to its own afterwards', async () => {
    rig = await createRig();
    rig.hearing.wake('zh');
    await rig.clock.advance(1000);
    rig.screen.touch({ type: 'control', control: 'language', language: 'en' });
    await rig.clock.advance(100);
    expect(rig.screen.last('view')?.language).toBe('en');
    expect(rig.hearing.current).toMatchObject({ kind: 'listen', language: 'en' });
    rig.service.kiosk.dismiss();
    await rig.clock.advance(100);
    expect(rig.screen.last('view')?.language).toBe('zh');
  });

  it('serves by touch and says so while the microphone is gone, and recovers by itself', async () => {
    rig = await createRig();
    rig.hearing.events().microphone('failed', 'no device');
    expect(rig.screen.view()?.kind).toBe('touch-only');
    expect(rig.screen.last('status')).toMatchObject({ microphone: 'failed', note: { en: expect.stringContaining('microphone') } });
    rig.screen.touch({ type: 'touch', id: 'card-2' });
    await rig.clock.advance(3000);
    expect(rig.speaking.said.at(-1)?.text).toBe('touched card-2');
    expect(rig.screen.last('presence')?.presence).toBe('off');
    rig.hearing.events().microphone('ok', '');
    expect(rig.screen.last('presence')?.presence).toBe('listening');
    expect(rig.screen.last('status')?.note).toBeNull();
  });

  it('tells the hub what is degraded, and that it is well again', async () => {
    rig = await createRig();
    rig.link.goOnline();
    rig.hearing.events().microphone('failed', 'no device');
    rig.hearing.events().microphone('ok', '');
    expect(rig.link.of('state').map((s) => [s['state'], s['reason']])).toEqual([['birth', undefined], ['ready', undefined], ['degraded', 'no microphone'], ['ready', undefined]]);
  });

  it('survives a fault of the conversation with an incident and serves the next visitor', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('crash');
    await rig.clock.advance(5000);
    expect(rig.recorded().at(-1)?.data).toMatchObject({ type: 'foyer.incident', code: 'internal' });
    expect(rig.service.kiosk.state).toBe('idle');
    rig.hearing.wake();
    await rig.clock.advance(1000);
    expect(rig.service.kiosk.state).toBe('listening');
  });

  it('is out of service without content and opens as soon as there is some', async () => {
    rig = await createRig({ local: null });
    expect(rig.screen.view()?.kind).toBe('out-of-service');
    expect(rig.service.kiosk.state).toBe('faulted');
    const sha256 = 'a'.repeat(64);
    rig.link.bundles.set(sha256, { 'pack.yaml': '2.0.0' });
    rig.link.events().desired({ v: 1, version: 1, release: { pack: 'script', version: '2.0.0', sha256, bytes: 1 }, settings: {} });
    await rig.clock.settle();
    expect(rig.screen.view()?.kind).toBe('attract');
    expect(rig.service.kiosk.state).toBe('idle');
  });
});

describe('a call to the outside', () => {
  it('is answered by the pack itself while the hub is away', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('call');
    await rig.clock.advance(2000);
    expect(rig.speaking.said.at(-1)?.text).toBe('result {"number":"A001"}');
  });

  it('goes through the hub when it is there, and is settled once even when the reply comes twice', async () => {
    rig = await createRig();
    rig.link.goOnline();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('call');
    await rig.clock.advance(1000);
    const call = rig.link.of('call')[0];
    expect(call).toMatchObject({ connector: 'queue', idempotencyKey: 'k' });
    rig.link.events().reply(String(call?.['id']), true, { number: 'B7' });
    rig.link.events().reply(String(call?.['id']), true, { number: 'B7' });
    await rig.clock.advance(2000);
    expect(rig.speaking.said.filter((s) => s.text.startsWith('result'))).toHaveLength(1);
  });

  it('is settled as a timeout when the hub never replies', async () => {
    rig = await createRig();
    rig.link.goOnline();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('call');
    await rig.clock.advance(5000);
    expect(rig.speaking.said.at(-1)?.text).toBe('no result: timeout');
  });
});

describe('a human on the line', () => {
  it('is seen at once though the kiosk is still talking, and is spoken after it', async () => {
    rig = await createRig();
    rig.link.goOnline();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('human');
    await rig.clock.advance(100);
    expect(rig.service.kiosk.state).toBe('escalated');
    const escalation = String(rig.link.of('escalate')[0]?.['escalation']);
    const down = (seq: number, kind: 'accepted' | 'say', text = ''): void => rig.link.events().escalate({ v: 1, kind, escalation, session: 's', seq, at: 1, agent: 'amy', text });
    down(1, 'accepted');
    down(2, 'say', 'a first sentence of the human');
    await rig.clock.advance(100);
    expect(rig.service.kiosk.state).toBe('speaking');
    const views = rig.screen.messages.length;
    down(3, 'accepted');
    await rig.clock.settle();
    expect(rig.screen.messages.slice(views).some((m) => m.type === 'view')).toBe(true);
    down(4, 'say', 'and a second');
    await rig.clock.advance(100);
    expect(rig.speaking.said.at(-1)).toMatchObject({ text: 'a first sentence of the human', outcome: 'playing' });
    await rig.clock.advance(5000);
    expect(rig.speaking.said.at(-1)).toMatchObject({ text: 'and a second', outcome: 'done' });
    expect(rig.service.kiosk.state).toBe('escalated');
  });

  it('is told when the visitor goes away', async () => {
    rig = await createRig();
    rig.link.goOnline();
    rig.screen.touch({ type: 'control', control: 'human' });
    await rig.clock.advance(1000);
    rig.screen.touch({ type: 'control', control: 'start-over' });
    await rig.clock.advance(100);
    expect(rig.link.of('escalate').map((m) => m['kind'])).toEqual(['raise', 'left']);
  });
});

describe('a crash in mid-session', () => {
  it('is on record after the restart, the visitor is told, and the kiosk starts clean', async () => {
    rig = await createRig();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    rig.hearing.says('one');
    await rig.clock.advance(100);
    const first = rig; // its process is gone: nothing of it runs any more
    rig = await createRig({ folder: first.folder });
    expect(rig.screen.view()?.kind).toBe('goodbye');
    expect(rig.recorded().at(-1)?.data).toMatchObject({ type: 'foyer.session.ended', reason: 'crash', turns: 1 });
    expect(rig.snapshot()).toBeNull();
    await rig.clock.advance(4000);
    expect(rig.screen.view()?.kind).toBe('attract');
    expect(rig.recorded().map((e) => e.seq)).toEqual([1, 2, 3]);
  });
});
