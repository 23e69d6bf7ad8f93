// Staff, their open sessions, the audit and the replies to connector calls.
import type { Audit, CallStore, StaffStore } from '../../core/ports.ts';
import type { Db } from './sqlite-database.ts';

export function createStaffStore(db: Db): StaffStore {
  const roles = (text: string): string[] => JSON.parse(text) as string[];
  return {
    async count() { return Number((await db.selectFrom('staff').select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n); },
    async find(name) {
      const row = await db.selectFrom('staff').selectAll().where('name', '=', name).executeTakeFirst();
      return row && { name: row.name, roles: roles(row.roles), hash: row.hash };
    },
    async save(member, at) {
      const row = { hash: member.hash, roles: JSON.stringify(member.roles), saved_at: at };
      await db.insertInto('staff').values({ name: member.name, ...row }).onConflict((conflict) => conflict.column('name').doUpdateSet(row)).execute();
    },
    async list() { return (await db.selectFrom('staff').select(['name', 'roles']).orderBy('name').execute()).map((row) => ({ name: row.name, roles: roles(row.roles) })); },
    async openSession({ tokenHash, name, at, expiresAt }) {
      await db.deleteFrom('staff_sessions').where('expires_at', '<', at).execute();
      await db.insertInto('staff_sessions').values({ token_hash: tokenHash, name, opened_at: at, expires_at: expiresAt }).execute();
    },
    async session(tokenHash, at) {
      const row = await db.selectFrom('staff_sessions').innerJoin('staff', 'staff.name', 'staff_sessions.name').select(['staff.name', 'staff.roles'])
        .where('token_hash', '=', tokenHash).where('expires_at', '>', at).executeTakeFirst();
      return row && { name: row.name, roles: roles(row.roles) };
    },
    async closeSession(tokenHash) { await db.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute(); },
  };
}

export function createAudit(db: Db): Audit {
  return { async note({ at, who, what, detail }) { await db.insertInto('audit').values({ at, who, what, detail: JSON.stringify(detail) }).execute(); } };
}

export function createCallStore(db: Db): CallStore {
  return {
    async reply(kiosk, key) { return (await db.selectFrom('calls').select('reply').where('kiosk', '=', kiosk).where('key', '=', key).executeTakeFirst())?.reply; },
    async saveReply(kiosk, key, reply, at) { await db.insertInto('calls').values({ kiosk, key, reply, at }).onConflict((conflict) => conflict.doNothing()).execute(); },
  };
}
