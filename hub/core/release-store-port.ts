// What the signed repository keeps, as its core sees it: files by hash, manifests, metadata, and what waits for signatures.
import type { PackRelease } from '../../flows/protocol/fleet.ts';

export type SignedRole = 'root' | 'targets' | 'snapshot' | 'timestamp';

export interface StoredFile { readonly sha256: string; readonly bytes: number; readonly body: string }
export interface StoredManifest { readonly path: string; readonly release: PackRelease; readonly sha256: string; readonly bytes: number }
export interface StoredMetadata { readonly name: string; readonly role: SignedRole; readonly version: number; readonly body: string }
/** The part that gets signed, as JSON; `digest` names exactly these bytes. */
export interface PendingMetadata { readonly role: SignedRole; readonly version: number; readonly digest: string; readonly signed: string }

export interface ReleaseStore {
  file(sha256: string): Promise<string | undefined>;
  /** In releases of which packs a file stands. */
  packsOf(sha256: string): Promise<string[]>;
  manifests(): Promise<StoredManifest[]>;
  manifest(path: string): Promise<StoredManifest | undefined>;
  metadata(name: string): Promise<string | undefined>;
  /** The newest of a role. */
  latest(role: SignedRole): Promise<StoredMetadata | undefined>;
  pending(role: SignedRole): Promise<PendingMetadata | undefined>;
  signatures(digest: string): Promise<{ keyid: string; sig: string }[]>;
  /** One durable transaction. Throws Fault `conflict` when a version was written by another process meanwhile. */
  save(change: {
    readonly at: number;
    readonly files?: readonly StoredFile[];
    readonly manifests?: readonly StoredManifest[];
    readonly metadata?: readonly StoredMetadata[];
    readonly pending?: readonly PendingMetadata[];
    readonly settled?: readonly SignedRole[]; // no longer pending
    readonly signatures?: readonly { digest: string; keyid: string; sig: string }[];
  }): Promise<void>;
}
