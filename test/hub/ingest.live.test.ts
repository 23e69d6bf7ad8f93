// The way in under load and trouble: a broker that is killed, hangs, dies again and again or is flooded costs no event and
// never the hub's HTTP side; and a whole fleet from one process loses and doubles nothing.
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import mqtt from 'mqtt-packet';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCredentials } from '../../hub/simulate/own-hub.ts';
import { startSimulation } from '../../hub/simulate/simulation.ts';
import { compareWithStore } from '../../hub/simulate/simulation-report.ts';
import { connectKiosk, K1, K2, nameOf, SECRET, startHub, type TestHub, until } from './hub-house.ts';

const cleanup: (() => void | Promise<void>)[] = [];
afterEach(async () => { for (const undo of cleanup.splice(0).reverse()) await undo(); });

async function hubWith(credentials: ReturnType<typeof makeCredentials>): Promise<TestHub> {
  const hub = await startHub({ enrol: [...credentials, { ...K1, secret: SECRET }, { ...K2, secret: SECRET }] });
  cleanup.push(() => hub.stop());
  return hub;
}
/** Asks for the health page until told to stop; gives the longest time without an answer. */
function watchHttp(url: string): () => Promise<{ longest: number; answers: number }> {
  let over = false;
  let longest = 0;
  let answers = 0;
  const watching = (async () => {
    while (!over) {
      const at = performance.now();
      const reply = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(20_000) });
      if (reply.ok) answers += 1;
      longest = Math.max(longest, performance.now() - at);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return async () => {
    over = true;
    await watching;
    return { longest, answers };
  };
}

describe('under load', () => {
  it('a broker that is killed in the middle of the stream, twice, costs no acknowledged event and doubles none', async () => {
    const credentials = makeCredentials(20);
    const hub = await hubWith(credentials);
    const simulation = startSimulation({ credentials, mqtt: { host: '127.0.0.1', port: hub.mqttPort }, httpUrl: null, rate: 2000, batch: 4, probes: false, spreadMs: 0 });
    cleanup.push(() => simulation.stop());
    expect(await simulation.online(15_000)).toBe(true);
    const running = simulation.run(4);
    for (const events of [1500, 4000]) {
      await until('a part is acknowledged', () => simulation.tally.acknowledged >= events, 15_000);
      process.kill(hub.hub.bus.pid ?? 0, 'SIGKILL');
      await until('the broker is another one', () => hub.hub.bus.pid, 10_000);
    }
    await running;
    expect(await simulation.settle(30_000)).toBe(0);
    expect(simulation.tally.events).toBeGreaterThan(6000);
    expect(simulation.tally.connects).toBeGreaterThan(20);
    expect(await compareWithStore(simulation, `${hub.folder}/hub.sqlite`)).toEqual({ lost: 0, duplicated: 0 });
  });

  it('a raised hand reaches the desk while every kiosk sends as fast as it can', async () => {
    const credentials = makeCredentials(30);
    const hub = await hubWith(credentials);
    const simulation = startSimulation({ credentials, mqtt: { host: '127.0.0.1', port: hub.mqttPort }, httpUrl: null, rate: null, batch: 50, spreadMs: 0 });
    cleanup.push(() => simulation.stop());
    expect(await simulation.online(15_000)).toBe(true);
    await simulation.run(4);
    await simulation.settle(30_000);
    expect(simulation.probes.count).toBeGreaterThanOrEqual(2);
    expect(simulation.missedProbes).toBe(0);
    expect(simulation.probes.max).toBeLessThan(2000);
    expect(simulation.tally.acknowledged).toBeGreaterThan(10_000);
  });
});

describe('a broker in trouble', () => {
  it('that hangs is noticed by its silence and replaced, while the hub\'s pages answer', async () => {
    const hub = await hubWith([]);
    const http = watchHttp(hub.httpUrl);
    const hung = hub.hub.bus.pid ?? 0;
    process.kill(hung, 'SIGSTOP');
    await until('a new broker', () => hub.hub.bus.pid !== undefined && hub.hub.bus.pid !== hung, 15_000);
    const kiosk = await until('a kiosk is back', () => connectKiosk(hub.mqttUrl, K1).catch(() => null), 10_000);
    await kiosk.close();
    const { longest, answers } = await http();
    expect(answers).toBeGreaterThan(50);
    expect(longest).toBeLessThan(2000);
  });

  it('that dies again and again is started ever more slowly, while the hub\'s pages answer', async () => {
    const hub = await hubWith([]);
    const http = watchHttp(hub.httpUrl);
    const seen = new Set<number>();
    const began = performance.now();
    while (seen.size < 6) {
      const pid = await until('a broker', () => (hub.hub.bus.pid !== undefined && !seen.has(hub.hub.bus.pid) ? hub.hub.bus.pid : null), 15_000);
      seen.add(pid);
      process.kill(pid, 'SIGKILL');
    }
    expect(performance.now() - began).toBeGreaterThan(200 + 400 + 800);
    const kiosk = await until('a kiosk is back', () => connectKiosk(hub.mqttUrl, K1).catch(() => null), 20_000);
    await kiosk.close();
    expect((await http()).longest).toBeLessThan(2000);
  });
});

describe('the flood that ends a bare aedes', () => {
  const SENDERS = 40;
  const ROUNDS = 8;
  async function dial(port: number, id: string, login: { username?: string; password?: Buffer } = {}): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(mqtt.generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 0, clientId: id, ...login }));
    await new Promise((resolve, reject) => { socket.once('data', resolve); socket.once('close', () => reject(new Error('refused'))); });
    return socket;
  }
  /** A subscriber that stops reading, many QoS 0 senders, and then the subscriber leaves. */
  async function flood(subscriber: Socket, topics: string[], senders: readonly { socket: Socket; topic: string }[], payload: Buffer, alive: () => boolean): Promise<void> {
    subscriber.write(mqtt.generate({ cmd: 'subscribe', messageId: 1, subscriptions: topics.map((topic) => ({ topic, qos: 0 as const })) }));
    await new Promise((resolve) => subscriber.once('data', resolve));
    subscriber.pause();
    for (let round = 0; round < ROUNDS && alive(); round += 1) {
      for (const { socket, topic } of senders) {
        const packet = mqtt.generate({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false });
        socket.write(Buffer.concat(Array.from({ length: 500 }, () => packet)));
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    subscriber.destroy();
  }

  it('ends a bare aedes', async () => {
    const child: ChildProcess = fork(fileURLToPath(new URL('bare-aedes.ts', import.meta.url)), [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
    cleanup.push(() => { child.kill('SIGKILL'); });
    let said = '';
    child.stderr?.on('data', (chunk) => { said += String(chunk); });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const port = await new Promise<number>((resolve) => child.once('message', (message: { port: number }) => resolve(message.port)));
    const victim = await dial(port, 'victim');
    const senders = await Promise.all(Array.from({ length: SENDERS }, async (_, n) => ({ socket: await dial(port, `sender-${n}`), topic: 'flood' })));
    cleanup.push(() => { for (const { socket } of senders) socket.destroy(); });
    await flood(victim, ['flood'], senders, Buffer.alloc(200), () => child.exitCode === null);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 10_000))]);
    expect(child.exitCode).not.toBe(null);
    expect(said).toContain('Maximum call stack size exceeded');
  });

  it('leaves the hub\'s broker standing, and an honest kiosk is served all the time', async () => {
    const credentials = makeCredentials(SENDERS + 1);
    const hub = await hubWith(credentials);
    const broker = hub.hub.bus.pid;
    const honest = await connectKiosk(hub.mqttUrl, K1);
    cleanup.push(() => honest.close());
    const sockets = await Promise.all(credentials.map((one) => dial(hub.mqttPort, nameOf(one), { username: one.kiosk, password: Buffer.from(one.secret) })));
    cleanup.push(() => { for (const socket of sockets) socket.destroy(); });
    const senders = credentials.slice(1).map((one, index) => ({ socket: sockets[index + 1] as Socket, topic: `foyer/1/sim/hall/${one.kiosk}/up/metric` }));
    const flooding = flood(sockets[0] as Socket, [`foyer/1/sim/hall/${credentials[0]?.kiosk}/down/+`], senders, Buffer.from(JSON.stringify({ v: 1, at: 1, values: { load: 1 } })), () => true);
    let longest = 0;
    let over = false;
    void flooding.finally(() => { over = true; });
    for (let seq = 1; !over; seq += 1) {
      const at = performance.now();
      await honest.birth({ session: seq });
      longest = Math.max(longest, performance.now() - at);
    }
    await flooding;
    await honest.birth({ session: 1_000_000 });
    expect(hub.hub.bus.pid).toBe(broker);
    expect(longest).toBeLessThan(3000);
  });
});

describe('foyer simulate', () => {
  it('starts a hub of its own and finds every event there once', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['foyer.ts', 'simulate', '--kiosks', '25', '--seconds', '2', '--rate', '1000', '--batch', '5', '--json'], { timeout: 60_000 });
    const report = JSON.parse(stdout) as Record<string, number>;
    expect(report).toMatchObject({ kiosks: 25, lost: 0, duplicated: 0, checked: 'store', refused: 0, escalations_unanswered: 0, problems: {} });
    expect(report['events']).toBeGreaterThan(1500);
    expect(report['acknowledged']).toBe(report['events']);
    expect(report['escalations']).toBeGreaterThan(0);
  });

  it('says what is missing when it is pointed at a running hub without credentials', async () => {
    const run = promisify(execFile)(process.execPath, ['foyer.ts', 'simulate', '--kiosks', '2', '--seconds', '1', '--hub', 'http://127.0.0.1:1']);
    await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--credentials') });
  });
});
