// The hot path of the inbox on PostgreSQL: a window of batches as one transaction of a few statements, each with all the
// rows of the window as arrays. What is stored and answered is the same as on SQLite, and the same tests hold both to it.
import type { AppendResult, InboundBatch, InboundEvent } from '../../core/ports.ts';
import { sessionOf, type TurnInsert } from './event-projection.ts';
import { advanceInOrder, AGAIN, createFollowings, type Cursor, follow, type Followings, sessionRow } from './event-window.ts';
import type { PostgresConnection, Turn } from './postgres-connection.ts';
import type { EventWriter } from './store-database.ts';

const MAX_CURSORS = 50_000;
const LOOK_AHEAD = 1000; // rows looked at in one go when the way past a gap is looked for
const LONGEST_NAME = 300; // characters of a session: an index entry has room for 2.7 KB only

const TURN_COLUMNS = {
  kiosk: 'text', session: 'text', turn: 'bigint', at: 'bigint', language: 'text', kind: 'text', text: 'text', confidence: 'float8', rule: 'text', entry: 'text', flow: 'text', zone: 'text',
  probability: 'float8', said: 'text', view: 'text', latency_ms: 'float8',
} as const satisfies Record<keyof TurnInsert, string>;
const SESSION_COLUMNS = {
  kiosk: 'text', session: 'text', language: 'text', pack: 'text', packVersion: 'text', startedAt: 'bigint', lastAt: 'bigint', endedAt: 'bigint', reason: 'text', turns: 'bigint', rating: 'bigint',
  tasksStarted: 'bigint', tasksCompleted: 'bigint', transferred: 'bigint',
} as const satisfies Record<keyof ReturnType<typeof sessionRow>, string>;
const arrays = (types: readonly string[]): string => types.map((type, at) => `$${at + 1}::${type}[]`).join(', ');

const INSERT_EVENTS = { name: 'events', text: `INSERT INTO events (kiosk, epoch, seq, id, type, time, session, body, received_at)
  SELECT *, $9::bigint FROM unnest(${arrays(['text', 'text', 'bigint', 'text', 'text', 'text', 'text', 'text'])}) ON CONFLICT (kiosk, epoch, seq) DO NOTHING RETURNING kiosk, epoch, seq` };
const IDS_OF = { name: 'ids', text: `SELECT e.kiosk, e.epoch, e.seq, e.id FROM unnest(${arrays(['text', 'text', 'bigint'])}) AS w (kiosk, epoch, seq) JOIN events e ON e.kiosk = w.kiosk AND e.epoch = w.epoch AND e.seq = w.seq` };
const READ_CURSORS = { name: 'cursors', text: `SELECT c.kiosk, c.epoch, c.up_to FROM unnest(${arrays(['text', 'text'])}) AS w (kiosk, epoch) JOIN cursors c ON c.kiosk = w.kiosk AND c.epoch = w.epoch` };
// Numbers behind the cursor in order; as long as none is missing, each is as far from the cursor as its place in the row.
const LOOK = { name: 'look', text: `SELECT w.kiosk, w.epoch, count(s.seq) AS looked, count(s.seq) FILTER (WHERE s.seq - s.place = w.up_to) AS whole FROM unnest(${arrays(['text', 'text', 'bigint'])}) AS w (kiosk, epoch, up_to)
  LEFT JOIN LATERAL (SELECT seq, row_number() OVER (ORDER BY seq) AS place FROM (SELECT e.seq FROM events e WHERE e.kiosk = w.kiosk AND e.epoch = w.epoch AND e.seq > w.up_to ORDER BY e.seq LIMIT ${LOOK_AHEAD}) ahead) s ON true
  GROUP BY w.kiosk, w.epoch, w.up_to` };
const WRITE_CURSORS = { name: 'cursor', text: `INSERT INTO cursors (kiosk, epoch, up_to) SELECT * FROM unnest(${arrays(['text', 'text', 'bigint'])}) ON CONFLICT (kiosk, epoch) DO UPDATE SET up_to = excluded.up_to` };
const INSERT_TURNS = { name: 'turns', text: `INSERT INTO turns (${Object.keys(TURN_COLUMNS).join(', ')}) SELECT * FROM unnest(${arrays(Object.values(TURN_COLUMNS))}) ON CONFLICT (kiosk, session, turn) DO NOTHING` };
const CHANGE_SESSIONS = { name: 'sessions', text: `INSERT INTO sessions AS s (kiosk, session, language, pack, pack_version, started_at, last_at, ended_at, reason, turns, rating, tasks_started, tasks_completed, transferred)
  SELECT * FROM unnest(${arrays(Object.values(SESSION_COLUMNS))}) ON CONFLICT (kiosk, session) DO UPDATE SET
    language = CASE WHEN excluded.language = '' THEN s.language ELSE excluded.language END, pack = CASE WHEN excluded.pack = '' THEN s.pack ELSE excluded.pack END,
    pack_version = CASE WHEN excluded.pack_version = '' THEN s.pack_version ELSE excluded.pack_version END,
    started_at = coalesce(excluded.started_at, s.started_at), last_at = greatest(excluded.last_at, s.last_at), ended_at = coalesce(excluded.ended_at, s.ended_at), reason = coalesce(excluded.reason, s.reason),
    turns = s.turns + excluded.turns, rating = coalesce(excluded.rating, s.rating), tasks_started = s.tasks_started + excluded.tasks_started,
    tasks_completed = s.tasks_completed + excluded.tasks_completed, transferred = greatest(excluded.transferred, s.transferred)` };
const COUNT_KIOSKS = { name: 'counts', text: `UPDATE kiosks k SET events = k.events + w.events, sessions = k.sessions + w.sessions FROM unnest(${arrays(['text', 'bigint', 'bigint'])}) AS w (name, events, sessions) WHERE k.name = w.name` };

interface Row { readonly kiosk: string; readonly epoch: string; readonly seq: number }
interface Lane extends Row { readonly event: InboundEvent; readonly batch: number }
const keyOf = ({ kiosk, epoch, seq }: Row): string => `${kiosk} ${epoch} ${seq}`;
const stored = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed(); // as it comes back from the database
const shortened = (session: string): string => (session.length > LONGEST_NAME ? session.slice(0, LONGEST_NAME) : session);
const columns = (names: readonly string[], rows: readonly object[]): unknown[][] => names.map((name) => rows.map((row) => (row as Record<string, unknown>)[name] ?? null));

/** Those that were not there before; of several under one number the first. */
async function insert(turn: Turn, lanes: readonly Lane[], at: number): Promise<Set<Lane>> {
  const first = new Map<string, Lane>();
  for (const lane of lanes) if (!first.has(keyOf(lane))) first.set(keyOf(lane), lane);
  const rows = [...first.values()];
  if (rows.length === 0) return new Set();
  const of = (value: (lane: Lane) => unknown): unknown[] => rows.map(value);
  const done = await turn.query<Row>(INSERT_EVENTS, [
    of((lane) => lane.kiosk), of((lane) => lane.epoch), of((lane) => lane.seq), of(({ event }) => event.id), of(({ event }) => event.type), of(({ event }) => event.time),
    of(({ event }) => { const session = sessionOf(event); return session === null ? null : shortened(session); }), of(({ event }) => event.body), at,
  ]);
  return new Set(done.rows.map((row) => first.get(keyOf(row))).filter((lane) => lane !== undefined));
}
/** New events under numbers that another event has: each gets a number in the lane of the kiosk's start that made it. */
async function insertAgain(turn: Turn, known: readonly Lane[], at: number): Promise<Set<Lane>> {
  if (known.length === 0) return new Set();
  const ids = new Map((await turn.query<Row & { id: string }>(IDS_OF, columns(['kiosk', 'epoch', 'seq'], known))).rows.map((row) => [keyOf(row), row.id]));
  const others = known.filter(({ event, ...lane }) => event.id !== '' && ids.get(keyOf(lane)) !== stored(event.id));
  return insert(turn, others.map((lane) => ({ ...lane, epoch: stored(`${lane.epoch}${AGAIN}${lane.event.event?.boot.slice(0, 40) ?? ''}`) })), at);
}
async function writeFollowings(turn: Turn, { turns, sessions, counts }: Followings): Promise<void> {
  const short = <T extends { session: string }>(row: T): T => ({ ...row, session: shortened(row.session) });
  if (turns.length > 0) await turn.query(INSERT_TURNS, columns(Object.keys(TURN_COLUMNS), turns.map(short)));
  if (sessions.size > 0) await turn.query(CHANGE_SESSIONS, columns(Object.keys(SESSION_COLUMNS), [...sessions.values()].map((one) => short(sessionRow(one)))));
  if (counts.size > 0) await turn.query(COUNT_KIOSKS, [[...counts.keys()], [...counts.values()].map((one) => one.events), [...counts.values()].map((one) => one.sessions)]);
}

/** One per database: it remembers what it has committed, as long as the connection with the lock stands. */
export function createPostgresEventWriter(connection: PostgresConnection): EventWriter {
  const remembered = new Map<string, Cursor>();
  let during = 0;

  /** The cursors of every (kiosk, epoch) in the window, all of whose events are stored by now. */
  async function advance(turn: Turn, batches: readonly InboundBatch[]): Promise<Map<string, Cursor & { kiosk: string; epoch: string }>> {
    const cursors = new Map<string, Cursor & { kiosk: string; epoch: string }>();
    const looking: { kiosk: string; epoch: string; up_to: number }[] = [];
    const events = Map.groupBy(batches, ({ kiosk, epoch }) => `${kiosk} ${epoch}`);
    const unknown: { kiosk: string; epoch: string }[] = [];
    for (const [key, [first, ...more]] of events) {
      if (!first) continue;
      const { kiosk, epoch } = first;
      const before = remembered.get(key);
      if (before === undefined) unknown.push({ kiosk, epoch });
      else if (before.gap) looking.push({ kiosk, epoch, up_to: before.upTo });
      else cursors.set(key, { ...advanceInOrder(before.upTo, [first, ...more].flatMap((batch) => batch.events)), kiosk, epoch });
    }
    if (unknown.length > 0) {
      const rows = new Map((await turn.query<{ kiosk: string; epoch: string; up_to: number }>(READ_CURSORS, columns(['kiosk', 'epoch'], unknown))).rows.map((row) => [`${row.kiosk} ${row.epoch}`, row.up_to]));
      for (const { kiosk, epoch } of unknown) looking.push({ kiosk, epoch, up_to: rows.get(`${kiosk} ${epoch}`) ?? 0 });
    }
    while (looking.length > 0) {
      const from = new Map(looking.splice(0).map((one) => [`${one.kiosk} ${one.epoch}`, one]));
      for (const { kiosk, epoch, looked, whole } of (await turn.query<{ kiosk: string; epoch: string; looked: number; whole: number }>(LOOK, columns(['kiosk', 'epoch', 'up_to'], [...from.values()]))).rows) {
        const upTo = (from.get(`${kiosk} ${epoch}`)?.up_to ?? 0) + whole;
        if (whole === LOOK_AHEAD) looking.push({ kiosk, epoch, up_to: upTo });
        else cursors.set(`${kiosk} ${epoch}`, { kiosk, epoch, upTo, gap: whole < looked });
      }
    }
    return cursors;
  }

  async function window(turn: Turn, given: readonly InboundBatch[], at: number): Promise<{ results: AppendResult[]; cursors: Map<string, Cursor & { kiosk: string; epoch: string }> }> {
    const batches = given.map((batch) => ({ ...batch, epoch: stored(batch.epoch) }));
    const lanes = batches.flatMap(({ kiosk, epoch, events }, batch) => events.map((event): Lane => ({ kiosk, epoch, seq: event.seq, event, batch })));
    const inserted = await insert(turn, lanes, at);
    const again = await insertAgain(turn, lanes.filter((lane) => !inserted.has(lane)), at);
    const fresh = Map.groupBy([...inserted, ...again].sort((a, b) => a.seq - b.seq), (lane) => lane.batch);
    const followings = createFollowings();
    batches.forEach(({ kiosk }, index) => {
      const events = fresh.get(index)?.map((lane) => lane.event) ?? [];
      if (events.length > 0) follow(followings, kiosk, events, at);
    });
    await writeFollowings(turn, followings);
    const cursors = await advance(turn, batches);
    const repeated = Map.groupBy(again, (lane) => lane.batch);
    await turn.query(WRITE_CURSORS, columns(['kiosk', 'epoch', 'upTo'], [...cursors.values()]));
    const results = batches.map(({ kiosk, epoch }, index): AppendResult => ({
      upTo: cursors.get(`${kiosk} ${epoch}`)?.upTo ?? 0, fresh: fresh.get(index)?.map((lane) => lane.event) ?? [], ...(repeated.has(index) ? { again: repeated.get(index)?.length ?? 0 } : {}),
    }));
    return { results, cursors };
  }

  return {
    async write(batches, at) {
      const turn = await connection.connect();
      // While the lock was let go, another hub may have written.
      if (during !== connection.opened()) remembered.clear();
      during = connection.opened();
      try {
        await turn.query('begin');
        const { results, cursors } = await window(turn, batches, at);
        const done = await turn.query('commit');
        if (String(done.command) !== 'COMMIT') throw new Error('PostgreSQL took the transaction back.');
        if (remembered.size > MAX_CURSORS) remembered.clear();
        for (const [key, { upTo, gap }] of cursors) remembered.set(key, { upTo, gap });
        return results;
      } catch (error) {
        remembered.clear(); // it may be committed all the same: the answer can be what was lost
        await turn.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        turn.release();
      }
    },
  };
}
