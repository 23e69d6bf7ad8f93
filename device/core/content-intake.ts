// New content from the hub: fetched, checked, compiled, kept on disk whole, then answered with. A pack that does not
// compile is refused with its problems and the old one stays.
import type { Desired, PackRelease, Reported } from '../../flows/protocol/fleet.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import type { ContentHolder, LoadContent } from './kiosk-content.ts';
import type { Clock, HubLink, Log, Store } from './ports.ts';

export interface ContentIntakeOptions {
  store: Pick<Store, 'activeRelease' | 'activate' | 'get' | 'set'>;
  link: Pick<HubLink, 'fetchBundle' | 'sendReported'>;
  load: LoadContent;
  holder: ContentHolder;
  clock: Clock;
  log: Log;
  random(): number;
  /** The pack this kiosk was started with by an operator; a release of another pack is refused. null = any pack. */
  pinned: string | null;
}

/** A pack folder as it was read at the start; `sha256` of its bundle tells whether the hub offers the very same. */
export interface LocalContent { files: Record<string, string>; name: string; version: string; sha256: string }

export interface ContentIntake {
  /** Chooses between the last release and the local folder and loads it; problems when nothing could be loaded. */
  begin(local: LocalContent | null): Promise<{ ok: true } | { ok: false; problems: string[] }>;
  desired(desired: Desired): void;
  /** The desired version that is applied, for the birth message. */
  cursor(): number;
  /** Says again what is applied. */
  report(): void;
  offline(): void;
  /** Resolves when no intake is under way. */
  settled(): Promise<void>;
}

const CURSOR = 'desired-version';
const RETRY_MS = [500, 2000, 10_000, 60_000];

export function createContentIntake(options: ContentIntakeOptions): ContentIntake {
  const { store, log } = options;
  let wanted: Desired | null = null;
  let working: Promise<void> = Promise.resolve();
  let busy = false;
  let last: Omit<Reported, 'v'> | null = null;
  let cancelRetry: () => void = () => undefined;
  let attempt = 0;
  let folder: LocalContent | null = null;
  let running: string | null = null; // hash of the bundle that is answered with

  function applied(): PackRelease | undefined { return store.activeRelease()?.release; }
  function report(reported: Omit<Reported, 'v' | 'at'>): void {
    last = { ...reported, at: options.clock.now() };
    options.link.sendReported(last);
  }
  function settle(desired: Desired): void {
    store.set(CURSOR, String(desired.version));
    const release = applied();
    report({ version: desired.version, ...(release ? { release } : {}) });
  }
  function refuse(desired: Desired, why: string): void {
    log.warn('content was refused; the old stays', { pack: desired.release?.pack ?? '', version: desired.release?.version ?? '', why });
    const release = applied();
    report({ version: desired.version, ...(release ? { release } : {}), refused: why.slice(0, 8000) });
  }

  function sameAsLocal(release: PackRelease): Record<string, string> | null {
    return folder !== null && running === release.sha256 && folder.sha256 === release.sha256 ? folder.files : null;
  }

  async function take(desired: Desired): Promise<void> {
    const { release } = desired;
    if (!release || (applied()?.sha256 === release.sha256 && running === release.sha256)) return settle(desired);
    if (options.pinned !== null && release.pack !== options.pinned) {
      return refuse(desired, `This kiosk was started with the pack "${options.pinned}". Start it without --pack to let the hub choose.`);
    }
    if (folder && release.pack === folder.name && isNewer(folder.version, release.version)) {
      return refuse(desired, `The folder this kiosk was started with holds ${folder.version}, which is newer than ${release.version}. Publish a newer version or start it without --pack.`);
    }
    let files: Record<string, string>;
    try {
      files = sameAsLocal(release) ?? await options.link.fetchBundle(release);
    } catch (error) {
      const why = error instanceof Fault ? error.sentence : String(error);
      refuse(desired, why);
      const wait = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 60_000;
      attempt += 1;
      cancelRetry = options.clock.setTimeout(start, wait * (0.5 + options.random()));
      return;
    }
    if (running === release.sha256) { // the folder it was started with is what the hub offers
      store.activate(release, files, desired.version);
      return settle(desired);
    }
    const loaded = await options.load(files);
    if (!loaded.ok) return refuse(desired, loaded.problems.join('\n'));
    if (loaded.content.conversation.pack.name !== release.pack) return refuse(desired, `The bundle holds the pack "${loaded.content.conversation.pack.name}", not "${release.pack}".`);
    if (wanted !== desired) return; // a newer document came meanwhile
    store.activate(release, files, desired.version);
    options.holder.replace(loaded.content);
    running = release.sha256;
    attempt = 0;
    log.info('new content is active', { pack: release.pack, version: release.version });
    settle(desired);
  }
  function start(): void {
    cancelRetry();
    if (busy || !wanted) return;
    const desired = wanted;
    busy = true;
    working = take(desired)
      .catch((error: unknown) => { refuse(desired, error instanceof Error ? error.message : String(error)); })
      .finally(() => {
        busy = false;
        if (wanted !== desired) start();
      });
  }

  return {
    async begin(local) {
      folder = local;
      const active = store.activeRelease();
      const useRelease = active !== null && (local === null || (active.release.pack === local.name && isNewer(active.release.version, local.version)));
      const candidates = [...(useRelease && active ? [active.files] : []), ...(local ? [local.files] : []), ...(!useRelease && !local && active ? [active.files] : [])];
      const problems: string[] = [];
      for (const files of candidates) {
        const loaded = await options.load(files);
        if (loaded.ok) {
          options.holder.replace(loaded.content);
          running = local && files === local.files ? local.sha256 : active?.release.sha256 ?? null;
          // The hub's document is asked for again when the local folder is what is shown.
          if (local && files === local.files) store.set(CURSOR, '0');
          return { ok: true };
        }
        problems.push(...loaded.problems);
      }
      return { ok: false, problems };
    },
    desired(desired) {
      wanted = desired;
      attempt = 0;
      start();
    },
    cursor: () => Number(store.get(CURSOR) ?? 0),
    report() { if (last) options.link.sendReported({ ...last, at: options.clock.now() }); },
    offline() { cancelRetry(); },
    settled: async () => { await working; },
  };
}

/** Compares `major.minor.patch`. */
export function isNewer(candidate: string, than: string): boolean {
  const [a, b] = [candidate, than].map((v) => v.split('.').map(Number));
  for (let i = 0; i < 3; i += 1) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
