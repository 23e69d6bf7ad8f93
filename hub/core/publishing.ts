// Content on its way to the kiosks: a draft is checked before it is kept, what has been approved is made a release, and a
// rollout takes it to the kiosks that run this pack. Packs that come with the program are offered as they are.
import { Bundle, bundleText } from '../../flows/protocol/content.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import type { Fleet } from './fleet.ts';
import { COMMON, type PackDirectory, type PackRef, withName } from './pack-directory.ts';
import type { Audit, Clock, ContentStore, FleetStore, KioskRecord, PackProblem, PackRow, Sha256 } from './ports.ts';
import { type ReleaseMaker, withVersion } from './release-maker.ts';
import type { ReleaseRepository } from './release-repository.ts';
import type { Reviews } from './reviews.ts';
import type { Rollout, RolloutPlan } from './rollout-contract.ts';
import type { RolloutStore } from './rollout-port.ts';
import type { Rollouts } from './rollout-service.ts';
import { defaultPlan } from './rollout-waves.ts';
import { coversKiosk, type Scope } from './scope.ts';
import { connectorProblems } from './tenant-connectors.ts';

export type SaveResult =
  | { readonly outcome: 'saved'; readonly version: string; readonly sha256: string }
  | { readonly outcome: 'refused'; readonly problems: readonly PackProblem[] }
  | { readonly outcome: 'changed-meanwhile'; readonly by: string };
export interface PublishRequest {
  /** The pack's key. */
  readonly name: string; readonly by: string;
  /** How far whoever publishes reaches: no kiosk beyond it is asked. */
  readonly scope: Scope;
  /** Whole names; without them, and without a tenant or a site, every kiosk of this pack. */
  readonly kiosks?: readonly string[]; readonly tenant?: string; readonly site?: string;
  readonly plan?: Partial<RolloutPlan>;
  /** The reason for going straight to all. */
  readonly emergency?: string;
}
export type PublishResult =
  | { readonly outcome: 'published'; readonly release: PackRelease; readonly rollout: Rollout; readonly kiosks: { kiosk: string; version: number }[] }
  | { readonly outcome: 'refused'; readonly problems: readonly PackProblem[] }
  /** `beyond`: it is being rolled out at places that this person does not look after. */
  | { readonly outcome: 'unknown-pack' | 'changed-meanwhile' | 'beyond' }
  | { readonly outcome: 'not-approved'; readonly state: string }
  | { readonly outcome: 'unknown-kiosk'; readonly kiosk: string };

export interface Publishing {
  packs(): Promise<PackRow[]>;
  /** As its owner wrote it. */
  draft(name: string): Promise<{ files: Record<string, string>; row: PackRow } | undefined>;
  /** `base`: the draft's hash that the editor began with; another one since then is a conflict. */
  save(request: { ref: PackRef; files: Record<string, string>; by: string; base?: string }): Promise<SaveResult>;
  /** Resolves when the first wave of the rollout has been asked; `kiosks` are those of it. */
  publish(request: PublishRequest): Promise<PublishResult>;
  /** Takes packs that came with the program as drafts and first releases, unless the store has them already. */
  offer(packs: readonly { files: Record<string, string> }[]): Promise<{ problems: readonly PackProblem[] }>;
  firstRelease(): Promise<PackRelease | undefined>;
}

const PROGRAM = 'foyer';

export function createPublishing(options: {
  content: ContentStore; fleet: () => Pick<Fleet, 'desire'>; kiosks: Pick<FleetStore, 'kiosks' | 'kiosk'>; maker: ReleaseMaker; reviews: Reviews; rollouts: Pick<Rollouts, 'begin' | 'underWay'>; current: Pick<RolloutStore, 'current' | 'setCurrent'>;
  repository: Pick<ReleaseRepository, 'state' | 'onSigned'>; sha256: Sha256; clock: Clock; audit: Audit; directory: PackDirectory;
}): Publishing {
  const { directory, content, maker, reviews, sha256, clock, audit } = options;
  let first: string | undefined; // name of the pack that a new kiosk gets
  const waiting = new Map<string, readonly string[]>(); // hash of an offered release that is not signed yet -> who runs the pack

  options.repository.onSigned((signed) => {
    const followers = waiting.get(signed.sha256);
    waiting.delete(signed.sha256);
    if (followers) void options.fleet().desire(followers, signed);
  });

  function formProblems(files: Record<string, string>): PackProblem[] {
    const parsed = Bundle.safeParse(files);
    return parsed.success ? [] : parsed.error.issues.map((issue) => ({ file: String(issue.path[0] ?? ''), line: null, what: 'This is not a file of a pack.', how: 'Use lower-case names that end in .yaml, such as knowledge/hours.yaml.' }));
  }

  async function save({ ref, ...request }: { ref: PackRef; files: Record<string, string>; by: string; base?: string }): Promise<SaveResult> {
    const before = await content.draft(ref.key);
    if (before && request.base !== undefined && before.row.sha256 !== request.base) return { outcome: 'changed-meanwhile', by: before.row.editedBy };
    const form = formProblems(request.files);
    if (form.length > 0) return { outcome: 'refused', problems: form };
    // A kiosk knows a pack by the name in its file, so that is the key.
    const files = withName(request.files, ref.name, ref.key);
    const checked = await maker.check(files);
    if (!checked.ok) return { outcome: 'refused', problems: directory.plain(ref.key, checked.problems) };
    if (checked.name !== ref.key) return { outcome: 'refused', problems: [{ file: 'pack.yaml', line: 1, what: `The pack is called ${checked.name}, but was sent as ${ref.name}.`, how: `Write on a line of its own: name: ${ref.name}` }] };
    const beyond = ref.owner === COMMON ? [] : connectorProblems(checked.connectors ?? []);
    if (beyond.length > 0) return { outcome: 'refused', problems: beyond };
    const hash = sha256(bundleText(files));
    if (hash === before?.row.sha256) return { outcome: 'saved', version: checked.version, sha256: hash };
    await content.saveDraft({ name: ref.key, owner: ref.owner, ownName: ref.name, title: checked.title, version: checked.version, files, at: clock.now(), by: request.by });
    directory.saved(ref);
    if (request.by !== PROGRAM) await reviews.saved(ref.key, request.by);
    await audit.note({ at: clock.now(), who: request.by, what: 'pack-saved', detail: { pack: directory.address(ref.key), sha256: hash } });
    return { outcome: 'saved', version: checked.version, sha256: hash };
  }

  function runs(record: KioskRecord, pack: string): boolean {
    return (record.desired.release ?? record.appliedRelease)?.pack === pack;
  }
  async function asked(rollout: Rollout): Promise<{ kiosk: string; version: number }[]> {
    const done: { kiosk: string; version: number }[] = [];
    for (const [kiosk, place] of Object.entries(rollout.kiosks)) {
      if (place.state !== 'waiting') done.push({ kiosk, version: (await options.kiosks.kiosk(kiosk))?.desired.version ?? 0 });
    }
    return done;
  }
  /** A program's own pack: it comes with the program, so nobody here has to approve it. */
  async function offerOne(name: string, hash: string): Promise<readonly PackProblem[]> {
    const made = await maker.release(name, PROGRAM);
    if (!made) return [];
    if ('problems' in made) return made.problems;
    await audit.note({ at: clock.now(), who: PROGRAM, what: 'pack-offered', detail: { ...made.release, from: hash, review: 'none needed: it comes with the program' } });
    await options.current.setCurrent(made.release);
    const followers = (await options.kiosks.kiosks()).filter((record) => record.desired.release?.pack === name).map((record) => record.name);
    if (made.signing.state === 'signed') await options.fleet().desire(followers, made.release);
    else waiting.set(made.release.sha256, followers);
    return [];
  }

  return {
    packs: () => content.packs(),
    async draft(key) {
      const draft = await content.draft(key);
      return draft && { ...draft, files: withName(draft.files, key, draft.row.ownName) };
    },
    save,
    async publish(request) {
      const { name, by, scope } = request;
      const { owner } = directory.of(name);
      // A pack stays within its owner's kiosks, and a person within theirs: others do not exist here.
      const records = (await options.kiosks.kiosks()).filter((record) => directory.fits(name, record.address.tenant) && coversKiosk(scope, record.name));
      const others = (await options.rollouts.underWay(name)).some((rollout) => Object.keys(rollout.kiosks).some((kiosk) => !coversKiosk(scope, kiosk)));
      const unknown = request.kiosks?.find((kiosk) => !records.some((record) => record.name === kiosk));
      if (unknown !== undefined) return { outcome: 'unknown-kiosk', kiosk: unknown };
      const life = await reviews.life(name);
      if (!life) return { outcome: 'unknown-pack' };
      if (others) return { outcome: 'beyond' };
      const approved = life.state === 'published' || life.state === 'approved';
      if (!approved && life.required) return { outcome: 'not-approved', state: life.state };
      const problems = approved ? [] : await reviews.problems(name);
      if (problems.length > 0) return { outcome: 'refused', problems };
      const newest = await content.latestRelease(name);
      if (newest && !(await options.current.current(name))) await options.current.setCurrent(newest);
      const made = await maker.release(name, by, life.sha256);
      if (!made) return { outcome: 'changed-meanwhile' };
      if ('problems' in made) return { outcome: 'refused', problems: made.problems };
      await reviews.released(name);
      const targets = records.filter((record) => (request.kiosks ? request.kiosks.includes(record.name) : runs(record, name))
        && (request.tenant === undefined || record.address.tenant === request.tenant) && (request.site === undefined || record.address.site === request.site));
      const all = request.kiosks === undefined && request.tenant === undefined && request.site === undefined && (scope === 'all' || (scope.tenant === owner && scope.sites === undefined));
      await audit.note({ at: clock.now(), who: by, what: 'pack-published', detail: { ...made.release, pack: directory.address(name), kiosks: targets.map((record) => record.name), review: approved ? life.state : 'switched off', approvedBy: life.review?.decidedBy ?? null } });
      const { plan: set } = await reviews.settings();
      const rollout = await options.rollouts.begin({
        pack: name, release: made.release, targets, by, all, emergency: request.emergency ?? null, awaitingSignature: made.signing.state !== 'signed', plan: defaultPlan(targets.length, { ...set, ...request.plan }),
      });
      return { outcome: 'published', release: made.release, rollout, kiosks: await asked(rollout) };
    },
    async offer(packs) {
      const problems: PackProblem[] = [];
      for (const { files } of packs) {
        const checked = await maker.check(files);
        if (!checked.ok) {
          problems.push(...checked.problems);
          continue;
        }
        first ??= checked.name;
        const draft = await content.draft(checked.name);
        // What staff have edited is theirs; an untouched sample follows the program.
        if (draft && draft.row.editedBy !== PROGRAM) continue;
        const hash = sha256(bundleText(files));
        // The number may have been raised when it was taken over: then only the number differs.
        if (draft && hash !== draft.row.sha256 && sameBut(files, draft.files, draft.row.version)) continue;
        const ref = directory.claim(COMMON, checked.name);
        if (!ref) continue;
        await save({ ref, files, by: PROGRAM });
        if ((await content.latestRelease(checked.name))?.sha256 === hash) continue;
        problems.push(...await offerOne(checked.name, hash));
      }
      return { problems };
    },
    async firstRelease() {
      if (first === undefined) return undefined;
      const release = await options.current.current(first) ?? await content.latestRelease(first);
      return release && (await options.repository.state(release))?.state === 'signed' ? release : undefined;
    },
  };

  function sameBut(files: Record<string, string>, draft: Record<string, string>, version: string): boolean {
    const numbered = { ...files, 'pack.yaml': withVersion(files['pack.yaml'] ?? '', version) };
    return bundleText(numbered) === bundleText(draft);
  }
}
