// Whether a stretch of speech was the wake phrase. Three questions, all of which must be answered yes: is it the whole
// result of the closed grammar, is the recogniser sure enough, and does free dictation of the same sound agree.
import type { Language } from '../../flows/protocol/language.ts';
import type { Recognition, WakeProfile } from './ports.ts';
import { joinWords, plainWords } from '../../flows/engine/segmentation.ts';
import { distanceWithin, soundDistance, soundParts } from './sound-distance.ts';

export interface WakePhrase {
  phrase: string;
  language: Language;
  /** Least confidence of the closed pass, 0..1. */
  floor?: number;
}

export interface WakeSettings {
  phrases: WakePhrase[];
  /** Near neighbours that stand in the grammar so that they are not taken for the phrase. */
  decoys: string[];
  /** Share of the phrase's sounds on which free dictation may differ. */
  tolerance?: number;
  /** How readily it wakes: lower in noisy halls, higher in quiet ones. */
  sensitivity?: 'low' | 'usual' | 'high';
}

export type WakeVerdict = { wake: WakePhrase; score: number } | { wake: null; reason: string; score: number };

const FLOOR = 0.5;
const TOLERANCE = { low: 0.1, usual: 0.2, high: 0.3 };
const SHIFT = { low: 0.2, usual: 0, high: -0.15 };
const HIGHEST_FLOOR = 0.97;

/** The settings with what the model advises for these phrases; what the settings say themselves comes first. */
export function advised(settings: WakeSettings, profile: WakeProfile): WakeSettings {
  const own = new Set(settings.phrases.map((entry) => bare(entry.phrase)));
  const decoys = [...settings.decoys];
  const phrases = settings.phrases.map((entry) => {
    const advice = Object.entries(profile).find(([phrase]) => bare(phrase) === bare(entry.phrase))?.[1];
    decoys.push(...(advice?.decoys ?? []));
    const floor = entry.floor ?? advice?.floor;
    return floor === undefined ? entry : { ...entry, floor };
  });
  return { ...settings, phrases, decoys: [...new Set(decoys)].filter((decoy) => !own.has(bare(decoy))) };
}

/** Phrases and decoys as one grammar. */
export function wakeGrammar({ phrases, decoys }: WakeSettings): string[] {
  return [...new Set([...phrases.map((entry) => entry.phrase), ...decoys])];
}

const bare = (text: string): string => plainWords(joinWords(text)).replaceAll(' ', '');

/** The wake phrase that this result of the closed pass is, whole; with `tail`, also one that it ends in (speech of the kiosk before it). */
export function wakeCandidate(closedText: string, settings: WakeSettings, tail = false): WakePhrase | null {
  const said = closedText.replaceAll('[unk]', ' ').trim();
  if (said === '') return null;
  return settings.phrases.find(({ phrase }) => bare(said) === bare(phrase) || (tail && bare(said).endsWith(bare(phrase)))) ?? null;
}

/** Whether the characters of `part` stand in `whole` in this order. */
function within(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at++;
  return at === part.length;
}

const RESCUE_FLOOR = 0.99;
const RESCUE_WHOLE_FLOOR = 0.85; // the closed pass has the whole phrase, with noise beside it

/**
 * Voices far from those the model knows fall below the closed grammar's threshold for unknown words, while free dictation
 * hears exactly the phrase. That counts too, if it is the whole of it, every word is sure, and the closed pass heard parts
 * of the phrase or nothing, but no other word.
 */
export function rescuedWake(closed: Recognition, free: Recognition, settings: WakeSettings): WakeVerdict {
  const refused = (reason: string): WakeVerdict => ({ wake: null, reason, score: 0 });
  if (settings.sensitivity === 'low') return refused(`the closed grammar heard "${closed.text}" and the sensitivity is low`);
  if (!closed.text.includes('[unk]')) return refused(`the closed grammar heard "${closed.text}"`);
  const candidate = settings.phrases.find(({ phrase }) => bare(phrase) === bare(free.text));
  if (!candidate || free.text.includes('[unk]')) return refused(`the closed grammar heard "${closed.text}", free dictation "${joinWords(free.text)}"`);
  const parts = bare(closed.text);
  if (!within(parts, bare(candidate.phrase))) return refused(`the closed grammar heard "${closed.text}"`);
  const least = Math.min(...free.words.map((word) => word.confidence));
  if (!(least >= (parts === bare(candidate.phrase) ? RESCUE_WHOLE_FLOOR : RESCUE_FLOOR))) return refused(`free dictation is not sure enough (${least.toFixed(2)})`);
  return { wake: candidate, score: least };
}

export function decideWake(closed: Recognition, free: Recognition, settings: WakeSettings, tail = false): WakeVerdict {
  const sure = closed.confidence ?? 0;
  const sensitivity = settings.sensitivity ?? 'usual';
  const candidate = wakeCandidate(closed.text, settings, tail);
  if (!candidate) return { wake: null, reason: 'the closed grammar heard something else', score: 0 };
  const { phrase } = candidate;
  const heard = joinWords(free.text);
  const within = heard === '' ? 1 : distanceWithin(phrase, heard);
  const score = Math.max(0, sure * (1 - within));
  if (sure < Math.min(HIGHEST_FLOOR, (candidate.floor ?? FLOOR) + SHIFT[sensitivity])) return { wake: null, reason: `confidence ${sure.toFixed(2)} is too low`, score };
  if (within > (settings.tolerance ?? TOLERANCE[sensitivity])) return { wake: null, reason: `free dictation heard "${heard}"`, score };
  // words around the phrase mean that it was spoken about, not to the kiosk
  const extra = soundParts(heard).length - soundParts(phrase).length;
  if (!tail && extra > 2) return { wake: null, reason: `more than the phrase was said: "${heard}"`, score };
  const decoy = settings.decoys.find((other) => soundDistance(other, heard) < soundDistance(phrase, heard));
  if (decoy !== undefined) return { wake: null, reason: `free dictation is nearer to "${decoy}"`, score };
  return { wake: candidate, score };
}
