// `foyer hub keys|unsigned|sign|bring`: keys that live apart from the hub. What waits is fetched to a file, signed on
// another machine that needs no network, and brought back; the running hub notices by itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import { createStderrLog } from '../adapters/stderr-log.ts';
import { createReleaseStore } from '../adapters/store/release-store.ts';
import { openBesideHub } from '../adapters/store/open-database.ts';
import { databaseOf } from './hub-files.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { type KeyRole, makeKey, readPublicKey, readSigningKey, writeKeyFile } from '../adapters/tuf-keys.ts';
import { assemble, disassemble, facts, signDraft } from '../adapters/tuf-metadata.ts';
import { createTufRepository, type TufRepository } from '../adapters/tuf-repository.ts';
import type { ReleaseStore, SignedRole } from '../core/release-store-port.ts';

const ROLES: readonly KeyRole[] = ['root', 'targets', 'snapshot', 'timestamp'];
const all = (value: string, before: string[]): string[] => [...before, value];
const print = (line: string): void => { process.stdout.write(`${line}\n`); };

function roleOf(text: string): KeyRole {
  if (ROLES.includes(text as KeyRole)) return text as KeyRole;
  throw new Fault('usage', `"${text}" is not a role.`, `Give one of ${ROLES.join(', ')}.`, { where: '--role' });
}
function countOf(text: string, flag: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 20) return count;
  throw new Fault('usage', `"${text}" is not a number of keys.`, 'Give a number from 1 to 20.', { where: flag });
}

/** Works on a hub's data folder, also while the hub runs. */
async function withRepository<T>(flags: { data: string; database?: string }, work: (repository: TufRepository, store: ReleaseStore) => Promise<T>, make = false): Promise<T> {
  const { database, where } = await openBesideHub({ folder: flags.data, database: databaseOf(flags.database) }, make);
  try {
    const store = createReleaseStore(database.db, where);
    return await work(createTufRepository({ store, clock: systemClock, log: createStderrLog(), keyFolder: join(flags.data, 'keys') }), store);
  } finally {
    await database.close();
  }
}
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Fault('usage', 'The file cannot be read.', 'Check its name.', { where: file, cause });
  }
}

async function show(flags: { data: string; json?: boolean; root?: string }): Promise<void> {
  await withRepository(flags, async (repository, store) => {
    const [roles, waiting] = [await repository.status(), await repository.waiting()];
    const root = await store.latest('root');
    if (flags.root !== undefined && root) writeKeyFile(flags.root, root.body, 0o644);
    if (flags.json) return print(JSON.stringify({ roles, waiting: waiting.map(({ role, version, needed, have }) => ({ role, version, needed, have })) }));
    for (const { role, version, expires, threshold, keys } of roles) {
      print(`${role.padEnd(10)} version ${version}, good until ${new Date(expires).toISOString().slice(0, 10)}, ${threshold} of ${keys.length} keys`);
      for (const { keyid, here } of keys) print(`           ${keyid.slice(0, 12)}  ${here ? 'on this machine' : 'elsewhere'}`);
    }
    for (const { role, version, needed, have } of waiting) print(`waiting    ${role} version ${version}: ${have} of ${needed} signatures`);
  });
}

/** A hub that has not been started yet gets its keys; afterwards the files in keys/apart can be taken away. */
async function init(flags: { data: string; json?: boolean }): Promise<void> {
  await import('node:fs').then(({ mkdirSync }) => mkdirSync(flags.data, { recursive: true, mode: 0o700 }));
  await withRepository(flags, async (repository) => {
    await repository.start();
    repository.stop();
  }, true);
  await show(flags);
}

async function rotate(flags: { data: string; role: string; key: string[]; threshold: string; signWith: string[] }): Promise<void> {
  const role = roleOf(flags.role);
  const threshold = countOf(flags.threshold, '--threshold');
  const keys = flags.key.length > 0 ? flags.key.map(readPublicKey) : [makeKey(join(flags.data, 'keys', role === 'root' || role === 'targets' ? 'apart' : 'online'), role)];
  const waits = await withRepository(flags, async (repository) => {
    const state = await repository.rotate({ [role]: { keys, threshold } } as Partial<Record<SignedRole, { keys: typeof keys; threshold: number }>>, flags.signWith.map(readSigningKey));
    return state.state === 'signed' ? [] : (await repository.waiting()).filter((one) => one.have < one.needed);
  });
  if (waits.length === 0) print(`${role}: the new keys are in force.`);
  for (const one of waits) print(`${role}: the new keys wait for signatures of the ${one.role} metadata (${one.have} of ${one.needed}). Fetch it with \`foyer hub unsigned\`.`);
}

async function unsigned(flags: { data: string; out: string; role?: string }): Promise<void> {
  await withRepository(flags, async (repository) => {
    const waiting = (await repository.waiting()).filter((one) => one.have < one.needed && (flags.role === undefined || one.role === flags.role));
    if (waiting.length === 0) throw new Fault('not-found', 'Nothing waits for a signature.', 'Publish something first; `foyer hub keys show` tells what waits.', { where: flags.data });
    for (const { role, version, needed, have, body } of waiting) {
      const file = waiting.length === 1 ? flags.out : flags.out.replace(/(\.json)?$/, `-${role}.json`);
      writeKeyFile(file, `${body}\n`, 0o644);
      print(`${file}: ${role} version ${version}, ${have} of ${needed} signatures`);
    }
  });
}

/** Needs no hub and no network. Says what is being signed before it is. */
function signFile(file: string, flags: { key: string[]; out?: string }): void {
  if (flags.key.length === 0) throw new Fault('usage', 'No key is named.', 'Give the private key file with --key.', { where: '--key' });
  const body = readText(file);
  const { draft, signatures } = disassemble(body);
  const known = facts(draft.role, body);
  print(`${draft.role} version ${known.version}, good until ${new Date(known.expires).toISOString().slice(0, 10)}`);
  for (const path of Object.keys(known.targets)) print(`  ${path}`);
  const made = signDraft(draft, flags.key.map(readSigningKey));
  const merged = [...signatures.filter((one) => !made.some((other) => other.keyid === one.keyid)), ...made];
  const out = flags.out ?? file;
  writeKeyFile(out, `${assemble(draft, merged)}\n`, 0o644);
  print(`${out}: ${merged.length} signature${merged.length === 1 ? '' : 's'}`);
}

async function bring(file: string, flags: { data: string }): Promise<void> {
  const state = await withRepository(flags, (repository) => repository.bring(readText(file)));
  print(state.state === 'signed' ? 'All signatures are there; it is in force.' : `${state.have} of ${state.needed} signatures are there.`);
}

export function registerSigning(hub: Command): void {
  const keys = hub.command('keys').description('the keys that sign content');
  const data = ['--data <dir>', 'data folder of the hub', '.foyer/hub'] as const;
  const database = ['--database <url>', 'PostgreSQL database of that hub, when it has one'] as const;
  keys.command('init').description('make the keys of a hub before its first start').option(...data).option(...database).option('--json', 'as JSON').action(init);
  keys.command('show').description('roles, thresholds, keys and what waits for signatures').option(...data).option(...database).option('--json', 'as JSON').option('--root <file>', 'write the root file, for kiosks that shall not take it from the hub').action(show);
  keys.command('new').description('make keys on this machine, with no hub').requiredOption('--role <role>', ROLES.join(', ')).option('--count <n>', 'how many', '1').requiredOption('--out <dir>', 'folder for the key files')
    .action((flags: { role: string; count: string; out: string }) => {
      for (let made = 0; made < countOf(flags.count, '--count'); made += 1) print(makeKey(flags.out, roleOf(flags.role)).file);
    });
  keys.command('rotate').description('put other keys in force for a role').option(...data).option(...database).requiredOption('--role <role>', ROLES.join(', '))
    .option('--key <file>', 'public key file; may be repeated (none: a new key is made here)', all, [] as string[]).option('--threshold <n>', 'how many signatures are needed', '1')
    .option('--sign-with <file>', 'private key file to sign the new root with, when it is not in the hub\'s folder; may be repeated', all, [] as string[]).action(rotate);
  hub.command('unsigned').description('write what waits for signatures into a file').option(...data).option(...database).requiredOption('--out <file>', 'file to write').option('--role <role>', 'only this role').action(unsigned);
  hub.command('sign').argument('<file>', 'what `foyer hub unsigned` has written').description('sign it on this machine; needs no hub and no network').option('--key <file>', 'private key file; may be repeated', all, [] as string[]).option('--out <file>', 'file to write (default: the same)').action(signFile);
  hub.command('bring').argument('<file>', 'what `foyer hub sign` has written').description('bring the signatures to the hub').option(...data).option(...database).action(bring);
}
