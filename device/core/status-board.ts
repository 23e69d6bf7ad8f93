// What works right now (microphone, loudspeaker, hub) as the one status message of the screen, with a note in words.
import type { LocalText } from '../../flows/protocol/language.ts';
import type { ScreenMessage } from '../../flows/protocol/screen.ts';
import type { Standing } from './hub-membership.ts';
import { WORDING } from './wording.ts';

type Status = Extract<ScreenMessage, { type: 'status' }>;
export interface StatusBoard {
  set(change: Partial<Pick<Status, 'microphone' | 'loudspeaker' | 'hub'>>): void;
  /** The hub has removed this kiosk, or holds it off; visitors are served as before. */
  standing(standing: Standing): void;
  readonly microphone: Status['microphone'];
  readonly loudspeaker: Status['loudspeaker'];
  readonly hub: Status['hub'];
  /** What is degraded, in one English phrase for the fleet; undefined when all is well. */
  degraded(): string | undefined;
}

/** A lost hub has no note: the kiosk serves as before, and a sentence about it would only worry the visitor. */
export function createStatusBoard(send: (message: ScreenMessage) => void, changed: () => void): StatusBoard {
  let status: Status = { type: 'status', microphone: 'ok', loudspeaker: 'ok', hub: 'offline', note: null };
  let standing: Standing = 'in';

  function note(): LocalText | null {
    const deaf = status.microphone === 'failed';
    const mute = status.loudspeaker === 'failed';
    if (deaf && mute) return WORDING.bothFailed;
    if (deaf) return WORDING.microphoneFailed;
    if (mute) return WORDING.loudspeakerFailed;
    return standing === 'removed' ? WORDING.removed : standing === 'held' ? WORDING.held : null;
  }

  return {
    get microphone() { return status.microphone; },
    get loudspeaker() { return status.loudspeaker; },
    get hub() { return status.hub; },
    set(change) {
      const before = JSON.stringify(status);
      status = { ...status, ...change };
      status = { ...status, note: note() };
      if (JSON.stringify(status) === before) return;
      send(status);
      changed();
    },
    standing(next) {
      standing = next;
      this.set({});
    },
    degraded() {
      const lost = [status.microphone === 'failed' ? 'microphone' : '', status.loudspeaker === 'failed' ? 'loudspeaker' : ''].filter(Boolean);
      return lost.length > 0 ? `no ${lost.join(' and no ')}` : undefined;
    },
  };
}
