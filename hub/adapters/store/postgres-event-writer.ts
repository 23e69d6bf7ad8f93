// The hot path of the inbox on PostgreSQL: a window of batches as one transaction of a few statements, each with all the
// rows of the window as arrays. What is stored and answered is the same as on SQLite, and the same tests hold both to it.
// Several writers may work at once: the row of a kiosk's cursor is locked first, and everything known comes from it.
import { Fault } from '../../../flows/protocol/faults.ts';
import type { AppendResult, InboundBatch, InboundEvent } from '../../core/ports.ts';
import { sessionOf } from './event-projection.ts';
import { advanceInOrder, AGAIN, createFollowings, follow, type Followings, sessionRow } from './event-window.ts';
import { binaryArray, type ColumnType } from './postgres-arrays.ts';
import type { PostgresConnection, Turn } from './postgres-connection.ts';
import { ALL_FRESH, begin, COUNT_COLUMNS, CURSOR_COLUMNS, EVENT_COLUMNS, FOLLOW, IDS_OF, INSERT_EVENTS, LANE_COLUMNS, LOCK_CURSORS, LOOK, LOOK_AHEAD, NUMBER_COLUMNS, SESSION_COLUMNS, TURN_COLUMNS } from './postgres-event-sql.ts';
import type { EventWriter, WriteGuard } from './store-database.ts';

const LONGEST_NAME = 300; // characters of a session: an index entry has room for 2.7 KB only
const MOST_ATTEMPTS = 5;

interface Row { readonly kiosk: string; readonly epoch: string; readonly seq: number }
interface Lane extends Row { readonly event: InboundEvent; readonly batch: number }
/** `top`: the highest number stored; null where an earlier version has not kept it. */
interface Cursor { readonly kiosk: string; readonly epoch: string; readonly upTo: number; readonly top: number | null }
const keyOf = ({ kiosk, epoch, seq }: Row): string => `${kiosk} ${epoch} ${seq}`;
const stored = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed(); // as it comes back from the database
const shortened = (session: string): string => (session.length > LONGEST_NAME ? session.slice(0, LONGEST_NAME) : session);
const columns = (types: Readonly<Record<string, ColumnType>>, rows: readonly object[]): Buffer[] => Object.entries(types).map(([name, type]) => binaryArray(type, rows.map((row) => (row as Record<string, unknown>)[name])));

function eventRows(lanes: readonly Lane[]): object[] {
  return lanes.map(({ kiosk, epoch, seq, event }) => {
    const session = sessionOf(event);
    return { kiosk, epoch, seq, id: event.id, type: event.type, time: event.time, session: session === null ? null : shortened(session), body: event.body };
  });
}
/** Those that were not there before; of several under one number the first. */
async function insert(turn: Turn, lanes: readonly Lane[], at: number): Promise<Set<Lane>> {
  const first = new Map<string, Lane>();
  for (const lane of lanes) if (!first.has(keyOf(lane))) first.set(keyOf(lane), lane);
  if (first.size === 0) return new Set();
  const done = await turn.query<Row>(INSERT_EVENTS, [...columns(EVENT_COLUMNS, eventRows([...first.values()])), at]);
  return new Set(done.rows.map((row) => first.get(keyOf(row))).filter((lane) => lane !== undefined));
}
/** New events under numbers that another event has: each gets a number in the lane of the kiosk's start that made it. */
async function insertAgain(turn: Turn, known: readonly Lane[], at: number): Promise<Set<Lane>> {
  if (known.length === 0) return new Set();
  const ids = new Map((await turn.query<Row & { id: string }>(IDS_OF, columns(NUMBER_COLUMNS, known))).rows.map((row) => [keyOf(row), row.id]));
  const others = known.filter(({ event, ...lane }) => event.id !== '' && ids.get(keyOf(lane)) !== stored(event.id));
  return insert(turn, others.map((lane) => ({ ...lane, epoch: stored(`${lane.epoch}${AGAIN}${lane.event.event?.boot.slice(0, 40) ?? ''}`) })), at);
}
function followingColumns({ turns, sessions, counts }: Followings, cursors: readonly Cursor[]): Buffer[] {
  const short = <T extends { session: string }>(row: T): T => ({ ...row, session: shortened(row.session) });
  return [
    ...columns(TURN_COLUMNS, turns.map(short)), ...columns(SESSION_COLUMNS, [...sessions.values()].map((one) => short(sessionRow(one)))),
    ...columns(COUNT_COLUMNS, [...counts].map(([name, { events, sessions: begun }]) => ({ name, events, sessions: begun }))), ...columns(CURSOR_COLUMNS, cursors),
  ];
}
function follows(batches: readonly InboundBatch[], fresh: (batch: number) => readonly InboundEvent[], at: number): Followings {
  const followings = createFollowings();
  batches.forEach(({ kiosk }, index) => {
    const events = fresh(index);
    if (events.length > 0) follow(followings, kiosk, events, at);
  });
  return followings;
}

/** Any number of them may write to one database. `guard`: that of a worker beside the hub. */
export function createPostgresEventWriter(connection: PostgresConnection, guard?: WriteGuard): EventWriter {
  /** The way past gaps, by looking at what is stored. */
  async function look(turn: Turn, lanes: Iterable<Cursor>): Promise<Cursor[]> {
    const found: Cursor[] = [];
    let looking = [...lanes];
    while (looking.length > 0) {
      const from = new Map(looking.map((one) => [`${one.kiosk} ${one.epoch}`, one]));
      looking = [];
      const { rows } = await turn.query<{ kiosk: string; epoch: string; whole: number; top: number | null }>(LOOK, columns(NUMBER_COLUMNS, [...from.values()].map(({ kiosk, epoch, upTo }) => ({ kiosk, epoch, seq: upTo }))));
      for (const { kiosk, epoch, whole, top } of rows) {
        const cursor = { kiosk, epoch, upTo: (from.get(`${kiosk} ${epoch}`)?.upTo ?? 0) + whole, top };
        (whole === LOOK_AHEAD ? looking : found).push(cursor);
      }
    }
    return found;
  }
  /** All numbers are above the highest that was ever stored: they are new, and nothing needs to be looked up. */
  async function allFresh(turn: Turn, batches: readonly InboundBatch[], lanes: readonly Lane[], known: ReadonlyMap<string, Cursor>, at: number): Promise<AppendResult[]> {
    const cursors = new Map([...Map.groupBy(lanes, ({ kiosk, epoch }) => `${kiosk} ${epoch}`)].map(([key, some]) => {
      const { kiosk, epoch, upTo, top } = known.get(key) as Cursor;
      const events = some.map((lane) => lane.event);
      const highest = events.reduce((most, { seq }) => Math.max(most, seq), top ?? 0);
      return [key, { kiosk, epoch, upTo: top === upTo ? advanceInOrder(upTo, events).upTo : upTo, top: highest }] as const;
    }));
    const followings = follows(batches, (index) => batches[index]?.events ?? [], at);
    await turn.query(ALL_FRESH, [...columns(EVENT_COLUMNS, eventRows(lanes)), at, ...followingColumns(followings, [...cursors.values()])]);
    return batches.map(({ kiosk, epoch, events }) => ({ upTo: cursors.get(`${kiosk} ${epoch}`)?.upTo ?? 0, fresh: [...events].sort((a, b) => a.seq - b.seq) }));
  }
  async function anything(turn: Turn, batches: readonly InboundBatch[], lanes: readonly Lane[], known: ReadonlyMap<string, Cursor>, at: number): Promise<AppendResult[]> {
    const inserted = await insert(turn, lanes, at);
    const again = await insertAgain(turn, lanes.filter((lane) => !inserted.has(lane)), at);
    const fresh = Map.groupBy([...inserted, ...again].sort((a, b) => a.seq - b.seq), (lane) => lane.batch);
    const cursors = await look(turn, known.values());
    await turn.query(FOLLOW, followingColumns(follows(batches, (index) => fresh.get(index)?.map((lane) => lane.event) ?? [], at), cursors));
    const upTo = new Map(cursors.map((one) => [`${one.kiosk} ${one.epoch}`, one.upTo]));
    const repeated = Map.groupBy(again, (lane) => lane.batch);
    return batches.map(({ kiosk, epoch }, index): AppendResult => ({
      upTo: upTo.get(`${kiosk} ${epoch}`) ?? 0, fresh: fresh.get(index)?.map((lane) => lane.event) ?? [], ...(repeated.has(index) ? { again: repeated.get(index)?.length ?? 0 } : {}),
    }));
  }

  /** null: a visit was erased that this writer has not heard of. */
  async function window(turn: Turn, given: readonly InboundBatch[], at: number, careful: boolean): Promise<AppendResult[] | null> {
    const batches = given.map((batch) => ({ ...batch, epoch: stored(batch.epoch) }));
    const lanes = batches.flatMap(({ kiosk, epoch, events }, batch) => events.map((event): Lane => ({ kiosk, epoch, seq: event.seq, event, batch })));
    const wanted = [...new Map(batches.map(({ kiosk, epoch }) => [`${kiosk} ${epoch}`, { kiosk, epoch }])).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    const { rows } = await turn.query<{ kiosk: string; epoch: string; up_to: number; top: number | null; erased: number }>(LOCK_CURSORS, columns(LANE_COLUMNS, wanted));
    if (guard && (rows[0]?.erased ?? 0) !== guard.erasuresKnown()) return null;
    const known = new Map(rows.map(({ kiosk, epoch, up_to, top }) => [`${kiosk} ${epoch}`, { kiosk, epoch, upTo: up_to, top }]));
    const seen = new Set<string>();
    const isNew = (lane: Lane): boolean => {
      const top = known.get(`${lane.kiosk} ${lane.epoch}`)?.top ?? Infinity;
      const once = !seen.has(keyOf(lane));
      seen.add(keyOf(lane));
      return once && lane.seq > top;
    };
    return !careful && lanes.every(isNew) ? allFresh(turn, batches, lanes, known, at) : anything(turn, batches, lanes, known, at);
  }
  async function attempt(batches: readonly InboundBatch[], at: number, careful: boolean): Promise<AppendResult[] | null> {
    const turn = await connection.connect();
    try {
      const begun = await turn.query(begin(guard?.worker() ?? null)) as unknown as { rows: unknown[] }[];
      if (guard && begun.at(-1)?.rows.length === 0) throw new Fault('conflict', 'This worker has lost its place to others.', 'It takes a new one by itself; kiosks send again what was not acknowledged.');
      const results = await window(turn, batches, at, careful);
      if (results === null) {
        await turn.query('rollback');
        return null;
      }
      const done = await turn.query('commit');
      if (String(done.command) !== 'COMMIT') throw new Error('PostgreSQL took the transaction back.');
      return results;
    } catch (error) {
      await turn.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      turn.release();
    }
  }
  const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);

  return {
    async write(batches, at) {
      let given = batches;
      let careful = false;
      for (let left = MOST_ATTEMPTS; ; left -= 1) {
        try {
          const results = await attempt(given, at, careful);
          if (results !== null) return results;
          if (left === 0) throw new Error('Visits are erased faster than the inbox is written.');
          given = await guard?.heedErasures(given) ?? given;
        } catch (error) {
          const code = codeOf(error);
          // Something was there that the cursor does not know of: a kiosk that makes up epochs must not stop the others of its window.
          if (code === '23505' && !careful) careful = true;
          else if (left === 0 || !['40P01', '40001'].includes(code)) throw error;
        }
      }
    },
  };
}
