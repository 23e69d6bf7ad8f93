// Who may see and change which packs, releases and rollouts. Staff of the whole hub: all. A tenant's staff: what the tenant
// owns, and for reading what the whole hub owns and their kiosks run. Whatever is beyond that does not exist for them.
import { parseKioskName } from './kiosk-name.ts';
import { COMMON, type PackDirectory, type PackRef } from './pack-directory.ts';
import type { FleetStore, PackRow, StaffMember } from './ports.ts';
import type { Cause, Rollout } from './rollout-contract.ts';
import { coversKiosk, type Scope, tenantOf } from './scope.ts';

type Who = Pick<StaffMember, 'scope'> | null;
export type WriteAnswer =
  | { readonly outcome: 'yours'; readonly ref: PackRef }
  /** It can be read, and belongs to the whole hub. */
  | { readonly outcome: 'common' }
  /** There is no such pack, for this person or at all. */
  | { readonly outcome: 'unknown' }
  /** The name cannot be had. */
  | { readonly outcome: 'taken' };

export interface PackAccess {
  /** Which of these packs somebody may read. */
  readable(staff: Who, rows: readonly PackRow[]): Promise<readonly PackRow[]>;
  read(staff: Who, text: string): Promise<PackRef | undefined>;
  /** A pack to change; `fresh`: one that need not be there yet. */
  write(staff: Who, text: string, fresh?: 'fresh'): Promise<WriteAnswer>;
  /** Keys of the packs that are theirs; undefined: all. */
  own(staff: Who): readonly string[] | undefined;
  /** A rollout as somebody may see it: only of their own packs, only their own kiosks. */
  rollout(staff: Who, rollout: Rollout): Rollout | undefined;
  /** Reaches this rollout no kiosk beyond somebody's places? */
  whole(staff: Who, rollout: Rollout): boolean;
  /** May one of these kiosks' tenants have what is a part of these packs? */
  kioskMay(tenant: string, packs: readonly string[]): boolean;
  staffMay(staff: Who, packs: readonly string[]): Promise<boolean>;
}

export function createPackAccess(options: { directory: PackDirectory; kiosks: Pick<FleetStore, 'kiosks'> }): PackAccess {
  const { directory } = options;
  const NOBODY: Scope = { tenant: '' };
  const scopeOf = (staff: Who): Scope => staff?.scope ?? NOBODY;
  const owns = (scope: Scope, owner: string): boolean => scope === 'all' || (owner !== COMMON && tenantOf(scope) === owner);

  /** Keys of packs that kiosks of these places are to run; what they say themselves counts only where the hub has said nothing. */
  async function run(scope: Scope): Promise<Set<string>> {
    const own = (await options.kiosks.kiosks()).filter((record) => coversKiosk(scope, record.name));
    return new Set(own.flatMap((record) => (record.desired.release ?? record.appliedRelease)?.pack ?? []));
  }
  async function mayRead(scope: Scope, key: string): Promise<boolean> {
    const { owner } = directory.of(key);
    return owns(scope, owner) || (owner === COMMON && (await run(scope)).has(key));
  }
  const causeFor = (scope: Scope, cause: Cause | null): Cause | null => (cause?.kiosk === undefined || coversKiosk(scope, cause.kiosk) ? cause : { code: cause.code });

  async function read(staff: Who, text: string): Promise<PackRef | undefined> {
    const scope = scopeOf(staff);
    const { owner, name } = directory.meant(scope, text);
    const ref = directory.find(owner, name);
    return ref && await mayRead(scope, ref.key) ? ref : undefined;
  }
  return {
    async readable(staff, rows) {
      const scope = scopeOf(staff);
      if (scope === 'all') return rows;
      const theirs = await run(scope);
      return rows.filter((row) => owns(scope, row.owner) || (row.owner === COMMON && theirs.has(row.name)));
    },
    read,
    async write(staff, text, fresh) {
      const scope = scopeOf(staff);
      const there = await read(staff, text);
      if (there) return owns(scope, there.owner) ? { outcome: 'yours', ref: there } : { outcome: 'common' };
      if (!fresh) return { outcome: 'unknown' };
      const { owner, name, whole } = directory.meant(scope, text);
      const home = whole ? owner : tenantOf(scope) ?? COMMON;
      if (!owns(scope, home)) return { outcome: 'unknown' };
      const ref = directory.claim(home, name);
      return ref ? { outcome: 'yours', ref } : { outcome: 'taken' };
    },
    own(staff) {
      const tenant = tenantOf(scopeOf(staff));
      return tenant === null ? undefined : tenant === COMMON ? [] : directory.ownedBy(tenant);
    },
    rollout(staff, rollout) {
      const scope = scopeOf(staff);
      if (scope === 'all') return rollout;
      if (!owns(scope, directory.of(rollout.pack).owner)) return undefined;
      if (scope.sites === undefined) return rollout;
      const kiosks = Object.fromEntries(Object.entries(rollout.kiosks).filter(([kiosk]) => coversKiosk(scope, kiosk)));
      if (Object.keys(kiosks).length === 0) return undefined;
      return { ...rollout, kiosks, cause: causeFor(scope, rollout.cause), history: rollout.history.map((entry) => ({ ...entry, cause: causeFor(scope, entry.cause) })) };
    },
    whole: (staff, rollout) => Object.keys(rollout.kiosks).every((kiosk) => coversKiosk(scopeOf(staff), kiosk)),
    kioskMay: (tenant, packs) => packs.some((key) => directory.fits(key, tenant)),
    async staffMay(staff, packs) {
      for (const key of packs) if (await mayRead(scopeOf(staff), key)) return true;
      return false;
    },
  };
}

/** The tenant of a kiosk by its whole name; empty for what is no such name. */
export function tenantOfKiosk(kiosk: string): string {
  return parseKioskName(kiosk)?.tenant ?? '';
}
