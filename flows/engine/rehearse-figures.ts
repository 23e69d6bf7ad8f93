// How a pack's dialogues fare under noise, as figures: how many go right, and how many end in nothing wrong.
import type { Conversation } from './contract.ts';
import { mangler, noiseName } from './noise.ts';
import type { Noise } from './noise.ts';
import type { CompiledDialogue, CompiledPack } from './pack/compiled.ts';
import { judgeUnderNoise } from './rehearse-noise.ts';
import type { NoiseVerdict } from './rehearse-noise.ts';

export interface JudgedDialogue extends NoiseVerdict { name: string; file: string; line: number; language: 'zh' | 'en' }

/** Rates are 0..1: `passRate` at the first try or after a repetition, `safeRate` all but wrong answers and acts. */
export interface NoiseFigures {
  noise: string; dialogues: number; passed: number; recovered: number; askedBack: number; astray: number; wrongAnswers: number; wrongActs: number;
  passRate: number; safeRate: number; judged: JudgedDialogue[];
}

/** The bar: below this share of dialogues without a wrong answer or act a pack does not hold under noise; a wrong act never does. */
const SAFE_ENOUGH = 0.9;
/** In a handful of dialogues one is a large share: so many wrong answers are let pass. */
const FEW = 3;

export function isSafe(figures: NoiseFigures): boolean {
  return figures.wrongActs === 0 && (figures.safeRate >= SAFE_ENOUGH || figures.wrongAnswers <= FEW);
}

/** The noises of the standard table: a good and a poor recogniser, and one that loses words. */
export const STANDARD_NOISES: readonly Noise[][] = [
  [{ kind: 'homophone', share: 0.1 }], [{ kind: 'homophone', share: 0.2 }], [{ kind: 'dropped', share: 0.1 }], [{ kind: 'homophone', share: 0.1 }, { kind: 'dropped', share: 0.1 }],
];

export function figuresUnderNoise<State>(conversation: Conversation<State>, pack: CompiledPack, noises: readonly Noise[], options: { dialogues?: readonly CompiledDialogue[]; seed?: number; rounds?: number } = {}): NoiseFigures {
  const { dialogues = pack.dialogues, seed = 1, rounds = 1 } = options;
  const judged = Array.from({ length: rounds }, (_, round) => dialogues.map(({ file, line, dialogue }, i): JudgedDialogue => ({
    name: dialogue.name, file, line, language: dialogue.language, ...judgeUnderNoise(conversation, pack, dialogue, mangler(pack, noises, dialogue.language, seed + i + round * 104_729)),
  }))).flat();
  const count = (verdict: NoiseVerdict['verdict']): number => judged.filter((one) => one.verdict === verdict).length;
  const [passed, recovered, askedBack, astray, wrongAnswers, wrongActs] = [count('passed'), count('recovered'), count('asked-back'), count('astray'), count('wrong-answer'), count('wrong-act')];
  const of = Math.max(1, judged.length);
  return { noise: noiseName(noises), dialogues: judged.length, passed, recovered, askedBack, astray, wrongAnswers, wrongActs, passRate: (passed + recovered) / of, safeRate: 1 - (wrongAnswers + wrongActs) / of, judged };
}
