// What a kiosk answers with when it is switched on: the release in force if its bytes are whole and it is not to blame for
// the last ends of this process, else the one before, else the folder it was started with.
import type { IncidentFacts } from '../../flows/protocol/conversation.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import type { ContentSlots } from './content-slots-port.ts';
import type { KioskContent, LoadContent } from './kiosk-content.ts';
import { isNewer } from './pack-identity.ts';
import type { Log, Store } from './ports.ts';

/** A pack folder as it was read at the start; `sha256` of its bundle tells whether the hub offers the very same. */
export interface LocalContent { files: Record<string, string>; name: string; version: string; sha256: string }

export type ContentStart =
  | { ok: true; content: KioskContent; sha256: string | null; /** The hub's document is to be sent again. */ askAgain: boolean; rolledBack?: { from: PackRelease; to: PackRelease | null; reason: string } }
  | { ok: false; problems: string[] };

/** New content may see the process end once without being blamed: the power may have gone. */
const ENDS_ALLOWED = 1;

export function createContentStart(options: {
  slots: ContentSlots; store: Pick<Store, 'activeRelease'>; load: LoadContent; log: Log; incident(code: string, text: string, facts?: IncidentFacts): void;
}): (local: LocalContent | null) => Promise<ContentStart> {
  const { slots, log } = options;

  /** Content of a version of this program that kept it in the database. */
  async function adopt(): Promise<void> {
    const earlier = slots.state().current ? null : options.store.activeRelease();
    if (!earlier || slots.state().bad.some((one) => one.sha256 === earlier.release.sha256)) return;
    await slots.write(earlier.release, earlier.files);
    await slots.point({ ...slots.state(), current: earlier.release, desiredVersion: earlier.desiredVersion, probation: null });
  }
  /** The release in force is taken back on the disk. */
  async function takeBack(reason: string): Promise<{ from: PackRelease; to: PackRelease | null; reason: string } | undefined> {
    const state = slots.state();
    if (!state.current) return undefined;
    const bad = [...state.bad, { sha256: state.current.sha256, pack: state.current.pack, version: state.current.version, reason }];
    await slots.point({ ...state, current: state.previous, previous: null, probation: null, bad });
    return { from: state.current, to: state.previous, reason };
  }

  return async (local) => {
    let rolledBack: { from: PackRelease; to: PackRelease | null; reason: string } | undefined;
    let askAgain = false;
    try {
      await adopt();
      const { probation, previous } = slots.state();
      if (probation && (previous || local)) {
        const starts = probation.starts + 1;
        if (starts > ENDS_ALLOWED) rolledBack = await takeBack(`the kiosk's process ended ${starts} times while this content was new`);
        else await slots.point({ ...slots.state(), probation: { starts } });
      }
    } catch (error) {
      log.error('the state of the content could not be written', { error: error instanceof Fault ? error.sentence : String(error) });
    }
    const { current, previous, probation } = slots.state();
    const useRelease = current !== null && (local === null || (current.pack === local.name && isNewer(current.version, local.version)));
    const problems: string[] = [];
    for (const release of useRelease ? [current, previous] : []) {
      if (!release) continue;
      const files = await slots.read(release);
      if (!files) {
        const text = `${release.pack} ${release.version} on the disk is not as it was written.`;
        problems.push(text);
        log.error(text);
        options.incident('content-damaged', text, { pack: release.pack, version: release.version });
        askAgain = true;
        continue;
      }
      const loaded = await options.load(files);
      if (loaded.ok) return { ok: true, content: loaded.content, sha256: release.sha256, askAgain, ...(rolledBack ? { rolledBack } : {}) };
      problems.push(...loaded.problems);
      if (release === current && probation) rolledBack = await takeBack(loaded.problems[0] ?? 'it could not be loaded').catch(() => undefined);
    }
    if (local) {
      const loaded = await options.load(local.files);
      // The hub's document is asked for again when the local folder is what is shown.
      if (loaded.ok) return { ok: true, content: loaded.content, sha256: local.sha256, askAgain: true, ...(rolledBack ? { rolledBack } : {}) };
      problems.push(...loaded.problems);
    }
    return { ok: false, problems };
  };
}
