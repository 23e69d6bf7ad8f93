// `foyer device`: a kiosk alone. It serves with or without a hub, a microphone, a loudspeaker.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { Fault } from '../../flows/protocol/faults.ts';
import { keepCompiledCode } from './compiled-code.ts';
import { addDeviceFlags, settingsFrom, type DeviceFlags } from './device-flags.ts';
import { spareMemory } from './sparing-memory.ts';
import { printJson, visitorFrom } from './visit.ts';

const VisitorFile = z.object({ inputs: z.array(z.object({ kind: z.enum(['say', 'wav', 'touch']), value: z.string() })).min(1), voice: z.string().optional(), speed: z.string().optional(), noiseDb: z.string().optional() });
/** After the parent is gone or a signal came, this long until the process ends whatever hangs. */
const LAST_RESORT_MS = 8000;

export function registerDevice(program: Command): void {
  const command = program.command('device').description('a kiosk alone: ears, voice, screen and conversation on this machine');
  addDeviceFlags(command, { data: '.foyer/kiosk', port: '7070', logLevel: 'info' })
    .option('--claim', 'ask the hub of --hub to let this kiosk in: a code is shown and spoken, staff type it in the console')
    .option('--visitor <file>', 'play this visitor into the kiosk instead of a microphone, print JSON lines, then stop')
    .option('--import <dir>', 'install the signed release that was carried here in this folder (made by `foyer hub export`), then stop')
    .action(async (flags: DeviceFlags & { visitor?: string; import?: string }) => {
      spareMemory();
      if (flags.import !== undefined) process.exit(await importRelease(flags, flags.import));
      process.exit(flags.visitor === undefined ? await serve(flags) : await playVisitor(flags, flags.visitor));
    });
}

async function serve(flags: DeviceFlags): Promise<number> {
  keepCompiledCode();
  const { build } = await import('../main.ts');
  const device = build(settingsFrom(flags));
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve()); // the parent that started us is gone
  });
  await device.start();
  process.stderr.write(`screen    ${device.screen.url}\n`);
  process.send?.({ type: 'ready', screen: device.screen.url });
  await stopped;
  setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
  await device.stop();
  return 0;
}

/** For a kiosk that is not running; a running one watches --usb. */
async function importRelease(flags: DeviceFlags, folder: string): Promise<number> {
  const { openContentParts } = await import('../content-parts.ts');
  const { createSystemClock } = await import('../adapters/system-clock.ts');
  const { createPinoLog } = await import('../adapters/pino-log.ts');
  const settings = settingsFrom(flags);
  const parts = await openContentParts({ dataFolder: settings.dataFolder, rootFile: settings.contentRoot ?? null, clock: createSystemClock(), log: createPinoLog({ name: 'kiosk', level: 'error' }), random: Math.random, incident: () => undefined });
  const { release, already } = await parts.install(folder);
  process.stdout.write(`${release.pack} ${release.version} ${already ? 'was installed already' : 'is installed'}\n`);
  return 0;
}

async function playVisitor(flags: DeviceFlags, file: string): Promise<number> {
  let visitor: z.infer<typeof VisitorFile>;
  try {
    visitor = VisitorFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Fault('usage', 'The visitor file cannot be read.', 'Give JSON such as {"inputs":[{"kind":"say","value":"hello kiosk"}]}.', { where: file, cause });
  }
  const extras = { ...(visitor.voice === undefined ? {} : { voice: visitor.voice }), ...(visitor.speed === undefined ? {} : { speed: visitor.speed }), ...(visitor.noiseDb === undefined ? {} : { noiseDb: visitor.noiseDb }) };
  keepCompiledCode();
  const { runVisit } = await import('./visit-run.ts');
  return runVisit(settingsFrom(flags), {
    inputs: visitor.inputs, visitor: visitorFrom({ ...extras, ...(flags.lang === undefined ? {} : { lang: flags.lang }), seed: '1' }, visitor.inputs),
    fast: false, screen: true, print: printJson, ready: () => { process.send?.({ type: 'ready', screen: '' }); },
  });
}
