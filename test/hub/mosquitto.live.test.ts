// Another broker in the place of the built-in one: a real Mosquitto, settings and rules as `foyer hub broker-files` writes
// them, a real hub and a real kiosk. The broker is killed on the way; nothing is lost.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOPICS, topicFor, type TopicName, type TopicRow } from '../../flows/protocol/topics.ts';
import { freePorts } from '../house/program.ts';
import { connectKiosk, K1, K2, nameOf, SECRET, signIn, startHub, type TestHub, turnEvent, until } from './hub-house.ts';
import { type RealKiosk, startKiosk, writePack } from './kiosk-house.ts';
import { smallPack } from './small-pack.ts';

let folder: string;
let port = 0;
let broker: ChildProcess | undefined;
let hub: TestHub | undefined;
let kiosk: RealKiosk | undefined;
const at = (...path: string[]): string => join(folder, ...path);

async function startBroker(): Promise<void> {
  broker = spawn('mosquitto', ['-c', at('broker', 'mosquitto.conf')], { stdio: 'ignore' });
  broker.on('error', () => undefined);
  await until('Mosquitto listens (apt-get install mosquitto)', () => new Promise<boolean>((resolve) => {
    const socket = connectSocket(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
  }), 10_000);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-mosquitto-'));
  [port = 0] = await freePorts(1);
  writeFileSync(at('enrol.json'), JSON.stringify([K1, K2].map((address) => ({ ...address, secret: SECRET }))));
  const files = spawnSync(process.execPath, ['foyer.ts', 'hub', 'broker-files', '--enrol', at('enrol.json'), '--to', at('broker'), '--port', String(port)], { encoding: 'utf8' });
  expect(files.stderr).toBe('');
  // Somebody who sees everything, without taking the hub's place.
  appendFileSync(at('broker', 'rules'), '\nuser observer\ntopic read foyer/1/#\n');
  appendFileSync(at('broker', 'passwords'), (readFileSync(at('broker', 'passwords'), 'utf8').split('\n').find((line) => line.startsWith(nameOf(K2))) ?? '').replace(nameOf(K2), 'observer'));
  // Mosquitto gives up root for a user of its own, which must be able to read what is in this folder.
  spawnSync('chmod', ['-R', 'a+rX', folder]);
  await startBroker();
  hub = await startHub({ folder: at('hub'), keep: true, broker: readFileSync(at('broker', 'broker-url'), 'utf8').trim(), packs: [writePack(at('small'), smallPack())] });
}, 60_000);
afterAll(async () => {
  await kiosk?.stop();
  await hub?.stop();
  broker?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
const mqttUrl = (): string => `mqtt://127.0.0.1:${port}`;
const login = (address: typeof K1) => ({ username: nameOf(address) });

describe('a hub on Mosquitto', () => {
  it('gives a kiosk its content, hears its visits, and shows it as there', async () => {
    kiosk = await startKiosk({ folder: at('kiosk'), httpUrl: hub?.httpUrl ?? '', mqttUrl: mqttUrl() });
    await until('home', () => kiosk?.atHome(), 30_000);
    kiosk.type('几点开门');
    await until('the answer', () => kiosk?.shows('上午九点开门'), 20_000);
    const staff = await signIn(hub as TestHub, 'agent');
    const row = await until('the kiosk is there, with its visit', async () => {
      const { kiosks } = await (await staff.fetch('/api/kiosks')).json() as { kiosks: { kiosk: string; state: string; packVersion: string; events: number }[] };
      return kiosks.find((one) => one.kiosk === K1.kiosk && one.events >= 2 && one.packVersion === '1.0.0');
    }, 20_000);
    expect(['ready', 'degraded']).toContain(row.state);
  });

  it('loses nothing when the broker is killed under a visit', async () => {
    broker?.kill('SIGKILL');
    kiosk?.type('什么时候上班');
    await until('the answer', () => kiosk?.shows('上午九点开门'), 20_000);
    kiosk?.forget();
    kiosk?.send({ type: 'control', control: 'start-over' });
    await until('home', () => kiosk?.atHome(), 20_000);
    await startBroker();
    const staff = await signIn(hub as TestHub, 'agent');
    await until('the whole visit is on the hub', async () => {
      const { sessions } = await (await staff.fetch('/api/sessions')).json() as { sessions: { turns: number; endedAt: number | null }[] };
      return sessions.some((one) => one.endedAt !== null && one.turns >= 2);
    }, 60_000);
  });

  it('keeps a batch that comes twice once, and tells the kiosk how far it has it', async () => {
    const second = await connectKiosk(mqttUrl(), K2, login(K2));
    await second.birth();
    const batch = { v: 1 as const, epoch: 'e1', events: [1, 2, 3].map((seq) => turnEvent(seq, { address: K2, session: 'k2-session' })) };
    await second.send('up/event', batch);
    await second.send('up/event', batch);
    await second.wait('down/ack', (ack) => ack.epoch === 'e1' && ack.upTo === 3);
    const staff = await signIn(hub as TestHub, 'agent');
    const detail = await (await staff.fetch('/api/sessions/k2-session')).json() as { turns: unknown[] };
    expect(detail.turns).toHaveLength(3);
    await second.close();
  });

  it('lets a kiosk say and hear its own, and nothing of another, by the rules made from the table', async () => {
    const own = await connectKiosk(mqttUrl(), K1, { ...login(K1), clientId: 'whatever', subscribe: false });
    const other = await connectKiosk(mqttUrl(), K2, { ...login(K2), subscribe: false });
    const heard: string[] = [];
    own.client.on('message', (topic) => heard.push(topic));
    await own.client.subscribeAsync(['foyer/1/#', '#', topicFor('down/ack', K2), topicFor('up/event', K2)], { qos: 1 });
    const observer = mqtt.connect(mqttUrl(), { clientId: 'observer', username: 'observer', password: SECRET });
    const passed: string[] = [];
    observer.on('message', (topic, payload) => { if (payload.toString().includes('matrix')) passed.push(topic); });
    await new Promise((resolve) => observer.once('connect', resolve));
    await observer.subscribeAsync('foyer/1/#', { qos: 1 });
    for (const name of Object.keys(TOPICS) as TopicName[]) for (const address of [K1, K2]) await other.raw(topicFor(name, address), '{"matrix":1}', { qos: 1 });
    await until('what is allowed has passed', () => passed.length >= Object.values(TOPICS).filter((row) => row.direction === 'up').length);
    await new Promise((resolve) => setTimeout(resolve, 300)); // whatever else would come
    expect([...passed].sort()).toEqual(Object.entries<TopicRow>(TOPICS).filter(([, row]) => row.direction === 'up').map(([name]) => topicFor(name as TopicName, K2)).sort());
    const foreign = heard.filter((topic) => !topic.startsWith(topicFor('down/ack', K1).replace(/ack$/, '')) && !topic.startsWith(`foyer/1/${K1.tenant}/hub/`) && !topic.startsWith(`foyer/1/${K1.tenant}/ring/`));
    expect(foreign).toEqual([]);
    await observer.endAsync(true);
    await own.close();
    await other.close();
  });

  it('does not let in a wrong password, and says what is wrong with a broker that is not there', async () => {
    await expect(connectKiosk(mqttUrl(), K1, { ...login(K1), password: 'wrong-password' })).rejects.toThrow();
    const [free = 0] = await freePorts(1);
    await expect(startHub({ broker: `mqtt://foyer-hub:x@127.0.0.1:${free}` })).rejects.toMatchObject({ code: 'hub-unreachable', mend: expect.stringContaining('--broker') as string });
  });
});
