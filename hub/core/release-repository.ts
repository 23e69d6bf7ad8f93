// The signed side of content: what kiosks may install is what stands in the repository's signed metadata, and nothing else.
import type { PackRelease } from '../../flows/protocol/fleet.ts';

export type SigningState =
  /** In signed, fresh metadata: kiosks may install it. */
  | { readonly state: 'signed' }
  /** The signing key lives elsewhere: the metadata waits until `needed` signatures have been brought in. */
  | { readonly state: 'awaiting-signature'; readonly needed: number; readonly have: number };

export interface ReleaseRepository {
  start(): Promise<void>;
  stop(): void;
  /** Adds the release's files and manifest; signs at once where the hub holds the key. The same release twice changes nothing. */
  add(release: PackRelease, files: Readonly<Record<string, string>>): Promise<SigningState>;
  state(release: PackRelease): Promise<SigningState | undefined>;
  /** Called once for each release that has become signed since. Returns unsubscribe. */
  onSigned(listener: (release: PackRelease) => void): () => void;
}
