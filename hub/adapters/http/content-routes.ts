// What kiosks install, over HTTP: signed metadata by name, files by the hash of their bytes (whole or a part of them), and
// whole bundles for kiosks of the version before. Everything but the metadata's timestamp never changes.
import type { KioskIdentity } from '../../core/kiosk-identity.ts';
import type { ContentStore } from '../../core/ports.ts';
import type { PackAccess } from '../../core/pack-access.ts';
import type { SignedRepository } from '../../core/release-signing.ts';
import { kioskOf } from './kiosk-proof.ts';
import { problem, type Route, type RouteReply, type RouteRequest, route } from './route.ts';

const MOST_SEEN = 10_000;
const FOREVER = 'private, max-age=31536000, immutable';
const METADATA = /^(timestamp|[1-9][0-9]{0,8}\.(root|targets|snapshot))\.json$/;

/** The whole, or the part that `Range: bytes=N-` (or `N-M`) asks for; other forms get the whole, as RFC 9110 allows. */
export function ranged(text: string, etag: string, request: Pick<RouteRequest, 'range' | 'ifNoneMatch'>): RouteReply {
  const headers = { 'cache-control': FOREVER, 'etag': `"${etag}"`, 'accept-ranges': 'bytes' };
  if (request.ifNoneMatch === `"${etag}"`) return { status: 304, headers, bytes: Buffer.alloc(0) };
  const bytes = Buffer.from(text, 'utf8');
  const match = /^bytes=(\d{1,12})-(\d{1,12})?$/.exec(request.range ?? '');
  if (!match) return { headers, bytes };
  const [from, to] = [Number(match[1]), Math.min(Number(match[2] ?? bytes.length - 1), bytes.length - 1)];
  if (from >= bytes.length || to < from) return problem('usage', `There are only ${bytes.length} bytes.`, 'Ask for a part of them.', { status: 416, headers: { 'content-range': `bytes */${bytes.length}` } });
  return { status: 206, headers: { ...headers, 'content-range': `bytes ${from}-${to}/${bytes.length}` }, bytes: bytes.subarray(from, to + 1) };
}

export function contentRoutes(parts: { content: ContentStore; repository: SignedRepository; identity: KioskIdentity; access: PackAccess; packsOf(sha256: string): Promise<string[]> }): Route[] {
  const seen = new Map<string, readonly string[]>(); // hash -> packs it stands in; a pack that comes later is looked for again
  /** Asks the store only for what is new or was not enough: a release goes to thousands of kiosks at once. */
  async function given(as: { may(packs: readonly string[]): Promise<boolean> }, hash: string, look: (hash: string) => Promise<string[]>): Promise<boolean> {
    const kept = seen.get(hash);
    if (kept && await as.may(kept)) return true;
    const packs = await look(hash);
    if (seen.size > MOST_SEEN) seen.clear();
    if (packs.length > 0) seen.set(hash, packs);
    return as.may(packs);
  }
  /** A refusal, or what of the packs (by their keys) whoever asks may have: an enrolled kiosk, or one of the staff. */
  async function asker(request: RouteRequest): Promise<{ refused: RouteReply } | { may(packs: readonly string[]): Promise<boolean> }> {
    const { staff } = request;
    if (staff) return { may: (packs) => parts.access.staffMay(staff, packs) };
    const kiosk = await kioskOf(request, parts.identity);
    if (kiosk) return { may: async (packs) => parts.access.kioskMay(kiosk.tenant, packs) };
    return { refused: problem('not-signed-in', 'Content is given to enrolled kiosks only.', 'Show the kiosk\'s key over TLS, or send its name and secret as HTTP basic credentials.', { headers: { 'www-authenticate': 'Basic realm="foyer"' } }) };
  }
  return [
    route({
      method: 'GET', path: '/content/tuf/:name', access: 'kiosk-or-staff', summary: 'Signed metadata (TUF) by its name, beginning with timestamp.json.',
      async handle(request) {
        const as = await asker(request);
        if ('refused' in as) return as.refused;
        const name = request.params['name'] ?? '';
        const body = METADATA.test(name) ? await parts.repository.metadata(name) : undefined;
        if (body === undefined) return problem('not-found', 'There is no metadata of this name here.', 'Begin with timestamp.json.');
        return { text: body, type: 'application/json', headers: { 'cache-control': name === 'timestamp.json' ? 'no-cache' : FOREVER } };
      },
    }),
    route({
      method: 'GET', path: '/content/files/:sha256', access: 'kiosk-or-staff', summary: 'A file of a release, or a part of it by Range, by the hash of its bytes.',
      async handle(request) {
        const as = await asker(request);
        if ('refused' in as) return as.refused;
        const hash = request.params['sha256'] ?? '';
        // What is another tenant's is not there, also for those who have read its hash in the signed metadata.
        const text = await given(as, hash, parts.packsOf) ? await parts.repository.file(hash) : undefined;
        return text === undefined ? problem('not-found', 'There is no file of this hash here.', 'Ask for the ones that a signed manifest names.') : ranged(text, hash, request);
      },
    }),
    route({
      method: 'GET', path: '/content/:sha256', access: 'kiosk-or-staff', summary: 'A whole bundle by its hash, for kiosks of the version before.',
      async handle(request) {
        const as = await asker(request);
        if ('refused' in as) return as.refused;
        const hash = request.params['sha256'] ?? '';
        const text = await given(as, `bundle ${hash}`, () => parts.content.packsOfBundle(hash)) ? await parts.content.bundle(hash) : undefined;
        if (text === undefined) return problem('not-found', 'There is no bundle of this hash here.', 'Ask for the one that the desired document names.');
        return { text, type: 'application/json', headers: { 'cache-control': FOREVER, 'etag': `"${hash}"` } };
      },
    }),
  ];
}
