// How a draft becomes a release: checked, numbered above everything released before, named by its bytes, and given to the
// signed repository. Old content that has to come back gets a new number the same way, so that kiosks never go below one.
import { bundleText } from '../../flows/protocol/content.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import type { CheckPack, Clock, ContentStore, PackCheck, PackProblem, PackRow, Sha256 } from './ports.ts';
import type { ReleaseRepository, SigningState } from './release-repository.ts';

export type Made = { readonly release: PackRelease; readonly signing: SigningState } | { readonly problems: readonly PackProblem[] };
export interface Draft { readonly files: Record<string, string>; readonly row: PackRow }

export interface ReleaseMaker {
  check(files: Record<string, string>): Promise<PackCheck>;
  /** The draft under a number that no release has; saved, when the number had to be raised. `expect`: only when it still has this hash. */
  numbered(name: string, expect?: string): Promise<Draft | undefined>;
  /** A release of the draft as it is now, which must have the hash `expect`. */
  release(name: string, by: string, expect?: string): Promise<Made | undefined>;
  /** The content of an earlier release as a new one; the earlier one itself while the new one waits for a signature. */
  again(before: PackRelease, by: string): Promise<PackRelease>;
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
/** Below zero when `a` is the lower version. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const NO_LINE_FOR_THE_VERSION = 'Write the version on a line of its own: version: 1.0.1';
const KEEP_CHECKS = 200;

export function createReleaseMaker(options: { content: ContentStore; repository: Pick<ReleaseRepository, 'add'>; check: CheckPack; sha256: Sha256; clock: Clock }): ReleaseMaker {
  const { content, sha256, clock } = options;
  const passed = new Map<string, Extract<PackCheck, { ok: true }>>(); // hash of the bytes -> what the check said of them

  function remember(hash: string, result: Extract<PackCheck, { ok: true }>): void {
    if (passed.size > KEEP_CHECKS) passed.clear();
    passed.set(hash, result);
  }
  /** Checks these files once; the same bytes are not compiled again. */
  async function check(files: Record<string, string>): Promise<PackCheck> {
    const hash = sha256(bundleText(files));
    const known = passed.get(hash);
    if (known) return known;
    const result = await options.check(files);
    if (result.ok) remember(hash, result);
    return result;
  }
  async function highest(name: string): Promise<PackRelease | undefined> {
    return (await content.releases(name)).map((one) => one.release).sort((a, b) => compareVersions(b.version, a.version))[0];
  }
  /** Only the number differs from what has passed already; nobody need wait for a second compilation. */
  function renumbered(files: Record<string, string>, version: string): Record<string, string> {
    const raised = { ...files, 'pack.yaml': withVersion(files['pack.yaml'] ?? '', version) };
    const before = passed.get(sha256(bundleText(files)));
    if (before && raised['pack.yaml'] !== files['pack.yaml']) remember(sha256(bundleText(raised)), { ...before, version });
    return raised;
  }
  async function keep(files: Record<string, string>, name: string, version: string, by: string): Promise<{ release: PackRelease; signing: SigningState }> {
    const text = bundleText(files);
    const release: PackRelease = { pack: name, version, sha256: sha256(text), bytes: new TextEncoder().encode(text).length };
    const newest = await content.latestRelease(name);
    if (newest?.sha256 !== release.sha256) await content.saveRelease({ release, text, at: clock.now(), by });
    return { release, signing: await options.repository.add(release, files) };
  }

  async function numbered(name: string, expect?: string): Promise<Draft | undefined> {
    const above = await highest(name);
    const draft = await content.draft(name);
    if (draft && expect !== undefined && draft.row.sha256 !== expect) return undefined;
    if (!draft || !above || above.sha256 === draft.row.sha256 || compareVersions(draft.row.version, above.version) > 0) return draft;
    const version = nextVersion(above.version);
    const files = renumbered(draft.files, version);
    const { row } = draft;
    await content.saveDraft({ name, title: row.title, version, files, at: row.editedAt, by: row.editedBy });
    return { files, row: { ...row, version, sha256: sha256(bundleText(files)) } };
  }
  return {
    check, numbered,
    async release(name, by, expect) {
      const draft = await numbered(name, expect);
      if (!draft) return undefined;
      const checked = await check(draft.files);
      if (!checked.ok) return { problems: checked.problems };
      if (checked.version !== draft.row.version) return { problems: [{ file: 'pack.yaml', line: null, what: `Version ${checked.version} has been published with other content, and the next one could not be written into the file.`, how: NO_LINE_FOR_THE_VERSION }] };
      return keep(draft.files, name, checked.version, by);
    },
    async again(before, by) {
      const above = await highest(before.pack);
      const text = await content.bundle(before.sha256);
      if (text === undefined || above === undefined || above.sha256 === before.sha256) return before;
      const version = nextVersion(above.version);
      const files = renumbered(JSON.parse(text) as Record<string, string>, version);
      const checked = await check(files);
      if (!checked.ok || checked.version !== version) return before;
      const made = await keep(files, before.pack, version, by);
      return made.signing.state === 'signed' ? made.release : before;
    },
  };
}
