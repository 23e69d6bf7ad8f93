// Whose things: handing out never reaches further than what one has, and names that begin alike are not the same tenant.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, coversKiosk, kioskPrefixes, liveInScope, type Scope, within } from '../../hub/core/scope.ts';

const tenant = fc.constantFrom('acme', 'acme-2', 'zebra');
const site = fc.constantFrom('hall', 'hall-2', 'annex');
const scope: fc.Arbitrary<Scope> = fc.oneof(fc.constant('all' as const), tenant.map((one) => ({ tenant: one })), fc.tuple(tenant, fc.uniqueArray(site, { minLength: 1 })).map(([one, sites]) => ({ tenant: one, sites })));
const place = fc.record({ tenant, site });

describe('a scope', () => {
  it('within another reaches nothing that the other does not', () => {
    fc.assert(fc.property(scope, scope, place, (inner, outer, where) => !within(inner, outer) || !covers(inner, where) || covers(outer, where)));
  });
  it('is within itself and within the whole hub', () => {
    fc.assert(fc.property(scope, (one) => within(one, one) && within(one, 'all')));
  });
  it('decides the same for a kiosk\'s name, a place, and the beginnings that the store asks for', () => {
    fc.assert(fc.property(scope, place, (one, where) => {
      const name = `${where.tenant}.${where.site}.k1`;
      const prefixes = kioskPrefixes(one);
      return coversKiosk(one, name) === covers(one, where) && (prefixes === null || prefixes.some((prefix) => name.startsWith(prefix))) === covers(one, where);
    }));
  });
  it('that is not the whole hub does not reach what has no known place', () => {
    expect(coversKiosk({ tenant: 'acme' }, 'from 10.0.0.1')).toBe(false);
    expect(coversKiosk({ tenant: 'acme' }, 'acme')).toBe(false);
    expect(coversKiosk('all', 'from 10.0.0.1')).toBe(true);
    expect(liveInScope({ tenant: 'acme' }, { type: 'event', kiosk: 'k1', at: 0, data: { type: 'foyer.wake' } as never })).toBe(undefined);
    expect(liveInScope({ tenant: 'acme' }, { type: 'something-new' } as never)).toBe(undefined);
  });
});
