// Rollouts on disk: one row each, whole; and per pack the release that new kiosks get.
import type { PackRelease } from '../../../flows/protocol/fleet.ts';
import type { Rollout } from '../../core/rollout-contract.ts';
import type { RolloutStore } from '../../core/rollout-port.ts';
import { asFault, type Db } from './store-database.ts';

const TAKEN_BACK = 20; // the latest of a pack

export function createRolloutStore(db: Db, where: string): RolloutStore {
  const read = (row: { doc: string }): Rollout => JSON.parse(row.doc) as Rollout;
  return {
    async save(rollout) {
      const row = { pack: rollout.pack, version: rollout.release.version, state: rollout.state, started_at: rollout.startedAt, doc: JSON.stringify(rollout) };
      try {
        await db.insertInto('rollouts').values({ id: rollout.id, ...row }).onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute();
      } catch (error) {
        throw asFault(error, where);
      }
    },
    async list(limit, packs) {
      if (packs?.length === 0) return [];
      const all = db.selectFrom('rollouts').select('doc').orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit);
      return (await (packs ? all.where('pack', 'in', [...packs]) : all).execute()).map(read);
    },
    async find(id) {
      const row = await db.selectFrom('rollouts').select('doc').where('id', '=', id).executeTakeFirst();
      return row && read(row);
    },
    async current(pack) {
      const row = await db.selectFrom('current_releases').select('release').where('pack', '=', pack).executeTakeFirst();
      return row && JSON.parse(row.release) as PackRelease;
    },
    async takenBackAt(pack, sha256) {
      const rows = await db.selectFrom('rollouts').select('doc').where('pack', '=', pack).where('state', 'in', ['rolling-back', 'rolled-back']).orderBy('started_at', 'desc').limit(TAKEN_BACK).execute();
      const found = rows.map(read).find((rollout) => rollout.release.sha256 === sha256);
      return found?.history.find((entry) => entry.what === 'rolling-back')?.at ?? null;
    },
    async setCurrent(release) {
      const row = { release: JSON.stringify(release) };
      await db.insertInto('current_releases').values({ pack: release.pack, ...row }).onConflict((conflict) => conflict.column('pack').doUpdateSet(row)).execute();
    },
  };
}
