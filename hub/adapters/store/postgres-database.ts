// Opens a PostgreSQL database as the hub's store, and brings its schema up to date from the same list of steps as SQLite's.
import { Kysely, PostgresDialect } from 'kysely';
import { Fault } from '../../../flows/protocol/faults.ts';
import { MIGRATIONS, type Schema } from './migrations.ts';
import { createPostgresConnection, type PostgresConnection, type PostgresRole, shownAddress, type Turn } from './postgres-connection.ts';
import { ALONE } from './postgres-event-sql.ts';
import { createPostgresEventWriter } from './postgres-event-writer.ts';
import { toPostgres } from './postgres-schema.ts';
import type { Db, StoreDatabase } from './store-database.ts';

const STEPS = toPostgres('CREATE TABLE IF NOT EXISTS schema_steps (subject TEXT PRIMARY KEY, done INTEGER NOT NULL) STRICT');

async function migrate(connection: PostgresConnection, role: PostgresRole, where: string): Promise<void> {
  const turn = await connection.connect();
  try {
    await turn.query('begin');
    const { rows: [there] } = await turn.query<{ steps: string | null }>(`SELECT to_regclass('schema_steps')::text AS steps`);
    // Only the hub itself changes a database; a command that was given the wrong address leaves nothing behind there.
    if (role !== 'hub' && there?.steps === null) throw new Fault('not-found', 'There is no hub in this database.', 'Start the hub on it once, or give another address with --database.', { where });
    if (there?.steps === null) await turn.query(STEPS);
    const done = new Map((await turn.query<{ subject: string; done: number }>('SELECT subject, done FROM schema_steps')).rows.map((row) => [row.subject, row.done]));
    const later = [...done].find(([subject, steps]) => steps > (MIGRATIONS[subject]?.length ?? 0));
    if (later) throw new Fault('store-corrupt', `The database was written by a later version of Foyer (${later[0]} ${later[1]}, this program knows ${MIGRATIONS[later[0]]?.length ?? 0}).`, 'Start that version, or choose another database with --database.', { where });
    for (const [subject, steps] of Object.entries(MIGRATIONS)) {
      const missing = steps.slice(done.get(subject) ?? 0);
      if (missing.length > 0 && role !== 'hub') throw new Fault('conflict', 'The database was last used by an earlier version of Foyer.', 'Start the hub of this version on it once.', { where });
      for (const step of missing) await turn.query(toPostgres(step));
      if (role === 'hub' && done.get(subject) !== steps.length) await turn.query('INSERT INTO schema_steps (subject, done) VALUES ($1, $2) ON CONFLICT (subject) DO UPDATE SET done = excluded.done', [subject, steps.length]);
    }
    await turn.query('commit');
  } catch (error) {
    await turn.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    turn.release();
  }
}

/** The turn of a transaction that no writer of the inbox may overlap, workers' included. */
function keepingOthersOut(turn: Turn): Turn {
  return {
    ...turn,
    async query<Row>(statement: string | { name: string; text: string }, values?: readonly unknown[]) {
      const answer = await turn.query<Row>(statement, values);
      if (statement === 'begin') await turn.query(`SELECT pg_advisory_xact_lock(${ALONE.join(', ')})`);
      return answer;
    },
  };
}

/**
 * `url`: postgres://user:password@host:port/database, or postgres:///database?host=/folder/of/the/socket; what is missing comes
 * from PGPASSWORD and the like. As `hub` it keeps every other hub out until `close`. Throws a Fault.
 */
export async function openPostgres(url: string, role: PostgresRole = 'hub'): Promise<StoreDatabase> {
  const connection = createPostgresConnection(url, role);
  try {
    await migrate(connection, role, shownAddress(url));
  } catch (error) {
    await connection.end();
    throw error;
  }
  const queries = (connect: () => Promise<Turn>): Db => new Kysely<Schema>({ dialect: new PostgresDialect({ pool: { connect: connect as never, end: () => connection.end(), options: {} } }) });
  const db = queries(() => connection.connect());
  const alone = queries(async () => keepingOthersOut(await connection.connect()));
  return {
    db, alone, eventWriter: (guard) => createPostgresEventWriter(connection, guard),
    // Dead rows go when autovacuum comes round; that is the server's business.
    scrub: async () => undefined,
    // Kysely ends the connection only when it has been used.
    async close() { await db.destroy(); await connection.end(); },
  };
}
