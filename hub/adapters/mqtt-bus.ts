// The bus over a broker that is not ours (Mosquitto, EMQX, ...). All that is asked of it: MQTT 3.1.1, QoS 1, retained messages
// on exact topics, wills, and access rules by user (broker-rules.ts writes them). It is transport only: what it loses, the
// kiosks send again, because they go by the hub's own acknowledgement.
import type { Socket } from 'node:net';
import { connect, type MqttClient } from 'mqtt';
import { Fault } from '../../flows/protocol/faults.ts';
import { MAX_MESSAGE_BYTES, parseTopic, type TopicName, TOPICS, topicFor, type TopicRow } from '../../flows/protocol/topics.ts';
import { everyKiosk, parseRoomTopic, WORKER_LANES, WORKER_ROOM } from '../../flows/protocol/worker-topics.ts';
import { kioskName } from '../core/kiosk-name.ts';
import type { Bus, BusEvents, Log } from '../core/ports.ts';

const CONNECT_MS = 10_000;
const RETRY_MS = 1000;
const LANES = (Object.keys(TOPICS) as TopicName[]).filter((name) => TOPICS[name].direction === 'up');
const isWorkers = (name: TopicName): boolean => (WORKER_LANES.hears as readonly TopicName[]).includes(name);
const BACKLOG = LANES.filter(isWorkers).map(everyKiosk);
const ALWAYS = [...LANES.filter((name) => !isWorkers(name)).map(everyKiosk), WORKER_ROOM.news.filter];

export interface MqttBus extends Bus {
  readonly pid: undefined;
  /** Whether the hub hears the backlog itself; at first it does. */
  backlog(own: boolean): void;
  /** What workers tell the hub of what they have stored. */
  onNews(listener: (text: string) => void): void;
}

/** Without this an acknowledgement of a few bytes waits up to 40 ms for more to come. */
export function sendAtOnce(client: MqttClient): void {
  (client.stream as Partial<Socket>).setNoDelay?.(true);
}

/** `url` such as mqtt://foyer-hub:password@10.0.0.2:1883, or mqtts:// */
export function createMqttBus(options: { url: string; log: Log }): MqttBus {
  const { log } = options;
  const { hostname, port, protocol } = new URL(options.url);
  const where = `${protocol}//${hostname}${port ? `:${port}` : ''}`; // without the password
  let client: MqttClient | undefined;
  let events: BusEvents | undefined;
  let connections = 0;
  let online = false;
  let own = true;
  let news = (_text: string): void => {};
  const open = new Map<string, number>(); // kiosk -> connection, as far as births and wills tell

  function presence(name: TopicName, kiosk: string, from: Parameters<BusEvents['message']>[0], payload: Buffer): void {
    if (name !== 'up/state' || payload.length > MAX_MESSAGE_BYTES) return;
    const state = /"state"\s*:\s*"(birth|lost)"/.exec(payload.toString('utf8'))?.[1];
    if (state === 'birth') {
      connections += 1;
      open.set(kiosk, connections);
      events?.connected({ id: connections, address: from, remote: where, replaced: null });
    }
    // A will is weighed by the hub itself (boot and session number): an old one must not bury a newer connection.
  }
  function lostAll(reason: string): void {
    if (!online) return;
    online = false;
    open.clear();
    events?.down(reason);
  }
  /** The PUBACK waits for the disk, but for the backlog: that has an acknowledgement of its own, and is committed in groups. */
  function handle(topic: string, payload: Buffer, done: (error?: Error) => void): void {
    const room = parseRoomTopic(topic);
    if (room?.name === 'news' && payload.length <= MAX_MESSAGE_BYTES) news(payload.toString('utf8'));
    const parsed = parseTopic(topic);
    if (!parsed || !events || TOPICS[parsed.name].direction !== 'up') return done();
    presence(parsed.name, kioskName(parsed.address), parsed.address, payload);
    const kept = events.message(parsed.address, parsed.name, payload).catch((error: unknown) => {
      log.error('A kiosk\'s message could not be kept; it will send it again.', { reason: error instanceof Fault ? error.sentence : String(error) });
    });
    if (parsed.name === 'up/event' || parsed.name === 'up/metric') return done();
    void kept.then(() => done());
  }

  return {
    pid: undefined,
    start(given) {
      events = given;
      return new Promise((resolve, reject) => {
        const current = connect(options.url, { protocolVersion: 4, clean: true, clientId: 'foyer-hub', reconnectPeriod: RETRY_MS, connectTimeout: CONNECT_MS, keepalive: 20, queueQoSZero: false, resubscribe: false });
        client = current;
        let started = false;
        const refuse = (what: string): void => {
          if (started) return log.warn(`The MQTT broker: ${what}. It is tried again.`);
          current.end(true);
          reject(new Fault('hub-unreachable', `The MQTT broker cannot be used: ${what}.`, 'Check the address, user and password of --broker, and that the broker runs.', { where }));
        };
        current.handleMessage = (packet, callback) => handle(packet.topic, Buffer.from(packet.payload), callback);
        current.on('error', (error) => refuse(error.message));
        current.on('close', () => {
          lostAll('The connection to the MQTT broker is gone.');
          if (!started) refuse('it does not answer');
        });
        current.on('connect', () => {
          sendAtOnce(current);
          current.subscribe([...ALWAYS, ...(own ? BACKLOG : [])], { qos: 1 }, (error, granted) => {
            if (error || granted?.some((one) => one.qos >= 128)) return refuse('it does not let the hub hear the kiosks');
            online = true;
            if (started) return given.up();
            started = true;
            resolve({ port: Number(port || (protocol === 'mqtts:' ? 8883 : 1883)) });
          });
        });
      });
    },
    backlog(wanted) {
      if (own === wanted) return;
      own = wanted;
      if (!online) return;
      if (own) client?.subscribe(BACKLOG, { qos: 1 }, (error) => { if (error && online) log.error('The hub cannot hear the backlog.', { error: error.message }); });
      else client?.unsubscribe(BACKLOG, () => undefined);
    },
    onNews(listener) { news = listener; },
    publish(name: TopicName, to, message) {
      const row: TopicRow = TOPICS[name];
      // Not queued while the broker is away: what must arrive is sent again at the kiosk's next birth.
      if (online) client?.publish(topicFor(name, to), JSON.stringify(message), { qos: row.qos, retain: row.retain }, () => undefined);
    },
    disconnect(address) { log.warn(`${kioskName(address)} cannot be cut off from here: take its user out of the rules of the broker.`); },
    async stop() {
      online = false;
      const last = client;
      client = undefined;
      await last?.endAsync(false).catch(() => undefined);
    },
  };
}
