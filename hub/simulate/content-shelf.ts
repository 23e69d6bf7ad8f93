// Content for simulated kiosks, fetched as a real one does: signed metadata, the release's manifest, then each file by its hash. In
// one process the work is done once and shared; or every kiosk does all of it for itself.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bundle, bundleText, manifestPath, ReleaseManifest } from '../../flows/protocol/content.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import { createTufReader, type TufReader } from '../adapters/tuf-reader.ts';
import type { Asker } from './hub-line.ts';

/** `once`: verified for the whole process; `each`: by every kiosk; `bundle`: every kiosk fetches the whole bundle by its hash, unsigned, as kiosks of 0.1 do. */
export type Verify = 'once' | 'each' | 'bundle';
/** `refused`: it will not become right by trying again. */
export class ContentTrouble extends Error {
  readonly refused: boolean;
  constructor(text: string, refused: boolean) {
    super(text);
    this.refused = refused;
  }
}
export interface ContentOfKiosk {
  /** Resolves when the release is here, whole and verified. Rejects with ContentTrouble. */
  fetch(release: PackRelease): Promise<void>;
}
export interface ContentShelf {
  ofKiosk(asker: () => Asker): ContentOfKiosk;
  /** How often a release was verified, and the bytes that were fetched for it. */
  readonly verified: number; readonly bytes: number;
  close(): void;
}

const AT_ONCE = 16; // kiosks that fetch for themselves: one process has not the processors of a fleet, and the others must be heard meanwhile
const MAX_MANIFEST_BYTES = 2 * 1024 * 1024;
const sha256Of = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

export function createContentShelf(mode: Verify): ContentShelf {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-simulated-content-'));
  const texts = new Map<string, string>(); // by hash, checked when they came: kiosks keep what they have, one process keeps it once
  let kiosks = 0;
  let verified = 0;
  let bytes = 0;

  let working = 0;
  const queue: (() => void)[] = [];
  /** Some at a time, in the order in which they came. */
  async function inTurn(work: () => Promise<void>): Promise<void> {
    if (working >= AT_ONCE) await new Promise<void>((resolve) => { queue.push(resolve); });
    else working += 1;
    try {
      await work();
    } finally {
      const next = queue.shift();
      if (next) next(); // takes this place
      else working -= 1;
    }
  }
  async function get(asker: Asker, path: string): Promise<{ status: number; body: Buffer }> {
    let reply;
    try {
      reply = await asker.ask(path);
    } catch (error) {
      throw new ContentTrouble(`not fetched (${error instanceof Error ? error.message : String(error)})`, false);
    }
    bytes += reply.bytes.byteLength;
    return { status: reply.status, body: reply.bytes };
  }
  /** One kiosk's own trust and its own files. */
  function ownWork(asker: () => Asker): (release: PackRelease) => Promise<void> {
    kiosks += 1;
    const here = new Set<string>();
    let trouble: ContentTrouble | undefined; // of the line: the library wraps what it is given
    let turn: Promise<unknown> = Promise.resolve();
    const reader: TufReader = createTufReader({
      folder: join(folder, `kiosk-${kiosks}`),
      async metadata(name) {
        const { status, body } = await get(asker(), `/content/tuf/${name}`).catch((error: unknown) => {
          if (error instanceof ContentTrouble) trouble = error;
          throw error;
        });
        if (status === 404) return null;
        if (status === 200) return body;
        trouble = new ContentTrouble(`HTTP ${status} for ${name}`, false);
        throw trouble;
      },
    });
    async function file(sha256: string, length: number): Promise<string> {
      const known = here.has(sha256) ? texts.get(sha256) : undefined;
      if (known !== undefined) return known;
      const { status, body } = await get(asker(), `/content/files/${sha256}`);
      if (status !== 200) throw new ContentTrouble(`HTTP ${status} for a file`, false);
      if (body.byteLength !== length || sha256Of(body) !== sha256) throw new ContentTrouble('a file is not the one that was signed', true);
      const text = body.toString('utf8');
      here.add(sha256);
      texts.set(sha256, text);
      return text;
    }
    async function verify(release: PackRelease): Promise<void> {
      let target: Awaited<ReturnType<TufReader['target']>>;
      trouble = undefined;
      try {
        target = await reader.target(manifestPath(release));
      } catch (error) {
        throw trouble ?? new ContentTrouble(`the signed metadata was refused (${error instanceof Error ? error.message : String(error)})`, true);
      }
      if (!target) throw new ContentTrouble(`${release.pack} ${release.version} does not stand in the signed list`, true);
      if (target.length > MAX_MANIFEST_BYTES) throw new ContentTrouble('the manifest is too large', true);
      const manifest = ReleaseManifest.safeParse(JSON.parse(await file(target.sha256, target.length)));
      if (!manifest.success || manifest.data.sha256 !== release.sha256 || manifest.data.pack !== release.pack || manifest.data.version !== release.version) throw new ContentTrouble('what is signed is another content than the one announced', true);
      const files: Record<string, string> = {};
      for (const one of manifest.data.files) files[one.path] = await file(one.sha256, one.bytes);
      if (sha256Of(bundleText(Bundle.parse(files))) !== release.sha256) throw new ContentTrouble('the files do not make up what was announced', true);
      const used = new Set([target.sha256, ...manifest.data.files.map((one) => one.sha256)]);
      for (const sha256 of here) if (!used.has(sha256)) here.delete(sha256);
      verified += 1;
    }
    return (release) => {
      const work = turn.then(() => verify(release));
      turn = work.catch(() => undefined);
      return work;
    };
  }

  const shared = new Map<string, Promise<void>>();
  let first: ((release: PackRelease) => Promise<void>) | undefined;
  return {
    get verified() { return verified; },
    get bytes() { return bytes; },
    ofKiosk(asker) {
      if (mode === 'each') {
        const own = ownWork(asker);
        return { fetch: (release) => inTurn(() => own(release)) };
      }
      if (mode === 'bundle') {
        return {
          async fetch(release) {
            const { status, body } = await get(asker(), `/content/${release.sha256}`);
            if (status !== 200) throw new ContentTrouble(`HTTP ${status} for the bundle`, false);
            if (sha256Of(body) !== release.sha256) throw new ContentTrouble('another hash', true);
          },
        };
      }
      return {
        fetch(release) {
          first ??= ownWork(asker);
          const name = `${release.pack} ${release.version} ${release.sha256}`;
          const work = shared.get(name) ?? first(release);
          shared.set(name, work);
          work.catch(() => { if (shared.get(name) === work) shared.delete(name); }); // the next one tries again
          return work;
        },
      };
    },
    close() { rmSync(folder, { recursive: true, force: true }); },
  };
}
