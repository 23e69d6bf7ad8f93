// Whose packs: what a name means depends on who says it, and however it is said nobody reaches another tenant's; what was in
// the database before packs had owners belongs to the whole hub.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContentStore } from '../../hub/adapters/store/content-store.ts';
import { createReleaseStore } from '../../hub/adapters/store/release-store.ts';
import { releasesSteps } from '../../hub/adapters/store/schema-releases.ts';
import { openDatabase } from '../../hub/adapters/store/sqlite-database.ts';
import { createPackAccess } from '../../hub/core/pack-access.ts';
import { COMMON, createPackDirectory, withName } from '../../hub/core/pack-directory.ts';
import type { KioskRecord } from '../../hub/core/ports.ts';
import type { Scope } from '../../hub/core/scope.ts';

const tenant = fc.constantFrom('acme', 'acme-2', 'zebra', 'common');
const scope: fc.Arbitrary<Scope> = fc.oneof(fc.constant('all' as const), tenant.map((one) => ({ tenant: one })), tenant.map((one) => ({ tenant: one, sites: ['hall'] })));
const name = fc.constantFrom('bank', 'small', 't-000000000001');
const owner = fc.constantFrom(COMMON, 'acme', 'acme-2', 'zebra');
const packs = fc.uniqueArray(fc.tuple(owner, name), { selector: ([of, called]) => `${of} ${called}`, maxLength: 8 });
const text = fc.oneof(name, fc.tuple(fc.oneof(owner, tenant), name).map(([of, called]) => `${of}.${called}`), fc.constantFrom('', '.', 'acme.', '.bank', 'acme.hall.bank'));

async function world(owned: readonly (readonly [string, string])[], run: readonly string[] = []) {
  let digits = 0;
  const directory = createPackDirectory({ refs: async () => [], digits: () => (digits += 1).toString(16).padStart(12, '0') });
  for (const [of, called] of owned) {
    const ref = directory.claim(of, called);
    if (ref) directory.saved(ref);
  }
  const kiosks = async (): Promise<KioskRecord[]> => run.map((pack, index) => ({ name: `zebra.hall.k${index}`, address: { tenant: 'zebra', site: 'hall', kiosk: `k${index}` }, desired: { release: { pack } }, appliedRelease: null }) as unknown as KioskRecord);
  return { directory, access: createPackAccess({ directory, kiosks: { kiosks } }) };
}

describe('a pack\'s name', () => {
  it('never reaches a pack of another tenant, however it is written; and only the whole hub changes what is everybody\'s', async () => {
    await fc.assert(fc.asyncProperty(packs, scope, text, fc.boolean(), async (owned, mine, said, fresh) => {
      const { access } = await world(owned, ['bank']);
      const seen = await access.read({ scope: mine }, said);
      const written = await access.write({ scope: mine }, said, fresh ? 'fresh' : undefined);
      if (mine === 'all') return;
      if (seen) expect([COMMON, mine.tenant]).toContain(seen.owner);
      if (seen?.owner === COMMON) expect({ tenant: mine.tenant, name: seen.name }).toEqual({ tenant: 'zebra', name: 'bank' });
      if (written.outcome === 'yours') expect(written.ref.owner).toBe(mine.tenant);
      if (mine.tenant === COMMON) expect(written.outcome).not.toBe('yours');
    }));
  });

  it('means the same pack each time it is said, also by two who save it at once', async () => {
    const { directory, access } = await world([]);
    const [one, two] = await Promise.all([access.write({ scope: { tenant: 'acme' } }, 'bank', 'fresh'), access.write({ scope: { tenant: 'acme', sites: ['hall'] } }, 'acme.bank', 'fresh')]);
    expect(one).toEqual(two);
    expect(await access.read({ scope: { tenant: 'acme' } }, 'bank')).toBe(undefined); // not before it is saved
    if (one.outcome !== 'yours') throw new Error('not theirs');
    directory.saved(one.ref);
    expect(await access.read({ scope: { tenant: 'acme' } }, 'bank')).toEqual(one.ref);
    expect(directory.readable(`${one.ref.key} 1.0.0 and t-ffffffffffff`)).toBe('acme.bank 1.0.0 and t-ffffffffffff');
  });

  it('that is not known here and looks like a tenant\'s is nobody\'s: no kiosk may have what stands in it, and only the whole hub reads it', async () => {
    const { directory, access } = await world([['acme', 'bank']], ['t-ffffffffffff']);
    for (const tenant of ['acme', 'zebra', COMMON]) expect([tenant, access.kioskMay(tenant, ['t-ffffffffffff']), await access.staffMay({ scope: { tenant } }, ['t-ffffffffffff'])]).toEqual([tenant, false, false]);
    expect(await access.staffMay({ scope: 'all' }, ['t-ffffffffffff'])).toBe(true);
    expect(directory.address('t-ffffffffffff')).toBe('t-ffffffffffff');
    expect(access.kioskMay('zebra', [directory.find('acme', 'bank')?.key ?? ''])).toBe(false);
    expect(access.kioskMay('zebra', ['small'])).toBe(true);
  });

  it('of the whole hub cannot be the key of a tenant\'s pack', async () => {
    const { directory, access } = await world([['acme', 'bank']]);
    expect(await access.write({ scope: 'all' }, directory.find('acme', 'bank')?.key ?? '', 'fresh')).toEqual({ outcome: 'taken' });
  });

  it('in its file becomes the key and comes back as it was, whatever else is written there', () => {
    const line = fc.constantFrom('name: bank', "name: 'bank'", 'name:   "bank"', 'name: bank # ours', 'title: { zh: bank }', '  name: bank', 'wake: bank', 'name: other');
    fc.assert(fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const files = { 'pack.yaml': lines.join(end), 'flows/bank.yaml': 'name: bank' };
      const there = withName(files, 'bank', 't-00000000abcd');
      expect(withName(there, 't-00000000abcd', 'bank')).toEqual(files);
      expect(there['flows/bank.yaml']).toBe('name: bank');
      const first = lines.find((one) => one.startsWith('name:'));
      expect(there['pack.yaml']?.includes('t-00000000abcd')).toBe(first !== undefined && first !== 'name: other');
    }));
  });
});

describe('a database from before packs had owners', () => {
  it('gives them to the whole hub, with their files, when it is opened', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-owners-'));
    const file = join(folder, 'hub.sqlite');
    const made = await openDatabase(file);
    for (const undo of ['DROP INDEX packs_by_owner', 'ALTER TABLE packs DROP COLUMN owner', 'ALTER TABLE packs DROP COLUMN own_name', 'DROP TABLE content_packs', `UPDATE schema_steps SET done = ${releasesSteps.length - 1} WHERE subject = 'releases'`]) made.raw.exec(undo);
    made.raw.exec(`INSERT INTO packs VALUES ('bank', '{}', '1.0.0', 'aa', '{}', 1, 'author'); INSERT INTO content_files VALUES ('ff', 1, 'x')`);
    await made.close();
    const database = await openDatabase(file);
    const content = createContentStore(database.db, (given) => given, file);
    expect(await content.refs()).toEqual([{ key: 'bank', owner: COMMON, name: 'bank' }]);
    const { access } = await world([]);
    expect(access.kioskMay('zebra', await createReleaseStore(database.db, file).packsOf('ff'))).toBe(true);
    await content.saveDraft({ name: 't-1', owner: 'acme', ownName: 'bank', title: {}, version: '1.0.0', files: {}, at: 1, by: 'x' });
    await expect(content.saveDraft({ name: 't-2', owner: 'acme', ownName: 'bank', title: {}, version: '1.0.0', files: {}, at: 1, by: 'x' })).rejects.toThrow();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
