// The languages a kiosk can speak; every map of visible or spoken text is keyed by them.
import { z } from 'zod';

export const LANGUAGES = ['zh', 'en'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** One text in every language of a pack. */
export const LocalText = z.partialRecord(Language, z.string());
export type LocalText = z.infer<typeof LocalText>;
