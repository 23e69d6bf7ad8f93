// `foyer pack test`: plays every dialogue of a pack and prints what came out differently.
import { createConversation } from '../engine/conversation.ts';
import { homophoneNoise } from '../engine/homophone-noise.ts';
import { rehearse } from '../engine/rehearse.ts';
import { loadPack } from '../files/load-pack.ts';
import { Fault } from '../protocol/faults.ts';
import { print } from './report.ts';

export function testPack(dir: string, options: { noise?: string; json?: boolean; only?: string }): void {
  const { pack } = loadPack(dir);
  const share = noiseShare(options.noise);
  const conversation = createConversation(pack);
  const dialogues = pack.dialogues.filter(({ dialogue }) => options.only === undefined || dialogue.name.includes(options.only));
  if (dialogues.length === 0) throw new Fault('usage', 'There is no dialogue to play.', options.only === undefined ? 'Add tests/*.yaml to the pack.' : `No dialogue name contains "${options.only}".`, { where: dir });
  let failed = 0;
  dialogues.forEach(({ file, line, dialogue }, i) => {
    const mangle = share === 0 ? undefined : homophoneNoise(share, i + 1);
    const { mismatches } = rehearse(conversation, pack, dialogue, mangle);
    if (mismatches.length > 0) failed += 1;
    if (options.json === true) { print(JSON.stringify({ dialogue: dialogue.name, file, line, ok: mismatches.length === 0, mismatches })); return; }
    if (mismatches.length === 0) return;
    print(`${file}:${line} ${dialogue.name}`);
    for (const m of mismatches) print(`  turn ${m.turn} "${m.move}"\n    ${m.key}: expected ${m.expected}\n    ${' '.repeat(m.key.length)}  actual   ${m.actual}`);
  });
  const summary = { dialogues: dialogues.length, passed: dialogues.length - failed, failed, noise: share };
  if (options.json === true) print(JSON.stringify(summary));
  else print(`${pack.pack.name}: ${summary.passed} of ${summary.dialogues} dialogues pass${share > 0 ? ` with ${Math.round(share * 100)} % of the Chinese characters replaced by homophones` : ''}`);
  if (failed > 0) process.exitCode = 1;
}

function noiseShare(noise: string | undefined): number {
  if (noise === undefined) return 0;
  const m = /^homophone=(0?\.\d+|0|1|1\.0+)$/.exec(noise);
  if (m?.[1] === undefined) throw new Fault('usage', `"${noise}" is not a noise.`, 'Write --noise homophone=0.2 (a share from 0 to 1).');
  return Number(m[1]);
}
