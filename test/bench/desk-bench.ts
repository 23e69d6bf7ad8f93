// The desk under load: 200 conversations at a real hub, a hundred words a second from kiosks to the pages of their agents
// and a tenth of it back, on two cores for everything together; in turns with a bare relay (Mosquitto, and a process that hands
// each message to every page and keeps nothing), as npm has no desk to compare with.
// `foyer bench desk [--kiosks 200] [--seconds 60] [--rounds 3] [--alone] [--cores 0,1|all] [--json]`
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { topicFor } from '../../flows/protocol/topics.ts';
import { createLatencies } from '../../hub/simulate/latencies.ts';
import { type Credential, makeCredentials, startOwnHub } from '../../hub/simulate/own-hub.ts';
import { connectKiosk, enter, type TestKiosk, until } from '../hub/hub-house.ts';
import { benchFlags, load, median, NO_MOSQUITTO, print, startMosquitto } from './fleet-rig.ts';

const flags = benchFlags({ seconds: '60', rounds: '3', kiosks: '200' });
const AGENTS = 20;
const RATE = 100; // messages a second from all kiosks
const BACK_EVERY = 10; // each tenth is answered by the agent
const TARGET_P99_MS = 500; // kiosk -> agent's page
const STRAGGLERS_MS = 10_000;

interface Round { p50_ms: number; p99_ms: number; back_p50_ms: number | null; back_p99_ms: number | null; sent: number; lost: number; doubled: number; hub_mb: number | null; relayed_mb: number }
interface Page { readonly name: string; send(request: object): void; readonly talking: Set<string>; close(): void }

const nameOf = (index: number): string => `talk-${index}`;
const PASSWORD = 'twenty people sit at this desk';

/** Makes and signs in the agents: their passwords are changed at the first sign-in, as people must. */
async function hireAgents(http: string, staffFile: string): Promise<{ name: string; cookie: string }[]> {
  const { users } = JSON.parse(readFileSync(staffFile, 'utf8')) as { users: { name: string; password: string; roles: string[] }[] };
  const admin = users.find((one) => one.roles.includes('security-admin'));
  if (!admin) throw new Error('the hub made no administrator');
  const { cookie } = await enter(http, admin);
  const post = async (path: string, body: object, as: string): Promise<void> => {
    const reply = await fetch(`${http}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': 'bench', cookie: as }, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
  };
  const agents: { name: string; cookie: string }[] = [];
  for (let index = 0; index < AGENTS; index += 1) {
    const name = `agent-${index + 1}`;
    await post('/api/staff', { name, password: `${PASSWORD} ${index}`, roles: ['agent'], scope: 'all' }, cookie);
    const own = await enter(http, { name, password: `${PASSWORD} ${index}`, roles: ['agent'] });
    await post('/api/me/password', { old: `${PASSWORD} ${index}`, wanted: `${PASSWORD} for agent ${index} alone` }, own.cookie);
    agents.push({ name, cookie: own.cookie });
  }
  return agents;
}

/** Words under way by their marks, and how long each took to where it is read. */
function createWatch(): { sent(mark: string): void; shown(mark: string): void; missing(): number; count: number; readonly latencies: ReturnType<typeof createLatencies> } {
  const open = new Map<string, number>();
  const latencies = createLatencies();
  return {
    latencies, count: 0,
    sent(mark) { this.count += 1; open.set(mark, performance.now()); },
    shown(mark) {
      const at = open.get(mark);
      if (at === undefined) return;
      open.delete(mark);
      latencies.add(performance.now() - at);
    },
    missing: () => open.size,
  };
}

/** Marks of a conversation as they stand in a message: `#7.23#` is the 23rd word of the seventh visitor, `*7.23*` its answer. */
const MARKS = /#(\d+\.\d+)#/g;
const ANSWER_MARKS = /\*(\d+\.\d+)\*/g;

async function drive(say: (kiosk: number, mark: string) => void, answer: ((kiosk: number, mark: string) => void) | null, forward: ReturnType<typeof createWatch>, back: ReturnType<typeof createWatch>): Promise<void> {
  const began = performance.now();
  for (let n = 0; performance.now() - began < flags.seconds * 1000; n += 1) {
    const due = began + (n * 1000) / RATE;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const kiosk = n % flags.kiosks;
    const mark = `${kiosk}.${Math.floor(n / flags.kiosks)}`;
    forward.sent(mark);
    say(kiosk, mark);
    if (!answer || n % BACK_EVERY !== 0) continue;
    back.sent(mark);
    answer(kiosk, mark);
  }
  await until('every word on its page', () => forward.missing() === 0 && back.missing() === 0, STRAGGLERS_MS).catch(() => undefined);
}
function roundOf(forward: ReturnType<typeof createWatch>, back: ReturnType<typeof createWatch>, more: { hub_mb: number | null; relayed_mb: number; doubled: number }): Round {
  const ms = (value: number | null): number => Math.round((value ?? NaN) * 10) / 10;
  const answered = back.count > 0;
  return { p50_ms: ms(forward.latencies.percentile(0.5)), p99_ms: ms(forward.latencies.percentile(0.99)), back_p50_ms: answered ? ms(back.latencies.percentile(0.5)) : null, back_p99_ms: answered ? ms(back.latencies.percentile(0.99)) : null, sent: forward.count + back.count, lost: forward.missing() + back.missing(), ...more };
}

async function kiosksAt(mqttUrl: string, credentials: readonly Credential[]): Promise<TestKiosk[]> {
  const kiosks: TestKiosk[] = [];
  for (const { secret, ...address } of credentials) kiosks.push(await connectKiosk(mqttUrl, address, { password: secret }));
  return kiosks;
}
/** Confirms what comes down, as a kiosk does, and tells which words the visitor now hears. */
function confirming(kiosk: TestKiosk, escalation: string, next: () => number, heard: (mark: string) => void): void {
  const own = topicFor('down/escalate', kiosk.address);
  kiosk.client.on('message', (topic, payload) => {
    if (topic !== own) return;
    const message = JSON.parse(payload.toString()) as { kind: string; seq: number; text?: string };
    if (message.kind === 'say') for (const [, mark] of (message.text ?? '').matchAll(ANSWER_MARKS)) heard(mark ?? '');
    void kiosk.send('up/escalate', { v: 1, escalation, session: escalation, seq: next(), at: Date.now(), kind: 'received', upTo: message.seq }).catch(() => undefined);
  });
}

async function ours(): Promise<Round> {
  const credentials = makeCredentials(flags.kiosks);
  const hub = await startOwnHub({ credentials });
  const http = `http://127.0.0.1:${hub.http}`;
  const [forward, back] = [createWatch(), createWatch()];
  const pages: Page[] = [];
  const talks = new Map<string, string>(); // conversation -> its agent
  let bytes = 0;
  const last = new Map<string, string>(); // conversation -> what its page shows
  try {
    for (const { name, cookie } of await hireAgents(http, hub.staffFile)) {
      const socket = new WebSocket(`${http.replace('http', 'ws')}/api/live`, { headers: { cookie } });
      const talking = new Set<string>();
      socket.on('message', (data) => {
        const text = String(data);
        bytes += text.length;
        const escalation = /"type":"case","case":\{[^{}]*?"escalation":"(talk-\d+)"/.exec(text.slice(0, 400))?.[1];
        if (escalation === undefined) return;
        if (talks.get(escalation) !== name) {
          if (!talks.has(escalation) && text.includes(`"agent":"${name}"`)) { talks.set(escalation, name); talking.add(escalation); }
          return;
        }
        // The newest line is the last: earlier ones have been seen.
        const end = text.slice(-1500);
        for (const [, mark] of end.matchAll(MARKS)) forward.shown(mark ?? '');
        last.set(escalation, text);
      });
      await new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
      pages.push({ name, talking, send: (request) => socket.send(JSON.stringify(request)), close: () => socket.close() });
    }
    const kiosks = await kiosksAt(`mqtt://127.0.0.1:${hub.mqtt}`, credentials);
    const numbers = kiosks.map(() => 1);
    const next = (index: number): number => { numbers[index] = (numbers[index] ?? 0) + 1; return numbers[index]; };
    for (const [index, kiosk] of kiosks.entries()) {
      confirming(kiosk, nameOf(index), () => next(index), (mark) => back.shown(mark));
      await kiosk.birth();
      await kiosk.send('up/escalate', { v: 1, escalation: nameOf(index), session: nameOf(index), seq: 1, at: Date.now(), kind: 'raise', language: 'zh', reason: 'request', headline: '我想找个人', transcript: [], flow: null, slots: {}, tried: [], screen: 'answer', since: Date.now() });
      pages[index % pages.length]?.send({ type: 'accept', escalation: nameOf(index) });
    }
    await until('every visitor is being served', () => talks.size === kiosks.length, 60_000);
    bytes = 0;
    const pageOf = new Map(pages.flatMap((page) => [...page.talking].map((escalation) => [escalation, page] as const)));
    await drive(
      (index, mark) => { void kiosks[index]?.send('up/escalate', { v: 1, escalation: nameOf(index), session: nameOf(index), seq: next(index), at: Date.now(), kind: 'say', text: `请问这个要多久才能办好 #${mark}#`, confidence: 0.92 }).catch(() => undefined); },
      (index, mark) => { pageOf.get(nameOf(index))?.send({ type: 'say', escalation: nameOf(index), text: `请稍等，我帮您查一下 *${mark}*`, client: `c-${mark}` }); },
      forward, back,
    );
    // Each word of a visitor stands once in its conversation.
    let doubled = 0;
    for (const text of last.values()) {
      const said = ((JSON.parse(text) as { case: { transcript: { who: string; text: string }[] } }).case.transcript).filter((line) => line.who === 'visitor').map((line) => line.text);
      doubled += said.length - new Set(said).size;
    }
    const memory = hub.memory();
    await Promise.all(kiosks.map((kiosk) => kiosk.close()));
    return roundOf(forward, back, { hub_mb: memory === null ? null : Math.round(memory / 1e6), relayed_mb: Math.round(bytes / 1e5) / 10, doubled });
  } finally {
    for (const page of pages) page.close();
    await hub.stop();
  }
}

/** The floor: no store, no owner, no rights, one way only. Null when Mosquitto is not installed. */
async function bare(): Promise<Round | null> {
  const mosquitto = await startMosquitto();
  if (!mosquitto) return null;
  const relay = fork(fileURLToPath(new URL('plain-relay.ts', import.meta.url)), [String(mosquitto.port)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [forward, back] = [createWatch(), createWatch()];
  const sockets: WebSocket[] = [];
  let bytes = 0;
  try {
    const port = await new Promise<number>((resolve) => relay.once('message', (message: { port: number }) => resolve(message.port)));
    for (let index = 0; index < AGENTS; index += 1) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      sockets.push(socket);
      socket.on('message', (data) => {
        const text = String(data);
        bytes += text.length;
        const [, mark, kiosk] = /#((\d+)\.\d+)#/.exec(text) ?? [];
        if (mark !== undefined && Number(kiosk) % AGENTS === index) forward.shown(mark);
      });
      await new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
    }
    const kiosks = await kiosksAt(`mqtt://127.0.0.1:${mosquitto.port}`, makeCredentials(flags.kiosks));
    await drive((index, mark) => { void kiosks[index]?.send('up/escalate', { v: 1, escalation: nameOf(index), session: nameOf(index), seq: 1, at: Date.now(), kind: 'say', text: `请问这个要多久才能办好 #${mark}#`, confidence: 0.92 }).catch(() => undefined); }, null, forward, back);
    await Promise.all(kiosks.map((kiosk) => kiosk.close()));
    return roundOf(forward, back, { hub_mb: null, relayed_mb: Math.round(bytes / 1e5) / 10, doubled: 0 });
  } finally {
    for (const socket of sockets) socket.terminate();
    const gone = new Promise((resolve) => relay.once('exit', resolve));
    relay.kill('SIGKILL');
    await gone;
    await mosquitto.stop();
  }
}

const runs: Round[] = [];
const floor: Round[] = [];
let skipped = false;
for (let round = 1; round <= flags.rounds; round += 1) {
  for (const who of flags.alone ? ['foyer'] as const : ['foyer', 'bare-relay'] as const) {
    const result = who === 'foyer' ? await ours() : await bare();
    if (!result) skipped = true;
    else {
      (who === 'foyer' ? runs : floor).push(result);
      print({ bench: 'desk', who, round, ...result, load: load() }, flags.json);
    }
  }
}
const middle = (of: readonly Round[], key: 'p50_ms' | 'p99_ms' | 'back_p50_ms' | 'back_p99_ms'): number => median(of.map((one) => one[key] ?? NaN));
const sum = (key: 'sent' | 'lost' | 'doubled'): number => runs.reduce((all, one) => all + one[key], 0);
const p99 = middle(runs, 'p99_ms');
const held = p99 < TARGET_P99_MS && sum('lost') === 0 && sum('doubled') === 0;
if (!flags.json) console.log('\nmedians');
print({
  bench: 'desk', conversations: flags.kiosks, agents: AGENTS, messages_per_second: RATE, seconds: flags.seconds, rounds: flags.rounds, p50_ms: middle(runs, 'p50_ms'), p99_ms: p99, target_p99_ms: TARGET_P99_MS, back_p50_ms: middle(runs, 'back_p50_ms'), back_p99_ms: middle(runs, 'back_p99_ms'),
  sent: sum('sent'), lost: sum('lost'), doubled: sum('doubled'), ...(floor.length > 0 ? { bare_relay_p50_ms: middle(floor, 'p50_ms'), bare_relay_p99_ms: middle(floor, 'p99_ms') } : {}), pinned: flags.pinned, load: load(),
}, flags.json);
if (skipped) console.error(NO_MOSQUITTO);
if (!flags.pinned) console.error('Not pinned to two cores.');
process.exit(held ? 0 : 1);
