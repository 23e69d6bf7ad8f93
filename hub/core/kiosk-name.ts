// A kiosk's one name in the hub: `tenant.site.kiosk`. It is the MQTT client id, the user name and the key in the store.
import type { KioskAddress } from '../../flows/protocol/topics.ts';

const PART = /^[a-z0-9-]{1,40}$/;

/** `acme.hall.kiosk-1` */
export function kioskName(address: KioskAddress): string {
  return `${address.tenant}.${address.site}.${address.kiosk}`;
}

/** The address behind a name; undefined when it is not three parts of lower-case letters, digits and hyphens. */
export function parseKioskName(name: string): KioskAddress | undefined {
  const [tenant, site, kiosk, ...rest] = name.split('.');
  if (tenant === undefined || site === undefined || kiosk === undefined || rest.length > 0) return undefined;
  return [tenant, site, kiosk].every((part) => PART.test(part)) ? { tenant, site, kiosk } : undefined;
}
