// Who simulated kiosks are: the operator's file of secrets or keys, and kiosks that let themselves in as real ones are, by a code
// that a token of the operator's approves. New keys go into the file, so that the next run is the same fleet.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Fault } from '../../flows/protocol/faults.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { makeKioskCertificate } from '../adapters/x509-kiosk-certificate.ts';
import { type Asker, createAsker } from './hub-line.ts';
import type { Shown } from './own-hub.ts';

type Entry = KioskAddress & { readonly secret?: string; /** PEM, P-256. */ readonly key?: string };

const CLAIMS_AT_ONCE = 8;
const KEPT_EVERY = 100;
const PART = /^[a-z0-9-]{1,40}$/;

/** Entries of the file, in its order; none when it does not exist and `mayBeNew`. @throws Fault usage */
function readKiosks(file: string, mayBeNew = false): Entry[] {
  if (mayBeNew && !existsSync(file)) return [];
  let list: unknown;
  try { list = JSON.parse(readFileSync(file, 'utf8')); } catch (cause) { throw new Fault('usage', 'The credentials cannot be read as JSON.', 'Give the file that the hub got with --enrol, or one that simulate has written.', { where: file, cause }); }
  const good = Array.isArray(list) && list.every((one: Partial<Entry> | null) => [one?.tenant, one?.site, one?.kiosk].every((part) => typeof part === 'string' && PART.test(part)) && (typeof one?.secret === 'string') !== (typeof one?.key === 'string'));
  if (!good) throw new Fault('usage', 'The credentials are not as agreed.', 'Give a list of {"tenant","site","kiosk","secret"}, or with "key" (PEM) in place of the secret.', { where: file });
  return list as Entry[];
}
function writeKiosks(file: string, entries: readonly Entry[]): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(entries, null, 1)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (cause) {
    throw new Fault('data-folder-not-writable', 'The keys of the kiosks cannot be written.', 'Choose another place with --credentials.', { where: file, cause });
  }
}

/** With the certificates that carry their keys. @throws Fault usage for a key that is none */
async function certified(entries: readonly Entry[], where: string): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const { key, ...one } of entries) {
    try {
      shown.push(key === undefined ? one : { ...one, own: await makeKioskCertificate(key) });
    } catch (cause) {
      throw new Fault('usage', `The key of ${one.tenant}.${one.site}.${one.kiosk} is no P-256 private key in PEM.`, 'Take the entry out; simulate claims such a kiosk anew.', { where, cause });
    }
  }
  return shown;
}

const jsonOf = (bytes: Buffer): Record<string, unknown> => {
  try { return (JSON.parse(bytes.toString('utf8')) ?? {}) as Record<string, unknown>; } catch { return {}; }
};

/** Somebody of the staff by name and password, as the header that further requests carry. */
export async function signIn(asker: Asker, { name, password }: { name: string; password: string }): Promise<Record<string, string>> {
  const reply = await asker.ask('/api/sign-in', { json: { name, password } });
  if (reply.status !== 200 || reply.cookie === undefined) throw new Fault('not-signed-in', `${name} could not sign in (${reply.status}).`, 'Look at the hub\'s log.');
  return { cookie: reply.cookie };
}

async function claimOne(hub: { url: string; pin: string }, address: KioskAddress, staff: Asker): Promise<Entry & Shown> {
  const own = await makeKioskCertificate();
  const kiosk = createAsker({ url: hub.url, pin: hub.pin, own });
  const name = `${address.tenant}.${address.site}.${address.kiosk}`;
  const told = (what: string, { status, bytes }: { status: number; bytes: Buffer }): Fault => {
    const { detail, mend } = jsonOf(bytes) as { detail?: string; mend?: string };
    return new Fault(status === 409 ? 'conflict' : status === 401 || status === 403 ? 'not-allowed' : 'hub-refused', `${what} of ${name} failed: ${detail ?? `HTTP ${status}`}`, status === 409 ? 'Give the --credentials file of the run that made it, or another --tenant.' : mend ?? 'Look at the hub\'s log.', { where: hub.url });
  };
  try {
    const asked = await kiosk.ask('/api/claims', { json: { wish: `${address.tenant}/${address.site}/${address.kiosk}` } });
    const { code } = jsonOf(asked.bytes);
    if (asked.status !== 200 || typeof code !== 'string') throw told('The claim', asked);
    const approved = await staff.ask('/api/claims/approve', { json: { code, ...address } });
    if (approved.status !== 201) throw told('The approval', approved);
    return { ...address, key: own.key, own: { key: own.key, cert: own.cert } };
  } finally {
    kiosk.close();
  }
}

/**
 * Lets these kiosks in at a hub that speaks TLS, some at a time; `staff` are the headers of somebody who may claim kiosks. `kept`
 * hears of those that are in, every now and then and at the end, also when a later one fails.
 * @throws Fault conflict (the name is taken), not-allowed, hub-refused, hub-unreachable
 */
export async function claimKiosks(options: { url: string; pin: string; staff: Record<string, string>; addresses: readonly KioskAddress[]; kept?(entries: readonly Entry[]): void; progress?(count: number): void }): Promise<Shown[]> {
  const staff = createAsker({ url: options.url, pin: options.pin, headers: options.staff, maxSockets: CLAIMS_AT_ONCE });
  const done: (Entry & Shown)[] = [];
  const keep = (): void => options.kept?.(done.map(({ own: _own, ...entry }) => entry));
  let next = 0;
  let failed: unknown;
  async function work(): Promise<void> {
    while (next < options.addresses.length && failed === undefined) {
      const address = options.addresses[next] as KioskAddress;
      next += 1;
      try {
        done.push(await claimOne(options, address, staff));
      } catch (cause) {
        failed = cause instanceof Fault ? cause : new Fault('hub-unreachable', `The hub cannot be reached (${cause instanceof Error ? cause.message : String(cause)}).`, 'Check --hub and --hub-pin.', { where: options.url, cause });
        return;
      }
      if (done.length % KEPT_EVERY === 0) keep();
      options.progress?.(done.length);
    }
  }
  try {
    await Promise.all(Array.from({ length: CLAIMS_AT_ONCE }, work));
  } finally {
    staff.close();
    if (done.length > 0) keep();
  }
  if (failed !== undefined) throw failed;
  return done.map(({ key: _key, ...one }) => one);
}

/** The fleet of a file, made up to `count` kiosks by claims where a token is given; new keys are kept in the file. */
export async function fleetOf(options: { count: number; file: string; tenant: string; hub: { url: string; pin: string | null }; staff: Record<string, string> | null; progress?(count: number): void }): Promise<Shown[]> {
  const { count, file, hub, staff } = options;
  const known = readKiosks(file, staff !== null);
  if (known.length >= count) return certified(known.slice(0, count), file);
  if (staff === null) throw new Fault('usage', `The file names ${known.length} kiosks, ${count} are asked for.`, 'Enrol more kiosks, give a smaller --kiosks, or give --token-file to have them claimed.', { where: file });
  if (hub.pin === null) throw new Fault('usage', 'A hub without TLS lets no kiosk in by a claim.', 'Start the hub with --tls on and give --hub https://... and --hub-pin, or enrol kiosks by --enrol.', { where: '--token-file' });
  const names = new Set(known.map((one) => `${one.tenant}.${one.site}.${one.kiosk}`));
  const missing: KioskAddress[] = [];
  for (let n = 1; missing.length < count - known.length; n += 1) {
    const address = { tenant: options.tenant, site: 'hall', kiosk: `kiosk-${n}` };
    if (!names.has(`${address.tenant}.${address.site}.${address.kiosk}`)) missing.push(address);
  }
  const claimed = await claimKiosks({ url: hub.url, pin: hub.pin, staff, addresses: missing, kept: (entries) => writeKiosks(file, [...known, ...entries]), ...(options.progress ? { progress: options.progress } : {}) });
  return [...await certified(known, file), ...claimed];
}
