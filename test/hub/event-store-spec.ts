// What every event store holds to, whichever database stands behind it: any order, repetition and grouping of batches.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEventStore } from '../../hub/adapters/store/event-store.ts';
import type { StoreDatabase } from '../../hub/adapters/store/store-database.ts';
import type { InboundBatch } from '../../hub/core/ports.ts';
import { turnEvent } from './hub-house.ts';

let run = 0;
const batchOf = (epoch: string, seqs: readonly number[]): InboundBatch => ({
  kiosk: 'acme.hall.k1', epoch,
  events: seqs.map((seq) => { const event = turnEvent(seq, { session: epoch, turn: seq }); return { seq, id: event.id, type: event.type, time: event.time, body: JSON.stringify(event), event }; }),
});

/** Adds its tests; `at` is asked for the database when they run. */
export function eventStoreSpec(at: () => StoreDatabase, numRuns: number): void {
  it('acknowledges exactly the gapless part, stores each number once and counts each turn once', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (windows, restart) => {
        run += 1;
        const epoch = `epoch-${run}`;
        let store = createEventStore(at(), 'the test');
        const sent = new Set<number>();
        for (const [index, window] of windows.entries()) {
          if (restart && index % 3 === 2) store = createEventStore(at(), 'the test'); // forgets what it remembered
          const results = await store.append(window.map((seqs) => batchOf(epoch, seqs)), index);
          const freshNow = results.flatMap((result) => result.fresh.map((event) => event.seq));
          expect(freshNow.some((seq) => sent.has(seq))).toBe(false);
          expect(new Set(freshNow).size).toBe(freshNow.length);
          for (const seq of window.flat()) sent.add(seq);
          let gapless = 0;
          while (sent.has(gapless + 1)) gapless += 1;
          expect(results.at(-1)?.upTo).toBe(gapless);
          for (const { upTo } of results) expect(upTo).toBeLessThanOrEqual(gapless);
        }
        const rows = await at().db.selectFrom('events').select('seq').where('epoch', '=', epoch).orderBy('seq').execute();
        expect(rows.map((row) => row.seq)).toEqual([...sent].sort((a, b) => a - b));
        const session = await at().db.selectFrom('sessions').select('turns').where('session', '=', epoch).executeTakeFirst();
        expect(session?.turns).toBe(sent.size);
      },
    ), { numRuns });
  });

  it('keeps a new event that comes under a number which another event has, once', async () => {
    const store = createEventStore(at(), 'the test');
    const first = batchOf('twice', [1, 2, 3]);
    await store.append([first], 1);
    const event = { ...turnEvent(2, { session: 'after-the-damage', turn: 1 }), id: 'another-event', boot: 'boot-2' };
    const again: InboundBatch = { kiosk: first.kiosk, epoch: 'twice', events: [{ seq: 2, id: event.id, type: event.type, time: event.time, body: JSON.stringify(event), event }] };
    for (const expected of [1, undefined]) {
      const [result] = await store.append([again], 2);
      expect(result?.upTo).toBe(3);
      expect(result?.again).toBe(expected);
    }
    expect((await store.append([first], 3))[0]?.fresh).toEqual([]);
    const rows = await at().db.selectFrom('events').select(['epoch', 'id']).where('id', '=', 'another-event').execute();
    expect(rows).toEqual([{ epoch: 'twice~boot-2', id: 'another-event' }]);
  });
}
