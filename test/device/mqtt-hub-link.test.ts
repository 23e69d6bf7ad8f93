// The hub link on a real broker: births and wills, nothing malformed gets in, and a hub that dies costs no event.
import { createServer, type Server } from 'node:http';
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createMqttHubLink, type MqttHubLinkOptions } from '../../device/adapters/mqtt-hub-link.ts';
import { createHubLine } from '../../device/adapters/tls-hub-line.ts';
import { createHubTrust } from '../../device/core/hub-trust.ts';
import { createSystemClock } from '../../device/adapters/system-clock.ts';
import { createMemoryStore } from '../../device/core/memory-store.ts';
import { createOutbox } from '../../device/core/outbox.ts';
import type { HubLink, HubLinkEvents } from '../../device/core/ports.ts';
import { bundleText } from '../../flows/protocol/content.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { ADDRESS, createAckingHub, SECRET, startSmallBroker, type SmallBroker } from './small-broker.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => { for (const thing of open.splice(0).reverse()) await thing.stop(); });

/** Polls something real until it holds; names what it waited for when it does not. */
async function eventually(what: string, holds: () => boolean, ms = 8000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function plainLine(hub: { mqtt: string; http: string; secret: string }): Pick<MqttHubLinkOptions, 'trust' | 'openLine' | 'fetch'> {
  const trust = createHubTrust({ given: { ...hub, address: ADDRESS, pins: [] }, file: { read: () => null, write: () => undefined }, ring: () => null, name: ADDRESS, problem: () => undefined });
  const line = createHubLine({ trust });
  open.push({ stop: async () => line.stop() });
  return { trust, openLine: () => line.openMqtt(), fetch: line.fetch };
}
function linkTo(port: number, more: { secret?: string; http?: number } = {}) {
  const log = createKeptLog();
  const calls: { name: string; args: unknown[] }[] = [];
  const note = (name: string) => (...args: unknown[]): void => { calls.push({ name, args }); };
  const events: HubLinkEvents = { online: note('online'), offline: note('offline'), acknowledged: note('acknowledged'), desired: note('desired'), escalate: note('escalate'), reply: note('reply'), rate: note('rate'), command: note('command') };
  const link: HubLink = createMqttHubLink({ ...plainLine({ mqtt: `mqtt://127.0.0.1:${port}`, http: `http://127.0.0.1:${more.http ?? 1}`, secret: more.secret ?? SECRET }), boot: 'boot-1', clock: createSystemClock(), log, random: () => 0.1 });
  open.push(link);
  return { link, log, calls, events, of: (name: string) => calls.filter((c) => c.name === name) };
}
async function broker(options: Parameters<typeof startSmallBroker>[0] = {}): Promise<SmallBroker> {
  const made = await startSmallBroker(options);
  open.push({ stop: () => made.kill().catch(() => undefined) });
  return made;
}

describe('the hub link', () => {
  it('is online only when the hub application says that it is ready', async () => {
    const hub = await broker();
    const { link, events, of } = linkTo(hub.port);
    await link.start(events);
    await eventually('a first connection', () => link.sendState({ state: 'ready', boot: '', session: 0, at: 1, capabilities: [], versions: {}, cursor: 0 }));
    expect(of('online')).toHaveLength(0);
    hub.announce();
    await eventually('online', () => of('online').length === 1);
    hub.announce('stopping');
    await eventually('offline', () => of('offline').length === 1);
  });

  it('puts its boot and connection number into birth and will, so that an old will cannot kill a new session', async () => {
    const hub = await broker();
    hub.announce();
    const { link, events, of } = linkTo(hub.port);
    await link.start(events);
    await eventually('online', () => of('online').length === 1);
    link.sendState({ state: 'birth', boot: 'x', session: 0, at: 1, capabilities: [], versions: {}, cursor: 0 });
    await eventually('a birth', () => hub.of('up/state').length === 1);
    expect(hub.of('up/state')[0]).toMatchObject({ state: 'birth', boot: 'boot-1', session: 1 });
  });

  it('returns from start at once and keeps trying when nobody is there', async () => {
    const { link, events, log } = linkTo(1);
    const begun = performance.now();
    await link.start(events);
    expect(performance.now() - begun).toBeLessThan(5000);
    await eventually('a sentence about it', () => log.lines.some((l) => l.text.includes('(hub-unreachable)')));
    expect(link.sendState({ state: 'ready', boot: '', session: 0, at: 1, capabilities: [], versions: {}, cursor: 0 })).toBe(false);
  });

  it('names a refused credential as such', async () => {
    const hub = await broker();
    const { link, events, log } = linkTo(hub.port, { secret: 'wrong-secret' });
    await link.start(events);
    await eventually('a refusal', () => log.lines.some((l) => l.text.includes('(hub-refused)')));
  });

  it('logs and ignores whatever does not keep to its form', async () => {
    const hub = await broker();
    hub.announce();
    const { link, events, of, log } = linkTo(hub.port);
    await link.start(events);
    await eventually('online', () => of('online').length === 1);
    for (const raw of ['not json', '[]', '{"v":2,"epoch":"e","upTo":1}', '{"v":1,"epoch":"e","upTo":"many"}', 'x'.repeat(200_000)]) hub.publish('down/ack', null, { raw });
    hub.publish('down/ack', { v: 1, epoch: 'e', upTo: 4, newer: 'fields are kept' });
    await eventually('the good one', () => of('acknowledged').length === 1);
    expect(of('acknowledged')[0]?.args).toEqual(['e', 4]);
    expect(log.lines.filter((l) => l.text.startsWith('ignored')).length).toBe(5);
  });

  it('connects again by itself when the hub is killed and comes back on the same port', async () => {
    const first = await broker();
    first.announce();
    const { link, events, of } = linkTo(first.port);
    await link.start(events);
    await eventually('online', () => of('online').length === 1);
    await first.kill();
    await eventually('offline', () => of('offline').length === 1);
    const second = await broker({ port: first.port });
    second.announce();
    await eventually('online again', () => of('online').length === 2);
  });

  it('brings every event to the hub exactly once in effect though the hub is killed again and again', async () => {
    const hub = createAckingHub();
    const onMessage = (topic: string, body: Record<string, unknown>, on: SmallBroker): void => { if (topic.endsWith('up/event')) hub.take(body, on); };
    let current = await broker({ onMessage });
    current.announce();
    const store = createMemoryStore({ epoch: 'e', source: '/t/s/k', newId: () => 'id', now: Date.now });
    const { link, events } = linkTo(current.port);
    const outbox = createOutbox({ sources: () => [store], link, clock: createSystemClock(), log: createKeptLog(), random: () => 0.05, lingerMs: 5 });
    await link.start({ ...events, online: () => outbox.online(), offline: () => outbox.offline(), acknowledged: (epoch, upTo) => outbox.acknowledged(epoch, upTo) });
    const TOTAL = 900;
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < TOTAL / 3; i += 1) store.record([{ data: { type: 'foyer.incident', code: 'c', text: `${round}-${i}`, session: null }, type: 'foyer.incident', time: '2026-11-23T00:00:00Z', boot: 'b', clock: 'synchronised' }], undefined);
      outbox.recorded();
      await eventually('some events', () => hub.seen.size > round * 250 + 20);
      const { port } = current;
      await current.kill();
      current = await broker({ port, onMessage });
      current.announce();
    }
    await eventually('an empty outbox', () => store.outboxDepth().rows === 0, 20_000);
    outbox.stop();
    expect([...hub.seen.keys()].length).toBe(TOTAL);
    expect(hub.seen.has(`e:${TOTAL}`)).toBe(true);
  }, 40_000);
});

describe('fetching a bundle', () => {
  const files = { 'pack.yaml': 'name: x\n' };
  const text = bundleText(files);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const release = { pack: 'x', version: '1.0.0', sha256, bytes: text.length };
  async function content(answer: (path: string, authorization: string) => { status: number; body: string }): Promise<number> {
    const server: Server = createServer((request, response) => {
      const { status, body } = answer(request.url ?? '', request.headers.authorization ?? '');
      response.statusCode = status;
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ stop: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) });
    return (server.address() as AddressInfo).port;
  }

  it('shows its credential and gives the files when the bytes are the announced ones', async () => {
    const own = `Basic ${Buffer.from(`t.s.k:${SECRET}`).toString('base64')}`;
    const http = await content((path, authorization) => ({ status: path === `/content/${sha256}` && authorization === own ? 200 : 404, body: text }));
    await expect(linkTo(1, { http }).link.fetchBundle(release)).resolves.toEqual(files);
  });

  it('refuses other bytes, a missing bundle and something that is no pack', async () => {
    const tampered = await content(() => ({ status: 200, body: text.replace('x', 'y') }));
    await expect(linkTo(1, { http: tampered }).link.fetchBundle(release)).rejects.toMatchObject({ code: 'checksum-wrong' });
    const missing = await content(() => ({ status: 404, body: '' }));
    await expect(linkTo(1, { http: missing }).link.fetchBundle(release)).rejects.toMatchObject({ code: 'hub-refused' });
    const odd = '{"../etc/passwd.yaml":"x"}';
    const hash = createHash('sha256').update(odd).digest('hex');
    const strange = await content(() => ({ status: 200, body: odd }));
    await expect(linkTo(1, { http: strange }).link.fetchBundle({ ...release, sha256: hash })).rejects.toMatchObject({ code: 'message-malformed' });
  });
});
