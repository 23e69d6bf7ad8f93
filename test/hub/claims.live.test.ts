// Letting kiosks in, out and back in, against a real hub over TLS: claim, wrong hub, wrong clock, keys that change with the
// power going away at each step, removal, and one identity on two machines.
import { cpSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../device/adapters/system-clock.ts';
import { openHubKeys } from '../../hub/adapters/x509-hub-keys.ts';
import { A1, call, claimed, type Member, removeFolders, signInTls, startMember, startTlsHub, temporaryFolder, type TlsHub } from './claim-house.ts';
import { connectKiosk, until } from './hub-house.ts';

let hub: TlsHub;
const folders: string[] = [];
const open: Member[] = [];
const folder = (): string => { const made = temporaryFolder(); folders.push(made); return made; };
async function member(...given: Parameters<typeof startMember>): Promise<Member> {
  const made = await startMember(...given);
  open.push(made);
  return made;
}
async function letIn(kiosk: string, where = folder(), options: Parameters<typeof startMember>[2] = {}): Promise<Member> {
  const made = await claimed(hub, where, { ...A1, kiosk }, options);
  open.push(made);
  return made;
}
async function stop(one: Member): Promise<void> {
  open.splice(open.indexOf(one), 1);
  await one.stop();
}
beforeAll(async () => { hub = await startTlsHub(); }, 20_000);
afterEach(async () => { for (const one of open.splice(0)) await one.stop(); });
afterAll(async () => {
  await hub.stop();
  removeFolders(folders);
});

describe('a claim', () => {
  it('goes from nothing to online by a code, and the next start needs neither address nor code', async () => {
    const where = folder();
    const kiosk = await member(where, { url: hub.url, wish: 'acme/hall/front' });
    const code = await kiosk.code();
    expect(code).toMatch(/^[234679ACFHKMRUXY]{6}$/);
    expect(kiosk.view()?.hubKey.replace(/ /g, '')).toBe(hub.pin.slice(0, 20));
    await until('the code is said in both languages', () => kiosk.said.length >= 2);
    expect(kiosk.said[0]).toContain('认领码');
    expect(kiosk.said[1]).toContain('The claim code is');
    const seen = await hub.staff2.post('/api/claims/look', { code: code.toLowerCase() });
    expect(seen.json).toMatchObject({ wish: 'acme/hall/front', key: kiosk.ring.current.fingerprint, remote: '127.0.0.1', hub: hub.pin });
    const approved = await hub.staff2.post('/api/claims/approve', { code: `${code.slice(0, 3)}-${code.slice(3)}`, tenant: 'acme', site: 'hall', kiosk: 'front' });
    expect(approved.status).toBe(201);
    await until('online without a restart', () => kiosk.online());
    expect(kiosk.view()).toBeNull();
    expect(statSync(join(where, 'kiosk-key.pem')).mode & 0o777).toBe(0o600);
    expect((await hub.staff2.post('/api/claims/approve', { code, tenant: 'acme', site: 'hall', kiosk: 'other' })).status).toBe(404);
    await stop(kiosk);
    const again = await member(where, null);
    await until('online from the data folder alone', () => again.online());
    expect(again.trust.address()).toEqual({ tenant: 'acme', site: 'hall', kiosk: 'front' });
  });

  it('gives content over HTTP to the key that was let in, and to no other', async () => {
    const kiosk = await letIn('reader');
    expect((await kiosk.line.fetch('/content/tuf/timestamp.json')).status).toBe(200);
    const stranger = await member(folder(), { url: hub.url });
    expect((await call(hub.url, '/content/tuf/timestamp.json', { key: stranger.ring.current.keyPem, cert: stranger.ring.current.certPem })).status).toBe(401);
  });
});

describe('the hub as the kiosk sees it', () => {
  /** A server that speaks TLS with some other key, and remembers every byte that it is sent after the handshake. */
  async function otherHub(): Promise<{ url: string; bytes(): number; text(): string; tries(): number; close(): void }> {
    const { current } = await openHubKeys({ folder: folder() });
    let text = '';
    let tries = 0;
    const server = createTlsServer({ key: current.key, cert: current.cert, requestCert: true, rejectUnauthorized: false }, (socket) => {
      socket.on('data', (chunk) => { text += String(chunk); }).on('error', () => undefined);
    });
    server.on('connection', () => { tries += 1; });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    return { url: `https://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`, bytes: () => text.length, text: () => text, tries: () => tries, close: () => server.close() };
  }

  it('gets nothing when it has another key than the one that was given, and the screen says so', async () => {
    const wrong = await otherHub();
    const kiosk = await member(folder(), { url: wrong.url, pin: hub.pin });
    await until('the screen names the other hub', () => kiosk.view()?.body.en?.startsWith('Another hub answered'));
    await until('a second try', () => wrong.tries() >= 2);
    expect(wrong.bytes()).toBe(0);
    expect(kiosk.view()?.code).toBe('');
    wrong.close();
  });

  it('gets nothing but the question for its chain of keys when it takes the place of the hub that a kiosk was let in by', async () => {
    const where = folder();
    await stop(await letIn('steady', where));
    const wrong = await otherHub();
    const file = join(where, 'hub.json');
    const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...known, http: wrong.url, mqtt: wrong.url.replace('https', 'mqtts') }));
    const kiosk = await member(where, null);
    await expect(kiosk.line.fetch('/content/tuf/timestamp.json')).rejects.toMatchObject({ code: 'hub-refused' });
    await until('tries over MQTT', () => wrong.tries() >= 3);
    expect(wrong.text().split('GET /api/hub/key-chain HTTP/1.1').slice(1).map((head) => head.trim().split('\r\n').map((line) => line.split(':')[0]?.toLowerCase()).sort().join())).toEqual(['connection,host,x-foyer']);
    expect(kiosk.online()).toBe(false);
    wrong.close();
  });

  it.each([[-10, 'ten years behind'], [10, 'ten years ahead']])('is trusted by a kiosk whose clock is wrong by %i years (%s), with a certificate that no clock would accept', async (years) => {
    const wrongCertificate = await certificateFrom(years);
    const strange = await startTlsHub({ tls: { own: wrongCertificate } });
    try {
      const system = createSystemClock();
      const kiosk = await member(folder(), { url: strange.url, pin: strange.pin }, { clock: { ...system, now: () => system.now() + years * 31_557_600_000 } });
      expect((await strange.staff2.post('/api/claims/approve', { code: await kiosk.code(), ...A1 })).status).toBe(201);
      await until('online', () => kiosk.online());
      expect((await kiosk.line.fetch('/content/tuf/timestamp.json')).status).toBe(200);
      await stop(kiosk);
    } finally {
      await strange.stop();
    }
  });

  it('is not harmed by peers that speak no TLS, stop in the middle of it, or show no key', async () => {
    const port = Number(new URL(hub.mqttUrl).port);
    const pid = hub.hub.bus.pid;
    const talk = (bytes: Buffer): Promise<void> => new Promise((resolve) => {
      const socket = connectTcp(port, '127.0.0.1', () => { socket.write(bytes); });
      socket.on('error', () => undefined).on('close', () => resolve());
      setTimeout(() => socket.destroy(), 300);
    });
    await Promise.all([talk(Buffer.from('101000044d5154540402003c00046b696f73', 'hex')), talk(Buffer.from([0x16, 3, 1, 2, 0, 1])), talk(Buffer.alloc(64 * 1024, 0xff))]);
    await expect(connectKiosk(hub.mqttUrl, A1, { rejectUnauthorized: false, password: 'a-guessed-secret' })).rejects.toThrow();
    await expect(connectKiosk(hub.mqttUrl, A1, { rejectUnauthorized: false, password: undefined as unknown as string })).rejects.toThrow();
    expect(hub.hub.bus.pid).toBe(pid);
    await letIn('after-the-noise');
  });

  it('changes its own key without losing a kiosk that had heard of the next one', async () => {
    const own = await startTlsHub();
    const where = folder();
    try {
      const kiosk = await member(where, { url: own.url, pin: own.pin });
      await own.staff2.post('/api/claims/approve', { code: await kiosk.code(), ...A1 });
      await until('online', () => kiosk.online());
      const keys = own.hub.key;
      if (!keys) throw new Error('the hub has no key of its own');
      const next = await keys.announceNext();
      await until('the next key is trusted, on disk', () => readFileSync(join(where, 'hub.json'), 'utf8').includes(next)).catch((error) => { console.log(kiosk.log, kiosk.online(), keys.pins(), kiosk.trust.hub()); throw error; });
      expect(await keys.switchToNext()).toBe(next);
      kiosk.link.reconnect('the test');
      await until('offline first', () => !kiosk.online());
      await until('online with the new key of the hub', () => kiosk.online());
      expect((await kiosk.line.fetch('/content/tuf/timestamp.json')).status).toBe(200);
      await until('the old key is believed no more', () => !(JSON.parse(readFileSync(join(where, 'hub.json'), 'utf8')) as { pins: string[] }).pins.includes(own.pin));
      await stop(kiosk);
    } finally {
      await own.stop();
    }
  });
});

/** A certificate that was valid for one year, so many years from now. */
async function certificateFrom(years: number): Promise<{ cert: string; key: string }> {
  const where = folder();
  await openHubKeys({ folder: where }); // loads what the library needs
  const { X509CertificateGenerator } = await import('@peculiar/x509');
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyPem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const from = Date.now() - years * 31_557_600_000;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=somewhere else', serialNumber: '02', notBefore: new Date(from), notAfter: new Date(from + 31_557_600_000), signingAlgorithm: algorithm,
    keys: {
      privateKey: await webcrypto.subtle.importKey('pkcs8', createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' }), algorithm, true, ['sign']),
      publicKey: await webcrypto.subtle.importKey('spki', createPublicKey(keyPem).export({ type: 'spki', format: 'der' }), algorithm, true, ['verify']),
    } as never,
  }, webcrypto as never);
  writeFileSync(join(where, 'own.crt'), certificate.toString('pem'));
  writeFileSync(join(where, 'own.key'), keyPem);
  return { cert: join(where, 'own.crt'), key: join(where, 'own.key') };
}

describe('the key of a kiosk', () => {
  it('is changed by a command: the old one is worth nothing as soon as the new one has been used', async () => {
    const kiosk = await letIn('turner');
    const old = kiosk.ring.current;
    await until('the hub has heard its birth and takes the command', async () => (await hub.staff2.post('/api/kiosks/acme.hall.turner/rotate-key')).status === 202);
    await until('a new key', () => kiosk.ring.current.fingerprint !== old.fingerprint);
    await until('online again', () => kiosk.online());
    expect((await call(hub.url, '/content/tuf/timestamp.json', { key: old.keyPem, cert: old.certPem })).status).toBe(401);
    expect((await kiosk.line.fetch('/content/tuf/timestamp.json')).status).toBe(200);
  });

  it.each([
    'before the next key is written', 'after the next key is written', 'before the hub is told', 'after the hub was told', 'before the next key is shown', 'before the next key takes its place', 'after the next key has taken its place',
  ])('survives the power going away %s', async (when) => {
    const kiosk = `cut-${when.replace(/[^a-z]+/g, '-')}`.slice(0, 40);
    const where = folder();
    const first = await letIn(kiosk, where);
    const old = first.ring.current.fingerprint;
    await stop(first);
    let armed = true;
    const cut = (step: string): void => { if (armed && step === when) { armed = false; throw new Error('the power is gone'); } };
    const second = await member(where, null, { cut, fetchCut: (side) => cut(side === 'before' ? 'before the hub is told' : 'after the hub was told') });
    await until('online before the change', () => second.online());
    const outcome = second.membership.rotateKey();
    if (when === 'before the next key is shown') armed = false;
    else if (!when.includes('takes its place') && !when.includes('taken its place')) expect((await outcome).ok).toBe(false);
    await outcome;
    if (when.includes('place')) await until('the cut', () => !armed);
    await stop(second);
    // The machine comes up again with what is on its disk.
    const third = await member(where, null);
    await until('online with a key that works', () => third.online(), 15_000);
    expect((await third.line.fetch('/content/tuf/timestamp.json')).status).toBe(200);
    if (when !== 'before the next key is written') {
      await until('the change has come to its end', () => third.ring.next === null && third.ring.current.fingerprint !== old, 15_000);
      await until('still online', () => third.online());
      expect(existsSync(join(where, 'kiosk-key-next.pem'))).toBe(false);
    }
  });
});

describe('removal', () => {
  it('cuts the connection at once, refuses content, is said by the kiosk, and ends with a new claim', async () => {
    const where = folder();
    const kiosk = await letIn('goner', where);
    expect((await hub.staff2.post('/api/kiosks/acme.hall.goner/revoke', { reason: 'sold' })).status).toBe(200);
    await until('cut off', () => !kiosk.online(), 1000);
    expect((await kiosk.line.fetch('/content/tuf/timestamp.json')).status).toBe(401);
    await until('the kiosk knows', () => kiosk.standings.includes('removed'));
    const listed = await hub.staff2.get('/api/identities');
    expect(listed.json['shutOut']).toContainEqual(expect.objectContaining({ kiosk: 'acme.hall.goner', state: 'revoked', reason: 'sold', by: 'operator' }));
    const old = kiosk.ring.current.fingerprint;
    await stop(kiosk);
    const again = await member(where, { url: hub.url, pin: hub.pin });
    expect((await hub.staff2.post('/api/claims/approve', { code: await again.code(), ...A1, kiosk: 'goner' })).status).toBe(201);
    await until('back in', () => again.online());
    await until('with a new key', () => again.ring.current.fingerprint !== old);
  });
});

describe('one identity on two machines', () => {
  it('is held off on both, told to both, and let in again by staff', async () => {
    const where = folder();
    const one = await letIn('twin', where);
    const copy = mkdtempSync(join(tmpdir(), 'foyer-claim-'));
    folders.push(copy);
    cpSync(where, copy, { recursive: true });
    const two = await member(copy, null);
    await until('both are held off', () => one.standings.includes('held') && two.standings.includes('held'), 15_000);
    await until('neither is online', () => !one.online() && !two.online());
    const shut = await hub.staff2.get('/api/identities');
    expect(shut.json['shutOut']).toContainEqual(expect.objectContaining({ kiosk: 'acme.hall.twin', state: 'held' }));
    const incidents = await hub.staff2.get('/api/incidents');
    expect(JSON.stringify(incidents.json)).toContain('duplicate-identity');
    await stop(two);
    expect((await hub.staff2.post('/api/kiosks/acme.hall.twin/release')).status).toBe(200);
    await until('the one that stayed is back', () => one.online(), 15_000).catch((error) => { console.log(one.log, one.standings); throw error; });
  });

  it('is never seen in a machine that reconnects quickly, again and again, or that starts again', async () => {
    const where = folder();
    let kiosk = await letIn('quick', where);
    for (let i = 0; i < 5; i += 1) {
      kiosk.link.reconnect('the test');
      await until('gone for a moment', () => !kiosk.online());
      await until('online again', () => kiosk.online());
    }
    for (let i = 0; i < 3; i += 1) {
      await stop(kiosk);
      kiosk = await member(where, null);
      await until('online after a start', () => kiosk.online());
    }
    expect(JSON.stringify((await hub.staff2.get('/api/identities')).json['shutOut'])).not.toContain('quick');
  });
});

describe('guessing', () => {
  it('is refused to staff without the permission, to plain guesses, and after too many of them to the right code as well', async () => {
    const kiosk = await member(folder(), { url: hub.url });
    const code = await kiosk.code();
    const viewer = hub.staff.find((one) => one.name === 'viewer') ?? { name: '', password: '' };
    const other = await signInTls(hub.url, viewer);
    expect((await other.post('/api/claims/approve', { code, ...A1 })).status).toBe(403);
    expect((await call(hub.url, '/api/claims/approve', { json: { code, ...A1 } })).status).toBe(401);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await hub.staff2.post('/api/claims/look', { code: 'YYYYYY' })).status);
    expect(statuses.slice(0, 9)).toEqual(Array<number>(9).fill(404)); // the code that was used up counts as well
    expect(statuses.slice(9)).toEqual([429, 429, 429]);
    expect((await hub.staff2.post('/api/claims/approve', { code, ...A1 })).status).toBe(429);
    expect(kiosk.online()).toBe(false);
  });
});
