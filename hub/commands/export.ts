// `foyer hub export`: one signed release as a folder, to be carried to kiosks that have no network.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { manifestPath, ReleaseManifest } from '../../flows/protocol/content.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { createContentStore } from '../adapters/store/content-store.ts';
import { createReleaseStore } from '../adapters/store/release-store.ts';
import { openBesideHub } from '../adapters/store/open-database.ts';
import { writeKeyFile } from '../adapters/tuf-keys.ts';
import { COMMON } from '../core/pack-directory.ts';
import { databaseOf } from './hub-files.ts';
import { facts } from '../adapters/tuf-metadata.ts';

/** Metadata by name and files by hash, from wherever. */
interface Shelf { /** The name under which a pack is signed. */ signedAs(pack: string): Promise<string>; metadata(name: string): Promise<string | undefined>; file(sha256: string): Promise<string | undefined>; close(): Promise<void> }
interface Flags { release: string; out: string; data: string; database?: string; hub?: string; credential?: string; json?: boolean }

const Credential = z.object({ tenant: z.string(), site: z.string(), kiosk: z.string(), secret: z.string() });

async function shelfOfFolder(flags: Flags): Promise<Shelf> {
  const { database, where } = await openBesideHub({ folder: flags.data, database: databaseOf(flags.database) });
  const store = createReleaseStore(database.db, where);
  const refs = await createContentStore(database.db, (text) => text, where).refs();
  const signedAs = async (pack: string): Promise<string> => refs.find(({ owner, name }) => pack === (owner === COMMON ? name : `${owner}.${name}`))?.key ?? pack;
  return { signedAs, metadata: (name) => store.metadata(name), file: (sha256) => store.file(sha256), close: () => database.close() };
}
function shelfOfHub(hub: string, credentialFile: string): Shelf {
  const parsed = Credential.safeParse(JSON.parse(readFileSync(credentialFile, 'utf8')));
  if (!parsed.success) throw new Fault('usage', 'The credential file cannot be read.', 'Give the JSON file of a kiosk that the hub knows.', { where: credentialFile });
  const { tenant, site, kiosk, secret } = parsed.data;
  const authorization = `Basic ${Buffer.from(`${tenant}.${site}.${kiosk}:${secret}`).toString('base64')}`;
  async function get(path: string): Promise<string | undefined> {
    const answer = await fetch(new URL(path, hub), { headers: { authorization } }).catch((cause: unknown) => {
      throw new Fault('hub-unreachable', `The hub cannot be reached (${String(cause)}).`, 'Check the address.', { where: hub, cause });
    });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Fault('hub-refused', `The hub answered ${answer.status}.`, 'Check the credential.', { where: `${hub}${path}` });
    return answer.text();
  }
  return { signedAs: async (pack) => pack, metadata: (name) => get(`/content/tuf/${name}`), file: (sha256) => get(`/content/files/${sha256}`), close: async () => undefined };
}

async function write(shelf: Shelf, flags: Flags): Promise<{ pack: string; version: string; files: number; bytes: number }> {
  const [given = '', version] = flags.release.split('@');
  const pack = await shelf.signedAs(given);
  const need = async (name: string): Promise<string> => {
    const body = await shelf.metadata(name);
    if (body === undefined) throw new Fault('not-found', `The hub has no ${name}.`, 'Start the hub once, so that it signs its content.', { where: flags.hub ?? flags.data });
    return body;
  };
  const timestamp = await need('timestamp.json');
  const versionOf = (body: string, name: string): number => (JSON.parse(body) as { signed: { meta: Record<string, { version: number }> } }).signed.meta[name]?.version ?? 1;
  const snapshotName = `${versionOf(timestamp, 'snapshot.json')}.snapshot.json`;
  const snapshot = await need(snapshotName);
  const targetsName = `${versionOf(snapshot, 'targets.json')}.targets.json`;
  const targets = await need(targetsName);
  const known = facts('targets', targets).targets;
  const path = version === undefined ? newestOf(Object.keys(known), pack) : manifestPath({ pack, version });
  const hash = path === undefined ? undefined : known[path];
  const manifestText = hash === undefined ? undefined : await shelf.file(hash);
  if (hash === undefined || manifestText === undefined) throw new Fault('not-found', `There is no signed release ${flags.release} here.`, `Signed are: ${Object.keys(known).map((one) => one.replace(/^releases\/(.*)\/(.*)\.json$/, '$1@$2')).slice(-8).join(', ') || 'none'}.`, { where: flags.hub ?? flags.data });
  const manifest = ReleaseManifest.parse(JSON.parse(manifestText));
  const files = new Map([[hash, manifestText]]);
  for (const { sha256 } of manifest.files) {
    const text = await shelf.file(sha256);
    if (text === undefined || createHash('sha256').update(text).digest('hex') !== sha256) throw new Fault('store-corrupt', 'A file of the release is missing or damaged on the hub.', 'Publish the release again.', { where: sha256 });
    files.set(sha256, text);
  }
  for (let root = 1; ; root += 1) {
    const body = await shelf.metadata(`${root}.root.json`);
    if (body === undefined) break;
    writeKeyFile(join(flags.out, 'tuf', `${root}.root.json`), body, 0o644);
  }
  for (const [name, body] of [['timestamp.json', timestamp], [snapshotName, snapshot], [targetsName, targets]] as const) writeKeyFile(join(flags.out, 'tuf', name), body, 0o644);
  for (const [sha256, text] of files) writeKeyFile(join(flags.out, 'files', sha256), text, 0o644);
  // Last: a kiosk that watches the folder looks for this file.
  writeKeyFile(join(flags.out, 'release.json'), JSON.stringify({ pack: manifest.pack, version: manifest.version, sha256: manifest.sha256, bytes: manifest.bytes }), 0o644);
  return { pack: manifest.pack, version: manifest.version, files: manifest.files.length, bytes: [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0) };
}
function newestOf(paths: readonly string[], pack: string): string | undefined {
  return paths.filter((path) => path.startsWith(`releases/${pack}/`)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
}

export function registerExport(hub: Command): void {
  hub.command('export').description('write a signed release into a folder, for kiosks without a network')
    .requiredOption('--release <pack[@version]>', 'which release; without a version the newest; a tenant\'s pack as acme.bank, with --hub as it is signed (signedAs in GET /api/packs)').requiredOption('--out <dir>', 'folder to write, such as a USB stick')
    .option('--data <dir>', 'data folder of the hub', '.foyer/hub').option('--database <url>', 'PostgreSQL database of that hub, when it has one').option('--hub <url>', 'fetch it from a running hub instead').option('--credential <file>', 'credential of a kiosk that the hub knows, with --hub').option('--json', 'as JSON')
    .action(async (flags: Flags) => {
      if (flags.hub !== undefined && flags.credential === undefined) throw new Fault('usage', 'A hub gives content to those it knows.', 'Give a kiosk\'s credential file with --credential.', { where: '--hub' });
      const shelf = flags.hub === undefined ? await shelfOfFolder(flags) : shelfOfHub(flags.hub, flags.credential ?? '');
      try {
        const made = await write(shelf, flags);
        process.stdout.write(flags.json ? `${JSON.stringify(made)}\n` : `${flags.out}: ${made.pack} ${made.version}, ${made.files} files, ${made.bytes} bytes\n`);
      } finally {
        await shelf.close();
      }
    });
}
