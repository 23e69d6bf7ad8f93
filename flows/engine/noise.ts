// The noises a dialogue is played with: what recognisers do to a sentence on its way from the visitor to the kiosk.
import type { Language } from '../protocol/language.ts';
import { homophoneNoise } from './homophone-noise.ts';
import { nearSoundNoise } from './near-sound-noise.ts';
import { phrasesIn } from './pack/compiled.ts';
import type { CompiledPack } from './pack/compiled.ts';
import { seededRandom } from './understanding/seeded-random.ts';

/** `homophone`: Chinese characters by others of the same sound, English words by others of nearly the same. `dropped`: words that are lost. */
export interface Noise { kind: 'homophone' | 'dropped'; share: number }

/** What the noises do to a text, in this order, the same each time for the same seed. */
export function mangler(pack: CompiledPack, noises: readonly Noise[], language: Language, seed: number): (text: string) => string {
  const steps = noises.map(({ kind, share }, i) => (kind === 'dropped' ? droppedWords(share, language, seed + i * 7919)
    : language === 'zh' ? homophoneNoise(share, seed + i * 7919) : nearSoundNoise(share, seed + i * 7919, vocabularyOf(pack))));
  return (text) => steps.reduce((said, step) => step(said), text);
}

/** "homophone=0.2": undefined when it is no noise. */
export function parseNoise(text: string): Noise | undefined {
  const m = /^(homophone|dropped)=(0?\.\d+|0|1|1\.0+|0\.\d+)$/.exec(text);
  return m === null ? undefined : { kind: m[1] as Noise['kind'], share: Number(m[2]) };
}

export function noiseName(noises: readonly Noise[]): string {
  return noises.length === 0 ? 'none' : noises.map(({ kind, share }) => `${kind}=${share}`).join('+');
}

const vocabularies = new WeakMap<CompiledPack, string[]>();

function vocabularyOf(pack: CompiledPack): string[] {
  const known = vocabularies.get(pack);
  if (known !== undefined) return known;
  const words = new Set(pack.targets.filter((t) => t.language === 'en').flatMap((t) => t.phrases).concat(pack.entities.flatMap((e) => phrasesIn(e.aliases, 'en'))).flatMap((phrase) => phrase.toLowerCase().split(/[^a-z]+/)));
  vocabularies.set(pack, [...words]);
  return [...words];
}

/** Drops about `share` of the words of each text, never all of them. */
function droppedWords(share: number, language: Language, seed: number): (text: string) => string {
  const random = seededRandom(seed);
  const segments = new Intl.Segmenter(language, { granularity: 'word' });
  return (text) => {
    const parts = [...segments.segment(text)].map((part) => ({ text: part.segment, keep: part.isWordLike !== true || random() >= share }));
    const kept = parts.some((part) => part.keep && /[\p{L}\p{N}]/u.test(part.text)) ? parts.filter((part) => part.keep) : parts;
    return kept.map((part) => part.text).join('').replaceAll(/ {2,}/g, ' ').trim();
  };
}
