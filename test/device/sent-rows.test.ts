// A hub that comes back from a backup gets again what it had received since: the kiosk keeps what was acknowledged for some
// days, sends it once more when it is told to, and says what it keeps no longer.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../device/adapters/sqlite-store.ts';
import { createMemoryStore } from '../../device/core/memory-store.ts';
import { createOutbox } from '../../device/core/outbox.ts';
import type { Store } from '../../device/core/ports.ts';
import type { KioskEvent } from '../../flows/protocol/conversation.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createKeptLog } from '../fakes/silent-log.ts';

const DAY = 86_400_000;
const folders: string[] = [];
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }); });
const draft = (n: number) => ({ data: { type: 'foyer.incident' as const, code: `n-${n}`, text: 'x'.repeat(200), session: null }, type: 'foyer.incident', time: '2026-11-23T10:00:00.000Z', boot: 'b', clock: 'synchronised' as const });

async function open(time: { now: number }, folder = mkdtempSync(join(tmpdir(), 'foyer-sent-')), budgetBytes?: number): Promise<{ store: Store; folder: string }> {
  folders.push(folder);
  let id = 0;
  const { store } = await openSqliteStore({ folder, source: '/a/b/c', newId: () => `id-${id += 1}`, now: () => time.now, ...(budgetBytes === undefined ? {} : { budgetBytes }) });
  return { store, folder };
}
const codes = (events: KioskEvent[]): string[] => events.map((event) => (event.data.type === 'foyer.incident' ? event.data.code : event.type));

describe('what was acknowledged', () => {
  it('is not sent again after a restart, and comes back when the hub has less', async () => {
    const time = { now: 1000 };
    const first = await open(time);
    first.store.record(Array.from({ length: 10 }, (_none, n) => draft(n + 1)), undefined);
    first.store.acknowledge(7);
    expect(first.store.outboxDepth().rows).toBe(3);
    first.store.close();
    const { store } = await open(time, first.folder);
    expect(store.acked()).toBe(7);
    expect(store.outboxAfter(0, 100).map((event) => event.seq)).toEqual([8, 9, 10]);
    store.recall(4);
    expect(store.acked()).toBe(4);
    expect(codes(store.outboxAfter(0, 100))).toEqual(['n-5', 'n-6', 'n-7', 'n-8', 'n-9', 'n-10']);
    store.acknowledge(10);
    store.record([draft(11)], undefined);
    expect(store.outboxAfter(0, 100).map((event) => event.seq)).toEqual([11]);
    store.close();
  });

  it('is kept for three days; of what is older the number and the loss are sent', async () => {
    const time = { now: DAY };
    const { store } = await open(time);
    store.record([draft(1), draft(2), draft(3)], undefined);
    store.acknowledge(3);
    time.now += 2 * DAY;
    store.record([draft(4), draft(5)], undefined);
    store.acknowledge(5);
    time.now += 2 * DAY;
    store.record([draft(6)], undefined);
    store.acknowledge(6);
    store.recall(0);
    const events = store.outboxAfter(0, 100);
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(codes(events)).toEqual(['outbox-forgotten', 'outbox-forgotten', 'outbox-forgotten', 'n-4', 'n-5', 'n-6']);
    expect(store.outboxDepth().dropped).toBe(3);
    store.close();
  });

  it('takes at most a quarter of the room of the outbox', async () => {
    const time = { now: DAY };
    const { store } = await open(time, undefined, 40_000);
    for (let n = 1; n <= 300; n += 1) {
      store.record([draft(n)], undefined);
      store.acknowledge(n);
      time.now += 61_000;
    }
    store.recall(0);
    const events = store.outboxAfter(0, 1000);
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 300 }, (_none, n) => n + 1));
    const whole = codes(events).filter((code) => code !== 'outbox-forgotten');
    const bytes = events.filter((event) => event.data.type === 'foyer.incident' && event.data.code !== 'outbox-forgotten').reduce((sum, event) => sum + JSON.stringify(event).length, 0);
    expect(whole.at(-1)).toBe('n-300');
    expect(bytes).toBeGreaterThan(5000);
    expect(bytes).toBeLessThanOrEqual(10_000);
    store.close();
  });

  it('of memory comes back as numbers only', () => {
    const store = createMemoryStore({ epoch: 'm', source: '/a/b/c', newId: () => 'id', now: () => 5 });
    store.record([draft(1), draft(2), draft(3)], undefined);
    store.acknowledge(2);
    store.recall(0);
    expect(codes(store.outboxAfter(0, 10))).toEqual(['outbox-forgotten', 'outbox-forgotten', 'n-3']);
    expect(store.acked()).toBe(0);
  });

  it('reaches a hub that falls back to any earlier state exactly once', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ records: fc.integer({ min: 0, max: 40 }), restoreTo: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 3 }) }), { minLength: 1, maxLength: 12 }), async (rounds) => {
      const time = { now: 1000 };
      const { store } = await open(time);
      const clock = createFakeClock();
      let hub = new Map<number, string>();
      const upTo = (): number => { let n = 0; while (hub.has(n + 1)) n += 1; return n; };
      const outbox = createOutbox({
        sources: () => [store], clock, log: createKeptLog(), random: () => 0.5, lingerMs: 1,
        link: { sendEvents: (_epoch, events) => { for (const event of events) hub.set(event.seq, event.data.type === 'foyer.incident' ? event.data.code : ''); return true; } },
      });
      let recorded = 0;
      outbox.online();
      for (const { records, restoreTo } of rounds) {
        for (let n = 0; n < records; n += 1) store.record([draft(recorded += 1)], undefined);
        outbox.recorded();
        await clock.advance(2000);
        outbox.acknowledged(store.epoch, upTo());
        if (restoreTo !== null) {
          outbox.offline();
          const keep = Math.floor(upTo() * restoreTo);
          hub = new Map([...hub].filter(([seq]) => seq <= keep));
          outbox.online();
          if (upTo() < store.acked()) outbox.acknowledged(store.epoch, upTo(), true);
        }
        for (let n = 0; n < 6; n += 1) {
          await clock.advance(5000);
          outbox.acknowledged(store.epoch, upTo());
        }
      }
      expect([...hub].sort(([a], [b]) => a - b)).toEqual(Array.from({ length: recorded }, (_none, n) => [n + 1, `n-${n + 1}`]));
      expect(store.outboxDepth().rows).toBe(0);
      outbox.stop();
      store.close();
    }), { numRuns: 25 });
  });
});
