// A real hub on free ports in a folder of its own, real MQTT clients as kiosks, and a staff page without a browser.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { WebSocket } from 'ws';
import { build, type Hub, type HubSettings } from '../../hub/main.ts';
import type { Clock, Log } from '../../hub/core/ports.ts';
import type { Scope } from '../../hub/core/scope.ts';
import type { LiveMessage, LiveRequest } from '../../flows/protocol/staff-api.ts';
import { type KioskAddress, type Message, parseTopic, type TopicName, topicFor } from '../../flows/protocol/topics.ts';

export const SECRET = 'a-long-enough-secret';
export const K1: KioskAddress = { tenant: 'acme', site: 'hall', kiosk: 'k1' };
export const K2: KioskAddress = { tenant: 'acme', site: 'hall', kiosk: 'k2' };
export const FOREIGN: KioskAddress = { tenant: 'other', site: 'shop', kiosk: 'k9' };

export function nameOf(address: KioskAddress): string {
  return `${address.tenant}.${address.site}.${address.kiosk}`;
}
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Polls a real thing until it holds. */
export async function until<T>(what: string, probe: () => T | Promise<T>, ms = 8000): Promise<NonNullable<T>> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

export interface TestHub {
  readonly hub: Hub; readonly folder: string; readonly httpUrl: string; readonly mqttUrl: string; readonly mqttPort: number;
  readonly staff: { name: string; password: string; roles: string[] }[];
  stop(): Promise<void>;
}

export async function startHub(options: Partial<HubSettings> & { folder?: string; keep?: boolean; staff?: TestHub['staff']; log?: Log; consoleFolder?: string; people?: readonly { name: string; roles: string[]; scope?: Scope }[]; clock?: Clock } = {}): Promise<TestHub> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'foyer-hub-'));
  const staff: TestHub['staff'] = [...(options.staff ?? [])];
  const hub = build({
    dataFolder: folder, host: '127.0.0.1', port: 0, mqttPort: 0, packs: [],
    enrol: [K1, K2, FOREIGN].map((address) => ({ ...address, secret: SECRET })),
    firstStaff: (users) => { staff.push(...users); },
    ...options,
  }, { log: options.log ?? silent, ...(options.consoleFolder ? { consoleFolder: options.consoleFolder } : {}), ...(options.people ? { firstStaff: options.people } : {}), ...(options.clock ? { clock: options.clock } : {}) });
  const ports = await hub.start();
  return {
    hub, folder, staff, httpUrl: `http://127.0.0.1:${ports.http}`, mqttUrl: `mqtt://127.0.0.1:${ports.mqtt}`, mqttPort: ports.mqtt,
    async stop() {
      await hub.stop();
      if (!options.keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface TestKiosk {
  readonly client: MqttClient; readonly address: KioskAddress; readonly got: { name: TopicName; body: Record<string, unknown> }[];
  /** Resolves at the PUBACK. */
  send<N extends TopicName>(name: N, message: Message<N>): Promise<void>;
  raw(topic: string, payload: string | Buffer, options?: { qos?: 0 | 1; retain?: boolean }): Promise<void>;
  birth(extra?: Partial<Message<'up/state'>>): Promise<void>;
  /** The newest message of this name that fits. */
  wait<N extends TopicName>(name: N, fits?: (body: Message<N>) => boolean, ms?: number): Promise<Message<N>>;
  close(): Promise<void>;
}

/** Connects a kiosk; rejects when the hub refuses it. */
export async function connectKiosk(mqttUrl: string, address: KioskAddress, options: IClientOptions & { subscribe?: boolean } = {}): Promise<TestKiosk> {
  const { subscribe = true, ...rest } = options;
  const client = mqtt.connect(mqttUrl, { protocolVersion: 4, clean: true, reconnectPeriod: 0, connectTimeout: 5000, clientId: nameOf(address), username: address.kiosk, password: SECRET, ...rest });
  const got: TestKiosk['got'] = [];
  client.on('message', (topic, payload) => {
    const parsed = parseTopic(topic);
    if (parsed) got.push({ name: parsed.name, body: JSON.parse(payload.toString()) as Record<string, unknown> });
  });
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed')));
  });
  client.on('error', () => undefined);
  client.setMaxListeners(0);
  if (subscribe) await client.subscribeAsync([topicFor('down/ack', address).replace(/ack$/, '+'), topicFor('hub/state', address)], { qos: 1 });
  const raw: TestKiosk['raw'] = (topic, payload, { qos = 1, retain = false } = {}) => new Promise((resolve, reject) => {
    client.once('close', () => reject(new Error('closed')));
    client.publish(topic, payload, { qos, retain }, (error) => (error ? reject(error) : resolve()));
  });
  const send: TestKiosk['send'] = (name, message) => raw(topicFor(name, address), JSON.stringify(message), { qos: name === 'up/metric' ? 0 : 1 });
  return {
    client, address, got, send, raw,
    birth: (extra = {}) => send('up/state', { v: 1, state: 'birth', boot: 'boot-1', session: 1, at: Date.now(), capabilities: [], versions: {}, cursor: 0, ...extra }),
    wait: (name, fits = () => true, ms = 8000) => until(`${name} at ${nameOf(address)}`, () => got.findLast((one) => one.name === name && fits(one.body as never))?.body as never, ms),
    close: () => client.endAsync(true),
  };
}

export interface TestStaff { readonly cookie: string; readonly roles: readonly string[]; fetch(path: string, init?: RequestInit): Promise<Response>; live(): Promise<TestLive> }
export interface TestLive { readonly got: LiveMessage[]; send(request: LiveRequest): void; wait<T extends LiveMessage['type']>(type: T, fits?: (message: Extract<LiveMessage, { type: T }>) => boolean, ms?: number): Promise<Extract<LiveMessage, { type: T }>>; close(): void }

interface TestUser { name: string; password: string; roles: string[]; secret?: string; recovery?: string[] }
/** Signs in at any hub. An administrator is enrolled at the first time and uses recovery codes later (each code works once). */
export async function enter(httpUrl: string, user: TestUser): Promise<{ cookie: string }> {
  let cookie = '';
  const post = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const reply = await fetch(`${httpUrl}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1', ...(cookie ? { cookie } : {}) }, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
    const set = reply.headers.get('set-cookie')?.split(';')[0];
    if (set) cookie = set;
    return await reply.json() as Record<string, unknown>;
  };
  const { needs } = await post('/api/sign-in', { name: user.name, password: user.password });
  if (needs === 'enrol') {
    user.secret = String((await post('/api/me/second-factor', {}))['secret']);
    user.recovery = (await post('/api/me/second-factor/confirm', { code: codeOf(user.secret) }))['recovery'] as string[];
  } else if (needs === 'second-factor') await post('/api/me/proof', { code: user.recovery?.pop() ?? codeOf(user.secret ?? '') });
  return { cookie };
}
/** What an authenticator app shows. `steps`: so many half minutes later. */
export function codeOf(secret: string, steps = 0, at = Date.now()): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at + steps * 30_000 });
}

/** Signs in somebody by name, else the first who has the role. */
export async function signIn(hub: Pick<TestHub, 'httpUrl' | 'staff'>, role: string): Promise<TestStaff> {
  const user = hub.staff.find((one) => one.name === role) ?? hub.staff.find((one) => one.roles.includes(role));
  if (!user) throw new Error(`no staff with the role ${role}`);
  const { cookie } = await enter(hub.httpUrl, user);
  return {
    cookie, roles: user.roles,
    fetch: (path, init = {}) => fetch(`${hub.httpUrl}${path}`, { ...init, headers: { cookie, 'x-foyer': '1', ...(init.body ? { 'content-type': 'application/json' } : {}), ...(init.headers as Record<string, string>) } }),
    live: () => openLive(hub, cookie),
  };
}

/** What one person does to a pack and another approves: `author` saves and asks, `approver` says yes; then it is published. */
export interface Editors { readonly author: TestStaff; readonly approver: TestStaff }
export async function signInEditors(hub: Pick<TestHub, 'httpUrl' | 'staff'>): Promise<Editors> {
  return { author: await signIn(hub, 'author'), approver: await signIn(hub, 'approver') };
}
async function answered(reply: Response): Promise<Record<string, unknown>> {
  const body = await reply.json() as Record<string, unknown>;
  if (!reply.ok) throw new Error(`${reply.url} answered ${reply.status}: ${JSON.stringify(body)}`);
  return body;
}
/** Saves the files, sends them for review, has them approved. Gives the hash that was approved. */
export async function approvePack({ author, approver }: Editors, name: string, files: Record<string, string>): Promise<string> {
  await answered(await author.fetch(`/api/packs/${name}`, { method: 'PUT', body: JSON.stringify({ files }) }));
  const { sha256 } = await answered(await author.fetch(`/api/packs/${name}/review`, { method: 'POST', body: '{}' })) as { sha256: string };
  await answered(await approver.fetch(`/api/packs/${name}/review/approve`, { method: 'POST', body: JSON.stringify({ sha256 }) }));
  return sha256;
}
export interface Published { readonly release: { pack: string; version: string; sha256: string; bytes: number }; readonly rollout: { id: string; state: string }; readonly kiosks: { kiosk: string; version: number }[] }
/** From files to the first wave of a rollout; `how` is the body of the publish request. */
export async function publishPack(editors: Editors, name: string, files: Record<string, string>, how: Record<string, unknown> = {}): Promise<Published> {
  await approvePack(editors, name, files);
  return await answered(await editors.author.fetch(`/api/packs/${name}/publish`, { method: 'POST', body: JSON.stringify(how) })) as unknown as Published;
}

async function openLive(hub: Pick<TestHub, 'httpUrl'>, cookie: string): Promise<TestLive> {
  const socket = new WebSocket(`${hub.httpUrl.replace('http', 'ws')}/api/live`, { headers: { cookie } });
  const got: LiveMessage[] = [];
  socket.on('message', (data) => got.push(JSON.parse(String(data)) as LiveMessage));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return {
    got,
    send: (request) => socket.send(JSON.stringify(request)),
    wait: (type, fits = () => true, ms = 8000) => until(`live ${type}`, () => got.findLast((one) => one.type === type && fits(one as never)) as never, ms),
    close: () => socket.close(),
  };
}

/** A turn as a kiosk records it. */
export function turnEvent(seq: number, options: { session?: string; turn?: number; text?: string; address?: KioskAddress } = {}): Message<'up/event'>['events'][number] {
  const { tenant, site, kiosk } = options.address ?? K1;
  return {
    specversion: '1.0', id: `event-${seq}`, source: `/${tenant}/${site}/${kiosk}`, type: 'foyer.turn', time: '2026-11-23T10:00:00.000Z', seq, boot: 'boot-1', clock: 'synchronised',
    data: {
      type: 'foyer.turn', session: options.session ?? 'session-1', turn: options.turn ?? seq, language: 'zh', input: { kind: 'speech', text: options.text ?? '几点开门', confidence: 0.9 },
      decision: { rule: 'knowledge', intent: null, entry: 'hours', flow: null, zone: 'answer', probability: 0.97, top: [], slots: {}, why: [] }, said: ['上午九点开门'], view: 'answer', latencyMs: 420,
    },
  };
}
