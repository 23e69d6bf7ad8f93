// The hub on a real PostgreSQL: the same stores with the same answers as on SQLite, and a whole hub that loses its server in
// mid-stream and nothing else.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../flows/protocol/faults.ts';
import { createEventStore } from '../../hub/adapters/store/event-store.ts';
import { openPostgres } from '../../hub/adapters/store/postgres-database.ts';
import { openDatabase } from '../../hub/adapters/store/sqlite-database.ts';
import type { StoreDatabase } from '../../hub/adapters/store/store-database.ts';
import { eventStoreSpec } from './event-store-spec.ts';
import { connectKiosk, K1, K2, nameOf, publishPack, signIn, signInEditors, startHub, type TestHub, type TestKiosk, turnEvent, until } from './hub-house.ts';
import { startKiosk, writePack } from './kiosk-house.ts';
import { type PostgresHouse, startPostgres } from './postgres-house.ts';
import { smallPack } from './small-pack.ts';
import { storeStory } from './store-story.ts';

let postgres: PostgresHouse;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-hub-postgres-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the stores on PostgreSQL', () => {
  let database: StoreDatabase;
  beforeAll(async () => {
    postgres.create('stores');
    database = await openPostgres(postgres.url('stores'));
  });
  afterAll(() => database?.close());

  eventStoreSpec(() => database, 25);

  it('answer all they are asked as they do on SQLite', async () => {
    const sqlite = await openDatabase(join(folder, 'story.sqlite'));
    postgres.create('story');
    const other = await openPostgres(postgres.url('story'));
    try {
      const wanted = await storeStory(sqlite);
      const told = await storeStory(other);
      expect(wanted['outcomes']).toMatchObject({ wave: { questions: 4, answered: 1, latencies: [0, 100.5, 201, 301.5] } });
      expect(Object.keys(told)).toEqual(Object.keys(wanted));
      for (const [what, answer] of Object.entries(wanted)) expect(told[what], what).toEqual(answer);
    } finally {
      await other.close();
      await sqlite.close();
    }
  });

  it('are not spoiled for all by what one kiosk sends and PostgreSQL cannot hold', async () => {
    const store = createEventStore(database, 'the test');
    const good = turnEvent(1, { session: 'good', turn: 1 });
    const bad = { ...turnEvent(1, { session: `nul\0${'长'.repeat(4000)}`, turn: 1, text: 'a\0b\ud800' }), id: 'nul\0id' };
    const batch = (kiosk: string, epoch: string, event: typeof good) => ({ kiosk, epoch, events: [{ seq: 1, id: event.id, type: event.type, time: event.time, body: JSON.stringify(event), event }] });
    const window = [batch('acme.hall.bad', 'b\0\ud800', bad), batch('acme.hall.good', 'g', good)];
    expect((await store.append(window, 1)).map(({ upTo, fresh }) => [upTo, fresh.length])).toEqual([[1, 1], [1, 1]]);
    expect((await store.append(window, 2)).map(({ upTo, fresh, again }) => [upTo, fresh.length, again])).toEqual([[1, 0, undefined], [1, 0, undefined]]);
  });
});

describe('opening a PostgreSQL database', () => {
  const faultOf = async (url: string): Promise<Fault> => {
    const fault: unknown = await openPostgres(url).then((opened) => opened.close(), (error: unknown) => error);
    if (!(fault instanceof Fault)) throw new Error(`no fault: ${String(fault)}`);
    return fault;
  };

  it('says in a sentence what is wrong and how to mend it, and never the password', async () => {
    postgres.create('doors');
    postgres.create('latin', 'ENCODING LATIN1 LC_COLLATE \'C\' LC_CTYPE \'C\' TEMPLATE template0');
    postgres.create('hasty');
    postgres.sql('postgres', 'ALTER DATABASE hasty SET synchronous_commit = off');
    postgres.create('reading');
    postgres.sql('postgres', 'ALTER DATABASE reading SET default_transaction_read_only = on');
    const cases: [string, string, RegExp][] = [
      [postgres.url('doors', 'very-wrong'), 'database-refused', /does not let this user in/], [postgres.url('none'), 'database-refused', /no such database/], [postgres.url('latin'), 'database-refused', /LATIN1/],
      [postgres.url('hasty'), 'database-refused', /synchronous_commit is off/], [postgres.url('reading'), 'database-refused', /only reads/], ['postgres://foyer:very-wrong@127.0.0.1:1/x', 'database-unreachable', /cannot be reached/],
    ];
    for (const [url, code, text] of cases) {
      const fault = await faultOf(url);
      expect([fault.code, fault.sentence]).toEqual([code, expect.stringMatching(text)]);
      expect(`${fault.sentence}${fault.stack}`).not.toMatch(/very-wrong|p@ss|p%40ss/);
    }
  });

  it('keeps a second hub out, and lets it in as soon as the first is gone', async () => {
    const first = await openPostgres(postgres.url('doors'));
    expect(await faultOf(postgres.url('doors'))).toMatchObject({ code: 'conflict', where: `postgres://foyer@127.0.0.1:${postgres.port}/doors` });
    await first.close();
    await (await openPostgres(postgres.url('doors'))).close();
  });

  it('comes back in after the network has cut a connection that the server still believes in', async () => {
    postgres.create('cut');
    const upstream: Socket[] = [];
    const clients: Socket[] = [];
    const proxy = createServer((client) => {
      const server = connect(postgres.port, '127.0.0.1');
      upstream.push(server);
      clients.push(client);
      client.on('error', () => undefined);
      client.on('data', (data) => { server.write(data); });
      server.on('data', (data) => { client.write(data); });
      server.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => { proxy.listen(0, '127.0.0.1', resolve); });
    const database = await openPostgres(postgres.url('cut').replace(`:${postgres.port}/`, `:${(proxy.address() as AddressInfo).port}/`));
    const store = createEventStore(database, 'the test');
    const event = turnEvent(1);
    const window = [{ kiosk: 'acme.hall.k1', epoch: 'cut', events: [{ seq: 1, id: event.id, type: event.type, time: event.time, body: JSON.stringify(event), event }] }];
    await store.append(window, 1);
    for (const client of clients) client.destroy(); // the server's side stays open, with the lock
    const [again] = await until('it is in again', () => store.append(window, 2).catch(() => undefined));
    expect(again).toMatchObject({ upTo: 1, fresh: [] });
    expect(upstream).toHaveLength(2);
    await database.close();
    for (const socket of [...upstream, ...clients]) socket.destroy();
    proxy.close();
  });
});

describe('a hub on PostgreSQL', () => {
  let hub: TestHub;
  const settings = () => ({ database: postgres.url('hub'), folder: join(folder, 'hub'), keep: true, packs: [writePack(join(folder, 'small'), smallPack())] });
  const batch = (epoch: string, from: number, to: number) => ({ v: 1 as const, epoch, events: Array.from({ length: to - from + 1 }, (_none, at) => turnEvent(from + at, { address: K2, session: `${epoch}-visit` })) });
  const numbers = (epoch: string): number[] => postgres.sql('hub', `SELECT seq FROM events WHERE epoch = '${epoch}' ORDER BY seq`).split('\n').filter(Boolean).map(Number);
  beforeAll(async () => {
    postgres.create('hub');
    hub = await startHub(settings());
  });
  afterAll(() => hub?.stop());

  it('keeps what a kiosk sends once, and shows it to staff', async () => {
    const kiosk = await connectKiosk(hub.mqttUrl, K2);
    await kiosk.birth();
    await kiosk.send('up/event', batch('once', 1, 20));
    expect(numbers('once')).toEqual(Array.from({ length: 20 }, (_none, at) => at + 1)); // at the PUBACK
    await kiosk.send('up/event', batch('once', 11, 30));
    await kiosk.wait('down/ack', (ack) => ack.epoch === 'once' && ack.upTo === 30);
    const agent = await signIn(hub, 'agent');
    const { kiosks } = await (await agent.fetch('/api/kiosks')).json() as { kiosks: { kiosk: string; events: number }[] };
    expect(kiosks.find((one) => one.kiosk === K2.kiosk)).toMatchObject({ events: 30 });
    expect((await (await agent.fetch('/api/sessions/once-visit')).json() as { turns: unknown[] }).turns).toHaveLength(30);
    expect(await (await agent.fetch('/api/insights?days=9999')).json()).toMatchObject({ counts: { turns: 30, answered: 30, sessions: 1, latencyP95: 420 } });
    await kiosk.close();
  });

  it('loses nothing that it acknowledged when the server is killed in mid-stream, twice, and goes on by itself', async () => {
    const LAST = 800;
    let acknowledged = 0;
    let kiosk: TestKiosk | undefined;
    const kills = [200, 500];
    let away: Promise<void> | undefined;
    const failed: unknown[] = [];
    const seen: number[] = [];
    const outage = async (): Promise<void> => {
      const before = acknowledged;
      await postgres.kill();
      const during = acknowledged; // what was on its way may still have been said
      await postgres.start();
      expect(numbers('stream').length).toBeGreaterThanOrEqual(during);
      expect(numbers('stream').slice(0, during)).toEqual(Array.from({ length: during }, (_none, at) => at + 1));
      seen.push(before);
    };
    const end = Date.now() + 90_000;
    while (acknowledged < LAST && failed.length === 0 && Date.now() < end) {
      try {
        kiosk ??= await connectKiosk(hub.mqttUrl, K2);
        await kiosk.send('up/event', batch('stream', acknowledged + 1, Math.min(LAST, acknowledged + 20)));
        acknowledged = Math.min(LAST, acknowledged + 20);
      } catch {
        await kiosk?.close().catch(() => undefined);
        kiosk = undefined;
        await new Promise((resolve) => setTimeout(resolve, 50)); // as a kiosk waits before it dials again
      }
      if (away === undefined && acknowledged >= (kills[0] ?? Infinity)) {
        kills.shift();
        away = outage().catch((error: unknown) => { failed.push(error); }).finally(() => { away = undefined; });
      }
    }
    await away;
    expect(failed).toEqual([]);
    expect(seen).toHaveLength(2);
    expect(numbers('stream')).toEqual(Array.from({ length: LAST }, (_none, at) => at + 1));
    expect(postgres.sql('hub', 'SELECT turns FROM sessions WHERE session = \'stream-visit\'')).toBe(String(LAST));
    expect(postgres.sql('hub', 'SELECT up_to FROM cursors WHERE epoch = \'stream\'')).toBe(String(LAST));
    await kiosk?.close();
  });

  it('carries a raised hand to an agent and back', async () => {
    const kiosk = await connectKiosk(hub.mqttUrl, K2);
    const live = await (await signIn(hub, 'agent')).live();
    const about = { v: 1 as const, escalation: 'hand', session: 'hand-visit', at: Date.now() };
    await kiosk.send('up/escalate', { ...about, seq: 1, kind: 'raise', language: 'zh', reason: 'request', headline: '护照加急', transcript: [], flow: null, slots: {}, tried: [], screen: 'answer', since: Date.now() });
    await live.wait('case', (message) => message.case.escalation === 'hand' && message.case.state === 'waiting');
    live.send({ type: 'accept', escalation: 'hand' });
    live.send({ type: 'say', escalation: 'hand', text: '加急三个工作日', client: 'c' });
    await kiosk.wait('down/escalate', (message) => message.kind === 'say' && message.text === '加急三个工作日');
    live.send({ type: 'handback', escalation: 'hand', note: '' });
    await live.wait('case', (message) => message.case.escalation === 'hand' && message.case.state === 'handed-back');
    expect(postgres.sql('hub', 'SELECT state FROM cases WHERE escalation = \'hand\'')).toBe('handed-back');
    live.close();
    await kiosk.close();
  });

  it('brings reviewed content and a setting to a real kiosk', async () => {
    const kiosk = await startKiosk({ folder: join(folder, 'kiosk'), httpUrl: hub.httpUrl, mqttUrl: hub.mqttUrl });
    try {
      await until('home', kiosk.atHome, 30_000);
      const editors = await signInEditors(hub);
      expect(await publishPack(editors, 'small', smallPack({ hours: '上午八点开门' }), { soakSeconds: 0 })).toMatchObject({ release: { version: '1.0.1' } });
      const { approver } = editors;
      await until('the new content on the kiosk', async () => (await (await approver.fetch('/api/kiosks')).json() as { kiosks: { kiosk: string; packVersion: string }[] }).kiosks.some((one) => one.kiosk === K1.kiosk && one.packVersion === '1.0.1'), 20_000);
      kiosk.type('几点开门');
      await until('the new answer', () => kiosk.shows('上午八点开门'), 20_000);
      expect((await approver.fetch('/api/twin/settings', { method: 'PUT', body: JSON.stringify({ level: 'kiosk', scope: nameOf(K1), key: 'volume', value: 3, locked: false }) })).status).toBe(200);
      await until('the kiosk has the setting', async () => {
        const twin = await (await approver.fetch(`/api/twin/${nameOf(K1)}`)).json() as { sync: string; desiredVersion: number; reported: { version: number } | null; settings: { key: string; value: unknown }[] };
        return twin.sync === 'in-sync' && twin.reported?.version === twin.desiredVersion && twin.settings.some((one) => one.key === 'volume' && one.value === 3);
      }, 15_000);
      expect(((await (await approver.fetch('/api/rollouts')).json()) as { rollouts: { release: { version: string } }[] }).rollouts[0]?.release.version).toBe('1.0.1');
    } finally {
      await kiosk.stop();
    }
  });

  it('erases a visit so that no text of it is left in any table', async () => {
    const kiosk = await connectKiosk(hub.mqttUrl, K2);
    await kiosk.send('up/event', { v: 1, epoch: 'secret', events: [turnEvent(1, { address: K2, session: 'secret-visit', text: '蓝色的大象在唱歌' })] });
    const everything = (): string => postgres.sql('hub', 'SELECT body FROM events UNION ALL SELECT text FROM turns UNION ALL SELECT said FROM turns UNION ALL SELECT doc FROM cases UNION ALL SELECT detail FROM audit');
    expect(everything()).toContain('蓝色的大象');
    const admin = await signIn(hub, 'admin');
    expect((await admin.fetch('/api/sessions/secret-visit/erase', { method: 'POST', body: '{}' })).status).toBe(200);
    expect(everything()).not.toContain('蓝色的大象');
    expect(numbers('secret')).toEqual([1]);
    await kiosk.close();
  });

  it('has an audit that can be verified from outside, also where somebody with a right to the database changed it', async () => {
    const foyer = async (...args: string[]): Promise<{ code: number; out: string }> => promisify(execFile)(process.execPath, ['foyer.ts', 'hub', ...args, '--data', join(folder, 'hub'), '--database', postgres.url('hub')])
      .then(({ stdout, stderr }) => ({ code: 0, out: stdout + stderr }), (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, out: error.stdout + error.stderr }));
    // All of them beside the running hub.
    const [verified, written, keys, backup] = await Promise.all([foyer('audit', 'verify'), foyer('audit', 'export'), foyer('keys', 'show'), foyer('backup', '--to', folder)]);
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('The audit is whole') as string });
    expect(written.out).toContain('"what":"session-erased"');
    expect(keys).toMatchObject({ code: 0, out: expect.stringContaining('targets') as string });
    expect(backup).toMatchObject({ code: 2, out: expect.stringContaining('pg_dump') as string });
    postgres.sql('hub', 'UPDATE audit SET who = \'nobody\' WHERE id = 3');
    expect(await foyer('audit', 'verify')).toMatchObject({ code: 1, out: expect.stringContaining('entry 3') as string });
  });

  it('is the same hub after a restart', async () => {
    const { staff } = hub;
    await hub.stop();
    hub = await startHub({ ...settings(), staff });
    const agent = await signIn(hub, 'agent');
    expect((await (await agent.fetch('/api/sessions/once-visit')).json() as { turns: unknown[] }).turns).toHaveLength(30);
    const kiosk = await connectKiosk(hub.mqttUrl, K2);
    await kiosk.send('up/event', batch('once', 25, 31));
    await kiosk.wait('down/ack', (ack) => ack.epoch === 'once' && ack.upTo === 31);
    expect(numbers('once')).toHaveLength(31);
    await kiosk.close();
  });
});
