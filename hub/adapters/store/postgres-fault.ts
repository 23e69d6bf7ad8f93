// What PostgreSQL, or the way to it, answered instead of a result, in sentences. Nothing here ever repeats a password.
import { Fault, type FaultCode } from '../../../flows/protocol/faults.ts';

const NETWORK = /^(E(CONN|HOST|NET|PIPE|TIMEDOUT|AI_|NOTFOUND|NOENT|ACCES|PROTO)|ENOTFOUND|ENOENT)/;
const SENTENCES: readonly (readonly [RegExp, FaultCode, string, string])[] = [
  [/^(57P0|08)/, 'database-unreachable', 'PostgreSQL is stopping, starting or gone.', 'Start it; the hub goes on by itself, and kiosks send again what was not acknowledged.'],
  [/^28/, 'database-refused', 'PostgreSQL does not let this user in.', 'Check user and password in --database (or PGPASSWORD) and the server\'s pg_hba.conf.'],
  [/^3D000$/, 'database-refused', 'There is no such database.', 'Make it: createdb --encoding UTF8 --template template0 --owner USER NAME.'],
  [/^42501$/, 'database-refused', 'This user may not do that in the database.', 'Make the user the owner of the database: ALTER DATABASE name OWNER TO user.'],
  [/^53100$/, 'disk-full', 'The disk of the database server is full.', 'Free some space on it.'],
  [/^53/, 'database-refused', 'PostgreSQL has no room for this connection.', 'Raise max_connections or its memory.'],
  [/^25006$/, 'database-refused', 'The database only reads: it is a standby, or default_transaction_read_only is on.', 'Give the address of the primary with --database.'],
  [/^XX00[12]$/, 'store-corrupt', 'PostgreSQL says that its data is damaged.', 'Restore it from a backup; the kiosks send what was not acknowledged.'],
];

/** True when the connection is of no use after this error. */
export function endsConnection(error: unknown): boolean {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  return !(error instanceof RangeError) && (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || /^(57P0|08)/.test(code) || severity === 'FATAL' || severity === 'PANIC');
}

/** `where`: the address without its password. Errors that are ours (a wrong statement, a broken constraint) pass through as they are. */
export function postgresFault(error: unknown, where: string): unknown {
  if (error instanceof Fault) return error;
  const { code, message = '' } = error as { code?: unknown; message?: string };
  const text = String(code ?? '');
  const known = SENTENCES.find(([pattern]) => /^[0-9A-Z]{5}$/.test(text) && pattern.test(text));
  if (known) return new Fault(known[1], known[2], known[3], { where, cause: error });
  if (/password must be a string|SASL/.test(message)) return new Fault('database-refused', 'PostgreSQL asks for a password, and there is none or another one.', 'Give it in --database or in PGPASSWORD.', { where });
  if (/SSL|certificate|self.signed/i.test(message) || /^(ERR_TLS|DEPTH_|SELF_|UNABLE_|CERT_)/.test(text)) return new Fault('database-refused', `No TLS with PostgreSQL: ${message}.`, 'Give sslmode (and sslrootcert) in --database as the server wants it.', { where, cause: error });
  if (NETWORK.test(text) || /^[0-9A-Z]{5}$/.test(text) === false && endsConnection(error) && /connect|terminat|timeout|timed out|socket|closed/i.test(message)) {
    return new Fault('database-unreachable', `PostgreSQL cannot be reached${text === '' ? '' : ` (${text})`}.`, 'Check that it runs and that --database has its address; kiosks send again what was not acknowledged.', { where, cause: error });
  }
  return error;
}
