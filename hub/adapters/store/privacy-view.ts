// What people see before they forget or erase something, in SQL: counts and times, never a word of a visitor. Counting stops
// at a limit, so that a look at the page never holds up the inbox.
import { sql, type RawBuilder } from 'kysely';
import type { PrivacyView, RetentionClass } from '../../core/erasure-port.ts';
import { ofScope } from './history-store.ts';
import type { Db } from './store-database.ts';

const MOST = 50_000;

/** Where a class is kept, by which time its rows are old, and which of them hold something. Metrics are kept by the hour. */
const PLACES: Readonly<Record<Exclude<RetentionClass, 'turn-texts'>, { table: string; time: string; where: RawBuilder<boolean> }[]>> = {
  sessions: [{ table: 'sessions', time: 'last_at', where: sql<boolean>`1 = 1` }],
  cases: [{ table: 'cases', time: 'closed_at', where: sql<boolean>`closed_at IS NOT NULL` }],
  incidents: [{ table: 'incidents', time: 'at', where: sql<boolean>`1 = 1` }],
  calls: [{ table: 'calls', time: 'at', where: sql<boolean>`1 = 1` }],
  metrics: [{ table: 'twin_series', time: 'hour', where: sql<boolean>`1 = 1` }],
  logs: [{ table: 'twin_logs', time: 'at', where: sql<boolean>`1 = 1` }, { table: 'twin_commands', time: 'at', where: sql<boolean>`1 = 1` }],
  audit: [{ table: 'audit', time: 'at', where: sql<boolean>`1 = 1` }],
};
const WITH_WORDS = sql<boolean>`(text != '' OR said != '[]')`;
const plain = (text: string): string => text.replace(/[\\%_]/g, (char) => `\\${char}`);

export function createPrivacyView(db: Db): PrivacyView {
  async function counted(kind: RetentionClass, before: number | null): Promise<number> {
    if (kind === 'turn-texts') {
      // Visits that still have words; young by when the hub heard of them, as the forgetting itself sees it.
      const old = before === null ? sql`` : sql` AND at < ${before}`;
      const young = before === null ? sql`` : sql` WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.kiosk = v.kiosk AND e.session = v.session AND e.received_at >= ${before})`;
      const found = await sql<{ n: number }>`SELECT count(*) AS n FROM (SELECT 1 FROM (SELECT DISTINCT kiosk, session FROM turns WHERE ${WITH_WORDS}${old}) v${young} LIMIT ${MOST + 1}) counted`.execute(db);
      return Number(found.rows[0]?.n ?? 0);
    }
    let count = 0;
    for (const { table, time, where } of PLACES[kind]) {
      const old = before === null ? sql`` : sql` AND ${sql.ref(time)} < ${before}`;
      const found = await sql<{ n: number }>`SELECT count(*) AS n FROM (SELECT 1 FROM ${sql.table(table)} WHERE ${where}${old} LIMIT ${MOST + 1}) counted`.execute(db);
      count += Number(found.rows[0]?.n ?? 0);
    }
    return count;
  }
  const limited = (count: number): { count: number; more: boolean } => ({ count: Math.min(count, MOST), more: count > MOST });
  return {
    async held(kind) {
      const places = kind === 'turn-texts' ? [{ table: 'turns', time: 'at', where: WITH_WORDS }] : PLACES[kind];
      const oldest: number[] = [];
      for (const { table, time, where } of places) {
        const found = (await sql<{ at: number | null }>`SELECT min(${sql.ref(time)}) AS at FROM ${sql.table(table)} WHERE ${where}`.execute(db)).rows[0]?.at ?? null;
        if (found !== null) oldest.push(Number(found));
      }
      return { ...limited(await counted(kind, null)), oldest: oldest.length > 0 ? Math.min(...oldest) : null };
    },
    async older(kind, before) { return limited(await counted(kind, before)); },
    async forgotten(since) {
      const rows = await sql<{ kind: string; n: number; last: number }>`SELECT class AS kind, sum(gone) AS n, max(at) AS last FROM retention_runs WHERE at >= ${since} GROUP BY class`.execute(db);
      const last = await db.selectFrom('retention_runs').select('at').orderBy('at', 'desc').limit(1).executeTakeFirst();
      return { gone: Object.fromEntries(rows.rows.filter((row) => row.kind !== '').map((row) => [row.kind, Number(row.n)])) as Partial<Record<RetentionClass, number>>, lastRun: last?.at ?? null };
    },
    async visits({ find, from, to, limit, scope }) {
      const named = find === '' ? sql<boolean>`1 = 1` : sql<boolean>`(sessions.session LIKE ${`${plain(find)}%`} ESCAPE '\\' OR sessions.kiosk LIKE ${`%${plain(find)}%`} ESCAPE '\\')`;
      const rows = await db.selectFrom('sessions').leftJoin('erased_sessions', 'erased_sessions.session', 'sessions.session')
        .select(['sessions.session as session', 'sessions.kiosk as kiosk', 'started_at', 'last_at', 'turns', 'erased_sessions.at as erased_at'])
        .where(ofScope(scope, 'sessions.kiosk')).where(named).where('last_at', '>=', from).where('last_at', '<', to).orderBy('last_at', 'desc').limit(limit).execute();
      return rows.map((row) => ({ session: row.session, kiosk: row.kiosk, startedAt: row.started_at, lastAt: row.last_at, turns: row.turns, erased: row.erased_at !== null }));
    },
    async erasures(limit, scope) {
      const rows = await db.selectFrom('erased_sessions').selectAll().where(ofScope(scope, 'kiosk')).orderBy('at', 'desc').limit(limit).execute();
      return rows.map((row) => ({ session: row.session, kiosk: row.kiosk, at: row.at, confirmed: row.confirmed === 1 }));
    },
  };
}
