// The bus over the built-in broker: keeps the broker's process running and answers its questions. A crash of the broker
// is a restart within a moment; nothing is lost, because nothing was acknowledged that is not in the hub's store.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../flows/protocol/faults.ts';
import { type KioskAddress, type TopicName, TOPICS, topicFor, type TopicRow } from '../../flows/protocol/topics.ts';
import { kioskName, parseKioskName } from '../core/kiosk-name.ts';
import type { Bus, BusEvents, Log } from '../core/ports.ts';
import { unbundle } from './aedes-bundles.ts';
import type { BrokerSettings, BrokerTls, Publication, ToBroker, ToHub } from './aedes-messages.ts';

const BROKER = fileURLToPath(new URL('aedes-broker.ts', import.meta.url));
const START_MS = 15_000;
const PING_EVERY_MS = 1000;
const SILENT_MS = 5000;
const STEADY_MS = 30_000;
const REMEMBERED_ADDRESSES = 20_000;

export interface AedesBus extends Bus {
  /** Process id of the running broker; undefined while there is none. */
  readonly pid: number | undefined;
  /** Before `start`: the broker speaks TLS. Later: it shows this certificate to those who connect from now on. */
  secure?(tls: BrokerTls): void;
}

export function createAedesBus(options: { host: string; port: number; log: Log; packetsPerSecond?: number; bytesPerSecond?: number }): AedesBus {
  const { log } = options;
  let child: ChildProcess | undefined;
  let events: BusEvents | undefined;
  let stopping = false;
  let tls: BrokerTls | undefined;
  let port = options.port;
  let restarts = 0;
  let lastComplaint = 0;
  let heardAt = 0;
  let lastRestart = -Infinity;
  let restartTimer: NodeJS.Timeout | undefined;

  let said: { ok: number[]; failed: number[]; packets: Publication[] } = { ok: [], failed: [], packets: [] };
  let flushing = false;
  const addresses = new Map<string, KioskAddress>();

  /** At once, after what has been said before. */
  function send(message: ToBroker): void {
    flush();
    if (child?.connected) child.send(message, () => undefined);
  }
  function flush(): void {
    const { ok, failed, packets } = said;
    flushing = false;
    if (ok.length + failed.length + packets.length === 0) return;
    said = { ok: [], failed: [], packets: [] };
    if (!child?.connected) return;
    if (ok.length + failed.length > 0) child.send({ type: 'answers', ok, failed } satisfies ToBroker, () => undefined);
    if (packets.length > 0) child.send({ type: 'publish', packets } satisfies ToBroker, () => undefined);
  }
  /** With what else is said in this turn of the event loop: a commit answers hundreds of kiosks at once. */
  function flushSoon(): void {
    if (flushing) return;
    flushing = true;
    setImmediate(flush);
  }
  function addressOf(name: string): KioskAddress | undefined {
    const known = addresses.get(name);
    if (known) return known;
    const address = parseKioskName(name);
    if (addresses.size >= REMEMBERED_ADDRESSES) addresses.clear();
    if (address) addresses.set(name, address);
    return address;
  }
  function settings(): BrokerSettings {
    return { host: options.host, port, packetsPerSecond: options.packetsPerSecond ?? 1000, bytesPerSecond: options.bytesPerSecond ?? 8 * 1024 * 1024, maxConnections: 12_000, tls };
  }
  function heard(message: ToHub): void {
    if (!events) return;
    const hub = events;
    const from = child; // an answer that comes after a restart is for nobody: ids begin anew
    const reply = (id: number, ok: boolean): void => {
      if (child !== from) return;
      (ok ? said.ok : said.failed).push(id);
      flushSoon();
    };
    const answer = (id: number, work: Promise<boolean>): void => {
      work.then((ok) => reply(id, ok), (error: unknown) => {
        // A full disk refuses everybody at once; one line in five seconds says it.
        if (Date.now() - lastComplaint > 5000) {
          lastComplaint = Date.now();
          log.error('A kiosk\'s message could not be kept; it will send it again.', { reason: error instanceof Fault ? error.sentence : String(error) });
        }
        reply(id, false);
      });
    };
    switch (message.type) {
      case 'login': return answer(message.id, events.authenticate(message));
      case 'messages': return unbundle(message.bundle, (id, name, topic, payload) => {
        const address = addressOf(name);
        answer(id, address ? hub.message(address, topic, payload).then(() => true) : Promise.resolve(false));
      });
      case 'pong': heardAt = performance.now(); return;
      case 'connected': return events.connected({ id: message.connection, address: message.address, remote: message.remote, replaced: message.replaced });
      case 'disconnected': return events.disconnected({ id: message.connection, address: message.address, reason: message.reason });
      case 'refused': return events.refused(message);
      case 'listening': case 'failed': return;
    }
  }
  /** A broker that hangs says nothing, not even that it hangs: it is asked once a second and killed when it stays silent. */
  function listenForLife(process: ChildProcess): () => void {
    let asked = 0;
    let lastTurn = performance.now();
    heardAt = lastTurn;
    const timer = setInterval(() => {
      const at = performance.now();
      // Where the hub itself was held up, the broker is not to blame.
      if (at - lastTurn > 2 * PING_EVERY_MS) heardAt = at;
      lastTurn = at;
      if (at - heardAt > SILENT_MS) {
        log.warn(`The MQTT broker has not answered for ${SILENT_MS / 1000} s and is ended.`);
        process.kill('SIGKILL');
        return;
      }
      if (process.connected) process.send({ type: 'ping', id: (asked += 1) } satisfies ToBroker, () => undefined);
    }, PING_EVERY_MS);
    return () => clearInterval(timer);
  }
  /** Starts the process and resolves when it listens. */
  function launch(): Promise<number> {
    return new Promise((resolve, reject) => {
      const started = fork(BROKER, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
      child = started;
      let listening = false;
      let endOfLife = (): void => {};
      const timer = setTimeout(() => {
        started.kill('SIGKILL');
        reject(new Fault('internal', 'The MQTT broker did not start in time.', 'Start the hub again.'));
      }, START_MS);
      started.on('message', (message: ToHub) => {
        if (message.type === 'listening') {
          clearTimeout(timer);
          listening = true;
          endOfLife = listenForLife(started);
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
        endOfLife();
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
    said = { ok: [], failed: [], packets: [] };
    const attempt = (): void => {
      if (stopping) return;
      launch().then(() => events?.up(), (error: unknown) => {
        log.error('The MQTT broker could not be restarted.', { error: String(error) });
        again();
      });
    };
    // The first restart is at once; a broker that dies again and again is given more and more time, and never given up.
    const again = (): void => {
      if (performance.now() - lastRestart > STEADY_MS) restarts = 0;
      lastRestart = performance.now();
      restartTimer = setTimeout(attempt, restarts === 0 ? 0 : Math.min(5000, 100 * 2 ** Math.min(restarts, 6)));
      restarts += 1;
    };
    again();
  }

  return {
    get pid() { return child?.pid; },
    secure(next) {
      tls = next;
      send({ type: 'tls', tls: next });
    },
    async start(given) {
      events = given;
      port = await launch();
      return { port };
    },
    publish(name: TopicName, to, message) {
      const row: TopicRow = TOPICS[name];
      said.packets.push({ topic: topicFor(name, to), payload: JSON.stringify(message), qos: row.qos, retain: row.retain });
      flushSoon();
    },
    disconnect(address) { send({ type: 'disconnect', clientId: kioskName(address) }); },
    async stop() {
      stopping = true;
      clearTimeout(restartTimer);
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
