// The built-in MQTT broker, as a program of its own: it asks the hub who may in and hands over every permitted message
// before it is acknowledged to the kiosk. It stores nothing. Runs as a child process of the hub (see aedes-process.ts).
import { createHash } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer, type TLSSocket } from 'node:tls';
import { type AuthenticateError, Aedes, type Client } from 'aedes';
import { keepMemoryCalm } from '../../flows/files/calm-memory.ts';
import { kioskMay, MAX_MESSAGE_BYTES, parseTopic, type KioskAddress, type TopicName } from '../../flows/protocol/topics.ts';
import { kioskName, parseKioskName } from '../core/kiosk-name.ts';
import { createBundler } from './aedes-bundles.ts';
import { guardSocket } from './aedes-guard.ts';
import type { BrokerSettings, BrokerTls, Publication, ToBroker, ToHub } from './aedes-messages.ts';

interface Peer { connection: number; remote: string; key: string | undefined; address: KioskAddress | null; signedIn: boolean; taken: string | null; reason: string }

const peers = new WeakMap<object, Peer>(); // by the guarded stream, which the broker's client knows as `conn`
const waiting = new Map<number, (ok: boolean) => void>();
let lastId = 0;
let lastConnection = 0;

function toHub(message: ToHub): void {
  // A hub that has just died is noticed by 'disconnect'; what cannot be said to it any more is no news.
  if (process.connected) process.send?.(message, undefined, {}, () => undefined);
}
const bundler = createBundler({ nextId: () => (lastId += 1), send: (bundle) => toHub({ type: 'messages', bundle }) });

/** Resolves with the hub's answer, when the message is on its disk. */
function hand(from: KioskAddress, name: TopicName, payload: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => bundler.add(kioskName(from), name, payload, (id) => waiting.set(id, resolve)));
}
function ask(build: (id: number) => ToHub): Promise<boolean> {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    toHub(build(id));
  });
}
function peerOf(client: Client): Peer | undefined {
  return peers.get((client as unknown as { conn: object }).conn);
}
function refuse(peer: Peer | undefined, what: string): Error {
  toHub({ type: 'refused', address: peer?.address ?? null, remote: peer?.remote ?? '', what: what.slice(0, 300) });
  if (peer) peer.reason = what;
  return new Error(what);
}

async function createBroker(): Promise<Aedes> {
  const broker = await Aedes.createBroker({
    id: `hub-${process.pid}`,
    concurrency: 20_000, drainTimeout: 10_000, connectTimeout: 10_000, maxTopicLevels: 16, queueLimit: 42, heartbeatInterval: 60_000,
    preConnect(client, packet, done) {
      const peer = peerOf(client);
      const address = parseKioskName(packet.clientId ?? '');
      if (!peer || !address) return done(refuse(peer, 'The client id is not tenant.site.kiosk.'), false);
      const will = packet.will as { topic: string; qos: number; retain: boolean; payload: Buffer } | undefined;
      if (will && (parseTopic(will.topic)?.name !== 'up/state' || !kioskMay('publish', will.topic, address, will) || will.payload.length > 4096)) return done(refuse(peer, `A will on ${will.topic.slice(0, 100)} is not allowed.`), false);
      peer.address = address;
      // The hub's store is the queue: a session kept in the broker would only grow.
      packet.clean = true;
      done(null, true);
    },
    authenticate(client, username, password, done) {
      const peer = peerOf(client);
      const denied = (what: string): void => {
        const error = refuse(peer, what) as AuthenticateError;
        (error as { returnCode: number }).returnCode = 4;
        if (peer) peer.address = null;
        done(error, false);
      };
      const { address } = peer ?? {};
      // The client id names the kiosk; the user name repeats it, whole or by its last part.
      if (!peer || !address || (username !== kioskName(address) && username !== address.kiosk) || (password === undefined && peer.key === undefined)) return denied('The user name is not the kiosk\'s, or there is neither a key nor a password.');
      const text = password?.toString('utf8');
      const { key } = peer;
      ask((id) => ({ type: 'login', id, address, password: text, key, remote: peer.remote })).then((ok) => {
        if (!ok) return denied('Its credential is not (or not any more) the one that the hub knows.');
        peer.signedIn = true;
        const open = broker as unknown as { clients: Record<string, Client | undefined> };
        const older = open.clients[client.id];
        const olderPeer = older && peerOf(older);
        if (olderPeer) {
          peer.taken = olderPeer.remote;
          olderPeer.reason = 'A newer connection took over.';
        }
        done(null, true);
      }).catch((error: unknown) => denied(String(error)));
    },
    authorizePublish(client, packet, done) {
      if (!client) return done(null);
      const peer = peerOf(client);
      const parsed = parseTopic(packet.topic);
      if (!peer?.address || !parsed || !kioskMay('publish', packet.topic, peer.address, packet)) return done(refuse(peer, `It may not publish to ${packet.topic.slice(0, 100)}.`));
      const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
      const from = peer.address;
      // The hub answers when the message is on its disk; only then does the broker acknowledge it.
      hand(from, parsed.name, payload).then((ok) => done(ok ? null : new Error('The hub could not keep the message.')), done);
    },
    authorizeSubscribe(client, subscription, done) {
      const peer = peerOf(client);
      if (peer?.address && kioskMay('subscribe', subscription.topic, peer.address)) return done(null, subscription);
      refuse(peer, `It may not subscribe to ${subscription.topic.slice(0, 100)}.`);
      done(null, null);
    },
    authorizeForward(client, packet) {
      // Belt and braces: nothing of another kiosk ever leaves through this connection.
      const peer = peerOf(client);
      return peer?.address && kioskMay('subscribe', packet.topic, peer.address) ? packet : null;
    },
  });
  broker.on('clientReady', (client) => {
    const peer = peerOf(client);
    if (peer?.address) toHub({ type: 'connected', connection: peer.connection, address: peer.address, remote: peer.remote, replaced: peer.taken });
  });
  broker.on('clientDisconnect', (client) => {
    const peer = peerOf(client);
    if (peer?.address) toHub({ type: 'disconnected', connection: peer.connection, address: peer.address, reason: peer.reason });
  });
  broker.on('keepaliveTimeout', (client) => {
    const peer = peerOf(client);
    if (peer) peer.reason = 'No sign of life.';
  });
  broker.on('clientError', (client, error) => {
    const peer = peerOf(client);
    if (peer && peer.reason === '') peer.reason = error.message;
  });
  broker.on('connectionError', (client, error) => {
    const peer = peerOf(client);
    if (peer && peer.reason === '') refuse(peer, `Not understood: ${error.message}`);
  });
  return broker;
}

/** SHA-256 of the public key that the peer has just proven to hold; undefined when it showed none. */
function keyOf(socket: Socket): string | undefined {
  const certificate = 'getPeerX509Certificate' in socket ? (socket as TLSSocket).getPeerX509Certificate() : undefined;
  return certificate && createHash('sha256').update(certificate.publicKey.export({ type: 'spki', format: 'der' })).digest('hex');
}
const tlsOptions = (tls: BrokerTls): { key: string; cert: string; minVersion: 'TLSv1.3' } => ({ key: tls.key, cert: tls.cert, minVersion: 'TLSv1.3' });

async function listen(settings: BrokerSettings): Promise<{ broker: Aedes; secure(tls: BrokerTls): void; close(): void }> {
  const broker = await createBroker();
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    lastConnection += 1;
    const peer: Peer = { connection: lastConnection, remote: `${socket.remoteAddress ?? ''}:${socket.remotePort ?? ''}`, key: keyOf(socket), address: null, signedIn: false, taken: null, reason: '' };
    const guarded = guardSocket(socket, {
      maxConnectBytes: 8 * 1024, maxPacketBytes: MAX_MESSAGE_BYTES + 512, packetsPerSecond: settings.packetsPerSecond, bytesPerSecond: settings.bytesPerSecond, maxDebtSeconds: 10,
    }, { signedIn: () => peer.signedIn, cut: (reason) => { refuse(peer, reason); }, now: () => performance.now() });
    peers.set(guarded, peer);
    broker.handle(guarded);
  };
  const server: Server | TlsServer = settings.tls
    ? createTlsServer({ ...tlsOptions(settings.tls), requestCert: true, rejectUnauthorized: false, handshakeTimeout: 10_000, noDelay: true, keepAlive: true }, serve)
    : createServer({ noDelay: true, keepAlive: true }, serve);
  // A peer that does not speak TLS here, or goes away in the middle of it.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  server.maxConnections = settings.maxConnections;
  server.on('error', (error: NodeJS.ErrnoException) => toHub({ type: 'failed', code: error.code ?? '', text: error.message }));
  server.listen({ host: settings.host, port: settings.port, backlog: 4096 }, () => {
    const bound = server.address();
    toHub({ type: 'listening', port: typeof bound === 'object' && bound ? bound.port : settings.port });
  });
  return {
    broker,
    secure(tls) { if ('setSecureContext' in server) server.setSecureContext(tlsOptions(tls)); },
    close() {
      server.close();
      broker.close();
      for (const socket of sockets) socket.destroySoon();
    },
  };
}

/**
 * A message for one kiosk goes straight to its connection. Through the broker's router a kiosk that has stopped reading
 * would hold a place there for each of its messages, until nobody's go through; and when it leaves, what has queued up
 * behind is worked off by recursion, deep enough to kill the broker.
 */
function deliver({ topic, payload, qos, retain }: Publication): void {
  const broker = running?.broker;
  if (!broker) return;
  const packet = { cmd: 'publish' as const, topic, payload: Buffer.from(payload), qos, retain, dup: false };
  const own = /^foyer\/1\/([^/]+)\/([^/]+)\/([^/]+)\/down\//.exec(topic);
  if (!own) return broker.publish(packet, () => undefined);
  const client = (broker as unknown as { clients: Record<string, Client | undefined> }).clients[`${own[1]}.${own[2]}.${own[3]}`];
  if (!client) return; // sessions are clean: what it misses, its birth asks for
  const { subscriptions } = client as unknown as { subscriptions: Record<string, { qos: number } | undefined> };
  const subscription = subscriptions[topic] ?? subscriptions[`${own[0]}+`];
  if (subscription) client.publish({ ...packet, qos: Math.min(qos, subscription.qos) as 0 | 1 }, () => undefined);
}
function answer(id: number, ok: boolean): void {
  waiting.get(id)?.(ok);
  waiting.delete(id);
}
let running: Awaited<ReturnType<typeof listen>> | undefined;
process.on('message', (message: ToBroker) => {
  switch (message.type) {
    case 'listen':
      keepMemoryCalm();
      void listen(message.settings).then((started) => { running = started; });
      break;
    case 'answers':
      for (const id of message.ok) answer(id, true);
      for (const id of message.failed) answer(id, false);
      break;
    case 'publish':
      for (const packet of message.packets) deliver(packet);
      break;
    case 'ping': toHub({ type: 'pong', id: message.id }); break;
    case 'disconnect': (running?.broker as unknown as { clients: Record<string, Client | undefined> } | undefined)?.clients[message.clientId]?.close(); break;
    case 'tls': running?.secure(message.tls); break;
    case 'stop':
      // What was published just before (that the hub stops) goes out first.
      setTimeout(() => {
        running?.close();
        setTimeout(() => process.exit(0), 50);
      }, 100);
      break;
  }
});
// Without the hub nobody may be told that a message is safe.
process.on('disconnect', () => process.exit(0));
// The terminal sends Ctrl-C to the whole group; the hub decides when the broker goes.
process.on('SIGINT', () => undefined);
