// Content that was put in force in haste is trained whole afterwards: unnoticed, between two visits, or not at all.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KioskContent, LoadContent } from '../../device/core/kiosk-content.ts';
import { scriptedContent } from '../fakes/scripted-conversation.ts';
import { createRig, type Rig } from './service-harness.ts';

interface Training { signal: AbortSignal | undefined; done(content: KioskContent | string): Promise<void> }
let rig: Rig;
let trainings: Training[];
let closed: string[];
let settled: number;
const PROBATION_MS = 22_000;
const sha = (letter: string): string => letter.repeat(64);
const whole = (version: string): KioskContent => named(`${version}+whole`);

function named(version: string): KioskContent {
  const content = scriptedContent(version);
  return { ...content, conversation: { ...content.conversation, close: () => { closed.push(version); }, abandon: () => { closed.push(version); } } };
}
function loader(): LoadContent {
  const load: LoadContent = async (files) => ({ ok: true, content: named(files['pack.yaml'] ?? ''), hasty: files['pack.yaml'] !== '1.0.0' });
  load.anew = (_, { signal } = {}) => new Promise((resolve) => {
    trainings.push({ signal, async done(made) {
      resolve(typeof made === 'string' ? { ok: false, problems: [made] } : { ok: true, content: made });
      await rig.clock.settle();
    } });
  });
  return load;
}
async function publish(version: number, letter: string, text: string): Promise<void> {
  rig.link.bundles.set(sha(letter), { 'pack.yaml': text });
  rig.link.events().desired({ v: 1, version, release: { pack: 'script', version: text, sha256: sha(letter), bytes: 1 }, settings: {} });
  await rig.clock.settle();
}
async function says(text: string): Promise<string | undefined> {
  rig.hearing.says(text);
  await rig.clock.advance(2000);
  return rig.speaking.said.at(-1)?.text;
}
async function begins(): Promise<void> {
  rig.hearing.wake();
  await rig.clock.advance(1000);
}
async function leaves(): Promise<void> {
  rig.service.kiosk.dismiss();
  await rig.clock.advance(5000);
}

beforeEach(async () => {
  [trainings, closed, settled] = [[], [], 0];
  rig = await createRig({ load: loader(), contentSettled: () => { settled += 1; } });
  rig.link.goOnline();
  await publish(1, 'a', '1.1.0');
});
afterEach(async () => { await rig.service.stop(); });

describe('content that was put in force in haste', () => {
  it('is trained whole when it has proven itself, and the thread before it is given back although nobody comes', async () => {
    expect(trainings).toHaveLength(0);
    expect(closed).toEqual([]);
    await rig.clock.advance(PROBATION_MS);
    expect(trainings).toHaveLength(1);
    expect(closed).toEqual(['1.0.0']);
    expect(settled).toBe(1);
    await trainings[0]?.done(whole('1.1.0'));
    await begins();
    expect(await says('x')).toBe('1.1.0+whole:x');
    await leaves();
    await rig.clock.advance(PROBATION_MS);
    expect(closed).toEqual(['1.0.0', '1.1.0']);
    expect(trainings).toHaveLength(1);
  });

  it('takes over between two visits, never within one', async () => {
    await rig.clock.advance(PROBATION_MS);
    await begins();
    await trainings[0]?.done(whole('1.1.0'));
    for (const text of ['a', 'b', 'c']) expect(await says(text)).toBe(`1.1.0:${text}`);
    await leaves();
    await begins();
    expect(await says('d')).toBe('1.1.0+whole:d');
  });

  it('is not trained on when newer content comes, and the newer is trained afterwards', async () => {
    await rig.clock.advance(PROBATION_MS);
    await publish(2, 'b', '1.2.0');
    expect(trainings[0]?.signal?.aborted).toBe(true);
    await trainings[0]?.done(whole('1.1.0'));
    expect(closed).toContain('1.1.0+whole');
    await rig.clock.advance(PROBATION_MS);
    expect(trainings).toHaveLength(2);
    await trainings[1]?.done(whole('1.2.0'));
    await begins();
    expect(await says('x')).toBe('1.2.0+whole:x');
  });

  it('goes on as it was where the whole training fails, crashes or misses its rehearsal, and it is not tried again', async () => {
    await rig.clock.advance(PROBATION_MS);
    const mute = whole('1.1.0');
    mute.conversation.handle = () => Promise.reject(new Error('it does not answer'));
    await trainings[0]?.done(mute);
    expect(closed).toContain('1.1.0+whole');
    await begins();
    expect(await says('x')).toBe('1.1.0:x');
    await leaves();
    await publish(2, 'b', '1.2.0');
    await rig.clock.advance(PROBATION_MS);
    await trainings[1]?.done('the training thread ended (1)');
    await rig.clock.advance(PROBATION_MS);
    expect(trainings).toHaveLength(2);
    expect(rig.log.lines.filter(({ level, text }) => level === 'warn' && text.includes('goes on as it is'))).toHaveLength(2);
  });

  it('comes back when the wholly trained falls silent afterwards, and no release is blamed', async () => {
    await rig.clock.advance(PROBATION_MS);
    const content = whole('1.1.0');
    const { handle } = content.conversation;
    const silentFrom = rig.clock.now() + 3000;
    content.conversation.handle = (state, event) => (rig.clock.now() > silentFrom ? Promise.reject(new Error('silent')) : handle(state, event));
    await trainings[0]?.done(content);
    await rig.clock.advance(8000);
    expect(closed).toContain('1.1.0+whole');
    await begins();
    expect(await says('x')).toBe('1.1.0:x');
    expect(rig.link.of('reported').at(-1)).not.toHaveProperty('rolledBack');
    expect(rig.types()).not.toContain('foyer.incident');
  });

  it('ends with the kiosk without a trace', async () => {
    await rig.clock.advance(PROBATION_MS);
    await rig.service.stop();
    expect(trainings[0]?.signal?.aborted).toBe(true);
    await trainings[0]?.done(whole('1.1.0'));
    expect(closed).toContain('1.1.0+whole');
  });
});
