// How long after "publish" a running kiosk answers with the change, on a shipped pack with real processes: an answer
// reworded, a new way to ask, a whole new entry. `node test/bench/publish-bench.ts [PACK]`
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { ScreenMessage } from '../../flows/protocol/screen.ts';
import { packFolder, readBundle } from '../../flows/files/read-pack.ts';
import { createHouse, foyer } from '../house/program.ts';
import { until } from '../hub/hub-house.ts';

const name = process.argv[2] ?? 'government-hall';
const house = await createHouse(readBundle(packFolder(name)));
const hub = await house.startHub('--pack', house.packFolder);
const kiosk = foyer('device', ...house.kioskFlags(), '--port', String(house.screen), '--mic', 'none', '--speaker', 'none', '--lang', 'en');
const base = `http://127.0.0.1:${house.http}`;
const got: ScreenMessage[] = [];

async function staffWith(role: string): Promise<(path: string, method: string, body: unknown) => Promise<Record<string, unknown>>> {
  const user = house.staff().find((one) => one.roles.includes(role));
  const signed = await fetch(`${base}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify({ name: user?.name, password: user?.password }) });
  const cookie = (signed.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return async (path, method, body) => {
    const reply = await fetch(`${base}${path}`, { method, headers: { cookie, 'x-foyer': '1', 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${await reply.text()}`);
    return await reply.json() as Record<string, unknown>;
  };
}

try {
  const socket = await until('the screen opens', () => new Promise<WebSocket | null>((resolve) => {
    const attempt = new WebSocket(`ws://127.0.0.1:${house.screen}/screen`, { origin: `http://127.0.0.1:${house.screen}` });
    attempt.on('message', (data) => got.push(JSON.parse(String(data)) as ScreenMessage));
    attempt.once('open', () => resolve(attempt));
    attempt.once('error', () => resolve(null));
  }), 90_000);
  const send = (message: object): void => socket.send(JSON.stringify(message));
  send({ type: 'ready', v: 1 });
  await until('the home view', () => got.some((m) => m.type === 'view' && (m.view.kind === 'touch-only' || m.view.kind === 'attract')), 90_000);
  await until('the kiosk is linked', () => got.some((m) => m.type === 'status' && m.hub === 'online'), 30_000);
  const request = await staffWith('author');
  const approver = await staffWith('approver');
  const body = (): string => { const last = got.findLast((m) => m.type === 'view'); return last?.type === 'view' ? JSON.stringify(last.view) : ''; };
  const files = readBundle(house.packFolder);
  const version = (n: number): void => { files['pack.yaml'] = (files['pack.yaml'] ?? '').replace(/^version: .*$/m, `version: 9.0.${n}`); };
  const entry = (word: string, asked: string[]): string => `entries:\n  - id: bench-entry\n    questions: { zh: [测试问题一, 测试问题二], en: [${asked.join(', ')}] }\n    answer: { zh: 测试回答, en: The answer is ${word} }\n`;
  const steps: [string, string, string][] = [
    ['a whole new entry', entry('alpha', ['where is the bonsai exhibition', 'is there a bonsai show']), 'where is the bonsai exhibition'],
    ['an answer reworded', entry('bravo', ['where is the bonsai exhibition', 'is there a bonsai show']), 'is there a bonsai show'],
    ['a new way to ask', entry('charlie', ['where is the bonsai exhibition', 'is there a bonsai show', 'can i see the little trees']), 'can i see the little trees'],
  ];
  for (const [n, [what, text, question]] of steps.entries()) {
    send({ type: 'control', control: 'start', language: 'en' });
    files['knowledge/bench.yaml'] = text;
    version(n + 1);
    await request(`/api/packs/${name}`, 'PUT', { files });
    const { sha256 } = await request(`/api/packs/${name}/review`, 'POST', { note: 'a bench: an entry that no dialogue knows' });
    await approver(`/api/packs/${name}/review/approve`, 'POST', { sha256 });
    const at = performance.now();
    await request(`/api/packs/${name}/publish`, 'POST', {});
    const published = performance.now();
    const word = ['alpha', 'bravo', 'charlie'][n] ?? '';
    await until(`${what} is active`, () => kiosk.errors().includes(`"version":"9.0.${n + 1}"`) && kiosk.errors().split('new content is active').length > n + 1, 60_000);
    const active = performance.now() - at;
    send({ type: 'text', text: question });
    await until(`${what}: ${body().slice(0, 200)}`, () => body().includes(word), 20_000);
    console.log(`${what}: active ${Math.round(active)} ms and answered ${Math.round(performance.now() - at)} ms after publishing`);
    const line = kiosk.errors().split('\n').findLast((one) => one.includes('new content is active')) ?? '{}';
    const { fetchMs, loadMs, rehearseMs, writeMs } = JSON.parse(line) as Record<string, number>;
    console.log(`  of these: fetched ${fetchMs}, loaded ${loadMs}, rehearsed ${rehearseMs}, in force ${writeMs} ms; the hub answered after ${Math.round(published - at)} ms`);
  }
} finally {
  await kiosk.kill();
  await hub.kill();
  rmSync(join(house.folder), { recursive: true, force: true });
}
process.exit(0);
