// The screen's door against friendly and hostile pages: each gets its own answer, the others notice nothing.
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createSocketScreen } from '../../device/adapters/socket-screen.ts';
import type { Screen } from '../../device/core/ports.ts';
import type { ScreenEvent, ScreenMessage } from '../../flows/protocol/screen.ts';
import { createKeptLog } from '../fakes/silent-log.ts';

let screen: Screen;
let events: ScreenEvent[];
let folder: string;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-screen-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>kiosk</title>');
  writeFileSync(join(folder, 'assets', 'a.js'), 'export {};');
  events = [];
  screen = createSocketScreen({ port: 0, folder, log: createKeptLog() });
  await screen.start({ event: (event) => { events.push(event); }, connected: () => undefined });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await screen.stop();
});

interface Page { socket: WebSocket; got: ScreenMessage[]; closed: Promise<number> }
async function page(headers: Record<string, string> = {}, path = 'screen'): Promise<Page> {
  const socket = new WebSocket(`${screen.url.replace('http', 'ws')}${path}`, { headers });
  sockets.push(socket);
  const got: ScreenMessage[] = [];
  socket.on('message', (data) => got.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
  return { socket, got, closed };
}
async function eventually(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 3000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('it never held');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const PRESENCE: ScreenMessage = { type: 'presence', presence: 'idle' };
const COMFORT: ScreenMessage = { type: 'comfort', volume: 2, slower: false, larger: false };

describe('the page', () => {
  it('is served with a policy that allows no inline script', async () => {
    const response = await fetch(screen.url);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('kiosk');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect((await fetch(`${screen.url}assets/a.js`)).headers.get('content-type')).toContain('text/javascript');
  });

  it('cannot be used to read anything else', async () => {
    for (const path of ['/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets', '/nothing', '/%00', '/%ff']) {
      const status = await new Promise<string>((resolve) => {
        const socket = connect(Number(new URL(screen.url).port), '127.0.0.1', () => socket.end(`GET ${path} HTTP/1.1\r\nHost: ${new URL(screen.url).host}\r\nConnection: close\r\n\r\n`));
        let text = '';
        socket.on('data', (data) => { text += String(data); });
        socket.on('close', () => resolve(text));
      });
      expect(status).toMatch(/^HTTP\/1\.1 40[04]/);
      expect(status).not.toContain('root:');
    }
    expect((await fetch(screen.url, { method: 'POST' })).status).toBe(405);
  });

  it('answers only to its own name, so that a foreign site cannot reach it by rebinding', async () => {
    const port = Number(new URL(screen.url).port);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'));
      let text = '';
      socket.on('data', (data) => { text += String(data); });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 421/);
  });
});

describe('the socket', () => {
  it('replays what a page that connects needs to know, and nothing twice', async () => {
    screen.send({ type: 'presence', presence: 'speaking' });
    screen.send(PRESENCE);
    screen.send(COMFORT);
    screen.send({ type: 'level', microphone: 1, output: 1 });
    const { got } = await page();
    await eventually(() => got.length >= 2);
    expect(got).toEqual([COMFORT, PRESENCE]);
  });

  it('sends to every page and hears every page', async () => {
    const [one, two] = [await page(), await page()];
    screen.send(PRESENCE);
    await eventually(() => one.got.length > 0 && two.got.length > 0);
    two.socket.send(JSON.stringify({ type: 'touch', id: 'card' }));
    await eventually(() => events.length > 0);
    expect(events).toEqual([{ type: 'touch', id: 'card' }]);
  });

  it.each([
    ['text that is not JSON', 'hello', 1007],
    ['an unknown type', '{"type":"shutdown"}', 1007],
    ['a field of the wrong kind', '{"type":"touch","id":7}', 1007],
    ['a value that is too long', JSON.stringify({ type: 'text', text: 'x'.repeat(501) }), 1007],
    ['binary data', Buffer.from([1, 2, 3]), 1007],
    ['a message beyond the size limit', 'x'.repeat(70 * 1024), 1009],
  ])('closes only that page which sends %s', async (_name, bad, code) => {
    const [good, hostile] = [await page(), await page()];
    hostile.socket.send(bad);
    expect(await hostile.closed).toBe(code);
    good.socket.send(JSON.stringify({ type: 'control', control: 'start' }));
    await eventually(() => events.length === 1);
    screen.send(PRESENCE);
    await eventually(() => good.got.length > 0);
  });

  it('closes a page that floods', async () => {
    const [good, hostile] = [await page(), await page()];
    for (let i = 0; i < 500; i += 1) hostile.socket.send('{"type":"control","control":"still-here"}');
    expect(await hostile.closed).toBe(1008);
    expect(events.length).toBeLessThan(100);
    expect(good.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('refuses pages of another origin and other paths', async () => {
    await expect(page({ Origin: 'http://evil.example' })).rejects.toThrow(/403/);
    await expect(page({}, 'other')).rejects.toThrow(/403/);
    const own = await page({ Origin: screen.url.replace(/\/$/, '') });
    expect(own.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('survives garbage on the wire', async () => {
    const port = Number(new URL(screen.url).port);
    for (const garbage of ['\x16\x03\x01\x02\x00', 'GET /screen HTTP/1.1\r\nUpgrade: websocket\r\n', 'x'.repeat(100_000)]) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => { socket.write(garbage); socket.destroy(); });
        socket.on('close', () => resolve());
        socket.on('error', () => resolve());
      });
    }
    expect((await fetch(screen.url)).status).toBe(200);
  });
});

describe('a port that is taken', () => {
  it('is named in one sentence with the mend', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const second = createSocketScreen({ port, folder, log: createKeptLog() });
    await expect(second.start({ event: () => undefined, connected: () => undefined })).rejects.toMatchObject({
      code: 'port-taken', message: expect.stringContaining(String(port)), mend: expect.stringContaining('--port'),
    });
    await new Promise<void>((resolve) => other.close(() => resolve()));
  });
});
