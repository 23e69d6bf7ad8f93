// The pack smart-devices for real: a kiosk process, the hub started by its command with --appliances, a broker of the premises
// and a lamp on it. What a visitor types switches the lamp, and a lamp that is away is told with another way.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { K1, SECRET, until } from './hub-house.ts';
import { type RealKiosk, startKiosk } from './kiosk-house.ts';

interface Asked { device: string; action: string; brightness: number | string | null }

let folder: string;
let closeBroker: () => Promise<void>;
let lamp: MqttClient | undefined;
let hub: ChildProcess;
let kiosk: RealKiosk;
/** What the simulated lamp is doing. */
const light = { state: 'off', brightness: 0 };
const heard: Asked[] = [];

async function startBroker(): Promise<number> {
  const broker = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => { sockets.add(socket); broker.handle(socket as never); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  closeBroker = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => { server.close(resolve); });
    await new Promise<void>((resolve) => { broker.close(resolve); });
  };
  return (server.address() as AddressInfo).port;
}

/** A lamp as it would be bought: listens on its set topic, says its state. */
async function startLamp(port: number): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`);
  client.on('message', (_, body) => {
    const asked = JSON.parse(String(body)) as Asked;
    heard.push(asked);
    light.state = asked.action === 'off' ? 'off' : 'on';
    light.brightness = asked.action === 'off' ? 0 : asked.action === 'dim' ? Number(asked.brightness) : 100;
    client.publish('home/main-light/state', JSON.stringify(light));
  });
  await client.subscribeAsync('home/main-light/set');
  return client;
}

function startHubCommand(appliances: string): Promise<{ http: number; mqtt: number }> {
  const enrol = join(folder, 'enrol.json');
  writeFileSync(enrol, JSON.stringify([{ ...K1, secret: SECRET }]));
  hub = spawn(process.execPath, ['foyer.ts', 'hub', '--data', join(folder, 'hub'), '--port', '0', '--mqtt-port', '0', '--pack', 'smart-devices', '--enrol', enrol, '--appliances', appliances], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let log = '';
  hub.stderr?.on('data', (chunk) => { log += String(chunk); });
  return new Promise((resolve, reject) => {
    hub.on('message', (message: { type?: string; http: number; mqtt: number }) => { if (message.type === 'ready') resolve(message); });
    hub.on('exit', () => reject(new Error(`the hub ended: ${log}`)));
  });
}

async function fresh(): Promise<void> {
  kiosk.forget();
  kiosk.send({ type: 'control', control: 'start-over' });
  await until('home', kiosk.atHome, 20_000);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-smart-devices-'));
  mkdirSync(join(folder, 'hub'), { recursive: true });
  const port = await startBroker();
  lamp = await startLamp(port);
  const ports = await startHubCommand(`mqtt://127.0.0.1:${port}`);
  kiosk = await startKiosk({ folder: join(folder, 'kiosk'), httpUrl: `http://127.0.0.1:${ports.http}`, mqttUrl: `mqtt://127.0.0.1:${ports.mqtt}` });
  await until('the first view', kiosk.atHome, 30_000);
}, 90_000);

afterAll(async () => {
  await kiosk?.stop();
  if (hub?.exitCode === null) {
    hub.kill('SIGTERM');
    await new Promise((resolve) => hub.once('exit', resolve));
  }
  await lamp?.endAsync(true).catch(() => undefined);
  await closeBroker?.();
  rmSync(folder, { recursive: true, force: true });
});

describe('a room whose lamp is on the premises\' broker', () => {
  it('switches the lamp on with a typed sentence and tells that it is on', async () => {
    kiosk.type('打开主灯');
    await until('the lamp is on', () => light.state === 'on', 20_000);
    await until('the answer', () => kiosk.shows('主灯开了'), 20_000);
    expect(heard.at(-1)).toMatchObject({ device: 'main-light', action: 'on' });
  });

  it('dims it to what was said', async () => {
    await fresh();
    kiosk.type('把主灯调到百分之三十');
    await until('the lamp is dimmed', () => light.brightness === 30, 20_000);
    await until('the answer', () => kiosk.shows('百分之30'), 20_000);
    expect(heard.at(-1)).toMatchObject({ action: 'dim', brightness: 30 });
  });

  it('switches it off', async () => {
    await fresh();
    kiosk.type('关掉主灯');
    await until('the lamp is off', () => light.state === 'off', 20_000);
    await until('the answer', () => kiosk.shows('主灯关了'), 20_000);
  });

  it('says that a lamp that is away does not answer, and how to switch it by hand', async () => {
    await lamp?.endAsync(true);
    const before = heard.length;
    await fresh();
    kiosk.type('打开主灯');
    await until('the sentence for a lamp that is away', () => kiosk.shows('没有回应'), 20_000);
    expect(kiosk.shows('面板')).toBe(true);
    expect(heard.length).toBe(before);
    expect(light.state).toBe('off');
  });
});
