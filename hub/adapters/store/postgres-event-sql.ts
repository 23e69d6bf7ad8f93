// The statements of the inbox on PostgreSQL. Each takes all rows of a window as arrays; the order of the columns here is the
// order of the parameters.
import type { ColumnType } from './postgres-arrays.ts';
import type { TurnInsert } from './event-projection.ts';
import type { sessionRow } from './event-window.ts';

export const EVENT_COLUMNS = { kiosk: 'text', epoch: 'text', seq: 'bigint', id: 'text', type: 'text', time: 'text', session: 'text', body: 'text' } as const satisfies Record<string, ColumnType>;
export const TURN_COLUMNS = {
  kiosk: 'text', session: 'text', turn: 'bigint', at: 'bigint', language: 'text', kind: 'text', text: 'text', confidence: 'float8', rule: 'text', entry: 'text', flow: 'text', zone: 'text',
  probability: 'float8', said: 'text', view: 'text', latency_ms: 'float8',
} as const satisfies Record<keyof TurnInsert, ColumnType>;
export const SESSION_COLUMNS = {
  kiosk: 'text', session: 'text', language: 'text', pack: 'text', packVersion: 'text', startedAt: 'bigint', lastAt: 'bigint', endedAt: 'bigint', reason: 'text', turns: 'bigint', rating: 'bigint',
  tasksStarted: 'bigint', tasksCompleted: 'bigint', transferred: 'bigint',
} as const satisfies Record<keyof ReturnType<typeof sessionRow>, ColumnType>;
export const COUNT_COLUMNS = { name: 'text', events: 'bigint', sessions: 'bigint' } as const satisfies Record<string, ColumnType>;
export const LANE_COLUMNS = { kiosk: 'text', epoch: 'text' } as const satisfies Record<string, ColumnType>;
export const NUMBER_COLUMNS = { kiosk: 'text', epoch: 'text', seq: 'bigint' } as const satisfies Record<string, ColumnType>;
export const CURSOR_COLUMNS = { kiosk: 'text', epoch: 'text', upTo: 'bigint', top: 'bigint' } as const satisfies Record<string, ColumnType>;

const arrays = (columns: Readonly<Record<string, ColumnType>>, first = 1): string => Object.values(columns).map((type, at) => `$${at + first}::${type}[]`).join(', ');
const width = (columns: object): number => Object.keys(columns).length;

const insertEvents = (at: string, first: number): string => `INSERT INTO events (kiosk, epoch, seq, id, type, time, session, body, received_at) SELECT *, ${at} FROM unnest(${arrays(EVENT_COLUMNS, first)})`;
const insertTurns = (first: number): string => `INSERT INTO turns (${Object.keys(TURN_COLUMNS).join(', ')}) SELECT * FROM unnest(${arrays(TURN_COLUMNS, first)}) ON CONFLICT (kiosk, session, turn) DO NOTHING`;
const changeSessions = (first: number): string => `INSERT INTO sessions AS s (kiosk, session, language, pack, pack_version, started_at, last_at, ended_at, reason, turns, rating, tasks_started, tasks_completed, transferred)
  SELECT * FROM unnest(${arrays(SESSION_COLUMNS, first)}) ON CONFLICT (kiosk, session) DO UPDATE SET
    language = CASE WHEN excluded.language = '' THEN s.language ELSE excluded.language END, pack = CASE WHEN excluded.pack = '' THEN s.pack ELSE excluded.pack END,
    pack_version = CASE WHEN excluded.pack_version = '' THEN s.pack_version ELSE excluded.pack_version END,
    started_at = coalesce(excluded.started_at, s.started_at), last_at = greatest(excluded.last_at, s.last_at), ended_at = coalesce(excluded.ended_at, s.ended_at), reason = coalesce(excluded.reason, s.reason),
    turns = s.turns + excluded.turns, rating = coalesce(excluded.rating, s.rating), tasks_started = s.tasks_started + excluded.tasks_started,
    tasks_completed = s.tasks_completed + excluded.tasks_completed, transferred = greatest(excluded.transferred, s.transferred)`;
// Rows of several kiosks are locked in the order of their names, here and in the hub's own writes: no two writers wait for each other.
const ordered = (first: number): string => `SELECT name FROM kiosks WHERE name = ANY($${first}::text[]) ORDER BY name FOR NO KEY UPDATE`;
const countKiosks = (first: number): string => `UPDATE kiosks k SET events = k.events + w.events, sessions = k.sessions + w.sessions FROM unnest(${arrays(COUNT_COLUMNS, first)}) AS w (name, events, sessions), ordered o WHERE k.name = w.name AND o.name = w.name`;
const setCursors = (first: number): string => `UPDATE cursors c SET up_to = w.up_to, top = w.top FROM unnest(${arrays(CURSOR_COLUMNS, first)}) AS w (kiosk, epoch, up_to, top) WHERE c.kiosk = w.kiosk AND c.epoch = w.epoch`;

/** Begins, shut out only while something is erased or forgotten; with `worker`, says whether that one still holds its place. */
export function begin(worker: number | null): string {
  return `begin; SELECT pg_advisory_xact_lock_shared(${ALONE.join(', ')}); SELECT id FROM workers WHERE id = ${worker ?? 0} FOR KEY SHARE`;
}
/** Held by every writer of the inbox together, or by one who changes what was written long ago. */
export const ALONE = [0x464f, 0x4552];
// One row after the other, sorted: whoever has the cursor of a kiosk has all of its inbox until the end of the transaction.
export const LOCK_CURSORS = { name: 'cursors', text: `INSERT INTO cursors (kiosk, epoch, up_to, top) SELECT *, 0, 0 FROM unnest(${arrays(LANE_COLUMNS)}) ON CONFLICT (kiosk, epoch) DO UPDATE SET up_to = cursors.up_to
  RETURNING kiosk, epoch, up_to, top, (SELECT count(*) FROM erased_sessions) AS erased` };
export const INSERT_EVENTS = { name: 'events', text: `${insertEvents('$9::bigint', 1)} ON CONFLICT (kiosk, epoch, seq) DO NOTHING RETURNING kiosk, epoch, seq` };
export const IDS_OF = { name: 'ids', text: `SELECT e.kiosk, e.epoch, e.seq, e.id FROM unnest(${arrays(NUMBER_COLUMNS)}) AS w (kiosk, epoch, seq) JOIN events e ON e.kiosk = w.kiosk AND e.epoch = w.epoch AND e.seq = w.seq` };
/** Rows looked at in one go when the way past a gap is looked for. */
export const LOOK_AHEAD = 1000;
// Numbers behind the cursor in order; as long as none is missing, each is as far from the cursor as its place in the row.
export const LOOK = { name: 'look', text: `SELECT w.kiosk, w.epoch, count(s.seq) FILTER (WHERE s.seq - s.place = w.up_to) AS whole,
    (SELECT max(e.seq) FROM events e WHERE e.kiosk = w.kiosk AND e.epoch = w.epoch) AS top FROM unnest(${arrays(NUMBER_COLUMNS)}) AS w (kiosk, epoch, up_to)
  LEFT JOIN LATERAL (SELECT seq, row_number() OVER (ORDER BY seq) AS place FROM (SELECT e.seq FROM events e WHERE e.kiosk = w.kiosk AND e.epoch = w.epoch AND e.seq > w.up_to ORDER BY e.seq LIMIT ${LOOK_AHEAD}) ahead) s ON true
  GROUP BY w.kiosk, w.epoch, w.up_to` };
const EVENTS_END = width(EVENT_COLUMNS) + 2;
const FOLLOWING = [insertTurns, changeSessions, countKiosks, setCursors];
const WIDTHS = [TURN_COLUMNS, SESSION_COLUMNS, COUNT_COLUMNS, CURSOR_COLUMNS].map(width);
function following(first: number): string {
  const [turns = '', sessions = '', counts = '', cursors = ''] = FOLLOWING.map((make, index) => make(first + WIDTHS.slice(0, index).reduce((sum, one) => sum + one, 0)));
  return `t AS (${turns}), s AS (${sessions}), ordered AS MATERIALIZED (${ordered(first + (WIDTHS[0] ?? 0) + (WIDTHS[1] ?? 0))}), k AS (${counts}) ${cursors}`;
}
/** What follows from fresh events, with the cursors. */
export const FOLLOW = { name: 'follow', text: `WITH ${following(1)}` };
/** A whole window of events that are known to be new, and what follows from them. */
export const ALL_FRESH = { name: 'fresh', text: `WITH e AS (${insertEvents('$9::bigint', 1)}), ${following(EVENTS_END)}` };
