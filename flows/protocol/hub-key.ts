// How a hub hands over from one key of its own to the next: each key signs its successor, and the whole chain is kept for ever
// and given to anybody, so that a kiosk that was away for years finds from the key it believes to the one that answers now.
import { z } from 'zod';

/** SHA-256 of a public key (SPKI, DER), lower-case hex. */
const Pin = z.string().regex(/^[0-9a-f]{64}$/);

/** Said by the owner of `from`. `spki`: its public key (DER, base64); `signature`: of `handoverText`, SHA-256, base64; `at`: ms since epoch. */
export const KeyHandover = z.looseObject({ from: Pin, to: Pin, spki: z.string().max(800), at: z.number().int().nonnegative(), signature: z.string().max(800) });
export type KeyHandover = z.infer<typeof KeyHandover>;

/** Longest chain that is told; a hub with more tells its newest. */
export const LONGEST_CHAIN = 64;

/** `excluded`: keys that can vouch for nothing any more, because somebody else may have them. */
export const KeyChain = z.looseObject({ v: z.literal(1), handovers: z.array(KeyHandover).max(LONGEST_CHAIN), excluded: z.array(Pin).max(LONGEST_CHAIN) });
export type KeyChain = z.infer<typeof KeyChain>;

/** What is signed. */
export function handoverText({ from, to, at }: Pick<KeyHandover, 'from' | 'to' | 'at'>): string {
  return `foyer hub key handover from ${from} to ${to} at ${at}`;
}
