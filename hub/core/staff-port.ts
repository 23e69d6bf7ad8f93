// Staff as the store keeps them: who they are, their second factor, their open sessions, and the tokens of machines.
import type { Permission } from './access.ts';
import type { StaffMember } from './ports.ts';
import type { Scope } from './scope.ts';

export interface StaffRecord extends StaffMember {
  /** Empty: cannot sign in with a password. */
  readonly hash: string;
  /** The password was set by somebody else. */
  readonly mustChange: boolean;
  readonly disabledAt: number | null;
  /** Base 32; null: no second factor. */
  readonly totpSecret: string | null;
  /** Shown as a picture, not yet proven by a code. */
  readonly totpPending: string | null;
  /** The newest time step whose code has been used. */
  readonly totpStep: number;
  /** `issuer subject` at the provider that this person comes from; null: a local user. */
  readonly subject: string | null;
  readonly savedAt: number;
}

export interface StaffSession {
  readonly id: string; readonly tokenHash: string; readonly name: string;
  readonly openedAt: number; readonly expiresAt: number; readonly seenAt: number;
  readonly device: string; readonly remote: string;
  /** The second factor has been shown in this session. */
  readonly second: boolean;
  /** When a password or code was last shown in it. */
  readonly provenAt: number;
  /** What the provider wants to see again when this session ends there too. */
  readonly idToken: string | null;
}

export interface ServiceToken {
  readonly id: string; readonly name: string; readonly tokenHash: string; readonly permissions: readonly Permission[]; readonly scope: Scope;
  readonly createdAt: number; readonly createdBy: string; readonly expiresAt: number; readonly revokedAt: number | null; readonly usedAt: number | null;
}

export interface StaffStore {
  /** Seals what was stored before secrets were sealed; says how many, and how many cannot be read with this hub's key. */
  sealSecrets(): Promise<{ sealed: number; unreadable: number }>;
  count(): Promise<number>;
  find(name: string): Promise<StaffRecord | undefined>;
  findSubject(subject: string): Promise<StaffRecord | undefined>;
  list(): Promise<StaffRecord[]>;
  /** Creates; false when the name is taken. */
  add(member: StaffMember & { hash: string; mustChange: boolean; subject: string | null }, at: number): Promise<boolean>;
  change(name: string, change: Partial<Omit<StaffRecord, 'name' | 'savedAt'>>, at: number): Promise<void>;
  /** Notes that the code of this time step has been used; false when it, or a later one, was used before. */
  useStep(name: string, step: number): Promise<boolean>;
  /** Replaces all recovery codes. */
  saveRecovery(name: string, hashes: readonly string[]): Promise<void>;
  recoveryLeft(name: string): Promise<number>;
  /** True once for each code. */
  useRecovery(name: string, hash: string): Promise<boolean>;

  openSession(session: StaffSession): Promise<void>;
  session(tokenHash: string): Promise<StaffSession | undefined>;
  sessions(name: string, at: number): Promise<StaffSession[]>;
  touchSession(tokenHash: string, change: { seenAt?: number; second?: boolean; provenAt?: number }): Promise<void>;
  closeSession(tokenHash: string): Promise<void>;
  /** Ends all sessions of a person but one; gives how many. */
  closeSessions(name: string, exceptHash?: string): Promise<number>;
  closeSessionById(name: string, id: string): Promise<boolean>;

  addToken(token: ServiceToken): Promise<void>;
  token(tokenHash: string): Promise<ServiceToken | undefined>;
  tokens(): Promise<ServiceToken[]>;
  tokenUsed(id: string, at: number): Promise<void>;
  revokeToken(id: string, at: number): Promise<boolean>;
}

export interface AuditRow { readonly id: number; readonly at: number; readonly who: string; readonly what: string; readonly detail: Record<string, unknown> }
export interface AuditReader {
  /** Newest first; `before` is the id to go on below. */
  list(query: { who?: string; what?: string; from?: number; to?: number; before?: number; limit: number }): Promise<AuditRow[]>;
}
