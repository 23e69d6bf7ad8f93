// The hub with a real kiosk process: content reaches it while it runs, a raised hand reaches a person, and every turn is on
// the hub once.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ScreenEvent, ScreenMessage, View } from '../../flows/protocol/screen.ts';
import { K1, SECRET, signIn, startHub, type TestHub, until } from './hub-house.ts';
import { smallPack } from './small-pack.ts';

let folder: string;
let hub: TestHub;
let kiosk: ChildProcess;
let screen: WebSocket;
const views: View[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-with-kiosk-'));
  for (const [path, text] of Object.entries(smallPack())) {
    mkdirSync(dirname(join(folder, 'small', path)), { recursive: true });
    writeFileSync(join(folder, 'small', path), text);
  }
  hub = await startHub({ packs: [join(folder, 'small')] });
  writeFileSync(join(folder, 'credential.json'), JSON.stringify({ ...K1, secret: SECRET }));
  kiosk = spawn(process.execPath, ['foyer.ts', 'device', '--hub', hub.httpUrl, '--hub-mqtt', hub.mqttUrl, '--credential', join(folder, 'credential.json'), '--data', join(folder, 'kiosk'), '--port', '0', '--mic', 'none', '--speaker', 'none', '--lang', 'zh', '--log-level', 'warn'], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let log = '';
  kiosk.stderr?.on('data', (chunk) => { log += String(chunk); });
  const url = await new Promise<string>((resolve, reject) => {
    kiosk.on('message', (message: { type?: string; screen?: string }) => { if (message.type === 'ready' && message.screen) resolve(message.screen); });
    kiosk.on('exit', () => reject(new Error(`the kiosk ended: ${log}`)));
  });
  screen = new WebSocket(`${url.replace('http', 'ws').replace(/\/$/, '')}/screen`, { origin: url.replace(/\/$/, '') });
  screen.on('message', (data) => {
    const message = JSON.parse(String(data)) as ScreenMessage;
    if (message.type === 'view') views.push(message.view);
  });
  await new Promise((resolve, reject) => {
    screen.once('open', resolve);
    screen.once('error', reject);
  });
  send({ type: 'ready', v: 1 });
}, 60_000);
afterAll(async () => {
  screen.close();
  kiosk.kill('SIGTERM');
  await new Promise((resolve) => kiosk.once('exit', resolve));
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

function send(event: ScreenEvent): void { screen.send(JSON.stringify(event)); }
/** Types a sentence, starting a visit when none is open. */
async function type(text: string): Promise<void> {
  views.length = 0;
  send({ type: 'text', text });
}
// Without a microphone home is the touch-only view.
const atHome = (): boolean => views.some((view) => view.kind === 'attract' || view.kind === 'touch-only');
const shows = (part: string) => (): boolean => views.some((view) => JSON.stringify(view).includes(part));

describe('a running kiosk', () => {
  it('takes its first content from the hub and answers with it', async () => {
    await until('the first view', atHome, 30_000);
    await type('几点开门');
    await until('the answer', shows('上午九点开门'), 20_000);
    views.length = 0;
    send({ type: 'control', control: 'start-over' });
    await until('home', atHome, 20_000);
  });

  it('answers with a published change within two seconds, without a restart', async () => {
    const author = await signIn(hub, 'author');
    expect((await author.fetch('/api/packs/small', { method: 'PUT', body: JSON.stringify({ files: smallPack({ hours: '上午八点半开门' }) }) })).status).toBe(200);
    const live = await author.live();
    const began = performance.now();
    expect((await author.fetch('/api/packs/small/publish', { method: 'POST', body: '{}' })).status).toBe(200);
    await live.wait('kiosk', (message) => message.kiosk.packVersion === '1.0.1', 20_000);
    views.length = 0;
    send({ type: 'control', control: 'start', language: 'zh' });
    await until('the kiosk listens', () => views.some((view) => view.kind === 'listening'), 20_000);
    await type('几点开门');
    await until('the new answer', shows('上午八点半开门'), 20_000);
    const took = performance.now() - began;
    console.log(`published to answered: ${Math.round(took)} ms`);
    expect(took).toBeLessThan(2000);
    live.close();
  });

  it('raises a hand with its transcript, shows what the agent says, and goes on when it is handed back', async () => {
    const agent = await signIn(hub, 'agent');
    const live = await agent.live();
    await live.wait('cases');
    send({ type: 'control', control: 'human' });
    const raised = await live.wait('case', (message) => message.case.state === 'waiting', 20_000);
    expect(raised.case.transcript.some((line) => line.text.includes('几点开门'))).toBe(true);
    const { escalation } = raised.case;
    live.send({ type: 'accept', escalation });
    live.send({ type: 'say', escalation, text: '您好，请到三号窗口', client: 'one' });
    await until('the agent\'s words on the screen', () => views.some((view) => view.kind === 'escalation' && view.messages.some((message) => message.who === 'agent' && message.text === '您好，请到三号窗口')), 20_000);
    await type('好的谢谢');
    await live.wait('case', (message) => message.case.transcript.at(-1)?.text === '好的谢谢', 20_000);
    views.length = 0;
    live.send({ type: 'handback', escalation, note: '' });
    await until('the kiosk goes on', () => views.length > 0 && views.at(-1)?.kind !== 'escalation', 20_000);
    await live.wait('case', (message) => message.case.escalation === escalation && message.case.state === 'handed-back');
    views.length = 0;
    send({ type: 'control', control: 'start-over' });
    await until('home', atHome, 20_000);
    live.close();
  });

  it('has every turn of its visits on the hub once', async () => {
    const agent = await signIn(hub, 'agent');
    const sessions = await until('both visits are there and ended', async () => {
      const list = (await (await agent.fetch('/api/sessions')).json() as { sessions: { session: string; endedAt: number | null; turns: number }[] }).sessions;
      return list.length === 2 && list.every((one) => one.endedAt !== null) ? list : undefined;
    }, 30_000);
    for (const { session, turns } of sessions) {
      const detail = await (await agent.fetch(`/api/sessions/${session}`)).json() as { turns: { turn: number; text: string }[] };
      expect(new Set(detail.turns.map((turn) => turn.turn)).size).toBe(detail.turns.length);
      expect(detail.turns.length).toBe(turns);
      expect(detail.turns.filter((turn) => turn.text === '几点开门')).toHaveLength(1);
    }
  });
});
