// Whether the content in force is one that the hub has signed: the chain from root to manifest is verified here once more,
// by hand and with Node's own Ed25519, because the library that the kiosk uses is among what is tested.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleText } from '../../flows/protocol/content.ts';
import { compareVersions } from '../../hub/core/release-maker.ts';
import type { Finding } from './contract.ts';
import { reading } from './invariants.ts';

type Json = Record<string, unknown>;
interface Signed { signatures: { keyid: string; sig: string }[]; signed: Json }
interface Root { keys: Record<string, { keyval: { public: string } }>; roles: Record<string, { keyids: string[]; threshold: number }> }

/** The canonical JSON of TUF: keys in order, nothing between, only quote and backslash escaped. */
function canonical(value: unknown): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => `${canonical(key)}:${canonical(one)}`).join(',')}}`;
  return JSON.stringify(value);
}
function publicKey(text: string) {
  return text.includes('BEGIN') ? createPublicKey(text) : createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(text, 'hex')]), format: 'der', type: 'spki' });
}

/** True when enough of the role's keys have signed. */
export function signedBy(root: Root, role: string, document: Signed): boolean {
  const rule = root.roles[role];
  if (!rule) return false;
  const bytes = Buffer.from(canonical(document.signed));
  const good = new Set(document.signatures.filter(({ keyid, sig }) => {
    const key = root.keys[keyid];
    return rule.keyids.includes(keyid) && key !== undefined && verify(null, bytes, publicKey(key.keyval.public), Buffer.from(sig, 'hex'));
  }).map((one) => one.keyid));
  return good.size >= rule.threshold;
}

/** The newest content that was seen in force; null before the first look. */
export interface ContentFloor { version: string | null }

/** The kiosk's pointer against the hub's signed metadata, against what the kiosk had told the hub, and against `floor`, which it raises. */
export function contentFindings(hubFile: string, kioskData: string, kioskName: string, floor: ContentFloor): Finding[] {
  const pointer = join(kioskData, 'content', 'in-force.json');
  if (!existsSync(pointer)) return [];
  // Read first: the kiosk goes on meanwhile, and what it has in force is never older than what it had told before.
  const toldBefore = reading(hubFile, (db) => (db.prepare('SELECT applied_release FROM kiosks WHERE name = ?').get(kioskName) as { applied_release: string | null } | undefined)?.applied_release ?? null);
  const wrong = (what: string): Finding[] => [{ kind: 'corrupt', what, count: 1 }];
  const { current, bad } = JSON.parse(readFileSync(pointer, 'utf8')) as { current: { version: string; sha256: string; pack: string } | null; bad: { version: string }[] };
  if (!current) return [];
  const hub = reading(hubFile, (db) => ({
    metadata: db.prepare("SELECT role, body FROM tuf_metadata WHERE role IN ('root', 'targets') ORDER BY version DESC").all() as { role: string; body: string }[],
    manifest: db.prepare('SELECT path, sha256 FROM release_manifests WHERE bundle = ?').get(current.sha256) as { path: string; sha256: string } | undefined,
  }));
  if (hub === null) return [];
  if (!hub.manifest) return wrong(`${current.pack} ${current.version} is in force, and the hub has no manifest of it`);
  const [root, targets] = ['root', 'targets'].map((role) => { const found = hub.metadata.find((one) => one.role === role); return found === undefined ? undefined : JSON.parse(found.body) as Signed; });
  if (!root || !targets) return wrong('the hub has no signed metadata');
  if (!signedBy(root.signed as unknown as Root, 'targets', targets)) return wrong('the hub\'s targets are not signed by the keys of its root');
  const target = (targets.signed['targets'] as Record<string, { hashes: { sha256: string } }>)[hub.manifest.path];
  if (target?.hashes.sha256 !== hub.manifest.sha256) return wrong(`${current.version} is in force, and the signed metadata does not name its manifest`);
  const told = toldBefore === null ? null : (JSON.parse(toldBefore) as { version: string }).version;
  for (const known of [told, floor.version]) if (known !== null && compareVersions(current.version, known) < 0 && !bad.some((one) => one.version === known)) return wrong(`${current.version} is in force, older than ${known}, which the kiosk had in force before`);
  floor.version = current.version;
  const bytes = bundleOf(join(kioskData, 'content', 'slots', current.sha256));
  return bytes === current.sha256 ? [] : wrong(`what lies on the disk as ${current.version} is not what was signed (${bytes})`);
}

/** Hash of the bundle in a slot's folder, or why there is none. */
function bundleOf(folder: string): string {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, 'slot.json'), 'utf8')) as { files: { path: string; sha256: string }[] };
    const texts = Object.fromEntries(files.map((file) => [file.path, readFileSync(join(folder, file.sha256), 'utf8')]));
    return createHash('sha256').update(bundleText(texts)).digest('hex');
  } catch (error) {
    return String(error).slice(0, 200);
  }
}
