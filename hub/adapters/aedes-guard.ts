// Stands between a socket and the broker's parser: frames are measured and counted before anything parses them, so that a
// flood, an oversized packet or garbage of one peer costs only that peer. Follows MQTT 3.1.1, section 2.2.
import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

export interface GuardLimits {
  /** Largest packet of a peer that has not signed in yet, and of one that has. */
  readonly maxConnectBytes: number; readonly maxPacketBytes: number;
  readonly packetsPerSecond: number; readonly bytesPerSecond: number;
  /** A peer that is this far ahead of its allowance is cut off; below that it is only slowed down. */
  readonly maxDebtSeconds: number;
}

export interface FrameMeter {
  /** Counts the packets that begin in this chunk; a string is the reason why it must not go on. */
  take(chunk: Uint8Array, signedIn: boolean): { packets: number } | string;
}

/** Follows packet boundaries through chunks of any size, without keeping any bytes. */
export function createFrameMeter(limits: Pick<GuardLimits, 'maxConnectBytes' | 'maxPacketBytes'>): FrameMeter {
  let body = 0; // bytes of the present packet still to come
  let inHeader = false;
  let length = 0;
  let shift = 0;
  let first = true;
  return {
    take(chunk, signedIn) {
      let packets = 0;
      let at = 0;
      while (at < chunk.length) {
        if (body > 0) {
          const step = Math.min(body, chunk.length - at);
          body -= step;
          at += step;
          continue;
        }
        const byte = chunk[at] ?? 0;
        at += 1;
        if (!inHeader) {
          const type = byte >> 4;
          if (first && byte !== 0x10) return 'The first packet is not a CONNECT.';
          if (type === 0 || type === 15) return `Packet type ${type} does not exist.`;
          if (type === 3 && (byte & 0x06) === 0x06) return 'QoS 3 does not exist.';
          inHeader = true;
          first = false;
          length = 0;
          shift = 0;
          packets += 1;
          continue;
        }
        length += (byte & 0x7f) * 2 ** shift;
        shift += 7;
        if ((byte & 0x80) !== 0) {
          if (shift > 21) return 'The remaining length has more than four bytes.';
          continue;
        }
        const limit = signedIn ? limits.maxPacketBytes : limits.maxConnectBytes;
        if (length > limit) return `A packet of ${length} bytes is larger than ${limit}.`;
        body = length;
        inHeader = false;
      }
      return { packets };
    },
  };
}

/** Wraps a socket; `signedIn` tells when the larger limit holds, `cut` hears why a peer was cut off. */
export function guardSocket(socket: Socket, limits: GuardLimits, events: { signedIn(): boolean; cut(reason: string): void; now(): number }): Duplex {
  const meter = createFrameMeter(limits);
  let packetCredit = limits.packetsPerSecond;
  let byteCredit = limits.bytesPerSecond;
  let refilled = events.now();
  let resume: NodeJS.Timeout | undefined;
  let outgoing: Buffer[] = [];
  let blocked = false; // the peer reads more slowly than we write
  let afterDrain: (() => void) | undefined;

  /** Spends the allowance; gives the ms to wait until it is even again. */
  function spend(packets: number, bytes: number): number {
    const at = events.now();
    const seconds = Math.max(0, at - refilled) / 1000;
    refilled = at;
    packetCredit = Math.min(limits.packetsPerSecond, packetCredit + seconds * limits.packetsPerSecond) - packets;
    byteCredit = Math.min(limits.bytesPerSecond, byteCredit + seconds * limits.bytesPerSecond) - bytes;
    return 1000 * Math.max(0, -packetCredit / limits.packetsPerSecond, -byteCredit / limits.bytesPerSecond);
  }
  function cut(reason: string): void {
    events.cut(reason);
    guarded.destroy();
    socket.destroy();
  }

  /** The broker writes a packet in pieces, and many packets to one peer in one turn: they leave in one system call. */
  function flush(): void {
    const chunks = outgoing;
    if (chunks.length === 0 || socket.destroyed) return;
    outgoing = [];
    if (!socket.write(chunks.length === 1 ? chunks[0] as Buffer : Buffer.concat(chunks))) blocked = true;
  }

  const guarded: Duplex = new Duplex({
    readableHighWaterMark: 64 * 1024,
    read() { if (resume === undefined) socket.resume(); },
    write(chunk: Buffer, _encoding, done) {
      outgoing.push(chunk);
      if (outgoing.length === 1) setImmediate(flush);
      if (blocked) afterDrain = done;
      else done();
    },
    final(done) {
      flush();
      socket.end(() => done());
    },
    destroy(error, done) {
      clearTimeout(resume);
      flush(); // a refusal is said before the door is shut
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => {
    const counted = meter.take(chunk, events.signedIn());
    if (typeof counted === 'string') return cut(counted);
    const wait = spend(counted.packets, chunk.length);
    if (wait > limits.maxDebtSeconds * 1000) return cut('It floods the hub.');
    if (!guarded.push(chunk)) socket.pause();
    if (wait > 0) {
      socket.pause();
      resume = setTimeout(() => {
        resume = undefined;
        socket.resume();
      }, wait);
    }
  });
  socket.on('drain', () => {
    blocked = false;
    const done = afterDrain;
    afterDrain = undefined;
    done?.();
  });
  socket.on('end', () => guarded.push(null));
  socket.on('error', (error) => guarded.destroy(error));
  socket.on('close', () => guarded.destroy());
  return guarded;
}
