// Events on their way into the hub: acknowledged only when they are on its disk, and then there exactly once.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../flows/protocol/topics.ts';
import { connectKiosk, K1, K2, nameOf, SECRET, signIn, startHub, type TestHub, type TestKiosk, turnEvent, until } from './hub-house.ts';

const batch = (epoch: string, from: number, to: number): Message<'up/event'> => ({ v: 1, epoch, events: Array.from({ length: to - from + 1 }, (_, i) => turnEvent(from + i)) });

function stored(folder: string): { kiosk: string; epoch: string; seq: number }[] {
  const db = new Database(join(folder, 'hub.sqlite'), { readonly: true });
  try { return db.prepare('SELECT kiosk, epoch, seq FROM events ORDER BY kiosk, epoch, seq').all() as { kiosk: string; epoch: string; seq: number }[]; } finally { db.close(); }
}

describe('event batches', () => {
  let hub: TestHub;
  let kiosk: TestKiosk;
  beforeAll(async () => { hub = await startHub(); });
  afterAll(async () => { await hub.stop(); });
  beforeEach(async () => { kiosk = await connectKiosk(hub.mqttUrl, K1); });
  afterEach(async () => { await kiosk.close(); });

  it('are on the disk when the PUBACK comes, and acknowledged by number', async () => {
    await kiosk.send('up/event', batch('e1', 1, 20));
    expect(stored(hub.folder).filter((row) => row.epoch === 'e1').map((row) => row.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(await kiosk.wait('down/ack', (ack) => ack.epoch === 'e1')).toMatchObject({ v: 1, upTo: 20 });
  });

  it('count once when they are sent again, whole or in part', async () => {
    await kiosk.send('up/event', batch('e2', 1, 10));
    await kiosk.send('up/event', batch('e2', 1, 10));
    await kiosk.send('up/event', batch('e2', 6, 15));
    await kiosk.wait('down/ack', (ack) => ack.epoch === 'e2' && ack.upTo === 15);
    expect(stored(hub.folder).filter((row) => row.epoch === 'e2')).toHaveLength(15);
  });

  it('are acknowledged only up to a gap, and past it when it is filled', async () => {
    await kiosk.send('up/event', batch('e3', 1, 3));
    await kiosk.send('up/event', batch('e3', 6, 9));
    expect(await kiosk.wait('down/ack', (ack) => ack.epoch === 'e3')).toMatchObject({ upTo: 3 });
    await kiosk.send('up/event', batch('e3', 4, 5));
    await kiosk.wait('down/ack', (ack) => ack.epoch === 'e3' && ack.upTo === 9);
  });

  it('of a new epoch begin at one again beside the old ones', async () => {
    await kiosk.send('up/event', batch('e4a', 1, 2));
    await kiosk.send('up/event', batch('e4b', 1, 2));
    expect(stored(hub.folder).filter((row) => row.epoch.startsWith('e4'))).toHaveLength(4);
  });

  it('with an event of an unknown kind do not hold up the outbox behind it', async () => {
    const strange = { ...batch('e5', 1, 2), events: [turnEvent(1), { seq: 2, type: 'foyer.of-tomorrow', data: { type: 'foyer.of-tomorrow' } }, turnEvent(3)] };
    await kiosk.raw('foyer/1/acme/hall/k1/up/event', JSON.stringify(strange));
    await kiosk.wait('down/ack', (ack) => ack.epoch === 'e5' && ack.upTo === 3);
  });

  it('become a session with its transcript for staff', async () => {
    const base = turnEvent(1);
    await kiosk.send('up/event', { v: 1, epoch: 'e6', events: [
      { ...base, seq: 1, data: { type: 'foyer.session.started', session: 'visit-7', by: 'wake', language: 'zh', pack: 'small', packVersion: '1.0.0' } },
      turnEvent(2, { session: 'visit-7', turn: 1, text: '停车场在哪里' }),
      { ...base, seq: 3, data: { type: 'foyer.session.ended', session: 'visit-7', reason: 'done', turns: 1, rating: 5 } },
    ] });
    const staff = await signIn(hub, 'agent');
    const reply = await (await staff.fetch('/api/sessions/visit-7')).json() as { session: Record<string, unknown>; turns: { text: string; said: string[] }[] };
    expect(reply.session).toMatchObject({ kiosk: nameOf(K1), pack: 'small', turns: 1, rating: 5, reason: 'done' });
    expect(reply.turns).toMatchObject([{ text: '停车场在哪里', said: ['上午九点开门'] }]);
    const insights = await (await staff.fetch('/api/insights?days=366')).json() as { rates: { id: string; numerator: number; denominator: number }[] };
    expect(insights.rates.find((rate) => rate.id === 'coverage')?.denominator).toBeGreaterThan(0);
  });
});

describe('the hub\'s own state', () => {
  it('is said to every kiosk: ready when it subscribes, stopping before the hub goes', async () => {
    const hub = await startHub();
    const kiosk = await connectKiosk(hub.mqttUrl, K1);
    await kiosk.wait('hub/state', (message) => message.state === 'ready');
    const stopped = hub.stop();
    await kiosk.wait('hub/state', (message) => message.state === 'stopping');
    await stopped;
    await kiosk.close();
  });

  it('knows who is there: after a birth, a takeover, a late will, a broken connection', async () => {
    const hub = await startHub();
    const staff = await signIn(hub, 'admin');
    const state = async (): Promise<string | undefined> => ((await (await staff.fetch('/api/kiosks')).json()) as { kiosks: { kiosk: string; state: string }[] }).kiosks.find((row) => row.kiosk === 'k1')?.state;
    const will = (session: number) => ({ will: { topic: 'foyer/1/acme/hall/k1/up/state', payload: Buffer.from(JSON.stringify({ v: 1, state: 'lost', boot: 'boot-1', session, at: 0 })), qos: 1 as const, retain: false } });
    const first = await connectKiosk(hub.mqttUrl, K1, will(1));
    await first.birth({ session: 1 });
    expect(await state()).toBe('ready');
    const second = await connectKiosk(hub.mqttUrl, K1, will(2)); // takes over; the first one's will goes out
    await second.birth({ session: 2 });
    expect(await state()).toBe('ready');
    await second.send('up/state', { v: 1, state: 'degraded', boot: 'boot-1', session: 2, at: 0, capabilities: [], versions: {}, cursor: 0, reason: 'no microphone' });
    expect(await state()).toBe('degraded');
    await second.raw('foyer/1/acme/hall/k1/up/state', JSON.stringify({ v: 1, state: 'lost', boot: 'boot-1', session: 1, at: 0 })); // late
    expect(await state()).toBe('degraded');
    second.client.stream.destroy();
    await until('the kiosk is lost', async () => (await state()) === 'lost');
    await first.close();
    await second.close();
    await hub.stop();
  });
});

describe('a hub that is killed in the middle', () => {
  let folder: string;
  let child: ChildProcess | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'foyer-kill-'));
    writeFileSync(join(folder, 'enrol.json'), JSON.stringify([K1, K2].map((address) => ({ ...address, secret: SECRET }))));
  });
  afterEach(() => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function spawnHub(): Promise<{ http: number; mqtt: number }> {
    const ready = join(folder, 'ready.json');
    rmSync(ready, { force: true });
    child = spawn(process.execPath, ['foyer.ts', 'hub', '--data', join(folder, 'data'), '--port', '0', '--mqtt-port', '0', '--enrol', join(folder, 'enrol.json'), '--ready-file', ready], { stdio: 'ignore' });
    return until('the hub is ready', () => { try { return JSON.parse(readFileSync(ready, 'utf8')) as { http: number; mqtt: number }; } catch { return undefined; } }, 30_000);
  }

  it('keeps every acknowledged event exactly once', async () => {
    const acked = new Map<string, number>();
    const sent = new Map<string, number>();
    for (let round = 0; round < 3; round += 1) {
      const { mqtt } = await spawnHub();
      const kiosks = await Promise.all([K1, K2].map((address) => connectKiosk(`mqtt://127.0.0.1:${mqtt}`, address)));
      for (const kiosk of kiosks) {
        const name = nameOf(kiosk.address);
        kiosk.client.on('message', (topic, payload) => {
          if (topic.endsWith('/down/ack')) acked.set(name, Math.max(acked.get(name) ?? 0, (JSON.parse(payload.toString()) as { upTo: number }).upTo));
        });
        // From the acknowledged number on again, as an outbox does: so that repeats cross the kill.
        let next = (acked.get(name) ?? 0) + 1;
        const pump = (): void => {
          if (!kiosk.client.connected) return;
          kiosk.client.publish(`foyer/1/${name.replaceAll('.', '/')}/up/event`, JSON.stringify(batch('epoch', next, next + 9)), { qos: 1 }, () => setImmediate(pump));
          next += 10;
          sent.set(name, next - 1);
        };
        pump();
        pump();
      }
      const goal = (round + 1) * 150;
      await until('some acknowledgements', () => [K1, K2].every((address) => (acked.get(nameOf(address)) ?? 0) > goal), 20_000);
      child?.kill('SIGKILL');
      await Promise.all(kiosks.map((kiosk) => kiosk.close()));
    }
    const rows = stored(join(folder, 'data'));
    for (const address of [K1, K2]) {
      const seqs = rows.filter((row) => row.kiosk === nameOf(address)).map((row) => row.seq);
      expect(new Set(seqs).size).toBe(seqs.length);
      const upTo = acked.get(nameOf(address)) ?? 0;
      expect(upTo).toBeGreaterThan(450);
      expect(seqs.filter((seq) => seq <= upTo)).toEqual(Array.from({ length: upTo }, (_, i) => i + 1));
    }
  }, 60_000);
});
