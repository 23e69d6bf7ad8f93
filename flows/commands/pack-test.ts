// `foyer pack test`: plays every dialogue of a pack and prints what came out differently; then the same as recognisers garble it.
import { createConversation } from '../engine/conversation.ts';
import type { Conversation } from '../engine/contract.ts';
import { parseNoise } from '../engine/noise.ts';
import type { Noise } from '../engine/noise.ts';
import type { CompiledDialogue, CompiledPack } from '../engine/pack/compiled.ts';
import { figuresUnderNoise, isSafe, STANDARD_NOISES } from '../engine/rehearse-figures.ts';
import type { NoiseFigures } from '../engine/rehearse-figures.ts';
import { explain, turnLines } from '../engine/rehearse-report.ts';
import { rehearse } from '../engine/rehearse.ts';
import { loadPack } from '../files/load-pack.ts';
import { Fault } from '../protocol/faults.ts';
import { print } from './report.ts';

/** Exit code 1 where a dialogue differs, or where noise led to an act that nobody wanted. */
export function testPack(dir: string, options: { noise?: string | string[]; json?: boolean; only?: string }): void {
  const noises = [options.noise ?? []].flat().map(noiseOf);
  const { pack, files } = loadPack(dir);
  const dialogues = pack.dialogues.filter(({ dialogue }) => options.only === undefined || dialogue.name.includes(options.only));
  if (dialogues.length === 0) throw new Fault('usage', 'There is no dialogue to play.', options.only === undefined ? 'Add tests/*.yaml to the pack.' : `No dialogue name contains "${options.only}".`, { where: dir });
  const conversation = createConversation(pack);
  const json = options.json === true;
  const failed = noises.length === 0 ? playClean(conversation, pack, dialogues, files, json) : playNoisy(conversation, pack, dialogues, noises, json);
  if (failed > 0) process.exitCode = 1;
}

function playClean<State>(conversation: Conversation<State>, pack: CompiledPack, dialogues: readonly CompiledDialogue[], files: Record<string, string>, json: boolean): number {
  const lines = new Map([...new Set(dialogues.map((d) => d.file))].map((file) => [file, turnLines(files[file] ?? '')]));
  let failed = 0;
  for (const compiled of dialogues) {
    const { file, line, dialogue } = compiled;
    const { trace, mismatches } = rehearse(conversation, pack, dialogue);
    if (mismatches.length > 0) failed += 1;
    const own = lines.get(file)?.[pack.dialogues.filter((d) => d.file === file).indexOf(compiled)] ?? [];
    if (json) print(JSON.stringify({ dialogue: dialogue.name, file, line, ok: mismatches.length === 0, mismatches: mismatches.map((m) => ({ ...m, line: own[m.turn - 1] ?? line })) }));
    else if (mismatches.length > 0) for (const text of explain({ file, line, name: dialogue.name, lines: own }, trace, mismatches)) print(text);
  }
  const figures = STANDARD_NOISES.map((noises) => figuresUnderNoise(conversation, pack, noises, { dialogues }));
  if (json) print(JSON.stringify({ pack: pack.pack.name, dialogues: dialogues.length, passed: dialogues.length - failed, failed, noise: figures.map(summary) }));
  else {
    print(`${pack.pack.name}: ${dialogues.length - failed} of ${dialogues.length} dialogues pass`);
    for (const one of figures) print(`  ${inWords(one)}`);
  }
  return failed;
}

function playNoisy<State>(conversation: Conversation<State>, pack: CompiledPack, dialogues: readonly CompiledDialogue[], noises: readonly Noise[], json: boolean): number {
  const figures = figuresUnderNoise(conversation, pack, noises, { dialogues });
  for (const one of figures.judged) {
    if (json) print(JSON.stringify({ dialogue: one.name, file: one.file, line: one.line, ok: one.verdict === 'passed' || one.verdict === 'recovered', verdict: one.verdict, turn: one.turn, heard: one.heard, why: one.why }));
    else if (one.verdict !== 'passed' && one.verdict !== 'recovered') print(`${one.file}:${one.line} ${one.name}: ${one.verdict} in turn ${one.turn} on "${one.heard}" (${one.why})`);
  }
  if (json) print(JSON.stringify({ pack: pack.pack.name, ...summary(figures) }));
  else print(`${pack.pack.name}: ${inWords(figures)}`);
  return isSafe(figures) ? 0 : 1;
}

function summary(figures: NoiseFigures): object {
  const { judged: _, askedBack, lookedUp, passRate, safeRate, wrongAnswers, wrongActs, ...rest } = figures;
  return { ...rest, asked_back: askedBack, looked_up_wrongly: lookedUp, wrong_answers: wrongAnswers, wrong_acts: wrongActs, failed: wrongAnswers + wrongActs, pass_rate: rounded(passRate), safe_rate: rounded(safeRate) };
}

function rounded(rate: number): number {
  return Math.round(rate * 1000) / 1000;
}

function inWords(f: NoiseFigures): string {
  return `${f.noise}: ${f.passed} of ${f.dialogues} pass, ${f.recovered} after a repetition, ${f.askedBack} asked back, ${f.astray} astray, ${f.lookedUp} looked up or switched wrongly, ${f.wrongAnswers} wrong answers, ${f.wrongActs} wrong acts (safe ${(f.safeRate * 100).toFixed(1)} %)`;
}

function noiseOf(text: string): Noise {
  const noise = parseNoise(text);
  if (noise === undefined) throw new Fault('usage', `"${text}" is not a noise.`, 'Write --noise homophone=0.2 or --noise dropped=0.1 (a share from 0 to 1); several may be given.');
  return noise;
}
