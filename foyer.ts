#!/usr/bin/env node
// The front door of the one program: reads the command and hands over to the file beside what it drives. Commands are
// loaded one by one, so that `foyer ask` never loads the broker.
import { Command, CommanderError } from 'commander';
import { Fault } from './flows/protocol/faults.ts';

type Register = (program: Command) => void;
const COMMANDS: Record<string, { summary: string; load: () => Promise<Register> }> = {
  start: { summary: 'hub + one kiosk + its screen, with sample content', load: async () => (await import('./device/commands/start.ts')).registerStart },
  hub: { summary: 'the hub alone', load: async () => (await import('./hub/commands/hub.ts')).registerHub },
  claim: { summary: 'let a kiosk in by the code on its screen', load: async () => (await import('./hub/commands/claim.ts')).registerClaim },
  device: { summary: 'a kiosk alone', load: async () => (await import('./device/commands/device.ts')).registerDevice },
  visit: { summary: 'one visit through the real loop, with sound from files', load: async () => (await import('./device/commands/visit.ts')).registerVisit },
  listen: { summary: 'the recogniser alone', load: async () => (await import('./device/commands/listen.ts')).registerListen },
  wake: { summary: 'wake-word events of a WAV file', load: async () => (await import('./device/commands/wake.ts')).registerWake },
  ask: { summary: 'a typed visit', load: async () => (await import('./flows/commands/ask.ts')).registerAsk },
  pack: { summary: 'check, test, show or begin a content pack', load: async () => (await import('./flows/commands/pack.ts')).registerPack },
  match: { summary: 'train and measure the matcher on JSON lines', load: async () => (await import('./flows/commands/match.ts')).registerMatch },
  models: { summary: 'list and install speech models', load: async () => (await import('./device/commands/models.ts')).registerModels },
  simulate: { summary: 'simulated kiosks speaking the real protocol', load: async () => (await import('./hub/commands/simulate.ts')).registerSimulate },
  bench: { summary: 'the benches', load: async () => (await import('./device/commands/bench.ts')).registerBench },
  faults: { summary: 'break hubs and kiosks on purpose, and count what is lost', load: async () => (await import('./hub/commands/faults.ts')).registerFaults },
  doctor: { summary: 'what is missing on this machine, and the line that mends it', load: async () => (await import('./device/commands/doctor.ts')).registerDoctor },
};
const NOT_YET: Record<string, string> = {
};

/** Exit code 2: wrong usage or bad input, with where, what and the mend. */
function refuse(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

async function main(argv: string[]): Promise<void> {
  const program = new Command('foyer').description('Offline-first voice kiosk runtime').showHelpAfterError('(foyer COMMAND --help shows the flags)').enablePositionalOptions().exitOverride();
  const name = argv.find((word) => !word.startsWith('-'));
  const known = name === undefined ? undefined : COMMANDS[name];
  if (name !== undefined && NOT_YET[name] !== undefined && !argv.includes('--help')) refuse(`foyer ${name}: not yet in this version (it will be: ${NOT_YET[name]}).`);
  if (known) (await known.load())(program);
  for (const [other, { summary }] of Object.entries(COMMANDS)) if (other !== name) program.command(other).description(summary).allowUnknownOption().allowExcessArguments();
  for (const [other, summary] of Object.entries(NOT_YET)) program.command(other).description(`${summary} (not yet)`).allowUnknownOption().allowExcessArguments();
  if (name === undefined && !argv.some((word) => word === '--help' || word === '-h')) {
    program.outputHelp({ error: true });
    process.exit(2);
  }
  await program.parseAsync(argv, { from: 'user' });
}

for (const stream of [process.stdout, process.stderr]) {
  // A reader that went away (`foyer ... | head`) is no failure of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') process.exit(0); });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  if (error instanceof Fault) {
    process.stderr.write(`foyer: ${error.sentence}\n`);
    process.exit(error.code === 'usage' || error.code === 'pack-invalid' ? 2 : 1);
  }
  throw error;
}
