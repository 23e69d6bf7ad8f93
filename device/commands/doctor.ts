// `foyer doctor`: what is missing on this machine, one line each, with the line that mends it.
import type { Command } from 'commander';
import { checkMachine, type Finding, type MachineFlags } from './machine-checks.ts';
import { addModelFlags, print } from './voice-flags.ts';

const MARK: Record<Finding['state'], string> = { ok: 'ok     ', missing: 'MISSING', warning: 'warning' };

export function registerDoctor(program: Command): void {
  addModelFlags(program.command('doctor').description('what is missing on this machine, and the line that mends it'))
    .option('--data <dir>', 'folder for everything the kiosk keeps', process.env['FOYER_DATA'] ?? '.foyer')
    .option('--mic <device>', 'microphone to try (default: the system\'s)')
    .option('--speaker <device>', 'loudspeaker to try (default: the system\'s)')
    .option('--json', 'JSON lines on stdout')
    .action(async (flags: MachineFlags & { json?: boolean }) => {
      const findings: Finding[] = [];
      await checkMachine(flags, (finding) => {
        findings.push(finding);
        if (flags.json) print({ ...finding });
        else print(`${MARK[finding.state]}  ${finding.check}: ${finding.text}${finding.mend === '' ? '' : ` ${finding.mend}`}`);
      });
      const essential = findings.filter((finding) => finding.state === 'missing' && finding.essential);
      if (!flags.json) print(essential.length > 0 ? `${essential.length} essential thing${essential.length > 1 ? 's are' : ' is'} missing.` : 'The kiosk can serve on this machine.');
      process.exitCode = essential.length > 0 ? 1 : 0;
    });
}
