// The whole of Foyer once through, as processes: a spoken visit while the hub dies, events that arrive exactly once,
// a person who takes over, new content that is answered at once.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { KioskEvent } from '../../flows/protocol/conversation.ts';
import type { ScreenEvent, ScreenMessage, View } from '../../flows/protocol/screen.ts';
import type { LiveMessage } from '../../flows/protocol/staff-api.ts';
import { smallPack } from '../hub/small-pack.ts';
import { until } from '../hub/hub-house.ts';
import { createHouse, foyer, type House, type Program } from './program.ts';

const running: Program[] = [];
const started = (program: Program): Program => { running.push(program); return program; };
let house: House;

beforeAll(async () => { house = await createHouse(smallPack({ name: 'small', version: '1.0.0' })); });
afterEach(async () => { for (const program of running.splice(0)) await program.kill('SIGKILL'); });
afterAll(() => { rmSync(house.folder, { recursive: true, force: true }); });

/** Every event row that the hub has on its disk. */
function hubEvents(): { epoch: string; seq: number; event: KioskEvent }[] {
  const db = new Database(join(house.folder, 'hub', 'hub.sqlite'), { readonly: true });
  try {
    return (db.prepare('SELECT epoch, seq, body FROM events ORDER BY epoch, seq').all() as { epoch: string; seq: number; body: string }[]).map(({ epoch, seq, body }) => ({ epoch, seq, event: JSON.parse(body) as KioskEvent }));
  } finally {
    db.close();
  }
}

/** Turn numbers by session. */
function turnsBySession(): Map<string, number[]> {
  const turns = new Map<string, number[]>();
  for (const { event } of hubEvents()) if (event.data.type === 'foyer.turn') turns.set(event.data.session, [...(turns.get(event.data.session) ?? []), event.data.turn]);
  return turns;
}

describe('a hub that goes away', () => {
  it('is not noticed by a visitor in mid-session or by the next one, and has every turn of both exactly once when it is back', async () => {
    const hub = started(await house.startHub());
    const first = started(foyer('visit', ...house.kioskFlags(), '--lang', 'en', '--json', '--say', 'hello kiosk', '--say', 'when do you open', '--say', 'what time do you open'));
    await first.waitFor('the first answer', (line) => line['event'] === 'said' && String(line['text']).includes('nine'));
    await hub.kill('SIGKILL');
    expect(await first.exit).toBe(0);
    const answers = first.lines.filter((line) => line['event'] === 'said' && String(line['text']).includes('nine'));
    expect(answers).toHaveLength(2);

    const second = started(foyer('visit', ...house.kioskFlags(), '--lang', 'zh', '--json', '--say', '你好小厅', '--say', '几点开门'));
    expect(await second.exit).toBe(0);
    expect(second.lines.some((line) => line['event'] === 'said' && String(line['text']).includes('九点'))).toBe(true);

    started(await house.startHub());
    started(foyer('device', ...house.kioskFlags(), '--port', '0', '--mic', 'none', '--speaker', 'none'));
    const turns = await until('all turns of both sessions are on the hub', () => {
      const found = turnsBySession();
      return found.size >= 2 && [...found.values()].reduce((sum, each) => sum + each.length, 0) >= 3 ? found : null;
    }, 60_000);
    for (const numbers of turns.values()) expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from(numbers, (_, i) => i + Math.min(...numbers)));
    const rows = hubEvents();
    const seqs = new Map<string, number[]>();
    for (const { epoch, seq } of rows) seqs.set(epoch, [...(seqs.get(epoch) ?? []), seq]);
    for (const each of seqs.values()) expect(each).toEqual(each.map((_, i) => i + 1));
    expect(new Set(rows.map(({ event }) => event.id)).size).toBe(rows.length);
  });
});

/** The customer screen without a browser. */
async function openScreen(port: number): Promise<{ got: ScreenMessage[]; send(event: ScreenEvent): void; view<K extends View['kind']>(kind: K, fits?: (view: Extract<View, { kind: K }>) => boolean, ms?: number): Promise<Extract<View, { kind: K }>>; close(): void }> {
  const got: ScreenMessage[] = [];
  const socket = await until('the screen socket opens', () => new Promise<WebSocket | null>((resolve) => {
    const attempt = new WebSocket(`ws://127.0.0.1:${port}/screen`, { origin: `http://127.0.0.1:${port}` });
    attempt.on('message', (data) => got.push(JSON.parse(String(data)) as ScreenMessage));
    attempt.once('open', () => resolve(attempt));
    attempt.once('error', () => resolve(null));
  }), 60_000);
  const send = (event: ScreenEvent): void => socket.send(JSON.stringify(event));
  send({ type: 'ready', v: 1 });
  return {
    got, send,
    view: (kind, fits = () => true, ms = 20_000) => until(`the view ${kind}; now ${JSON.stringify(got.findLast((m) => m.type === 'view')).slice(0, 300)}`, () => {
      const last = got.findLast((message) => message.type === 'view');
      return last?.type === 'view' && last.view.kind === kind && fits(last.view as never) ? (last.view as never) : null;
    }, ms),
    close: () => socket.close(),
  };
}

async function staffAt(role: string): Promise<{ request(path: string, method?: string, body?: unknown): Promise<Response>; live(): Promise<{ got: LiveMessage[]; send(message: object): void; close(): void }> }> {
  const base = `http://127.0.0.1:${house.http}`;
  const user = house.staff().find((one) => one.roles.includes(role));
  const reply = await fetch(`${base}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify({ name: user?.name, password: user?.password }) });
  expect(reply.status).toBe(200);
  const cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return {
    request: (path, method = 'GET', body) => fetch(`${base}${path}`, { method, headers: { cookie, 'x-foyer': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    async live() {
      const socket = new WebSocket(`ws://127.0.0.1:${house.http}/api/live`, { headers: { cookie } });
      const got: LiveMessage[] = [];
      socket.on('message', (data) => got.push(JSON.parse(String(data)) as LiveMessage));
      await new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
      return { got, send: (message) => socket.send(JSON.stringify(message)), close: () => socket.close() };
    },
  };
}

describe('a kiosk with its hub', () => {
  it('hands a visitor to a person, speaks and shows the reply, and takes the visitor back', async () => {
    started(await house.startHub());
    started(foyer('device', ...house.kioskFlags(), '--port', String(house.screen), '--mic', 'none', '--speaker', 'none', '--lang', 'en'));
    const screen = await openScreen(house.screen);
    const agent = await (await staffAt('agent')).live();
    await screen.view('touch-only', undefined, 60_000);
    screen.send({ type: 'control', control: 'start', language: 'en' });
    await until('a session is open', () => screen.got.some((m) => m.type === 'view' && m.session !== null));
    screen.send({ type: 'text', text: 'when do you open' });
    await screen.view('answer', (view) => view.body.includes('nine'));
    screen.send({ type: 'control', control: 'human' });
    const raised = await until('the hand is raised at the desk', () => agent.got.findLast((m) => m.type === 'case' && m.case.state === 'waiting'));
    if (raised.type !== 'case') throw new Error('no case');
    expect(raised.case.transcript.some((line) => line.text.includes('when do you open'))).toBe(true);
    await screen.view('escalation', (view) => view.stage === 'waiting' || view.stage === 'raising');

    agent.send({ type: 'accept', escalation: raised.case.escalation });
    await screen.view('escalation', (view) => view.stage === 'talking');
    agent.send({ type: 'say', escalation: raised.case.escalation, text: 'Please come to window three.', client: 'c-1' });
    await screen.view('escalation', (view) => view.messages.some((message) => message.who === 'agent' && message.text === 'Please come to window three.'));
    await until('the kiosk says what the person wrote', () => screen.got.find((m) => m.type === 'caption' && m.text.includes('window three')));
    screen.send({ type: 'text', text: 'thank you, I am coming' });
    await until('the desk reads the visitor', () => agent.got.findLast((m) => m.type === 'case' && m.case.transcript.some((line) => line.who === 'visitor' && line.text.includes('I am coming'))));
    agent.send({ type: 'handback', escalation: raised.case.escalation, note: 'told where to go' });
    await until('the kiosk serves again', () => { const last = screen.got.findLast((m) => m.type === 'view'); return last?.type === 'view' && last.view.kind !== 'escalation'; }, 20_000);
    screen.send({ type: 'text', text: 'opening hours' });
    await screen.view('answer', (view) => view.body.includes('nine'));
    screen.close();
    agent.close();
  });

  it('answers with a changed pack soon after its publication, without a restart, and keeps the old one when the new is broken', async () => {
    started(await house.startHub('--pack', house.packFolder));
    const kiosk = started(foyer('device', ...house.kioskFlags(), '--port', String(house.screen), '--mic', 'none', '--speaker', 'none', '--lang', 'zh'));
    const screen = await openScreen(house.screen);
    const author = await staffAt('author');
    await screen.view('touch-only', undefined, 60_000);
    screen.send({ type: 'control', control: 'start', language: 'zh' });
    await until('a session is open', () => screen.got.some((m) => m.type === 'view' && m.session !== null));
    screen.send({ type: 'text', text: '几点开门' });
    await screen.view('answer', (view) => view.body.includes('九点'));
    await until('the kiosk is known as ready', async () => ((await (await author.request('/api/kiosks')).json()) as { kiosks?: { state: string }[] } | { state: string }[]) && (JSON.stringify(await (await author.request('/api/kiosks')).json()).includes('"ready"') || JSON.stringify(await (await author.request('/api/kiosks')).json()).includes('"degraded"')), 20_000);

    const changed = smallPack({ name: 'small', version: '1.0.1', hours: '早上七点半开门' });
    changed['knowledge/pets.yaml'] = 'entries:\n  - id: pets\n    questions: { zh: [可以带狗进来吗, 能带宠物吗], en: [are dogs allowed, may I bring my pet] }\n    answer: { zh: 导盲犬可以进来, en: Guide dogs are welcome }\n';
    expect((await author.request('/api/packs/small', 'PUT', { files: changed })).status).toBeLessThan(300);
    expect((await author.request('/api/packs/small/publish', 'POST', {})).status).toBe(409); // nobody else has seen it
    const { sha256 } = await (await author.request('/api/packs/small/review', 'POST', {})).json() as { sha256: string };
    expect((await (await staffAt('approver')).request('/api/packs/small/review/approve', 'POST', { sha256 })).status).toBeLessThan(300);
    const at = performance.now();
    expect((await author.request('/api/packs/small/publish', 'POST', {})).status).toBeLessThan(300);
    let asked = 0;
    await until('the new answer', () => {
      if (performance.now() - asked > 400) {
        asked = performance.now();
        screen.send({ type: 'text', text: '几点开门' });
      }
      const last = screen.got.findLast((m) => m.type === 'view');
      return last?.type === 'view' && last.view.kind === 'answer' && last.view.body.includes('七点半');
    }, 20_000);
    // The bound of the requirement with room for a machine that is shared; the bench reports the figure itself.
    expect(performance.now() - at).toBeLessThan(6000);
    screen.send({ type: 'text', text: '能带宠物吗' });
    await screen.view('answer', (view) => view.body.includes('导盲犬'));

    const broken = { ...changed, 'knowledge/pets.yaml': 'entries:\n  - id: pets\n    questions: { zh: [可以带狗进来吗] }\n' };
    const refused = await author.request('/api/packs/small', 'PUT', { files: broken });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(await refused.json())).toContain('knowledge/pets.yaml');
    screen.send({ type: 'text', text: '几点开门' });
    await screen.view('answer', (view) => view.body.includes('七点半'));
    expect(kiosk.child.exitCode).toBe(null);
    screen.close();
  });
});
