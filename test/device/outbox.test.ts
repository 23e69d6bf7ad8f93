// The outbox against a hub that loses, repeats and restarts: in the end every event is there exactly once, in order.
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../device/core/memory-store.ts';
import { BATCH_BYTES, createOutbox } from '../../device/core/outbox.ts';
import type { Store } from '../../device/core/ports.ts';
import type { KioskEvent } from '../../flows/protocol/conversation.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createKeptLog } from '../fakes/silent-log.ts';

function rig(options: { rows?: number; text?: string; accepts?: () => boolean } = {}) {
  const clock = createFakeClock();
  let ids = 0;
  const store = createMemoryStore({ epoch: 'e1', source: '/t/s/k', newId: () => `id${(ids += 1)}`, now: clock.now });
  const batches: KioskEvent[][] = [];
  const outbox = createOutbox({
    sources: () => [store], clock, log: createKeptLog(), random: () => 0.5,
    link: { sendEvents: (_epoch, events) => { if (!(options.accepts?.() ?? true)) return false; batches.push(events); return true; } },
  });
  const record = (count: number): void => {
    for (let i = 0; i < count; i += 1) store.record([{ data: { type: 'foyer.incident', code: 'test', text: options.text ?? `${i}`, session: null }, type: 'foyer.incident', time: '2026-11-23T00:00:00Z', boot: 'b', clock: 'synchronised' }], undefined);
    outbox.recorded();
  };
  record(options.rows ?? 0);
  return { clock, store, outbox, batches, record };
}

/** A hub that acknowledges its highest gapless number and keeps what it has. */
function hubOf() {
  const seen = new Map<number, number>();
  let upTo = 0;
  return {
    seen,
    take(events: KioskEvent[]): number {
      for (const { seq } of events) seen.set(seq, (seen.get(seq) ?? 0) + 1);
      while (seen.has(upTo + 1)) upTo += 1;
      return upTo;
    },
  };
}

describe('the outbox', () => {
  it('holds the backlog until the hub itself is ready', async () => {
    const { clock, outbox, batches } = rig({ rows: 5 });
    await clock.advance(60_000);
    expect(batches).toHaveLength(0);
    outbox.online();
    await clock.advance(2000);
    expect(batches.flat().map((e) => e.seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it('believes a hub that knows more than it was sent only what it was sent: numbers of a damaged store are given again', async () => {
    const { clock, outbox, batches, store, record } = rig({ rows: 3 });
    outbox.online();
    await clock.advance(2000);
    outbox.acknowledged('e1', 14); // the hub knows numbers up to 14 from before the damage
    expect(store.acked()).toBe(3);
    record(5);
    await clock.advance(2000);
    expect(batches.flat().map((e) => e.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    outbox.acknowledged('e1', 14);
    expect(store.acked()).toBe(8);
  });

  it('sends batches of at most 64 events and 64 KB', async () => {
    const { clock, outbox, batches } = rig({ rows: 100, text: 'x'.repeat(2000) });
    outbox.online();
    await clock.advance(3000);
    expect(batches.length).toBeGreaterThan(2);
    for (const batch of batches) {
      expect(batch.length).toBeLessThanOrEqual(64);
      expect(JSON.stringify(batch).length).toBeLessThanOrEqual(BATCH_BYTES + 200);
    }
  });

  it('keeps a bounded window in flight and goes on as it is acknowledged', async () => {
    const { clock, outbox, batches, store } = rig({ rows: 600 });
    outbox.online();
    await clock.advance(4000);
    expect(batches).toHaveLength(4);
    outbox.acknowledged('e1', 64);
    await clock.advance(500);
    expect(batches).toHaveLength(5);
    expect(store.outboxAfter(0, 1)[0]?.seq).toBe(65);
  });

  it('delivers everything exactly once in effect through lost acknowledgements, repeats and restarts of the hub', async () => {
    const { clock, outbox, batches, record, store } = rig({ rows: 300 });
    const hub = hubOf();
    let turn = 0;
    outbox.online();
    for (let step = 0; step < 80 && store.outboxDepth().rows > 0; step += 1) {
      if (step === 3) record(50);
      await clock.advance(1500);
      for (const batch of batches.splice(0)) {
        turn += 1;
        if (turn % 5 === 0) continue; // lost on the way
        const upTo = hub.take(batch);
        if (turn % 4 === 0) continue; // its acknowledgement is lost
        outbox.acknowledged('e1', upTo);
        outbox.acknowledged('e1', upTo); // and comes twice
        outbox.acknowledged('e1', Math.max(0, upTo - 10)); // late
      }
      if (step === 5) { outbox.offline(); await clock.advance(3000); outbox.online(); }
    }
    expect([...hub.seen.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 350 }, (_, i) => i + 1));
    expect(store.outboxDepth().rows).toBe(0);
  });

  it('ignores acknowledgements of another epoch and of what it never sent', async () => {
    const { clock, outbox, store } = rig({ rows: 3 });
    outbox.acknowledged('e1', 3);
    outbox.online();
    await clock.advance(2000);
    outbox.acknowledged('other', 3);
    expect(store.outboxDepth().rows).toBe(3);
  });

  it('keeps to the drain rate that the hub allows', async () => {
    const { clock, outbox, batches } = rig({ rows: 256 });
    outbox.rate(32);
    outbox.online();
    await clock.advance(2100); // the first batch of 64 takes two seconds at this rate
    const sent = batches.flat().length;
    expect(sent).toBeGreaterThanOrEqual(64);
    expect(sent).toBeLessThanOrEqual(128);
  });

  it('tries again with jitter when the link refuses', async () => {
    let open = false;
    const { clock, outbox, batches } = rig({ rows: 2, accepts: () => open });
    outbox.online();
    await clock.advance(1000);
    expect(batches).toHaveLength(0);
    open = true;
    await clock.advance(31_000);
    expect(new Set(batches.flat().map((e) => e.seq))).toEqual(new Set([1, 2]));
  });

  it('drains two stores side by side, each under its own epoch', async () => {
    const clock = createFakeClock();
    const make = (epoch: string): Store => createMemoryStore({ epoch, source: '/a', newId: () => 'i', now: clock.now });
    const [disk, memory] = [make('disk'), make('memory')];
    const epochs: string[] = [];
    const outbox = createOutbox({ sources: () => [disk, memory], clock, log: createKeptLog(), random: () => 0, link: { sendEvents: (epoch) => { epochs.push(epoch); return true; } } });
    for (const store of [disk, memory]) store.record([{ data: { type: 'foyer.incident', code: 'c', text: '', session: null }, type: 'foyer.incident', time: '', boot: 'b', clock: 'unsure' }], undefined);
    outbox.online();
    await clock.advance(100);
    expect(epochs).toEqual(['disk', 'memory']);
    expect(outbox.wasSent('memory')).toBe(true);
  });
});
