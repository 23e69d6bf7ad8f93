// One MQTT 3.1.1 connection as light as it gets: a socket and the packet codec, without the queues and timers of a
// full client, so that one process can carry thousands of simulated kiosks.
import mqtt, { type Packet } from 'mqtt-packet';
import { type Line, openLine } from './hub-line.ts';

export interface PeerEvents {
  /** Signed in (the CONNACK said yes). */
  connected(): void;
  subscribed(): void;
  message(topic: string, payload: Buffer): void;
  /** The PUBACK of a message that `publish` numbered so. */
  acknowledged(messageId: number): void;
  /** Called once, whatever ended the connection. */
  closed(reason: string): void;
}
export interface Peer {
  subscribe(topics: readonly string[]): void;
  /** QoS 1. Gives the message's number, 1 to 65,535. */
  publish(topic: string, payload: string): number;
  publishLightly(topic: string, payload: string): void; // QoS 0
  /** Drops the connection without a DISCONNECT, as a power cut does. */
  destroy(): void;
  readonly open: boolean;
}

const KEEPALIVE_SECONDS = 60;

/** A QoS 1 PUBLISH as bytes, written by hand: it is the one packet that is sent thousands of times a second. */
function publishFrame(topic: string, payload: string, messageId: number): Buffer {
  const topicBytes = Buffer.byteLength(topic);
  const payloadBytes = Buffer.byteLength(payload);
  const idBytes = messageId === 0 ? 0 : 2;
  let left = 2 + topicBytes + idBytes + payloadBytes;
  const length: number[] = [];
  do {
    const digit = left % 128;
    left = Math.floor(left / 128);
    length.push(left > 0 ? digit | 0x80 : digit);
  } while (left > 0);
  const frame = Buffer.allocUnsafe(1 + length.length + 2 + topicBytes + idBytes + payloadBytes);
  frame[0] = messageId === 0 ? 0x30 : 0x32;
  let at = 1;
  for (const digit of length) frame[at++] = digit;
  at = frame.writeUInt16BE(topicBytes, at);
  at += frame.write(topic, at);
  if (messageId !== 0) at = frame.writeUInt16BE(messageId, at);
  frame.write(payload, at);
  return frame;
}

/** Opens the connection at once. Without `pin` it is plain; without a password the kiosk's own key must be enough. */
export function openPeer(options: Omit<Line, 'pin'> & { pin?: string | null; clientId: string; username: string; password?: string | undefined; will?: { topic: string; payload: string } }, events: PeerEvents): Peer {
  const parser = mqtt.parser({ protocolVersion: 4 });
  let open = false;
  let over = false;
  let lastId = 0;
  let ping: NodeJS.Timeout | undefined;
  let outgoing: Buffer[] = [];

  function nextId(): number {
    lastId = (lastId % 65_535) + 1;
    return lastId;
  }
  /** What is said within one turn of the event loop goes out in one write. */
  function write(bytes: Buffer): void {
    if (over) return;
    outgoing.push(bytes);
    if (outgoing.length === 1) queueMicrotask(flush);
  }
  function flush(): void {
    const all = outgoing;
    outgoing = [];
    if (!over && all.length > 0) socket.write(all.length === 1 ? all[0] as Buffer : Buffer.concat(all));
  }
  function end(reason: string): void {
    if (over) return;
    over = true;
    open = false;
    clearInterval(ping);
    socket.destroy();
    events.closed(reason);
  }
  function heard(packet: Packet): void {
    if (over) return;
    switch (packet.cmd) {
      case 'connack':
        if (packet.returnCode !== 0) return end(`refused (${packet.returnCode ?? 'no code'})`);
        open = true;
        ping = setInterval(() => write(mqtt.generate({ cmd: 'pingreq' })), KEEPALIVE_SECONDS * 750);
        return events.connected();
      case 'suback': return events.subscribed();
      case 'puback': return events.acknowledged(packet.messageId ?? 0);
      case 'publish':
        if (packet.qos === 1) {
          const ack = Buffer.from([0x40, 2, 0, 0]);
          ack.writeUInt16BE(packet.messageId ?? 0, 2);
          write(ack);
        }
        return events.message(packet.topic, packet.payload as Buffer);
      default: return; // pingresp; nothing else comes to a client of QoS 1
    }
  }

  const socket = openLine({ host: options.host, port: options.port, pin: options.pin ?? null, own: options.own }, () => write(mqtt.generate({
    cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: KEEPALIVE_SECONDS, clientId: options.clientId, username: options.username,
    ...(options.password === undefined ? {} : { password: Buffer.from(options.password) }),
    ...(options.will ? { will: { topic: options.will.topic, payload: Buffer.from(options.will.payload), qos: 1, retain: false } } : {}),
  })), (error) => end(error.message));
  parser.on('packet', heard);
  parser.on('error', (error) => end(error.message));
  socket.on('data', (chunk) => { parser.parse(chunk); });
  socket.on('error', (error) => end(error.message));
  socket.on('close', () => end('closed'));

  return {
    subscribe(topics) { write(mqtt.generate({ cmd: 'subscribe', messageId: nextId(), subscriptions: topics.map((topic) => ({ topic, qos: 1 })) })); },
    publish(topic, payload) {
      const id = nextId();
      write(publishFrame(topic, payload, id));
      return id;
    },
    publishLightly(topic, payload) { write(publishFrame(topic, payload, 0)); },
    destroy: () => end('dropped'),
    get open() { return open; },
  };
}
