// What the topics table says a kiosk may do, held against the running broker: every topic, both verbs, own and foreign.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kioskMay, type KioskAddress, TOPICS, type TopicName, topicFor, type TopicRow } from '../../flows/protocol/topics.ts';
import { connectKiosk, FOREIGN, K1, K2, SECRET, startHub, type TestHub } from './hub-house.ts';

let hub: TestHub;
beforeAll(async () => { hub = await startHub(); });
afterAll(async () => { await hub.stop(); });

const OTHERS: { who: string; address: KioskAddress }[] = [
  { who: 'its own', address: K1 },
  { who: 'a neighbour\'s', address: K2 },
  { who: 'another tenant\'s', address: FOREIGN },
];
const names = Object.keys(TOPICS) as TopicName[];
const WILDCARDS = ['#', '+/#', 'foyer/#', 'foyer/1/acme/#', 'foyer/1/acme/hall/k1/#', 'foyer/1/acme/hall/+/down/ack', 'foyer/1/acme/hall/k1/+/ack', 'foyer/1/acme/hub/+', '$SYS/#', '$share/group/foyer/1/acme/hall/k1/down/ack', 'foyer/1/acme/hall/k2/down/+'];

/** True when the broker keeps the connection after this publish. */
async function publishes(topic: string, packet: { qos: 0 | 1; retain: boolean }): Promise<boolean> {
  const kiosk = await connectKiosk(hub.mqttUrl, K1, { subscribe: false });
  let closed = false;
  kiosk.client.on('close', () => { closed = true; });
  kiosk.client.publish(topic, '{"v":1}', packet);
  // A permitted message behind it is acknowledged only when the connection has survived.
  const survived = await kiosk.raw(topicFor('up/reported', K1), '{"v":1}').then(() => !closed, () => false);
  await kiosk.close();
  return survived;
}

describe('the access rules of the running broker', () => {
  it.each(names.flatMap((name) => OTHERS.map((other) => ({ name, ...other }))))('treats publishing to $who $name as the table says', async ({ name, address }) => {
    const row: TopicRow = TOPICS[name];
    const packet = { qos: row.qos, retain: row.retain };
    expect(await publishes(topicFor(name, address), packet)).toBe(kioskMay('publish', topicFor(name, address), K1, packet));
  });

  it.each(names.filter((name) => TOPICS[name].direction === 'up'))('refuses %s with the retain flag that the table forbids', async (name) => {
    expect(await publishes(topicFor(name, K1), { qos: TOPICS[name].qos, retain: true })).toBe(false);
  });

  it('refuses QoS 2, $SYS and topics that are not in the table', async () => {
    for (const [topic, qos] of [['foyer/1/acme/hall/k1/up/metric', 1], ['$SYS/hub/heartbeat', 0], ['foyer/1/acme/hall/k1/up/other', 1], ['foyer/2/acme/hall/k1/up/event', 1], ['elsewhere', 0]] as const) {
      expect(await publishes(topic, { qos, retain: false }), topic).toBe(false);
    }
  });

  it('grants exactly the subscriptions of the table, for own, foreign and wildcard topics', async () => {
    const kiosk = await connectKiosk(hub.mqttUrl, K1, { subscribe: false });
    const topics = [...names.flatMap((name) => OTHERS.map(({ address }) => topicFor(name, address))), ...WILDCARDS, 'foyer/1/acme/hall/k1/down/+'];
    for (const topic of topics) {
      const granted = await new Promise<boolean>((resolve) => kiosk.client.subscribe(topic, { qos: 1 }, (error, grants) => resolve(!error && grants?.[0]?.qos !== 128)));
      expect({ topic, granted }).toEqual({ topic, granted: kioskMay('subscribe', topic, K1) });
    }
    expect(kiosk.client.connected).toBe(true);
    await kiosk.close();
  });

  it.each([
    ['a foreign state', { topic: topicFor('up/state', K2), payload: Buffer.from('{}'), qos: 1 as const, retain: false }],
    ['a retained own state', { topic: topicFor('up/state', K1), payload: Buffer.from('{}'), qos: 1 as const, retain: true }],
    ['an own event', { topic: topicFor('up/event', K1), payload: Buffer.from('{}'), qos: 1 as const, retain: false }],
    ['$SYS', { topic: '$SYS/x', payload: Buffer.from('{}'), qos: 0 as const, retain: false }],
  ])('refuses a connection whose will is %s', async (_what, will) => {
    await expect(connectKiosk(hub.mqttUrl, K1, { will })).rejects.toThrow();
  });

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['no password', { username: '', password: '' }],
    ['the user name of another kiosk', { username: 'k2' }],
    ['an unknown kiosk', { clientId: 'acme.hall.k77', username: 'k77', password: SECRET }],
    ['a client id of another form', { clientId: 'k1' }],
    ['a client id with a wildcard', { clientId: 'acme.+.k1' }],
  ])('refuses %s', async (_what, options) => {
    await expect(connectKiosk(hub.mqttUrl, K1, options)).rejects.toThrow();
  });
});
