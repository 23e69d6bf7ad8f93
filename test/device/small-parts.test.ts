// Parts of the kiosk that stand alone: commands that must not happen twice, the pulse, the log that does not repeat itself,
// the arithmetic of a visit.
import { describe, expect, it } from 'vitest';
import { calmLog } from '../../device/core/calm-log.ts';
import { createCommandDesk } from '../../device/core/command-desk.ts';
import { createFixedSounds } from '../../device/core/fixed-sounds.ts';
import { createHealth, percentile } from '../../device/core/health.ts';
import { createIdleWatch } from '../../device/core/idle-watch.ts';
import { createMemoryStore } from '../../device/core/memory-store.ts';
import { assemble, firstSoundMs, pinkNoise, seededRandom, speechEndMs, speechLevel } from '../../device/core/visit-sound.ts';
import { createTimeOrderedIds } from '../../device/adapters/time-ordered-ids.ts';
import type { Command } from '../../flows/protocol/fleet.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createKeptLog } from '../fakes/silent-log.ts';

const command = (id: string, more: Partial<Command> = {}): Command => ({ v: 1, id, name: 'say', args: {}, ...more });

describe('commands of the hub', () => {
  function rig(store = createMemoryStore({ epoch: 'e', source: '/a', newId: () => 'x', now: () => 0 }), lasting = () => true) {
    const clock = createFakeClock();
    const done: string[] = [];
    const results: object[] = [];
    let dies = false;
    const desk = createCommandDesk({
      store, clock, log: createKeptLog(), lasting, link: { sendResult: (r) => { results.push(r); return true; } },
      execute: ({ id }) => { if (dies) throw new Error('power cut'); done.push(id); return { ok: true }; },
    });
    return { clock, desk, done, results, store, die: () => { dies = true; } };
  }

  it('are carried out once, and a repeat gets the first result', () => {
    const { desk, done, results } = rig();
    desk.receive(command('a'));
    desk.receive(command('a'));
    expect(done).toEqual(['a']);
    expect(results).toEqual([{ id: 'a', ok: true }, { id: 'a', ok: true }]);
  });

  it('are not carried out again after a power cut in the middle', () => {
    const first = rig();
    first.die();
    expect(() => first.desk.receive(command('a'))).toThrow('power cut');
    const second = rig(first.store);
    second.desk.receive(command('a'));
    expect(second.done).toEqual([]);
    expect(second.results).toMatchObject([{ id: 'a', ok: false }]);
  });

  it('are not begun while nothing can be written down, and the refusal is told again', () => {
    const store = createMemoryStore({ epoch: 'e', source: '/a', newId: () => 'x', now: () => 0 });
    const { desk, done, results } = rig(store, () => false);
    desk.receive(command('a'));
    desk.receive(command('a'));
    expect(done).toEqual([]);
    expect(results).toMatchObject([{ id: 'a', ok: false, detail: expect.stringContaining('disk') as string }, { id: 'a', ok: false }]);
  });

  it('wait for their time and are refused after it', async () => {
    const { clock, desk, done, results } = rig();
    desk.receive(command('late', { notAfter: clock.now() - 1 }));
    desk.receive(command('early', { notBefore: clock.now() + 5000 }));
    expect(done).toEqual([]);
    await clock.advance(5000);
    expect(done).toEqual(['early']);
    expect(results[0]).toMatchObject({ id: 'late', ok: false });
  });
});

describe('the pulse', () => {
  it('sends counts and percentiles once a minute and keeps them while the hub is away', async () => {
    const clock = createFakeClock();
    const sent: Record<string, number>[] = [];
    let online = false;
    const health = createHealth({ clock, vitals: async () => ({ residentBytes: 7, childrenBytes: 2, eventLoopDelayP99Ms: 3 }), depth: () => ({ rows: 1, bytes: 2, dropped: 0 }), link: { sendMetric: ({ values }) => { if (online) sent.push(values); return online; } } });
    health.start();
    health.count('turns');
    for (const ms of [300, 100, 200]) health.firstAudio(ms);
    await clock.advance(60_000);
    online = true;
    await clock.advance(60_000);
    await clock.advance(60_000);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toMatchObject({ turns: 1, first_audio_p50_ms: 200, first_audio_p95_ms: 300, rss_bytes: 7, outbox_rows: 1 });
    expect(sent[1]).not.toHaveProperty('turns');
    health.stop();
    expect(percentile([5, 1, 3], 0.5)).toBe(3);
  });
});

describe('the calm log', () => {
  it('says a lasting fault once, counts its repeats and lets other reasons through', async () => {
    const clock = createFakeClock();
    const kept = createKeptLog();
    const log = calmLog(kept, clock);
    for (let i = 0; i < 5; i += 1) log.warn('down', { reason: 'no device' });
    log.warn('down', { reason: 'stalled' });
    log.info('down');
    log.info('down');
    expect(kept.lines).toHaveLength(4);
    await clock.advance(601_000);
    log.warn('down', { reason: 'no device' });
    expect(kept.lines.at(-1)?.fields).toMatchObject({ repeated: 4 });
  });
});

describe('the idle watch', () => {
  it('gives more patience without starting the count anew, and never counts while held', async () => {
    const clock = createFakeClock();
    const shown: (number | null)[] = [];
    let expired = 0;
    const watch = createIdleWatch({ clock, countdown: (s) => shown.push(s), expired: () => { expired += 1; } });
    watch.begin(30);
    await clock.advance(25_000);
    expect(shown.at(-1)).toBe(5);
    watch.patience(120);
    await clock.advance(20_000);
    expect(expired).toBe(0);
    watch.hold();
    expect(shown.at(-1)).toBeNull();
    await clock.advance(300_000);
    expect(expired).toBe(0);
    watch.release();
    await clock.advance(120_000);
    expect(expired).toBe(1);
    watch.end();
  });
});

describe('the sound of a visit', () => {
  const tone = (ms: number, level: number): Int16Array => Int16Array.from({ length: ms * 16 }, (_, i) => Math.round(level * Math.sin(i / 5)));
  const silence = (ms: number): Int16Array => new Int16Array(ms * 16);
  const joined = (...parts: Int16Array[]): Int16Array => Int16Array.from(parts.flatMap((p) => [...p]));

  it('ends where its energy ends, not where the file ends', () => {
    expect(speechEndMs(joined(silence(100), tone(500, 8000), silence(400)))).toBeCloseTo(600, -1);
    const noise = pinkNoise(1, 300, seededRandom(1));
    const noisy = joined(tone(500, 8000), silence(500)).map((value, i) => value + (noise[i] ?? 0));
    expect(Math.abs(speechEndMs(noisy) - 500)).toBeLessThanOrEqual(20);
  });

  it('begins with the first sample that can be heard', () => {
    expect(firstSoundMs(joined(silence(30), tone(50, 8000)))).toBeCloseTo(30, 0);
    expect(firstSoundMs(silence(50))).toBeNull();
  });

  it('has noise of the wanted loudness, the same for the same seed', () => {
    const one = pinkNoise(2, 1000, seededRandom(7));
    expect(one).toEqual(pinkNoise(2, 1000, seededRandom(7)));
    expect(one).not.toEqual(pinkNoise(2, 1000, seededRandom(8)));
    const rms = Math.sqrt(one.reduce((sum, v) => sum + v * v, 0) / one.length);
    expect(Math.abs(rms - 1000)).toBeLessThan(20);
    expect(speechLevel(joined(tone(500, 8000), silence(1500)))).toBeGreaterThan(5000);
  });

  it('is put together where each piece was, added where they overlap, cut at full scale', () => {
    const track = assemble([{ startedAt: 1010, samples: Int16Array.from([1, 2, 3]) }, { startedAt: 1010, samples: Int16Array.from([10, 32767, 0]) }, { startedAt: 990, samples: new Int16Array(160).fill(5) }], 1000, 1020);
    expect(track.length).toBe(320);
    expect([...track.slice(160, 163)]).toEqual([11, 32767, 3]);
    expect(track[0]).toBe(0);
  });
});

describe('sounds that are kept', () => {
  it('are only those of sentences that the pack itself holds', async () => {
    const kept: string[] = [];
    const sounds = createFixedSounds({ get: async (key) => (kept.includes(key) ? { samples: new Int16Array(1), sampleRate: 1, phrases: [] } : null), put: async (key) => { kept.push(key); } });
    const key = (text: string): string => JSON.stringify(['voice', 'en', 100, text]);
    const audio = { samples: new Int16Array(1), sampleRate: 1, phrases: [] };
    sounds.allow([{ text: 'Welcome. What would you like?', language: 'en' }]);
    for (const text of ['Welcome.', 'What would you like?', 'Thank you, Mr Zhang.']) await sounds.put(key(text), audio);
    expect(kept).toEqual([key('Welcome.'), key('What would you like?')]);
    expect(await sounds.get(key('Welcome.'))).not.toBeNull();
    sounds.allow([]);
    expect(await sounds.get(key('Welcome.'))).toBeNull();
  });
});

describe('ids', () => {
  it('sort in the order in which they were made, also when the clock steps back', () => {
    let now = 5000;
    const next = createTimeOrderedIds(() => now);
    const ids = [next(), next()];
    now = 1000;
    ids.push(next());
    now = 9000;
    ids.push(next());
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
