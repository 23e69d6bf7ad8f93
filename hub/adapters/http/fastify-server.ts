// The hub's HTTP server: binds the table of routes, keeps strangers and other sites out, serves the console.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Fault } from '../../../flows/protocol/faults.ts';
import type { Audit, Clock, Log } from '../../core/ports.ts';
import type { Asking, Gate } from './gate.ts';
import { problem, type Route, type RouteReply } from './route.ts';

export interface HttpServer {
  readonly server: Server;
  /** What is really bound, such as `GET /api/me`: a door beside the table of routes would show here. */
  bound(): readonly string[];
  /** Shows this certificate to those who connect from now on. */ secure(tls: { key: string; cert: string }): void; start(): Promise<{ port: number }>; stop(): Promise<void> }

/** The key that a kiosk showed in its TLS handshake; browsers show none. */
function clientKeyOf(request: IncomingMessage): string | undefined {
  const certificate = 'getPeerX509Certificate' in request.socket ? (request.socket as TLSSocket).getPeerX509Certificate() : undefined;
  return certificate && createHash('sha256').update(certificate.publicKey.export({ type: 'spki', format: 'der' })).digest('hex');
}

/** What the gate needs to know of a request. */
export function askingOf(request: IncomingMessage): Asking {
  const { headers } = request;
  const site = headers['sec-fetch-site'];
  return { host: headers.host, origin: headers.origin, site: typeof site === 'string' ? site : undefined, cookies: headers.cookie, authorization: headers.authorization, secure: 'encrypted' in request.socket };
}

const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

function send(reply: FastifyReply, result: RouteReply): FastifyReply {
  reply.code(result.status ?? 200);
  reply.headers({ 'cache-control': 'no-store', ...result.headers });
  if (result.bytes) return reply.type(result.type ?? 'application/octet-stream').send(result.bytes);
  return result.text === undefined ? reply.type(result.type ?? 'application/json').send(JSON.stringify(result.json ?? null)) : reply.type(result.type ?? 'text/plain').send(result.text);
}

export function createHttpServer(options: { host: string; port: number; routes: readonly Route[]; gate: Gate; audit: Audit; clock: Clock; consoleFolder: string; log: Log; tls?: { key: string; cert: string } | undefined }): HttpServer {
  const { gate } = options;
  // A certificate is asked for and not judged here: who a kiosk is says its key.
  const https = options.tls ? { https: { key: options.tls.key, cert: options.tls.cert, minVersion: 'TLSv1.2' as const, requestCert: true, rejectUnauthorized: false } } : {};
  const app = fastify({ ...https, bodyLimit: 64 * 1024, requestTimeout: 30_000, connectionTimeout: 60_000, forceCloseConnections: true, routerOptions: { maxParamLength: 200 } }) as unknown as FastifyInstance;

  const bound: string[] = [];
  app.addHook('onRoute', ({ method, url }) => { bound.push(...[method].flat().map((one) => `${one} ${url}`)); });
  app.addHook('onRequest', async (_request, reply) => { reply.headers(SECURITY_HEADERS); });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) return send(reply, problem('message-too-large', 'The request is too large.', 'Send less at once.'));
    if (status >= 400 && status < 500) return send(reply, problem('usage', 'The request cannot be read.', 'Send JSON with the content type application/json.', { status }));
    options.log.error('A request failed.', { error: String(error) });
    if (error instanceof Fault) return send(reply, problem(error.code, error.message, error.mend));
    return send(reply, problem('internal', 'Something failed in the hub.', 'Try again; if it stays, look at the hub\'s log.'));
  });
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/api/') || request.url.startsWith('/content/') || request.url.startsWith('/assets/')) return send(reply, problem('not-found', 'There is nothing here.', 'Check the address.'));
    if (!existsSync(options.consoleFolder)) return send(reply, { status: 503, text: 'The staff console has not been built. Run: npm run build\n' });
    return reply.type('text/html').header('cache-control', 'no-cache').sendFile('index.html');
  });

  for (const route of options.routes) {
    app.route({
      method: route.method, url: route.path, bodyLimit: route.bodyLimit ?? 64 * 1024,
      handler: async (request: FastifyRequest, reply) => {
        const asking = askingOf(request.raw);
        const params = request.params as Record<string, string>;
        const admitted = await gate.who(asking, true);
        const { as } = admitted;
        const staff = as !== null && (as.needs === 'nothing' || route.early) ? as.staff : null;
        const note = (status: number): Promise<void> => options.audit.note({ at: options.clock.now(), who: as?.staff.name ?? '', what: 'request', detail: { method: route.method, route: route.path, ...(Object.keys(params).length > 0 ? { params } : {}), status, remote: request.ip } });
        // Every change of somebody's, also a refused one, leaves its trace here, so that no route can forget it.
        const settle = async (result: RouteReply): Promise<FastifyReply> => {
          if (route.method !== 'GET' && as) await note(result.status ?? 200);
          return send(reply, result);
        };
        const refused = gate.refuse(route, admitted, { ...asking, ownHeader: request.headers['x-foyer'] !== undefined, params });
        if (refused) return settle(refused);
        let body: unknown = request.body;
        if (route.body) {
          const parsed = route.body.safeParse(request.body);
          if (!parsed.success) {
            const issue = parsed.error.issues[0];
            return settle(problem('usage', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not as agreed'}`, 'Mend this field and send it again.'));
          }
          body = parsed.data;
        }
        try {
          return await settle(await route.handle({
            params, query: request.query as Record<string, string>, body, staff, as, token: admitted.token, remote: request.ip, authorization: asking.authorization,
            device: String(request.headers['user-agent'] ?? ''), origin: `${asking.secure ? 'https' : 'http'}://${asking.host ?? ''}`, secure: asking.secure, url: request.url, cookies: asking.cookies,
            clientKey: clientKeyOf(request.raw), range: request.headers.range, ifNoneMatch: request.headers['if-none-match'],
          }));
        } catch (error) {
          if (route.method !== 'GET' && as) await note(500).catch((failed: unknown) => options.log.error('A failed request could not be noted.', { error: String(failed) }));
          throw error;
        }
      },
    });
  }

  return {
    server: app.server,
    bound: () => bound,
    secure({ key, cert }) { if ('setSecureContext' in app.server) (app.server as unknown as TlsServer).setSecureContext({ key, cert }); },
    async start() {
      if (existsSync(options.consoleFolder)) {
        await app.register(fastifyStatic, { root: options.consoleFolder, index: ['index.html'], cacheControl: false, setHeaders: (response, path) => response.header('cache-control', /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache') });
      } else app.decorateReply('sendFile', function missing() { throw new Error('The console has not been built.'); });
      try {
        await app.listen({ host: options.host, port: options.port });
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code === 'EADDRINUSE') throw new Fault('port-taken', `HTTP port ${options.port} is taken by another program.`, 'Stop that program, or choose another port with --port.', { where: `${options.host}:${options.port}` });
        if (code === 'EACCES' || code === 'EADDRNOTAVAIL') throw new Fault('port-taken', `The hub cannot listen on ${options.host}:${options.port} (${code}).`, 'Choose another address with --host or another port with --port.');
        throw error;
      }
      const bound = app.server.address();
      return { port: typeof bound === 'object' && bound ? bound.port : options.port };
    },
    async stop() { await app.close(); },
  };
}
