// `foyer faults [CAMPAIGN...]`: runs the fault campaigns of test/faults in a process of their own; what they print is their business.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';

const RUN = fileURLToPath(new URL('../../test/faults/run.ts', import.meta.url));

interface Flags { cycles?: string; seed?: string; json?: boolean; nightly?: boolean; short?: boolean; prove?: boolean; list?: boolean }

/** Adds the command. Exit code: 0 when every campaign passed (a skipped one has not), 1 when not, 2 on wrong usage. */
export function registerFaults(program: Command): void {
  program.command('faults').argument('[campaigns...]', 'their names; all of them without a name (--list shows them)')
    .description('Break real hubs and kiosks on purpose and check that nothing is lost, doubled or damaged')
    .option('--cycles <n>', 'how often the trouble is made (seconds for campaigns that go by time)')
    .option('--seed <n>', 'the same seed makes the same moments; printed with every result')
    .option('--json', 'one JSON line a campaign')
    .option('--nightly', 'the numbers that a release is measured by (takes long)')
    .option('--short', 'the numbers of `npm test`')
    .option('--prove', 'show that the campaigns can fail: each against a hub or kiosk that is broken on purpose')
    .option('--list', 'names the campaigns and ends')
    .action(async (campaigns: string[], flags: Flags) => {
      if (!existsSync(RUN)) throw new Fault('usage', 'This copy of Foyer comes without its tests.', 'Run it in a checkout of the project.');
      const words = [
        ...campaigns, ...(flags.cycles === undefined ? [] : ['--cycles', flags.cycles]), ...(flags.seed === undefined ? [] : ['--seed', flags.seed]),
        ...(['json', 'nightly', 'short', 'prove', 'list'] as const).filter((flag) => flags[flag] === true).map((flag) => `--${flag}`),
      ];
      process.exitCode = await new Promise<number>((resolve, reject) => {
        const child = spawn(process.execPath, [RUN, ...words], { stdio: 'inherit' });
        child.once('error', reject);
        child.once('exit', (code, signal) => { resolve(code ?? (signal === null ? 1 : 130)); });
      });
    });
}
