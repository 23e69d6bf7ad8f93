// Releases of a store that is older than the signed repository: they are added to it once, at the start.
import { Bundle, manifestPath } from '../../flows/protocol/content.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import type { ContentStore } from './ports.ts';
import type { ReleaseStore } from './release-store-port.ts';

export async function earlierReleases(content: ContentStore, store: Pick<ReleaseStore, 'manifest'>): Promise<{ release: PackRelease; files: Record<string, string> }[]> {
  const found: { release: PackRelease; files: Record<string, string> }[] = [];
  for (const { name } of await content.packs()) {
    for (const { release } of await content.releases(name)) {
      if (await store.manifest(manifestPath(release))) continue;
      const bundle = Bundle.safeParse(JSON.parse(await content.bundle(release.sha256) ?? 'null'));
      if (bundle.success) found.push({ release, files: bundle.data });
    }
  }
  return found;
}
