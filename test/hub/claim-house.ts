// A real hub over TLS, kiosks that are the real line, link, keys and membership of a kiosk without its voice, and staff.
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMqttHubLink, type MqttHubLink } from '../../device/adapters/mqtt-hub-link.ts';
import { createSystemClock } from '../../device/adapters/system-clock.ts';
import { createHubLine, type HubLine } from '../../device/adapters/tls-hub-line.ts';
import { createKnownHubFile, openKioskKeys } from '../../device/adapters/x509-kiosk-keys.ts';
import { createHubMembership, type HubMembership, type Standing } from '../../device/core/hub-membership.ts';
import type { KeyRing } from '../../device/core/hub-access-port.ts';
import { createHubTrust, type HubTrust } from '../../device/core/hub-trust.ts';
import type { Clock, Log } from '../../device/core/ports.ts';
import type { View } from '../../flows/protocol/screen.ts';
import { startHub, type TestHub, until } from './hub-house.ts';

const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface TlsHub extends TestHub { readonly url: string; readonly pin: string; staff2: Staff }
export interface Staff { post(path: string, json?: unknown): Promise<{ status: number; json: Record<string, unknown> }>; get(path: string): Promise<{ status: number; json: Record<string, unknown> }> }

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'foyer-claim-'));
}

export function call(url: string, path: string, options: { method?: string; json?: unknown; headers?: Record<string, string>; key?: string; cert?: string } = {}): Promise<{ status: number; json: Record<string, unknown>; headers: Record<string, unknown> }> {
  const body = options.json === undefined ? undefined : JSON.stringify(options.json);
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), {
      method: options.method ?? (body === undefined ? 'GET' : 'POST'), agent: new Agent({ rejectUnauthorized: false, ...(options.key ? { key: options.key, cert: options.cert } : {}) }),
      headers: { 'x-foyer': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers },
    }, (message) => {
      let text = '';
      message.on('data', (chunk) => { text += String(chunk); }).on('end', () => {
        let json: Record<string, unknown> = {};
        try { json = JSON.parse(text) as Record<string, unknown>; } catch { json = { text }; }
        resolve({ status: message.statusCode ?? 0, json, headers: message.headers });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** `operator` may claim and revoke; `admin` looks after the hub itself, without the second factor that a real one needs. */
const PEOPLE = [{ name: 'operator', roles: ['operator'] }, { name: 'viewer', roles: ['viewer'] }];

export async function signInTls(url: string, user: { name: string; password: string }): Promise<Staff> {
  const signedIn = await call(url, '/api/sign-in', { json: { name: user.name, password: user.password } });
  const cookie = String((signedIn.headers['set-cookie'] as string[] | undefined)?.[0] ?? '').split(';')[0] ?? '';
  return {
    post: (path, json = {}) => call(url, path, { json, headers: { cookie } }),
    get: (path) => call(url, path, { headers: { cookie } }),
  };
}

export async function startTlsHub(options: NonNullable<Parameters<typeof startHub>[0]> = {}): Promise<TlsHub> {
  const hub = await startHub({ tls: {}, enrol: [], people: PEOPLE, ...options });
  const url = hub.httpUrl.replace('http:', 'https:');
  const operator = hub.staff.find((one) => one.name === 'operator');
  if (!operator) throw new Error('no operator');
  const { json } = await call(url, '/api/claims/mine');
  if (json['code'] !== 'not-signed-in') throw new Error(`the hub does not speak TLS: ${JSON.stringify(json)}`);
  const staff2 = await signInTls(url, operator);
  const claims = await staff2.get('/api/claims');
  return { ...hub, url, mqttUrl: hub.mqttUrl.replace('mqtt:', 'mqtts:'), pin: String(claims.json['hub']), staff2 };
}

export interface Member {
  readonly trust: HubTrust; readonly line: HubLine; readonly link: MqttHubLink; readonly membership: HubMembership; readonly ring: KeyRing; readonly folder: string;
  readonly said: string[]; readonly standings: Standing[]; readonly log: string[];
  view(): Extract<View, { kind: 'claim' }> | null;
  online(): boolean;
  code(): Promise<string>;
  stop(): Promise<void>;
}

let boots = 0;

/** A kiosk as far as its hub sees it. `cut`: called at each step of a change of keys; throwing is the power going away. */
export async function startMember(folder: string, claim: { url: string; pin?: string | null; wish?: string } | null, options: { clock?: Clock; cut?: (step: string) => void; boot?: string; fetchCut?: (when: 'before' | 'after') => void } = {}): Promise<Member> {
  const clock = options.clock ?? createSystemClock();
  const ring = await openKioskKeys({ folder, ...(options.cut ? { cut: options.cut } : {}) });
  const log: string[] = [];
  const kept: Log = { ...silent, debug: (text, fields) => log.push(`${text} ${JSON.stringify(fields)}`), warn: (text) => log.push(text), info: (text) => log.push(text) };
  const trust = createHubTrust({ given: null, file: createKnownHubFile(folder), ring: () => ring, name: { tenant: 'local', site: 'hall', kiosk: 'kiosk-1' }, problem: (error) => log.push(String(error)) });
  const line = createHubLine({ trust, stranger: (hubKey) => membership.stranger(hubKey) });
  const fetch: HubLine['fetch'] = async (path, asked) => {
    options.fetchCut?.('before');
    const reply = await line.fetch(path, asked);
    options.fetchCut?.('after');
    return reply;
  };
  const boot = options.boot ?? `boot-${++boots}`;
  let online = false;
  const said: string[] = [];
  const standings: Standing[] = [];
  const link = createMqttHubLink({ trust, openLine: () => line.openMqtt(), fetch: line.fetch, boot, clock, log: kept, random: () => 0.05, refused: () => membership.refused(), admitted: () => membership.admitted() });
  const membership: HubMembership = createHubMembership({ trust, ring: () => ring, fetch, ask: line.askStranger, clock, log: kept, random: () => 0.1, pollMs: 150, homeLanguage: 'zh', reconnect: (reason) => link.reconnect(reason), claim: claim && { url: claim.url, pin: claim.pin ?? null, wish: claim.wish ?? '' } });
  membership.start({ changed: () => undefined, busy: () => false, standing: (one) => standings.push(one), async say(text) { said.push(text); } });
  const nothing = (): void => undefined;
  await link.start({
    online() {
      online = true;
      link.sendState({ state: 'birth', boot, session: 0, at: clock.now(), capabilities: [], versions: {}, cursor: 0 });
    },
    offline() { online = false; }, acknowledged: nothing, desired: nothing, escalate: nothing, reply: nothing, rate: nothing,
    command(command) {
      if (command.name === 'rotate-key') void membership.rotateKey().then((outcome) => link.sendResult({ id: command.id, ...outcome }));
    },
  });
  const view = (): ReturnType<Member['view']> => membership.view() as ReturnType<Member['view']>;
  return {
    trust, line, link, membership, ring, folder, said, standings, log, view, online: () => online,
    async code() { return (await until('a code on the screen', () => view()?.code)).replace(/\s/g, ''); },
    async stop() {
      membership.stop();
      await link.stop();
      line.stop();
    },
  };
}

export const A1 = { tenant: 'acme', site: 'hall', kiosk: 'a1' };

/** From nothing to online. */
export async function claimed(hub: TlsHub, folder: string, name = A1, options: Parameters<typeof startMember>[2] = {}): Promise<Member> {
  const member = await startMember(folder, { url: hub.url, pin: hub.pin }, options);
  const approved = await hub.staff2.post('/api/claims/approve', { code: await member.code(), ...name });
  if (approved.status !== 201) throw new Error(`not approved: ${JSON.stringify(approved.json)}`);
  await until('online', () => member.online());
  return member;
}

export function removeFolders(folders: string[]): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
