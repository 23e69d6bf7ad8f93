// Where signed releases come from, as the kiosk's core sees it: the hub over HTTP, or a folder on a USB stick.
import type { PackRelease } from '../../flows/protocol/fleet.ts';

/** How a source is reached. Rejects with a Fault when it cannot be. */
export interface ContentTransport {
  /** For messages: an address or a folder. */
  readonly where: string;
  /** The peer has proven that it is this kiosk's hub. */
  readonly proven: boolean;
  /** null: there is no metadata of this name. More than `maxBytes` rejects. */
  metadata(name: string, maxBytes: number): Promise<Uint8Array | null>;
  /** A file's bytes from `from` on, or (`from` 0 in the reply) all of them when the peer knows no ranges. */
  file(sha256: string, from: number, signal: AbortSignal): Promise<{ from: number; chunks: AsyncIterable<Uint8Array> }>;
  /** The peer's own clock in ms, where it has told one. */
  time(): number | null;
}

/** Verified content of a release, whole. */
export interface ReleaseSource {
  /**
   * The files of a release that stands in the signed metadata; `have` gives bytes that are on this disk already.
   * Resolves with null when this hub is of the version before and has no signed metadata, and none was ever trusted.
   * `signal`: nobody waits for it any more.
   * @throws Fault content-untrusted, content-expired, checksum-wrong, download-broken, message-too-large, hub-unreachable, disk-full
   */
  fetch(release: PackRelease, transport: ContentTransport, have: (sha256: string) => Promise<string | undefined>, signal?: AbortSignal): Promise<Record<string, string> | null>;
  /** Bytes that were moved since the start, for the record. */
  moved(): number;
}
