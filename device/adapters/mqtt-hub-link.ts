// The way to the hub over MQTT: clean sessions, QoS 1, nothing queued here (the outbox is the queue), a supervisor of its
// own that never gives up, and a schema check on every message that comes in.
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { IClientOptions, MqttClient } from 'mqtt';
import { Bundle, bundleText } from '../../flows/protocol/content.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { reconnectDelay } from '../../flows/protocol/pace.ts';
import { MAX_MESSAGE_BYTES, parseTopic, topicFor, TOPICS } from '../../flows/protocol/topics.ts';
import type { Message, TopicName } from '../../flows/protocol/topics.ts';
import type { HubFetch } from '../core/hub-access-port.ts';
import type { HubTrust } from '../core/hub-trust.ts';
import type { Clock, HubLink, HubLinkEvents, Log } from '../core/ports.ts';

export interface MqttHubLinkOptions {
  /** Asked at each connection: a claim or a new key holds from the next one on. */
  trust: HubTrust;
  /** An open line to the hub's MQTT port, on which the hub has already proven who it is. */
  openLine(): Promise<Duplex>;
  fetch: HubFetch;
  /** The hub has refused this kiosk, or let it in. */
  refused?(): void;
  admitted?(): void;
  boot: string; // random per process start
  clock: Clock;
  log: Log;
  /** 0 <= random < 1, for jitter. */
  random(): number;
}

const CONNECT_TIMEOUT_MS = 8000;
const MAX_BUNDLE_BYTES = 32 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 30_000;

export interface MqttHubLink extends HubLink {
  /** Drops the connection, if any, and makes a new one at once: with another hub, name or key. */
  reconnect(reason: string): void;
}

/** Never throws after creation; `start` returns at once, connected or not. Without a hub it waits for `reconnect`. */
export function createMqttHubLink(options: MqttHubLinkOptions): MqttHubLink {
  const { trust, clock, log } = options;
  let address = trust.address();
  let client: MqttClient | null = null;
  let events: HubLinkEvents | null = null;
  let session = 0; // counts the connections of this boot
  let connected = false;
  let online = false;
  let failures = 0;
  let stopped = true;
  let attempts = 0; // counts tries to connect; an older one that comes through late is dropped
  let where = '';
  let cancelRetry: () => void = () => undefined;

  async function connect(): Promise<void> {
    const attempt = ++attempts;
    const hub = trust.hub();
    if (stopped || !hub) return;
    const { default: mqtt } = await import('mqtt');
    let line: Duplex;
    try {
      line = await options.openLine();
    } catch (error) {
      if (attempt === attempts) again(error instanceof Fault ? error : new Fault('hub-unreachable', String(error), 'It is tried again.'));
      return;
    }
    if (stopped || attempt !== attempts) return void line.destroy();
    session += 1;
    address = hub.address;
    const lost: Message<'up/state'> = { v: 1, state: 'lost', boot: options.boot, session, at: clock.now(), capabilities: [], versions: {}, cursor: 0 };
    const settings: IClientOptions = {
      protocolVersion: 4, clean: true, clientId: `${address.tenant}.${address.site}.${address.kiosk}`,
      username: `${address.tenant}.${address.site}.${address.kiosk}`, ...(hub.secret === null ? {} : { password: hub.secret }),
      reconnectPeriod: 0, connectTimeout: CONNECT_TIMEOUT_MS, keepalive: 15, queueQoSZero: false, reschedulePings: true,
      will: { topic: topicFor('up/state', address), payload: Buffer.from(JSON.stringify(lost)), qos: 1, retain: false },
    };
    const current = new mqtt.MqttClient(() => line as never, settings);
    where = hub.mqtt;
    client = current;
    current.on('connect', () => {
      if (client !== current) return;
      connected = true;
      failures = 0;
      const topics = [`${topicFor('down/ack', address).replace(/ack$/, '+')}`, topicFor('hub/state', address), topicFor('ring/content', address)];
      current.subscribe(topics, { qos: 1 }, (error) => { if (error) lose(current, `subscribe: ${error.message}`); });
    });
    current.on('message', (topic, payload) => { if (client === current) receive(topic, payload); });
    current.on('error', (error) => lose(current, error.message));
    current.on('close', () => lose(current, 'closed'));
  }

  /** A client that failed is thrown away whole: a new one has no half-open state to trip over. */
  function lose(which: MqttClient, reason: string): void {
    if (client !== which) return;
    client = null;
    connected = false;
    which.removeAllListeners();
    which.on('error', () => undefined); // a late error of a discarded client is no news
    which.end(true);
    goOffline(reason);
    if (stopped) return;
    const refused = /not authorized|bad user/i.test(reason);
    if (refused) {
      trust.keyRefused();
      options.refused?.();
    }
    again(refused
      ? new Fault('hub-refused', `The hub refused this kiosk (${reason}).`, 'Check the kiosk name and its credential, or claim it again.', { where })
      : new Fault('hub-unreachable', `The hub cannot be reached (${reason}).`, 'The kiosk goes on without it and keeps what it records; check the address and the network.', { where }));
  }
  function again(fault: Fault): void {
    if (stopped) return;
    failures += 1;
    if (failures === 1 || failures % 20 === 0) log.warn(fault.sentence, { failures });
    cancelRetry();
    cancelRetry = clock.setTimeout(begin, reconnectDelay(failures, options.random()));
  }
  function begin(): void {
    connect().catch((error: unknown) => {
      log.error('the MQTT client could not be started', { error: String(error) });
      again(new Fault('internal', 'The MQTT client could not be started.', 'It is tried again.'));
    });
  }
  function goOffline(reason: string): void {
    if (!online) return;
    online = false;
    events?.offline(reason);
  }

  function receive(topic: string, payload: Buffer): void {
    const parsed = parseTopic(topic);
    if (!parsed || payload.byteLength > MAX_MESSAGE_BYTES) {
      log.warn('ignored a message', { topic: topic.slice(0, 120), bytes: payload.byteLength });
      return;
    }
    let body: unknown;
    try {
      body = JSON.parse(payload.toString('utf8'));
    } catch {
      log.warn('ignored a message that is not JSON', { topic });
      return;
    }
    const checked = TOPICS[parsed.name].schema.safeParse(body);
    if (!checked.success) {
      log.warn('ignored a message that does not keep to its form', { topic, problem: checked.error.issues[0]?.message ?? '', at: checked.error.issues[0]?.path.join('.') ?? '' });
      return;
    }
    try {
      dispatch(parsed.name, checked.data);
    } catch (error) {
      log.error('a message from the hub could not be worked on', { topic, error: String(error) });
    }
  }
  function dispatch(name: TopicName, data: unknown): void {
    if (!events) return;
    switch (name) {
      case 'hub/state': {
        const { state, pins, excluded } = data as Message<'hub/state'>;
        if (pins) trust.pinsAnnounced(pins, excluded);
        if (state === 'ready') {
          trust.keyWorked();
          options.admitted?.();
        }
        if (state === 'ready' && !online) {
          online = true;
          events.online();
        } else if (state === 'stopping') goOffline('the hub is stopping');
        return;
      }
      case 'ring/content': return events.ring?.();
      case 'down/ack': { const ack = data as Message<'down/ack'>; return ack.rewind ? events.acknowledged(ack.epoch, ack.upTo, true) : events.acknowledged(ack.epoch, ack.upTo); }
      case 'down/rate': return events.rate((data as Message<'down/rate'>).eventsPerSecond);
      case 'down/desired': return events.desired(data as Message<'down/desired'>);
      case 'down/escalate': return events.escalate(data as Message<'down/escalate'>);
      case 'down/command': return events.command(data as Message<'down/command'>);
      case 'down/reply': { const reply = data as Message<'down/reply'>; return events.reply(reply.id, reply.ok, reply.response, reply.reason); }
      default: return; // `up/*` never comes down
    }
  }

  function publish<N extends TopicName>(name: N, message: Message<N>): boolean {
    if (!client || !connected) return false;
    const text = JSON.stringify(message);
    if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) {
      log.error('a message is too large for the wire and was not sent', { name, bytes: text.length });
      return false;
    }
    client.publish(topicFor(name, address), text, { qos: TOPICS[name].qos, retain: TOPICS[name].retain }, () => undefined);
    return true;
  }

  return {
    async start(given) {
      events = given;
      stopped = false;
      begin();
    },
    reconnect(reason) {
      if (stopped) return;
      cancelRetry();
      failures = 0;
      if (client) lose(client, reason);
      cancelRetry(); // at once, not after the wait of a failure
      begin();
    },
    sendEvents: (epoch, batch) => publish('up/event', { v: 1, epoch, events: batch }),
    sendEscalate: (message) => publish('up/escalate', message),
    sendState: (state) => publish('up/state', { ...state, v: 1, boot: options.boot, session } as Message<'up/state'>),
    sendReported: (reported) => publish('up/reported', { ...reported, v: 1 } as Message<'up/reported'>),
    sendCall: (call) => publish('up/call', { ...call, v: 1 }),
    sendResult: (result) => publish('up/result', { ...result, v: 1 } as Message<'up/result'>),
    sendMetric: (metric) => publish('up/metric', { ...metric, v: 1 }),
    async fetchBundle(release) {
      const url = new URL(`/content/${release.sha256}`, trust.hub()?.http ?? 'http://hub');
      const response = await options.fetch(url.pathname, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
      if (!response.ok) throw new Fault('hub-refused', `The hub answered ${response.status} for the content.`, 'Publish the pack again.', { where: url.href });
      if (Number(response.headers.get('content-length') ?? 0) > MAX_BUNDLE_BYTES) throw new Fault('message-too-large', 'The content is too large.', 'Split the pack.', { where: url.href });
      const bytes = Buffer.from(await response.arrayBuffer());
      if (createHash('sha256').update(bytes).digest('hex') !== release.sha256) {
        throw new Fault('checksum-wrong', 'The content that came is not the content that was announced.', 'It is fetched again at the next announcement; the old content stays.', { where: url.href });
      }
      const files = Bundle.safeParse(JSON.parse(bytes.toString('utf8')));
      if (!files.success || bundleText(files.data) !== bytes.toString('utf8')) throw new Fault('message-malformed', 'The content is not a pack bundle.', 'Publish the pack again.', { where: url.href });
      return files.data;
    },
    async stop() {
      stopped = true;
      cancelRetry();
      const last = client;
      client = null;
      connected = false;
      online = false;
      if (!last) return;
      last.removeAllListeners();
      last.on('error', () => undefined);
      await new Promise<void>((resolve) => {
        const giveUp = clock.setTimeout(resolve, 1000);
        last.end(false, {}, () => { giveUp(); resolve(); });
      });
    },
  };
}
