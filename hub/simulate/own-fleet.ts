// A hub of the simulation's own together with the kiosks that it knows: by secrets on plain lines, or over TLS by keys of their own
// that are let in by claims, as real kiosks are.
import { readFileSync } from 'node:fs';
import { Fault } from '../../flows/protocol/faults.ts';
import { createAsker } from './hub-line.ts';
import { claimKiosks, signIn } from './kiosk-identities.ts';
import { makeCredentials, type OwnHub, type Shown, startOwnHub } from './own-hub.ts';

export interface OwnFleet { readonly hub: OwnHub; readonly http: string; readonly pin: string | null; readonly credentials: readonly Shown[] }

/** Throws a Fault when the hub does not come up or a kiosk is not let in; then nothing is left running. */
export async function startOwnFleet(options: { count: number; tls: boolean; tenant?: string; packs?: readonly string[]; parentFolder?: string; progress?(done: number): void }): Promise<OwnFleet> {
  const { count, tls, tenant = 'sim', packs = [], parentFolder } = options;
  const named = makeCredentials(count, tenant);
  const hub = await startOwnHub({ credentials: tls ? [] : named, packs, ...(parentFolder === undefined ? {} : { parentFolder }), ...(tls ? { flags: ['--tls', 'on'] } : {}) });
  const { pin } = hub;
  const http = `http${pin === null ? '' : 's'}://127.0.0.1:${hub.http}`;
  if (pin === null) return { hub, http, pin, credentials: named };
  try {
    const { users } = JSON.parse(readFileSync(hub.staffFile, 'utf8')) as { users: { name: string; password: string; roles: string[] }[] };
    const user = users.find(({ roles }) => roles.includes('operator') && !roles.includes('system-admin'));
    if (!user) throw new Fault('internal', 'The hub has nobody who may claim kiosks.', 'Look at its staff file.', { where: hub.staffFile });
    const asker = createAsker({ url: http, pin });
    const staff = await signIn(asker, user).finally(() => asker.close());
    const addresses = named.map(({ secret: _secret, ...address }) => address);
    return { hub, http, pin, credentials: await claimKiosks({ url: http, pin, staff, addresses, ...(options.progress ? { progress: options.progress } : {}) }) };
  } catch (error) {
    await hub.stop();
    throw error;
  }
}
