// Stands between a kiosk and the hub's HTTP side and forges what the hub has signed: one digit of a signature, one byte of a
// file, or metadata that was good once. Everything else goes through as it is.
import { createServer, request, type IncomingMessage, type Server } from 'node:http';

export type Forgery = 'timestamp' | 'snapshot' | 'targets' | 'file' | 'frozen';

export interface HttpForger {
  readonly port: number;
  start(): Promise<void>;
  /** From now on; null is honest. */
  forge(what: Forgery | null): void;
  /** Answers that were forged. */
  readonly forged: number;
  stop(): Promise<void>;
}

function wholeOf(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    message.on('data', (part: Buffer) => { parts.push(part); });
    message.once('end', () => resolve(Buffer.concat(parts)));
    message.once('error', reject);
  });
}

/** The same document with one hex digit of its first signature turned. */
function turnedSignature(body: Buffer): Buffer {
  const document = JSON.parse(body.toString('utf8')) as { signatures: { sig: string }[] };
  for (const one of document.signatures) one.sig = `${one.sig.startsWith('0') ? '1' : '0'}${one.sig.slice(1)}`;
  return Buffer.from(JSON.stringify(document));
}

/** `target`: the hub's HTTP port, which may change. */
export function createHttpForger(target: () => number): HttpForger {
  let what: Forgery | null = null;
  let forged = 0;
  let port = 0;
  const seen = new Map<string, Buffer>();

  function changed(path: string, body: Buffer): Buffer {
    if (what === 'file' && path.startsWith('/content/files/') && body.length > 0) {
      const bytes = Buffer.from(body);
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes;
    }
    if (what === 'frozen') return path.endsWith('/tuf/timestamp.json') ? seen.get(path) ?? body : body;
    if (what !== null && new RegExp(`/tuf/(\\d+\\.)?${what}\\.json$`).test(path)) return turnedSignature(body);
    return body;
  }

  const server: Server = createServer((asked, reply) => {
    const path = asked.url ?? '/';
    const onward = request({ host: '127.0.0.1', port: target(), path, method: asked.method, headers: { ...asked.headers, 'accept-encoding': 'identity' } }, (answer) => {
      wholeOf(answer).then((body) => {
        const good = answer.statusCode === 200 || answer.statusCode === 206;
        const sent = good ? changed(path, body) : body;
        if (!sent.equals(body)) forged += 1;
        if (good && what === null) seen.set(path, body);
        const { 'transfer-encoding': _chunked, ...headers } = answer.headers;
        reply.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': sent.length });
        reply.end(sent);
      }, () => reply.destroy());
    });
    onward.once('error', () => reply.destroy());
    asked.pipe(onward);
  });

  return {
    get port() { return port; },
    get forged() { return forged; },
    forge(next) { what = next; },
    async start() {
      await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
      const bound = server.address();
      port = bound !== null && typeof bound === 'object' ? bound.port : 0;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => { server.close(() => resolve()); });
    },
  };
}
