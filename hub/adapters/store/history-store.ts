// What staff read about the past: sessions with their turns, counts for the insights page, incidents.
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { HistoryStore, SessionRow, TurnRow } from '../../core/ports.ts';
import { kioskPrefixes, type Scope } from '../../core/scope.ts';
import type { Schema } from './migrations.ts';
import { readFacts } from './schema-incidents.ts';
import type { Db } from './store-database.ts';

function sessionRow(row: Selectable<Schema['sessions']>): SessionRow {
  return {
    session: row.session, kiosk: row.kiosk, language: row.language, pack: row.pack, packVersion: row.pack_version, startedAt: row.started_at, lastAt: row.last_at, endedAt: row.ended_at,
    reason: row.reason, turns: row.turns, rating: row.rating, transferred: row.transferred === 1,
  };
}
function turnRow(row: Selectable<Schema['turns']>): TurnRow {
  return {
    turn: row.turn, at: row.at, language: row.language, kind: row.kind, text: row.text, confidence: row.confidence, rule: row.rule, entry: row.entry, flow: row.flow, zone: row.zone,
    probability: row.probability, said: JSON.parse(row.said) as string[], view: row.view, latencyMs: row.latency_ms,
  };
}
/** A question turn: the visitor said or typed something that was looked up. */
const QUESTION = sql<boolean>`kind IN ('speech', 'text') AND zone IN ('answer', 'clarify', 'unknown')`;
const counted = (condition: RawBuilder<unknown>): RawBuilder<number> => sql<number>`coalesce(sum(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0)`;

/** True for the kiosks that the scope reaches. */
export function ofScope(scope: Scope, column: string): RawBuilder<boolean> {
  const prefixes = kioskPrefixes(scope);
  return prefixes === null ? sql<boolean>`1 = 1` : sql<boolean>`(${sql.join(prefixes.map((prefix) => sql`${sql.ref(column)} LIKE ${`${prefix}%`}`), sql` OR `)})`;
}

export function createHistoryStore(db: Db): HistoryStore {
  return {
    async sessions({ limit, kiosk, scope }) {
      let query = db.selectFrom('sessions').selectAll().where(ofScope(scope, 'kiosk')).orderBy('last_at', 'desc').limit(limit);
      if (kiosk !== undefined) query = query.where('kiosk', '=', kiosk);
      return (await query.execute()).map(sessionRow);
    },
    async session(id) {
      const row = await db.selectFrom('sessions').selectAll().where('session', '=', id).executeTakeFirst();
      if (!row) return undefined;
      const turns = await db.selectFrom('turns').selectAll().where('kiosk', '=', row.kiosk).where('session', '=', id).orderBy('turn').execute();
      const other = await db.selectFrom('events').select(['received_at', 'type', 'body']).where('session', '=', id).where('kiosk', '=', row.kiosk).where('type', '!=', 'foyer.turn').orderBy('seq').execute();
      return { row: sessionRow(row), turns: turns.map(turnRow), other: other.map((event) => ({ at: event.received_at, type: event.type, data: (JSON.parse(event.body) as { data?: unknown }).data ?? null })) };
    },
    async insights(since, scope) {
      const sessions = await sql<{ n: number; valid: number; transfers: number; started: number; completed: number; rated: number; satisfied: number }>`
        SELECT count(*) AS n, coalesce(sum(valid), 0) AS valid, coalesce(sum(valid * moved), 0) AS transfers, coalesce(sum(tasks_started), 0) AS started, coalesce(sum(tasks_completed), 0) AS completed,
               count(rating) AS rated, coalesce(sum(CASE WHEN rating >= 4 THEN 1 ELSE 0 END), 0) AS satisfied
        FROM (SELECT s.*, CASE WHEN s.tasks_started > 0 OR EXISTS (SELECT 1 FROM turns t WHERE t.kiosk = s.kiosk AND t.session = s.session AND t.kind IN ('speech', 'text', 'touch')) THEN 1 ELSE 0 END AS valid,
                     CASE WHEN s.transferred = 1 OR EXISTS (SELECT 1 FROM cases c WHERE c.session = s.session) THEN 1 ELSE 0 END AS moved
              FROM sessions s WHERE s.last_at >= ${since} AND ${ofScope(scope, 's.kiosk')}) visits`.execute(db);
      const turns = await sql<{ n: number; questions: number; answered: number; clarified: number; unknown: number }>`
        SELECT count(*) AS n, ${counted(QUESTION)} AS questions, ${counted(sql`${QUESTION} AND zone = 'answer'`)} AS answered,
               ${counted(sql`${QUESTION} AND zone = 'clarify'`)} AS clarified, ${counted(sql`${QUESTION} AND zone = 'unknown'`)} AS unknown FROM turns WHERE at >= ${since} AND ${ofScope(scope, 'kiosk')}`.execute(db);
      const unknown = await sql<{ text: string; count: number }>`SELECT text, count(*) AS count FROM turns WHERE at >= ${since} AND ${ofScope(scope, 'kiosk')} AND ${QUESTION} AND zone = 'unknown' AND text != '' GROUP BY text ORDER BY count(*) DESC, max(at) DESC LIMIT 20`.execute(db);
      const latency = (await db.selectFrom('turns').select('latency_ms').where('at', '>=', since).where(ofScope(scope, 'kiosk')).where('latency_ms', 'is not', null).orderBy('latency_ms').execute()).map((row) => row.latency_ms ?? 0);
      const quantile = (q: number): number | null => (latency.length === 0 ? null : latency[Math.min(latency.length - 1, Math.floor(q * latency.length))] ?? null);
      const s = sessions.rows[0];
      const t = turns.rows[0];
      return {
        sessions: s?.n ?? 0, validSessions: s?.valid ?? 0, transfers: s?.transfers ?? 0, tasksStarted: s?.started ?? 0, tasksCompleted: s?.completed ?? 0, rated: s?.rated ?? 0, satisfied: s?.satisfied ?? 0,
        turns: t?.n ?? 0, questions: t?.questions ?? 0, answered: t?.answered ?? 0, clarified: t?.clarified ?? 0, unknown: t?.unknown ?? 0,
        latencyP50: quantile(0.5), latencyP95: quantile(0.95), latencyCount: latency.length, topUnknown: unknown.rows,
      };
    },
    async incidents(limit, scope) {
      const rows = await db.selectFrom('incidents').select(['kiosk', 'at', 'code', 'text', 'facts']).where(ofScope(scope, 'kiosk')).orderBy('id', 'desc').limit(limit).execute();
      return rows.map((row) => ({ ...row, facts: readFacts(row.facts) }));
    },
  };
}
