// The twins on disk.
import { createGroupCommit } from '../../core/group-commit.ts';
import type { ReportedSettings, TwinStore } from '../../core/twin-port.ts';
import type { Level } from '../../core/twin.ts';
import { readFacts } from './schema-incidents.ts';
import type { Db } from './store-database.ts';

const COMMANDS_KEPT = 200;
const ROWS_OF_A_STATEMENT = 100;

export function createTwinStore(db: Db): TwinStore {
  // A setting for a fleet is answered by thousands within a second: they share a commit, and a hundred of them a statement.
  const reports = createGroupCommit<{ kiosk: string; report: ReportedSettings }, void>({
    clock: { now: Date.now, setTimeout(run, ms) { const timer = setTimeout(run, ms); return () => clearTimeout(timer); } }, windowMs: 2, maxItems: 500,
    write: (given) => db.transaction().execute(async (tx) => {
      const newest = [...new Map(given.map(({ kiosk, report }) => [kiosk, report]))].sort(([a], [b]) => (a < b ? -1 : 1));
      for (let first = 0; first < newest.length; first += ROWS_OF_A_STATEMENT) {
        await tx.insertInto('twin_reports').values(newest.slice(first, first + ROWS_OF_A_STATEMENT).map(([kiosk, { version, hash, refused, at }]) => ({ kiosk, version, hash, refused: JSON.stringify(refused), at })))
          .onConflict((conflict) => conflict.column('kiosk').doUpdateSet((eb) => ({ version: eb.ref('excluded.version'), hash: eb.ref('excluded.hash'), refused: eb.ref('excluded.refused'), at: eb.ref('excluded.at') }))).execute();
      }
      return given.map(() => undefined);
    }),
  });
  return {
    async values() {
      return (await db.selectFrom('twin_values').selectAll().orderBy('key').execute())
        .map((row) => ({ level: row.level as Level, scope: row.scope, key: row.key, value: JSON.parse(row.value) as unknown, locked: row.locked === 1, by: row.set_by, at: row.set_at }));
    },
    async saveValue({ level, scope, key, value, locked, by, at }) {
      const row = { value: JSON.stringify(value), locked: locked ? 1 : 0, set_by: by, set_at: at };
      await db.insertInto('twin_values').values({ level, scope, key, ...row }).onConflict((conflict) => conflict.columns(['level', 'scope', 'key']).doUpdateSet(row)).execute();
    },
    async removeValue(level, scope, key) { await db.deleteFrom('twin_values').where('level', '=', level).where('scope', '=', scope).where('key', '=', key).execute(); },
    cities: () => db.selectFrom('twin_cities').selectAll().execute(),
    async saveCity(tenant, site, city) {
      if (city === null) await db.deleteFrom('twin_cities').where('tenant', '=', tenant).where('site', '=', site).execute();
      else await db.insertInto('twin_cities').values({ tenant, site, city }).onConflict((conflict) => conflict.columns(['tenant', 'site']).doUpdateSet({ city })).execute();
    },
    zones: () => db.selectFrom('twin_zones').selectAll().execute(),
    async saveZone(kiosk, zone) {
      if (zone === null) await db.deleteFrom('twin_zones').where('kiosk', '=', kiosk).execute();
      else await db.insertInto('twin_zones').values({ kiosk, zone }).onConflict((conflict) => conflict.column('kiosk').doUpdateSet({ zone })).execute();
    },
    async reports() {
      return new Map((await db.selectFrom('twin_reports').selectAll().execute()).map((row) => [row.kiosk, { version: row.version, hash: row.hash, refused: JSON.parse(row.refused) as { key: string; reason: string }[], at: row.at }]));
    },
    saveReport: (kiosk, report) => reports.add({ kiosk, report }),
    async saveCommand({ id, kiosk, name, args, by, at, notAfter, state, detail, doneAt }) {
      await db.insertInto('twin_commands').values({ id, kiosk, name, args: JSON.stringify(args), sent_by: by, at, not_after: notAfter, state, detail, done_at: doneAt }).execute();
      const oldest = await db.selectFrom('twin_commands').select('at').where('kiosk', '=', kiosk).orderBy('at', 'desc').offset(COMMANDS_KEPT).limit(1).executeTakeFirst();
      if (oldest) await db.deleteFrom('twin_commands').where('kiosk', '=', kiosk).where('at', '<=', oldest.at).execute();
    },
    async settleCommand(id, kiosk, { state, detail, doneAt }) {
      await db.updateTable('twin_commands').set({ state, detail, done_at: doneAt }).where('kiosk', '=', kiosk).where('id', '=', id).execute();
    },
    async commands(kiosk, limit) {
      return (await db.selectFrom('twin_commands').selectAll().where('kiosk', '=', kiosk).orderBy('at', 'desc').limit(limit).execute())
        .map((row) => ({ id: row.id, kiosk, name: row.name, args: JSON.parse(row.args) as Record<string, unknown>, by: row.sent_by, at: row.at, notAfter: row.not_after, state: row.state as 'sent' | 'done' | 'refused', detail: row.detail, doneAt: row.done_at }));
    },
    async readings() {
      return (await db.selectFrom('twin_health').selectAll().execute()).map((row) => ({ kiosk: row.kiosk, at: row.at, skewMs: row.skew_ms, values: JSON.parse(row.reading) as Record<string, number> }));
    },
    async saveReadings(readings, hours) {
      await db.transaction().execute(async (tx) => {
        for (const { kiosk, at, skewMs, values } of readings) {
          const row = { at, skew_ms: Math.round(skewMs), reading: JSON.stringify(values) };
          await tx.insertInto('twin_health').values({ kiosk, ...row }).onConflict((conflict) => conflict.column('kiosk').doUpdateSet(row)).execute();
        }
        for (const { kiosk, key, hour, count, mean, least, most } of hours) {
          await tx.insertInto('twin_series').values({ kiosk, key, hour, n: count, total: mean * count, least, most }).onConflict((conflict) => conflict.columns(['kiosk', 'key', 'hour']).doUpdateSet((eb) => ({
            n: eb('twin_series.n', '+', count), total: eb('twin_series.total', '+', mean * count),
            least: eb.case().when('twin_series.least', '<', least).then(eb.ref('twin_series.least')).else(least).end(),
            most: eb.case().when('twin_series.most', '>', most).then(eb.ref('twin_series.most')).else(most).end(),
          }))).execute();
        }
      });
    },
    async series(kiosk, since) {
      return (await db.selectFrom('twin_series').selectAll().where('kiosk', '=', kiosk).where('hour', '>=', since).orderBy('hour').execute())
        .map((row) => ({ hour: row.hour, key: row.key, count: row.n, mean: row.total / row.n, least: row.least, most: row.most }));
    },
    async dropSeriesBefore(hour) { await db.deleteFrom('twin_series').where('hour', '<', hour).execute(); },
    async saveLog(kiosk, { at, lines }) {
      const row = { at, body: JSON.stringify(lines) };
      await db.insertInto('twin_logs').values({ kiosk, ...row }).onConflict((conflict) => conflict.column('kiosk').doUpdateSet(row)).execute();
    },
    async log(kiosk) {
      const row = await db.selectFrom('twin_logs').selectAll().where('kiosk', '=', kiosk).executeTakeFirst();
      return row && { at: row.at, lines: JSON.parse(row.body) as string[] };
    },
    async incidentsOf(kiosk, limit) { return (await db.selectFrom('incidents').select(['at', 'code', 'text', 'facts']).where('kiosk', '=', kiosk).orderBy('id', 'desc').limit(limit).execute()).map((row) => ({ ...row, facts: readFacts(row.facts) })); },
  };
}
