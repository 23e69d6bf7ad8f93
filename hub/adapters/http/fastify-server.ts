// The hub's HTTP server: binds the table of routes, keeps strangers and other sites out, serves the console.
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Fault } from '../../../flows/protocol/faults.ts';
import { may } from '../../core/access.ts';
import type { Log, StaffMember } from '../../core/ports.ts';
import { problem, type Route, type RouteReply } from './route.ts';
import { COOKIE } from './staff-routes.ts';

export interface HttpServer { readonly server: Server; start(): Promise<{ port: number }>; stop(): Promise<void> }

/** The value of the staff cookie in a Cookie header. */
export function staffToken(header: string | undefined): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === COOKIE && value) return value;
  }
  return undefined;
}

/** A request that changes something must come from our own page: its origin is this host and it carries our header. */
export function fromOwnPage(headers: { origin?: string | undefined; host?: string | undefined }): boolean {
  if (headers.origin === undefined) return true; // not a browser; browsers always say where a change comes from
  try { return new URL(headers.origin).host === headers.host; } catch { return false; }
}

const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
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

export function createHttpServer(options: { host: string; port: number; routes: readonly Route[]; who(token: string | undefined): Promise<StaffMember | undefined>; consoleFolder: string; log: Log }): HttpServer {
  const app: FastifyInstance = fastify({ bodyLimit: 64 * 1024, requestTimeout: 30_000, connectionTimeout: 60_000, forceCloseConnections: true, routerOptions: { maxParamLength: 200 } });

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
        const token = staffToken(request.headers.cookie);
        const staff = route.access === 'open' ? null : await options.who(token) ?? null;
        if (route.access !== 'open' && route.access !== 'kiosk-or-staff') {
          if (!staff) return send(reply, problem('not-signed-in', 'Sign in first.', 'Open the console and sign in.'));
          if (!may(staff.roles, route.access)) return send(reply, problem('not-allowed', 'Your role does not include this.', 'Ask an administrator for the role.'));
        }
        if (route.method !== 'GET' && (request.headers['x-foyer'] === undefined || !fromOwnPage(request.headers))) {
          return send(reply, problem('not-allowed', 'This request does not come from the console.', 'Send the header x-foyer, from the hub\'s own page.'));
        }
        let body: unknown = request.body;
        if (route.body) {
          const parsed = route.body.safeParse(request.body);
          if (!parsed.success) {
            const issue = parsed.error.issues[0];
            return send(reply, problem('usage', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not as agreed'}`, 'Mend this field and send it again.'));
          }
          body = parsed.data;
        }
        return send(reply, await route.handle({ params: request.params as Record<string, string>, query: request.query as Record<string, string>, body, staff, token, remote: request.ip, authorization: request.headers.authorization, range: request.headers.range, ifNoneMatch: request.headers['if-none-match'] }));
      },
    });
  }

  return {
    server: app.server,
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
