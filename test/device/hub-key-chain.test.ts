// A hub that answers with another key than the believed one: followed when the keys before it have signed that it is the same
// hub, and never otherwise. Real keys, a real TLS server in the hub's place.
import { createPrivateKey, createPublicKey, createSign } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHubLine } from '../../device/adapters/tls-hub-line.ts';
import { createKnownHubFile, openKioskKeys } from '../../device/adapters/x509-kiosk-keys.ts';
import type { KeyRing } from '../../device/core/hub-access-port.ts';
import { createHubTrust, type HubTrust } from '../../device/core/hub-trust.ts';
import { handoverText, type KeyChain, type KeyHandover } from '../../flows/protocol/hub-key.ts';
import { type HubTls, openHubKeys } from '../../hub/adapters/x509-hub-keys.ts';

const base = mkdtempSync(join(tmpdir(), 'foyer-chain-'));
const ADDRESS = { tenant: 'acme', site: 'hall', kiosk: 'a1' };
const servers: Server[] = [];
let keys: [HubTls, HubTls, HubTls]; // the hub's first, second and third
let thief: HubTls;
let chain: KeyChain;
let ring: KeyRing;
let kiosks = 0;

beforeAll(async () => {
  const hub = await openHubKeys({ folder: made('hub') });
  const first = hub.current;
  await hub.prepare();
  const second = await hub.switch();
  const again = await openHubKeys({ folder: join(base, 'hub') }); // the hub was restarted in between
  await again.prepare();
  keys = [first, second, await again.switch()];
  chain = again.chain();
  thief = (await openHubKeys({ folder: made('thief') })).current;
  ring = await openKioskKeys({ folder: made('ring') });
});
afterEach(async () => { for (const server of servers.splice(0)) { server.closeAllConnections(); await new Promise((resolve) => server.close(resolve)); } });
afterAll(() => { rmSync(base, { recursive: true, force: true }); });

function made(name: string): string { return mkdirSync(join(base, name), { recursive: true }) ?? ''; }

interface Answering { url: string; asked: string[]; shown: number }
/** Answers in the hub's place with this key and this chain; counts who showed a certificate. */
async function answering(as: HubTls, told: unknown): Promise<Answering> {
  const seen: Answering = { url: '', asked: [], shown: 0 };
  const server = createServer({ key: as.key, cert: as.cert, requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.3' }, (request, response) => {
    seen.asked.push(request.url ?? '');
    if (Object.keys((request.socket as TLSSocket).getPeerCertificate()).length > 0) seen.shown += 1;
    if (request.url !== '/api/hub/key-chain') return void response.end('{}');
    response.end(typeof told === 'string' ? told : JSON.stringify(told));
  });
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
  seen.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return seen;
}
/** A kiosk that believes `pin` at this address. */
function kioskAt(url: string, pin: string, excluded?: string[]): { trust: HubTrust; line: ReturnType<typeof createHubLine>; folder: string; followed: number[] } {
  const folder = mkdtempSync(join(base, `kiosk-${kiosks += 1}-`));
  createKnownHubFile(folder).write({ http: url, mqtt: url.replace('https:', 'mqtts:'), pins: [pin], address: ADDRESS, ...(excluded ? { excluded } : {}) });
  const trust = createHubTrust({ given: null, file: createKnownHubFile(folder), ring: () => ring, name: ADDRESS, problem: (error) => { throw error; } });
  const followed: number[] = [];
  return { trust, folder, followed, line: createHubLine({ trust, followed: (_key, handovers) => followed.push(handovers) }) };
}
function sign(by: HubTls, said: Pick<KeyHandover, 'from' | 'to' | 'at'>, as = by): KeyHandover {
  return {
    ...said, spki: createPublicKey(createPrivateKey(as.key)).export({ type: 'spki', format: 'der' }).toString('base64'),
    signature: createSign('SHA256').update(handoverText(said)).sign(by.key, 'base64'),
  };
}

describe('a kiosk that was away while its hub changed its key', () => {
  it('follows the chain to the key that answers, keeps it, and has shown its own key to nobody before', async () => {
    const hub = await answering(keys[2], chain);
    const { line, folder, followed } = kioskAt(hub.url, keys[0].pin);
    expect((await line.fetch('/content/tuf/timestamp.json')).status).toBe(200);
    expect([hub.asked, hub.shown, followed]).toEqual([['/api/hub/key-chain', '/content/tuf/timestamp.json'], 1, [2]]);
    expect(createKnownHubFile(folder).read()?.pins).toEqual([keys[2].pin]);
    (await line.openMqtt()).destroy();
    line.stop();
  });

  it('does so for MQTT as well, and from any key on the way', async () => {
    for (const from of [keys[0], keys[1]]) {
      const hub = await answering(keys[2], { ...chain, handovers: chain.handovers.toReversed() });
      const { line } = kioskAt(hub.url, from.pin);
      const socket = await line.openMqtt();
      expect(socket.destroyed).toBe(false);
      socket.destroy();
      line.stop();
    }
  });

  it('stays away from a key to which no signed way leads, whatever it is told', async () => {
    const [first, second] = chain.handovers as [KeyHandover, KeyHandover];
    const to = { from: keys[0].pin, to: thief.pin, at: 1 };
    const told: Record<string, unknown> = {
      'the true chain, which ends elsewhere': chain,
      'its own word': { ...chain, handovers: [...chain.handovers, sign(thief, { ...to, from: thief.pin })] },
      'its own word under the name of the first key': { ...chain, handovers: [sign(thief, to)] },
      'its own word with the public key of the first': { ...chain, handovers: [sign(thief, to, keys[0])] },
      'a true word with another end': { ...chain, handovers: [{ ...first, to: thief.pin }] },
      'a true word with another time': { ...chain, handovers: [{ ...first, at: first.at + 1, to: thief.pin }, second] },
      'nothing': {}, 'no JSON': 'hello', 'no list': { v: 1, handovers: 'all', excluded: [] },
      'without an end': 'x'.repeat(2_000_000),
      'too many': { ...chain, handovers: Array.from({ length: 5000 }, () => first) },
      'no key': { ...chain, handovers: [{ ...first, to: thief.pin, spki: 'AAAA' }] },
    };
    for (const [what, document] of Object.entries(told)) {
      const stranger = await answering(thief, document);
      const { line, folder } = kioskAt(stranger.url, keys[0].pin);
      await expect(line.fetch('/api/kiosk/secret'), what).rejects.toMatchObject({ code: 'hub-refused' });
      await expect(line.openMqtt(), what).rejects.toMatchObject({ code: 'hub-refused' });
      expect([stranger.shown, stranger.asked.filter((path) => path !== '/api/hub/key-chain')], what).toEqual([0, []]);
      expect(createKnownHubFile(folder).read()?.pins, what).toEqual([keys[0].pin]);
      line.stop();
    }
  });

  it('goes no way over a key that is shut out, by the hub\'s list or by what it was told before', async () => {
    for (const [shut, told] of [[keys[1].pin, undefined], [keys[0].pin, undefined], [undefined, keys[1].pin], [undefined, keys[2].pin]] as const) {
      const hub = await answering(keys[2], { ...chain, excluded: shut ? [shut] : [] });
      const { line } = kioskAt(hub.url, keys[0].pin, told ? [told] : undefined);
      await expect(line.openMqtt()).rejects.toMatchObject({ code: 'hub-refused' });
      line.stop();
    }
  });

  it('asks a stranger for its chain now and then, not at each try', async () => {
    const stranger = await answering(thief, chain);
    const { line } = kioskAt(stranger.url, keys[0].pin);
    for (let i = 0; i < 3; i += 1) await expect(line.openMqtt()).rejects.toMatchObject({ code: 'hub-refused' });
    expect(stranger.asked).toEqual(['/api/hub/key-chain']);
    line.stop();
  });
});

describe('a kiosk with a secret and a key of its hub on the command line', () => {
  it('follows as well, at each start anew', async () => {
    const hub = await answering(keys[2], chain);
    for (let start = 0; start < 2; start += 1) {
      const trust = createHubTrust({ given: { address: ADDRESS, http: hub.url, mqtt: hub.url.replace('https:', 'mqtts:'), secret: 'a-secret', pins: [keys[0].pin] }, file: { read: () => null, write: () => undefined }, ring: () => null, name: ADDRESS, problem: () => undefined });
      const line = createHubLine({ trust });
      expect((await line.fetch('/content/tuf/timestamp.json')).status).toBe(200);
      line.stop();
    }
    expect(hub.asked.filter((path) => path === '/api/hub/key-chain')).toHaveLength(2);
  });
});

describe('a key that is shut out', () => {
  it('is believed no more by a kiosk that was told so, now and after a restart', () => {
    const { trust, folder } = kioskAt('https://127.0.0.1:1', keys[0].pin);
    trust.pinsAnnounced([keys[0].pin, keys[1].pin]);
    expect(trust.hub()?.pins).toContain(keys[0].pin);
    trust.pinsAnnounced([keys[1].pin], [keys[0].pin]);
    expect([trust.hub()?.pins, createKnownHubFile(folder).read()?.excluded]).toEqual([[keys[1].pin], [keys[0].pin]]);
    trust.pinsAnnounced([keys[0].pin, keys[1].pin]); // whoever says so now
    trust.followed(keys[0].pin);
    expect(trust.hub()?.pins).toEqual([keys[1].pin]);
  });

  it('is not believed either where it was given on the command line', () => {
    const trust = createHubTrust({ given: { address: ADDRESS, http: 'https://h', mqtt: 'mqtts://h', secret: 's', pins: [keys[0].pin] }, file: { read: () => null, write: () => undefined }, ring: () => null, name: ADDRESS, problem: () => undefined });
    trust.followed(keys[1].pin);
    expect(trust.hub()?.pins).toEqual([keys[0].pin, keys[1].pin]);
    trust.pinsAnnounced([keys[1].pin], [keys[0].pin]);
    expect(trust.hub()?.pins).toEqual([keys[1].pin]);
  });

  it('is never the one in use; a prepared one that is shut out is not used', async () => {
    const hub = await openHubKeys({ folder: mkdtempSync(join(base, 'exclude-')) });
    const next = await hub.prepare();
    expect(() => hub.exclude(hub.current.pin)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(() => hub.exclude(thief.pin)).toThrow(expect.objectContaining({ code: 'not-found' }));
    hub.exclude(next);
    expect([hub.nextPin, hub.chain().excluded]).toEqual([null, [next]]);
    await expect(hub.switch()).rejects.toMatchObject({ code: 'conflict' });
    expect(await hub.prepare()).not.toBe(next);
  });
});

describe('files of keys that were damaged', () => {
  it('cost a hub its chain and nothing else, with the damage kept and told', async () => {
    const folder = mkdtempSync(join(base, 'torn-'));
    const hub = await openHubKeys({ folder });
    await hub.prepare();
    writeFileSync(join(folder, 'hub-key-chain.json'), '{"v":1,"handov');
    const again = await openHubKeys({ folder });
    expect([again.current.pin, again.chain().handovers, again.damaged]).toEqual([hub.current.pin, [], expect.stringContaining('damaged')]);
    expect(existsSync(join(folder, 'hub-key-chain.json.damaged'))).toBe(true);
    await again.switch();
    expect(again.chain().handovers).toHaveLength(1); // the switch itself is on record
  });

  it('leave a kiosk its key: the second copy stands in, also after a change of the key; with both gone it has a new one and says so', async () => {
    const folder = mkdtempSync(join(base, 'kiosk-key-'));
    const file = join(folder, 'kiosk-key.pem');
    const first = await openKioskKeys({ folder });
    expect(first).toMatchObject({ setAside: null, anew: false });
    const next = await first.makeNext();
    first.promote();
    writeFileSync(file, readFileSync(file).subarray(0, 90));
    const mended = await openKioskKeys({ folder });
    expect([mended.current.fingerprint, mended.anew, mended.setAside]).toEqual([next.fingerprint, false, `${file}.damaged`]);
    expect((await openKioskKeys({ folder })).setAside).toBeNull();
    for (const one of ['kiosk-key.pem', 'kiosk-key-spare.pem']) writeFileSync(join(folder, one), 'x');
    const lost = await openKioskKeys({ folder });
    expect(lost.anew).toBe(true);
    expect(lost.current.fingerprint).not.toBe(next.fingerprint);
    rmSync(file); // by hand: this machine shall have another identity
    expect((await openKioskKeys({ folder })).current.fingerprint).not.toBe(lost.current.fingerprint);
  });

  it('leave a kiosk its hub: the second copy stands in and mends the first', () => {
    const { folder } = kioskAt('https://127.0.0.1:1', keys[0].pin);
    writeFileSync(join(folder, 'hub.json'), '{"http":');
    expect(createKnownHubFile(folder).read()).toMatchObject({ pins: [keys[0].pin], address: ADDRESS });
    expect(readFileSync(join(folder, 'hub.json'), 'utf8')).toBe(readFileSync(join(folder, 'hub-spare.json'), 'utf8'));
    rmSync(join(folder, 'hub.json'));
    expect(createKnownHubFile(folder).read()).toBeNull(); // taken away by hand
  });
});
