// The list of workers in PostgreSQL: places with an expiry, shards leased to them, and what was found out about the broker.
// One changes it at a time, and all times are the server's.
import { sql } from 'kysely';
import { Fault } from '../../../flows/protocol/faults.ts';
import { SHARDS, shardsToTake } from '../../core/workers/shards.ts';
import type { Mode, Roster, Verdict, WorkerRow, WorkerState } from '../../core/workers/worker-ports.ts';
import type { StoreDatabase, Tx } from './store-database.ts';

const LEASE_MS = 3000;
const LIST = [0x464f, 0x574b];

const lock = (tx: Tx): Promise<unknown> => sql`SELECT pg_advisory_xact_lock(${sql.lit(LIST[0] ?? 0)}, ${sql.lit(LIST[1] ?? 0)})`.execute(tx);
async function serverTime(tx: Pick<Tx, 'getExecutor'>): Promise<number> {
  return (await sql<{ now: number }>`SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now`.execute(tx as Tx)).rows[0]?.now ?? 0;
}
/**
 * Those whose time is over; one that is writing this very moment keeps its row until it has finished. When nobody could hold a
 * place for so long, the database itself was away: then everybody gets another while, as one of whom nothing is known.
 */
async function forgetDead(tx: Tx, now: number): Promise<void> {
  const { rows: [last] } = await sql<{ ticked_at: number }>`UPDATE worker_house h SET ticked_at = ${now} FROM worker_house o WHERE h.one = 1 AND o.one = 1 RETURNING o.ticked_at`.execute(tx);
  if (now - (last?.ticked_at ?? 0) > LEASE_MS) await tx.updateTable('workers').set({ state: 'joining', expires_at: now + LEASE_MS }).where('expires_at', '<', now).execute();
  await sql`DELETE FROM workers WHERE id IN (SELECT id FROM workers WHERE expires_at < ${now} FOR UPDATE SKIP LOCKED)`.execute(tx);
}

export function createWorkerRoster({ db }: Pick<StoreDatabase, 'db'>): Roster {
  async function verdict(tx: Tx): Promise<Verdict & { watchedUntil: number }> {
    const row = await tx.selectFrom('worker_house').selectAll().where('one', '=', 1).executeTakeFirst();
    return { mode: (row?.mode ?? 'leases') as Mode, members: row?.members ?? '', why: row?.why ?? '', decidedAt: row?.decided_at ?? 0, watchedUntil: row?.watched_until ?? 0 };
  }
  return {
    join: (host, wanted) => db.transaction().execute(async (tx) => {
      await lock(tx);
      const now = await serverTime(tx);
      await forgetDead(tx, now);
      const taken = new Set((await tx.selectFrom('workers').select('number').execute()).map((row) => row.number));
      let number = wanted ?? 1;
      if (wanted !== null && taken.has(wanted)) throw new Fault('conflict', `Worker ${wanted} is running already.`, 'Give this one the address of another user of the broker: each has one connection.', { where: host });
      while (taken.has(number)) number += 1;
      const row = await tx.insertInto('workers').values({ number, host: host.slice(0, 100), state: 'joining', connects: 0, shares: 0, joined_at: now, expires_at: now + LEASE_MS }).returning('id').executeTakeFirstOrThrow();
      return { id: row.id, number };
    }),
    tick: (own) => db.transaction().execute(async (tx) => {
      await lock(tx);
      const now = await serverTime(tx);
      const held = await tx.updateTable('workers').set({ state: own.state, connects: own.connects, shares: own.shares ? 1 : 0, expires_at: now + LEASE_MS }).where('id', '=', own.id).executeTakeFirst();
      if (held.numUpdatedRows === 0n) return null;
      await forgetDead(tx, now);
      const live: WorkerRow[] = (await tx.selectFrom('workers').select(['id', 'number', 'state', 'connects', 'shares']).where('expires_at', '>=', now).orderBy('id').execute()).map((row) => ({ ...row, state: row.state as WorkerState, shares: row.shares === 1 }));
      const owners = new Map((await tx.selectFrom('worker_shards').select(['shard', 'worker']).execute()).map((row) => [row.shard, row.worker]));
      const able = own.connects > 0 ? shardsToTake(own.id, live.filter((one) => one.connects > 0), owners) : [];
      if (able.length > 0) await tx.insertInto('worker_shards').values(able.map((shard) => ({ shard, worker: own.id }))).onConflict((conflict) => conflict.column('shard').doUpdateSet({ worker: own.id })).execute();
      for (const shard of able) owners.set(shard, own.id);
      const { watchedUntil, ...found } = await verdict(tx);
      return { now, live, shards: [...owners].filter(([, worker]) => worker === own.id).map(([shard]) => shard), others: live.some((one) => one.id !== own.id && one.state === 'ready'), verdict: found, watched: watchedUntil > now };
    }),
    decide: ({ mode, members, why }) => db.transaction().execute(async (tx) => {
      await tx.updateTable('worker_house').set({ mode, members, why, decided_at: await serverTime(tx) }).where('one', '=', 1).execute();
    }),
    async kiosks(known) {
      const row = await db.selectFrom('kiosks').select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('enrolled_at').as('latest')]).executeTakeFirst();
      const mark = `${row?.count ?? 0} ${row?.latest ?? 0}`;
      return mark === known ? null : { mark, names: (await db.selectFrom('kiosks').select('name').orderBy('name').execute()).map((one) => one.name) };
    },
    async leave(id) { await db.deleteFrom('workers').where('id', '=', id).execute(); },
    cover: (watchedMs) => db.transaction().execute(async (tx) => {
      const now = await serverTime(tx);
      if (watchedMs > 0) await tx.updateTable('worker_house').set({ watched_until: now + watchedMs }).where('one', '=', 1).execute();
      const ready = await tx.selectFrom('workers').select('id').where('state', '=', 'ready').where('expires_at', '>=', now).execute();
      const shards = await tx.selectFrom('worker_shards').select((eb) => eb.fn.countAll<number>().as('count')).where('worker', 'in', [0, ...ready.map((row) => row.id)]).executeTakeFirst();
      const { mode, why } = await verdict(tx);
      return { covered: (shards?.count ?? 0) === SHARDS, workers: ready.length, mode, why };
    }),
  };
}
