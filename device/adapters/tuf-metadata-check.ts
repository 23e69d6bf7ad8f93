// Asks whether a release stands in the signed metadata, with `tuf-js`: rollback, freeze, mix-and-match and endless data are
// its work; ours are the clock that may be wrong by years, the floor, and one sentence for each refusal.
import { type Fetcher, type TargetFile, Updater } from 'tuf-js';
import { DownloadHTTPError, DownloadLengthMismatchError, ExpiredMetadataError } from 'tuf-js/dist/error.js';
import { Fault } from '../../flows/protocol/faults.ts';
import type { ContentTransport } from '../core/content-source-port.ts';
import type { TrustFloor, TrustFolder } from './tuf-trust-folder.ts';

const DAY = 86_400_000;
/** A kiosk and its hub that differ by more than this do not know the time. */
const DOUBT_MS = 30 * DAY;
/** No metadata of this kind is older than this day. */
const FIRST_DAY = Date.UTC(2026, 0, 1);

export interface CheckedTarget { readonly length: number; readonly sha256: string }
interface Trusted { root: { signed: { version: number } }; timestamp?: Signed; snapshot?: Signed; targets?: Signed; referenceTime: Date }
interface Signed { signed: { version: number; unrecognizedFields: Record<string, unknown> } }

function fetcherOf(transport: ContentTransport, said: (fault: Fault) => void): Fetcher {
  return {
    downloadFile: () => Promise.reject(new Error('content files do not come this way')),
    async downloadBytes(url, maxLength) {
      const name = decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
      let bytes: Uint8Array | null;
      try {
        bytes = await transport.metadata(name, maxLength);
      } catch (error) {
        if (error instanceof Fault) said(error); // tuf-js wraps what it is given; the sentence must not be lost
        throw error;
      }
      if (bytes === null) throw new DownloadHTTPError(`there is no ${name}`, 404);
      if (bytes.byteLength > maxLength) throw new DownloadLengthMismatchError('Max length reached');
      return Buffer.from(bytes);
    },
  };
}

/**
 * The target's length and hash from fresh, signed metadata; null when there is no such target.
 * The metadata that has been verified is kept even when a later part of it is refused: the floor only rises.
 * @throws Fault content-untrusted, content-expired, hub-unreachable, data-folder-not-writable, disk-full
 */
export async function checkTarget(options: { path: string; trust: TrustFolder; transport: ContentTransport; now: number; inDoubt(text: string): void }): Promise<CheckedTarget | null> {
  const { trust, transport, now } = options;
  const [root, ...spare] = trust.roots();
  if (root === undefined) throw untrusted(transport, 'This kiosk trusts no content yet.', 'Connect it to its hub once, or give the hub\'s root file with --content-root.');
  const floor = trust.floor();
  const reference = Math.max(now, floor?.signedAt ?? FIRST_DAY);
  let lastError: unknown;
  for (const candidate of [root, ...spare]) {
    try {
      return await checkFrom(candidate, reference);
    } catch (error) {
      if (error instanceof UnusableRoot) { lastError = error; continue; }
      throw error;
    }
  }
  throw untrusted(transport, `What this kiosk trusted is damaged (${String(lastError)}).`, 'Give the hub\'s root file with --content-root.');

  async function checkFrom(start: string, at: number): Promise<CheckedTarget | null> {
    try {
      return await refreshed(start, at);
    } catch (error) {
      const told = transport.time();
      if (!(error instanceof ExpiredMetadataError)) throw error instanceof Fault || error instanceof UnusableRoot ? error : refusal(error);
      if (told === null || Math.abs(told - at) <= DOUBT_MS) throw refusal(error);
      // Years apart: which of the two clocks is wrong cannot be known here. By the hub's own clock its metadata must at
      // least be fresh; versions and signatures hold whatever the clocks say.
      options.inDoubt(`The clock of this kiosk (${new Date(now).toISOString()}) and the hub's (${new Date(told).toISOString()}) are far apart; freshness was judged by the hub's.`);
      try {
        return await refreshed(start, told);
      } catch (again) {
        throw again instanceof Fault ? again : refusal(again);
      }
    }
  }
  async function refreshed(start: string, at: number): Promise<CheckedTarget | null> {
    const work = trust.workOn(start);
    let fault: Fault | null = null;
    try {
      let updater: Updater;
      try {
        updater = new Updater({ metadataDir: work.folder, metadataBaseUrl: 'https://content', fetcher: fetcherOf(transport, (said) => { fault = said; }) });
      } catch (error) {
        throw new UnusableRoot(String(error));
      }
      const trusted = Reflect.get(updater, 'trustedSet') as Trusted;
      if (!(trusted.referenceTime instanceof Date)) throw new Fault('internal', 'This version of tuf-js keeps its clock elsewhere.', 'Install the version in package.json.');
      trusted.referenceTime = new Date(at);
      try {
        await updater.refresh();
      } catch (error) {
        work.keep(); // what was verified before the failure raises the floor
        throw fault ?? error;
      }
      standsOn(trusted);
      work.keep();
      trust.raise(floorOf(trusted));
      const target: TargetFile | undefined = await updater.getTargetInfo(options.path);
      const sha256 = target?.hashes['sha256'];
      return target && sha256 !== undefined ? { length: target.length, sha256 } : null;
    } finally {
      work.drop();
    }
  }
  /** The versions that were kept apart hold even when the files beside them were lost. A new root may begin again. */
  function standsOn(trusted: Trusted): void {
    if (!floor || trusted.root.signed.version !== floor.root) {
      if (floor && trusted.root.signed.version < floor.root) throw untrusted(transport, `Its root has version ${trusted.root.signed.version}, this kiosk has seen ${floor.root}.`, 'Somebody offers old metadata; look at the hub and the network.');
      return;
    }
    const seen = floorOf(trusted);
    for (const role of ['timestamp', 'snapshot', 'targets'] as const) {
      if (seen[role] < floor[role]) throw untrusted(transport, `Its ${role} has version ${seen[role]}, this kiosk has seen ${floor[role]}: an older state is offered as new.`, 'If the hub was restored from a backup, publish again until it is ahead; otherwise look at the network.');
    }
  }
  function refusal(error: unknown): Fault {
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof ExpiredMetadataError || /expired/i.test(text)) return new Fault('content-expired', `The signed list of content has run out (${text}); nothing is installed, the old content goes on.`, 'Look at whether the hub runs and its clock is right; it renews the list by itself.', { where: transport.where, cause: error });
    if (error instanceof DownloadHTTPError || /unable to load|http|404/i.test(text)) return untrusted(transport, `The signed metadata is not whole (${text}).`, 'It is tried again; if it stays, look at the hub.', error);
    return untrusted(transport, `The signed metadata was refused (${text}).`, 'The old content stays. Look at who answers at this address; a new hub needs a new claim.', error);
  }
}

/** Whether this is root metadata that its own keys have signed. */
export function isRoot(trust: TrustFolder, text: string): boolean {
  const work = trust.workOn(text);
  try {
    return new Updater({ metadataDir: work.folder, metadataBaseUrl: 'https://content' }) !== null;
  } catch {
    return false;
  } finally {
    work.drop();
  }
}

/**
 * Looks at every copy of what is trusted and makes them whole from one that its own keys have signed, the newest. `mended`:
 * there was damage, and it is gone; `lost`: no copy can be used, so nothing new can be believed until a person gives the root again.
 */
export function mendTrust(trust: TrustFolder): 'whole' | 'mended' | 'lost' {
  const copies = trust.roots();
  if (copies.length === 0) return 'whole'; // nothing is trusted yet
  const usable = copies.filter((text) => isRoot(trust, text));
  const versionOf = (text: string): number => (JSON.parse(text) as { signed: { version: number } }).signed.version;
  const [newest] = usable.sort((a, b) => versionOf(b) - versionOf(a));
  if (newest === undefined) return 'lost';
  if (usable.length === copies.length && trust.complete()) return 'whole';
  trust.mend(newest);
  return usable.length === copies.length ? 'whole' : 'mended';
}

class UnusableRoot extends Error {}

function floorOf(trusted: Trusted): TrustFloor {
  const at = Date.parse(String(trusted.timestamp?.signed.unrecognizedFields['x-foyer-signed-at'] ?? ''));
  return {
    root: trusted.root.signed.version, timestamp: trusted.timestamp?.signed.version ?? 0, snapshot: trusted.snapshot?.signed.version ?? 0,
    targets: trusted.targets?.signed.version ?? 0, signedAt: Number.isNaN(at) ? FIRST_DAY : at,
  };
}
function untrusted(transport: ContentTransport, what: string, mend: string, cause?: unknown): Fault {
  return new Fault('content-untrusted', what, mend, { where: transport.where, ...(cause === undefined ? {} : { cause }) });
}
