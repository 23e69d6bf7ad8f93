// The kiosk's content on its disk, as the core sees it: whole slots, and one pointer that says which of them is in force.
import type { PackRelease } from '../../flows/protocol/fleet.ts';

/** A release that failed on this kiosk and is not tried again. */
export interface BadRelease { readonly sha256: string; readonly pack: string; readonly version: string; readonly reason: string }

/** Written as one: either the state before or the state after is on the disk. */
export interface SlotState {
  readonly current: PackRelease | null;
  readonly previous: PackRelease | null;
  readonly desiredVersion: number;
  /** The current release has not proven itself yet; `starts`: how often the process was started with it since. */
  readonly probation: { readonly starts: number } | null;
  readonly bad: readonly BadRelease[];
}

export interface ContentSlots {
  state(): SlotState;
  /** Files of a release, if its slot is there and every byte is as it was written; null otherwise. */
  read(release: PackRelease): Promise<Record<string, string> | null>;
  /** A file of any slot by its hash. */
  find(sha256: string): Promise<string | undefined>;
  /** Puts a release on the disk, whole, without putting it in force. Throws a Fault. */
  write(release: PackRelease, files: Readonly<Record<string, string>>): Promise<void>;
  /** Puts a state in force. Throws a Fault; the state before stays then. */
  point(next: SlotState): Promise<void>;
}
export const NO_CONTENT: SlotState = { current: null, previous: null, desiredVersion: 0, probation: null, bad: [] };
