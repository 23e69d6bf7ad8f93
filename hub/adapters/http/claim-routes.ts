// Letting kiosks in and out: a kiosk asks and gets a code, staff approve by it; removal, release from quarantine, and the
// change of keys on both sides. A kiosk is known here by the key that its TLS connection has proven.
import { createHash, createPublicKey, createVerify } from 'node:crypto';
import { z } from 'zod';
import type { Claim, Claims, LookResult } from '../../core/claims.ts';
import { plainCode } from '../../core/claims.ts';
import type { KioskIdentity } from '../../core/kiosk-identity.ts';
import type { KioskKeyStore } from '../../core/kiosk-identity-port.ts';
import { kioskName } from '../../core/kiosk-name.ts';
import type { Clock } from '../../core/ports.ts';
import type { RemoteCommands } from '../../core/remote-commands.ts';
import { coversKiosk } from '../../core/scope.ts';
import type { HubKeyring } from '../../core/hub-keyring.ts';
import { kioskOf } from './kiosk-proof.ts';
import { problem, type Route, type RouteReply, route } from './route.ts';

const Part = z.string().regex(/^[a-z0-9-]{1,40}$/, 'lower-case letters, digits and hyphens, at most 40');
const Code = z.string().min(4).max(20);

const NO_TLS = (): RouteReply => problem('conflict', 'This hub does not speak TLS, so a kiosk cannot prove its key to it.', 'Start the hub with --tls on, and the kiosk with https://.');
const NO_KEY = (): RouteReply => problem('not-signed-in', 'No key was shown.', 'Ask over TLS with the kiosk\'s own certificate.');
const tooMany = (seconds: number): RouteReply => problem('not-allowed', 'Too many tries.', `Try again in ${seconds} seconds.`, { status: 429, headers: { 'retry-after': String(seconds) } });
const wrong = (result: Exclude<LookResult, { outcome: 'found' }>): RouteReply => result.outcome === 'too-many' ? tooMany(result.retryAfterSeconds)
  : problem('not-found', 'No kiosk waits with this code.', 'Read it again from the kiosk\'s screen; it changes after 15 minutes and after it was used.');

export function claimRoutes(parts: {
  claims: Claims; identity: KioskIdentity; keys: KioskKeyStore; commands: RemoteCommands; clock: Clock; hub: HubKeyring | null;
  /** Where kiosks connect. */
  mqttPort(): number;
  /** A kiosk of a tenant that may be new here was let in. */
  admitted(tenant: string): void;
}): Route[] {
  const { claims, identity, keys, hub } = parts;
  const secondsLeft = (claim: Claim): number => Math.max(0, Math.ceil((claim.expiresAt - parts.clock.now()) / 1000));
  const shown = (claim: Claim): Record<string, unknown> => ({ key: claim.key, remote: claim.remote, wish: claim.wish, askedAt: claim.askedAt, expiresInSeconds: secondsLeft(claim), hub: hub?.pin() ?? null });
  const waiting = (claim: Claim): RouteReply => ({ json: { state: 'waiting', code: claim.code, expiresInSeconds: secondsLeft(claim), hub: hub?.pin() ?? '' } });

  async function standing(key: string): Promise<RouteReply> {
    const open = claims.waiting(key);
    if (open) return waiting(open);
    const owner = await identity.ownerOf(key);
    if (!owner) return { json: { state: 'unknown' } };
    const shut = await identity.shutOut(kioskName(owner));
    if (shut) return { json: { state: shut.state, reason: shut.reason, address: owner } };
    return { json: { state: 'admitted', address: owner, mqttPort: parts.mqttPort(), pins: hub?.pins() ?? [] } };
  }

  return [
    route({
      method: 'POST', path: '/api/claims', access: 'open', body: z.strictObject({ wish: z.string().max(130).regex(/^[a-z0-9/-]*$/).default('') }), summary: 'A kiosk asks to be let in; the answer is the code that it shows.',
      async handle({ body, clientKey, remote }) {
        if (!hub) return NO_TLS();
        if (clientKey === undefined) return NO_KEY();
        const owner = await identity.ownerOf(clientKey);
        if (owner && !(await identity.shutOut(kioskName(owner)))) return standing(clientKey);
        const asked = claims.ask({ key: clientKey, wish: body.wish, remote });
        return asked.outcome === 'waiting' ? waiting(asked.claim) : tooMany(asked.retryAfterSeconds);
      },
    }),
    route({
      method: 'GET', path: '/api/claims/mine', access: 'open', summary: 'How the hub stands to the kiosk that asks: waiting, admitted, removed, held, unknown.',
      async handle({ clientKey }) { return clientKey === undefined ? hub ? NO_KEY() : NO_TLS() : standing(clientKey); },
    }),
    route({
      method: 'GET', path: '/api/claims', access: 'claim-kiosks', reach: 'filtered', summary: 'Kiosks that wait to be let in, without their codes.',
      async handle({ staff }) {
        // Who waits without a wish may become anybody's; a wish for another tenant is that tenant's business.
        const mine = (wish: string): boolean => staff?.scope === 'all' || wish === '' || wish.split('/')[0] === staff?.scope.tenant;
        return { json: { tls: hub !== null, hub: hub?.pin() ?? null, claims: claims.list().filter((claim) => mine(claim.wish)).map(shown) } };
      },
    }),
    route({
      method: 'POST', path: '/api/claims/look', access: 'claim-kiosks', reach: 'common', body: z.strictObject({ code: Code }), summary: 'Who waits with this code.',
      async handle({ body, staff }) {
        const found = claims.look(body.code, staff?.name ?? '');
        return found.outcome === 'found' ? { json: shown(found.claim) } : wrong(found);
      },
    }),
    route({
      method: 'POST', path: '/api/claims/approve', access: 'claim-kiosks', reach: 'filtered', body: z.strictObject({ code: Code, tenant: Part, site: Part, kiosk: Part, replace: z.boolean().default(false) }), summary: 'Lets the kiosk with this code in, under this name.',
      async handle({ body, staff }) {
        const { tenant, site, kiosk } = body;
        const address = { tenant, site, kiosk };
        if (!staff || (staff.scope !== 'all' && !coversKiosk(staff.scope, kioskName(address)))) return problem('not-allowed', 'That name is not one of your kiosks.', 'Choose a tenant and site that you look after.');
        const result = await claims.approve(plainCode(body.code), address, staff.name, body.replace);
        if (result.outcome === 'taken') return problem('conflict', `There is a kiosk ${kioskName(address)} already.`, 'Choose another name, or say that this machine replaces it (its old key stops working).', { fields: { taken: kioskName(address) } });
        if (result.outcome !== 'approved') return result.outcome === 'found' ? problem('internal', 'The claim was not settled.', 'Try again.') : wrong(result);
        parts.admitted(tenant);
        return { status: 201, json: { kiosk: kioskName(address), address, key: result.claim.key, remote: result.claim.remote } };
      },
    }),
    route({
      method: 'POST', path: '/api/claims/refuse', access: 'claim-kiosks', reach: 'common', body: z.strictObject({ code: Code }), summary: 'Sends the kiosk with this code away.',
      async handle({ body, staff }) {
        const found = await claims.refuse(body.code, staff?.name ?? '');
        return found.outcome === 'found' ? { json: {} } : wrong(found);
      },
    }),
    route({
      method: 'GET', path: '/api/identities', access: 'see-fleet', reach: 'filtered', summary: 'Keys of kiosks, and which are removed or held.',
      async handle({ staff }) {
        const mine = (row: { kiosk: string }): boolean => staff !== null && (staff.scope === 'all' || coversKiosk(staff.scope, row.kiosk));
        return { json: { hub: hub && { pin: hub.pin(), next: hub.nextPin() }, keys: (await keys.keys()).filter(mine), shutOut: (await keys.allShutOut()).filter(mine) } };
      },
    }),
    route({
      method: 'POST', path: '/api/kiosks/:kiosk/revoke', access: 'revoke-kiosks', body: z.strictObject({ reason: z.string().max(300).default('') }), summary: 'Removes a kiosk: its connection is cut and its key is worth nothing.',
      async handle({ params, body, staff }) {
        const done = await identity.revoke(params['kiosk'] ?? '', staff?.name ?? '', body.reason);
        return done ? { json: {} } : problem('not-found', 'There is no such kiosk here.', 'Write its whole name: tenant.site.kiosk.');
      },
    }),
    route({
      method: 'POST', path: '/api/kiosks/:kiosk/release', access: 'claim-kiosks', body: z.strictObject({}), summary: 'Lets a held kiosk in again, when the second machine has been found.',
      async handle({ params, staff }) {
        const done = await identity.release(params['kiosk'] ?? '', staff?.name ?? '');
        return done === 'released' ? { json: {} } : problem('conflict', 'This kiosk is not held.', 'A removed kiosk comes back by a new claim.');
      },
    }),
    route({
      method: 'POST', path: '/api/kiosks/:kiosk/rotate-key', access: 'operate-kiosks', body: z.strictObject({}), summary: 'Asks a kiosk for a new key; the old one holds until the new one has been used.',
      async handle({ params, staff }) {
        const result = await parts.commands.send(params['kiosk'] ?? '', { name: 'rotate-key', args: {} }, staff?.name ?? '');
        if (result.outcome === 'done' || result.outcome === 'sent') return { status: 202, json: result };
        return problem('conflict', result.outcome === 'refused' ? `The kiosk did not do it: ${result.detail}.` : 'The kiosk is not connected.', 'Try again when it is online.');
      },
    }),
    route({
      method: 'POST', path: '/api/kiosk/next-key', access: 'kiosk-or-staff', body: z.strictObject({ spki: z.string().max(400), signature: z.string().max(400) }), summary: 'A kiosk introduces the key that it will use next.',
      async handle({ body, clientKey, authorization, remote }) {
        const address = await kioskOf({ authorization, clientKey, remote }, identity);
        if (!address) return problem('not-signed-in', 'Only a kiosk with a valid key can introduce the next one.', 'Show the present key over TLS.');
        const spki = Buffer.from(body.spki, 'base64');
        const key = createHash('sha256').update(spki).digest('hex');
        let agrees = false;
        try {
          agrees = createVerify('SHA256').update(`foyer next key of ${kioskName(address)}`).verify(createPublicKey({ key: spki, format: 'der', type: 'spki' }), body.signature, 'base64');
        } catch { agrees = false; } // not a key at all
        if (!agrees) return problem('not-allowed', 'The owner of the next key has not agreed.', 'Sign with the next key.');
        const owner = await identity.ownerOf(key);
        if (owner && kioskName(owner) !== kioskName(address)) return problem('conflict', 'This key belongs to another kiosk.', 'Make a key of its own.');
        if (!owner || clientKey !== key) await identity.introduce(kioskName(address), key);
        return { json: { key } };
      },
    }),
    route({
      method: 'POST', path: '/api/hub/key', access: 'edit-hub', body: z.strictObject({ step: z.enum(['announce', 'switch']) }), summary: 'Changes the hub\'s own key: first the next one is announced to all kiosks, later it is used.',
      async handle({ body, staff }) {
        if (!hub) return NO_TLS();
        if (body.step === 'announce') return { json: { pin: hub.pin(), next: await hub.announceNext(staff?.name) } };
        return { json: { pin: await hub.switchToNext(staff?.name), next: null } };
      },
    }),
    route({
      method: 'GET', path: '/api/hub/key-chain', access: 'open', summary: 'How each key of the hub has handed over to the next, signed by the one before: for kiosks that were away meanwhile.',
      async handle() { return hub ? { json: hub.chain() } : NO_TLS(); },
    }),
    route({
      method: 'POST', path: '/api/hub/key/exclude', access: 'edit-hub', body: z.strictObject({ pin: z.string().regex(/^[0-9a-f]{64}$/) }), summary: 'Shuts out an earlier key of the hub that somebody else may have: kiosks are told, and it can vouch for nothing any more.',
      async handle({ body, staff }) {
        if (!hub) return NO_TLS();
        await hub.exclude(body.pin, staff?.name);
        return { json: { pin: hub.pin(), excluded: hub.chain().excluded } };
      },
    }),
  ];
}

