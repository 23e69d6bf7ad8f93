// Appliances on the premises (lights, lockers, coffee machines): a connector's request as an MQTT message to the premises' broker,
// the next message on its answer topic as the reply. One connection, made when first wanted; calls with one answer topic take turns.
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import type { ApplianceAnswer, Appliances } from '../core/connector-port.ts';

const CONNECT_MS = 4_000;
const MAX_PAYLOAD_BYTES = 64 * 1024;

/** `url` such as mqtt://user:password@10.0.0.2:1883. */
export function createMqttAppliances({ url }: { url: string }): Appliances {
  let connecting: Promise<MqttClient> | null = null;
  const turns = new Map<string, Promise<unknown>>();
  let stopped = false;

  function connected(): Promise<MqttClient> {
    connecting ??= connectAsync(url, { connectTimeout: CONNECT_MS, reconnectPeriod: 0, clean: true }, false).then((client) => {
      client.on('close', () => { connecting = null; });
      client.on('error', () => undefined); // 'close' follows
      return client;
    }).catch((error: unknown) => { connecting = null; throw error; });
    return connecting;
  }

  async function exchange({ publish, answer, payload, timeoutMs }: Parameters<Appliances['ask']>[0]): Promise<ApplianceAnswer> {
    const began = performance.now();
    const left = (): number => Math.max(1, timeoutMs - (performance.now() - began));
    let client: MqttClient;
    try {
      client = await withTimeout(connected(), Math.min(CONNECT_MS, left()));
    } catch (error) {
      const denied = /not authori[sz]ed|bad user ?name/i.test(String(error));
      return { ok: false, reason: denied ? 'refused' : 'offline', detail: denied ? 'The appliances\' broker does not let the hub in; check user and password of --appliances.' : `The appliances' broker cannot be reached (${String(error)}); check --appliances and the network.` };
    }
    let heard: (payload: string) => void = () => undefined;
    const next = new Promise<string>((resolve) => { heard = resolve; });
    const onMessage = (topic: string, body: Buffer, packet: { retain: boolean }): void => {
      // A retained message is what was said before this call.
      if (topic === answer && !packet.retain) heard(body.subarray(0, MAX_PAYLOAD_BYTES + 1).toString('utf8'));
    };
    try {
      if (answer !== undefined) {
        client.on('message', onMessage);
        const granted = await withTimeout(client.subscribeAsync(answer, { qos: 1 }), left());
        if (granted.some(({ qos }) => qos >= 128)) return { ok: false, reason: 'refused', detail: `The broker does not let the hub hear "${answer}".` };
      }
      await withTimeout(client.publishAsync(publish, payload, { qos: 1 }), left());
      if (answer === undefined) return { ok: true, payload: '' };
      return { ok: true, payload: await withTimeout(next, left()) };
    } catch (error) {
      if (error === TIMED_OUT) return { ok: false, reason: 'timeout', detail: answer === undefined ? `The broker did not acknowledge "${publish}".` : `Nothing came on "${answer}" within ${timeoutMs} ms after "${publish}"; is the appliance on, and is that its topic?` };
      return { ok: false, reason: 'failed', detail: `The exchange over "${publish}" broke off (${String(error)}).` };
    } finally {
      client.off('message', onMessage);
      if (answer !== undefined && client.connected) await withTimeout(client.unsubscribeAsync(answer), 1000).catch(() => undefined); // before the next turn subscribes
    }
  }

  return {
    ask(message) {
      if (stopped) return Promise.resolve({ ok: false, reason: 'offline', detail: 'The hub is stopping.' });
      const key = message.answer ?? '';
      if (key === '') return exchange(message);
      const mine = (turns.get(key) ?? Promise.resolve()).then(() => exchange(message));
      turns.set(key, mine);
      return mine.finally(() => { if (turns.get(key) === mine) turns.delete(key); });
    },
    async stop() {
      stopped = true;
      const client = await connecting?.catch(() => null);
      connecting = null;
      await client?.endAsync(true);
    },
  };
}

const TIMED_OUT = Symbol('timed out');

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  work.catch(() => undefined); // it may fail after nobody waits any more
  try {
    return await Promise.race([work, new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(TIMED_OUT as unknown as Error); }, ms); })]);
  } finally {
    clearTimeout(timer);
  }
}
