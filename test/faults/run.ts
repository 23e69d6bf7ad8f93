// What `foyer faults` runs: reads the words behind the command, runs campaigns one after another, prints a line for each.
import { parseArgs } from 'node:util';
import { CAMPAIGNS } from './campaigns.ts';
import type { CampaignLine } from './contract.ts';
import { prove, PROOFS } from './proofs.ts';
import { runCampaign } from './run-campaign.ts';

function refuse(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

function read(argv: string[]) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: {
      cycles: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' }, nightly: { type: 'boolean' }, short: { type: 'boolean' }, prove: { type: 'boolean' }, list: { type: 'boolean' },
    } });
  } catch (error) {
    return refuse(`foyer faults: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function whole(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) refuse(`foyer faults: ${flag} "${text}" is not a whole number. Give one such as 7.`);
  return value;
}

function shown(line: CampaignLine): string {
  const verdict = line.skipped ? 'SKIPPED' : line.passed ? 'passed' : 'FAILED';
  const silence = line.longest_silence_ms === null ? '' : `, longest silence ${line.longest_silence_ms} ms`;
  const restart = line.longest_restart_ms === null ? '' : `, longest restart ${line.longest_restart_ms} ms`;
  return `${verdict.padEnd(8)}${line.campaign.padEnd(18)}${line.injected} injected of ${line.cycles}, lost ${line.lost}, duplicated ${line.duplicated}, corrupt ${line.corrupt}${silence}${restart}, seed ${line.seed}, ${line.seconds} s${line.reason ? `\n        ${line.reason.split('\n')[0] ?? ''}` : ''}`;
}

const { values, positionals } = read(process.argv.slice(2));
if (values.list) {
  for (const one of CAMPAIGNS) process.stdout.write(`${one.name.padEnd(18)}${String(one.cycles.usual).padStart(4)} (nightly ${one.cycles.nightly})  ${one.about}\n`);
  process.exit(0);
}
const names = CAMPAIGNS.map((one) => one.name);
for (const name of positionals) if (!names.includes(name)) refuse(`foyer faults: there is no campaign "${name}". Choose one of: ${names.join(', ')}.`);
const cycles = whole(values.cycles, '--cycles');
if (cycles === 0) refuse('foyer faults: --cycles 0 would test nothing. Give at least 1.');
const seed = whole(values.seed, '--seed') ?? Math.floor(Math.random() * 1_000_000_000);
const chosen = positionals.length === 0 ? CAMPAIGNS : CAMPAIGNS.filter((one) => positionals.includes(one.name));
const tier = values.nightly ? 'nightly' : values.short ? 'short' : 'usual';
if (values.prove) {
  let missed = 0;
  for (const proof of PROOFS.filter((one) => positionals.length === 0 || positionals.includes(one.campaign))) {
    const line = await prove(proof, seed, (text) => process.stderr.write(`${proof.campaign}: ${text}\n`));
    if (!line.found) missed += 1;
    process.stdout.write(values.json ? `${JSON.stringify(line)}\n` : `${line.skipped ? 'SKIPPED' : line.found ? 'found  ' : 'MISSED '}  ${line.proof} (${line.campaign}, seed ${seed}, ${line.seconds} s)\n         ${line.reason.split('\n')[0] ?? ''}\n`);
  }
  process.exit(missed === 0 ? 0 : 1);
}
const lines: CampaignLine[] = [];
if (!values.json) process.stderr.write(`seed ${seed} (--seed ${seed} does the same again)\n`);
for (const campaign of chosen) {
  const line = await runCampaign(campaign, { cycles: cycles ?? campaign.cycles[tier], seed, say: (text) => process.stderr.write(`${campaign.name}: ${text}\n`) });
  lines.push(line);
  process.stdout.write(`${values.json ? JSON.stringify(line) : shown(line)}\n`);
}
const passed = lines.filter((line) => line.passed).length;
const skipped = lines.filter((line) => line.skipped).length;
if (!values.json) process.stdout.write(`\n${passed} of ${lines.length} passed, ${lines.length - passed - skipped} failed, ${skipped} skipped (a skipped campaign has not passed)\n`);
process.exitCode = passed === lines.length ? 0 : 1;
