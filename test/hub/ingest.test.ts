// The parts of the fast way in: bundles between broker and hub, windows of a bounded weight, the shared drain rate and the
// way back of a kiosk that lost its hub. No machinery.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalmMemory } from '../../flows/files/calm-memory.ts';
import { reconnectDelay, resumeDelay } from '../../flows/protocol/pace.ts';
import type { TopicName } from '../../flows/protocol/topics.ts';
import { createBundler, unbundle } from '../../hub/adapters/aedes-bundles.ts';
import type { Bundle } from '../../hub/adapters/aedes-messages.ts';
import { createDrainShare, DRAIN } from '../../hub/core/drain-share.ts';
import { createGroupCommit } from '../../hub/core/group-commit.ts';
import { createLatencies } from '../../hub/simulate/latencies.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

const NAMES: TopicName[] = ['up/event', 'up/escalate', 'up/state', 'up/metric'];
const kiosk = (n: number) => ({ tenant: 't', site: 's', kiosk: `k${n}` });

describe('bundles between broker and hub', () => {
  it('give back every message once, under its own id, in order, with what is not backlog in front', () => {
    const message = fc.record({ from: fc.constantFrom('t.s.k1', 't.s.k2'), name: fc.constantFrom(...NAMES), payload: fc.uint8Array({ maxLength: 90_000 }) });
    fc.assert(fc.property(fc.array(fc.array(message, { maxLength: 12 }), { maxLength: 4 }), (turns) => {
      const bundles: Bundle[] = [];
      const ids = new Map<number, (typeof turns)[number][number]>();
      let last = 0;
      let flush = (): void => {};
      const bundler = createBundler({ nextId: () => (last += 1), send: (bundle) => { bundles.push(structuredClone(bundle)); }, later: (run) => { flush = run; } });
      for (const turn of turns) {
        for (const one of turn) bundler.add(one.from, one.name, one.payload, (id) => ids.set(id, one));
        flush();
        flush = () => {};
      }
      const got: { id: number; from: string; name: TopicName; payload: Uint8Array }[] = [];
      for (const bundle of bundles) unbundle(bundle, (id, from, name, payload) => got.push({ id, from, name, payload }));
      const expected = turns.flatMap((turn) => [...turn.filter((one) => one.name !== 'up/event'), ...turn.filter((one) => one.name === 'up/event')]);
      expect(got.map(({ from, name, payload }) => ({ from, name, bytes: Buffer.from(payload).toString('hex') }))).toEqual(expected.map(({ from, name, payload }) => ({ from, name, bytes: Buffer.from(payload).toString('hex') })));
      expect(got.every((one, index) => ids.get(one.id) === expected[index])).toBe(true);
      expect(bundles.every((bundle) => bundle.from.length === 1 || bundle.bytes.length <= 256 * 1024)).toBe(true);
    }), { numRuns: 60 });
  });
});

describe('a window of the group commit', () => {
  it('holds what weighs little together, and one heavy batch alone', async () => {
    const clock = createFakeClock();
    const windows: number[][] = [];
    const commit = createGroupCommit<number, number>({ clock, windowMs: 3, maxItems: 4, maxWeight: 100, weigh: (n) => n, write: async (items) => { windows.push(items); return items; } });
    const all = Promise.all([10, 20, 80, 500, 1, 1, 1, 1, 1].map((n) => commit.add(n)));
    await clock.advance(50);
    expect(await all).toEqual([10, 20, 80, 500, 1, 1, 1, 1, 1]);
    expect(windows).toEqual([[10, 20], [80], [500], [1, 1, 1, 1], [1]]);
  });
});

describe('the drain rate', () => {
  function rig() {
    const clock = createFakeClock();
    const told: { kiosk: string; rate: number }[] = [];
    const share = createDrainShare({ clock, tell: (to, rate) => told.push({ kiosk: to.kiosk, rate }) });
    share.start();
    return { clock, told, share };
  }
  it('is shared by those who drain, and grows for those who remain', async () => {
    const { clock, told, share } = rig();
    for (let n = 1; n <= 100; n += 1) share.arrived(kiosk(n));
    const last = share.arrived(kiosk(101));
    expect(last).toBeLessThanOrEqual(DRAIN.firstBudget / 100);
    for (let second = 0; second < 20; second += 1) {
      for (let n = 1; n <= 4; n += 1) share.stored(kiosk(n), 64, 5);
      await clock.advance(1000);
    }
    expect(new Set(told.map((one) => one.kiosk))).toEqual(new Set(['k1', 'k2', 'k3', 'k4']));
    expect(told.findLast((one) => one.kiosk === 'k1')?.rate).toBe(Math.min(DRAIN.mostShare, DRAIN.firstBudget / 4));
    share.stop();
  });
  it('falls while messages wait long, never below a floor, and rises again when they do not', async () => {
    const { clock, share } = rig();
    for (let second = 0; second < 60; second += 1) {
      share.stored(kiosk(1), 3000, 900);
      await clock.advance(1000);
    }
    expect(share.budget).toBeLessThan(DRAIN.firstBudget / 4);
    expect(share.budget).toBeGreaterThanOrEqual(DRAIN.leastBudget);
    const low = share.budget;
    for (let second = 0; second < 10; second += 1) {
      share.stored(kiosk(1), Math.ceil(share.budget), 5);
      await clock.advance(1000);
    }
    expect(share.budget).toBeGreaterThan(low * 4);
    share.stop();
  });
  it('says nothing to kiosks that only live', async () => {
    const { clock, told, share } = rig();
    share.arrived(kiosk(1));
    for (let second = 0; second < 10; second += 1) {
      share.stored(kiosk(1), 2, 5);
      await clock.advance(1000);
    }
    expect(told).toEqual([]);
    share.stop();
  });
});

describe('the way back to the hub', () => {
  it('is spread over the whole back-off, which doubles to a limit', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 0.999999, noNaN: true }), (failures, random) => {
      const ceiling = Math.min(20_000, 500 * 2 ** Math.min(failures, 10));
      const delay = reconnectDelay(failures, random);
      expect(delay).toBeGreaterThanOrEqual(100);
      expect(delay).toBeLessThanOrEqual(100 + ceiling);
      expect(delay).toBeCloseTo(100 + random * ceiling, 6);
    }));
  });
  it('lets a long backlog wait longer before it is sent, within half a minute', () => {
    expect(resumeDelay(0, 0.999)).toBeLessThan(250);
    expect(resumeDelay(1000, 0.5)).toBeCloseTo(1125, 6);
    expect(resumeDelay(10_000_000, 0.999)).toBeLessThan(30_000);
  });
});

describe('percentiles of a simulation', () => {
  it('are right to two percent', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0.1, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 }), fc.constantFrom(0.5, 0.95, 0.99, 1), (values, share) => {
      const latencies = createLatencies();
      for (const value of values) latencies.add(value);
      const exact = [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? NaN;
      const told = latencies.percentile(share) ?? NaN;
      expect(told / exact).toBeGreaterThan(0.9);
      expect(told / exact).toBeLessThan(1.03);
    }));
  });
});

describe('memory of a process that was busy', () => {
  const MB = 1024 * 1024;
  it('is given back once it is calm, and not again until it has grown', () => {
    let resident = 300 * MB;
    let busy = 0.9;
    let releases = 0;
    const memory = createCalmMemory({ busy: () => busy, resident: () => resident, release: () => { releases += 1; resident = 150 * MB; } });
    const looks = (count: number): boolean[] => Array.from({ length: count }, () => memory.look());
    expect(looks(20)).not.toContain(true);
    busy = 0.02;
    expect(looks(2)).toEqual([false, true]);
    resident = 170 * MB;
    expect(looks(50)).not.toContain(true);
    busy = 0.5;
    resident = 400 * MB;
    expect(looks(50)).not.toContain(true);
    busy = 0.02;
    expect(looks(2)).toEqual([false, true]);
    resident = 400 * MB; // at once again: not before some time has passed
    expect(looks(4)).toEqual([false, false, false, false]);
    expect(looks(1)).toEqual([true]);
    expect(releases).toBe(3);
  });
  it('that cannot be given back is not asked for for ever', () => {
    let releases = 0;
    const memory = createCalmMemory({ busy: () => 0, resident: () => 900 * MB, release: () => { releases += 1; } });
    for (let look = 0; look < 100; look += 1) memory.look();
    expect(releases).toBe(1);
  });
});
