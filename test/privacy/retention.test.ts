// What is too old goes, on a clock that is moved by hand, in a real database; and what is erased stays erased, also when an old
// backup comes back.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carryErasures, createErasureList } from '../../hub/adapters/erasure-list.ts';
import { createEventStore } from '../../hub/adapters/store/event-store.ts';
import { createHistoryStore } from '../../hub/adapters/store/history-store.ts';
import { createPrivacyStore } from '../../hub/adapters/store/privacy-store.ts';
import { type HubDatabase, openDatabase } from '../../hub/adapters/store/sqlite-database.ts';
import { openSqliteStore } from '../../device/adapters/sqlite-store.ts';
import { createEraser, type Eraser } from '../../hub/core/erase.ts';
import { createPrivacy, ERASED } from '../../hub/core/privacy.ts';
import { createRetention } from '../../hub/core/retention.ts';
import { createPrivacyView } from '../../hub/adapters/store/privacy-view.ts';
import type { InboundBatch } from '../../hub/core/ports.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { turnEvent } from '../hub/hub-house.ts';
import { scanFolder } from './scan.ts';

const DAY = 86_400_000;
const KIOSK = 'acme.hall.k1';
let folder: string;
let database: HubDatabase;
let clock: FakeClock;
const audited: { what: string; detail: Record<string, unknown> }[] = [];
const audit = { async note(entry: { what: string; detail: Record<string, unknown> }) { audited.push(entry); }, async prune() { return 0; } };
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-retention-'));
  database = await openDatabase(join(folder, 'hub.sqlite'));
  clock = createFakeClock();
  audited.length = 0;
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const batch = (from: number, count: number, session: string, text: string): InboundBatch => ({
  kiosk: KIOSK, epoch: 'e1',
  events: Array.from({ length: count }, (_, at) => {
    const event = { ...turnEvent(from + at, { session, turn: at + 1, text }), time: new Date(clock.now()).toISOString() };
    return { seq: event.seq, id: event.id, type: event.type, time: event.time, body: JSON.stringify(event), event };
  }),
});
async function fill(): Promise<void> {
  const events = createEventStore(database, folder);
  await events.append([batch(1, 3, 'old-visit', '蓝色的大象在唱歌')], clock.now());
  await events.recordIncident({ kiosk: KIOSK, at: clock.now(), code: 'usage', text: 'something' });
  await database.db.insertInto('calls').values({ kiosk: KIOSK, key: 'old-visit.1.x', reply: '{"name":"蓝色的大象"}', at: clock.now() }).execute();
  await database.db.insertInto('cases').values({ escalation: 'c1', kiosk: KIOSK, session: 'old-visit', state: 'ended', raised_at: clock.now(), closed_at: clock.now(), doc: '{"headline":"蓝色的大象"}' }).execute();
  await database.db.insertInto('case_messages').values({ escalation: 'c1', direction: 'up', seq: 1, at: clock.now(), body: '{"text":"蓝色的大象"}' }).execute();
}
async function eraser(): Promise<Eraser & { sent: string[] }> {
  const sent: string[] = [];
  const made = createEraser({
    store: createPrivacyStore(database, folder), list: createErasureList(folder), history: createHistoryStore(database.db), privacy: createPrivacy(), audit, clock, log: silent,
    desk: { cases: () => [], async forget() { /* no desk here */ } },
    commands: { async send(_kiosk, command) { sent.push(String(command.args['session'])); return { outcome: 'offline' }; } },
  });
  await made.start();
  return { ...made, sent };
}

describe('retention', () => {
  it('takes texts away after their days, and leaves sessions, turns, numbers and counts', async () => {
    await fill();
    const retention = createRetention({ store: createPrivacyStore(database, folder), audit, clock, log: silent });
    await clock.advance(29 * DAY);
    expect(await retention.run()).toEqual({ calls: 1 });
    expect(scanFolder(folder, { plain: ['蓝色的大象在唱歌'], digits: [] }).found).not.toEqual([]);
    await createEventStore(database, folder).append([batch(4, 1, 'new-visit', '红色的鲸鱼')], clock.now());
    await clock.advance(2 * DAY);
    expect(await retention.run()).toMatchObject({ 'turn-texts': 3 });
    expect(scanFolder(folder, { plain: ['蓝色的大象在唱歌'], digits: [] }).found).toEqual([]);
    expect(scanFolder(folder, { plain: ['红色的鲸鱼'], digits: [] }).found).not.toEqual([]);
    const history = createHistoryStore(database.db);
    expect(await history.insights(0, 'all')).toMatchObject({ turns: 4, sessions: 2, questions: 4, answered: 4 });
    expect((await history.session('old-visit'))?.turns.map((turn) => [turn.turn, turn.text, turn.said])).toEqual([[1, '', []], [2, '', []], [3, '', []]]);
    // The next event is still the next one: nothing seems to be missing.
    expect(await createEventStore(database, folder).append([batch(5, 1, 'new-visit', '绿色')], clock.now())).toMatchObject([{ upTo: 5 }]);
  });

  it('forgets cases, incidents and sessions after theirs, as they are set', async () => {
    await fill();
    const store = createPrivacyStore(database, folder);
    const retention = createRetention({ store, audit, clock, log: silent });
    expect(await retention.set({ cases: 10, incidents: 20, sessions: 40 }, 'root')).toMatchObject({ cases: 10, incidents: 20, sessions: 40, audit: 1095 });
    expect(audited.at(-1)).toMatchObject({ what: 'retention-set', detail: { cases: 10 } });
    await clock.advance(11 * DAY);
    expect(await retention.run()).toEqual({ calls: 1, cases: 1 });
    expect((await createHistoryStore(database.db).session('old-visit'))?.row.transferred).toBe(true);
    await clock.advance(10 * DAY);
    expect(await retention.run()).toEqual({ incidents: 1 });
    await clock.advance(20 * DAY);
    expect(await retention.run()).toMatchObject({ sessions: 1 });
    expect(await createHistoryStore(database.db).session('old-visit')).toBeUndefined();
    expect(scanFolder(folder, { plain: ['蓝色的大象', 'old-visit'], digits: [] }).found).toEqual([]);
  });

  it('says before how much a change would forget, and afterwards what has gone', async () => {
    await fill();
    const view = createPrivacyView(database.db);
    const retention = createRetention({ store: createPrivacyStore(database, folder), audit, clock, log: silent });
    await clock.advance(11 * DAY);
    await createEventStore(database, folder).append([batch(4, 1, 'new-visit', '红色的鲸鱼')], clock.now());
    const consequence = { words: await view.older('turn-texts', clock.now() - 10 * DAY), cases: await view.older('cases', clock.now() - 10 * DAY), visits: await view.older('sessions', clock.now() - 10 * DAY) };
    expect(consequence).toEqual({ words: { count: 1, more: false }, cases: { count: 1, more: false }, visits: { count: 1, more: false } });
    expect(await view.older('turn-texts', clock.now() - 12 * DAY)).toEqual({ count: 0, more: false });
    expect(await view.held('turn-texts')).toMatchObject({ count: 2, more: false });
    expect(await view.forgotten(0)).toEqual({ gone: {}, lastRun: null });
    await retention.set({ 'turn-texts': 10, cases: 10, sessions: 10 }, 'root');
    expect(audited.at(-1)).toMatchObject({ what: 'retention-set', detail: { cases: 10, was: { 'turn-texts': 30, cases: 90, sessions: 400 } } });
    await retention.run();
    expect(await view.forgotten(clock.now() - DAY)).toMatchObject({ gone: { cases: 1, sessions: 1 }, lastRun: clock.now() });
    expect(await view.held('turn-texts')).toMatchObject({ count: 1, more: false });
    expect(await view.visits({ find: 'new', from: 0, to: clock.now() + DAY, limit: 5, scope: 'all' })).toMatchObject([{ session: 'new-visit', turns: 1, erased: false }]);
  });

  it('runs by itself once an hour', async () => {
    await fill();
    const retention = createRetention({ store: createPrivacyStore(database, folder), audit, clock, log: silent });
    retention.start();
    await clock.advance(40 * DAY);
    await retention.stop();
    expect((await database.db.selectFrom('turns').select('text').execute()).map((row) => row.text)).toEqual(['', '', '']);
  });
});

describe('a clock that was wrong', () => {
  const YEAR = 365 * DAY;
  const texts = async (): Promise<string[]> => (await database.db.selectFrom('turns').select('text').orderBy('turn').execute()).map((row) => row.text);
  /** The hub's clock, as somebody sets it; the timers go on. */
  function settable(): { clock: FakeClock; set(ms: number): void } {
    let shift = 0;
    return { clock: { ...clock, now: () => clock.now() + shift }, set(ms) { shift = ms; } };
  }

  it('of the hub, ten years ahead for an hour: nothing is forgotten by it, and everything in its time afterwards', async () => {
    await fill();
    const wrong = settable();
    const retention = createRetention({ store: createPrivacyStore(database, folder), audit, clock: wrong.clock, log: silent });
    retention.start();
    await clock.advance(5 * 3_600_000);
    wrong.set(10 * YEAR);
    await clock.advance(3_600_000);
    wrong.set(0);
    await clock.advance(DAY);
    expect(await texts()).toEqual(['蓝色的大象在唱歌', '蓝色的大象在唱歌', '蓝色的大象在唱歌']);
    await clock.advance(31 * DAY);
    await retention.stop();
    expect(await texts()).toEqual(['', '', '']);
  });

  it('of the hub, years ahead at its start: it has to hold for a day before anything is forgotten', async () => {
    await fill();
    const store = createPrivacyStore(database, folder);
    await store.noteRun({}, clock.now());
    const wrong = settable();
    wrong.set(10 * YEAR);
    const retention = createRetention({ store, audit, clock: wrong.clock, log: silent });
    retention.start();
    await clock.advance(12 * 3_600_000);
    expect((await texts()).filter(Boolean)).toHaveLength(3);
    await clock.advance(14 * 3_600_000);
    await retention.stop();
    expect((await texts()).filter(Boolean)).toHaveLength(0);
  });

  it('of the hub, ten years back while events came: they are as old as the kiosk says', async () => {
    await createEventStore(database, folder).append([batch(1, 3, 'a-visit', '蓝色的大象在唱歌')], clock.now() - 10 * YEAR);
    const retention = createRetention({ store: createPrivacyStore(database, folder), audit, clock, log: silent });
    await clock.advance(29 * DAY);
    await retention.run();
    expect((await texts()).filter(Boolean)).toHaveLength(3);
    await clock.advance(2 * DAY);
    await retention.run();
    expect((await texts()).filter(Boolean)).toHaveLength(0);
  });
});

describe('erasing a visit', () => {
  it('leaves its numbers in the outbox of the kiosk, and no byte of its texts in any file there', async () => {
    const { store } = await openSqliteStore({ folder: join(folder, 'kiosk'), source: '/acme/hall/k1', newId: () => crypto.randomUUID(), now: () => clock.now() });
    const draft = (session: string, text: string) => ({ data: turnEvent(1, { session, text }).data, type: 'foyer.turn', time: '2026-11-23T10:00:00.000Z', boot: 'b', clock: 'synchronised' as const });
    store.record([draft('one', '蓝色的大象在唱歌'), draft('two', '红色的鲸鱼'), draft('one', '蓝色的大象又来了')], undefined);
    store.acknowledge(1);
    store.erase('one');
    expect(scanFolder(join(folder, 'kiosk'), { plain: ['蓝色的大象'], digits: [] }).found).toEqual([]);
    expect(scanFolder(join(folder, 'kiosk'), { plain: ['红色的鲸鱼'], digits: [] }).found).not.toEqual([]);
    expect(store.outboxAfter(1, 10).map((event) => [event.seq, event.type])).toEqual([[2, 'foyer.turn'], [3, 'foyer.incident']]);
    store.close();
  });

  it('leaves no byte of its texts in any file, keeps numbers and counts, and is audited without a word of it', async () => {
    await fill();
    const erase = await eraser();
    expect(await erase.erase('old-visit', 'root')).toEqual({ outcome: 'erased', kiosk: 'waiting' });
    expect(scanFolder(folder, { plain: ['蓝色的大象', '上午九点开门'], digits: [] }).found).toEqual([]);
    expect((await database.db.selectFrom('events').select(['seq', 'type', 'session']).orderBy('seq').execute())).toEqual([1, 2, 3].map((seq) => ({ seq, type: ERASED, session: null })));
    expect(await createHistoryStore(database.db).insights(0, 'all')).toMatchObject({ turns: 3, sessions: 1, transfers: 1 });
    expect(audited).toMatchObject([{ what: 'session-erased', detail: { session: 'old-visit', kiosk: KIOSK } }]);
    expect(erase.sent).toEqual(['old-visit']);
    expect(await erase.erase('never-was', 'root')).toEqual({ outcome: 'unknown' });
  });

  it('is asked of the kiosk again when it is back, and its late events are stored as numbers only', async () => {
    await fill();
    const erase = await eraser();
    await erase.erase('old-visit', 'root');
    erase.kioskBack(KIOSK);
    await clock.advance(2000);
    expect(erase.sent).toEqual(['old-visit', 'old-visit']);
    const privacy = createPrivacy();
    privacy.erasedNow({ session: 'old-visit' });
    await createEventStore(database, folder).append([privacy.batch(batch(4, 1, 'old-visit', '蓝色的大象'))], clock.now());
    expect(scanFolder(folder, { plain: ['蓝色的大象'], digits: [] }).found).toEqual([]);
  });

  it('outlives a backup that was made before it', async () => {
    await fill();
    database.raw.pragma('wal_checkpoint(TRUNCATE)');
    const backup = mkdtempSync(join(tmpdir(), 'foyer-backup-'));
    copyFileSync(join(folder, 'hub.sqlite'), join(backup, 'hub.sqlite'));
    await (await eraser()).erase('old-visit', 'root');
    await database.close();
    carryErasures(folder, backup);
    rmSync(folder, { recursive: true, force: true });
    folder = backup;
    database = await openDatabase(join(folder, 'hub.sqlite'));
    expect(scanFolder(folder, { plain: ['蓝色的大象'], digits: [] }).found).not.toEqual([]);
    await eraser();
    expect(scanFolder(folder, { plain: ['蓝色的大象'], digits: [] }).found).toEqual([]);
    expect(audited.at(-1)).toMatchObject({ what: 'sessions-erased-again', detail: { sessions: 1 } });
  });
});
