// Whether the key that answers in place of a believed one is its rightful successor, by the handovers that the keys before it
// have signed. Pure; what holds a signature to be right is given.
import type { KeyChain, KeyHandover } from '../../flows/protocol/hub-key.ts';

/**
 * The handovers that lead from a believed key to `to`; null when none do. `excluded`: keys that this kiosk was told to believe
 * no more, besides those that the chain itself shuts out; neither may stand anywhere on the way.
 */
export function wayTo(to: string, chain: KeyChain, options: { believed: readonly string[]; excluded: readonly string[]; holds(handover: KeyHandover): boolean }): KeyHandover[] | null {
  const shut = new Set([...options.excluded, ...chain.excluded]);
  const ways = new Map<string, KeyHandover[]>(options.believed.filter((pin) => !shut.has(pin)).map((pin) => [pin, []]));
  let left = chain.handovers.filter((handover) => !shut.has(handover.from) && !shut.has(handover.to));
  for (;;) {
    const next = left.find((handover) => ways.has(handover.from) && !ways.has(handover.to));
    if (!next) return null;
    left = left.filter((handover) => handover !== next);
    if (!options.holds(next)) continue;
    const way = [...ways.get(next.from) ?? [], next];
    if (next.to === to) return way;
    ways.set(next.to, way);
  }
}
