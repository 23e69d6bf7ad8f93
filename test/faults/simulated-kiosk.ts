// A small simulated kiosk for load: an outbox of its own over mqtt.js, which sends again from the last acknowledgement after
// every break and writes into the ledger what it sent and what was acknowledged.
import mqtt, { type MqttClient } from 'mqtt';
import { topicFor, type KioskAddress } from '../../flows/protocol/topics.ts';
import type { Ledger } from './ledger.ts';
import { holds } from './processes.ts';
import type { Random } from './random.ts';

export interface SimulatedKiosk {
  readonly name: string;
  readonly connected: boolean;
  /** Connections so far. */
  readonly connects: number;
  /** Events recorded and events acknowledged. */
  readonly recorded: number;
  readonly acknowledged: number;
  /** ms from the first sending of a batch to its acknowledgement, newest last. */
  readonly latencies: readonly number[];
  start(): void;
  /** Records this many events more; they are sent as soon as the hub takes them. */
  record(count: number): void;
  /** Raises a hand; resolves with ms until the desk answers, null when it does not within `ms`. */
  escalate(ms: number): Promise<number | null>;
  /** Ends the connection like a pulled plug; `start` begins again. */
  cut(): void;
  drained(ms: number): Promise<boolean>;
  stop(): Promise<void>;
}

const BATCH = 50;
const WINDOW = 2;
const ACK_TIMEOUT_MS = 4000;

function createSimulatedKiosk(options: { address: KioskAddress; secret: string; url: () => string; ledger: Ledger; random: Random; text?(seq: number): string; backOffMs?: number }): SimulatedKiosk {
  const { address, ledger } = options;
  const name = `${address.tenant}.${address.site}.${address.kiosk}`;
  const epoch = `sim-${options.random.int(1e9).toString(36)}-${address.kiosk}`;
  let client: MqttClient | null = null;
  let running = false;
  let ready = false;
  let recorded = 0;
  let acknowledged = 0;
  let sent = 0;
  let connects = 0;
  let escalations = 0;
  const inFlight: { last: number; at: number }[] = [];
  const latencies: number[] = [];
  let onEscalate: (escalation: string) => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;

  function event(seq: number): unknown {
    return {
      specversion: '1.0', id: `${epoch}-${seq}`, source: `/${address.tenant}/${address.site}/${address.kiosk}`, type: 'foyer.turn', time: new Date().toISOString(), seq, boot: epoch, clock: 'synchronised',
      data: {
        type: 'foyer.turn', session: `${epoch}-s${Math.floor(seq / 20)}`, turn: seq % 20, language: 'zh', input: { kind: 'text', text: options.text?.(seq) ?? '几点开门', confidence: 0.9 },
        decision: { rule: 'knowledge', intent: null, entry: 'hours', flow: null, zone: 'answer', probability: 0.97, top: [], slots: {}, why: [] }, said: ['上午九点开门'], view: 'answer', latencyMs: 420,
      },
    };
  }
  function pump(): void {
    if (!ready || !client?.connected) return;
    const oldest = inFlight[0];
    if (oldest && performance.now() - oldest.at > ACK_TIMEOUT_MS) {
      inFlight.length = 0;
      sent = acknowledged;
    }
    while (sent < recorded && inFlight.length < WINDOW) {
      const last = Math.min(recorded, sent + BATCH);
      const payload = Buffer.from(JSON.stringify({ v: 1, epoch, events: Array.from({ length: last - sent }, (_, i) => event(sent + 1 + i)) }));
      ledger.sent(name, payload);
      inFlight.push({ last, at: performance.now() });
      sent = last;
      client.publish(topicFor('up/event', address), payload, { qos: 1 }, () => undefined);
    }
  }
  function receive(topic: string, payload: Buffer): void {
    if (topic.endsWith('/hub/state')) {
      ready = (JSON.parse(payload.toString()) as { state: string }).state === 'ready';
      if (ready) client?.publish(topicFor('up/state', address), JSON.stringify({ v: 1, state: 'birth', boot: epoch, session: connects, at: Date.now(), capabilities: [], versions: {}, cursor: 0, outboxes: [{ epoch, acked: acknowledged }] }), { qos: 1 });
      pump();
    } else if (topic.endsWith('/down/ack')) {
      const { epoch: of, upTo, rewind } = JSON.parse(payload.toString()) as { epoch: string; upTo: number; rewind?: boolean };
      if (of !== epoch) return;
      if (rewind === true) {
        acknowledged = sent = Math.min(acknowledged, upTo);
        inFlight.length = 0;
        return pump();
      }
      ledger.acknowledged(name, payload);
      acknowledged = Math.max(acknowledged, upTo);
      sent = Math.max(sent, acknowledged);
      while (inFlight[0] && inFlight[0].last <= acknowledged) latencies.push(performance.now() - (inFlight.shift()?.at ?? 0));
      pump();
    } else if (topic.endsWith('/down/escalate')) {
      onEscalate((JSON.parse(payload.toString()) as { escalation: string }).escalation);
    }
  }
  function connect(): void {
    if (!running) return;
    const current = mqtt.connect(options.url(), { protocolVersion: 4, clean: true, reconnectPeriod: 0, connectTimeout: 8000, keepalive: 15, clientId: name, username: address.kiosk, password: options.secret, queueQoSZero: false });
    client = current;
    current.on('connect', () => {
      connects += 1;
      sent = acknowledged;
      inFlight.length = 0;
      current.subscribe([topicFor('down/ack', address).replace(/ack$/, '+'), topicFor('hub/state', address)], { qos: 1 }, () => undefined);
    });
    current.on('message', receive);
    current.on('error', () => undefined);
    current.once('close', () => {
      ready = false;
      current.end(true);
      if (client === current) client = null;
      if (running) setTimeout(connect, 50 + options.random.next() * (options.backOffMs ?? 800));
    });
  }

  return {
    name, latencies,
    get connected() { return ready && client?.connected === true; },
    get connects() { return connects; },
    get recorded() { return recorded; },
    get acknowledged() { return acknowledged; },
    start() {
      if (running) return;
      running = true;
      connect();
      timer = setInterval(pump, 200);
    },
    record(count) {
      recorded += count;
      pump();
    },
    escalate(ms) {
      escalations += 1;
      const escalation = `${epoch}-e${escalations}`;
      const base = { v: 1, escalation, session: `${epoch}-s`, at: Date.now() };
      return new Promise((resolve) => {
        const began = performance.now();
        const give = (result: number | null): void => {
          clearTimeout(limit);
          onEscalate = () => undefined;
          client?.publish(topicFor('up/escalate', address), JSON.stringify({ ...base, kind: 'cancel', seq: 2 }), { qos: 1 });
          resolve(result);
        };
        const limit = setTimeout(() => give(null), ms);
        onEscalate = (which) => { if (which === escalation) give(performance.now() - began); };
        client?.publish(topicFor('up/escalate', address), JSON.stringify({
          ...base, kind: 'raise', seq: 1, language: 'zh', reason: 'request', headline: '人工', transcript: [], flow: null, slots: {}, tried: [], screen: 'answer', since: Date.now(),
        }), { qos: 1 });
      });
    },
    cut() {
      running = false;
      clearInterval(timer);
      ready = false;
      client?.stream?.destroy();
      client?.end(true);
      client = null;
    },
    drained: (ms) => holds(() => acknowledged >= recorded, ms),
    async stop() {
      running = false;
      clearInterval(timer);
      const last = client;
      client = null;
      if (last) await last.endAsync(true).catch(() => undefined);
    },
  };
}

/** Kiosks k<first> .. k<first + count - 1> of the rig's hall. */
export function simulatedHall(count: number, options: { first: number; secret: string; url: () => string; ledger: Ledger; random: Random; text?(seq: number): string; backOffMs?: number }): SimulatedKiosk[] {
  return Array.from({ length: count }, (_, i) => createSimulatedKiosk({ ...options, address: { tenant: 'acme', site: 'hall', kiosk: `k${options.first + i}` }, random: options.random.fork(`k${options.first + i}`) }));
}
