// TUF metadata as text: made, signed and judged with @tufjs/models. Nothing here knows where it is kept.
import { createHash } from 'node:crypto';
import { Key, MetaFile, Metadata, MetadataKind, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models';
import { Fault } from '../../flows/protocol/faults.ts';
import type { SignedRole, StoredManifest } from '../core/release-store-port.ts';
import type { PublicKey, SigningKey } from './tuf-keys.ts';

const SPEC = '1.0.31';
export const ROLE_NAMES: readonly SignedRole[] = ['root', 'targets', 'snapshot', 'timestamp'];

export interface RoleKeys { readonly keys: readonly PublicKey[]; readonly threshold: number }
export type AllRoleKeys = Readonly<Record<SignedRole, RoleKeys>>;
type AnySigned = Root | Targets | Snapshot | Timestamp;

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
const bytesOf = (text: string): number => Buffer.byteLength(text);
/** TUF times have no fractions of a second. */
const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

function parse(role: SignedRole, body: string): Metadata<AnySigned> {
  try {
    const json = JSON.parse(body) as never;
    if (role === 'root') return Metadata.fromJSON(MetadataKind.Root, json);
    if (role === 'targets') return Metadata.fromJSON(MetadataKind.Targets, json);
    if (role === 'snapshot') return Metadata.fromJSON(MetadataKind.Snapshot, json);
    return Metadata.fromJSON(MetadataKind.Timestamp, json);
  } catch (cause) {
    throw new Fault('message-malformed', `This is not ${role} metadata.`, 'Give the file as the hub wrote it.', { cause });
  }
}
/** The exact bytes that a signature of this metadata covers. */
function canonical(metadata: Metadata<AnySigned>): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  new Metadata(metadata.signed).sign((data) => {
    bytes = data;
    return new Signature({ keyID: '0', sig: '0' });
  });
  return bytes;
}

/** What is to be signed: `signed` as JSON text; `digest` names exactly its bytes. */
export interface Draft { readonly role: SignedRole; readonly version: number; readonly digest: string; readonly signed: string }
function draftOf(role: SignedRole, signed: AnySigned): Draft {
  const bytes = canonical(new Metadata(signed));
  return { role, version: signed.version, digest: createHash('sha256').update(bytes).digest('hex'), signed: JSON.stringify(signed.toJSON()) };
}

export function draftRoot(version: number, expires: number, roles: AllRoleKeys): Draft {
  const root = new Root({ version, specVersion: SPEC, expires: moment(expires), consistentSnapshot: true });
  for (const role of ROLE_NAMES) {
    for (const key of roles[role].keys) root.addKey(new Key({ keyID: key.keyid, keyType: 'ed25519', scheme: 'ed25519', keyVal: { public: key.public } }), role);
  }
  const json = root.toJSON() as { roles: Record<string, { threshold: number }> };
  for (const role of ROLE_NAMES) (json.roles[role] as { threshold: number }).threshold = roles[role].threshold;
  return draftOf('root', Root.fromJSON(json as never));
}
export function draftTargets(version: number, expires: number, manifests: readonly StoredManifest[]): Draft {
  const targets = new Targets({ version, specVersion: SPEC, expires: moment(expires) });
  for (const { path, sha256, bytes, release } of manifests) targets.addTarget(new TargetFile({ path, length: bytes, hashes: { sha256 }, unrecognizedFields: { custom: { bundle: release.sha256 } } }));
  return draftOf('targets', targets);
}
export function draftSnapshot(version: number, expires: number, targets: { version: number; body: string }): Draft {
  const meta = { 'targets.json': new MetaFile({ version: targets.version, length: bytesOf(targets.body), hashes: { sha256: sha256Of(targets.body) } }) };
  return draftOf('snapshot', new Snapshot({ version, specVersion: SPEC, expires: moment(expires), meta }));
}
/** `signedAt` tells a kiosk a time that has certainly passed, for judging its own clock. */
export function draftTimestamp(version: number, expires: number, signedAt: number, snapshot: { version: number; body: string }): Draft {
  const snapshotMeta = new MetaFile({ version: snapshot.version, length: bytesOf(snapshot.body), hashes: { sha256: sha256Of(snapshot.body) } });
  return draftOf('timestamp', new Timestamp({ version, specVersion: SPEC, expires: moment(expires), snapshotMeta, unrecognizedFields: { 'x-foyer-signed-at': moment(signedAt) } }));
}

export function signDraft(draft: Draft, keys: readonly SigningKey[]): { keyid: string; sig: string }[] {
  const bytes = canonical(parse(draft.role, JSON.stringify({ signatures: [], signed: JSON.parse(draft.signed) as unknown })));
  return keys.map((key) => ({ keyid: key.keyid, sig: key.sign(bytes) }));
}
/** The file as kiosks read it. */
export function assemble(draft: Draft, signatures: readonly { keyid: string; sig: string }[]): string {
  return JSON.stringify({ signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })), signed: JSON.parse(draft.signed) as unknown });
}
/** Reads a file that was signed elsewhere. Throws Fault `message-malformed`. */
export function disassemble(body: string): { draft: Draft; signatures: { keyid: string; sig: string }[] } {
  let role: unknown;
  try { role = (JSON.parse(body) as { signed?: { _type?: unknown } }).signed?._type; } catch { role = undefined; }
  if (!ROLE_NAMES.includes(role as SignedRole)) throw new Fault('message-malformed', 'This is not metadata of a content repository.', 'Give the file that `foyer hub sign` has written.');
  const metadata = parse(role as SignedRole, body);
  return { draft: draftOf(role as SignedRole, metadata.signed), signatures: Object.values(metadata.signatures).map(({ keyID, sig }) => ({ keyid: keyID, sig })) };
}

/** Which signatures of the draft are good ones of keys that this root names for the role, and how many it asks for. */
export function judge(rootBody: string, draft: Draft, signatures: readonly { keyid: string; sig: string }[]): { good: { keyid: string; sig: string }[]; needed: number } {
  const root = parse('root', rootBody).signed as Root;
  const role = root.roles[draft.role];
  if (!role) return { good: [], needed: 1 };
  const good = signatures.filter((signature, index) => {
    const key = root.keys[signature.keyid];
    if (!key || !role.keyIDs.includes(signature.keyid) || signatures.findIndex((other) => other.keyid === signature.keyid) !== index) return false;
    try {
      key.verifySignature(parse(draft.role, assemble(draft, [signature])));
      return true;
    } catch {
      return false;
    }
  });
  return { good, needed: role.threshold };
}

export function rolesOf(rootBody: string): AllRoleKeys {
  const root = parse('root', rootBody).signed as Root;
  const of = (role: SignedRole): RoleKeys => ({
    threshold: root.roles[role]?.threshold ?? 1,
    keys: (root.roles[role]?.keyIDs ?? []).map((keyid) => ({ role, keyid, public: root.keys[keyid]?.keyVal['public'] ?? '' })),
  });
  return { root: of('root'), targets: of('targets'), snapshot: of('snapshot'), timestamp: of('timestamp') };
}
export function facts(role: SignedRole, body: string): { version: number; expires: number; targets: Record<string, string>; signedAt: number | null } {
  const { signed } = parse(role, body);
  const at = Date.parse(String(signed.unrecognizedFields['x-foyer-signed-at'] ?? ''));
  return {
    version: signed.version, expires: Date.parse(signed.expires), signedAt: Number.isNaN(at) ? null : at,
    targets: signed instanceof Targets ? Object.fromEntries(Object.values(signed.targets).map((target) => [target.path, target.hashes['sha256'] ?? ''])) : {},
  };
}
