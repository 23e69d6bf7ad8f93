// Staff with their second factors, open sessions and the tokens of machines. Secrets that must be read again (second factors,
// what a provider wants to see when somebody signs out) lie sealed in the rows.
import type { Insertable, Selectable } from 'kysely';
import type { Permission } from '../../core/access.ts';
import type { Scope } from '../../core/scope.ts';
import type { SecretBox } from '../../core/secret-box-port.ts';
import type { ServiceToken, StaffRecord, StaffSession, StaffStore } from '../../core/staff-port.ts';
import type { Schema } from './migrations.ts';
import type { Db } from './store-database.ts';

function memberOf(row: Selectable<Schema['staff']>, box: SecretBox): StaffRecord {
  return {
    name: row.name, roles: JSON.parse(row.roles) as string[], scope: JSON.parse(row.scope) as Scope, hash: row.hash, mustChange: row.must_change === 1, disabledAt: row.disabled_at,
    totpSecret: opened(box, places.secret(row.name), row.totp_secret), totpPending: opened(box, places.pending(row.name), row.totp_pending), totpStep: row.totp_step, subject: row.subject, savedAt: row.saved_at,
  };
}
function sessionOf(row: Selectable<Schema['staff_sessions']>, box: SecretBox): StaffSession {
  const idToken = opened(box, places.idToken(row.token_hash), row.id_token);
  return {
    id: row.id, tokenHash: row.token_hash, name: row.name, openedAt: row.opened_at, expiresAt: row.expires_at, seenAt: row.seen_at, device: row.device, remote: row.remote,
    second: row.second === 1, provenAt: row.proven_at, idToken: idToken === box.unknowable ? null : idToken,
  };
}
function token(row: Selectable<Schema['service_tokens']>): ServiceToken {
  return {
    id: row.id, name: row.name, tokenHash: row.token_hash, permissions: JSON.parse(row.permissions) as Permission[], scope: JSON.parse(row.scope) as Scope,
    createdAt: row.created_at, createdBy: row.created_by, expiresAt: row.expires_at, revokedAt: row.revoked_at, usedAt: row.used_at,
  };
}

/** A secret of a row, whether sealed or from before there was a seal. */
function opened(box: SecretBox, place: string, text: string | null): string | null {
  if (text === null || !box.isSealed(text)) return text;
  return box.open(place, text) ?? box.unknowable;
}
const sealed = (box: SecretBox, place: string, text: string | null): string | null => (text === null ? null : box.seal(place, text));
const places = { secret: (name: string): string => `staff.totp_secret ${name}`, pending: (name: string): string => `staff.totp_pending ${name}`, idToken: (tokenHash: string): string => `staff_sessions.id_token ${tokenHash}` };

export function createStaffStore(db: Db, box: SecretBox): StaffStore {
  const member = (row: Selectable<Schema['staff']>): StaffRecord => memberOf(row, box);
  const session = (row: Selectable<Schema['staff_sessions']>): StaffSession => sessionOf(row, box);
  return {
    async sealSecrets() {
      let [done, unreadable] = [0, 0];
      /** What a column should hold from now on; undefined: as it is. */
      const better = (place: string, text: string | null): string | undefined => {
        if (text === null) return undefined;
        if (box.isSealed(text)) unreadable += box.open(place, text) === undefined ? 1 : 0;
        else done += 1;
        return box.isSealed(text) ? undefined : box.seal(place, text);
      };
      await db.transaction().execute(async (tx) => {
        for (const row of await tx.selectFrom('staff').select(['name', 'totp_secret', 'totp_pending']).execute()) {
          const [secret, pending] = [better(places.secret(row.name), row.totp_secret), better(places.pending(row.name), row.totp_pending)];
          if (secret !== undefined) await tx.updateTable('staff').set({ totp_secret: secret }).where('name', '=', row.name).execute();
          if (pending !== undefined) await tx.updateTable('staff').set({ totp_pending: pending }).where('name', '=', row.name).execute();
        }
        for (const row of await tx.selectFrom('staff_sessions').select(['token_hash', 'id_token']).execute()) {
          const idToken = better(places.idToken(row.token_hash), row.id_token);
          if (idToken !== undefined) await tx.updateTable('staff_sessions').set({ id_token: idToken }).where('token_hash', '=', row.token_hash).execute();
        }
      });
      return { sealed: done, unreadable };
    },
    async count() { return Number((await db.selectFrom('staff').select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n); },
    async find(name) {
      const row = await db.selectFrom('staff').selectAll().where('name', '=', name).executeTakeFirst();
      return row && member(row);
    },
    async findSubject(subject) {
      const row = await db.selectFrom('staff').selectAll().where('subject', '=', subject).executeTakeFirst();
      return row && member(row);
    },
    async list() { return (await db.selectFrom('staff').selectAll().orderBy('name').execute()).map(member); },
    async add({ name, hash, roles, scope, mustChange, subject }, at) {
      const done = await db.insertInto('staff').values({
        name, hash, roles: JSON.stringify(roles), scope: JSON.stringify(scope), must_change: mustChange ? 1 : 0, subject, saved_at: at,
        disabled_at: null, totp_secret: null, totp_pending: null, totp_step: 0,
      }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      return Number(done.numInsertedOrUpdatedRows ?? 0) === 1;
    },
    async change(name, change, at) {
      const row: Partial<Insertable<Schema['staff']>> = {
        saved_at: at,
        ...(change.hash === undefined ? {} : { hash: change.hash }), ...(change.roles === undefined ? {} : { roles: JSON.stringify(change.roles) }),
        ...(change.scope === undefined ? {} : { scope: JSON.stringify(change.scope) }), ...(change.mustChange === undefined ? {} : { must_change: change.mustChange ? 1 : 0 }),
        ...(change.disabledAt === undefined ? {} : { disabled_at: change.disabledAt }), ...(change.totpSecret === undefined ? {} : { totp_secret: sealed(box, places.secret(name), change.totpSecret) }),
        ...(change.totpPending === undefined ? {} : { totp_pending: sealed(box, places.pending(name), change.totpPending) }), ...(change.totpStep === undefined ? {} : { totp_step: change.totpStep }),
        ...(change.subject === undefined ? {} : { subject: change.subject }),
      };
      await db.updateTable('staff').set(row).where('name', '=', name).execute();
    },
    async useStep(name, step) {
      const done = await db.updateTable('staff').set({ totp_step: step }).where('name', '=', name).where('totp_step', '<', step).executeTakeFirst();
      return Number(done.numUpdatedRows) === 1;
    },
    async saveRecovery(name, hashes) {
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('staff_recovery').where('name', '=', name).execute();
        if (hashes.length > 0) await tx.insertInto('staff_recovery').values(hashes.map((code_hash) => ({ name, code_hash }))).execute();
      });
    },
    async recoveryLeft(name) { return Number((await db.selectFrom('staff_recovery').select((eb) => eb.fn.countAll().as('n')).where('name', '=', name).executeTakeFirstOrThrow()).n); },
    async useRecovery(name, hash) { return Number((await db.deleteFrom('staff_recovery').where('name', '=', name).where('code_hash', '=', hash).executeTakeFirst()).numDeletedRows) === 1; },

    async openSession(given) {
      await db.deleteFrom('staff_sessions').where('expires_at', '<', given.openedAt).execute();
      await db.insertInto('staff_sessions').values({
        token_hash: given.tokenHash, id: given.id, name: given.name, opened_at: given.openedAt, expires_at: given.expiresAt, seen_at: given.seenAt, device: given.device, remote: given.remote,
        second: given.second ? 1 : 0, proven_at: given.provenAt, id_token: sealed(box, places.idToken(given.tokenHash), given.idToken),
      }).execute();
    },
    async session(tokenHash) {
      const row = await db.selectFrom('staff_sessions').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
      return row && session(row);
    },
    async sessions(name, at) { return (await db.selectFrom('staff_sessions').selectAll().where('name', '=', name).where('expires_at', '>', at).orderBy('seen_at', 'desc').execute()).map(session); },
    async touchSession(tokenHash, { seenAt, second, provenAt }) {
      const change = { ...(seenAt === undefined ? {} : { seen_at: seenAt }), ...(second === undefined ? {} : { second: second ? 1 : 0 }), ...(provenAt === undefined ? {} : { proven_at: provenAt }) };
      await db.updateTable('staff_sessions').set(change).where('token_hash', '=', tokenHash).execute();
    },
    async closeSession(tokenHash) { await db.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute(); },
    async closeSessions(name, exceptHash = '') { return Number((await db.deleteFrom('staff_sessions').where('name', '=', name).where('token_hash', '!=', exceptHash).executeTakeFirst()).numDeletedRows); },
    async closeSessionById(name, id) { return Number((await db.deleteFrom('staff_sessions').where('name', '=', name).where('id', '=', id).executeTakeFirst()).numDeletedRows) === 1; },

    async addToken(given) {
      await db.insertInto('service_tokens').values({
        id: given.id, name: given.name, token_hash: given.tokenHash, permissions: JSON.stringify(given.permissions), scope: JSON.stringify(given.scope),
        created_at: given.createdAt, created_by: given.createdBy, expires_at: given.expiresAt, revoked_at: given.revokedAt, used_at: given.usedAt,
      }).execute();
    },
    async token(tokenHash) {
      const row = await db.selectFrom('service_tokens').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
      return row && token(row);
    },
    async tokens() { return (await db.selectFrom('service_tokens').selectAll().orderBy('created_at').execute()).map(token); },
    async tokenUsed(id, at) { await db.updateTable('service_tokens').set({ used_at: at }).where('id', '=', id).execute(); },
    async revokeToken(id, at) { return Number((await db.updateTable('service_tokens').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst()).numUpdatedRows) === 1; },
  };
}
