// Records golden messages: a real hub and a real kiosk go through visits, a hand-off, a notice and a change of content, and
// one message of each form that crosses the wire is kept, with the schemas of that version. Run once for each release:
// `node test/wire/capture.ts VERSION`; what a version has sent must open in every later one (golden.test.ts).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { TOPICS, type TopicName } from '../../flows/protocol/topics.ts';
import type { AedesBus } from '../../hub/adapters/aedes-process.ts';
import { createAedesBus } from '../../hub/adapters/aedes-process.ts';
import { build } from '../../hub/main.ts';
import { startKiosk, writePack } from '../hub/kiosk-house.ts';
import { K1, nameOf, SECRET, signIn, type TestHub, until } from '../hub/hub-house.ts';
import { smallPack } from '../hub/small-pack.ts';

const NOTICE = `flow: queue-call
title: { zh: 叫号, en: Queue call }
notice: true
slots:
  - { id: number, type: free-text, label: { zh: 号码, en: number }, ask: { zh: 叫几号, en: Which number } }
steps:
  - say: { zh: '请{slots.number}号。', en: 'Number {slots.number}, please.' }
  - end: success
`;
const TICKET = `flow: ticket
title: { zh: 取号, en: Take a ticket }
triggers: { zh: [我要取号, 取一个号, 排队取号], en: [take a ticket, get a queue number, i need a ticket] }
steps:
  - call: queue
    request: { service: id }
    offline: none
  - say: { zh: '您的号码是{result.number}。', en: 'Your number is {result.number}.' }
  - end: success
  - id: none
    say: { zh: 现在取不到号。, en: No tickets now. }
  - end: failed
`;

interface Golden { name: TopicName; form: string; message: Record<string, unknown> }
const golden = new Map<string, Golden>();

/** What tells two messages of one topic apart: kind, state, command or the kinds of events inside. */
function formOf(message: Record<string, unknown>): string {
  const events = message['events'] as { data?: { type?: string } }[] | undefined;
  const marks = [message['kind'], message['state'], message['name'], message['refused'] === undefined ? undefined : 'refused', message['ok'] === false ? 'not-ok' : undefined, ...new Set((events ?? []).map((event) => event.data?.type))];
  return marks.filter((mark) => typeof mark === 'string').join(' ') || 'plain';
}
function keep(name: TopicName, message: Record<string, unknown>): void {
  const events = message['events'] as Record<string, unknown>[] | undefined;
  // One event a golden batch, so that each kind stands alone.
  for (const one of events ? events.map((event) => ({ ...message, events: [event] })) : [message]) {
    const key = `${name} ${formOf(one)}`;
    if (!golden.has(key)) golden.set(key, { name, form: formOf(one), message: one });
  }
}

/** The bus with an ear at it. */
function tapped(bus: AedesBus): AedesBus {
  return {
    get pid() { return bus.pid; },
    start: (events) => bus.start({ ...events, message(from, name, payload) { keep(name, JSON.parse(Buffer.from(payload).toString('utf8')) as Record<string, unknown>); return events.message(from, name, payload); } }),
    publish(name, to, message) { keep(name, message as Record<string, unknown>); bus.publish(name, to, message); },
    disconnect: (address) => bus.disconnect(address),
    stop: () => bus.stop(),
  };
}

async function main(version: string | undefined): Promise<void> {
  if (!version || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error('usage: node test/wire/capture.ts 1.2.3');
  const folder = mkdtempSync(join(tmpdir(), 'foyer-golden-'));
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const staff: { name: string; password: string; roles: string[] }[] = [];
  const bus = tapped(createAedesBus({ host: '127.0.0.1', port: 0, log }));
  const hub = build({ dataFolder: join(folder, 'hub'), host: '127.0.0.1', port: 0, mqttPort: 0, enrol: [{ ...K1, secret: SECRET }], firstStaff: (users) => { staff.push(...users); },
    packs: [writePack(join(folder, 'small'), { ...smallPack(), 'flows/queue-call.yaml': NOTICE, 'flows/ticket.yaml': TICKET })] }, { log, bus });
  const ports = await hub.start();
  const house = { hub, folder, staff, httpUrl: `http://127.0.0.1:${ports.http}`, mqttUrl: `mqtt://127.0.0.1:${ports.mqtt}`, mqttPort: ports.mqtt, stop: () => hub.stop() } as unknown as TestHub;
  const kiosk = await startKiosk({ folder: join(folder, 'kiosk'), httpUrl: house.httpUrl, mqttUrl: house.mqttUrl });
  await until('home', kiosk.atHome, 30_000);
  const agent = await signIn(house, 'agent');
  const live = await agent.live();
  const command = (body: unknown): Promise<Response> => agent.fetch(`/api/kiosks/${nameOf(K1)}/commands`, { method: 'POST', body: JSON.stringify(body) });
  await until('a notice is taken', async () => (await command({ name: 'notice', args: { flow: 'queue-call', language: 'zh', slots: { number: 'A17' } } })).status === 200, 20_000);
  await until('the notice on the screen', () => kiosk.shows('A17'), 20_000);
  await until('home again', kiosk.atHome, 60_000);
  kiosk.type('几点开门');
  await until('an answer', () => kiosk.shows('上午九点开门'), 20_000);
  kiosk.type('我要取号');
  await until('a ticket', () => kiosk.shows('A17'), 20_000);
  await command({ name: 'identify', args: {} }); // refused: a visitor is there
  kiosk.send({ type: 'control', control: 'human' });
  const { case: { escalation } } = await live.wait('case', (message) => message.case.state === 'waiting', 20_000);
  live.send({ type: 'accept', escalation });
  live.send({ type: 'typing', escalation });
  live.send({ type: 'say', escalation, text: '您好', client: 'one' });
  await until('the agent speaks', () => kiosk.shows('您好'), 20_000);
  kiosk.type('谢谢');
  await live.wait('case', (message) => message.case.transcript.at(-1)?.text === '谢谢', 20_000);
  live.send({ type: 'handback', escalation, note: '' });
  await live.wait('case', (message) => message.case.state === 'handed-back', 20_000);
  kiosk.send({ type: 'control', control: 'human' });
  const second = await live.wait('case', (message) => message.case.state === 'waiting' && message.case.escalation !== escalation, 20_000);
  live.send({ type: 'accept', escalation: second.case.escalation });
  await live.wait('case', (message) => message.case.escalation === second.case.escalation && message.case.state === 'talking', 20_000);
  live.send({ type: 'end', escalation: second.case.escalation });
  await live.wait('case', (message) => message.case.escalation === second.case.escalation && message.case.state === 'ended', 20_000);
  kiosk.send({ type: 'control', control: 'start-over' });
  await until('home at last', kiosk.atHome, 60_000);
  await until('the session ended on the hub', () => golden.has('up/event foyer.session.ended'), 60_000);
  await until('a metric', () => golden.has('up/metric plain'), 90_000);
  live.close();
  await kiosk.stop();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
  const target = join(import.meta.dirname, '../fixtures/wire', version);
  mkdirSync(target, { recursive: true });
  const messages = [...golden.values()].sort((a, b) => (`${a.name} ${a.form}` < `${b.name} ${b.form}` ? -1 : 1));
  writeFileSync(join(target, 'messages.json'), `${JSON.stringify(messages, null, 1)}\n`);
  const schemas = Object.fromEntries(Object.entries(TOPICS).map(([name, row]) => [name, z.toJSONSchema(row.schema, { io: 'input', unrepresentable: 'any' })]));
  writeFileSync(join(target, 'schemas.json'), `${JSON.stringify(schemas)}\n`);
  console.log(`${messages.length} golden messages of ${version}: ${messages.map((one) => `${one.name}(${one.form})`).join(', ')}`);
}

await main(process.argv[2]);
