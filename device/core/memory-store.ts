// The store of a kiosk whose disk is gone: everything in memory, bounded, under an epoch of its own. Also the fake of tests.
import type { KioskEvent } from '../../flows/protocol/conversation.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import type { Store } from './ports.ts';
import { erased, forgotten, isThinnable, tombstone, toKioskEvent } from './outbox-row.ts';

export interface MemoryStoreOptions {
  epoch: string; source: string; newId(): string; now(): number;
  /** Rows that are kept whole; older turns become tombstones, and far beyond it the oldest go altogether. */
  maxRows?: number;
}

/** Holds the last `maxRows` (default 5,000) events. Never throws. */
export function createMemoryStore(options: MemoryStoreOptions): Store {
  const maxRows = options.maxRows ?? 5000;
  const rows = new Map<number, { event: KioskEvent; bytes: number }>();
  const values = new Map<string, string>();
  let seq = 0;
  let bytes = 0;
  let dropped = 0;
  let ackedTo = 0;
  let snapshot: { session: string; state: unknown; savedAt: number } | null = null;
  let active: { release: PackRelease; files: Record<string, string>; desiredVersion: number } | null = null;

  function put(event: KioskEvent): void {
    const size = JSON.stringify(event).length;
    bytes += size - (rows.get(event.seq)?.bytes ?? 0);
    rows.set(event.seq, { event, bytes: size });
  }
  function thin(): void {
    let excess = rows.size - maxRows;
    if (excess <= 0) return;
    for (const { event } of rows.values()) {
      if (excess <= 0) break;
      excess -= 1;
      if (!isThinnable(event.type)) continue;
      put(tombstone(event));
      dropped += 1;
    }
    // Twice over the bound even tombstones are too many: memory is finite and the kiosk must go on serving.
    while (rows.size > maxRows * 2) {
      const [first] = rows.keys();
      if (first === undefined) break;
      bytes -= rows.get(first)?.bytes ?? 0;
      rows.delete(first);
      dropped += 1;
    }
  }

  return {
    epoch: options.epoch,
    record(events, next) {
      for (const draft of events) put(toKioskEvent(draft, { seq: ++seq, id: options.newId(), source: options.source }));
      if (next !== undefined) snapshot = next && { ...next, savedAt: options.now() };
      thin();
    },
    outboxAfter: (after, limit) => [...rows.values()].filter((r) => r.event.seq > after).slice(0, limit).map((r) => r.event),
    acknowledge(upTo) {
      ackedTo = Math.max(ackedTo, upTo);
      for (const [number, row] of rows) {
        if (number > upTo) break;
        bytes -= row.bytes;
        rows.delete(number);
      }
    },
    acked: () => ackedTo,
    recall(upTo) {
      // Nothing acknowledged is kept in memory: what is left of it is its numbers.
      const kept = [...rows.values()].map((row) => row.event);
      rows.clear();
      const time = new Date(options.now()).toISOString();
      for (let number = upTo + 1; number <= ackedTo; number += 1) put(toKioskEvent(forgotten(time), { seq: number, id: options.newId(), source: options.source }));
      for (const event of kept) rows.set(event.seq, { event, bytes: JSON.stringify(event).length });
      dropped += Math.max(0, ackedTo - upTo);
      ackedTo = Math.min(ackedTo, upTo);
    },
    amendTurn(session, turn, facts) {
      for (const { event } of [...rows.values()].reverse()) {
        if (event.data.type === 'foyer.turn' && event.data.session === session && event.data.turn === turn) {
          put({ ...event, data: { ...event.data, ...facts } });
          return;
        }
      }
    },
    erase(session) { for (const { event } of [...rows.values()]) if (event.data.session === session) put(erased(event)); },
    outboxDepth: () => ({ rows: rows.size, bytes, dropped }),
    snapshot: () => snapshot,
    activeRelease: () => active,
    activate(release, files, desiredVersion) { active = { release, files, desiredVersion }; },
    get: (key) => values.get(key) ?? null,
    set(key, value) { values.set(key, value); },
    close() { rows.clear(); },
  };
}
