// Forgetting and erasing in SQL. Rows of events and turns stay as numbers, so that cursors have no gaps and counts stay true.
import { sql } from 'kysely';
import { type PrivacyStore, RETENTION_DEFAULTS, type RetentionDays } from '../../core/erasure-port.ts';
import { ERASED } from '../../core/privacy.ts';
import { asFault, type StoreDatabase, type Tx } from './store-database.ts';

/** Of these types nothing is text; they say when a session began, ended, and what became of its tasks. */
const WITHOUT_TEXT = new Set(['foyer.session.started', 'foyer.session.ended', 'foyer.task', ERASED]);

/** No event came before this day: where one says so, the hub's clock was wrong when it came. */
const FIRST_DAY = Date.UTC(2026, 0, 1);
const LATEST_MS = 35 * 86_400_000;
const RUNS_KEPT_MS = 31 * 86_400_000;

interface EventKey { kiosk: string; epoch: string; seq: number; id: string; time: string }
async function blankEvents(tx: Tx, rows: readonly EventKey[]): Promise<void> {
  for (const { kiosk, epoch, seq, id, time } of rows) {
    await tx.updateTable('events').set({ type: ERASED, session: null, body: JSON.stringify({ specversion: '1.0', id, type: ERASED, time, seq }) })
      .where('kiosk', '=', kiosk).where('epoch', '=', epoch).where('seq', '=', seq).execute();
  }
}

export function createPrivacyStore(database: Pick<StoreDatabase, 'db' | 'scrub'>, where: string): PrivacyStore {
  const { db } = database;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw asFault(error, where);
    }
  };
  const dropped = async (query: { executeTakeFirst(): Promise<{ numDeletedRows?: bigint } | undefined> }): Promise<number> => Number((await query.executeTakeFirst())?.numDeletedRows ?? 0);

  /** Not of a visit that the hub heard of lately: the times in it are the kiosk's, whose clock may be years back. Where the hub's own was, the kiosk's is believed. */
  const youngVisit = (table: 'turns' | 'sessions', before: number) => sql<boolean>`NOT EXISTS (SELECT 1 FROM events e WHERE e.kiosk = ${sql.ref(`${table}.kiosk`)} AND e.session = ${sql.ref(`${table}.session`)} AND (e.received_at >= ${before} OR (e.received_at < ${FIRST_DAY} AND e.time >= ${new Date(before).toISOString()})))`;
  const heardAt = (row: { received_at: number; time: string }): number => (row.received_at < FIRST_DAY ? Math.max(row.received_at, Date.parse(row.time)) : row.received_at);

  let textsGoneUpTo = 0; // every turn before it is blank already; late ones come from an outbox of at most a month
  /** The texts of old turns, and of the events they came from. */
  async function forgetTexts(before: number, limit: number): Promise<number> {
    return db.transaction().execute(async (tx) => {
      const old = await tx.selectFrom('turns').select(['kiosk', 'session', 'turn']).where('at', '<', before).where('at', '>=', textsGoneUpTo - LATEST_MS).where((eb) => eb.or([eb('text', '!=', ''), eb('said', '!=', '[]')])).where(youngVisit('turns', before)).limit(limit).execute();
      for (const { kiosk, session, turn } of old) await tx.updateTable('turns').set({ text: '', said: '[]' }).where('kiosk', '=', kiosk).where('session', '=', session).where('turn', '=', turn).execute();
      if (old.length < limit) textsGoneUpTo = before;
      return Math.max(old.length, await forgetBodies(tx, before, limit));
    });
  }
  async function forgetBodies(tx: Tx, before: number, limit: number): Promise<number> {
    let looked = 0;
    const lines = await tx.selectFrom('cursors').leftJoin('retention_marks', (join) => join.onRef('retention_marks.kiosk', '=', 'cursors.kiosk').onRef('retention_marks.epoch', '=', 'cursors.epoch'))
      .select(['cursors.kiosk', 'cursors.epoch', 'retention_marks.up_to']).where((eb) => eb.or([eb('retention_marks.up_to', 'is', null), eb('retention_marks.up_to', '<', eb.ref('cursors.up_to'))])).execute();
    for (const { kiosk, epoch, up_to } of lines) {
      const rows = await tx.selectFrom('events').select(['kiosk', 'epoch', 'seq', 'id', 'time', 'type', 'received_at', 'session']).where('kiosk', '=', kiosk).where('epoch', '=', epoch).where('seq', '>', up_to ?? 0).orderBy('seq').limit(limit - looked).execute();
      const young = rows.findIndex((row) => heardAt(row) >= before);
      const old = young < 0 ? rows : rows.slice(0, young);
      const last = old.at(-1);
      if (!last) continue;
      await blankEvents(tx, old.filter((row) => !WITHOUT_TEXT.has(row.type)));
      // A kiosk whose clock is years ahead: its turns are old by when they came.
      const visits = [...new Set(old.map((row) => row.session).filter((session) => session !== null))];
      for (let from = 0; from < visits.length; from += 200) await tx.updateTable('turns').set({ text: '', said: '[]' }).where('kiosk', '=', kiosk).where('session', 'in', visits.slice(from, from + 200)).where('text', '!=', '').where(youngVisit('turns', before)).execute();
      await tx.insertInto('retention_marks').values({ kiosk, epoch, up_to: last.seq }).onConflict((conflict) => conflict.columns(['kiosk', 'epoch']).doUpdateSet({ up_to: last.seq })).execute();
      looked += old.length;
      if (looked >= limit) break;
    }
    return looked;
  }
  async function forgetSessions(before: number, limit: number): Promise<number> {
    return db.transaction().execute(async (tx) => {
      const old = await tx.selectFrom('sessions').select(['kiosk', 'session']).where('last_at', '<', before).where(youngVisit('sessions', before)).limit(limit).execute();
      for (const { kiosk, session } of old) {
        await tx.deleteFrom('turns').where('kiosk', '=', kiosk).where('session', '=', session).execute();
        await tx.deleteFrom('sessions').where('kiosk', '=', kiosk).where('session', '=', session).execute();
        await blankEvents(tx, await tx.selectFrom('events').select(['kiosk', 'epoch', 'seq', 'id', 'time']).where('session', '=', session).where('kiosk', '=', kiosk).execute());
      }
      return old.length;
    });
  }
  async function dropCases(tx: Tx, cases: readonly { escalation: string; session: string }[]): Promise<void> {
    for (const { escalation, session } of cases) {
      // That the visitor was handed on is a count; it outlives the case.
      await tx.updateTable('sessions').set({ transferred: 1 }).where('session', '=', session).execute();
      await tx.deleteFrom('case_messages').where('escalation', '=', escalation).execute();
      await tx.deleteFrom('cases').where('escalation', '=', escalation).execute();
    }
  }

  return {
    async retention() {
      const set = await db.selectFrom('retention').select(['class', 'days']).execute();
      return { ...RETENTION_DEFAULTS, ...Object.fromEntries(set.filter((row) => row.class in RETENTION_DEFAULTS).map((row) => [row.class, row.days])) } as RetentionDays;
    },
    setRetention: (days, at, by) => guarded(async () => {
      await db.transaction().execute(async (tx) => {
        for (const [kind, count] of Object.entries(days)) {
          const row = { days: count, set_by: by, set_at: at };
          await tx.insertInto('retention').values({ class: kind, ...row }).onConflict((conflict) => conflict.column('class').doUpdateSet(row)).execute();
        }
      });
    }),
    forget: (kind, before, limit) => guarded(async () => {
      switch (kind) {
        case 'turn-texts': return forgetTexts(before, limit);
        case 'sessions': return forgetSessions(before, limit);
        case 'cases': return db.transaction().execute(async (tx) => {
          const old = await tx.selectFrom('cases').select(['escalation', 'session']).where('closed_at', 'is not', null).where('closed_at', '<', before).limit(limit).execute();
          await dropCases(tx, old);
          return old.length;
        });
        case 'incidents': return dropped(db.deleteFrom('incidents').where('id', 'in', (eb) => eb.selectFrom('incidents').select('id').where('at', '<', before).limit(limit)));
        case 'calls': return dropped(db.deleteFrom('calls').where('at', '<', before));
        case 'metrics': return dropped(db.deleteFrom('twin_series').where('hour', '<', before));
        case 'logs': return await dropped(db.deleteFrom('twin_logs').where('at', '<', before)) + await dropped(db.deleteFrom('twin_commands').where('at', '<', before));
      }
    }),
    noteRun: (gone, at) => guarded(async () => {
      const rows = Object.entries(gone).map(([kind, count]) => ({ at, class: kind, gone: count }));
      await db.transaction().execute(async (tx) => {
        await tx.insertInto('retention_runs').values(rows.length > 0 ? rows : [{ at, class: '', gone: 0 }]).execute();
        await tx.deleteFrom('retention_runs').where('at', '<', at - RUNS_KEPT_MS).execute();
      });
    }),
    async lastRun() { return (await db.selectFrom('retention_runs').select('at').orderBy('id', 'desc').limit(1).executeTakeFirst())?.at ?? null; },
    scrub: () => guarded(() => database.scrub()),
    async erased() { return db.selectFrom('erased_sessions').select(['session', 'kiosk', 'at']).execute(); },
    erase: ({ session, kiosk, at }) => guarded(async () => {
      await db.transaction().execute(async (tx) => {
        await tx.insertInto('erased_sessions').values({ session, kiosk, at, confirmed: 0 }).onConflict((conflict) => conflict.doNothing()).execute();
        await blankEvents(tx, await tx.selectFrom('events').select(['kiosk', 'epoch', 'seq', 'id', 'time']).where('session', '=', session).execute());
        await tx.updateTable('turns').set({ text: '', said: '[]' }).where('session', '=', session).execute();
        await dropCases(tx, await tx.selectFrom('cases').select(['escalation', 'session']).where('session', '=', session).execute());
        await sql`DELETE FROM calls WHERE kiosk = ${kiosk} AND substr(key, 1, ${session.length + 1}) = ${`${session}.`}`.execute(tx);
      });
    }),
    async unconfirmed(kiosk) { return (await db.selectFrom('erased_sessions').select('session').where('kiosk', '=', kiosk).where('confirmed', '=', 0).limit(200).execute()).map((row) => row.session); },
    async confirmed(kiosk, session) { await db.updateTable('erased_sessions').set({ confirmed: 1 }).where('kiosk', '=', kiosk).where('session', '=', session).execute(); },
  };
}
