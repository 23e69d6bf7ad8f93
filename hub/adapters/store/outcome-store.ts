// What visitors felt, counted for a rollout: with the new content, before it, and where the old one still runs. A turn
// belongs to the new content when its visit began with that version, or when it came after the kiosk had applied it.
import { type RawBuilder, sql } from 'kysely';
import type { Figures, Measured } from '../../core/rollout-gates.ts';
import type { OutcomeStore } from '../../core/rollout-port.ts';
import type { Db } from './store-database.ts';

type Phase = 'wave' | 'before' | 'others';
const MOST_LATENCIES = 1500; // newest, of each side
const KIOSKS_AT_ONCE = 500;
const QUESTION = sql<boolean>`t.kind IN ('speech', 'text') AND t.zone IN ('answer', 'clarify', 'unknown')`;
const EMPTY: Figures = { sessions: 0, transfers: 0, crashed: 0, questions: 0, answered: 0, unknown: 0, latencies: [] };

interface Row { phase: Phase; sessions: number; transfers: number; crashed: number; questions: number; answered: number; unknown: number }

/** Turns of these kiosks with the phase they belong to. `kiosks`: rows of (name, applied at; null = not applied). */
function phased(kiosks: RawBuilder<unknown>, pack: string, version: string, from: number, beforeFrom: number): RawBuilder<unknown> {
  return sql`
    SELECT t.*, s.transferred AS s_transferred, s.reason AS s_reason,
      CASE WHEN w.applied_at IS NULL THEN CASE WHEN s.pack = ${pack} AND s.pack_version = ${version} THEN 'none' WHEN t.at >= ${from} THEN 'others' ELSE 'none' END
           WHEN (s.pack = ${pack} AND s.pack_version = ${version}) OR t.at >= w.applied_at THEN 'wave' ELSE 'before' END AS phase
    FROM wanted w JOIN turns t ON t.kiosk = w.kiosk AND t.at >= ${beforeFrom}
    LEFT JOIN sessions s ON s.kiosk = t.kiosk AND s.session = t.session`;
}
function plus(a: Figures, b: Row): Figures {
  return { sessions: a.sessions + b.sessions, transfers: a.transfers + b.transfers, crashed: a.crashed + b.crashed, questions: a.questions + b.questions, answered: a.answered + b.answered, unknown: a.unknown + b.unknown, latencies: a.latencies };
}

export function createOutcomeStore(db: Db): OutcomeStore {
  return {
    async measure({ pack, version, applied, others, from, beforeFrom }) {
      const measured: Record<Phase, Figures> = { wave: EMPTY, before: EMPTY, others: EMPTY };
      const wanted = [...applied.map(({ kiosk, at }) => ({ kiosk, at: at as number | null })), ...others.map((kiosk) => ({ kiosk, at: null }))];
      for (let start = 0; start < wanted.length; start += KIOSKS_AT_ONCE) {
        const rows = wanted.slice(start, start + KIOSKS_AT_ONCE).map(({ kiosk, at }) => sql`(${kiosk}, cast(${at} AS bigint))`);
        const kiosks = sql`WITH wanted (kiosk, applied_at) AS (VALUES ${sql.join(rows)})`;
        const turns = phased(kiosks, pack, version, from, beforeFrom);
        const counts = await sql<Row>`${kiosks}
          SELECT phase, count(*) AS sessions, sum(moved) AS transfers, sum(crashed) AS crashed, sum(questions) AS questions, sum(answered) AS answered, sum(unknown) AS unknown
          FROM (SELECT t.phase, t.kiosk, t.session,
                  max(CASE WHEN coalesce(t.s_transferred, 0) = 1 OR EXISTS (SELECT 1 FROM cases c WHERE c.session = t.session) THEN 1 ELSE 0 END) AS moved,
                  max(CASE WHEN t.s_reason = 'crash' THEN 1 ELSE 0 END) AS crashed,
                  sum(CASE WHEN ${QUESTION} THEN 1 ELSE 0 END) AS questions, sum(CASE WHEN ${QUESTION} AND t.zone = 'answer' THEN 1 ELSE 0 END) AS answered,
                  sum(CASE WHEN ${QUESTION} AND t.zone = 'unknown' THEN 1 ELSE 0 END) AS unknown
                FROM (${turns}) t WHERE t.phase <> 'none' GROUP BY t.phase, t.kiosk, t.session) visits
          GROUP BY phase`.execute(db);
        for (const row of counts.rows) measured[row.phase] = plus(measured[row.phase], row);
        for (const phase of ['wave', 'before', 'others'] as const) {
          const slow = await sql<{ latency: number }>`${kiosks} SELECT t.latency_ms AS latency FROM (${turns}) t WHERE t.phase = ${phase} AND t.latency_ms IS NOT NULL ORDER BY t.at DESC LIMIT ${MOST_LATENCIES}`.execute(db);
          measured[phase] = { ...measured[phase], latencies: [...measured[phase].latencies, ...slow.rows.map((row) => row.latency)] };
        }
      }
      return measured satisfies Measured;
    },
  };
}
