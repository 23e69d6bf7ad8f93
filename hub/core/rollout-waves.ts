// Who goes first: few, then more, then all; the same choice for the same fleet, and kiosks that can be reached before others.
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import type { KioskPlace, Rollout, RolloutPlan, Wave } from './rollout-contract.ts';

/** What holds for three kiosks and more unless somebody says otherwise. */
export const FLEET_PLAN: RolloutPlan = {
  waves: [{ kiosks: 1 }, { share: 0.05 }, { share: 0.25 }, { share: 1 }], soakMs: 15 * 60_000, maxSoakMs: 60 * 60_000, deadlineMs: 5 * 60_000,
  failureShare: 0.1, minTurns: 30, minSessions: 5, whenTooFew: 'go-on', automaticRollback: true,
};
const SMALL_FLEET = 3;

/** What holds for a fleet of this size unless somebody says otherwise: a shop with one or two kiosks does not wait. */
export function defaultPlan(kiosks: number, set: Partial<RolloutPlan> = {}): RolloutPlan {
  const base = kiosks < SMALL_FLEET ? { ...FLEET_PLAN, soakMs: 0, maxSoakMs: 0 } : FLEET_PLAN;
  const plan = { ...base, ...set };
  return { ...plan, maxSoakMs: Math.max(plan.soakMs, set.maxSoakMs ?? (set.soakMs === undefined ? plan.maxSoakMs : set.soakMs * 4)) };
}

/** FNV-1a: spreads the choice over sites, and differs from release to release so that not always the same kiosk goes first. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

/** How many kiosks have the release after each wave; waves that would add nobody are left out. */
export function waveSizes(waves: RolloutPlan['waves'], kiosks: number): number[] {
  const sizes: number[] = [];
  for (const wave of waves) {
    const size = Math.min(kiosks, 'kiosks' in wave ? Math.max(1, Math.floor(wave.kiosks)) : Math.ceil(wave.share * kiosks));
    if (size > (sizes.at(-1) ?? 0)) sizes.push(size);
  }
  if ((sizes.at(-1) ?? 0) < kiosks) sizes.push(kiosks);
  return sizes;
}

export interface Target { readonly name: string; readonly online: boolean; readonly before: PackRelease | null; readonly boot: string }

/** A rollout that has not begun yet. */
export function planRollout(request: Pick<Rollout, 'id' | 'pack' | 'release' | 'by' | 'startedAt' | 'plan' | 'all' | 'emergency'> & { readonly targets: readonly Target[] }): Rollout {
  const { targets, ...given } = request;
  const plan = given.emergency === null ? given.plan : { ...given.plan, waves: [{ share: 1 }] };
  const order = [...targets].sort((a, b) => Number(b.online) - Number(a.online) || spread(given.release.sha256 + a.name) - spread(given.release.sha256 + b.name) || (a.name < b.name ? -1 : 1));
  const sizes = waveSizes(plan.waves, order.length);
  const kiosks: Record<string, KioskPlace> = {};
  order.forEach((target, index) => {
    kiosks[target.name] = { wave: sizes.findIndex((size) => index < size), before: target.before, state: 'waiting', dueAt: null, appliedAt: null, awaySince: null, boot: target.boot, restarts: 0, why: null, pardoned: false };
  });
  const waves = sizes.map((): Wave => ({ startedAt: null, settledAt: null, soakUntil: null, endedAt: null, verdict: null }));
  return { ...given, plan, state: 'awaiting-signature', cause: null, wave: 0, waves, kiosks, restores: {}, gates: [], lookedAt: 0, tooFew: true, gatesOff: false, seenAt: given.startedAt, history: [] };
}
