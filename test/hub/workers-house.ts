// A house with workers: a real PostgreSQL, a real Mosquitto with the files of `foyer hub broker-files`, and hub and workers as
// processes that can be killed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../flows/protocol/faults.ts';
import { foyer, freePorts, type Program } from '../house/program.ts';
import type { Simulation } from '../../hub/simulate/simulation.ts';
import { createPostgresConnection, type PostgresConnection } from '../../hub/adapters/store/postgres-connection.ts';
import { kioskName } from '../../hub/core/kiosk-name.ts';
import { until } from './hub-house.ts';
import { type PostgresHouse, startPostgres } from './postgres-house.ts';

export interface Credential { readonly tenant: string; readonly site: string; readonly kiosk: string; readonly secret: string }
export interface Broker { readonly port: number; readonly url: string; readonly workerUrls: readonly string[]; start(): Promise<void>; kill(): void }
export interface WorkersHouse {
  readonly folder: string; readonly postgres: PostgresHouse; readonly credentials: readonly Credential[];
  /** `rules` may change the access rules. */
  broker(name: string, rules?: (text: string) => string): Promise<Broker>;
  hub(broker: Broker, database: string, ...flags: string[]): Promise<Program>;
  worker(url: string, database: string): Promise<Program>;
  /** Rows of one or more statements, values as text joined by `|`; none while the server is away. */
  rows(database: string, text: string): Promise<string[]>;
  /** Ends the hub and the workers of one database. */
  clear(database: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startWorkersHouse(kiosks: number): Promise<WorkersHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-workers-'));
  const postgres = await startPostgres();
  const credentials = Array.from({ length: kiosks }, (_none, at) => ({ tenant: 'sim', site: `hall-${at % 3}`, kiosk: `kiosk-${at + 1}`, secret: `a-secret-of-kiosk-${at + 1}` }));
  const enrol = join(folder, 'enrol.json');
  writeFileSync(enrol, JSON.stringify(credentials));
  const brokers: ChildProcess[] = [];
  const programs = new Map<Program, string>(); // with its database
  const connections = new Map<string, PostgresConnection>();
  let count = 0;
  async function ready(program: Program, database: string, file: string): Promise<Program> {
    programs.set(program, database);
    await until(`it is ready; ${program.errors()}`, () => { try { return readFileSync(file, 'utf8'); } catch { if (program.child.exitCode !== null) throw new Error(program.errors()); return ''; } }, 30_000);
    return program;
  }
  return {
    folder, postgres, credentials,
    async broker(name, rules) {
      const at = (file: string): string => join(folder, name, file);
      const [port = 0] = await freePorts(1);
      mkdirSync(join(folder, name));
      const files = spawnSync(process.execPath, ['foyer.ts', 'hub', 'broker-files', '--enrol', enrol, '--to', join(folder, name), '--port', String(port), '--workers', '4'], { encoding: 'utf8' });
      if (files.status !== 0) throw new Error(files.stderr);
      if (rules) writeFileSync(at('rules'), rules(readFileSync(at('rules'), 'utf8')));
      spawnSync('chmod', ['-R', 'a+rX', folder]); // Mosquitto gives up root for a user of its own
      let child: ChildProcess | undefined;
      const broker: Broker = {
        port, url: readFileSync(at('broker-url'), 'utf8').trim(), workerUrls: readFileSync(at('worker-urls'), 'utf8').trim().split('\n'),
        async start() {
          child = spawn('mosquitto', ['-c', at('mosquitto.conf')], { stdio: 'ignore' });
          brokers.push(child);
          child.on('error', () => undefined);
          await until('Mosquitto listens (apt-get install mosquitto)', () => new Promise<boolean>((resolve) => {
            const socket = connectSocket(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
            socket.on('error', () => resolve(false));
          }), 10_000);
        },
        kill() { child?.kill('SIGKILL'); },
      };
      await broker.start();
      return broker;
    },
    async hub(broker, database, ...flags) {
      const file = join(folder, `hub-${count += 1}.json`);
      return ready(foyer('hub', '--data', join(folder, `data-${database}`), '--port', '0', '--broker', broker.url, '--database', postgres.url(database), '--enrol', enrol, '--ready-file', file, ...flags), database, file);
    },
    async worker(url, database) {
      const file = join(folder, `worker-${count += 1}.json`);
      return ready(foyer('hub', 'worker', '--broker', url, '--database', postgres.url(database), '--ready-file', file), database, file);
    },
    async rows(database, text) {
      const connection = connections.get(database) ?? createPostgresConnection(postgres.url(database), 'tool');
      connections.set(database, connection);
      try {
        const turn = await connection.connect();
        try {
          const answer = await turn.query<Record<string, unknown>>(text) as unknown as { rows: Record<string, unknown>[] } | { rows: Record<string, unknown>[] }[];
          return (Array.isArray(answer) ? answer : [answer]).flatMap(({ rows }) => rows.map((row) => Object.values(row).map((value) => String(value ?? '')).join('|')));
        } finally {
          turn.release();
        }
      } catch (error) {
        if (error instanceof Fault && error.code === 'database-unreachable') return [];
        throw error;
      }
    },
    async clear(database) {
      await Promise.all([...programs].filter(([, of]) => of === database).map(([program]) => program.kill('SIGKILL')));
    },
    async stop() {
      for (const connection of connections.values()) await connection.end();
      await Promise.all([...programs.keys()].map((program) => program.kill('SIGKILL')));
      for (const child of brokers) child.kill('SIGKILL');
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the kiosks made against what is stored, in every table that follows from it; empty: nothing lost, nothing doubled. */
export async function differences(simulation: Pick<Simulation, 'kiosks'>, house: Pick<WorkersHouse, 'rows'>, database: string): Promise<string[]> {
  const rows = async (text: string): Promise<string[][]> => (await house.rows(database, text)).map((line) => line.split('|'));
  const events = new Map((await rows('SELECT kiosk, epoch, count(*) AS rows, count(DISTINCT id) AS ids, max(seq) AS highest FROM events GROUP BY kiosk, epoch')).map(([kiosk, epoch, ...numbers]) => [`${kiosk} ${epoch}`, numbers.map(Number)]));
  const cursors = new Map((await rows('SELECT kiosk, epoch, up_to FROM cursors')).map(([kiosk, epoch, upTo]) => [`${kiosk} ${epoch}`, Number(upTo)]));
  const counted = new Map((await rows('SELECT name, events, sessions FROM kiosks')).map(([name = '', ...numbers]) => [name, numbers.map(Number)]));
  const sessions = new Map((await rows('SELECT kiosk, count(*) FROM sessions GROUP BY kiosk')).map(([kiosk = '', count]) => [kiosk, Number(count)]));
  return simulation.kiosks.filter((kiosk) => kiosk.made > 0).flatMap((kiosk) => {
    const name = kioskName(kiosk.address);
    const key = `${name} ${kiosk.epoch}`;
    const told: [string, number | undefined][] = [['rows', events.get(key)?.[0]], ['ids', events.get(key)?.[1]], ['highest', events.get(key)?.[2]], ['cursor', cursors.get(key)], ['counted', counted.get(name)?.[0]], ['acknowledged', kiosk.upTo]];
    const wrong = told.filter(([, value]) => value !== kiosk.made).map(([what, value]) => `${name}: ${what} ${value ?? 'none'}, made ${kiosk.made}`);
    return sessions.get(name) === counted.get(name)?.[1] ? wrong : [...wrong, `${name}: ${sessions.get(name) ?? 0} sessions, counted ${counted.get(name)?.[1] ?? 0}`];
  });
}

/** What tests ask of the tables of workers; `rows` gives the lines of a query. */
export function looksInto(rows: WorkersHouse['rows']): { numbers(database: string, text: string): Promise<number[]>; verdict(database: string): Promise<string>; shardsByWorker(database: string): Promise<string> } {
  return {
    numbers: async (database, text) => (await rows(database, text)).map(Number),
    verdict: async (database) => (await rows(database, 'SELECT mode, members <> \'\' AS decided, why FROM worker_house')).join(),
    shardsByWorker: async (database) => (await rows(database, 'SELECT count(*) FROM worker_shards s JOIN workers w ON w.id = s.worker WHERE w.state = \'ready\' GROUP BY w.id ORDER BY 1')).join(),
  };
}
