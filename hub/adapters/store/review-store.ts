// Reviews on disk: who changed a draft, what its check said, who asked, who decided; and the hub's rules for content.
import type { Selectable } from 'kysely';
import type { ContentSettings, DraftCheck, Review, ReviewStore } from '../../core/rollout-port.ts';
import type { RolloutsTables } from './schema-rollouts.ts';
import type { Db } from './store-database.ts';

const KEEP_CHECKS = 200;

function review(row: Selectable<RolloutsTables['draft_reviews']>): Review {
  return {
    id: row.id, pack: row.pack, sha256: row.sha256, state: row.state as Review['state'], requestedBy: row.requested_by, requestedAt: row.requested_at, note: row.note,
    decidedBy: row.decided_by, decidedAt: row.decided_at, answer: row.answer,
  };
}

export function createReviewStore(db: Db): ReviewStore {
  return {
    async edited(pack, who, at) { await db.insertInto('draft_editors').values({ pack, who, at }).onConflict((conflict) => conflict.columns(['pack', 'who']).doUpdateSet({ at })).execute(); },
    async editors(pack) { return (await db.selectFrom('draft_editors').select('who').where('pack', '=', pack).orderBy('at').execute()).map((row) => row.who); },
    async forgetEditors(pack) { await db.deleteFrom('draft_editors').where('pack', '=', pack).execute(); },
    async add(one) {
      await db.insertInto('draft_reviews').values({
        pack: one.pack, sha256: one.sha256, state: one.state, requested_by: one.requestedBy, requested_at: one.requestedAt, note: one.note, decided_by: one.decidedBy, decided_at: one.decidedAt, answer: one.answer,
      }).execute();
    },
    async decide(id, decision) {
      await db.updateTable('draft_reviews').set({ state: decision.state, decided_by: decision.decidedBy, decided_at: decision.decidedAt, answer: decision.answer }).where('id', '=', id).execute();
    },
    async list(pack, limit) { return (await db.selectFrom('draft_reviews').selectAll().where('pack', '=', pack).orderBy('id', 'desc').limit(limit).execute()).map(review); },
    async check(sha256) {
      const row = await db.selectFrom('draft_checks').select('doc').where('sha256', '=', sha256).executeTakeFirst();
      return row && JSON.parse(row.doc) as DraftCheck;
    },
    async saveCheck(check) {
      const row = { at: check.at, doc: JSON.stringify(check) };
      await db.insertInto('draft_checks').values({ sha256: check.sha256, ...row }).onConflict((conflict) => conflict.column('sha256').doUpdateSet(row)).execute();
      const old = await db.selectFrom('draft_checks').select('sha256').orderBy('at', 'desc').offset(KEEP_CHECKS).limit(50).execute();
      if (old.length > 0) await db.deleteFrom('draft_checks').where('sha256', 'in', old.map((one) => one.sha256)).execute();
    },
    async settings() {
      const row = await db.selectFrom('content_settings').select('doc').orderBy('id', 'desc').limit(1).executeTakeFirst();
      return row ? JSON.parse(row.doc) as ContentSettings : { review: 'required', plan: {} };
    },
    async saveSettings(settings, by, at) { await db.insertInto('content_settings').values({ doc: JSON.stringify(settings), saved_by: by, saved_at: at }).execute(); },
  };
}
