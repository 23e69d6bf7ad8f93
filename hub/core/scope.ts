// Whose things somebody of the staff may see and touch: everybody's, one tenant's, or some sites of one tenant. This file
// alone decides; routes, lists, the live feed and the store's queries all ask here.
import { z } from 'zod';
import type { LiveMessage } from '../../flows/protocol/staff-api.ts';
import { parseKioskName } from './kiosk-name.ts';

const Part = z.string().regex(/^[a-z0-9-]{1,40}$/, 'lower-case letters, digits and hyphens, at most 40');
/** `all`, or one tenant; without `sites` every site of it. */
export const Scope = z.union([z.literal('all'), z.strictObject({ tenant: Part, sites: z.array(Part).min(1).max(500).optional() })]);
export type Scope = z.infer<typeof Scope>;
export interface Place { readonly tenant: string; readonly site: string }

/** Does this scope reach this place? What has no known place belongs to the whole hub. */
export function covers(scope: Scope, place: Place | undefined): boolean {
  if (scope === 'all') return true;
  return place !== undefined && place.tenant === scope.tenant && (scope.sites === undefined || scope.sites.includes(place.site));
}

/** The same for a kiosk by its whole name (`tenant.site.kiosk`). */
export function coversKiosk(scope: Scope, kiosk: string): boolean {
  return covers(scope, parseKioskName(kiosk));
}

/** Is everything that `inner` reaches also reached by `outer`? Nobody hands out more than they have. */
export function within(inner: Scope, outer: Scope): boolean {
  if (outer === 'all') return true;
  if (inner === 'all' || inner.tenant !== outer.tenant) return false;
  return outer.sites === undefined || (inner.sites !== undefined && inner.sites.every((site) => outer.sites?.includes(site)));
}

/** The tenant whose things somebody makes; null: of the whole hub. */
export function tenantOf(scope: Scope): string | null {
  return scope === 'all' ? null : scope.tenant;
}

/** Beginnings of the kiosk names that the scope reaches (`acme.`, `acme.hall.`), for the store's queries; null: every name. */
export function kioskPrefixes(scope: Scope): readonly string[] | null {
  if (scope === 'all') return null;
  return scope.sites === undefined ? [`${scope.tenant}.`] : scope.sites.map((site) => `${scope.tenant}.${site}.`);
}

/** Where a live message happened. undefined: nowhere that is known, so only those who see everything get it. */
function placeOf(message: LiveMessage): Place | undefined {
  if (message.type === 'kiosk') return message.kiosk;
  const address = message.type === 'case' ? message.case['address'] : message.type === 'event' ? message['address'] : undefined;
  return typeof address === 'string' ? parseKioskName(address) : undefined;
}

/** What of a live message somebody with this scope may see; undefined: nothing of it. */
export function liveInScope(scope: Scope, message: LiveMessage): LiveMessage | undefined {
  if (scope === 'all' || message.type === 'refused') return message; // a refusal goes to the page that asked
  if (message.type === 'cases') return { ...message, cases: message.cases.filter((one) => coversKiosk(scope, String(one['address'] ?? ''))) };
  if (message.type === 'kiosks') return { ...message, kiosks: message.kiosks.filter((row) => covers(scope, row)) };
  return covers(scope, placeOf(message)) ? message : undefined;
}
