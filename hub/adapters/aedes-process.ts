// The bus over the built-in broker: keeps the broker's process running and answers its questions. A crash of the broker
// is a restart within a moment; nothing is lost, because nothing was acknowledged that is not in the hub's store.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../flows/protocol/faults.ts';
import { type TopicName, TOPICS, topicFor, type TopicRow } from '../../flows/protocol/topics.ts';
import { kioskName } from '../core/kiosk-name.ts';
import type { Bus, BusEvents, Log } from '../core/ports.ts';
import type { BrokerSettings, ToBroker, ToHub } from './aedes-messages.ts';

const BROKER = fileURLToPath(new URL('aedes-broker.ts', import.meta.url));
const START_MS = 15_000;

export interface AedesBus extends Bus {
  /** Process id of the running broker; undefined while there is none. */
  readonly pid: number | undefined;
}

export function createAedesBus(options: { host: string; port: number; log: Log; packetsPerSecond?: number; bytesPerSecond?: number }): AedesBus {
  const { log } = options;
  let child: ChildProcess | undefined;
  let events: BusEvents | undefined;
  let stopping = false;
  let port = options.port;
  let restarts = 0;
  let lastComplaint = 0;

  function send(message: ToBroker): void {
    if (child?.connected) child.send(message, () => undefined);
  }
  function settings(): BrokerSettings {
    return { host: options.host, port, packetsPerSecond: options.packetsPerSecond ?? 1000, bytesPerSecond: options.bytesPerSecond ?? 8 * 1024 * 1024, maxConnections: 12_000 };
  }
  function heard(message: ToHub): void {
    if (!events) return;
    const answer = (id: number, work: Promise<boolean>): void => {
      work.then((ok) => send({ type: 'answer', id, ok }), (error: unknown) => {
        // A full disk refuses everybody at once; one line in five seconds says it.
        if (Date.now() - lastComplaint > 5000) {
          lastComplaint = Date.now();
          log.error('A kiosk\'s message could not be kept; it will send it again.', { reason: error instanceof Fault ? error.sentence : String(error) });
        }
        send({ type: 'answer', id, ok: false });
      });
    };
    switch (message.type) {
      case 'login': return answer(message.id, events.authenticate(message));
      case 'message': return answer(message.id, events.message(message.from, message.name, message.payload).then(() => true));
      case 'connected': return events.connected({ id: message.connection, address: message.address, remote: message.remote, replaced: message.replaced });
      case 'disconnected': return events.disconnected({ id: message.connection, address: message.address, reason: message.reason });
      case 'refused': return events.refused(message);
      case 'listening': case 'failed': return;
    }
  }
  /** Starts the process and resolves when it listens. */
  function launch(): Promise<number> {
    return new Promise((resolve, reject) => {
      const started = fork(BROKER, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
      child = started;
      let listening = false;
      const timer = setTimeout(() => {
        started.kill('SIGKILL');
        reject(new Fault('internal', 'The MQTT broker did not start in time.', 'Start the hub again.'));
      }, START_MS);
      started.on('message', (message: ToHub) => {
        if (message.type === 'listening') {
          clearTimeout(timer);
          listening = true;
          resolve(message.port);
        } else if (message.type === 'failed') {
          clearTimeout(timer);
          started.kill('SIGKILL');
          reject(message.code === 'EADDRINUSE'
            ? new Fault('port-taken', `MQTT port ${port} is taken by another program.`, 'Stop that program, or choose another port with --mqtt-port.', { where: `${options.host}:${port}` })
            : new Fault(message.code === 'EACCES' ? 'port-taken' : 'internal', `The MQTT broker cannot listen: ${message.text}.`, 'Choose another address with --host or another port with --mqtt-port.', { where: `${options.host}:${port}` }));
        } else heard(message);
      });
      started.on('exit', (code, signal) => {
        clearTimeout(timer);
        reject(new Fault('internal', `The MQTT broker ended at once (${signal ?? code}).`, 'Start the hub again.'));
        if (child !== started) return;
        child = undefined;
        if (!stopping && listening) restart(`The MQTT broker ended (${signal ?? code}).`);
      });
      send({ type: 'listen', settings: settings() });
    });
  }
  function restart(reason: string): void {
    log.warn(`${reason} It is being restarted.`);
    events?.down(reason);
    restarts += 1;
    const attempt = (): void => {
      if (stopping) return;
      launch().then(() => events?.up(), (error: unknown) => {
        log.error('The MQTT broker could not be restarted.', { error: String(error) });
        setTimeout(attempt, Math.min(5000, 100 * 2 ** Math.min(restarts, 6)));
      });
    };
    attempt();
  }

  return {
    get pid() { return child?.pid; },
    async start(given) {
      events = given;
      port = await launch();
      return { port };
    },
    publish(name: TopicName, to, message) {
      const row: TopicRow = TOPICS[name];
      send({ type: 'publish', topic: topicFor(name, to), payload: JSON.stringify(message), qos: row.qos, retain: row.retain });
    },
    disconnect(address) { send({ type: 'disconnect', clientId: kioskName(address) }); },
    async stop() {
      stopping = true;
      const last = child;
      if (!last) return;
      const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
      send({ type: 'stop' });
      const timer = setTimeout(() => last.kill('SIGKILL'), 2000);
      await gone;
      clearTimeout(timer);
    },
  };
}
