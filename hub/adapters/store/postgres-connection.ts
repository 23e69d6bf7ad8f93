// The hub's one connection to PostgreSQL. Whoever asks takes turns on it, as on a SQLite file; it holds the lock that keeps
// a second hub out, so nothing of the hub's can be written without that lock; when it breaks, the next turn opens it anew.
import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { Fault } from '../../../flows/protocol/faults.ts';
import { endsConnection, postgresFault } from './postgres-fault.ts';

const LOCK = [0x464f, 0x5945]; // "FOYE", of this database
const LOCK_WAIT_MS = 3000; // a hub that was just killed may still be in the server's list
const CONNECT_MS = 8000;
const QUERY_MS = 120_000; // without an answer for so long the network has swallowed it
// A worker that freezes, or whose network is gone, must not keep the cursors of kiosks locked for others.
const LET_GO = 'SET idle_in_transaction_session_timeout = 4000; SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3';
const [INT8, NUMERIC] = [20, 1700];

/** `hub`: holds the lock that keeps a second one out. `worker`: takes the backlog beside it. `tool`: a command beside a hub that may be running. */
export type PostgresRole = 'hub' | 'worker' | 'tool';
export interface Answer<Row> { readonly command: 'SELECT'; readonly rowCount: number; readonly rows: Row[] }
export interface Turn {
  /** Throws Faults for what the server or the network does; other errors of PostgreSQL as they are. */
  query<Row>(statement: string | { name: string; text: string }, values?: readonly unknown[]): Promise<Answer<Row>>;
  release(destroy?: boolean): void;
}
export interface PostgresConnection {
  /** Waits for its turn, which ends with `release`. */
  connect(): Promise<Turn>;
  /** Counts the connections opened so far: another number means that the lock was let go in between. */
  opened(): number;
  end(): Promise<void>;
}

/** The address without password and options, for people. */
export function shownAddress(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed === null ? 'postgres://...' : `postgres://${parsed.username === '' ? '' : `${parsed.username}@`}${parsed.host || parsed.searchParams.get('host') || ''}${parsed.pathname}`;
}

/** @throws RangeError for a number that JavaScript would round */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) throw new RangeError(`${text} is too large a number.`);
  return number;
}
// PostgreSQL has no character 0 in a text; whoever sends one must not spoil the transaction of others.
const textOf = (value: unknown): unknown => (typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : Array.isArray(value) ? value.map(textOf) : value);

async function lock(client: Client, name: string, where: string): Promise<void> {
  const end = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    if ((await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS got', LOCK)).rows[0]?.got) return;
    // An earlier connection of this very process, which the network cut: the server has not noticed yet.
    await client.query(`SELECT pg_terminate_backend(a.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND a.datname = current_database() AND a.application_name = $3 AND a.pid <> pg_backend_pid()`, [...LOCK, name]);
    if (Date.now() > end) throw new Fault('conflict', 'Another hub is using this database.', 'Stop it, or give this one a database of its own with --database.', { where });
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}
/** Acknowledged means on the disk: a server that is set to promise less is refused. */
async function checkPromises(client: Client, where: string): Promise<void> {
  const { rows: [set] } = await client.query<{ sync: string; fsync: string; encoding: string; reads: string; standby: boolean }>(`SELECT current_setting('synchronous_commit') AS sync, current_setting('fsync') AS fsync,
    current_setting('server_encoding') AS encoding, current_setting('default_transaction_read_only') AS reads, pg_is_in_recovery() AS standby`);
  if (set?.sync === 'off') throw new Fault('database-refused', 'synchronous_commit is off: PostgreSQL would say "kept" before it is on the disk.', 'ALTER DATABASE name SET synchronous_commit = on, and the same where a role or postgresql.conf says off.', { where });
  if (set?.fsync === 'off') throw new Fault('database-refused', 'fsync is off: a power cut would take what the hub has acknowledged.', 'Set fsync = on in postgresql.conf and restart the server.', { where });
  if (set?.encoding !== 'UTF8') throw new Fault('database-refused', `The database is encoded in ${set?.encoding}, which has not all the characters of all languages.`, 'Make one with createdb --encoding UTF8 --template template0.', { where });
  if (set.reads === 'on' || set.standby) throw postgresFault({ code: '25006' }, where);
}

/** Nothing is opened before the first turn. */
export function createPostgresConnection(url: string, role: PostgresRole): PostgresConnection {
  const where = shownAddress(url);
  const name = `foyer-${role}-${randomBytes(6).toString('hex')}`;
  let current: Client | undefined;
  let opened = 0;
  let ended = false;
  let last: Promise<void> = Promise.resolve();

  function drop(client: Client): void {
    if (current === client) current = undefined;
    client.end().catch(() => undefined);
  }
  async function open(): Promise<Client> {
    const { default: pg } = await import('pg');
    const getTypeParser = (type: number, format?: 'text' | 'binary'): unknown => (type === INT8 || type === NUMERIC ? wholeNumber : pg.types.getTypeParser(type, format as 'text'));
    const client = new pg.Client({ connectionString: url, application_name: name, connectionTimeoutMillis: CONNECT_MS, query_timeout: QUERY_MS, keepAlive: true, types: { getTypeParser: getTypeParser as never } });
    client.on('error', () => drop(client));
    try {
      await client.connect();
      await checkPromises(client, where);
      if (role === 'hub') await lock(client, name, where);
      if (role === 'worker') await client.query(LET_GO);
      opened += 1;
      return client;
    } catch (error) {
      drop(client);
      throw postgresFault(error, where);
    }
  }
  function turn(client: Client, done: () => void): Turn {
    let broken: unknown;
    return {
      async query<Row>(statement: string | { name: string; text: string }, values: readonly unknown[] = []) {
        const given = typeof statement === 'string' ? { text: statement } : statement;
        if (broken !== undefined) {
          // With the connection the transaction is gone as well.
          if (given.text === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] } as unknown as Answer<Row>;
          throw broken;
        }
        try {
          return await client.query({ ...given, ...(values.length > 0 ? { values: values.map(textOf) } : {}) }) as unknown as Answer<Row>;
        } catch (error) {
          const fault = postgresFault(error, where);
          if (endsConnection(error)) {
            broken = fault;
            drop(client);
          }
          throw fault;
        }
      },
      release(destroy = false) {
        if (destroy) drop(client);
        done();
      },
    };
  }
  return {
    async connect() {
      const before = last;
      let done = (): void => {};
      last = new Promise((resolve) => { done = resolve; });
      await before;
      try {
        if (ended) throw new Fault('internal', 'The database is closed already.', 'Start the hub again.', { where });
        current ??= await open();
        return turn(current, done);
      } catch (error) {
        done();
        throw error;
      }
    },
    opened: () => opened,
    async end() {
      await last;
      ended = true;
      const client = current;
      current = undefined;
      await client?.end().catch(() => undefined);
    },
  };
}
