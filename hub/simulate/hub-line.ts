// The lines of a simulated kiosk to its hub: TCP, or TLS where the hub is known by its public key. Nothing of ours goes out before
// the hub has shown that key, as with a real kiosk.
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';

/** PEM texts of a kiosk's own key and the certificate that carries it. */
export interface OwnKey { readonly key: string; readonly cert: string }
/** `pin`: SHA-256 (hex) of the hub's public key; null = plain. */
export interface Line { readonly host: string; readonly port: number; readonly pin: string | null; readonly own?: OwnKey | undefined }

const SILENCE_MS = 60_000;

/** `ready` when bytes may go out; `failed` when another hub answers. Other errors are the socket's. */
export function openLine({ host, port, pin, own }: Line, ready: () => void, failed: (error: Error) => void): Socket {
  if (pin === null) {
    const plain = connectTcp({ host, port, noDelay: true });
    plain.once('connect', ready);
    return plain;
  }
  const socket = connectTls({ host, port, rejectUnauthorized: false, minVersion: 'TLSv1.3', ...(own ? { key: own.key, cert: own.cert } : {}) }, () => {
    const shown = socket.getPeerX509Certificate();
    const key = shown ? createHash('sha256').update(shown.publicKey.export({ type: 'spki', format: 'der' })).digest('hex') : '';
    if (key === pin) ready();
    else failed(new Error(`another hub answers, its key is ${key.slice(0, 20)}...`));
  });
  socket.setNoDelay(true);
  return socket;
}

export interface Answer { readonly status: number; readonly bytes: Buffer; readonly cookie: string | undefined }
export interface Asker {
  /** One request; rejects when there is no answer, or another hub gives it. */
  ask(path: string, options?: { json?: unknown; method?: string; headers?: Record<string, string> }): Promise<Answer>;
  /** Lets go of its connections. */
  close(): void;
}

/** HTTP to the hub at `url` (http or https); `headers` go with every request. */
export function createAsker(to: { url: string; pin: string | null; own?: OwnKey | undefined; headers?: Record<string, string>; maxSockets?: number }): Asker {
  const url = new URL(to.url);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const agent = new Agent({ keepAlive: true, maxSockets: to.maxSockets ?? 2 });
  agent.createConnection = (_options, done) => {
    const fail = (error: Error): void => {
      socket.destroy();
      done?.(error, undefined as unknown as Duplex);
    };
    const socket = openLine({ host: url.hostname.replace(/^\[|\]$/g, ''), port, pin: to.pin, own: to.own }, () => {
      socket.removeListener('error', fail);
      done?.(null, socket);
    }, fail);
    socket.once('error', fail);
    return undefined;
  };
  return {
    ask: (path, { json, method, headers } = {}) => new Promise((resolve, reject) => {
      const body = json === undefined ? undefined : JSON.stringify(json);
      const sent = request({
        agent, host: url.hostname, port, path, method: method ?? (body === undefined ? 'GET' : 'POST'), timeout: SILENCE_MS,
        headers: { 'x-foyer': '1', ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }), ...to.headers, ...headers },
      }, (message) => {
        const parts: Buffer[] = [];
        message.on('data', (part: Buffer) => parts.push(part)).on('error', reject).on('end', () => resolve({ status: message.statusCode ?? 500, bytes: Buffer.concat(parts), cookie: message.headers['set-cookie']?.[0]?.split(';')[0] }));
      });
      sent.on('timeout', () => sent.destroy(new Error('silence on the line')));
      sent.on('error', reject);
      sent.end(body);
    }),
    close: () => agent.destroy(),
  };
}
