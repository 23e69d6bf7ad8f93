// Secrets as scrypt hashes that carry their own cost, so that the cost can be raised later without a migration.
import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Hasher } from '../core/ports.ts';

const COST = { staff: 2 ** 15, kiosk: 2 ** 11 } as const;
const REMEMBER = 20_000;

function derive(secret: string, salt: Buffer, n: number): Promise<Buffer> {
  return new Promise((resolve, reject) => scrypt(secret.normalize('NFKC'), salt, 32, { N: n, r: 8, p: 1, maxmem: 256 * n * 8 }, (error, key) => (error ? reject(error) : resolve(key))));
}

/** `remember`: a fleet that reconnects at once must not pay the slow hash again for secrets proven right in this process. */
export function createScryptHasher(): Hasher {
  const key = randomBytes(32);
  const right = new Set<string>();
  const remembered = (secret: string, hash: string): string => createHmac('sha256', key).update(hash).update('\0').update(secret).digest('base64');
  return {
    async hash(secret, cost) {
      const salt = randomBytes(16);
      return `scrypt$${COST[cost]}$${salt.toString('base64')}$${(await derive(secret, salt, COST[cost])).toString('base64')}`;
    },
    async verify(secret, hash) {
      const known = remembered(secret, hash);
      if (right.has(known)) return true;
      const [name, n, salt, wanted] = hash.split('$');
      if (name !== 'scrypt' || !n || !salt || !wanted) return false;
      const expected = Buffer.from(wanted, 'base64');
      const given = await derive(secret, Buffer.from(salt, 'base64'), Number(n));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
      if (Number(n) === COST.kiosk) {
        if (right.size >= REMEMBER) right.clear();
        right.add(known);
      }
      return true;
    },
    token: () => randomBytes(32).toString('base64url'),
    tokenHash: (token) => createHash('sha256').update(token).digest('hex'),
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
