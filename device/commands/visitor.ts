// The visitor of a visit from files: words become sound by espeak-ng, WAV files are read, touches stay touches.
import { createEspeakSynthesizer } from '../adapters/espeak-synthesizer.ts';
import { readSound } from '../adapters/wav-microphone.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { resample } from '../core/pcm.ts';
import { SAMPLE_RATE } from '../core/ports.ts';
import type { VisitInput } from '../core/visit-driver.ts';
import { pinkNoise, seededRandom, speechLevel } from '../core/visit-sound.ts';

/** As written on the command line, in its order. */
export type InputFlag = { kind: 'say' | 'wav' | 'touch'; value: string };

export interface VisitorOptions {
  language: Language;
  /** espeak-ng voice, or a variant such as `+f3` for either language. */
  voice?: string;
  /** Words a minute. */
  speed?: number;
  noiseDb?: number; // loudness of the speech over the noise
  seed: number;
}

const BASE: Record<Language, string> = { zh: 'cmn-latn-pinyin', en: 'en-us' };
const NOISE_SECONDS = 10;

/** @throws Fault `no-voice` without espeak-ng, `usage` for a file that cannot be used. */
export async function prepareVisitor(flags: InputFlag[], options: VisitorOptions): Promise<{ inputs: VisitInput[]; bed: Int16Array | null }> {
  const voices = voicesOf(options);
  const synthesizer = createEspeakSynthesizer({ voices, ...(options.speed === undefined ? {} : { pace: { zh: options.speed, en: options.speed } }) });
  if (flags.some((flag) => flag.kind === 'say')) await synthesizer.start();
  const inputs: VisitInput[] = [];
  for (const { kind, value } of flags) {
    if (kind === 'touch') {
      const [id = '', ...rest] = value.split('=');
      inputs.push({ kind: 'touch', id, ...(rest.length > 0 ? { value: rest.join('=') } : {}) });
    } else if (kind === 'wav') {
      inputs.push({ kind: 'speech', label: value, samples: await readWavInput(value) });
    } else {
      const language: Language = /\p{Script=Han}/u.test(value) ? 'zh' : 'en';
      const sound = await synthesizer.render(value, language, { rate: 1 });
      inputs.push({ kind: 'speech', label: value, samples: resample(sound.samples, sound.sampleRate, SAMPLE_RATE) });
    }
  }
  await synthesizer.stop();
  return { inputs, bed: options.noiseDb === undefined ? null : noiseUnder(inputs, options.noiseDb, options.seed) };
}

function voicesOf(options: VisitorOptions): Record<Language, string> {
  const { voice, language } = options;
  if (voice === undefined) return BASE;
  if (voice.startsWith('+')) return { zh: BASE.zh + voice, en: BASE.en + voice };
  return { ...BASE, [language]: voice };
}

async function readWavInput(file: string): Promise<Int16Array> {
  try {
    return await readSound(file);
  } catch (error) {
    if (error instanceof Fault && error.code === 'not-found') throw new Fault('usage', error.message, error.mend, { where: file, cause: error });
    throw error;
  }
}

function noiseUnder(inputs: VisitInput[], noiseDb: number, seed: number): Int16Array {
  const levels = inputs.flatMap((input) => (input.kind === 'speech' ? [speechLevel(input.samples)] : []));
  const mean = levels.reduce((sum, level) => sum + level, 0) / Math.max(1, levels.length);
  return pinkNoise(NOISE_SECONDS, mean / 10 ** (noiseDb / 20), seededRandom(seed));
}
