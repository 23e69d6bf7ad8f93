// What keeps a kiosk well: settings that take effect, the ladder that mends, the tone that comes back, figures, log and commands.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRotatingLogFile } from '../../device/adapters/rotating-log-file.ts';
import { createCommandDesk } from '../../device/core/command-desk.ts';
import { chirp, findIn, judgeLoopBack } from '../../device/core/loop-back.ts';
import { createMemoryStore } from '../../device/core/memory-store.ts';
import { meterMicrophone } from '../../device/core/mic-meter.ts';
import type { MicrophoneEvents } from '../../device/core/ports.ts';
import { pinkNoise, seededRandom } from '../../device/core/visit-sound.ts';
import { decideWake } from '../../device/core/wake-decision.ts';
import { climb, FRESH_LADDER, LADDER, type LadderState, mayVouch, type Step, WATCHED, WELL_AGAIN_MS } from '../../device/core/watchdog-ladder.ts';
import { SETTING_KEYS } from '../../flows/protocol/settings.ts';
import { redact } from '../../flows/privacy/redact.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { createRig, type Rig } from './service-harness.ts';

const parts = { zone: 'Asia/Shanghai', hash: (text: string) => `h${text.length}` };
let version = 0;
async function give(rig: Rig, settings: Record<string, unknown>): Promise<void> {
  rig.link.events().desired({ v: 1, version: (version += 1), settings });
  await rig.clock.settle();
}
const view = (rig: Rig) => rig.screen.view() as unknown as Record<string, unknown>;

describe('settings of the hub', () => {
  it('take effect at once, each of them, and are reported with their version and hash', async () => {
    const changed: object[] = [];
    const rig = await createRig({ upkeep: { ...parts, settingsChanged: (settings) => { changed.push({ ...settings }); } } });
    rig.link.goOnline();
    const proven = new Set<string>();
    const proves = (key: (typeof SETTING_KEYS)[number], holds: boolean): void => { expect(holds, key).toBe(true); proven.add(key); };

    await give(rig, { volume: 4 });
    proves('volume', rig.screen.last('comfort')?.volume === 4);
    await give(rig, { attractNotice: { zh: '三号窗口暂停', en: 'Window 3 is closed' } });
    proves('attractNotice', view(rig)['notice'] === '三号窗口暂停');
    await give(rig, { homeLanguage: 'en', attractNotice: { zh: '三号窗口暂停', en: 'Window 3 is closed' } });
    proves('homeLanguage', rig.screen.last('view')?.language === 'en' && view(rig)['notice'] === 'Window 3 is closed');
    await give(rig, { touchOnly: true });
    proves('touchOnly', view(rig)['kind'] === 'touch-only' && rig.hearing.current.kind === 'off');
    await give(rig, {});
    expect([view(rig)['kind'], rig.hearing.current.kind]).toEqual(['attract', 'wake']);

    await give(rig, { speechRate: 1.5, idleSeconds: 6, volume: 0 });
    rig.screen.touch({ type: 'control', control: 'start' });
    await rig.clock.settle();
    proves('speechRate', rig.speaking.said.at(-1)?.rate === 1.5);
    expect(rig.speaking.said.at(-1)?.volume).toBe(0.3);
    await rig.clock.advance(9000);
    proves('idleSeconds', rig.service.kiosk.session === null);

    await give(rig, { survey: false });
    rig.screen.touch({ type: 'control', control: 'start' });
    await rig.clock.settle();
    const started = rig.observations.findLast((one) => one.event === 'turn-taken' && one.input.type === 'session-started');
    proves('survey', started?.event === 'turn-taken' && started.input.type === 'session-started' && started.input.survey === false);
    rig.service.kiosk.dismiss();
    await rig.clock.advance(5000);

    // 90 short visits make more than three batches; the hub acknowledges each at once.
    const sentIn = async (ceiling: number): Promise<number> => {
      await give(rig, { drainRateCeiling: ceiling });
      rig.link.events().rate(400);
      rig.link.goOffline();
      for (let i = 0; i < 90; i += 1) {
        rig.screen.touch({ type: 'control', control: 'start' });
        await rig.clock.settle();
        rig.service.kiosk.dismiss();
        await rig.clock.settle();
      }
      rig.link.goOnline();
      const from = rig.link.batches.length;
      let seen = from;
      for (let second = 0; second < 15; second += 1) {
        await rig.clock.advance(1000);
        for (const { epoch, events } of rig.link.batches.slice(seen)) rig.link.events().acknowledged(epoch, events.at(-1)?.seq ?? 0);
        seen = rig.link.batches.length;
      }
      return rig.link.batches.slice(from).reduce((sum, one) => sum + one.events.length, 0);
    };
    const slow = await sentIn(4);
    const fast = await sentIn(500);
    expect(fast).toBeGreaterThan(170);
    proves('drainRateCeiling', slow < fast / 1.5);
    await give(rig, { wakeSensitivity: 'low', logLevel: 'debug', usbFolder: false });
    const last = changed.at(-1) as Record<string, unknown>;
    proves('wakeSensitivity', last['wakeSensitivity'] === 'low');
    proves('logLevel', last['logLevel'] === 'debug');
    proves('usbFolder', last['usbFolder'] === false && !rig.service.upkeep.settings.current().usbFolder);

    // The rig's clock says 09:00 UTC on a Monday: 17:00 in Shanghai, 10:00 in Berlin.
    const hours = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '16:00' }];
    await give(rig, { openingHours: hours });
    proves('openingHours', view(rig)['kind'] === 'out-of-service' && rig.link.of('state').at(-1)?.['state'] === 'asleep' && rig.hearing.current.kind === 'off');
    rig.screen.touch({ type: 'control', control: 'start' });
    expect(rig.service.kiosk.session).toBeNull();
    await give(rig, { openingHours: hours, timeZone: 'Europe/Berlin' });
    proves('timeZone', view(rig)['kind'] === 'attract' && rig.link.of('state').at(-1)?.['state'] === 'ready');
    await give(rig, { schedule: { rules: [{ id: 'evening', at: { from: '17:30', to: '20:00' }, set: { volume: 1, attractNotice: { zh: '晚间服务' } } }] } });
    expect(view(rig)['notice']).not.toBe('晚间服务');
    await rig.clock.advance(40 * 60_000);
    proves('schedule', view(rig)['notice'] === '晚间服务' && rig.screen.last('comfort')?.volume === 1);
    let quiet = 0;
    rig.service.upkeep.settings.onQuietHour(() => { quiet += 1; });
    await give(rig, { quietHour: 18 });
    await rig.clock.advance(3 * 3_600_000);
    proves('quietHour', quiet === 1);
    expect([...proven].sort()).toEqual([...SETTING_KEYS].sort());

    await give(rig, { volume: 3, colour: 'red', speechRate: 9 });
    const reported = rig.link.of('reported').at(-1) as { settings: { version: number; hash: string; refused: { key: string }[] } };
    expect(reported.settings.version).toBe(version);
    expect(reported.settings.hash).toBe(parts.hash('{"volume":3}'));
    expect(reported.settings.refused.map((one) => one.key).sort()).toEqual(['colour', 'speechRate']);
    await rig.service.stop();
  }, 20_000);

  it('outlive a restart, and an older document does not undo a newer one', async () => {
    const first = await createRig({ upkeep: parts });
    first.link.goOnline();
    first.link.events().desired({ v: 1, version: 70, settings: { volume: 3 } });
    first.link.events().desired({ v: 1, version: 60, settings: { volume: 0 } });
    await first.clock.settle();
    await first.service.stop();
    const second = await createRig({ folder: first.folder, upkeep: parts });
    await second.clock.settle();
    expect(second.screen.last('comfort')?.volume).toBe(3);
    second.link.goOnline();
    expect(second.link.of('state').find((one) => one['state'] === 'birth')).toMatchObject({ settingsCursor: 70 });
    await second.service.stop();
  });

  it('do not close a kiosk whose clock cannot be believed', async () => {
    const rig = await createRig({ upkeep: parts, clock: createFakeClock(Date.UTC(2015, 0, 1)) });
    rig.link.goOnline();
    await give(rig, { openingHours: [], schedule: { rules: [{ id: 'shut', set: { open: false } }] } });
    expect(view(rig)['kind']).toBe('attract');
    await rig.service.stop();
  });

  it('move the bar for the wake phrase', () => {
    const heard = (confidence: number) => ({ text: '你好 小厅', words: [], confidence, alternatives: [] });
    const wakes = (sensitivity: 'low' | 'usual' | 'high', confidence: number): boolean => decideWake(heard(confidence), heard(1), { phrases: [{ phrase: '你好小厅', language: 'zh' }], decoys: [], sensitivity }).wake !== null;
    expect([wakes('low', 0.6), wakes('usual', 0.6), wakes('high', 0.6), wakes('usual', 0.4), wakes('high', 0.4)]).toEqual([false, true, true, false, true]);
  });
});

describe('the watchdog ladder', () => {
  const run = (stuck: (now: number) => Partial<Record<(typeof WATCHED)[number], number | null>>, ms: number, state: LadderState = FRESH_LADDER, from = 0): { steps: (Step & { at: number })[]; state: LadderState } => {
    const steps: (Step & { at: number })[] = [];
    for (let now = from; now <= from + ms; now += 2000) {
      const next = climb(state, stuck(now), now, now + 1e12);
      state = next.state;
      steps.push(...next.steps.map((one) => ({ ...one, at: now })));
    }
    return { steps, state };
  };

  it('restarts the part with growing pauses, then the process, then gives up and no longer vouches', () => {
    const { steps, state } = run((now) => ({ recognizer: now }), 600_000);
    expect(steps.map((one) => one.act)).toEqual(['restart-part', 'restart-part', 'restart-part', 'restart-process', 'give-up']);
    const gaps = steps.slice(1).map((one, i) => one.at - (steps[i]?.at ?? 0));
    expect(gaps).toEqual([10_000, 20_000, 40_000, 80_000]);
    expect(mayVouch(state)).toBe(false);
  });

  it('leaves parts alone that are well, slow for a moment, or cannot be judged', () => {
    expect(run(() => ({ recognizer: 5999, conversation: 14_999, loudspeaker: null }), 60_000).steps).toEqual([]);
  });

  it('begins anew after ten minutes of health, not before', () => {
    const broken = run((now) => ({ recognizer: now }), 20_000);
    const short = run((now) => ({ recognizer: now > 400_000 ? 7000 : null }), 420_000, broken.state, 22_000);
    expect(short.steps[0]?.act).toBe('restart-part');
    expect(short.state.rungs.recognizer?.tried).toBeGreaterThan(2);
    const long = run(() => ({ recognizer: null }), WELL_AGAIN_MS + 4000, broken.state, 22_000);
    expect(long.state.rungs.recognizer).toBeUndefined();
  });

  it('never restarts the process more than three times an hour, whatever hangs', () => {
    fc.assert(fc.property(fc.array(fc.record({ part: fc.constantFrom(...WATCHED), stuck: fc.constantFrom(null, 1000, 30_000, 90_000), for: fc.integer({ min: 1, max: 60 }) }), { minLength: 1, maxLength: 40 }), (plan) => {
      let state = FRESH_LADDER;
      let now = 0;
      const restarts: number[] = [];
      for (const { part, stuck, for: looks } of plan) for (let i = 0; i < looks; i += 1) {
        now += 2000;
        const next = climb(state, { [part]: stuck }, now, now);
        state = next.state;
        for (const step of next.steps) if (step.act === 'restart-process') restarts.push(now);
        expect(next.steps.length).toBeLessThanOrEqual(1);
      }
      for (const at of restarts) expect(restarts.filter((other) => other > at - 3_600_000 && other <= at).length).toBeLessThanOrEqual(3);
    }));
    expect(Object.keys(LADDER).sort()).toEqual([...WATCHED].sort());
  });
});

describe('the tone that comes back', () => {
  const room = (gain: number, noise: number, delay = 7000): Int16Array => {
    const heard = pinkNoise(2.5, 32_768 * noise, seededRandom(5));
    const sound = chirp();
    return Int16Array.from({ length: 40_000 }, (_, i) => Math.max(-32768, Math.min(32767, Math.round((heard[i] ?? 0) + gain * (sound[i - delay] ?? 0)))));
  };
  it('is found where it is, also far below the noise of a hall, and missed where it is not', () => {
    const loud = findIn(room(0.3, 0.05), chirp());
    expect(Math.abs((loud?.atMs ?? 0) - 437.5)).toBeLessThan(1);
    expect(judgeLoopBack(loud, null)).toBe('works');
    expect(Math.abs((loud?.levelDb ?? 0) - 20 * Math.log10(0.3))).toBeLessThan(1);
    expect(judgeLoopBack(findIn(room(0, 0.3), chirp()), null)).toBe('not-heard');
    expect(judgeLoopBack(findIn(room(0.03, 0.05), chirp()), loud?.levelDb ?? null)).toBe('quieter');
    expect(judgeLoopBack(findIn(new Int16Array(40_000), chirp()), null)).toBe('not-heard');
  });
});

describe('the measured microphone', () => {
  async function heard(samples: (i: number) => number, frames = 100) {
    let given: MicrophoneEvents | null = null;
    const meter = meterMicrophone({ start: async (events) => { given = events; }, stop: async () => undefined });
    let passed = 0;
    await meter.start({ frame: () => { passed += 1; }, down: () => undefined, up: () => undefined });
    const stop = meter.listen(1);
    for (let frame = 0; frame < frames; frame += 1) (given as MicrophoneEvents | null)?.frame({ samples: Int16Array.from({ length: 320 }, (_, i) => samples(frame * 320 + i)), at: frame * 20 });
    expect(passed).toBe(frames);
    return { ...meter.read(), kept: stop().length };
  }
  it('tells a dead line, a clipped one and a room apart', async () => {
    expect(await heard(() => 0)).toMatchObject({ flat: true, clippedShare: 0, frames: 100, kept: 16_000 });
    expect(await heard((i) => (i % 2 === 0 ? 32_767 : -32_768))).toMatchObject({ flat: false, clippedShare: 1 });
    const random = seededRandom(3);
    const room = await heard(() => Math.round((random() - 0.5) * 200));
    expect(room.flat).toBe(false);
    expect(room.floorDb).toBeGreaterThan(-60);
    expect(room.floorDb).toBeLessThan(-50);
  });
});

describe('the log of the kiosk', () => {
  it('stays bounded, keeps the newest lines, and holds nothing of a person', () => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-log-'));
    const log = createRotatingLogFile({ folder, now: () => 0, redact, maxBytes: 5000, kept: 2 });
    for (let i = 0; i < 400; i += 1) log.info('line', { number: i, heard: '我的手机号是13812345678', id: '身份证110101199003078515' });
    const files = readdirSync(folder);
    expect(files.sort()).toEqual(['kiosk.log', 'kiosk.log.1', 'kiosk.log.2']);
    const all = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
    expect(all.length).toBeLessThan(3 * 5400);
    expect(all).not.toContain('13812345678');
    expect(all).not.toContain('110101199003078515');
    expect(log.tail(3).map((line) => (JSON.parse(line) as { number: number }).number)).toEqual([397, 398, 399]);
    log.level('error');
    log.warn('quiet');
    expect(log.tail(1)[0]).not.toContain('quiet');
  });
});

describe('the memory of commands', () => {
  it('is bounded, and a long command answers once when it is done', async () => {
    const clock = createFakeClock();
    const store = createMemoryStore({ epoch: 'e', source: '/a', newId: () => 'x', now: () => 0 });
    const results: object[] = [];
    let finish = (_: { ok: boolean }): void => undefined;
    const desk = createCommandDesk({ store, clock, log: createKeptLog(), link: { sendResult: (r) => { results.push(r); return true; } }, execute: (command) => (command.name === 'self-test' ? new Promise((resolve) => { finish = resolve; }) : { ok: true }) });
    desk.receive({ v: 1, id: 'long', name: 'self-test', args: {} });
    desk.receive({ v: 1, id: 'long', name: 'self-test', args: {} });
    expect(results).toEqual([]);
    finish({ ok: true });
    await clock.settle();
    desk.receive({ v: 1, id: 'long', name: 'self-test', args: {} });
    expect(results).toEqual([{ id: 'long', ok: true }, { id: 'long', ok: true }]);
    for (let i = 0; i < 500; i += 1) desk.receive({ v: 1, id: `c${i}`, name: 'identify', args: {} });
    expect((JSON.parse(store.get('commands') ?? '[]') as unknown[]).length).toBe(200);
    desk.receive({ v: 1, id: 'hangs', name: 'self-test', args: {} });
    await clock.advance(130_000);
    expect(results.at(-1)).toMatchObject({ id: 'hangs', ok: false });
  });

  it('ends a visit when it is told to, and says that nobody is there when nobody is', async () => {
    const rig = await createRig({ upkeep: parts });
    rig.link.goOnline();
    rig.link.events().command({ v: 1, id: 'a', name: 'clear-visit', args: {} });
    rig.screen.touch({ type: 'control', control: 'start' });
    await rig.clock.settle();
    rig.link.events().command({ v: 1, id: 'b', name: 'clear-visit', args: {} });
    await rig.clock.advance(5000);
    expect(rig.service.kiosk.session).toBeNull();
    rig.link.events().command({ v: 1, id: 'c', name: 'reboot-machine', args: {} });
    await rig.clock.settle();
    expect(rig.link.of('result')).toMatchObject([{ id: 'a', ok: false }, { id: 'b', ok: true }, { id: 'c', ok: false }]);
    await rig.service.stop();
  });
});
