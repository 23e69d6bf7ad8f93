// The kiosk's stores on real files: what is recorded stays, what is damaged is set aside, what cannot be written waits.
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../device/adapters/sqlite-store.ts';
import { createMemoryStore } from '../../device/core/memory-store.ts';
import type { Store } from '../../device/core/ports.ts';
import { createSteadyStore, diskFault } from '../../device/core/steady-store.ts';
import type { EventData } from '../../flows/protocol/conversation.ts';

const NOW = Date.UTC(2026, 10, 23);
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'foyer-store-'));
let ids = 0;
const open = (folder: string, more: { budgetBytes?: number; now?: () => number } = {}) => openSqliteStore({ folder, source: '/t/s/k', newId: () => `id-${(ids += 1)}`, now: () => NOW, ...more });
const draft = (data: EventData) => ({ data, type: data.type, time: '2026-11-23T00:00:00.000Z', boot: 'b', clock: 'synchronised' as const });
const incident = (text: string) => draft({ type: 'foyer.incident', code: 'test', text, session: null });
const turn = (n: number, text = '') => draft({
  type: 'foyer.turn', session: 's', turn: n, language: 'zh', input: { kind: 'speech', text, confidence: 1 }, said: [], view: 'answer', latencyMs: null,
  decision: { rule: 'x', intent: null, entry: null, flow: null, zone: 'none', probability: 1, top: [], slots: {}, why: [] },
});

describe('the SQLite store', () => {
  it('numbers events without gaps across restarts and never reuses a number that was acknowledged', async () => {
    const folder = newFolder();
    const first = await open(folder);
    first.store.record([incident('a'), incident('b')], undefined);
    first.store.acknowledge(2);
    const { epoch } = first.store;
    first.store.close();
    const second = await open(folder);
    second.store.record([incident('c')], undefined);
    expect(second.store.epoch).toBe(epoch);
    expect(second.store.outboxAfter(0, 10).map((e) => [e.seq, e.data.type === 'foyer.incident' && e.data.text])).toEqual([[3, 'c']]);
    second.store.close();
  });

  it('writes events and snapshot together or not at all', async () => {
    const { store } = await open(newFolder());
    store.record([incident('a')], { session: 's', state: { step: 1 } });
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(() => store.record([incident('b')], { session: 's', state: circular })).toThrow();
    expect(store.outboxAfter(0, 10)).toHaveLength(1);
    expect(store.snapshot()).toMatchObject({ session: 's', state: { step: 1 }, savedAt: NOW });
    store.record([incident('c')], null);
    expect(store.snapshot()).toBeNull();
    expect(store.outboxAfter(0, 10).map((e) => e.seq)).toEqual([1, 2]);
    store.close();
  });

  it('adds the latency to a turn that is still in the outbox', async () => {
    const { store } = await open(newFolder());
    store.record([turn(1), turn(2)], undefined);
    store.amendTurn('s', 1, { latencyMs: 512 });
    expect(store.outboxAfter(0, 10).map((e) => e.data.type === 'foyer.turn' && e.data.latencyMs)).toEqual([512, null]);
    store.close();
  });

  it('thins the oldest turns beyond its budget, keeps their numbers and counts them', async () => {
    const { store } = await open(newFolder(), { budgetBytes: 20_000 });
    store.record([incident('kept')], undefined);
    for (let n = 1; n <= 40; n += 1) store.record([turn(n, 'x'.repeat(500))], undefined);
    const rows = store.outboxAfter(0, 100);
    expect(rows.map((e) => e.seq)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
    expect(rows[0]?.data).toMatchObject({ text: 'kept' });
    expect(rows[1]?.data).toMatchObject({ type: 'foyer.incident', code: 'outbox-dropped', text: 'foyer.turn' });
    expect(rows.at(-1)?.type).toBe('foyer.turn');
    expect(store.outboxDepth().dropped).toBeGreaterThan(5);
    store.close();
  });

  it('thins what is older than a month, but not what a clock that was years back dated', async () => {
    const folder = newFolder();
    const DAY = 86_400_000;
    const at = async (now: number, ...drafts: ReturnType<typeof turn>[]): Promise<string[]> => {
      const { store } = await open(folder, { now: () => now });
      store.record(drafts, undefined);
      const kept = store.outboxAfter(0, 100).map(({ data }) => (data.type === 'foyer.turn' ? `turn ${data.turn}` : data.type === 'foyer.incident' ? data.code : ''));
      store.close();
      return kept;
    };
    await at(NOW, turn(1));
    await at(NOW - 400 * DAY, turn(2));
    expect(await at(NOW, turn(3))).toEqual(['turn 1', 'turn 2', 'turn 3']);
    expect(await at(NOW + 29 * DAY, turn(4))).toEqual(['turn 1', 'turn 2', 'turn 3', 'turn 4']);
    expect(await at(NOW + 31 * DAY)).toEqual(['outbox-dropped', 'outbox-dropped', 'outbox-dropped', 'turn 4']);
  });

  it('does not take for old what was recorded before there was a right time', async () => {
    const folder = newFolder();
    const first = await open(folder, { now: () => NOW - 10 * 365 * 86_400_000 }); // a clock without a battery, at its very first start
    first.store.record([turn(1)], undefined);
    first.store.close();
    const { store } = await open(folder);
    expect(store.outboxAfter(0, 10).map((event) => event.type)).toEqual(['foyer.turn']);
    store.close();
  });

  it.each([['that is no database', 'this is no database at all, but it is long enough to look at'.repeat(100)], ['of which nothing is left', '']])('sets a file aside %s and starts a new one under a new epoch', async (_name, left) => {
    const folder = newFolder();
    const first = await open(folder);
    const { epoch } = first.store;
    first.store.close();
    writeFileSync(join(folder, 'foyer-device.db'), left);
    const { store, setAside } = await open(folder);
    expect(setAside).toContain('.damaged-');
    expect(readdirSync(folder).some((name) => name.includes('.damaged-'))).toBe(true);
    expect(store.epoch).not.toBe(epoch);
    store.record([incident('works')], undefined);
    expect(store.outboxAfter(0, 10)).toHaveLength(1);
    store.close();
  });

  it('says in one sentence that the folder cannot be used', async () => {
    const file = join(newFolder(), 'a-file');
    writeFileSync(file, '');
    await expect(open(join(file, 'below'))).rejects.toMatchObject({ code: 'data-folder-not-writable', mend: expect.stringContaining('--data') });
  });

  it('keeps a release whole', async () => {
    const folder = newFolder();
    const { store } = await open(folder);
    const release = { pack: 'p', version: '1.0.0', sha256: 'a'.repeat(64), bytes: 3 };
    store.activate(release, { 'pack.yaml': 'x' }, 7);
    store.close();
    const again = await open(folder);
    expect(again.store.activeRelease()).toEqual({ release, files: { 'pack.yaml': 'x' }, desiredVersion: 7 });
    again.store.close();
  });
});

describe('a disk that fails', () => {
  function rig() {
    const memory = createMemoryStore({ epoch: 'memory', source: '/t/s/k', newId: () => `m${(ids += 1)}`, now: () => NOW });
    const inner = createMemoryStore({ epoch: 'disk', source: '/t/s/k', newId: () => `d${(ids += 1)}`, now: () => NOW });
    const state = { full: false, time: 0, sent: false };
    const disk: Store = { ...inner, record(events, snapshot) { if (state.full) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }); inner.record(events, snapshot); }, set(key, value) { if (state.full) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }); inner.set(key, value); } };
    const faults: string[] = [];
    let mended = 0;
    const store = createSteadyStore({ disk, memory, monotonic: () => state.time, onFault: (f) => faults.push(f.sentence), onMended: () => { mended += 1; }, memoryWasSent: () => state.sent });
    return { store, disk: inner, memory, state, faults, mended: () => mended };
  }

  it('is said once, and the kiosk goes on from memory', () => {
    const { store, memory, state, faults } = rig();
    state.full = true;
    store.record([incident('a')], undefined);
    store.record([incident('b')], { session: 's', state: 1 });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/full.*Free some space/);
    expect(memory.outboxDepth().rows).toBe(2);
    expect(store.snapshot()?.session).toBe('s');
  });

  it('gets what waited in memory as soon as it takes writes again', () => {
    const { store, disk, memory, state, mended } = rig();
    state.full = true;
    store.record([incident('a')], undefined);
    state.full = false;
    store.record([incident('too early to try')], undefined);
    state.time = 11_000;
    store.record([incident('c')], undefined);
    expect(disk.outboxAfter(0, 10).map((e) => e.data.type === 'foyer.incident' && e.data.text)).toEqual(['a', 'too early to try', 'c']);
    expect(memory.outboxDepth().rows).toBe(0);
    expect(mended()).toBe(1);
  });

  it('gets the settings that were made meanwhile, and what is set later is what is read', () => {
    const { store, disk, state } = rig();
    store.set('a', 'before');
    store.set('kept', 'on the disk');
    state.full = true;
    store.set('a', 'meanwhile');
    store.set('c', 'meanwhile');
    expect([store.get('a'), disk.get('a'), store.get('c')]).toEqual(['meanwhile', 'before', 'meanwhile']);
    expect(store.get('kept')).toBe('on the disk');
    state.full = false;
    state.time = 11_000;
    store.set('b', 'later');
    expect([disk.get('a'), disk.get('b')]).toEqual(['meanwhile', 'later']);
    store.set('a', 'after');
    expect([store.get('a'), disk.get('a')]).toEqual(['after', 'after']);
  });

  it('does not give a second number to what may have reached the hub from memory', () => {
    const { store, disk, memory, state } = rig();
    state.full = true;
    store.record([incident('a')], undefined);
    state.sent = true;
    state.full = false;
    state.time = 11_000;
    store.record([incident('b')], undefined);
    expect(disk.outboxAfter(0, 10)).toHaveLength(1);
    expect(memory.outboxDepth().rows).toBe(1);
  });

  it('keeps a bounded number of rows in memory, with the numbers of what was given up', () => {
    const memory = createMemoryStore({ epoch: 'm', source: '/t/s/k', newId: () => 'x', now: () => NOW, maxRows: 10 });
    for (let n = 1; n <= 15; n += 1) memory.record([turn(n)], undefined);
    const rows = memory.outboxAfter(0, 100);
    expect(rows).toHaveLength(15);
    expect(rows.slice(0, 5).every((e) => e.data.type === 'foyer.incident')).toBe(true);
    for (let n = 16; n <= 60; n += 1) memory.record([turn(n)], undefined);
    expect(memory.outboxAfter(0, 100)).toHaveLength(20);
    expect(memory.outboxDepth().dropped).toBeGreaterThan(30);
  });

  it('is named by what is wrong', () => {
    expect(diskFault(Object.assign(new Error('x'), { code: 'ENOSPC' })).code).toBe('disk-full');
    expect(diskFault(Object.assign(new Error('x'), { code: 'SQLITE_CORRUPT' })).code).toBe('store-corrupt');
    expect(diskFault(new Error('read-only')).code).toBe('data-folder-not-writable');
  });
});
