// A pack on the wire: one JSON document of its files, named by the SHA-256 of its bytes.
import { z } from 'zod';

/** path inside the pack (`knowledge/hours.yaml`) -> text. Paths hold no `..`, no leading slash. */
export const Bundle = z.record(z.string().regex(/^(?!.*\.\.)[a-z0-9][a-z0-9./-]*\.yaml$/), z.string().max(1_000_000));
export type Bundle = z.infer<typeof Bundle>;

/** The bytes that are hashed: files sorted by path, so that equal packs have equal hashes. */
export function bundleText(files: Bundle): string {
  return JSON.stringify(Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))));
}
