// `foyer visit`: one visit through the real loop, sound from files, in the order of the command line.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import type { VisitLine } from '../core/visit-driver.ts';
import { addDeviceFlags, settingsFrom, type DeviceFlags } from './device-flags.ts';
import { cacheFolder, keepCompiledCode } from './compiled-code.ts';
import { spareMemory } from './sparing-memory.ts';
import { readable } from './visit-lines.ts';
import type { InputFlag, VisitorOptions } from './visitor.ts';

interface VisitFlags extends DeviceFlags { out?: string; json?: boolean; fast?: boolean; voice?: string; speed?: string; noiseDb?: string; seed: string }

export function registerVisit(program: Command): void {
  // Commander keeps repeated flags per name; a visit needs them in the order in which they were written.
  const inputs: InputFlag[] = [];
  const collect = (kind: InputFlag['kind']) => (value: string): void => { inputs.push({ kind, value }); };
  const command = program.command('visit').description('one visit through the real loop, with sound from files in real time');
  addDeviceFlags(command, { data: '', port: '0', logLevel: 'error' })
    .option('--say <text>', 'the visitor says this (may be repeated; inputs happen in the order given)', collect('say'))
    .option('--wav <file>', 'the visitor\'s voice from a WAV file (may be repeated)', collect('wav'))
    .option('--touch <id>', 'the visitor touches this, as id or id=value (may be repeated)', collect('touch'))
    .option('--out <dir>', 'write visitor.wav, kiosk.wav, mixed.wav and the transcript here')
    .option('--json', 'JSON lines on stdout')
    .option('--fast', 'faster than life; latencies mean nothing then')
    .option('--voice <name>', 'espeak-ng voice of the visitor, or a variant such as +f3')
    .option('--speed <n>', 'words a minute of the visitor')
    .option('--noise-db <n>', 'noise in the room: decibels of speech over noise')
    .option('--seed <n>', 'seed of the noise', '1')
    .action(async (flags: VisitFlags) => { process.exit(await visit(flags, inputs)); });
}

async function visit(flags: VisitFlags, inputs: InputFlag[]): Promise<number> {
  if (flags.pack === undefined) throw new Fault('usage', 'A visit needs content.', 'Give a pack, for example --pack government-hall.', { where: '--pack' });
  if (inputs.length === 0) throw new Fault('usage', 'The visitor does nothing.', 'Give --say, --wav or --touch, for example --say "你好小厅" --say "几点开门".', { where: 'visit' });
  spareMemory();
  keepCompiledCode();
  const { runVisit } = await import('./visit-run.ts');
  const folder = flags.data === '' ? mkdtempSync(join(tmpdir(), 'foyer-visit-')) : flags.data;
  try {
    // The data of a visit goes with it; the sound of fixed prompts is worth keeping for the next one.
    const settings = settingsFrom({ ...flags, data: folder });
    return await runVisit(flags.data === '' ? { ...settings, soundFolder: cacheFolder('sounds') } : settings, {
      inputs, visitor: visitorFrom(flags, inputs), fast: flags.fast ?? false, screen: false,
      ...(flags.out === undefined ? {} : { out: flags.out }),
      print: flags.json ? printJson : printReadable,
    });
  } finally {
    if (flags.data === '') rmSync(folder, { recursive: true, force: true });
  }
}

export function visitorFrom(flags: { lang?: string; voice?: string; speed?: string; noiseDb?: string; seed: string }, inputs: InputFlag[]): VisitorOptions {
  const first = inputs.find((input) => input.kind === 'say')?.value ?? '';
  const number = (text: string, flag: string, from: number, to: number): number => {
    const value = Number(text);
    if (!Number.isFinite(value) || value < from || value > to) throw new Fault('usage', `"${text}" is not a number from ${from} to ${to}.`, 'Correct it.', { where: flag });
    return value;
  };
  return {
    language: flags.lang === 'en' || (flags.lang === undefined && !/\p{Script=Han}/u.test(first)) ? 'en' : 'zh', seed: number(flags.seed, '--seed', 0, 4294967295),
    ...(flags.voice === undefined ? {} : { voice: flags.voice }),
    ...(flags.speed === undefined ? {} : { speed: number(flags.speed, '--speed', 80, 450) }),
    ...(flags.noiseDb === undefined ? {} : { noiseDb: number(flags.noiseDb, '--noise-db', -20, 80) }),
  };
}

export function printJson(line: VisitLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function printReadable(line: VisitLine): void {
  const text = readable(line);
  if (text !== null) process.stdout.write(`${text}\n`);
}
