// Connector calls against real things: the bundled sample service over HTTP, a real broker with a simulated appliance, and all that can fail.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createHttpServer } from 'node:http';
import { Aedes } from 'aedes';
import { connectAsync } from 'mqtt';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createSampleService, serveSample } from '../../flows/commands/sample-service.ts';
import { loadPack } from '../../flows/files/load-pack.ts';
import { createConnect } from '../../hub/adapters/connector-call.ts';
import { createMqttAppliances } from '../../hub/adapters/mqtt-appliances.ts';
import { FRONT_DESK } from '../engine/front-desk.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => { for (const stop of stops.splice(0).toReversed()) await stop(); });

const reserve = (how: string): string => `connectors:
  - name: reserve
    timeoutSeconds: 1
    offline: { zh: 连不上, en: away }
    request: [room, date, time, phone]
    response: [free, code]
    ${how}
    sample: [{ match: { room: cedar }, response: { free: false, code: '{request.phone}' } }]
`;
const light = (answer: string): string => `connectors:
  - name: light
    timeoutSeconds: 1
    offline: { zh: 连不上, en: away }
    request: [room, state]
    response: [${answer === '' ? '' : 'state'}]
    mqtt: { publish: 'home/{request.room}/light/set'${answer} }
    sample: [{ response: { ${answer === '' ? '' : 'state: sample'} } }]
`;
let keys = 0;
const ask = (connectorsYaml: string, connector: string, request: Record<string, unknown>) => ({ connectorsYaml, connector, request, idempotencyKey: `key-${keys++}`, timeoutMs: 1000 });
const direct = createConnect({ appliances: null });

describe('a connector with a url', () => {
  it('is answered by the sample service with what was asked filled in', async () => {
    const { pack } = loadPack(FRONT_DESK);
    const service = createSampleService({ connectors: pack.connectors, port: 0 });
    const { port } = await service.start();
    stops.push(() => service.stop());
    const at = (path: string): string => reserve(`url: http://127.0.0.1:${port}/${path}`);
    expect(await direct(ask(at('reserve'), 'reserve', { room: 'cedar', time: '09:00' }))).toEqual({ ok: true, response: { free: false, code: '' } });
    expect(await direct(ask(at('reserve'), 'reserve', { room: 'bamboo' }))).toEqual({ ok: true, response: { free: true, code: 'R17' } });
    expect(await direct(ask(at('reserv'), 'reserve', { room: 'bamboo' }))).toMatchObject({ ok: false, reason: 'refused', detail: expect.stringContaining('Did you mean \\"reserve\\"?') });
    expect(await direct(ask(at('reserve'), 'reserve', { colour: 'red' }))).toMatchObject({ ok: false, reason: 'refused', detail: expect.stringContaining('takes no \\"colour\\"') });
  });

  it('says what is wrong with a service that is away, slow, broken or answers something else', async () => {
    const server = createHttpServer((request, reply) => {
      if (request.url === '/slow') return;
      const [status, body] = { '/broken': [500, 'oops'], '/text': [200, 'hello'], '/short': [200, '{"free":true}'] }[request.url ?? ''] as [number, string];
      reply.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const { port } = server.address() as AddressInfo;
    const result = (path: string) => direct(ask(reserve(`url: http://127.0.0.1:${port}${path}`), 'reserve', {}));
    expect(await result('/slow')).toMatchObject({ ok: false, reason: 'timeout', detail: expect.stringContaining('within 1000 ms') });
    expect(await result('/broken')).toMatchObject({ ok: false, reason: 'failed', detail: expect.stringContaining('500') });
    expect(await result('/text')).toMatchObject({ ok: false, reason: 'failed', detail: expect.stringContaining('JSON object') });
    expect(await result('/short')).toMatchObject({ ok: false, reason: 'failed', detail: expect.stringContaining('lacks "code"; it has free') });
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
    expect(await result('/short')).toMatchObject({ ok: false, reason: 'offline', detail: expect.stringContaining('cannot be reached') });
  });

  it('answers from the sample rows without an address, and names what is not there', async () => {
    expect(await direct(ask(reserve(''), 'reserve', { room: 'cedar', phone: '138' }))).toEqual({ ok: true, response: { free: false, code: '138' } });
    expect(await direct(ask(reserve(''), 'reserve', { room: 'elm' }))).toMatchObject({ reason: 'failed', detail: expect.stringContaining('No sample row') });
    expect(await direct(ask(reserve(''), 'resrve', {}))).toMatchObject({ reason: 'refused', detail: expect.stringContaining('it has reserve') });
    expect(await direct(ask('connectors: [', 'reserve', {}))).toMatchObject({ reason: 'refused' });
  });
});

it('the sample service refuses what is no request', () => {
  const { connectors } = loadPack(FRONT_DESK).pack;
  expect(serveSample(connectors, '/reserve', '[1]').status).toBe(400);
  expect(serveSample(connectors, '/__proto__', '{}').status).toBe(404);
});

describe('a connector with mqtt', () => {
  let broker: Aedes | undefined;
  const servers: (() => Promise<unknown>)[] = [];
  afterAll(async () => { for (const stop of servers) await stop(); });

  async function premises(): Promise<number> {
    broker = await Aedes.createBroker();
    const sockets = new Set<Socket>();
    const server = createServer((socket) => { sockets.add(socket); broker?.handle(socket as never); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    servers.push(async () => { for (const socket of sockets) socket.destroy(); await new Promise((resolve) => { server.close(resolve); }); });
    return (server.address() as AddressInfo).port;
  }
  async function lamp(port: number, reply: (room: string, asked: Record<string, string>) => string | null): Promise<string[]> {
    const client = await connectAsync(`mqtt://127.0.0.1:${port}`);
    const heard: string[] = [];
    client.on('message', (topic, body) => {
      const [, room = ''] = topic.split('/');
      heard.push(`${topic} ${String(body)}`);
      const said = reply(room, JSON.parse(String(body)) as Record<string, string>);
      if (said !== null) client.publish(`home/${room}/light`, said);
    });
    await client.subscribeAsync('home/+/light/set');
    stops.push(() => client.endAsync(true));
    return heard;
  }
  const withAppliances = (port: number) => {
    const appliances = createMqttAppliances({ url: `mqtt://127.0.0.1:${port}` });
    stops.push(() => appliances.stop());
    return createConnect({ appliances });
  };
  const ANSWERS = ", answer: 'home/{request.room}/light'";

  it('publishes the request to the appliance and takes its next message as the answer', async () => {
    const port = await premises();
    const heard = await lamp(port, (_room, { state }) => JSON.stringify({ state, brightness: 40 }));
    const connect = withAppliances(port);
    expect(await connect(ask(light(ANSWERS), 'light', { room: 'kitchen', state: 'on' }))).toEqual({ ok: true, response: { state: 'on', brightness: 40 } });
    expect(heard).toEqual(['home/kitchen/light/set {"room":"kitchen","state":"on"}']);
  });

  it('takes a bare value for the one thing that was asked for, and no answer where none is wanted', async () => {
    const port = await premises();
    await lamp(port, () => 'off');
    const connect = withAppliances(port);
    expect(await connect(ask(light(ANSWERS), 'light', { room: 'hall', state: 'off' }))).toEqual({ ok: true, response: { state: 'off' } });
    expect(await connect(ask(light(''), 'light', { room: 'hall', state: 'off' }))).toEqual({ ok: true, response: {} });
  });

  it('keeps the answers of two visitors to one lamp apart', async () => {
    const port = await premises();
    await lamp(port, (_room, { state }) => JSON.stringify({ state }));
    const connect = withAppliances(port);
    const both = await Promise.all(['on', 'off'].map((state) => connect(ask(light(ANSWERS), 'light', { room: 'hall', state }))));
    expect(both.map(({ response }) => response)).toEqual([{ state: 'on' }, { state: 'off' }]);
  });

  it('does not take an old retained message for the answer', async () => {
    const port = await premises();
    const client = await connectAsync(`mqtt://127.0.0.1:${port}`);
    await client.publishAsync('home/hall/light', '{"state":"yesterday"}', { retain: true, qos: 1 });
    stops.push(() => client.endAsync(true));
    await lamp(port, () => '{"state":"now"}');
    expect(await withAppliances(port)(ask(light(ANSWERS), 'light', { room: 'hall', state: 'on' }))).toMatchObject({ response: { state: 'now' } });
  });

  it('names the topic on which nothing came, the wrong form, a forbidden name and a broker that is away', async () => {
    const port = await premises();
    await lamp(port, (room) => (room === 'attic' ? null : '{"brightness":1}'));
    const connect = withAppliances(port);
    expect(await connect(ask(light(ANSWERS), 'light', { room: 'attic', state: 'on' }))).toMatchObject({ ok: false, reason: 'timeout', detail: expect.stringContaining('Nothing came on "home/attic/light"') });
    expect(await connect(ask(light(ANSWERS), 'light', { room: 'hall', state: 'on' }))).toMatchObject({ ok: false, reason: 'failed', detail: expect.stringContaining('lacks "state"') });
    expect(await connect(ask(light(ANSWERS), 'light', { room: '#', state: 'on' }))).toMatchObject({ ok: false, reason: 'refused' });
    expect(await withAppliances(1)(ask(light(ANSWERS), 'light', { room: 'hall', state: 'on' }))).toMatchObject({ ok: false, reason: 'offline', detail: expect.stringContaining('--appliances') });
  });

  it('answers from the sample rows where the hub knows no appliances', async () => {
    expect(await direct(ask(light(ANSWERS), 'light', { room: 'hall', state: 'on' }))).toEqual({ ok: true, response: { state: 'sample' } });
  });
});
