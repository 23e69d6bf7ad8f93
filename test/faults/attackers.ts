// Wicked peers for the fuzz and the flood: over MQTT as an enrolled kiosk and as a stranger, over HTTP with and without a
// sign-in, over the two WebSockets. Each goes on until it is told to stop and counts what it sent.
import { readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { ScreenEvent } from '../../flows/protocol/screen.ts';
import { TOPICS, topicFor, type KioskAddress, type TopicName } from '../../flows/protocol/topics.ts';
import { mutateBytes, mutateValue } from './mutation.ts';
import { connectFrame, frame, publishFrame, subscribeFrame } from './mqtt-frames.ts';
import { pause, ROOT } from './processes.ts';
import type { Random } from './random.ts';

export interface Attack { /** Messages, packets or requests so far. */ readonly sent: number; stop(): Promise<void> }

const GOLDEN = join(ROOT, 'test/fixtures/wire/0.1.0/messages.json');

function golden(): { name: TopicName; message: unknown }[] {
  return JSON.parse(readFileSync(GOLDEN, 'utf8')) as { name: TopicName; message: unknown }[];
}

function attack(step: () => Promise<void>): Attack & { count(): void } {
  let running = true;
  let sent = 0;
  const done = (async () => {
    await pause(0); // whoever made this has it by then
    while (running) await step();
  })();
  return {
    get sent() { return sent; },
    count() { sent += 1; },
    async stop() {
      running = false;
      await done;
    },
  };
}

async function open(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    socket.on('error', () => resolve(null));
    socket.resume();
    socket.once('connect', () => resolve(socket));
  });
}

/** Every topic of the table is tried, with golden messages where there are some, mutated as values or as bytes. */
export function fuzzMqtt(options: { port: () => number; address: KioskAddress; secret: string; random: Random }): Attack {
  const { address, random } = options;
  const name = `${address.tenant}.${address.site}.${address.kiosk}`;
  const seeds = golden();
  const names = Object.keys(TOPICS) as TopicName[];
  function packet(): Buffer {
    const topicName = random.pick(names);
    const fitting = seeds.filter((one) => one.name === topicName);
    const message = fitting.length > 0 ? random.pick(fitting).message : { v: 1 };
    const topic = random.next() < 0.9 ? topicFor(topicName, address) : random.pick(['#', '+', '$SYS/#', `${topicFor(topicName, address)}/more`, topicFor(topicName, { ...address, kiosk: 'k1' }), '', '\u0000']);
    const whole = publishFrame(topic, JSON.stringify(random.next() < 0.8 ? mutateValue(message, random) : message), 1 + random.int(65_000), random.next() < 0.2 ? 0 : 1);
    if (random.next() < 0.7) return whole;
    return random.next() < 0.8 ? mutateBytes(whole, random) : frame(random.int(16), random.int(16), random.bytes(random.int(60)));
  }
  const made = attack(async () => {
    const socket = await open(options.port());
    if (!socket) return pause(50);
    const hello = connectFrame({ clientId: name, username: address.kiosk, password: options.secret });
    socket.write(random.next() < 0.8 ? hello : mutateBytes(hello, random));
    if (random.next() < 0.5) socket.write(subscribeFrame([random.next() < 0.5 ? `${topicFor('down/ack', address).replace(/ack$/, '+')}` : '#'], 1));
    for (let i = 0; i < 1 + random.int(40) && !socket.destroyed; i += 1) {
      socket.write(packet());
      made.count();
      if (i % 4 === 0) await pause(random.int(6));
    }
    if (random.next() < 0.5) socket.resetAndDestroy(); else socket.destroy();
  });
  return made;
}

/** Methods and paths as they stand in the hub's own route files, so that a new route is attacked from its first day. */
function routeTable(): { method: string; path: string }[] {
  const folder = join(ROOT, 'hub/adapters/http');
  return readdirSync(folder).filter((file) => file.endsWith('.ts')).flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/method: '([A-Z]+)',\s*path: '([^']+)'/g)].map(([, method, path]) => ({ method: method ?? 'GET', path: path ?? '/' })));
}

export function fuzzHttp(options: { port: () => number; random: Random; cookie?: string }): Attack & { readonly crashes: string[] } {
  const { random } = options;
  const routes = routeTable();
  if (routes.length === 0) throw new Error('the table of routes was not found');
  const crashes: string[] = [];
  const bodies: unknown[] = [{}, { name: 'agent', password: 'x' }, { files: { 'pack.yaml': 'name: x' } }, { name: 'say', args: { text: 'x', language: 'zh' } }, { kiosks: ['acme.hall.k1'] }];
  const made = attack(async () => {
    const { method, path } = random.pick(routes);
    // Nothing that would sign the attacker out or take the world apart by its lawful means: those are tested elsewhere.
    const filled = path.replace(/:[a-zA-Z0-9]+/g, () => encodeURIComponent(String(random.pick(['acme.hall.k1', 'small', '..', '%2e%2e', 'x'.repeat(300), '\u0000', '__proto__', '-1', '0'.repeat(64)]))));
    const text = random.next() < 0.5 ? JSON.stringify(mutateValue(random.pick(bodies), random)) : mutateBytes(Buffer.from(JSON.stringify(random.pick(bodies))), random);
    made.count();
    try {
      const reply = await fetch(`http://127.0.0.1:${options.port()}${filled}${random.next() < 0.2 ? `?limit=${encodeURIComponent(String(random.pick(['-1', 'x', '1e9', '[]'])))}` : ''}`, {
        method, signal: AbortSignal.timeout(5000), headers: { 'content-type': random.pick(['application/json', 'text/plain', 'application/json; charset=utf-8']), ...(random.next() < 0.8 ? { 'x-foyer': '1' } : {}), ...(options.cookie && random.next() < 0.7 ? { cookie: options.cookie } : {}) },
        ...(method === 'GET' || method === 'HEAD' ? {} : { body: typeof text === 'string' ? text : new Uint8Array(text) }),
      });
      const answer = await reply.text();
      if (reply.status >= 500 && reply.status !== 503) crashes.push(`${method} ${filled.slice(0, 120)} -> ${reply.status} ${answer.slice(0, 200)}`);
    } catch {
      await pause(5); // a refused or broken connection is the hub's right
    }
    await pause(random.int(8));
  });
  return Object.assign(made, { crashes });
}

/** Malformed messages only: whoever sends good ones to a screen is a visitor. */
export function fuzzSockets(options: { screen: () => string; hubPort: () => number; random: Random }): Attack {
  const { random } = options;
  const seeds: unknown[] = [{ type: 'ready', v: 1 }, { type: 'touch', id: 'x', value: 'y' }, { type: 'text', text: '几点开门' }, { type: 'control', control: 'start' }];
  const made = attack(async () => {
    const screen = options.screen();
    const socket = new WebSocket(random.next() < 0.7 ? `${screen.replace('http', 'ws').replace(/\/$/, '')}/screen` : `ws://127.0.0.1:${options.hubPort()}/api/live`, { origin: screen.replace(/\/$/, ''), handshakeTimeout: 2000 });
    const opened = await new Promise<boolean>((resolve) => {
      socket.once('open', () => resolve(true));
      socket.on('error', () => resolve(false));
    });
    for (let i = 0; opened && i < 3 && socket.readyState === WebSocket.OPEN; i += 1) {
      const value = mutateValue(random.pick(seeds), random);
      if (!ScreenEvent.safeParse(value).success) socket.send(random.next() < 0.7 ? JSON.stringify(value) ?? 'null' : mutateBytes(Buffer.from(JSON.stringify(value) ?? 'null'), random), { binary: random.next() < 0.2 }, () => undefined);
      made.count();
      await pause(random.int(20));
    }
    socket.terminate();
    await pause(random.int(30));
  });
  return made;
}

/** As many QoS 0 and QoS 1 messages as the connection takes, and again when it is cut off. */
export function flood(options: { port: () => number; address: KioskAddress; secret: string; random: Random }): Attack {
  const { address } = options;
  const metric = publishFrame(topicFor('up/metric', address), '{"v":1,"at":1,"values":{}}', 0, 0);
  const volley = Buffer.concat(Array.from({ length: 100 }, () => metric));
  const made = attack(async () => {
    const socket = await open(options.port());
    if (!socket) return pause(100);
    socket.write(connectFrame({ clientId: `${address.tenant}.${address.site}.${address.kiosk}`, username: address.kiosk, password: options.secret }));
    socket.write(subscribeFrame([topicFor('down/ack', address).replace(/ack$/, '+')], 1));
    for (let i = 0; i < 100 && !socket.destroyed; i += 1) {
      if (!socket.write(volley)) await Promise.race([new Promise((resolve) => { socket.once('drain', resolve); }), pause(200)]);
      made.count();
      await pause(1);
    }
    socket.destroy();
    await pause(20 + options.random.int(100));
  });
  return made;
}
