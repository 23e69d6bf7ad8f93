// A real PostgreSQL of a test's own: a cluster in a temporary folder, on a free port, gone afterwards. It can be killed as a
// power cut would, and started again on the same files.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../house/program.ts';
import { until } from './hub-house.ts';

const APT = 'PostgreSQL is not installed: apt-get install -y --no-install-recommends postgresql';
const PASSWORD = 'p@ss/word:1';

export interface PostgresHouse {
  readonly port: number;
  /** Address of a database that is made by asking; `password`: another than the right one. */
  url(database: string, password?: string): string;
  create(database: string, more?: string): void;
  /** Runs SQL as the superuser. */
  sql(database: string, text: string): string;
  start(): Promise<void>;
  /** kill -9 of the server and all its children at the same moment. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Folder of the newest installed version's programs. */
function programs(): string {
  const root = '/usr/lib/postgresql';
  const version = existsSync(root) ? readdirSync(root).filter((name) => existsSync(join(root, name, 'bin', 'initdb'))).sort((a, b) => Number(b) - Number(a))[0] : undefined;
  if (version === undefined) throw new Error(APT);
  return join(root, version, 'bin');
}

/** Ended, or only waiting to be collected by its parent. */
function gone(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

export async function startPostgres(): Promise<PostgresHouse> {
  const bin = programs();
  const folder = mkdtempSync(join(tmpdir(), 'foyer-postgres-'));
  const data = join(folder, 'data');
  // PostgreSQL refuses to run as root; the package brings a user for it.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) chownSync(folder, Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' })), Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' })));
  const as = (program: string, args: string[]): [string, string[]] => (asRoot ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...args]] : [join(bin, program), args]);
  const run = (program: string, args: string[], input?: string): string => {
    const done = spawnSync(...as(program, args), { encoding: 'utf8', cwd: folder, ...(input === undefined ? {} : { input }) });
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr}${done.stdout}`);
    return done.stdout;
  };
  run('initdb', ['-D', data, '-U', 'postgres', '--encoding', 'UTF8', '--locale', 'C.UTF-8', '--auth-local', 'trust', '--auth-host', 'scram-sha-256', '--no-sync']);
  const [port = 0] = await freePorts(1);
  appendFileSync(join(data, 'postgresql.conf'), `\nlisten_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = '${folder}'\nshared_buffers = 16MB\nmax_connections = 40\n`);
  let server: ChildProcess | undefined;

  const house: PostgresHouse = {
    port,
    url: (database, password = PASSWORD) => `postgres://foyer:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    create: (database, more = '') => { house.sql('postgres', `CREATE DATABASE ${database} OWNER foyer ${more}`); },
    sql: (database, text) => run('psql', ['-h', folder, '-p', String(port), '-U', 'postgres', '-d', database, '-v', 'ON_ERROR_STOP=1', '-qAt'], text).trim(),
    async start() {
      server = spawn(...as('postgres', ['-D', data]), { stdio: 'ignore', cwd: folder });
      await until('PostgreSQL answers', () => spawnSync(...as('pg_isready', ['-q', '-h', folder, '-p', String(port), '-U', 'postgres', '-d', 'postgres']), { cwd: folder }).status === 0, 20_000);
    },
    async kill() {
      const main = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
      const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
      for (const pid of [main, ...children]) {
        try { process.kill(pid, 'SIGKILL'); } catch { /* it has just ended by itself */ }
      }
      await until('nobody listens', () => new Promise<boolean>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(false); });
        socket.on('error', () => resolve(true));
      }));
      await until('all of it is gone', () => [main, ...children].every(gone));
    },
    async stop() {
      if (server) spawnSync(...as('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']), { cwd: folder });
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await house.start();
  house.sql('postgres', `CREATE ROLE foyer LOGIN PASSWORD '${PASSWORD}'`);
  return house;
}
