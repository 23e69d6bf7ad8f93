// Staff sign in with name and password; a wrong one costs time, and a run of them closes the door for a while.
import type { Audit, Clock, Hasher, StaffMember, StaffStore } from './ports.ts';

const SESSION_MS = 12 * 3600_000;
const TRIES_PER_NAME = 5;
const TRIES_PER_ADDRESS = 20; // several people may sit behind one address
const WINDOW_MS = 60_000;

export type SignInResult =
  | { readonly outcome: 'signed-in'; readonly token: string; readonly staff: StaffMember; readonly maxAgeSeconds: number }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'too-many'; readonly retryAfterSeconds: number };

export interface SignIn {
  signIn(name: string, password: string, remote: string): Promise<SignInResult>;
  signOut(token: string): Promise<void>;
  who(token: string | undefined): Promise<StaffMember | undefined>;
}

export function createSignIn(options: { staff: StaffStore; hasher: Hasher; clock: Clock; audit: Audit }): SignIn {
  const { staff, hasher, clock, audit } = options;
  const failures = new Map<string, { count: number; since: number }>();
  let decoy: Promise<string> | undefined;

  function blockedFor(key: string): number {
    const entry = failures.get(key);
    if (!entry) return 0;
    const left = entry.since + WINDOW_MS - clock.now();
    if (left <= 0) failures.delete(key);
    return left > 0 && entry.count >= (key.startsWith('name ') ? TRIES_PER_NAME : TRIES_PER_ADDRESS) ? left : 0;
  }
  function fail(key: string): void {
    if (failures.size > 20_000) failures.clear();
    const entry = failures.get(key);
    failures.set(key, entry && clock.now() - entry.since < WINDOW_MS ? { count: entry.count + 1, since: entry.since } : { count: 1, since: clock.now() });
  }

  return {
    async signIn(name, password, remote) {
      const keys = [`name ${name}`, `from ${remote}`];
      const left = Math.max(...keys.map(blockedFor));
      if (left > 0) return { outcome: 'too-many', retryAfterSeconds: Math.ceil(left / 1000) };
      // Counted before the slow hash, so that tries sent side by side are counted too.
      keys.forEach(fail);
      const member = await staff.find(name);
      decoy ??= hasher.hash(hasher.token(), 'staff');
      const right = await hasher.verify(password, member?.hash ?? await decoy); // an unknown name takes as long as a known one
      if (!member || !right) {
        await audit.note({ at: clock.now(), who: name.slice(0, 60), what: 'sign-in-failed', detail: { remote } });
        return { outcome: 'wrong' };
      }
      keys.forEach((key) => failures.delete(key));
      const token = hasher.token();
      await staff.openSession({ tokenHash: hasher.tokenHash(token), name, at: clock.now(), expiresAt: clock.now() + SESSION_MS });
      await audit.note({ at: clock.now(), who: name, what: 'signed-in', detail: { remote } });
      return { outcome: 'signed-in', token, staff: { name: member.name, roles: member.roles }, maxAgeSeconds: SESSION_MS / 1000 };
    },
    async signOut(token) { await staff.closeSession(hasher.tokenHash(token)); },
    async who(token) { return token ? staff.session(hasher.tokenHash(token), clock.now()) : undefined; },
  };
}
