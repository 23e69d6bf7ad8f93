// How the hub tells staff that a kiosk is well: lamps with a reason and a mend.
import { z } from 'zod';
import { LocalText } from './language.ts';

export const LAMPS = ['well', 'ears', 'mouth', 'screen', 'disk', 'clock'] as const;
/** `off`: by somebody's wish. */
export const LampState = z.enum(['good', 'warn', 'bad', 'off', 'unknown']);
export type LampState = z.infer<typeof LampState>;
export const KioskLamp = z.looseObject({ state: LampState, reason: LocalText, mend: LocalText });
export type KioskLamp = z.infer<typeof KioskLamp>;
export type KioskLamps = Record<(typeof LAMPS)[number], KioskLamp>;
