// What everybody may do with their own account: a new password, a second factor, and a look at the open sessions.
import { needsSecondFactor } from './access.ts';
import { PASSWORD_SAYS, passwordProblem } from './password-rules.ts';
import type { Audit, Clock, Hasher } from './ports.ts';
import type { SecondFactor } from './second-factor-port.ts';
import { IDLE_MS, type SignedIn } from './sign-in.ts';
import type { StaffStore } from './staff-port.ts';

const RECOVERY_CODES = 10;

export type Refused = { readonly outcome: 'refused'; readonly code: 'not-allowed' | 'usage' | 'conflict' | 'proof-needed' | 'not-signed-in'; readonly what: string; readonly mend: string; readonly reason?: string };
export interface SessionView { readonly id: string; readonly device: string; readonly remote: string; readonly openedAt: number; readonly seenAt: number; readonly here: boolean }

export interface OwnAccount {
  changePassword(as: SignedIn, old: string, wanted: string): Promise<{ outcome: 'done' } | Refused>;
  beginSecondFactor(as: SignedIn): Promise<{ outcome: 'begun'; secret: string; uri: string; svg: string } | Refused>;
  /** Gives the recovery codes, for the only time. */
  confirmSecondFactor(as: SignedIn, code: string): Promise<{ outcome: 'done'; recovery: readonly string[] } | Refused>;
  newRecovery(as: SignedIn): Promise<{ outcome: 'done'; recovery: readonly string[] } | Refused>;
  removeSecondFactor(as: SignedIn): Promise<{ outcome: 'done' } | Refused>;
  sessions(name: string, here: string | null): Promise<SessionView[]>;
  endSession(name: string, id: string): Promise<boolean>;
  endOthers(as: SignedIn): Promise<number>;
  recoveryLeft(name: string): Promise<number>;
}

const proofNeeded: Refused = { outcome: 'refused', code: 'proof-needed', what: 'This needs a fresh proof that it is you.', mend: 'Enter a code of your authenticator app, or your password if you have no second factor.' };
const noSuch: Refused = { outcome: 'refused', code: 'not-allowed', what: 'A service token has no account of its own.', mend: 'Sign in as a person.' };

export function createOwnAccount(options: { staff: StaffStore; hasher: Hasher; secondFactor: SecondFactor; clock: Clock; audit: Audit }): OwnAccount {
  const { staff, hasher, secondFactor, clock, audit } = options;
  const note = (who: string, what: string, detail: Record<string, unknown> = {}): Promise<void> => audit.note({ at: clock.now(), who, what, detail });
  /** Sixteen letters and digits, in fours: 80 random bits, so a fast hash is enough. */
  async function recoveryFor(name: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => secondFactor.secret().toLowerCase().slice(0, 16));
    await staff.saveRecovery(name, codes.map((code) => hasher.tokenHash(code)));
    return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
  }

  return {
    async changePassword({ record, session, needs }, old, wanted) {
      if (!record || !session) return noSuch;
      if (needs !== 'nothing' && needs !== 'new-password') return { outcome: 'refused', code: 'not-allowed', what: 'The second step of signing in comes first.', mend: 'Enter the code.' };
      if (!record.hash) return { outcome: 'refused', code: 'conflict', what: 'This account has no password; it comes from your organisation\'s sign-in.', mend: 'Change it there.' };
      if (!(await hasher.verify(old, record.hash))) return { outcome: 'refused', code: 'usage', reason: 'old-wrong', what: 'The old password is wrong.', mend: 'Enter the password you signed in with.' };
      const bad = passwordProblem(wanted, record.name);
      if (bad) return { outcome: 'refused', code: 'usage', reason: bad, what: PASSWORD_SAYS[bad], mend: 'Take a longer one, such as four words that do not belong together.' };
      if (wanted === old) return { outcome: 'refused', code: 'usage', reason: 'same', what: 'The new password is the old one.', mend: 'Take another one.' };
      await staff.change(record.name, { hash: await hasher.hash(wanted, 'staff'), mustChange: false }, clock.now());
      const ended = await staff.closeSessions(record.name, session.tokenHash);
      await note(record.name, 'password-changed', { sessionsEnded: ended });
      return { outcome: 'done' };
    },
    async beginSecondFactor({ record, session, needs, fresh }) {
      if (!record || !session) return noSuch;
      // Somebody who only knows the password must not put their own authenticator in the place of the owner's.
      if (record.totpSecret !== null && (needs === 'second-factor' || !fresh)) return proofNeeded;
      const secret = secondFactor.secret();
      await staff.change(record.name, { totpPending: secret }, clock.now());
      return { outcome: 'begun', secret, ...await secondFactor.enrolment(secret, record.name) };
    },
    async confirmSecondFactor({ record, session, needs, fresh }, code) {
      if (!record || !session) return noSuch;
      if (record.totpPending === null) return { outcome: 'refused', code: 'conflict', what: 'No enrolment has been begun.', mend: 'Begin it again and scan the new picture.' };
      if (record.totpSecret !== null && (needs === 'second-factor' || !fresh)) return proofNeeded;
      const step = secondFactor.step(record.totpPending, code.replace(/\s/g, ''), clock.now());
      if (step === undefined) return { outcome: 'refused', code: 'usage', reason: 'code-wrong', what: 'This code does not fit.', mend: 'Look whether the clock of the phone is right, and enter the newest code.' };
      await staff.change(record.name, { totpSecret: record.totpPending, totpPending: null, totpStep: step }, clock.now());
      const recovery = await recoveryFor(record.name);
      await staff.touchSession(session.tokenHash, { second: true, provenAt: clock.now() });
      const ended = await staff.closeSessions(record.name, session.tokenHash);
      await note(record.name, 'second-factor-enrolled', { sessionsEnded: ended });
      return { outcome: 'done', recovery };
    },
    async newRecovery({ record, fresh }) {
      if (!record) return noSuch;
      if (record.totpSecret === null) return { outcome: 'refused', code: 'conflict', what: 'There is no second factor.', mend: 'Set it up first.' };
      if (!fresh) return proofNeeded;
      const recovery = await recoveryFor(record.name);
      await note(record.name, 'recovery-codes-renewed');
      return { outcome: 'done', recovery };
    },
    async removeSecondFactor({ record, fresh }) {
      if (!record) return noSuch;
      if (needsSecondFactor(record.roles)) return { outcome: 'refused', code: 'conflict', what: 'Administrators keep a second factor.', mend: 'Set up a new one in its place.' };
      if (!fresh) return proofNeeded;
      await staff.change(record.name, { totpSecret: null, totpPending: null, totpStep: 0 }, clock.now());
      await staff.saveRecovery(record.name, []);
      await note(record.name, 'second-factor-removed');
      return { outcome: 'done' };
    },
    async sessions(name, here) {
      const open = await staff.sessions(name, clock.now());
      return open.filter((one) => one.seenAt + IDLE_MS > clock.now()).map(({ id, device, remote, openedAt, seenAt }) => ({ id, device, remote, openedAt, seenAt, here: id === here }));
    },
    endSession: (name, id) => staff.closeSessionById(name, id),
    async endOthers({ staff: { name }, session }) { return session ? staff.closeSessions(name, session.tokenHash) : 0; },
    recoveryLeft: (name) => staff.recoveryLeft(name),
  };
}
