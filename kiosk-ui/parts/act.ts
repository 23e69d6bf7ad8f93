// The one way an element says what was touched: an event that bubbles to the screen, which alone knows the socket.
import type { ScreenEvent } from '../../flows/protocol/screen.ts';
import type { ScreenAction } from '../screen-state.ts';

/** What a part asks the screen for: something for the device, or something that only the screen itself remembers. */
export type Act = { send: ScreenEvent } | { local: ScreenAction };

export function act(from: EventTarget, what: Act): void {
  from.dispatchEvent(new CustomEvent<Act>('act', { detail: what, bubbles: true, composed: true }));
}

export const touched = (from: EventTarget, id: string, value?: string): void =>
  act(from, { send: value === undefined ? { type: 'touch', id } : { type: 'touch', id, value } });
