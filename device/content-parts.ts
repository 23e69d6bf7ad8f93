// The parts around content of a kiosk, put together: slots on the disk, what is trusted, the ways to new releases. Where
// the disk cannot be used, content comes as a bundle by its hash and lives in memory, as long as the machine is on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IncidentFacts } from '../flows/protocol/conversation.ts';
import { Fault } from '../flows/protocol/faults.ts';
import { PackRelease } from '../flows/protocol/fleet.ts';
import { createFolderTransport, createHttpTransport } from './adapters/content-transports.ts';
import { openFolderContentSlots } from './adapters/folder-content-slots.ts';
import { isRoot, mendTrust } from './adapters/tuf-metadata-check.ts';
import { createTufReleaseSource } from './adapters/tuf-release-source.ts';
import { openTrustFolder, type TrustFolder } from './adapters/tuf-trust-folder.ts';
import type { ReleaseSource } from './core/content-source-port.ts';
import type { ContentSlots } from './core/content-slots-port.ts';
import type { HubFetch } from './core/hub-access-port.ts';
import { faultSwitch } from './core/fault-switches.ts';
import { checkFiles } from './core/load-content.ts';
import type { Clock, HubLink, Log } from './core/ports.ts';

export interface ContentPartsOptions {
  dataFolder: string;
  /** A root file given by an operator; stronger than what was trusted before. */
  rootFile: string | null;
  clock: Clock; log: Log;
  random(): number;
  incident(code: string, text: string, facts?: IncidentFacts): void;
}
export interface ContentParts {
  readonly slots: ContentSlots;
  /** The kiosk was let in at a hub by its staff: that hub's content root is believed from now on. */
  letIn(): void;
  /** Verified files of a release of the hub. */
  overHttp(hub: { fetch: HubFetch; where(): string; link: Pick<HubLink, 'fetchBundle'> }): (release: PackRelease, signal?: AbortSignal) => Promise<Record<string, string>>;
  /** The release that a carried folder offers, and its verified files. Throws a Fault. */
  inFolder(folder: string): { release: PackRelease; fetch(release: PackRelease): Promise<Record<string, string>> };
  /** `foyer device --import`: installs what a carried folder offers, while the kiosk is not running. Throws a Fault. */
  install(folder: string): Promise<{ release: PackRelease; already: boolean }>;
}

/** Ends this process at a step of an activation when a fault campaign asks for it. */
function crashCheckpoint(name: string): void {
  if (faultSwitch(process.env, 'FOYER_FAULT_CRASH_AT') === name) process.kill(process.pid, 'SIGKILL');
}

/** Throws a Fault when the data folder cannot be used, or the root file given is none. */
export async function openContentParts(options: ContentPartsOptions): Promise<ContentParts> {
  const { clock, log } = options;
  const { slots, damaged } = await openFolderContentSlots({ folder: join(options.dataFolder, 'content'), checkpoint: crashCheckpoint });
  if (damaged !== null) {
    log.error(damaged);
    options.incident('content-damaged', damaged);
  }
  const trust = openTrustFolder(join(options.dataFolder, 'content-trust'));
  const kept = options.rootFile === null ? mendTrust(trust) : pinGiven(trust, options.rootFile);
  if (kept !== 'whole') {
    const text = kept === 'mended' ? 'A copy of what this kiosk trusts as its content\'s root was damaged; it was made whole from another.'
      : 'Every copy of what this kiosk trusts as its content\'s root is damaged: it answers with what it has and takes nothing new. Give it the root file with --content-root once.';
    log.error(text);
    options.incident(kept === 'mended' ? 'content-damaged' : 'content-root-lost', text);
  }
  const doubted = new Set<string>();
  const source: ReleaseSource = createTufReleaseSource({
    trust, folder: join(options.dataFolder, 'content', 'incoming'), clock, log, random: options.random,
    inDoubt(text) {
      log.warn(text);
      const day = text.slice(0, 44); // said once for one kind of difference, not at each look
      if (!doubted.has(day)) options.incident('clock-wrong', text);
      doubted.add(day);
    },
  });
  const parts: ContentParts = {
    slots,
    install: (folder) => installFolder(parts, folder),
    letIn() {
      try { trust.believeNext(); } catch (error) { log.error(error instanceof Fault ? error.sentence : String(error)); }
    },
    overHttp({ fetch, where, link }) {
      const transport = createHttpTransport({ fetch, where });
      return async (release, signal) => await source.fetch(release, transport, slots.find, signal) ?? link.fetchBundle(release);
    },
    inFolder(folder) {
      const transport = createFolderTransport(folder);
      return {
        release: offered(folder),
        async fetch(release) {
          const files = await source.fetch(release, transport, slots.find);
          if (!files) throw new Fault('content-untrusted', 'There is no signed metadata in this folder.', 'Write it again with `foyer hub export`.', { where: folder });
          return files;
        },
      };
    },
  };
  return parts;
}

function pinGiven(trust: TrustFolder, file: string): 'whole' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
    const { signed } = JSON.parse(text) as { signed: { _type: string; version: number } };
    if (signed._type !== 'root' || !Number.isInteger(signed.version)) throw new Error('not root metadata');
  } catch (cause) {
    throw new Fault('usage', 'This is not the root file of a hub\'s content.', 'Give the file root.json that `foyer hub keys show --root FILE` writes.', { where: file, cause });
  }
  if (!isRoot(trust, text)) throw new Fault('content-untrusted', 'This root file is not signed by its own keys.', 'Give the file that `foyer hub keys show --root FILE` writes.', { where: file });
  if (!trust.roots().includes(text)) trust.replace(text);
  mendTrust(trust);
  return 'whole';
}

/** What a carried folder says it offers; whether that is true is for the signatures to say. */
function offered(folder: string): PackRelease {
  try {
    return PackRelease.parse(JSON.parse(readFileSync(join(folder, 'release.json'), 'utf8')));
  } catch (cause) {
    throw new Fault('usage', 'There is no release in this folder.', 'Give a folder that `foyer hub export` has written.', { where: folder, cause });
  }
}

/** Installs a carried release into the data folder of a kiosk that is not running. Throws a Fault. */
async function installFolder(parts: Pick<ContentParts, 'slots' | 'inFolder'>, folder: string): Promise<{ release: PackRelease; already: boolean }> {
  const { release, fetch } = parts.inFolder(folder);
  const state = parts.slots.state();
  if (state.current?.sha256 === release.sha256 && await parts.slots.read(release)) return { release, already: true };
  const bad = state.bad.find((one) => one.sha256 === release.sha256);
  if (bad) throw new Fault('conflict', `${release.pack} ${release.version} failed on this kiosk before: ${bad.reason}`, 'Carry a mended version here.', { where: folder });
  const files = await fetch(release);
  const checked = checkFiles(files);
  if (!checked.ok) throw new Fault('pack-invalid', `The release cannot be used: ${checked.problems[0] ?? ''}`, 'Publish a mended version.', { where: folder });
  await parts.slots.write(release, files);
  await parts.slots.point({ ...state, current: release, previous: (state.probation && state.previous) ?? state.current, probation: { starts: 0 } });
  return { release, already: false };
}
