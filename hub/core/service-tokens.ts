// Machines that act for staff (a script that claims kiosks) show a token: named, for a few permissions, for a time.
import { PERMISSIONS, type Permission } from './access.ts';
import type { Clock, Hasher } from './ports.ts';
import type { SignedIn } from './sign-in.ts';
import type { StaffStore } from './staff-port.ts';

/** What no token may do: make other people or tokens, be the second person of a review, and the things of a person's own account. */
const NEVER: readonly Permission[] = ['edit-staff', 'review-packs', 'see-self'];
export const TOKEN_PERMISSIONS = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => !NEVER.includes(permission));
const USED_EVERY_MS = 60_000;

export interface ServiceTokens {
  /** Reads `Authorization: Bearer foyer_...`; undefined: no valid token of ours. */
  who(authorization: string | undefined): Promise<SignedIn | undefined>;
}

export function createServiceTokens(options: { staff: Pick<StaffStore, 'token' | 'tokenUsed'>; hasher: Pick<Hasher, 'tokenHash'>; clock: Clock }): ServiceTokens {
  return {
    async who(authorization) {
      const given = /^Bearer (foyer_[\w-]{20,100})$/i.exec(authorization ?? '')?.[1];
      if (given === undefined) return undefined;
      const at = options.clock.now();
      const token = await options.staff.token(options.hasher.tokenHash(given));
      if (!token || token.revokedAt !== null || token.expiresAt <= at) return undefined;
      if (token.usedAt === null || at - token.usedAt > USED_EVERY_MS) await options.staff.tokenUsed(token.id, at);
      return { staff: { name: `token:${token.name}`, roles: [], scope: token.scope, permissions: token.permissions.filter((one) => TOKEN_PERMISSIONS.includes(one)) }, needs: 'nothing', session: null, record: null, fresh: true };
    },
  };
}
