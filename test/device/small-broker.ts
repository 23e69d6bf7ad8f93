// A real MQTT broker of a few lines for the tests of this folder, with a hub application on top that can be killed.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Aedes, type Client } from 'aedes';
import type { KioskEvent } from '../../flows/protocol/conversation.ts';
import { topicFor, type KioskAddress, type TopicName } from '../../flows/protocol/topics.ts';

export const ADDRESS: KioskAddress = { tenant: 't', site: 's', kiosk: 'k' };
export const SECRET = 'a-secret-of-the-test';

export interface SmallBroker {
  readonly port: number;
  readonly received: { topic: string; body: Record<string, unknown> }[];
  of(name: TopicName): Record<string, unknown>[];
  publish(name: TopicName, body: unknown, options?: { retain?: boolean; raw?: string }): void;
  /** The hub application announces itself (retained). */
  announce(state?: 'ready' | 'stopping'): void;
  /** Cuts every connection and frees the port, as a killed process does. */
  kill(): Promise<void>;
}

export async function startSmallBroker(options: { port?: number; onMessage?: (topic: string, body: Record<string, unknown>, broker: SmallBroker) => void } = {}): Promise<SmallBroker> {
  const aedes = await Aedes.createBroker();
  const received: SmallBroker['received'] = [];
  const clients = new Set<Client>();
  aedes.authenticate = (_client, username, password, done) => done(null, username === `${ADDRESS.tenant}.${ADDRESS.site}.${ADDRESS.kiosk}` && String(password) === SECRET);
  aedes.on('client', (client) => clients.add(client));
  aedes.on('publish', (packet, client) => {
    if (!client) return;
    const body = JSON.parse(String(packet.payload)) as Record<string, unknown>;
    received.push({ topic: packet.topic, body });
    options.onMessage?.(packet.topic, body, broker);
  });
  const server: Server = createServer({ noDelay: true }, aedes.handle as (socket: Socket) => void);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const broker: SmallBroker = {
    port: (server.address() as AddressInfo).port, received,
    of: (name) => received.filter((r) => r.topic === topicFor(name, ADDRESS)).map((r) => r.body),
    publish(name, body, { retain = false, raw } = {}) {
      aedes.publish({ cmd: 'publish', topic: topicFor(name, ADDRESS), payload: Buffer.from(raw ?? JSON.stringify(body)), qos: 1, retain, dup: false }, () => undefined);
    },
    announce(state = 'ready') { broker.publish('hub/state', { v: 1, state, at: 1 }, { retain: true }); },
    async kill() {
      for (const client of clients) client.conn.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  };
  return broker;
}

/** A hub that keeps every event by epoch and number and acknowledges the gapless prefix, as the real one does. */
export function createAckingHub(): { seen: Map<string, number>; take(body: Record<string, unknown>, broker: SmallBroker): void } {
  const seen = new Map<string, number>();
  return {
    seen,
    take(body, broker) {
      const { epoch, events } = body as { epoch: string; events: KioskEvent[] };
      for (const { seq } of events) seen.set(`${epoch}:${seq}`, (seen.get(`${epoch}:${seq}`) ?? 0) + 1);
      let upTo = 0;
      while (seen.has(`${epoch}:${upTo + 1}`)) upTo += 1;
      broker.publish('down/ack', { v: 1, epoch, upTo });
    },
  };
}
