// What kiosks install, over HTTP: signed metadata by name, files by the hash of their bytes (whole or a part of them), and
// whole bundles for kiosks of the version before. Everything but the metadata's timestamp never changes.
import type { KioskIdentity } from '../../core/kiosk-identity.ts';
import type { ContentStore } from '../../core/ports.ts';
import type { SignedRepository } from '../../core/release-signing.ts';
import { kioskOf } from './kiosk-proof.ts';
import { problem, type Route, type RouteReply, type RouteRequest, route } from './route.ts';

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

export function contentRoutes(parts: { content: ContentStore; repository: SignedRepository; identity: KioskIdentity }): Route[] {
  /** A refusal, or nothing when this is an enrolled kiosk or one of the staff. */
  async function refusal(request: RouteRequest): Promise<RouteReply | undefined> {
    if (request.staff || await kioskOf(request, parts.identity)) return undefined;
    return problem('not-signed-in', 'Content is given to enrolled kiosks only.', 'Show the kiosk\'s key over TLS, or send its name and secret as HTTP basic credentials.', { headers: { 'www-authenticate': 'Basic realm="foyer"' } });
  }
  return [
    route({
      method: 'GET', path: '/content/tuf/:name', access: 'kiosk-or-staff', summary: 'Signed metadata (TUF) by its name, beginning with timestamp.json.',
      async handle(request) {
        const refused = await refusal(request);
        if (refused) return refused;
        const name = request.params['name'] ?? '';
        const body = METADATA.test(name) ? await parts.repository.metadata(name) : undefined;
        if (body === undefined) return problem('not-found', 'There is no metadata of this name here.', 'Begin with timestamp.json.');
        return { text: body, type: 'application/json', headers: { 'cache-control': name === 'timestamp.json' ? 'no-cache' : FOREVER } };
      },
    }),
    route({
      method: 'GET', path: '/content/files/:sha256', access: 'kiosk-or-staff', summary: 'A file of a release, or a part of it by Range, by the hash of its bytes.',
      async handle(request) {
        const refused = await refusal(request);
        if (refused) return refused;
        const hash = request.params['sha256'] ?? '';
        const text = await parts.repository.file(hash);
        return text === undefined ? problem('not-found', 'There is no file of this hash here.', 'Ask for the ones that a signed manifest names.') : ranged(text, hash, request);
      },
    }),
    route({
      method: 'GET', path: '/content/:sha256', access: 'kiosk-or-staff', summary: 'A whole bundle by its hash, for kiosks of the version before.',
      async handle(request) {
        const refused = await refusal(request);
        if (refused) return refused;
        const hash = request.params['sha256'] ?? '';
        const text = await parts.content.bundle(hash);
        if (text === undefined) return problem('not-found', 'There is no bundle of this hash here.', 'Ask for the one that the desired document names.');
        return { text, type: 'application/json', headers: { 'cache-control': FOREVER, 'etag': `"${hash}"` } };
      },
    }),
  ];
}
