// A worker's line to an outside broker: subscriptions that come and go, messages in, acknowledgements out. Clean sessions, so
// that nothing waits in the broker for a worker that is gone: kiosks send again what was not acknowledged.
import { randomBytes } from 'node:crypto';
import { connect, type MqttClient } from 'mqtt';
import { Fault } from '../../flows/protocol/faults.ts';
import { TOPICS, topicFor, type TopicRow } from '../../flows/protocol/topics.ts';
import type { Log } from '../core/ports.ts';
import { sendAtOnce } from './mqtt-bus.ts';
import type { LineEvents, WorkerLine } from '../core/workers/worker-ports.ts';
import { WORKER_USER } from '../core/broker-rules.ts';

const CONNECT_MS = 10_000;
const RETRY_MS = 500;
const KEEPALIVE_SECONDS = 5; // a frozen worker is cut off by the broker after one and a half times that
const FILTERS_A_PACKET = 100;
const GOODBYE_MS = 2000;

export function createMqttWorkerLine(options: { log: Log }): WorkerLine {
  const { log } = options;
  let client: MqttClient | undefined;

  /** null: no answer. */
  function subscribe(filters: readonly string[]): Promise<boolean[] | null> {
    return new Promise((resolve) => {
      const current = client;
      if (!current?.connected) return resolve(null);
      const gone = (): void => resolve(null);
      current.once('close', gone);
      current.subscribe([...filters], { qos: 1 }, (error, granted, packet) => {
        current.removeListener('close', gone);
        const codes = packet?.granted as number[] | undefined;
        resolve(codes ? codes.map((code) => Number(code) < 128) : error || !granted ? null : granted.map((one) => one.qos < 128));
      });
    });
  }
  return {
    start(url, events: LineEvents) {
      const { hostname, port, protocol, username } = new URL(url);
      const where = `${protocol}//${hostname}${port ? `:${port}` : ''}`; // without the password
      const clientId = username.startsWith(WORKER_USER) ? username : `${WORKER_USER}${randomBytes(6).toString('hex')}`;
      return new Promise((resolve, reject) => {
        const current = connect(url, { protocolVersion: 4, clean: true, clientId, reconnectPeriod: RETRY_MS, connectTimeout: CONNECT_MS, keepalive: KEEPALIVE_SECONDS, queueQoSZero: false, resubscribe: false });
        client = current;
        current.setMaxListeners(0);
        let started = false;
        const refuse = (what: string): void => {
          if (started) return log.warn(`The MQTT broker: ${what}. It is tried again.`);
          current.end(true);
          reject(new Fault('hub-unreachable', `The MQTT broker cannot be used by a worker: ${what}.`, `Check --broker, that the broker runs, and that it knows ${username || 'this user'} (foyer hub broker-files --workers N makes users for N workers).`, { where }));
        };
        current.handleMessage = (packet, done) => {
          const held = events.message(packet.topic, Buffer.from(packet.payload));
          if (held) void held.then(() => done());
          else done();
        };
        current.on('error', (error) => refuse(error.message));
        current.on('close', () => {
          if (!started) return refuse('it does not answer');
          events.down();
        });
        current.on('connect', () => {
          sendAtOnce(current);
          started = true;
          resolve();
          events.up();
        });
      });
    },
    async hear(filters) {
      const granted: boolean[] = [];
      for (let at = 0; at < filters.length; at += FILTERS_A_PACKET) {
        const some = filters.slice(at, at + FILTERS_A_PACKET);
        const answer = await subscribe(some);
        granted.push(...some.map((_filter, index) => answer?.[index] ?? false));
      }
      return granted;
    },
    unhear(filters) { if (filters.length > 0 && client?.connected) client.unsubscribe([...filters], () => undefined); },
    say(topic, payload) {
      return new Promise((resolve) => {
        if (!client?.connected) return resolve();
        client.once('close', resolve);
        client.publish(topic, payload, { qos: 1 }, () => {
          client?.removeListener('close', resolve);
          resolve();
        });
      });
    },
    publish(name, to, message) {
      const row: TopicRow = TOPICS[name];
      // Not queued while the broker is away: a kiosk that hears nothing sends again.
      if (client?.connected) client.publish(topicFor(name, to), JSON.stringify(message), { qos: row.qos, retain: row.retain }, () => undefined);
    },
    async stop() {
      const last = client;
      client = undefined;
      if (!last) return;
      // Politely where there is somebody to say goodbye to; a broker that does not answer is not waited for.
      const polite = last.connected;
      const tired = setTimeout(() => last.end(true), GOODBYE_MS);
      await last.endAsync(!polite).catch(() => undefined);
      clearTimeout(tired);
    },
  };
}
