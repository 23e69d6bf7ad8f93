// Staff begin a notice at a kiosk from the hub: a queue call is spoken and shown at once, never over a visitor, never by
// somebody who may not, and it is in the audit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { K1, K2, nameOf, signIn, startHub, type TestHub, until } from './hub-house.ts';
import { type RealKiosk, startKiosk, writePack } from './kiosk-house.ts';
import { smallPack } from './small-pack.ts';

const CALL = `flow: queue-call
title: { zh: 叫号, en: Queue call }
notice: true
slots:
  - { id: number, type: free-text, label: { zh: 号码, en: number }, ask: { zh: 叫几号, en: Which number } }
  - { id: window, type: free-text, label: { zh: 窗口, en: window }, ask: { zh: 几号窗口, en: Which window } }
steps:
  - say: { zh: '请{slots.number}号到{slots.window}号窗口。', en: 'Number {slots.number}, please go to window {slots.window}.' }
  - end: success
`;

let folder: string;
let hub: TestHub;
let kiosk: RealKiosk;

async function command(role: string, name: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const staff = await signIn(hub, role);
  const reply = await staff.fetch(`/api/kiosks/${name}/commands`, { method: 'POST', body: JSON.stringify(body) });
  return { status: reply.status, body: await reply.json() as Record<string, unknown> };
}
const call = { name: 'notice', args: { flow: 'queue-call', language: 'zh', slots: { number: 'A17', window: '3' } } };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-notices-'));
  hub = await startHub({ packs: [writePack(join(folder, 'small'), { ...smallPack(), 'flows/queue-call.yaml': CALL })] });
  kiosk = await startKiosk({ folder: join(folder, 'kiosk'), httpUrl: hub.httpUrl, mqttUrl: hub.mqttUrl });
  await until('the first view', kiosk.atHome, 30_000);
}, 60_000);
afterAll(async () => {
  await kiosk.stop();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a notice from the hub', () => {
  it('is begun at the kiosk, with what staff filled in', async () => {
    kiosk.forget();
    const { status, body } = await until('the kiosk is ready', async () => {
      const answer = await command('agent', nameOf(K1), call);
      return answer.status === 200 ? answer : undefined;
    }, 20_000);
    expect({ status, body }).toEqual({ status: 200, body: { outcome: 'done' } });
    await until('the call on the screen', () => kiosk.shows('请A17号到3号窗口'), 10_000);
  });

  it('waits for no visitor to finish: one who is being served is not interrupted', async () => {
    await until('home', kiosk.atHome, 30_000);
    kiosk.type('几点开门');
    await until('the answer', () => kiosk.shows('上午九点开门'), 20_000);
    const { status, body } = await command('agent', nameOf(K1), call);
    expect(status).toBe(409);
    expect(body['detail']).toContain('a visitor is being served');
    expect(kiosk.shows('A17')).toBe(false);
  });

  it('is refused to authors, to kiosks that are away or unknown, and without a flow', async () => {
    expect((await command('author', nameOf(K1), call)).status).toBe(403);
    expect((await command('agent', nameOf(K2), call)).status).toBe(409);
    expect((await command('agent', 'acme.hall.k99', call)).status).toBe(404);
    expect((await command('agent', nameOf(K1), { name: 'notice', args: { language: 'zh' } })).status).toBe(400);
    expect((await command('agent', nameOf(K1), { name: 'restart', args: {} })).status).toBe(400);
  });
});
