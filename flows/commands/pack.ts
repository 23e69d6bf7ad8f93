// `foyer pack check|test|show|new`: what an author of content does all day.
import type { Command } from 'commander';
import { flowConfig } from '../engine/flow/machine.ts';
import { mermaid } from '../engine/flow/diagram.ts';
import { textIn } from '../engine/pack/compiled.ts';
import { loadPack } from '../files/load-pack.ts';
import { newPack } from '../files/new-pack.ts';
import { Fault } from '../protocol/faults.ts';
import { checkPack } from './pack-check.ts';
import { servePack } from './pack-serve.ts';
import { testPack } from './pack-test.ts';
import { print } from './report.ts';

/** Adds the `pack` commands. Exit codes: 0 it holds, 1 it does not, 2 wrong usage. */
export function registerPack(program: Command): void {
  const pack = program.command('pack').description('Check, test, show and make content packs');
  pack.command('check').argument('<dir>', 'folder of a pack, or the name of one under flows/packs').option('--json', 'JSON lines').option('--model <dir>', 'folder of a Vosk model whose words to check against (may be repeated); by default what is installed', (dir: string, all: string[]) => [...all, dir], [] as string[])
    .description('List every problem of a pack as file:line:column with the mend, how full it is, and the words the recogniser does not know')
    .action((dir: string, options: { json?: boolean; model?: string[] }) => { checkPack(dir, options); });
  pack.command('test').argument('<dir>', 'folder or name of a pack').option('--noise <kind=share>', 'garble what is said: homophone=0.2, dropped=0.1; several may be given', (noise: string, before: string[] | undefined) => [...before ?? [], noise]).option('--json', 'JSON lines').option('--only <text>', 'only dialogues whose name contains this')
    .description('Play the dialogues of tests/*.yaml and compare')
    .action((dir: string, options: { noise?: string[]; json?: boolean; only?: string }) => { testPack(dir, options); });
  pack.command('show').argument('<dir>', 'folder or name of a pack').option('--mermaid', 'every flow as a Mermaid state diagram').option('--xstate', 'every flow as an XState machine (JSON)').option('--flow <id>', 'only this flow')
    .description('Show what is in a pack')
    .action((dir: string, options: { mermaid?: boolean; xstate?: boolean; flow?: string }) => { show(dir, options); });
  pack.command('serve').argument('<dir>', 'folder or name of a pack').option('--port <n>', 'where to listen', '7080').option('--json', 'JSON lines')
    .description('Answer every connector of a pack over HTTP from its sample rows')
    .action((dir: string, options: { port: string; json?: boolean }) => servePack(dir, options));
  pack.command('new').argument('<name>', 'lower case letters, digits and hyphens').option('--dir <dir>', 'where to make it', '.')
    .description('Make a small valid pack to start from')
    .action((name: string, options: { dir: string }) => {
      const folder = newPack(name, options.dir);
      print(`Made ${folder}`);
      print(`Next: foyer pack check ${folder} && foyer pack test ${folder}`);
    });
}

function show(dir: string, options: { mermaid?: boolean; xstate?: boolean; flow?: string }): void {
  const { pack } = loadPack(dir);
  const language = pack.pack.languages[0] ?? 'zh';
  const flows = Object.values(pack.flows).filter((flow) => options.flow === undefined || flow.id === options.flow);
  if (flows.length === 0) throw new Fault('usage', `The pack has no flow "${options.flow ?? ''}".`, `It has: ${Object.keys(pack.flows).join(', ') || 'none'}.`);
  if (options.xstate === true) { print(JSON.stringify(flows.length === 1 ? config(0) : flows.map((_, i) => config(i)), null, 2)); return; }
  if (options.mermaid === true) { print(flows.map((flow) => mermaid(flow, language)).join('\n')); return; }
  print(`${pack.pack.name} ${pack.pack.version} · ${textIn(pack.pack.title, language)}`);
  for (const flow of flows) print(`  flow   ${flow.id}: ${textIn(flow.title, language)} (${flow.slots.length} slots, ${flow.steps.length} steps)`);
  for (const entry of Object.values(pack.entries)) print(`  entry  ${entry.id}: ${entry.questions[language]?.[0] ?? ''}`);
  for (const type of pack.types) print(`  type   ${type.id}: ${pack.entities.filter((e) => e.type === type.id).length} entities, ${type.attributes.length} attributes`);

  function config(i: number): unknown {
    const flow = flows[i];
    return flow === undefined ? null : flowConfig(flow, pack.pack.policies.confirmBelow);
  }
}
