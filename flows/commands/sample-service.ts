// The bundled sample service: a real HTTP service that answers every connector of a pack from its sample rows, so that a pack can be tried
// against `url:` end to end before the real system exists. POST /CONNECTOR with the request as JSON.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerFromSample } from '../engine/connector-answers.ts';
import type { CompiledPack } from '../engine/pack/compiled.ts';
import { suggestion } from '../engine/pack/problem.ts';
import { Fault } from '../protocol/faults.ts';

const MAX_REQUEST_BYTES = 64 * 1024;

export interface SampleService { start(): Promise<{ port: number }>; stop(): Promise<void> }
export interface Served { status: number; body: Record<string, unknown> }

/** What one request gets: 200 with the sample's response, 404 for an unknown connector, 422 where no row fits, 400 for no JSON object. */
export function serveSample(connectors: CompiledPack['connectors'], path: string, body: string): Served {
  const name = decodeURIComponent(path.replace(/^\/+|\?.*$/g, ''));
  const connector = Object.hasOwn(connectors, name) ? connectors[name] : undefined;
  if (connector === undefined) return { status: 404, body: { error: `There is no connector "${name}". ${suggestion(name, Object.keys(connectors))}` } };
  let request: unknown;
  try { request = JSON.parse(body); } catch { request = null; }
  if (typeof request !== 'object' || request === null || Array.isArray(request)) return { status: 400, body: { error: 'Send the request as a JSON object.' } };
  const strange = Object.keys(request).find((key) => !connector.request.includes(key));
  if (strange !== undefined) return { status: 400, body: { error: `The connector "${name}" takes no "${strange}". ${suggestion(strange, connector.request)}` } };
  const answer = answerFromSample(connector.sample, request as Record<string, unknown>);
  return answer === null ? { status: 422, body: { error: `No sample row of "${name}" fits this request; add one without match: as the last.` } } : { status: 200, body: answer };
}

/** `heard` gets each exchange; the same idempotency key is answered the same again. Port 0 = any free one. */
export function createSampleService({ connectors, port, host = '127.0.0.1', heard }: {
  connectors: CompiledPack['connectors']; port: number; host?: string; heard?: (line: { path: string; status: number; request: string; response: Record<string, unknown> }) => void;
}): SampleService {
  const answered = new Map<string, Served>();
  const server = createServer((incoming, reply) => {
    const parts: Buffer[] = [];
    let size = 0;
    incoming.on('data', (part: Buffer) => { size += part.length; if (size <= MAX_REQUEST_BYTES) parts.push(part); });
    incoming.on('end', () => {
      const path = incoming.url ?? '/';
      const request = Buffer.concat(parts).toString('utf8');
      const key = incoming.headers['idempotency-key'];
      const again = typeof key === 'string' ? answered.get(`${path} ${key}`) : undefined;
      const served: Served = again ?? (incoming.method !== 'POST' ? { status: 405, body: { error: 'Connectors are asked by POST.', connectors: Object.keys(connectors) } }
        : size > MAX_REQUEST_BYTES ? { status: 413, body: { error: 'The request is too long.' } } : serveSample(connectors, path, request));
      if (typeof key === 'string' && served.status === 200 && answered.size < 10_000) answered.set(`${path} ${key}`, served);
      heard?.({ path, status: served.status, request: request.slice(0, 2000), response: served.body });
      reply.writeHead(served.status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(served.body));
    });
    incoming.on('error', () => { reply.destroy(); });
  });
  return {
    start: () => new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => { reject(new Fault('usage', `The sample service cannot listen on port ${port} (${error.code ?? error.message}).`, 'Give another --port; 0 takes any free one.', { where: '--port', cause: error })); });
      server.listen(port, host, () => { resolve({ port: (server.address() as AddressInfo).port }); });
    }),
    stop: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}
