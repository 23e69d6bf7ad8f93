// `foyer start` as a whole: hub, kiosk and screen as real processes. The hub is killed in mid-session, a pack is published,
// a human takes over; the visitor at the screen notices only what is meant for the visitor.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ScreenEvent, ScreenMessage, View } from '../../flows/protocol/screen.ts';
import { smallPack, smallPackFolder } from './small-pack.ts';

const PROGRAM = fileURLToPath(new URL('../../foyer.ts', import.meta.url));
const started: ChildProcess[] = [];

interface House { process: ChildProcess; data: string; screen: string; hub: string; out(): string; errors(): string; ended: Promise<number | null> }

function launch(args: string[]): Omit<House, 'screen' | 'hub'> & { data: string } {
  const data = mkdtempSync(join(tmpdir(), 'foyer-start-'));
  const child = spawn(process.execPath, [PROGRAM, 'start', '--no-open', '--mic', 'none', '--speaker', 'none', '--data', data, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let out = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => { out += String(chunk); });
  child.stderr?.on('data', (chunk) => { errors += String(chunk); });
  return { process: child, data, out: () => out, errors: () => errors, ended: new Promise((resolve) => child.on('close', resolve)) };
}
async function eventually<T>(what: string, probe: () => T | Promise<T>, ms = 20_000): Promise<NonNullable<T>> {
  const deadline = performance.now() + ms;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
async function up(args: string[]): Promise<House> {
  const launched = launch(args);
  const addresses = await eventually(`the addresses (stderr: ${launched.errors()})`, () => /(http:\S+)[\s\S]*?(http:\S+)/.exec(launched.out()), 60_000);
  return { ...launched, screen: addresses[1] ?? '', hub: addresses[2] ?? '' };
}
/** The child of `foyer start` that runs this command. */
function childOf(house: House, command: string): number {
  const children = readFileSync(`/proc/${house.process.pid}/task/${house.process.pid}/children`, 'utf8').trim().split(' ');
  return Number(children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[2] === command));
}

interface Page { messages: ScreenMessage[]; view(): View | undefined; session(): string | null; send(event: ScreenEvent): void; close(): void }
async function openScreen(house: House): Promise<Page> {
  const socket = new WebSocket(`${house.screen.replace('http', 'ws')}screen`);
  const messages: ScreenMessage[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  await new Promise<void>((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
  const last = (): Extract<ScreenMessage, { type: 'view' }> | undefined => messages.findLast((m) => m.type === 'view');
  return { messages, view: () => last()?.view, session: () => last()?.session ?? null, send: (event) => socket.send(JSON.stringify(event)), close: () => socket.terminate() };
}
async function ask(page: Page, text: string, answer: string): Promise<void> {
  page.send({ type: 'text', text });
  await eventually(`"${answer}"`, () => JSON.stringify(page.view()).includes(answer));
}
async function signIn(house: House, name: string): Promise<string> {
  const { users } = JSON.parse(readFileSync(join(house.data, 'staff.json'), 'utf8')) as { users: { name: string; password: string }[] };
  const response = await fetch(`${house.hub}api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify({ name, password: users.find((u) => u.name === name)?.password }) });
  expect(response.status).toBe(200);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
function staffFetch(house: House, cookie: string) {
  return async (path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<Record<string, unknown>> => {
    const response = await fetch(`${house.hub}${path}`, { method, headers: { cookie, 'x-foyer': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return await response.json() as Record<string, unknown>;
  };
}

afterAll(async () => {
  for (const child of started) child.kill('SIGTERM');
  await Promise.all(started.map((child) => new Promise<void>((resolve) => { if (child.exitCode !== null || child.signalCode !== null) resolve(); else child.once('close', () => resolve()); })));
});

describe('foyer start', () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await up(['--port', '0', '--pack', smallPackFolder()]);
    page = await openScreen(house);
  });
  afterAll(() => page.close());

  it('keeps its secrets to the owner and prints where everything is in both languages', () => {
    for (const file of ['kiosk-credential.json', 'enrol.json', 'staff.json']) expect(statSync(join(house.data, file)).mode & 0o077).toBe(0);
    expect(house.out()).toContain('Customer screen  顾客屏');
    expect(house.out()).toMatch(/Sign in\s+登录\s+agent \//);
  });

  it('serves by touch and says so without a microphone', async () => {
    await eventually('the touch-only view', () => page.view()?.kind === 'touch-only');
    const status = page.messages.findLast((m) => m.type === 'status');
    expect(status).toMatchObject({ microphone: 'failed', note: { en: expect.any(String), zh: expect.any(String) } });
  });

  it('goes on when the hub is killed in mid-session, and every turn is on the hub exactly once afterwards', async () => {
    await eventually('the hub to be online', () => page.messages.findLast((m) => m.type === 'status')?.hub === 'online');
    await ask(page, '几点开门', '九点');
    const session = page.session();
    process.kill(childOf(house, 'hub'), 'SIGKILL');
    await ask(page, '停车场在哪里', '后门');
    await ask(page, '洗手间在哪里', '二楼');
    page.send({ type: 'control', control: 'start-over' });
    await eventually('the end of the session', () => page.session() === null);
    const cookie = await eventually('a sign-in', () => signIn(house, 'agent').catch(() => ''), 30_000);
    const api = staffFetch(house, cookie);
    const found = await eventually('the session on the hub', async () => {
      const answer = await api(`api/sessions/${session}`).catch(() => null);
      return answer && JSON.stringify(answer).includes('foyer.session.ended') ? answer : null;
    }, 40_000);
    const turns = (found['turns'] as { turn: number }[]).map((t) => t.turn);
    expect(turns).toEqual([1, 2, 3, 4]); // three questions and the wish to start over
  }, 90_000);

  it('answers with a published pack soon, without a restart, in the running session', async () => {
    const api = staffFetch(house, await signIn(house, 'author'));
    await ask(page, '几点开门', '九点');
    const session = page.session();
    const files = smallPack('1.1.0', { zh: '我们八点半开门。', en: 'We open at half past eight.' });
    await api('api/packs/small-hall', { files }, 'PUT');
    const { sha256 } = await api('api/packs/small-hall/review', {});
    await staffFetch(house, await signIn(house, 'approver'))('api/packs/small-hall/review/approve', { sha256 });
    const published = performance.now();
    await api('api/packs/small-hall/publish', {});
    await eventually('the new answer', async () => {
      page.send({ type: 'text', text: '几点开门' });
      await new Promise((resolve) => setTimeout(resolve, 100));
      return JSON.stringify(page.view()).includes('八点半');
    });
    const took = performance.now() - published;
    process.stderr.write(`published pack answered after ${Math.round(took)} ms\n`);
    expect(page.session()).toBe(session);
    expect(took).toBeLessThan(5000); // two seconds on a machine of its own; this one is shared by the whole suite
    page.send({ type: 'control', control: 'start-over' });
    await eventually('the end of the session', () => page.session() === null);
  });

  it('hands over to a human, says and shows what the human writes, and takes back', async () => {
    const cookie = await signIn(house, 'agent');
    const desk = new WebSocket(`${house.hub.replace('http', 'ws')}api/live`, { headers: { cookie, 'x-foyer': '1' } });
    const cases: { escalation: string; state: string; transcript: { text: string }[] }[] = [];
    desk.on('message', (data) => { const m = JSON.parse(String(data)); if (m.type === 'case') cases.push(m.case); });
    await new Promise<void>((resolve, reject) => { desk.once('open', resolve); desk.once('error', reject); });
    await ask(page, '几点开门', '八点半');
    page.send({ type: 'control', control: 'human' });
    const raised = await eventually('a raised hand', () => cases.find((c) => c.state === 'waiting'));
    expect(raised.transcript.map((line) => line.text)).toContain('几点开门');
    desk.send(JSON.stringify({ type: 'accept', escalation: raised.escalation }));
    await eventually('the talk on the screen', () => { const v = page.view(); return v?.kind === 'escalation' && v.stage === 'talking'; });
    desk.send(JSON.stringify({ type: 'say', escalation: raised.escalation, text: '您好，我来帮您。', client: 'c1' }));
    await eventually('the words of the human as caption', () => page.messages.some((m) => m.type === 'caption' && m.who === 'agent' && m.text === '您好，我来帮您。'));
    page.send({ type: 'text', text: '谢谢你' });
    await eventually('the visitor at the desk', () => cases.findLast((c) => c.escalation === raised.escalation)?.transcript.some((line) => line.text === '谢谢你'));
    desk.send(JSON.stringify({ type: 'handback', escalation: raised.escalation, note: 'done' }));
    await eventually('the kiosk to go on', () => page.view()?.kind !== 'escalation');
    await ask(page, '停车场在哪里', '后门');
    desk.close();
  });

  it('ends every process in order on SIGTERM', async () => {
    const pids = [childOf(house, 'hub'), childOf(house, 'device')];
    house.process.kill('SIGTERM');
    expect(await house.ended).toBe(0);
    for (const pid of pids) expect(existsSync(`/proc/${pid}`)).toBe(false);
  });
});

describe('bad surroundings of foyer start', () => {
  it('a taken screen port is named with the mend', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const launched = launch(['--port', String(port), '--pack', smallPackFolder()]);
    expect(await launched.ended).toBe(1);
    expect(launched.errors()).toMatch(new RegExp(`${port}.*--port.*port-taken`));
    await new Promise<void>((resolve) => other.close(() => resolve()));
  });

  it('a data folder that cannot be made is named with the mend', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'foyer-start-')), 'file');
    writeFileSync(file, '');
    const launched = launch(['--port', '0', '--pack', smallPackFolder(), '--data', join(file, 'below')]);
    expect(await launched.ended).toBe(1);
    expect(launched.errors()).toMatch(/--data.*data-folder-not-writable/);
  });
});
