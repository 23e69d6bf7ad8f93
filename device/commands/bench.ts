// `foyer bench [NAME]`: runs the measuring programs of test/bench in a process of their own; what they print is their business.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';

/** Name on the command line -> its file under test/bench, and what it measures. */
const BENCHES: Record<string, { file: string; about: string }> = {
  wake: { file: 'wake-bench.ts', about: 'wake words missed and heard wrongly, clean and in noise' },
  asr: { file: 'listen-bench.ts', about: 'words recognised, speed and memory of the recogniser' },
  match: { file: 'match-bench.ts', about: 'questions understood, beside nlp.js; 10,000 entries made active' },
  turn: { file: 'turn-bench.ts', about: 'time of one turn of the conversation engine, pack by pack' },
  visit: { file: 'visit-bench.ts', about: 'spoken visits from wake word to answer' },
  publish: { file: 'publish-bench.ts', about: 'from "publish" in the hub to the kiosk\'s new answer' },
  ingest: { file: 'ingest-bench.ts', about: 'events kept durably by the hub, beside Mosquitto and a plain SQLite subscriber' },
  fanout: { file: 'fanout-bench.ts', about: 'memory of 2,000 idle kiosks; a release until the last has applied it, beside bare Mosquitto' },
  storm: { file: 'storm-bench.ts', about: 'the hub killed with 1,000 kiosks connected: when all are back, and the desk meanwhile' },
  desk: { file: 'desk-bench.ts', about: '200 conversations at the desk: kiosk to the agent\'s page and back, beside a bare relay' },
  privacy: { file: 'privacy-bench.ts', about: 'personal data found in eight sets of planted sentences, and harmless sentences changed' },
  decode: { file: 'decode-bench.ts', about: 'every question and answer of every pack, spoken and recognised (long; nightly)' },
};

/** Adds the command. Exit code: that of the bench; 2 for an unknown name. */
export function registerBench(program: Command): void {
  program.command('bench').argument('[name]', Object.keys(BENCHES).join(', ')).argument('[flags...]', 'passed on to the bench (e.g. --json)')
    .description('Measure speed, memory and quality, beside a peer where there is one').allowUnknownOption()
    .action(async (name: string | undefined, flags: string[]) => {
      if (name === undefined) {
        process.stdout.write(`${Object.entries(BENCHES).map(([one, { about }]) => `${one.padEnd(10)} ${about}`).join('\n')}\n`);
        return;
      }
      const bench = BENCHES[name];
      const path = bench === undefined ? '' : fileURLToPath(new URL(`../../test/bench/${bench.file}`, import.meta.url));
      if (!existsSync(path)) throw new Fault('usage', `There is no bench "${name}".`, `Choose one of: ${Object.keys(BENCHES).join(', ')}.`);
      process.exitCode = await new Promise<number>((resolve, reject) => {
        const child = spawn(process.execPath, [path, ...flags], { stdio: 'inherit' });
        child.once('error', reject);
        child.once('exit', (code, signal) => { resolve(code ?? (signal === null ? 1 : 130)); });
      });
    });
}
