// Hiring, changing and shutting out staff. Nobody hands out more than they have, changes their own rights, or locks the last
// security administrator out; every change ends the sessions that were opened under the old rights.
import type { Permission, Role } from './access.ts';
import { PASSWORD_SAYS, passwordProblem } from './password-rules.ts';
import type { Audit, Clock, Hasher, StaffMember } from './ports.ts';
import { type Scope, within } from './scope.ts';
import type { ServiceToken, StaffRecord, StaffStore } from './staff-port.ts';

export interface StaffView {
  readonly name: string; readonly roles: readonly string[]; readonly scope: Scope; readonly disabled: boolean; readonly secondFactor: boolean; readonly mustChange: boolean;
  readonly from: 'here' | 'provider'; readonly sessions: number; readonly lastSeen: number | null;
}
export type AdminResult = { readonly outcome: 'done' } | { readonly outcome: 'unknown' } | { readonly outcome: 'refused'; readonly code: 'usage' | 'conflict' | 'not-allowed'; readonly what: string; readonly mend: string; readonly reason?: string };
export type TokenView = Omit<ServiceToken, 'tokenHash'>;

export interface StaffAdmin {
  list(by: StaffMember): Promise<StaffView[]>;
  /** The person, when `by` may see them. */
  find(by: StaffMember, name: string): Promise<StaffRecord | undefined>;
  add(by: StaffMember, person: { name: string; password: string; roles: readonly Role[]; scope: Scope }): Promise<AdminResult>;
  change(by: StaffMember, name: string, change: { roles?: readonly Role[] | undefined; scope?: Scope | undefined; disabled?: boolean | undefined }): Promise<AdminResult>;
  resetPassword(by: StaffMember, name: string, password: string): Promise<AdminResult>;
  resetSecondFactor(by: StaffMember, name: string): Promise<AdminResult>;
  endSessions(by: StaffMember, name: string): Promise<AdminResult>;
  tokens(by: StaffMember): Promise<TokenView[]>;
  /** Gives the token itself, for the only time. */
  addToken(by: StaffMember, token: { name: string; permissions: readonly Permission[]; scope: Scope; days: number }): Promise<{ outcome: 'done'; id: string; token: string; expiresAt: number } | Exclude<AdminResult, { outcome: 'done' | 'unknown' }>>;
  revokeToken(by: StaffMember, id: string): Promise<AdminResult>;
}

const DAY_MS = 86_400_000;
const refuse = (code: 'usage' | 'conflict' | 'not-allowed', what: string, mend: string): { outcome: 'refused'; code: 'usage' | 'conflict' | 'not-allowed'; what: string; mend: string } => ({ outcome: 'refused', code, what, mend });
const tooMuch = { ...refuse('not-allowed', 'This reaches further than your own account.', 'Ask somebody who looks after the whole hub.'), reason: 'too-far' };
const done = { outcome: 'done' } as const;

export function createStaffAdmin(options: { staff: StaffStore; hasher: Hasher; clock: Clock; audit: Audit }): StaffAdmin {
  const { staff, hasher, clock, audit } = options;
  const note = (by: StaffMember, what: string, detail: Record<string, unknown>): Promise<void> => audit.note({ at: clock.now(), who: by.name, what, detail });

  async function find(by: StaffMember, name: string): Promise<StaffRecord | undefined> {
    const record = await staff.find(name);
    return record && within(record.scope, by.scope) ? record : undefined;
  }
  /** Would nobody be left who can hand out roles for the whole hub? */
  async function lastOne(name: string): Promise<boolean> {
    const able = (await staff.list()).filter((one) => one.disabledAt === null && one.scope === 'all' && one.roles.includes('security-admin'));
    return able.length === 1 && able[0]?.name === name;
  }

  return {
    find,
    async list(by) {
      const people = (await staff.list()).filter((one) => within(one.scope, by.scope));
      return Promise.all(people.map(async (one) => {
        const open = await staff.sessions(one.name, clock.now());
        return {
          name: one.name, roles: one.roles, scope: one.scope, disabled: one.disabledAt !== null, secondFactor: one.totpSecret !== null, mustChange: one.mustChange,
          from: one.subject === null ? 'here' as const : 'provider' as const, sessions: open.length, lastSeen: open[0]?.seenAt ?? null,
        };
      }));
    },
    async add(by, { name, password, roles, scope }) {
      if (!within(scope, by.scope)) return tooMuch;
      const bad = passwordProblem(password, name);
      if (bad) return { ...refuse('usage', PASSWORD_SAYS[bad], 'Take a longer one, such as four words that do not belong together.'), reason: bad };
      const added = await staff.add({ name, roles, scope, hash: await hasher.hash(password, 'staff'), mustChange: true, subject: null }, clock.now());
      if (!added) return { ...refuse('conflict', `There is somebody called ${name} already.`, 'Choose another name, or change the one who is there.'), reason: 'name-taken' };
      await note(by, 'staff-added', { name, roles, scope });
      return done;
    },
    async change(by, name, { roles, scope, disabled }) {
      const record = await find(by, name);
      if (!record) return { outcome: 'unknown' };
      if (name === by.name) return { ...refuse('not-allowed', 'Nobody changes their own rights.', 'Ask another security administrator.'), reason: 'own-rights' };
      if (scope !== undefined && !within(scope, by.scope)) return tooMuch;
      const loses = disabled === true || (roles !== undefined && !roles.includes('security-admin')) || (scope !== undefined && scope !== 'all');
      if (loses && await lastOne(name)) return { ...refuse('conflict', 'This is the last security administrator of the hub.', 'Give somebody else the role first.'), reason: 'last-one' };
      await staff.change(name, { ...(roles === undefined ? {} : { roles }), ...(scope === undefined ? {} : { scope }), ...(disabled === undefined ? {} : { disabledAt: disabled ? clock.now() : null }) }, clock.now());
      const ended = await staff.closeSessions(name);
      await note(by, 'staff-changed', { name, ...(roles === undefined ? {} : { roles, before: record.roles }), ...(scope === undefined ? {} : { scope }), ...(disabled === undefined ? {} : { disabled }), sessionsEnded: ended });
      return done;
    },
    async resetPassword(by, name, password) {
      const record = await find(by, name);
      if (!record) return { outcome: 'unknown' };
      if (record.subject !== null) return refuse('conflict', 'This person signs in through your organisation.', 'Change the password there.');
      const bad = passwordProblem(password, name);
      if (bad) return { ...refuse('usage', PASSWORD_SAYS[bad], 'Take a longer one, such as four words that do not belong together.'), reason: bad };
      await staff.change(name, { hash: await hasher.hash(password, 'staff'), mustChange: true }, clock.now());
      await note(by, 'password-reset', { name, sessionsEnded: await staff.closeSessions(name) });
      return done;
    },
    async resetSecondFactor(by, name) {
      const record = await find(by, name);
      if (!record) return { outcome: 'unknown' };
      if (name === by.name) return refuse('not-allowed', 'Your own second factor is replaced in your own account.', 'Open Settings, Account.');
      await staff.change(name, { totpSecret: null, totpPending: null, totpStep: 0 }, clock.now());
      await staff.saveRecovery(name, []);
      await note(by, 'second-factor-reset', { name, sessionsEnded: await staff.closeSessions(name) });
      return done;
    },
    async endSessions(by, name) {
      if (!(await find(by, name))) return { outcome: 'unknown' };
      await note(by, 'sessions-ended', { name, sessionsEnded: await staff.closeSessions(name) });
      return done;
    },
    async tokens(by) {
      return (await staff.tokens()).filter((one) => within(one.scope, by.scope)).map(({ tokenHash: _hidden, ...rest }) => rest);
    },
    async addToken(by, { name, permissions, scope, days }) {
      if (!within(scope, by.scope)) return tooMuch;
      const id = hasher.token().slice(0, 12);
      const token = `foyer_${hasher.token()}`;
      const expiresAt = clock.now() + days * DAY_MS;
      await staff.addToken({ id, name, tokenHash: hasher.tokenHash(token), permissions, scope, createdAt: clock.now(), createdBy: by.name, expiresAt, revokedAt: null, usedAt: null });
      await note(by, 'token-made', { id, name, permissions, scope, expiresAt });
      return { outcome: 'done', id, token, expiresAt };
    },
    async revokeToken(by, id) {
      const found = (await staff.tokens()).find((one) => one.id === id && within(one.scope, by.scope));
      if (!found || !(await staff.revokeToken(id, clock.now()))) return { outcome: 'unknown' };
      await note(by, 'token-revoked', { id, name: found.name });
      return done;
    },
  };
}
