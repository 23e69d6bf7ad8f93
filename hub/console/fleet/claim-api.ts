// The hub's routes for letting kiosks in and out, as the console asks them.
import { type Answer, ask } from '../api.ts';

export interface WaitingClaim { key: string; remote: string; wish: string; askedAt: number; expiresInSeconds: number; hub: string | null }
export interface Identities {
  hub: { pin: string; next: string | null } | null;
  keys: { key: string; kiosk: string; state: 'current' | 'next'; addedAt: number; addedBy: string }[];
  shutOut: { kiosk: string; state: 'revoked' | 'held'; reason: string; since: number; by: string }[];
}
const of = (kiosk: string, act: string): string => `/api/kiosks/${encodeURIComponent(kiosk)}/${act}`;

export const claimApi = {
  list: (): Promise<Answer<{ tls: boolean; claims: WaitingClaim[] }>> => ask('GET', '/api/claims'),
  look: (code: string): Promise<Answer<WaitingClaim>> => ask('POST', '/api/claims/look', { code }),
  approve: (claim: { code: string; tenant: string; site: string; kiosk: string; replace: boolean }): Promise<Answer<{ kiosk: string }>> => ask('POST', '/api/claims/approve', claim),
  refuse: (code: string): Promise<Answer<object>> => ask('POST', '/api/claims/refuse', { code }),
  identities: (): Promise<Answer<Identities>> => ask('GET', '/api/identities'),
  revoke: (kiosk: string, reason: string): Promise<Answer<object>> => ask('POST', of(kiosk, 'revoke'), { reason }),
  release: (kiosk: string): Promise<Answer<object>> => ask('POST', of(kiosk, 'release'), {}),
  rotate: (kiosk: string): Promise<Answer<object>> => ask('POST', of(kiosk, 'rotate-key'), {}),
};
