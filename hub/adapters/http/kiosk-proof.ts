// Which kiosk asks over HTTP: the one whose key the TLS connection has proven, or whose name and secret the request carries.
import type { KioskIdentity } from '../../core/kiosk-identity.ts';
import { parseKioskName } from '../../core/kiosk-name.ts';
import type { KioskAddress } from '../../../flows/protocol/topics.ts';
import type { RouteRequest } from './route.ts';

/** Reads `Authorization: Basic` as a kiosk's name and secret. */
function basic(header: string | undefined): { name: string; secret: string } | undefined {
  const match = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '');
  if (!match?.[1]) return undefined;
  const text = Buffer.from(match[1], 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { name: text.slice(0, colon), secret: text.slice(colon + 1) };
}

/** undefined: nobody that the hub lets in (also a kiosk that is removed or held). */
export async function kioskOf({ authorization, clientKey, remote }: Pick<RouteRequest, 'authorization' | 'clientKey' | 'remote'>, identity: KioskIdentity): Promise<KioskAddress | undefined> {
  const given = basic(authorization);
  const address = given ? parseKioskName(given.name) : clientKey === undefined ? undefined : await identity.ownerOf(clientKey);
  return address && await identity.holds({ address, remote, password: given?.secret, key: clientKey }) ? address : undefined;
}
