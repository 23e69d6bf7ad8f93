// Workers on a broker that says yes to shared subscriptions and delivers nothing, and two writers of one inbox: a real
// PostgreSQL, and for the broker a bare aedes, which is such a one.
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';
import { connect as connectMqtt } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppendResult, InboundBatch, Log } from '../../hub/core/ports.ts';
import { createEventStore } from '../../hub/adapters/store/event-store.ts';
import { binaryArray } from '../../hub/adapters/store/postgres-arrays.ts';
import { createPostgresConnection } from '../../hub/adapters/store/postgres-connection.ts';
import { openPostgres } from '../../hub/adapters/store/postgres-database.ts';
import { startSimulation } from '../../hub/simulate/simulation.ts';
import { buildWorker, type Worker } from '../../hub/worker.ts';
import { connectKiosk, K2, nameOf, signIn, startHub, type TestHub, type TestKiosk, turnEvent, until } from './hub-house.ts';
import { differences, looksInto, startWorkersHouse, type WorkersHouse } from './workers-house.ts';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let house: WorkersHouse;
beforeAll(async () => { house = await startWorkersHouse(20); });
afterAll(() => house?.stop());

const rows = (database: string, text: string): Promise<string[]> => house.rows(database, text);
const { numbers, verdict, shardsByWorker } = looksInto(rows);

describe('a broker that grants shared subscriptions and delivers nothing', () => {
  let server: Server;
  let aedes: Aedes;
  let hub: TestHub;
  let url = '';
  const workers: Worker[] = [];
  const kiosks: TestKiosk[] = [];
  const login = { username: nameOf(K2) };
  beforeAll(async () => {
    aedes = await Aedes.createBroker({});
    server = createServer({ noDelay: true }, aedes.handle);
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
    url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
    house.postgres.create('deaf');
    hub = await startHub({ broker: url, database: house.postgres.url('deaf'), enrol: [K2, ...house.credentials].map((one) => ({ secret: 'a-long-enough-secret', ...one })) });
    for (let count = 0; count < 2; count += 1) {
      const worker = buildWorker({ broker: url, database: house.postgres.url('deaf') }, { log: silent });
      workers.push(worker);
      await worker.start();
    }
  });
  afterAll(async () => {
    for (const kiosk of kiosks) await kiosk.close();
    await Promise.all(workers.map((worker) => worker.stop()));
    await hub?.stop();
    await new Promise<void>((resolve) => { aedes.close(() => resolve()); });
    server.close();
  });
  const kiosk = async (): Promise<TestKiosk> => {
    const one = await connectKiosk(url, K2, login);
    kiosks.push(one);
    return one;
  };
  /** As a kiosk does: again, until it is acknowledged. */
  const deliver = async (from: TestKiosk, epoch: string, events: ReturnType<typeof turnEvent>[]): Promise<void> => {
    const last = events.at(-1)?.seq ?? 0;
    let at = 0;
    await until(`acknowledged up to ${last}`, async () => {
      if (Date.now() - at > 1000) await from.send('up/event', { v: 1, epoch, events });
      if (Date.now() - at > 1000) at = Date.now();
      return from.got.some(({ name, body }) => name === 'down/ack' && body['epoch'] === epoch && Number(body['upTo']) >= last);
    }, 15_000);
  };

  it('is found out, and the kiosks are divided by leases', async () => {
    await until('leases', async () => /^leases\|true\|the broker grants shared subscriptions, but 32 of 32 messages reached nobody/.test(await verdict('deaf')) && await shardsByWorker('deaf') === '32,32', 15_000);
    const from = await kiosk();
    await deliver(from, 'first', [1, 2, 3].map((seq) => turnEvent(seq, { address: K2, session: 'visit' })));
    expect(await numbers('deaf', 'SELECT seq FROM events WHERE epoch = \'first\' ORDER BY 1')).toEqual([1, 2, 3]);
  });

  it('the hub shows what a worker stored, and notes what kiosks report and what cannot be read', async () => {
    const live = await (await signIn(hub, 'agent')).live();
    const [from] = kiosks as [TestKiosk];
    let seq = 0;
    await until('the live feed shows an event that a worker stored', async () => {
      await deliver(from, 'live', [turnEvent(seq += 1, { address: K2, session: 'live-visit', turn: seq })]);
      return live.got.some((one) => one.type === 'event' && one.address === nameOf(K2) && one.data.type === 'foyer.turn');
    }, 15_000);
    await live.wait('kiosk', ({ kiosk: row }) => row.address === nameOf(K2) && row.events >= 4);
    live.close();
    const trouble = { ...turnEvent(1, { address: K2 }), type: 'foyer.incident', data: { type: 'foyer.incident', session: null, code: 'microphone-gone', text: 'no sound' } } as never;
    await deliver(from, 'trouble', [trouble, { ...turnEvent(2, { address: K2 }), type: 'foyer.future', data: { type: 'foyer.future' } } as never]);
    await until('both are noted once', async () => (await rows('deaf', `SELECT code FROM incidents WHERE kiosk = '${nameOf(K2)}' AND code IN ('microphone-gone', 'event-unreadable') ORDER BY 1`)).join() === 'event-unreadable,microphone-gone');
  });

  it('no text of an erased visit comes back by a worker', async () => {
    const [from] = kiosks as [TestKiosk];
    await deliver(from, 'erased', [turnEvent(1, { address: K2, session: 'erased-visit', turn: 1, text: '蓝色的大象' })]);
    const admin = await signIn(hub, 'admin');
    expect((await admin.fetch('/api/sessions/erased-visit/erase', { method: 'POST', body: '{}' })).status).toBe(200);
    await deliver(from, 'erased', [turnEvent(2, { address: K2, session: 'erased-visit', turn: 2, text: '蓝色的大象' })]);
    expect(await numbers('deaf', 'SELECT seq FROM events WHERE epoch = \'erased\' ORDER BY 1')).toEqual([1, 2]);
    expect(await numbers('deaf', 'SELECT count(*) FROM events WHERE body LIKE \'%大象%\' UNION ALL SELECT count(*) FROM turns WHERE text LIKE \'%大象%\'')).toEqual([0, 0]);
  });

  it('a drained backlog is shared out by the hub, which hears from the workers how much it is', async () => {
    const rates: number[] = [];
    const observer = connectMqtt(url, { clientId: 'observer' });
    observer.on('message', (topic, payload) => { if (!topic.includes(`/${K2.kiosk}/`)) rates.push((JSON.parse(payload.toString()) as { eventsPerSecond: number }).eventsPerSecond); });
    await observer.subscribeAsync('foyer/1/+/+/+/down/rate', { qos: 1 });
    const fleet = startSimulation({ credentials: house.credentials, mqtt: { host: '127.0.0.1', port: Number(new URL(url).port) }, httpUrl: null, rate: 1, batch: 50, probes: false, spreadMs: 100 });
    try {
      expect(await fleet.online(15_000)).toBe(true);
      await until('every kiosk was greeted with a rate', () => rates.length >= 20);
      rates.length = 0;
      for (const one of fleet.kiosks.slice(0, 10)) one.record(2000);
      // Twenty came, ten drain: their part of the whole is another one than the part they were greeted with.
      await until('the kiosks that drain are told their part', () => rates.length >= 10, 20_000);
      expect(await fleet.settle(30_000)).toBe(0);
      expect(await differences(fleet, house, 'deaf')).toEqual([]);
    } finally {
      fleet.stop();
      await observer.endAsync(true);
    }
  });

  it('a database that is killed and comes back finds all of them again, and nothing acknowledged is missing', async () => {
    const [from] = kiosks as [TestKiosk];
    await deliver(from, 'outage', [turnEvent(1, { address: K2, session: 'outage-visit' })]);
    await house.postgres.kill();
    await from.send('up/event', { v: 1, epoch: 'outage', events: [turnEvent(2, { address: K2, session: 'outage-visit' })] });
    expect(from.got.some(({ name, body }) => name === 'down/ack' && body['epoch'] === 'outage' && Number(body['upTo']) > 1)).toBe(false);
    await house.postgres.start();
    await deliver(from, 'outage', [1, 2, 3].map((seq) => turnEvent(seq, { address: K2, session: 'outage-visit' })));
    expect(await numbers('deaf', 'SELECT seq FROM events WHERE epoch = \'outage\' ORDER BY 1')).toEqual([1, 2, 3]);
    await until('both serve again', async () => await shardsByWorker('deaf') === '32,32', 15_000);
  });

  it('a worker that goes hands over first, and the last one to the hub', async () => {
    const [from] = kiosks as [TestKiosk];
    await workers.shift()?.stop();
    expect(await shardsByWorker('deaf')).toBe('64');
    await deliver(from, 'alone', [turnEvent(1, { address: K2, session: 'alone-visit' })]);
    await workers.shift()?.stop();
    expect(await numbers('deaf', 'SELECT count(*) FROM workers')).toEqual([0]);
    await deliver(from, 'alone', [turnEvent(2, { address: K2, session: 'alone-visit' })]);
    expect(await numbers('deaf', 'SELECT up_to FROM cursors WHERE epoch = \'alone\'')).toEqual([2]);
  });
});

describe('writers of one inbox', () => {
  it('give the same answers side by side as one after the other: each event fresh once, no cursor ahead of a gap', async () => {
    house.postgres.create('two');
    const databases = [await openPostgres(house.postgres.url('two')), await openPostgres(house.postgres.url('two'), 'worker')];
    try {
      const stores = databases.map((database) => createEventStore(database, 'the test'));
      const fresh = new Map<string, number>();
      const name = (epoch: string, seq: number): string => `${epoch} ${seq}`;
      const batch = (kiosk: number, epoch: string, seqs: number[]): InboundBatch => ({
        kiosk: `acme.hall.k${kiosk}`, epoch,
        events: seqs.map((seq) => { const event = turnEvent(seq, { session: epoch, turn: seq }); return { seq, id: event.id, type: event.type, time: event.time, body: JSON.stringify(event), event }; }),
      });
      let random = 1;
      const next = (below: number): number => { random = Math.imul(random, 48271) % 0x7fffffff; return Math.abs(random) % below; };
      const writing: Promise<void>[] = [];
      const LAST = 150;
      for (let round = 0; round < 60; round += 1) {
        const given = Array.from({ length: 1 + next(4) }, () => { const kiosk = next(5); return batch(kiosk, `epoch-${kiosk}`, Array.from({ length: 1 + next(12) }, () => 1 + next(LAST))); });
        writing.push((stores[round % 2] as (typeof stores)[0]).append(given, round).then((results: AppendResult[]) => results.forEach((result, at) => {
          for (const event of result.fresh) fresh.set(name(given[at]?.epoch ?? '', event.seq), (fresh.get(name(given[at]?.epoch ?? '', event.seq)) ?? 0) + 1);
        })));
        if (round % 6 === 5) await Promise.all(writing);
      }
      await Promise.all(writing);
      for (let kiosk = 0; kiosk < 5; kiosk += 1) await Promise.all(stores.map((store) => store.append([batch(kiosk, `epoch-${kiosk}`, Array.from({ length: LAST }, (_none, at) => at + 1))], 99))).then((both) => { for (const [result] of both) { expect(result?.upTo).toBe(LAST); for (const event of result?.fresh ?? []) fresh.set(name(`epoch-${kiosk}`, event.seq), (fresh.get(name(`epoch-${kiosk}`, event.seq)) ?? 0) + 1); } });
      expect(fresh.size).toBe(5 * LAST);
      expect(new Set(fresh.values())).toEqual(new Set([1]));
      expect(await numbers('two', 'SELECT turns FROM sessions')).toEqual([LAST, LAST, LAST, LAST, LAST]);
      expect(await rows('two', 'SELECT DISTINCT up_to, top FROM cursors')).toEqual([`${LAST}|${LAST}`]);
    } finally {
      for (const database of databases) await database.close();
    }
  });

  it('are not stopped by a kiosk that makes up the name of a lane which the hub uses by itself', async () => {
    const database = await openPostgres(house.postgres.url('two'));
    try {
      const store = createEventStore(database, 'the test');
      const of = (kiosk: string, epoch: string, id: string): InboundBatch => {
        const event = { ...turnEvent(1, { session: `${kiosk}-${epoch}` }), id };
        return { kiosk, epoch, events: [{ seq: 1, id, type: event.type, time: event.time, body: JSON.stringify(event), event }] };
      };
      await store.append([of('acme.hall.odd', 'lane', 'one')], 1);
      expect(await store.append([of('acme.hall.odd', 'lane', 'two')], 2)).toMatchObject([{ again: 1 }]); // kept as lane~boot-1
      const [made, other] = await store.append([of('acme.hall.odd', 'lane~boot-1', 'two'), of('acme.hall.even', 'lane', 'three')], 3);
      expect([made?.fresh.length, other?.fresh.length, other?.upTo]).toEqual([0, 1, 1]);
      expect(await numbers('two', 'SELECT count(*) FROM events WHERE kiosk IN (\'acme.hall.odd\', \'acme.hall.even\')')).toEqual([3]);
    } finally {
      await database.close();
    }
  });

  it('take every text and number as it is', async () => {
    const connection = createPostgresConnection(house.postgres.url('postgres'), 'tool');
    const turn = await connection.connect();
    const texts = ['', 'plain', '"quoted\\', '{a,b}', null, '蓝色的大象 🐘', 'zero\0inside'];
    const whole = [0, -1, 1, 2 ** 31, -(2 ** 32), Number.MAX_SAFE_INTEGER, null];
    const real = [0, -0.5, 1e300, 1 / 3, null, 5e-324, 42];
    const { rows } = await turn.query<{ t: string; b: number; f: number }>('SELECT * FROM unnest($1::text[], $2::bigint[], $3::float8[]) AS w (t, b, f)', [binaryArray('text', texts), binaryArray('bigint', whole), binaryArray('float8', real)]);
    expect(rows).toEqual(texts.map((text, at) => ({ t: text?.replaceAll('\0', '\uFFFD') ?? null, b: whole[at], f: real[at] })));
    expect((await turn.query('SELECT * FROM unnest($1::text[])', [binaryArray('text', [])])).rows).toEqual([]);
    expect(() => binaryArray('bigint', [1.5])).toThrow(RangeError);
    turn.release();
    await connection.end();
  });
});
