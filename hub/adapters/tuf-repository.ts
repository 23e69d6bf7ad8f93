// The signed repository of this hub: what is added becomes installable when enough keys have signed for it. Keys that are
// on this machine sign at once; for the others the metadata waits. Freshness is renewed long before it runs out.
import { join } from 'node:path';
import { manifestPath, type ReleaseManifest } from '../../flows/protocol/content.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import type { Clock, Log } from '../core/ports.ts';
import type { SigningState } from '../core/release-repository.ts';
import type { SignedRepository } from '../core/release-signing.ts';
import type { PendingMetadata, ReleaseStore, SignedRole, StoredFile, StoredManifest, StoredMetadata } from '../core/release-store-port.ts';
import { keysIn, makeKey, type SigningKey } from './tuf-keys.ts';
import { type AllRoleKeys, assemble, disassemble, type Draft, draftRoot, draftSnapshot, draftTargets, draftTimestamp, facts, judge, ROLE_NAMES, rolesOf, sha256Of, signDraft } from './tuf-metadata.ts';

export interface TufRepositoryOptions {
  store: ReleaseStore; clock: Clock; log: Log;
  /** `online/` (snapshot, timestamp) and `apart/` (root, targets: may be taken away). */
  keyFolder: string;
  /** Releases of a store that is older than the repository. */
  earlier?: () => Promise<readonly { release: PackRelease; files: Readonly<Record<string, string>> }[]>;
}
export interface TufRepository extends SignedRepository {
  /** New keys for a role, in force as soon as enough keys of root (and of targets, when they change) have signed. */
  rotate(change: Partial<AllRoleKeys>, signWith?: readonly SigningKey[]): Promise<SigningState>;
}

const DAY = 86_400_000;
/** How long each role's metadata is good for; it is renewed when a third of that has passed (root and targets: two thirds). */
const LIFETIME_MS: Readonly<Record<SignedRole, number>> = { root: 3650 * DAY, targets: 365 * DAY, snapshot: 30 * DAY, timestamp: 14 * DAY };
const FIRST_DAY = Date.UTC(2026, 0, 1);
const LOOK_EVERY_MS = 2000;
const RENEW_EVERY_MS = 3_600_000;
const WARN_BEFORE_MS = 60 * DAY;

const apartFolder = (keyFolder: string): string => join(keyFolder, 'apart');
const onlineFolder = (keyFolder: string): string => join(keyFolder, 'online');

export function createTufRepository(options: TufRepositoryOptions): TufRepository {
  const { store, clock, log } = options;
  const listeners = new Set<(release: PackRelease) => void>();
  let last: Promise<unknown> = Promise.resolve();
  let cancel: () => void = () => undefined;
  let renewed = -Infinity;
  let announced: Record<string, string> = {}; // manifests that listeners know to be signed
  let announcedVersion = 0;
  let warned = '';

  /** One change after the other: each begins from what the one before has stored. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  }
  const keys = (): SigningKey[] => [...keysIn(onlineFolder(options.keyFolder)), ...keysIn(apartFolder(options.keyFolder))];
  const expiry = (role: SignedRole): number => clock.now() + LIFETIME_MS[role];
  /** Counts on with the seconds of the clock, so that a hub that comes back from a backup is ahead of what kiosks have seen. */
  const after = (version: number | undefined): number => Math.max((version ?? 0) + 1, Math.floor((clock.now() - FIRST_DAY) / 1000));
  async function newest(role: SignedRole): Promise<StoredMetadata> {
    const found = await store.latest(role);
    if (!found) throw new Fault('store-corrupt', `The content repository has no ${role} metadata.`, 'Restore a backup of the hub.');
    return found;
  }
  const named = (draft: Draft, body: string): StoredMetadata => ({ name: draft.role === 'timestamp' ? 'timestamp.json' : `${draft.version}.${draft.role}.json`, role: draft.role, version: draft.version, body });

  /** Signs with keys of the role that are here; a role without any stays as it is. */
  function signHere(rootBody: string, draft: Draft, extra: readonly SigningKey[] = []): string {
    const signatures = signDraft(draft, [...keys(), ...extra].filter((key) => rolesOf(rootBody)[draft.role].keys.some((known) => known.keyid === key.keyid)));
    const { good, needed } = judge(rootBody, draft, signatures);
    if (good.length < needed) throw new Fault('not-found', `The keys that sign ${draft.role} metadata are not on this hub (${good.length} of ${needed}).`, 'Put the key files back into the folder keys/online.', { where: onlineFolder(options.keyFolder) });
    return assemble(draft, good);
  }
  /** Snapshot and timestamp over these targets. */
  async function freshen(rootBody: string, targets: { version: number; body: string }, snapshotToo = true): Promise<StoredMetadata[]> {
    const [oldSnapshot, oldTimestamp] = [await store.latest('snapshot'), await store.latest('timestamp')];
    const made: StoredMetadata[] = [];
    let snapshot = oldSnapshot;
    if (snapshotToo || !snapshot) {
      const draft = draftSnapshot(after(oldSnapshot?.version), expiry('snapshot'), targets);
      made.push(snapshot = named(draft, signHere(rootBody, draft)));
    }
    const draft = draftTimestamp(after(oldTimestamp?.version), expiry('timestamp'), clock.now(), snapshot);
    return [...made, named(draft, signHere(rootBody, draft))];
  }

  /** Puts into force what waits and has all its signatures; root and targets that belong together come into force together. */
  async function settle(): Promise<boolean> {
    const [pendingRoot, pendingTargets] = [await store.pending('root'), await store.pending('targets')];
    if (!pendingRoot && !pendingTargets) return false;
    const oldRoot = await store.latest('root');
    const done: { draft: PendingMetadata; body: string }[] = [];
    let rootBody = oldRoot?.body ?? '';
    if (pendingRoot) {
      const { complete, body } = await rootState(pendingRoot, oldRoot?.body);
      if (!complete) return false;
      rootBody = body;
      done.push({ draft: pendingRoot, body });
    }
    if (pendingTargets) {
      const { good, needed } = judge(rootBody, pendingTargets, await store.signatures(pendingTargets.digest));
      if (good.length < needed) {
        if (pendingRoot && !(await oldTargetsHold(rootBody))) return false;
      } else done.push({ draft: pendingTargets, body: assemble(pendingTargets, good) });
    }
    if (done.length === 0) return false;
    const metadata = done.map(({ draft, body }) => named(draft, body));
    const targets = metadata.find((one) => one.role === 'targets') ?? await newest('targets');
    await store.save({ at: clock.now(), metadata: [...metadata, ...await freshen(rootBody, targets)], settled: done.map(({ draft }) => draft.role) });
    await announce();
    return true;
  }
  async function rootState(draft: PendingMetadata, oldRoot: string | undefined): Promise<{ complete: boolean; body: string; needed: number; have: number }> {
    const signatures = await store.signatures(draft.digest);
    const own = judge(assemble(draft, []), draft, signatures);
    const old = oldRoot === undefined ? own : judge(oldRoot, draft, signatures);
    const good = [...own.good, ...old.good.filter((one) => !own.good.some((other) => other.keyid === one.keyid))];
    const missing = Math.max(0, own.needed - own.good.length) + Math.max(0, old.needed - old.good.length);
    return { complete: missing === 0, body: assemble(draft, good), have: good.length, needed: good.length + missing };
  }
  async function oldTargetsHold(rootBody: string): Promise<boolean> {
    const { draft, signatures } = disassemble((await newest('targets')).body);
    const { good, needed } = judge(rootBody, draft, signatures);
    return good.length >= needed;
  }
  async function announce(): Promise<void> {
    const newestTargets = await newest('targets');
    if (newestTargets.version === announcedVersion) return;
    announcedVersion = newestTargets.version;
    const { targets } = facts('targets', newestTargets.body);
    const fresh = Object.entries(targets).filter(([path, hash]) => announced[path] !== hash);
    announced = targets;
    for (const [path] of fresh) {
      const manifest = await store.manifest(path);
      if (manifest) for (const listener of listeners) listener(manifest.release);
    }
  }

  /** Targets over all manifests (and those to come), signed as far as this hub can. */
  async function prepareTargets(rootBody: string, coming: readonly StoredManifest[]): Promise<{ pending: PendingMetadata; signatures: { digest: string; keyid: string; sig: string }[] }> {
    const all = [...(await store.manifests()).filter((one) => !coming.some((other) => other.path === one.path)), ...coming].sort((a, b) => (a.path < b.path ? -1 : 1));
    const version = after((await store.latest('targets'))?.version);
    const pending = draftTargets(version, expiry('targets'), all);
    return { pending, signatures: ownSignatures(rootBody, pending) };
  }
  function ownSignatures(rootBody: string, draft: Draft, extra: readonly SigningKey[] = []): { digest: string; keyid: string; sig: string }[] {
    const able = [...keys(), ...extra].filter((key) => rolesOf(rootBody)[draft.role].keys.some((known) => known.keyid === key.keyid));
    return signDraft(draft, able).map((signature) => ({ digest: draft.digest, ...signature }));
  }
  async function effectiveRoot(): Promise<string> {
    const pending = await store.pending('root');
    return pending ? assemble(pending, []) : (await newest('root')).body;
  }

  async function makeFirst(): Promise<void> {
    const online = onlineFolder(options.keyFolder);
    const apart = apartFolder(options.keyFolder);
    const held = keys();
    const keyFor = (role: SignedRole): SigningKey => held.find((key) => key.role === role) ?? makeKey(role === 'snapshot' || role === 'timestamp' ? online : apart, role);
    const chosen = Object.fromEntries(ROLE_NAMES.map((role) => [role, { keys: [keyFor(role)], threshold: 1 }])) as unknown as AllRoleKeys;
    const root = draftRoot(1, expiry('root'), chosen);
    const rootBody = signHere(assemble(root, []), root);
    const targets = draftTargets(after(undefined), expiry('targets'), []);
    const targetsBody = signHere(rootBody, targets);
    const first = named(targets, targetsBody);
    await store.save({ at: clock.now(), metadata: [named(root, rootBody), first, ...await freshen(rootBody, first)] });
    log.info('The keys of the content repository were made.', { folder: options.keyFolder });
  }

  function manifestOf(release: PackRelease, files: Readonly<Record<string, string>>): { manifest: StoredManifest; files: StoredFile[] } {
    const parts = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, body]) => ({ path, body, sha256: sha256Of(body), bytes: Buffer.byteLength(body) }));
    const manifest: ReleaseManifest = { v: 1, pack: release.pack, version: release.version, sha256: release.sha256, bytes: release.bytes, files: parts.map(({ path, sha256, bytes }) => ({ path, sha256, bytes })) };
    const body = JSON.stringify(manifest);
    const own = { sha256: sha256Of(body), bytes: Buffer.byteLength(body) };
    return { manifest: { path: manifestPath(release), release, ...own }, files: [...parts.map(({ sha256, bytes, body: text }) => ({ sha256, bytes, body: text })), { ...own, body }] };
  }
  async function addAll(releases: readonly { release: PackRelease; files: Readonly<Record<string, string>> }[]): Promise<void> {
    const made = releases.map(({ release, files }) => manifestOf(release, files));
    const coming = [...new Map(made.map(({ manifest }) => [manifest.path, manifest])).values()];
    const fresh: StoredManifest[] = [];
    for (const manifest of coming) if ((await store.manifest(manifest.path))?.sha256 !== manifest.sha256) fresh.push(manifest);
    if (fresh.length === 0) return;
    const { pending, signatures } = await prepareTargets(await effectiveRoot(), fresh);
    await store.save({ at: clock.now(), files: made.flatMap(({ files }) => files), manifests: fresh, pending: [pending], signatures });
    await settle();
  }
  async function stateOf(release: PackRelease): Promise<SigningState | undefined> {
    const manifest = await store.manifest(manifestPath(release));
    if (!manifest || manifest.release.sha256 !== release.sha256) return undefined;
    if (facts('targets', (await newest('targets')).body).targets[manifest.path] === manifest.sha256) return { state: 'signed' };
    const waiting = await waitingOf('targets');
    return { state: 'awaiting-signature', needed: waiting?.needed ?? 1, have: waiting?.have ?? 0 };
  }
  async function waitingOf(role: SignedRole): Promise<{ role: SignedRole; version: number; needed: number; have: number; body: string } | undefined> {
    const draft = await store.pending(role);
    if (!draft) return undefined;
    if (role === 'root') {
      const { needed, have, body } = await rootState(draft, (await store.latest('root'))?.body);
      return { role, version: draft.version, needed, have, body };
    }
    const { good, needed } = judge(await effectiveRoot(), draft, await store.signatures(draft.digest));
    return { role, version: draft.version, needed, have: good.length, body: assemble(draft, good) };
  }

  /** A start may be one from a backup: what is signed here is signed again under higher numbers. */
  async function beginAgain(): Promise<void> {
    const root = await newest('root');
    if (await store.pending('root')) return;
    const { pending, signatures } = await prepareTargets(root.body, []);
    const complete = !await store.pending('targets') && judge(root.body, pending, signatures).good.length >= rolesOf(root.body).targets.threshold;
    if (complete) await store.save({ at: clock.now(), pending: [pending], signatures });
    if (complete && await settle()) return;
    await store.save({ at: clock.now(), metadata: await freshen(root.body, await newest('targets')) });
  }

  /** Long before anything runs out; what this hub cannot sign itself is said in the log in time. */
  async function renew(): Promise<void> {
    const root = await newest('root');
    const left = async (role: SignedRole): Promise<number> => facts(role, (await newest(role)).body).expires - clock.now();
    for (const role of ['root', 'targets'] as const) {
      const remaining = await left(role);
      if (remaining > Math.min(LIFETIME_MS[role] / 3, WARN_BEFORE_MS * 2) || await store.pending(role)) continue;
      const draft = role === 'root' ? draftRoot(root.version + 1, expiry('root'), rolesOf(root.body)) : (await prepareTargets(root.body, [])).pending;
      await store.save({ at: clock.now(), pending: [draft], signatures: ownSignatures(root.body, draft) });
      if (!await settle() && remaining < WARN_BEFORE_MS && warned !== role) {
        warned = role;
        log.warn(`The ${role} metadata of the content runs out in ${Math.max(0, Math.round(remaining / DAY))} days and its keys are elsewhere. Sign what \`foyer hub unsigned\` gives.`);
      }
    }
    const snapshotToo = await left('snapshot') < LIFETIME_MS.snapshot * 2 / 3;
    if (snapshotToo || await left('timestamp') < LIFETIME_MS.timestamp * 2 / 3) {
      await store.save({ at: clock.now(), metadata: await freshen((await newest('root')).body, await newest('targets'), snapshotToo) });
    }
  }
  async function look(): Promise<void> {
    await settle();
    await announce(); // another process may have brought the signatures
    if (clock.now() - renewed < RENEW_EVERY_MS && clock.now() >= renewed) return;
    await renew();
    renewed = clock.now();
  }
  function lookLater(): void {
    cancel = clock.setTimeout(() => {
      inTurn(look).catch((error: unknown) => log.error('The content repository could not be renewed.', { error: error instanceof Fault ? error.sentence : String(error) }))
        .finally(lookLater).catch(() => undefined);
    }, LOOK_EVERY_MS);
  }

  return {
    async start() {
      await inTurn(async () => {
        if (await store.latest('root')) await beginAgain();
        else await makeFirst();
        const known = await newest('targets');
        announced = facts('targets', known.body).targets;
        announcedVersion = known.version;
        await addAll(await options.earlier?.() ?? []);
        await look();
      });
      lookLater();
    },
    stop() { cancel(); },
    add: (release, files) => inTurn(async () => {
      await addAll([{ release, files }]);
      return await stateOf(release) ?? { state: 'awaiting-signature', needed: 1, have: 0 };
    }),
    state: stateOf,
    onSigned(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    metadata: (name) => store.metadata(name),
    file: (sha256) => store.file(sha256),
    async status() {
      const here = new Set(keys().map((key) => key.keyid));
      const roles = rolesOf((await newest('root')).body);
      return Promise.all(ROLE_NAMES.map(async (role) => {
        const { version, expires } = facts(role, (await newest(role)).body);
        return { role, version, expires, threshold: roles[role].threshold, keys: roles[role].keys.map(({ keyid }) => ({ keyid, here: here.has(keyid) })) };
      }));
    },
    async waiting() { return (await Promise.all((['root', 'targets'] as const).map(waitingOf))).filter((one) => one !== undefined); },
    bring: (body) => inTurn(async () => {
      const { draft, signatures } = disassemble(body);
      const pending = await store.pending(draft.role);
      if (pending?.digest !== draft.digest) throw new Fault('conflict', `These signatures are not for the ${draft.role} metadata that waits here${pending ? ` (version ${pending.version})` : ''}.`, 'Fetch what waits now with `foyer hub unsigned`, sign that and bring it.');
      const old = await store.latest('root');
      const judges = draft.role === 'root' ? [assemble(draft, []), ...(old ? [old.body] : [])] : [await effectiveRoot()];
      const good = judges.flatMap((root) => judge(root, draft, signatures).good);
      if (good.length === 0) throw new Fault('not-allowed', `None of these signatures is of a key that signs ${draft.role} metadata here.`, 'Sign with one of the keys that `foyer hub keys show` names.');
      await store.save({ at: clock.now(), signatures: good.map((signature) => ({ digest: draft.digest, ...signature })) });
      const before = await waitingOf(draft.role);
      await settle();
      return await store.pending(draft.role) ? { state: 'awaiting-signature', needed: before?.needed ?? 1, have: before?.have ?? 0 } : { state: 'signed' };
    }),
    rotate: (change, signWith = []) => inTurn(async () => {
      const root = await newest('root');
      const roles = { ...rolesOf(root.body), ...change };
      for (const role of ROLE_NAMES) if (roles[role].threshold < 1 || roles[role].keys.length < roles[role].threshold) throw new Fault('usage', `${roles[role].keys.length} keys cannot give ${roles[role].threshold} signatures (${role}).`, 'Name more keys or a lower threshold.');
      const draft = draftRoot(root.version + 1, expiry('root'), roles);
      const rootBody = assemble(draft, []);
      const signatures = [rootBody, root.body].flatMap((judging) => ownSignatures(judging, draft, signWith));
      const targets = await oldTargetsHold(rootBody) && !await store.pending('targets') ? undefined : await prepareTargets(rootBody, []);
      await store.save({ at: clock.now(), pending: [draft, ...(targets ? [targets.pending] : [])], signatures: [...signatures, ...(targets?.signatures ?? [])] });
      await settle();
      if (!await store.pending('root')) return { state: 'signed' };
      const waits = await waitingOf('root');
      return { state: 'awaiting-signature', needed: waits?.needed ?? 1, have: waits?.have ?? 0 };
    }),
  };
}
