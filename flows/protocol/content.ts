// A pack on the wire: one JSON document of its files, named by the SHA-256 of its bytes.
import { z } from 'zod';

/** path inside the pack (`knowledge/hours.yaml`) -> text. Paths hold no `..`, no leading slash. */
export const Bundle = z.record(z.string().regex(/^(?!.*\.\.)[a-z0-9][a-z0-9./-]*\.yaml$/), z.string().max(1_000_000));
export type Bundle = z.infer<typeof Bundle>;

/** The bytes that are hashed: files sorted by path, so that equal packs have equal hashes. */
export function bundleText(files: Bundle): string {
  return JSON.stringify(Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** What a signed release holds, as one TUF target `releases/{pack}/{version}.json`; the files stand under their hashes. */
export const ReleaseManifest = z.looseObject({
  v: z.literal(1),
  pack: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,9}$/),
  /** SHA-256 of the whole as one bundle, as the desired document names the release. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
  files: z.array(z.object({
    path: z.string().regex(/^(?!.*\.\.)[a-z0-9][a-z0-9./-]*\.yaml$/),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().nonnegative().max(4_000_000),
  })).min(1).max(5000),
});
export type ReleaseManifest = z.infer<typeof ReleaseManifest>;

/** The name of a release's manifest in the signed metadata. */
export function manifestPath(release: { pack: string; version: string }): string {
  return `releases/${release.pack}/${release.version}.json`;
}
