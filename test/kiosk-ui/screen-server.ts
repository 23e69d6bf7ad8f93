// Plays the device for a page: serves the built screen with the device's security headers and speaks the screen protocol.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { ScreenEvent, ScreenMessage } from '../../flows/protocol/screen.ts';

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' };

/** The policy the device is asked to send; the page must work under exactly this one. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface ScreenServer {
  readonly url: string;
  /** Everything the pages sent, oldest first. */
  readonly received: ScreenEvent[];
  send(message: ScreenMessage): void;
  sendRaw(text: string): void;
  /** Cuts every page off; `listen` again with `open`. */
  cut(): Promise<void>;
  open(): Promise<void>;
  stop(): Promise<void>;
}

/** Serves `folder`; on connect a page gets `greeting` after its `ready`. */
export async function startScreenServer(folder: string, greeting: () => ScreenMessage[]): Promise<ScreenServer> {
  const received: ScreenEvent[] = [];
  const pages = new Set<WebSocket>();
  let accepts = true;
  const http = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname)).replace(/^(\.\.(\/|$))+/, '');
    const file = join(folder, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (body) => response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (!accepts || request.url !== '/screen') return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (page) => {
      pages.add(page);
      page.on('close', () => pages.delete(page));
      page.on('message', (data) => {
        const event = JSON.parse(String(data)) as ScreenEvent;
        received.push(event);
        if (event.type === 'ready') for (const message of greeting()) page.send(JSON.stringify(message));
      });
    });
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  const sendRaw = (text: string): void => { for (const page of pages) page.send(text); };
  const cut = async (): Promise<void> => {
    accepts = false;
    for (const page of pages) page.terminate();
  };
  return {
    url: `http://127.0.0.1:${port}/`, received, sendRaw, cut,
    send: (message) => sendRaw(JSON.stringify(message)),
    open: async () => { accepts = true; },
    async stop() {
      await cut();
      await new Promise((done) => http.close(done));
    },
  };
}
