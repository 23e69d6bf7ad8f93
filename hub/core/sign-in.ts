// Who is asking? Staff sign in with name and password (or come from a provider), administrators with a second factor too; a
// session ends by itself, and acts that cannot be undone want a fresh proof. Wrong tries cost time.
import { needsSecondFactor } from './access.ts';
import type { Audit, Clock, Hasher, StaffMember } from './ports.ts';
import type { SecondFactor } from './second-factor-port.ts';
import type { StaffRecord, StaffSession, StaffStore } from './staff-port.ts';
import { createThrottle } from './throttle.ts';

const SESSION_MS = 12 * 3600_000;
export const IDLE_MS = 30 * 60_000;
/** How long a password or code that was shown counts for acts that cannot be undone. */
export const FRESH_MS = 5 * 60_000;
const SEEN_EVERY_MS = 30_000;

/** What is still missing before this session may do anything. */
export type Needs = 'nothing' | 'second-factor' | 'enrol' | 'new-password';
export interface From { readonly remote: string; readonly device: string }
export interface SignedIn {
  readonly staff: StaffMember; readonly needs: Needs;
  /** null: a machine with a service token. */
  readonly session: StaffSession | null;
  readonly record: StaffRecord | null;
  /** A password or code has been shown within the last minutes. */
  readonly fresh: boolean;
}
export type SignInResult =
  | { readonly outcome: 'signed-in'; readonly token: string; readonly as: SignedIn; readonly maxAgeSeconds: number }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'too-many'; readonly retryAfterSeconds: number };
export type ProofResult = { readonly outcome: 'proven' } | { readonly outcome: 'wrong' } | { readonly outcome: 'too-many'; readonly retryAfterSeconds: number };

export interface SignIn {
  signIn(name: string, password: string, from: From): Promise<SignInResult>;
  /** Opens a session for somebody whom a provider has vouched for. */
  enter(name: string, from: From, provider: { idToken: string | null; second: boolean }): Promise<{ token: string; as: SignedIn; maxAgeSeconds: number } | undefined>;
  /** The second step of signing in, or a fresh proof later: a code, a recovery code, or (without a second factor) the password. */
  prove(as: SignedIn, given: { code?: string | undefined; password?: string | undefined }, remote: string): Promise<ProofResult>;
  /** Gives the session that ended. */
  signOut(token: string, remote: string): Promise<StaffSession | undefined>;
  /** `use`: somebody does something, which keeps the session open. */
  who(token: string | undefined, use: boolean): Promise<SignedIn | undefined>;
}

export function createSignIn(options: {
  staff: StaffStore; hasher: Hasher; secondFactor: SecondFactor; clock: Clock; audit: Audit;
  /** May this person use a password at all? */
  passwordAllowed?: (name: string) => boolean;
}): SignIn {
  const { staff, hasher, secondFactor, clock, audit } = options;
  const names = createThrottle({ clock, tries: 5, windowMs: 60_000 });
  const addresses = createThrottle({ clock, tries: 20, windowMs: 60_000 }); // several people may sit behind one address
  const codes = createThrottle({ clock, tries: 5, windowMs: 15 * 60_000 }); // six digits do not stand more
  let decoy: Promise<string> | undefined;

  function read(record: StaffRecord, session: StaffSession): SignedIn {
    const needs: Needs = record.totpSecret !== null && !session.second ? 'second-factor'
      : record.totpSecret === null && !session.second && needsSecondFactor(record.roles) ? 'enrol'
        : record.mustChange ? 'new-password' : 'nothing';
    return { staff: { name: record.name, roles: record.roles, scope: record.scope }, needs, session, record, fresh: clock.now() - session.provenAt < FRESH_MS };
  }
  async function open(record: StaffRecord, from: From, provider: { idToken: string | null; second: boolean } | null): Promise<{ token: string; as: SignedIn; maxAgeSeconds: number }> {
    const token = hasher.token(); // always a new one: what the browser brought along is worth nothing
    const at = clock.now();
    const session: StaffSession = {
      id: hasher.token().slice(0, 16), tokenHash: hasher.tokenHash(token), name: record.name, openedAt: at, expiresAt: at + SESSION_MS, seenAt: at, device: from.device.slice(0, 200), remote: from.remote,
      second: provider?.second ?? false, provenAt: at, idToken: provider?.idToken ?? null,
    };
    await staff.openSession(session);
    await audit.note({ at, who: record.name, what: 'signed-in', detail: { remote: from.remote, device: session.device, by: provider ? 'provider' : 'password' } });
    return { token, as: read(record, session), maxAgeSeconds: SESSION_MS / 1000 };
  }

  return {
    async signIn(name, password, from) {
      const left = Math.max(names.blockedFor(name), addresses.blockedFor(from.remote));
      if (left > 0) return { outcome: 'too-many', retryAfterSeconds: Math.ceil(left / 1000) };
      names.count(name);
      addresses.count(from.remote);
      const record = await staff.find(name);
      decoy ??= hasher.hash(hasher.token(), 'staff');
      const right = await hasher.verify(password, record?.hash ? record.hash : await decoy); // an unknown name takes as long as a known one
      if (!record?.hash || !right || record.disabledAt !== null || !(options.passwordAllowed?.(name) ?? true)) {
        await audit.note({ at: clock.now(), who: name.slice(0, 60), what: 'sign-in-failed', detail: { remote: from.remote } });
        return { outcome: 'wrong' };
      }
      names.forget(name);
      addresses.forget(from.remote);
      return { outcome: 'signed-in', ...await open(record, from, null) };
    },
    async enter(name, from, provider) {
      const record = await staff.find(name);
      return record && record.disabledAt === null ? open(record, from, provider) : undefined;
    },
    async prove({ session, record }, { code, password }, remote) {
      if (!session || !record) return { outcome: 'wrong' };
      const left = codes.blockedFor(record.name);
      if (left > 0) return { outcome: 'too-many', retryAfterSeconds: Math.ceil(left / 1000) };
      codes.count(record.name);
      let by: 'code' | 'recovery-code' | 'password' | undefined;
      if (record.totpSecret !== null && code !== undefined) {
        const plain = code.replace(/[\s-]/g, '').toLowerCase();
        const step = secondFactor.step(record.totpSecret, plain, clock.now());
        // The store counts the steps, so that the same code works once, also when it is sent twice at the same time.
        if (step !== undefined) by = await staff.useStep(record.name, step) ? 'code' : undefined;
        else if (plain.length > 6 && await staff.useRecovery(record.name, hasher.tokenHash(plain))) by = 'recovery-code';
      } else if (record.totpSecret === null && password !== undefined && record.hash && await hasher.verify(password, record.hash)) by = 'password';
      await audit.note({ at: clock.now(), who: record.name, what: by ? 'proven' : 'proof-failed', detail: { remote, ...(by ? { by } : {}) } });
      if (!by) return { outcome: 'wrong' };
      codes.forget(record.name);
      await staff.touchSession(session.tokenHash, { provenAt: clock.now(), seenAt: clock.now(), ...(by === 'password' ? {} : { second: true }) });
      return { outcome: 'proven' };
    },
    async signOut(token, remote) {
      const session = await staff.session(hasher.tokenHash(token));
      if (!session) return undefined;
      await staff.closeSession(session.tokenHash);
      await audit.note({ at: clock.now(), who: session.name, what: 'signed-out', detail: { remote } });
      return session;
    },
    async who(token, use) {
      if (!token) return undefined;
      const at = clock.now();
      const session = await staff.session(hasher.tokenHash(token));
      if (!session || session.expiresAt <= at || session.seenAt + IDLE_MS <= at) return undefined;
      const record = await staff.find(session.name);
      if (!record || record.disabledAt !== null) return undefined;
      if (use && at - session.seenAt >= SEEN_EVERY_MS) await staff.touchSession(session.tokenHash, { seenAt: at });
      return read(record, session);
    },
  };
}
