// How loud, how fast and how large for this one visitor; every visitor starts from the same.
import type { Effect } from '../../flows/engine/contract.ts';

export interface Comfort { volume: number; slower: boolean; larger: boolean }
export type ComfortChange = Extract<Effect, { type: 'comfort' }>['change'];

const USUAL_COMFORT: Comfort = { volume: 2, slower: false, larger: false };

/** What every visitor of this kiosk starts from. */
export function usualComfort(volume: number): Comfort {
  return { ...USUAL_COMFORT, volume };
}

/** `slower` and `larger` are switches, because one key on the screen turns each on and off. */
export function changeComfort(comfort: Comfort, change: ComfortChange): Comfort {
  switch (change) {
    case 'louder': return { ...comfort, volume: Math.min(4, comfort.volume + 1) };
    case 'quieter': return { ...comfort, volume: Math.max(0, comfort.volume - 1) };
    case 'slower': return { ...comfort, slower: true };
    case 'faster': return { ...comfort, slower: false };
    case 'larger': return { ...comfort, larger: !comfort.larger };
  }
}

/** Gain of the output for the five steps; the highest is the cap and the lowest can still be understood. */
export function gainOf(comfort: Comfort): number {
  return [0.3, 0.45, 0.65, 0.85, 1][comfort.volume] ?? 0.65;
}

/** Factor on the speed of speech. */
export function rateOf(comfort: Comfort, usual = 1): number {
  return comfort.slower ? usual * 0.75 : usual;
}
