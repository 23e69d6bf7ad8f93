// Content on its way to the kiosks: a draft is checked before it is kept, a release is named by its bytes, and publishing
// makes it the desired one of the kiosks that run this pack.
import { Bundle, bundleText } from '../../flows/protocol/content.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import type { Fleet } from './fleet.ts';
import type { ReleaseRepository } from './release-repository.ts';
import type { Audit, CheckPack, Clock, ContentStore, FleetStore, PackCheck, PackProblem, PackRow, Sha256 } from './ports.ts';

export type SaveResult =
  | { readonly outcome: 'saved'; readonly version: string; readonly sha256: string }
  | { readonly outcome: 'refused'; readonly problems: readonly PackProblem[] }
  | { readonly outcome: 'changed-meanwhile'; readonly by: string };
export type PublishResult =
  | { readonly outcome: 'published'; readonly release: PackRelease; readonly kiosks: { kiosk: string; version: number }[] }
  | { readonly outcome: 'refused'; readonly problems: readonly PackProblem[] }
  | { readonly outcome: 'unknown-pack' }
  | { readonly outcome: 'unknown-kiosk'; readonly kiosk: string };

export interface Publishing {
  packs(): Promise<PackRow[]>;
  draft(name: string): Promise<{ files: Record<string, string>; row: PackRow } | undefined>;
  /** `base`: the draft's hash that the editor began with; another one since then is a conflict. */
  save(request: { name: string; files: Record<string, string>; by: string; base?: string }): Promise<SaveResult>;
  publish(request: { name: string; kiosks?: readonly string[]; by: string }): Promise<PublishResult>;
  /** Takes packs that came with the program as drafts and first releases, unless the store has them already. */
  offer(packs: readonly { files: Record<string, string> }[]): Promise<{ problems: readonly PackProblem[] }>;
  firstRelease(): Promise<PackRelease | undefined>;
}

/** `1.4.2` -> `1.4.3` */
export function nextVersion(version: string): string {
  const [major, minor, patch] = version.split('.');
  return `${major ?? '0'}.${minor ?? '0'}.${Number(patch ?? 0) + 1}`;
}
/** The text of pack.yaml with another version; everything else stays as it was. */
export function withVersion(packYaml: string, version: string): string {
  return packYaml.replace(/^(version:\s*)(['"]?)[\d.]+\2/m, `$1$2${version}$2`);
}

export function createPublishing(options: {
  content: ContentStore; fleet: () => Fleet; kiosks: Pick<FleetStore, 'kiosks'>; check: CheckPack; sha256: Sha256; clock: Clock; audit: Audit;
  repository: Pick<ReleaseRepository, 'add' | 'state' | 'onSigned'>;
}): Publishing {
  const { content, sha256, clock, audit } = options;
  const passed = new Map<string, Extract<PackCheck, { ok: true }>>(); // hash of the bytes -> what the check said of them

  /** Checks these files once; the same bytes are not compiled again. */
  async function check(files: Record<string, string>): Promise<PackCheck> {
    const hash = sha256(bundleText(files));
    const known = passed.get(hash);
    if (known) return known;
    const result = await options.check(files);
    if (result.ok) {
      if (passed.size > 200) passed.clear();
      passed.set(hash, result);
    }
    return result;
  }
  let first: string | undefined; // name of the pack that a new kiosk gets

  /** Rings the bells of these kiosks, at once or as soon as the release is signed. */
  async function desireWhenSigned(targets: readonly string[], made: PackRelease): Promise<{ kiosk: string; version: number }[]> {
    if ((await options.repository.state(made))?.state === 'signed') return options.fleet().desire(targets, made);
    waiting.set(made.sha256, targets);
    return [];
  }
  const waiting = new Map<string, readonly string[]>();
  options.repository.onSigned((signed) => {
    const targets = waiting.get(signed.sha256);
    waiting.delete(signed.sha256);
    if (targets) void options.fleet().desire(targets, signed);
  });

  function formProblems(files: Record<string, string>): PackProblem[] {
    const parsed = Bundle.safeParse(files);
    return parsed.success ? [] : parsed.error.issues.map((issue) => ({ file: String(issue.path[0] ?? ''), line: null, what: 'This is not a file of a pack.', how: 'Use lower-case names that end in .yaml, such as knowledge/hours.yaml.' }));
  }

  async function save(request: { name: string; files: Record<string, string>; by: string; base?: string }): Promise<SaveResult> {
    const before = await content.draft(request.name);
    if (before && request.base !== undefined && before.row.sha256 !== request.base) return { outcome: 'changed-meanwhile', by: before.row.editedBy };
    const form = formProblems(request.files);
    if (form.length > 0) return { outcome: 'refused', problems: form };
    const checked = await check(request.files);
    if (!checked.ok) return { outcome: 'refused', problems: checked.problems };
    if (checked.name !== request.name) return { outcome: 'refused', problems: [{ file: 'pack.yaml', line: 1, what: `The pack is called ${checked.name}, but was sent as ${request.name}.`, how: `Write name: ${request.name}.` }] };
    const hash = sha256(bundleText(request.files));
    await content.saveDraft({ name: request.name, title: checked.title, version: checked.version, files: request.files, at: clock.now(), by: request.by });
    if (hash !== before?.row.sha256) await audit.note({ at: clock.now(), who: request.by, what: 'pack-saved', detail: { pack: request.name, sha256: hash } });
    return { outcome: 'saved', version: checked.version, sha256: hash };
  }

  /** A release of the draft as it is now; raises the version when these bytes differ from a release of that number. */
  async function release(name: string, by: string): Promise<{ release: PackRelease } | { problems: readonly PackProblem[] } | undefined> {
    const draft = await content.draft(name);
    if (!draft) return undefined;
    let { files } = draft;
    let { version } = draft.row;
    const earlier = await content.releases(name);
    let hash = sha256(bundleText(files));
    while (earlier.some((one) => one.release.version === version && one.release.sha256 !== hash)) {
      version = nextVersion(version);
      const raised = { ...files, 'pack.yaml': withVersion(files['pack.yaml'] ?? '', version) };
      hash = sha256(bundleText(raised));
      // Only the number differs from what has passed already; the kiosk must not wait for a second compilation.
      const before = passed.get(sha256(bundleText(files)));
      if (before && raised['pack.yaml'] !== files['pack.yaml']) passed.set(hash, { ...before, version });
      files = raised;
    }
    const checked = await check(files);
    if (!checked.ok) return { problems: checked.problems };
    if (checked.version !== version) return { problems: [{ file: 'pack.yaml', line: null, what: `Version ${checked.version} has been published with other content, and the next one could not be written into the file.`, how: 'Write the version on a line of its own: version: 1.0.1' }] };
    if (files !== draft.files) await content.saveDraft({ name, title: checked.title, version, files, at: clock.now(), by });
    const text = bundleText(files);
    const made: PackRelease = { pack: name, version, sha256: hash, bytes: new TextEncoder().encode(text).length };
    await content.saveRelease({ release: made, text, at: clock.now(), by });
    await options.repository.add(made, files);
    return { release: made };
  }

  return {
    packs: () => content.packs(),
    draft: (name) => content.draft(name),
    save,
    async publish({ name, kiosks, by }) {
      const records = await options.kiosks.kiosks();
      const unknown = kiosks?.find((kiosk) => !records.some((record) => record.name === kiosk));
      if (unknown !== undefined) return { outcome: 'unknown-kiosk', kiosk: unknown };
      const made = await release(name, by);
      if (!made) return { outcome: 'unknown-pack' };
      if ('problems' in made) return { outcome: 'refused', problems: made.problems };
      const targets = kiosks ?? records.filter((record) => (record.desired.release ?? record.appliedRelease)?.pack === name).map((record) => record.name);
      await audit.note({ at: clock.now(), who: by, what: 'pack-published', detail: { ...made.release, kiosks: targets } });
      return { outcome: 'published', release: made.release, kiosks: await desireWhenSigned(targets, made.release) };
    },
    async offer(packs) {
      const problems: PackProblem[] = [];
      for (const { files } of packs) {
        const checked = await check(files);
        if (!checked.ok) {
          problems.push(...checked.problems);
          continue;
        }
        first ??= checked.name;
        const draft = await content.draft(checked.name);
        // What staff have edited is theirs; an untouched sample follows the program.
        if (draft && draft.row.editedBy !== 'foyer') continue;
        await save({ name: checked.name, files, by: 'foyer' });
        const published = await content.latestRelease(checked.name);
        if (published?.sha256 === sha256(bundleText(files))) continue;
        const made = await release(checked.name, 'foyer');
        if (made && 'release' in made) {
          const followers = (await options.kiosks.kiosks()).filter((record) => record.desired.release?.pack === checked.name).map((record) => record.name);
          await desireWhenSigned(followers, made.release);
        }
      }
      return { problems };
    },
    async firstRelease() {
      const newest = first === undefined ? undefined : await content.latestRelease(first);
      return newest && (await options.repository.state(newest))?.state === 'signed' ? newest : undefined;
    },
  };
}
