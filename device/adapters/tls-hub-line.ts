// The line to the hub: TCP, or TLS where the hub is known by its public key. Certificates are not judged by dates or by an
// authority, so that it works on an isolated network and with a clock that is years wrong; nothing is sent before the key is.
import { createHash, createPublicKey, createVerify } from 'node:crypto';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Readable } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { Fault } from '../../flows/protocol/faults.ts';
import { handoverText, KeyChain, type KeyHandover } from '../../flows/protocol/hub-key.ts';
import type { HubFetch, KioskKey } from '../core/hub-access-port.ts';
import { wayTo } from '../core/hub-key-chain.ts';
import type { HubTrust } from '../core/hub-trust.ts';

const CONNECT_MS = 8000;
const SILENCE_MS = 30_000;

interface Peer { url: URL; key: KioskKey | null; /** Believed public keys; null = whoever answers (a first claim), whose key is told. */ pins: readonly string[] | null; /** Another key than the believed ones was shown. */ other?(hubKey: string): void }

/** Opens a line to `peer`. The hub's key is compared before a single byte of ours goes out. */
function openLine(peer: Peer): Promise<{ socket: Socket; hubKey: string | null }> {
  const { url, key, pins } = peer;
  const secure = url.protocol === 'https:' || url.protocol === 'mqtts:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : url.protocol === 'http:' ? 80 : url.protocol === 'mqtts:' ? 8883 : 1883));
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => {
      socket.destroy();
      reject(cause instanceof Fault ? cause : new Fault('hub-unreachable', `The hub cannot be reached (${cause instanceof Error ? cause.message : String(cause)}).`, 'Check the address and the network; it is tried again.', { where: url.origin === 'null' ? url.href : url.origin, cause }));
    };
    const ready = (hubKey: string | null): void => {
      clearTimeout(timer);
      socket.removeListener('error', fail);
      socket.removeListener('close', closed);
      resolve({ socket, hubKey });
    };
    const closed = (): void => fail(new Error('the connection was closed'));
    const opened = secure
      ? connectTls({ host, port, rejectUnauthorized: false, minVersion: 'TLSv1.3', ...(key ? { key: key.keyPem, cert: key.certPem } : {}) }, () => {
        const certificate = (opened as TLSSocket).getPeerX509Certificate();
        const hubKey = certificate ? createHash('sha256').update(certificate.publicKey.export({ type: 'spki', format: 'der' })).digest('hex') : '';
        if (hubKey === '' || (pins !== null && !pins.includes(hubKey))) {
          if (hubKey !== '') peer.other?.(hubKey);
          return fail(new Fault('hub-refused', `Another hub answers here: its key is ${hubKey.slice(0, 20)}..., not the one this kiosk trusts.`, 'If the hub was really replaced, start this kiosk once with --claim and --hub-pin and the fingerprint that the hub prints; otherwise look at who is on the network.', { where: url.href }));
        }
        ready(hubKey);
      })
      : connectTcp({ host, port }, () => ready(null));
    const socket: Socket = opened;
    const timer = setTimeout(() => fail(new Error('no answer in time')), CONNECT_MS);
    socket.setNoDelay(true);
    socket.once('error', fail);
    socket.once('close', () => clearTimeout(timer));
    socket.once('close', closed);
  });
}

/** One HTTP request over lines that `open` makes; the response streams. */
function ask(agent: Agent, url: URL, options: Parameters<HubFetch>[1] & { authorization?: string } = {}): Promise<Response> {
  const body = options.json === undefined ? undefined : JSON.stringify(options.json);
  const { range } = options;
  return new Promise((resolve, reject) => {
    const sent = request({
      agent, host: url.hostname, port: url.port, path: `${url.pathname}${url.search}`, method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        'x-foyer': '1', host: url.host, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        ...(range ? { range: `bytes=${range.from}-${range.to ?? ''}` } : {}), ...(options.authorization ? { authorization: options.authorization } : {}), ...options.headers,
      },
      timeout: options.timeoutMs ?? SILENCE_MS, ...(options.signal ? { signal: options.signal } : {}),
    }, (message: IncomingMessage) => {
      const headers = new Headers();
      for (let i = 0; i < message.rawHeaders.length; i += 2) headers.append(message.rawHeaders[i] ?? '', message.rawHeaders[i + 1] ?? '');
      const status = message.statusCode ?? 500;
      const bare = status === 204 || status === 205 || status === 304;
      if (bare) message.resume();
      resolve(new Response(bare ? null : Readable.toWeb(message) as ReadableStream<Uint8Array>, { status, headers }));
    });
    sent.on('timeout', () => sent.destroy(new Error('silence on the line')));
    sent.on('error', (cause) => reject(cause instanceof Fault ? cause : new Fault('hub-unreachable', `The hub did not answer (${cause.message}).`, 'It is tried again when the hub is reached.', { where: url.href, cause })));
    sent.end(body);
  });
}

/** The owner of the key before has signed it. */
function holds(handover: KeyHandover): boolean {
  try {
    const spki = Buffer.from(handover.spki, 'base64');
    if (createHash('sha256').update(spki).digest('hex') !== handover.from) return false;
    return createVerify('SHA256').update(handoverText(handover)).verify(createPublicKey({ key: spki, format: 'der', type: 'spki' }), handover.signature, 'base64');
  } catch {
    return false; // not a key at all
  }
}

function agentOf(open: () => Promise<Socket>): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 4, maxFreeSockets: 1, timeout: 60_000 });
  agent.createConnection = (_options, done) => {
    open().then((socket) => done?.(null, socket), (error: Error) => done?.(error, undefined as unknown as Duplex));
    return undefined;
  };
  return agent;
}

export interface HubLine {
  readonly fetch: HubFetch;
  /** A line to the hub's MQTT port; rejects with a Fault when there is no hub or it is another one. */
  openMqtt(): Promise<Duplex>;
  /** Asks a hub that this kiosk does not belong to yet; `hubKey` is who answered. */
  askStranger(hub: { url: string; pin: string | null; path: string; method: 'GET' | 'POST'; key: KioskKey | null; json?: unknown; timeoutMs?: number }): Promise<{ status: number; json: unknown; hubKey: string }>;
  stop(): void;
}

/** A key whose chain led nowhere is asked about again after this, ms. */
const CHAIN_AGAIN_MS = 15_000;
const CHAIN_MS = 5000;

/**
 * `followed`: the hub has another key than the one that was believed, and so many handovers prove that it is the same hub.
 * `stranger`: a key was shown that nothing vouches for.
 */
export function createHubLine(options: { trust: HubTrust; followed?(hubKey: string, handovers: number): void; stranger?(hubKey: string): void }): HubLine {
  const { trust } = options;
  let agent: Agent | null = null;
  let shown = ''; // what the open lines were made with; another hub or key needs new ones

  function mustHave(): NonNullable<ReturnType<HubTrust['hub']>> {
    const hub = trust.hub();
    if (!hub) throw new Fault('hub-unreachable', 'This kiosk has no hub.', 'Claim it with --claim, or start it with --hub.');
    return hub;
  }
  let asking: Promise<boolean> | null = null;
  let inVain = { hubKey: '', at: -Infinity };

  async function askStranger({ url, pin, path, method, key, json, timeoutMs = 10_000 }: Parameters<HubLine['askStranger']>[0]): Promise<{ status: number; json: unknown; hubKey: string }> {
    const { socket, hubKey } = await openLine({ url: new URL(url), key, pins: pin === null ? null : [pin] });
    const once = new Agent();
    once.createConnection = () => socket;
    try {
      const reply = await ask(once, new URL(path, url), { method, ...(json === undefined ? {} : { json }), timeoutMs });
      const pieces: Uint8Array[] = [];
      let bytes = 0;
      for await (const piece of (reply.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
        pieces.push(piece);
        bytes += piece.byteLength;
        if (bytes > 64 * 1024) throw new Fault('message-too-large', 'The hub answered with too much.', 'Check the address.', { where: url });
      }
      const text = Buffer.concat(pieces).toString('utf8');
      let parsed: unknown;
      try { parsed = JSON.parse(text); } catch { parsed = null; }
      return { status: reply.status, json: parsed, hubKey: hubKey ?? '' };
    } finally {
      socket.destroy();
      once.destroy();
    }
  }
  /** Whether the key that answers is proven to be the believed one's successor. Nothing of this kiosk is shown for it. */
  async function follow(hubKey: string): Promise<boolean> {
    const { http, pins } = mustHave();
    if (!http.startsWith('https:') || (inVain.hubKey === hubKey && performance.now() - inVain.at < CHAIN_AGAIN_MS)) return false;
    const reply = await askStranger({ url: http, pin: hubKey, path: '/api/hub/key-chain', method: 'GET', key: null, timeoutMs: CHAIN_MS }).catch(() => null);
    const chain = KeyChain.safeParse(reply?.json);
    const way = chain.success ? wayTo(hubKey, chain.data, { believed: pins, excluded: trust.excluded(), holds }) : null;
    if (!way) {
      inVain = { hubKey, at: performance.now() };
      options.stranger?.(hubKey);
      return false;
    }
    trust.followed(hubKey);
    options.followed?.(hubKey, way.length);
    return true;
  }
  /** A line to the hub that this kiosk knows, also when the hub has changed its key while the kiosk was away. */
  async function trusted(url: (hub: { http: string; mqtt: string }) => string): Promise<Socket> {
    const open = async (other?: (hubKey: string) => void): Promise<Socket> =>
      (await openLine({ url: new URL(url(mustHave())), key: trust.key(), pins: mustHave().pins, ...(other ? { other } : {}) })).socket;
    let another = '';
    try {
      return await open((hubKey) => { another = hubKey; });
    } catch (error) {
      if (another === '') throw error;
      asking ??= follow(another).finally(() => { asking = null; });
      if (!await asking) throw error;
      return open();
    }
  }
  return {
    async fetch(path, asked = {}) {
      const hub = mustHave();
      const now = `${hub.http} ${trust.key()?.fingerprint ?? ''} ${hub.pins.join()}`;
      if (now !== shown) {
        agent?.destroy();
        agent = null;
      }
      shown = now;
      agent ??= agentOf(() => trusted((known) => known.http));
      const { tenant, site, kiosk } = hub.address;
      const authorization = hub.secret === null ? {} : { authorization: `Basic ${Buffer.from(`${tenant}.${site}.${kiosk}:${hub.secret}`).toString('base64')}` };
      return ask(agent, new URL(path, hub.http), { ...asked, ...authorization });
    },
    openMqtt: () => trusted((known) => known.mqtt),
    askStranger,
    stop() {
      agent?.destroy();
      agent = null;
    },
  };
}
