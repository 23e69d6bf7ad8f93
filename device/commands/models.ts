// `foyer models`: which speech models there are, install one, say where they lie.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import { bytesOf, isModel, modelsIn } from '../adapters/model-folder.ts';
import { installModel } from '../adapters/model-installer.ts';
import { createSystemClock } from '../adapters/system-clock.ts';
import { catalogueModel, MODEL_CATALOGUE, OFFICIAL_ADDRESS } from '../core/model-catalogue.ts';

interface ModelFlags { folder: string; json?: boolean }
interface InstallFlags extends ModelFlags { from?: string; sha256?: string }

const BUILT_IN = fileURLToPath(new URL('../models/foyer-small-zh-en', import.meta.url));
const print = (line: unknown): void => void process.stdout.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

export function registerModels(program: Command): void {
  const models = program.command('models').description('list and install speech models').option('--folder <dir>', 'folder of installed models', process.env['FOYER_MODELS'] ?? path.join('.foyer', 'models')).option('--json', 'JSON lines on stdout').enablePositionalOptions(false); // its flags may stand behind `list` as well
  models.command('list', { isDefault: true }).description('what is built in, installed, and can be installed').action(() => list(models.opts<ModelFlags>()));
  models
    .command('install')
    .description('fetch, check and install a model; an installed one is used as it is')
    .argument('<name>', 'name from the list; "zh" and "en" stand for the small ones')
    .option('--from <url>', 'address of a mirror: the folder that holds NAME.zip', process.env['FOYER_MODELS_FROM'])
    .option('--sha256 <hex>', 'checksum of the archive, for a model without a pinned one')
    .action((name: string, flags: { from?: string; sha256?: string }) => install(name, { ...models.opts<ModelFlags>(), ...flags }));
  models.command('path').description('where a model lies; without a name, the folder of installed models').argument('[name]').action((name: string | undefined) => where(name, models.opts<ModelFlags>()));
}

async function list({ folder, json }: ModelFlags): Promise<void> {
  const installed = await modelsIn(folder);
  const rows = [
    { name: 'foyer-small-zh-en', language: 'zh+en', bytes: await bytesOf(BUILT_IN), state: 'built in', sha256: null as string | null, grammar: true, note: 'trained on synthetic speech: for first contact, tests and demos' },
    ...MODEL_CATALOGUE.map((model) => ({ name: model.name, language: model.language as string, bytes: model.bytes, state: installed.includes(model.name) ? 'installed' : 'available', sha256: model.sha256, grammar: model.grammar, note: model.note })),
    ...installed.filter((name) => !catalogueModel(name)).map((name) => ({ name, language: '?', bytes: 0, state: 'installed', sha256: null, grammar: true, note: 'not in the catalogue' })),
  ];
  if (json) return rows.forEach(print);
  for (const row of rows) print(`${row.name.padEnd(34)} ${row.language.padEnd(6)} ${(row.bytes > 0 ? megabytes(row.bytes) : '').padStart(8)}  ${row.state.padEnd(10)} ${row.note}${row.sha256 === null && row.state === 'available' ? ' (no public checksum: --sha256 needed)' : ''}`);
}

async function install(name: string, flags: InstallFlags): Promise<void> {
  const model = catalogueModel(name);
  const full = model?.name ?? name;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/.test(full)) throw new Fault('usage', `"${name}" is not a model's name.`, 'See `foyer models list`.', { where: 'foyer models install' });
  if (!model && flags.from === undefined) throw new Fault('usage', `There is no model "${name}" in the catalogue.`, 'See `foyer models list`, or give --from and --sha256 for one of your own.', { where: 'foyer models install' });
  if (flags.sha256 !== undefined && !/^[0-9a-fA-F]{64}$/.test(flags.sha256)) throw new Fault('usage', 'A SHA-256 has 64 hexadecimal digits.', 'Copy it whole.', { where: '--sha256' });
  const sha256 = model?.sha256 ?? flags.sha256;
  if (model?.sha256 && flags.sha256 && flags.sha256.toLowerCase() !== model.sha256) throw new Fault('usage', `The pinned checksum of ${full} is another one.`, 'Leave --sha256 away for models from the catalogue.', { where: '--sha256' });
  if (!sha256 && !(await isModel(path.join(flags.folder, full)))) {
    throw new Fault('usage', `No public checksum of ${full} is known, so the first download would have to be trusted unseen.`, 'Get its SHA-256 from somebody you trust and give it with --sha256.', { where: full });
  }
  const bar = await progressBar(flags.json === true);
  try {
    const result = await installModel({
      name: full, folder: flags.folder, from: flags.from ?? OFFICIAL_ADDRESS, sha256: sha256 ?? '', ...(model && flags.from === undefined ? { bytes: model.bytes } : {}),
      clock: createSystemClock(), progress: bar.show,
    });
    bar.stop();
    const place = path.resolve(flags.folder, full);
    if (flags.json) print({ event: result, name: full, path: place });
    else print(`${result === 'present' ? 'Already there, used as it is' : 'Installed'}: ${place}\nUse it with: --model-${model?.language ?? 'zh'} ${place}`);
  } finally {
    bar.stop();
  }
}

/** A bar on a terminal, a line for each tenth elsewhere; always on stderr. */
async function progressBar(json: boolean): Promise<{ show(step: string, done: number, total: number | null): void; stop(): void }> {
  if (!process.stderr.isTTY || json) {
    let told = -1;
    return {
      show(step, done, total) {
        const tenth = step === 'download' ? Math.floor((10 * done) / (total ?? Infinity)) : 11;
        if (tenth === told || json) return;
        told = tenth;
        process.stderr.write(step === 'download' ? `${megabytes(done)}${total ? ` of ${megabytes(total)}` : ''}\n` : `${step}\n`);
      },
      stop: () => undefined,
    };
  }
  // @ts-expect-error the package ships without type declarations
  const { default: progress } = (await import('cli-progress')) as { default: { SingleBar: new (options: object) => { start(total: number, value: number, payload: object): void; update(value: number, payload: object): void; setTotal(total: number): void; stop(): void } } };
  const bar = new progress.SingleBar({ format: '{step} {bar} {percentage}% {done} of {all} {eta_formatted}', stream: process.stderr, hideCursor: true });
  let running = false;
  return {
    show(step, done, total) {
      const payload = { step, done: megabytes(done), all: total === null ? '?' : megabytes(total) };
      if (!running) bar.start(total ?? done, done, payload);
      running = true;
      if (total !== null) bar.setTotal(total);
      bar.update(done, payload);
    },
    stop() {
      if (running) bar.stop();
      running = false;
    },
  };
}

async function where(name: string | undefined, { folder, json }: ModelFlags): Promise<void> {
  const full = name === undefined ? undefined : (catalogueModel(name)?.name ?? name);
  const place = full === undefined ? path.resolve(folder) : full === 'foyer-small-zh-en' ? BUILT_IN : path.resolve(folder, full);
  if (full !== undefined && !(await isModel(place))) throw new Fault('no-model', `${full} is not installed.`, `Run \`foyer models install ${name}\`.`, { where: place });
  print(json ? { name: full ?? null, path: place } : place);
}
