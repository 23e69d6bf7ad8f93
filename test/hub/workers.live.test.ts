// Workers beside the hub, with a real PostgreSQL and a real Mosquitto, as processes: workers, hub and broker are killed or put
// to sleep in mid-stream, and nothing is lost or doubled.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../hub/adapters/store/postgres-database.ts';
import { startSimulation } from '../../hub/simulate/simulation.ts';
import { foyer, freePorts, type Program } from '../house/program.ts';
import { until } from './hub-house.ts';
import { type Broker, differences, looksInto, startWorkersHouse, type WorkersHouse } from './workers-house.ts';

let house: WorkersHouse;
beforeAll(async () => { house = await startWorkersHouse(20); });
afterAll(() => house?.stop());

const rows = (database: string, text: string): Promise<string[]> => house.rows(database, text);
const { numbers, verdict, shardsByWorker } = looksInto(rows);

describe.concurrent('a fleet with two workers', () => {
  interface Scene { readonly broker: Broker; readonly hub: Program; readonly workers: readonly Program[]; goesOn(what: string): Promise<void> }
  /** A fleet records 1,000 events a second while `story` breaks things; in the end all of it is stored once, counted once, acknowledged. */
  async function survive(database: string, mode: 'shared' | 'leases', story: (scene: Scene) => Promise<void>, rules?: (text: string) => string): Promise<void> {
    house.postgres.create(database);
    const broker = await house.broker(database, rules);
    const hub = await house.hub(broker, database);
    const workers = await Promise.all([house.worker(broker.url, database), house.worker(broker.url, database)]);
    await until(`both work, ${mode}`, async () => (await verdict(database)).startsWith(`${mode}|true`) && await shardsByWorker(database) === '32,32' && /2 workers take/.test(hub.errors()), 15_000);
    const fleet = startSimulation({ credentials: house.credentials, mqtt: { host: '127.0.0.1', port: broker.port }, httpUrl: null, rate: 1, batch: 10, probes: false, spreadMs: 300 });
    let turn = 0;
    let recording: NodeJS.Timeout | undefined;
    try {
      expect(await fleet.online(15_000)).toBe(true);
      recording = setInterval(() => fleet.kiosks[turn++ % fleet.kiosks.length]?.record(10), 10);
      await story({
        broker, hub, workers,
        /** Every kiosk's outbox moves, twice over, within seconds; what was acknowledged is stored each time. */
        async goesOn(what) {
          for (const _round of [1, 2]) {
            const before = fleet.kiosks.map((kiosk) => kiosk.upTo);
            await until(`${what}: every kiosk goes on`, () => fleet.kiosks.every((kiosk, at) => kiosk.upTo > (before[at] ?? 0)), 20_000);
            const told = fleet.kiosks.map((kiosk) => [kiosk.epoch, kiosk.upTo] as const);
            expect(await numbers(database, told.map(([epoch, upTo]) => `SELECT count(*) - ${upTo} FROM events WHERE epoch = '${epoch}' AND seq <= ${upTo};`).join(' '))).toEqual(told.map(() => 0));
          }
        },
      });
      clearInterval(recording);
      expect(await fleet.settle(20_000)).toBe(0);
      expect(await differences(fleet, house, database)).toEqual([]);
      expect([...fleet.tally.problems]).toEqual([]);
    } finally {
      clearInterval(recording);
      fleet.stop();
      await house.clear(database);
    }
  }

  it('that share a subscription loses one of them, then the hub, then the broker, and no event', () => survive('shared', 'shared', async ({ broker, hub, workers, goesOn }) => {
    await goesOn('at first');
    workers[0]?.child.kill('SIGKILL');
    await goesOn('with one worker');
    hub.child.kill('SIGKILL');
    await goesOn('without a hub');
    const next = await house.hub(broker, 'shared');
    await until('the hub leaves the backlog to the worker', () => /1 workers take/.test(next.errors()));
    broker.kill();
    await broker.start();
    await until('the broker was tried anew', async () => (await rows('shared', 'SELECT mode, members FROM worker_house')).join() === `shared|${(await rows('shared', 'SELECT id FROM workers')).join()}.2`, 15_000);
    await goesOn('with a new broker');
  }));

  it('that may not share one divides the kiosks by leases, loses one of them, then the other to a long sleep, and no event', () => survive('leased', 'leases', async ({ broker, hub, workers: [first, second], goesOn }) => {
    await goesOn('at first');
    first?.child.kill('SIGKILL');
    await goesOn('with one worker');
    await until('all shards are with the other', async () => await shardsByWorker('leased') === '64', 8000);
    const [place = ''] = await rows('leased', 'SELECT id FROM workers');
    second?.child.kill('SIGSTOP');
    await until('the hub takes over', () => /The hub takes the backlog itself/.test(hub.errors().split('2 workers take').at(-1) ?? ''), 15_000);
    await goesOn('with the hub alone');
    // Somebody else looks at the list, and takes the sleeper off it.
    const third = await house.worker(broker.url, 'leased');
    await until('the sleeper is off the list', async () => !(await rows('leased', 'SELECT id FROM workers')).includes(place));
    second?.child.kill('SIGCONT');
    await until('it notices, and begins anew', () => /its place was taken by others[^]*ready/.test(second?.errors() ?? ''), 15_000);
    await until('both work again', async () => await shardsByWorker('leased') === '32,32', 10_000);
    await goesOn('with two again');
    expect(third.errors()).not.toContain('its place was taken');
  }, (rules) => rules.replaceAll(/.*_workers\/probe.*\n/g, '')));
});

describe.concurrent('the commands', () => {
  it('refuse workers without PostgreSQL, without an outside broker, and on a broker that does not know them', async () => {
    const [free = 0] = await freePorts(1);
    house.postgres.create('made');
    await (await openPostgres(house.postgres.url('made'))).close();
    const said = async (...args: string[]): Promise<string> => {
      const program = foyer('hub', ...args);
      const code = await program.exit;
      return `${code} ${program.errors()}`;
    };
    const [sqlite, builtIn, noBroker, noHub, many] = await Promise.all([
      said('--workers', '2', '--broker', 'mqtt://x@127.0.0.1:1'), said('worker', '--database', 'postgres://x@127.0.0.1:1/x'), said('worker', '--database', house.postgres.url('made'), '--broker', `mqtt://x:secret@127.0.0.1:${free}`),
      said('worker', '--database', house.postgres.url('postgres'), '--broker', `mqtt://x:secret@127.0.0.1:${free}`), said('--workers', 'many'),
    ]);
    expect(sqlite).toMatch(/^2 .*Workers need PostgreSQL/);
    expect(builtIn).toMatch(/^2 .*Workers need a broker outside/);
    expect(noBroker).toMatch(/^1 .*cannot be used by a worker.*--workers/);
    expect(noHub).toMatch(/^1 .*There is no hub in this database/);
    expect(many).toMatch(/^2 .*--workers/);
    for (const text of [sqlite, builtIn, noBroker, noHub]) expect(text).not.toContain('secret@');
  });

  it('--workers keeps so many running beside the hub, and none after it', async () => {
    house.postgres.create('family');
    const broker = await house.broker('family');
    const hub = await house.hub(broker, 'family', '--workers', '2');
    const pids = (): Promise<number[]> => numbers('family', 'SELECT split_part(host, \' \', 2) FROM workers WHERE state = \'ready\' ORDER BY id');
    const [killed = 0] = await until('two work', async () => { const all = await pids(); return all.length === 2 && /2 workers take/.test(hub.errors()) ? all : null; }, 15_000);
    process.kill(killed, 'SIGKILL');
    const both = await until('another one has come', async () => { const all = await pids(); return all.length === 2 && !all.includes(killed) ? all : null; }, 15_000);
    hub.child.kill('SIGKILL');
    await until('the workers end with the hub that started them', () => both.every((pid) => { try { process.kill(pid, 0); return false; } catch { return true; } }), 10_000);
  });
});
