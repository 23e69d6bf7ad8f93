// What a hub offers around its signed repository: reading it over HTTP, and signatures that come from another machine.
import type { ReleaseRepository, SigningState } from './release-repository.ts';
import type { SignedRole } from './release-store-port.ts';

export interface RoleStatus {
  readonly role: SignedRole; readonly version: number; readonly expires: number; readonly threshold: number;
  /** `here`: this hub can sign with it. */
  readonly keys: readonly { readonly keyid: string; readonly here: boolean }[];
}
export interface WaitingMetadata { readonly role: SignedRole; readonly version: number; readonly needed: number; readonly have: number; readonly body: string }

export interface SignedRepository extends ReleaseRepository {
  /** A metadata file by its name (`timestamp.json`, `3.targets.json`). */
  metadata(name: string): Promise<string | undefined>;
  /** A manifest or a pack file by the hash of its bytes. */
  file(sha256: string): Promise<string | undefined>;
  status(): Promise<RoleStatus[]>;
  /** What waits for signatures from elsewhere, with those it has. */
  waiting(): Promise<WaitingMetadata[]>;
  /** Takes signatures made elsewhere. Throws Fault `conflict` when they are for something else than what waits, `not-allowed` when none of them counts. */
  bring(body: string): Promise<SigningState>;
}
