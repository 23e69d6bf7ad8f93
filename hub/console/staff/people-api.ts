// What the console asks the hub about people: signing in step by step, one's own account, staff, tokens, the audit.
import { ask, type Me, type Scope } from '../api.ts';

export interface SessionView { id: string; device: string; remote: string; openedAt: number; seenAt: number; here: boolean }
export interface StaffView { name: string; roles: string[]; scope: Scope; disabled: boolean; secondFactor: boolean; mustChange: boolean; from: 'here' | 'provider'; sessions: number; lastSeen: number | null }
export interface TokenView { id: string; name: string; permissions: string[]; scope: Scope; createdAt: number; createdBy: string; expiresAt: number; revokedAt: number | null; usedAt: number | null }
export interface AuditEntry { id: number; at: number; who: string; what: string; detail: Record<string, unknown> }
export interface Ways { password: boolean; provider: { label: { zh: string; en: string } } | null }

const person = (name: string, rest = ''): string => `/api/staff/${encodeURIComponent(name)}${rest}`;

export const people = {
  ways: () => ask<Ways>('GET', '/api/sign-in'),
  prove: (given: { code: string } | { password: string }) => ask<Me>('POST', '/api/me/proof', given),
  changePassword: (old: string, wanted: string) => ask<object>('POST', '/api/me/password', { old, wanted }),
  beginSecondFactor: () => ask<{ secret: string; uri: string; svg: string }>('POST', '/api/me/second-factor', {}),
  confirmSecondFactor: (code: string) => ask<{ recovery: string[] }>('POST', '/api/me/second-factor/confirm', { code }),
  removeSecondFactor: () => ask<object>('POST', '/api/me/second-factor/remove', {}),
  newRecovery: () => ask<{ recovery: string[] }>('POST', '/api/me/recovery-codes', {}),
  mySessions: () => ask<{ sessions: SessionView[]; recoveryLeft: number }>('GET', '/api/me/sessions'),
  endMySession: (id: string) => ask<object>('POST', `/api/me/sessions/${encodeURIComponent(id)}/end`, {}),
  endMyOthers: () => ask<{ ended: number }>('POST', '/api/me/sessions/end-others', {}),

  staff: () => ask<{ staff: StaffView[] }>('GET', '/api/staff'),
  add: (given: { name: string; password: string; roles: string[]; scope: Scope }) => ask<object>('POST', '/api/staff', given),
  change: (name: string, change: { roles?: string[]; scope?: Scope; disabled?: boolean }) => ask<object>('PUT', person(name), change),
  resetPassword: (name: string, password: string) => ask<object>('POST', person(name, '/password'), { password }),
  resetSecondFactor: (name: string) => ask<object>('POST', person(name, '/second-factor/reset'), {}),
  sessions: (name: string) => ask<{ sessions: SessionView[] }>('GET', person(name, '/sessions')),
  endSessions: (name: string) => ask<object>('POST', person(name, '/sessions/end'), {}),

  tokens: () => ask<{ tokens: TokenView[]; permissions: string[] }>('GET', '/api/tokens'),
  addToken: (given: { name: string; permissions: string[]; scope: Scope; days: number }) => ask<{ token: string; expiresAt: number }>('POST', '/api/tokens', given),
  revokeToken: (id: string) => ask<object>('POST', `/api/tokens/${encodeURIComponent(id)}/revoke`, {}),

  audit: (query: Record<string, string>) => ask<{ entries: AuditEntry[]; more: boolean }>('GET', `/api/audit?${new URLSearchParams(query)}`),
};
