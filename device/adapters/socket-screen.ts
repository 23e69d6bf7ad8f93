// The customer screen's door: serves the built page and one WebSocket on the loopback address. A page is never trusted:
// what is malformed, too large or from another origin is answered by closing that one socket.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import type { WebSocket, WebSocketServer } from 'ws';
import { Fault } from '../../flows/protocol/faults.ts';
import { MAX_SCREEN_MESSAGE_BYTES, ScreenEvent } from '../../flows/protocol/screen.ts';
import type { ScreenMessage } from '../../flows/protocol/screen.ts';
import type { Log, Screen } from '../core/ports.ts';

export interface SocketScreenOptions {
  port: number; // 0 = any free port
  host?: string; // default 127.0.0.1
  folder: string; // the built page
  log: Log;
}

const REPLAYED = ['hello', 'comfort', 'status', 'view', 'presence', 'countdown', 'caption'] as const;
const MAX_PAGES = 16;
const MESSAGES_PER_SECOND = 40;
/** A page that does not answer for so long is let go; a living one comes back by itself. */
const BEAT_MS = 10_000;
/** A page that reads nothing must not fill the kiosk's memory. */
const MAX_BUFFERED = 4 * 1024 * 1024;
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2', '.png': 'image/png', '.json': 'application/json', '.ico': 'image/x-icon', '.webmanifest': 'application/manifest+json', '.map': 'application/json',
};
// Lit writes its styles as constructed sheets and through the style object, so that nothing inline has to be allowed.
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self'; manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `start` throws Fault `port-taken` when it cannot listen. */
export function createSocketScreen(options: SocketScreenOptions): Screen {
  const host = options.host ?? '127.0.0.1';
  const last = new Map<string, ScreenMessage>();
  const pages = new Set<WebSocket>();
  let server: Server | null = null;
  let sockets: WebSocketServer | null = null;
  let port = options.port;
  let beat: NodeJS.Timeout | undefined;
  const quiet = new WeakSet<WebSocket>(); // asked, and not answered yet

  function headers(response: ServerResponse): void {
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Permissions-Policy', 'camera=(), geolocation=()');
  }
  function serve(request: IncomingMessage, response: ServerResponse): void {
    headers(response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET is served here.');
    if (!ownHost(request.headers.host)) return refuse(response, 421, 'This address serves the kiosk screen only.');
    let path: string;
    try {
      path = decodeURIComponent(new URL(request.url ?? '/', 'http://kiosk').pathname);
    } catch {
      return refuse(response, 400, 'The address cannot be read.');
    }
    if (path.includes('\0')) return refuse(response, 400, 'The address cannot be read.');
    const file = normalize(join(options.folder, path === '/' ? 'index.html' : path));
    if (!file.startsWith(normalize(options.folder) + sep) || !existsSync(file) || !statSync(file).isFile()) {
      if (path === '/') return refuse(response, 503, 'The screen has not been built yet: run `npm run build` once.');
      return refuse(response, 404, 'There is nothing here.');
    }
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.setHeader('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store');
    if (request.method === 'HEAD') { response.end(); return; }
    createReadStream(file).on('error', () => response.destroy()).pipe(response);
  }
  function refuse(response: ServerResponse, status: number, text: string): void {
    response.statusCode = status;
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.end(`${text}\n`);
  }
  function ownHost(value: string | undefined): boolean {
    return value === `127.0.0.1:${port}` || value === `localhost:${port}` || value === `[::1]:${port}` || value === `${host}:${port}`;
  }
  /** Pages of other sites in the same browser must not drive the kiosk; programs without an origin are local anyway. */
  function ownOrigin(origin: string | undefined): boolean {
    return origin === undefined || (origin.startsWith('http://') && ownHost(origin.slice('http://'.length)));
  }

  function welcome(page: WebSocket, events: Parameters<Screen['start']>[0]): void {
    pages.add(page);
    page.on('pong', () => quiet.delete(page));
    let tokens = MESSAGES_PER_SECOND;
    let refilled = performance.now();
    page.on('message', (data, binary) => {
      const now = performance.now();
      tokens = Math.min(MESSAGES_PER_SECOND, tokens + ((now - refilled) / 1000) * MESSAGES_PER_SECOND);
      refilled = now;
      tokens -= 1;
      const event = binary ? null : readEvent(String(data));
      if (!event || tokens < 0) {
        options.log.warn('closed a screen socket', { reason: event ? 'too many messages' : 'malformed message' });
        page.close(event ? 1008 : 1007, event ? 'too many messages' : 'malformed message');
        pages.delete(page);
        return;
      }
      if (event.type === 'ready') replay(page);
      events.event(event);
    });
    page.on('error', (error) => options.log.warn('a screen socket failed', { error: error.message }));
    page.on('close', () => {
      pages.delete(page);
      events.connected(pages.size);
    });
    replay(page);
    events.connected(pages.size);
  }
  function replay(page: WebSocket): void {
    for (const type of REPLAYED) {
      const message = last.get(type);
      if (message) page.send(JSON.stringify(message));
    }
  }

  return {
    get url() { return `http://${host}:${port}/`; },
    async start(events) {
      const { WebSocketServer } = await import('ws');
      const http = createServer(serve);
      http.headersTimeout = 5000;
      http.requestTimeout = 10_000;
      const accept = new WebSocketServer({ noServer: true, maxPayload: MAX_SCREEN_MESSAGE_BYTES, perMessageDeflate: false });
      http.on('upgrade', (request, socket, head) => {
        socket.on('error', () => socket.destroy());
        const path = (request.url ?? '').split('?')[0];
        if (path !== '/screen' || !ownOrigin(request.headers.origin) || !ownHost(request.headers.host) || pages.size >= MAX_PAGES) {
          socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
          return;
        }
        accept.handleUpgrade(request, socket, head, (page) => welcome(page, events));
      });
      http.on('clientError', (_error, socket) => { socket.destroy(); });
      await new Promise<void>((resolve, reject) => {
        http.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new Fault('port-taken', `Port ${options.port} is ${error.code === 'EACCES' ? 'not allowed for this user' : 'in use by another program'}.`, 'Stop that program or choose another port with --port.', { where: `${host}:${options.port}`, cause: error })
          : error));
        http.listen(options.port, host, resolve);
      });
      const bound = http.address();
      if (bound && typeof bound === 'object') port = bound.port;
      server = http;
      sockets = accept;
      beat = setInterval(() => {
        for (const page of pages) {
          if (quiet.has(page)) page.terminate();
          else {
            quiet.add(page);
            page.ping();
          }
        }
      }, BEAT_MS);
      beat.unref();
    },
    send(message) {
      if ((REPLAYED as readonly string[]).includes(message.type)) last.set(message.type, message);
      const text = JSON.stringify(message);
      for (const page of pages) {
        if (page.bufferedAmount > MAX_BUFFERED) page.terminate();
        else if (page.readyState === page.OPEN) page.send(text);
      }
    },
    async stop() {
      clearInterval(beat);
      for (const page of pages) page.close(1001, 'the kiosk is stopping');
      sockets?.close();
      const http = server;
      server = null;
      if (!http) return;
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
      for (const page of pages) page.terminate();
      pages.clear();
    },
  };
}

function readEvent(text: string): ScreenEvent | null {
  try {
    const parsed = ScreenEvent.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
