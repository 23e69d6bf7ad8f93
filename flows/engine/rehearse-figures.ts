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
  noise: string; dialogues: number; passed: number; recovered: number; askedBack: number; astray: number; lookedUp: number; wrongAnswers: number; wrongActs: number;
  passRate: number; safeRate: number; judged: JudgedDialogue[];
}

/** Wrong acts that are let pass, as a share of dialogues, for each noise: none where a recogniser is as good as it should be. */
const ACTS: Record<string, number> = { 'homophone=0.1': 0 };
/** Elsewhere one dialogue in a hundred. */
const FEW_ACTS = 0.01;
/** Share of dialogues that must end with nothing wrong. Words that are lost take the question with them, so there it is less. */
const SAFE_ENOUGH = { homophone: 0.9, dropped: 0.85 } as const;

/** Whether a pack holds under a noise. */
export function isSafe(figures: NoiseFigures): boolean {
  const lost = figures.noise.includes('dropped');
  return figures.wrongActs <= (ACTS[figures.noise] ?? FEW_ACTS) * figures.dialogues && figures.safeRate >= (lost ? SAFE_ENOUGH.dropped : SAFE_ENOUGH.homophone);
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
  const [passed, recovered, askedBack, astray, lookedUp, wrongAnswers, wrongActs] = [count('passed'), count('recovered'), count('asked-back'), count('astray'), count('looked-up'), count('wrong-answer'), count('wrong-act')];
  const of = Math.max(1, judged.length);
  return { noise: noiseName(noises), dialogues: judged.length, passed, recovered, askedBack, astray, lookedUp, wrongAnswers, wrongActs, passRate: (passed + recovered) / of, safeRate: 1 - (wrongAnswers + wrongActs) / of, judged };
}
