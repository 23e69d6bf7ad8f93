// A TCP proxy between kiosks and the hub that can do to a connection what networks do, and reads along on the way.
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createFrameReader, readPublish } from './mqtt-frames.ts';

/**
 * pass: forwards. cut: refuses new connections and closes open ones. stall: accepts and forwards nothing, both ways.
 * half-open: what the kiosk sends is swallowed, what the hub sends passes. deaf: the other way round, so that what the hub
 * has stored is sent again. slow: 2 kB/s with 100 ms a piece.
 */
export type Weather = 'pass' | 'cut' | 'stall' | 'half-open' | 'deaf' | 'slow';

export interface FaultProxy {
  readonly port: number;
  start(): Promise<void>;
  weather(next: Weather): void;
  /** Ends every open connection with a TCP reset. */
  reset(): void;
  /** Closes the kiosk's side after exactly so many more bytes from the kiosk: a packet torn in two. */
  tearAfter(bytes: number): void;
  /** Slips whole packets of the rig's own in between those of the hub; false when this connection cannot take them now. */
  slipIn(line: object, packets: Buffer): boolean;
  readonly connections: number;
  readonly torn: number;
  stop(): Promise<void>;
}

/** `between`: bytes of a packet from the hub that has begun and not ended. */
interface Pair { kiosk: Socket; hub: Socket; held: { to: Socket; chunk: Buffer }[]; timer: NodeJS.Timeout | undefined; between: number }

/** `line` stands for the connection that a message came by. */
export function createFaultProxy(options: { target: () => number; onUp?(topic: string, payload: Buffer, line: object): void; onDown?(topic: string, payload: Buffer, line: object): void }): FaultProxy {
  const pairs = new Set<Pair>();
  let server: Server | undefined;
  let port = 0;
  let weather: Weather = 'pass';
  let tear: number | null = null;
  let torn = 0;
  let connections = 0;

  function destroy(pair: Pair, reset: boolean): void {
    pairs.delete(pair);
    clearInterval(pair.timer);
    for (const socket of [pair.kiosk, pair.hub]) if (reset) socket.resetAndDestroy(); else socket.destroy();
  }
  function pour(pair: Pair): void {
    clearInterval(pair.timer);
    pair.timer = undefined;
    for (const { to, chunk } of pair.held.splice(0)) if (to.writable) to.write(chunk);
  }
  function drip(pair: Pair): void {
    if (pair.timer) return;
    pair.timer = setInterval(() => {
      const next = pair.held.shift();
      if (!next) {
        clearInterval(pair.timer);
        pair.timer = undefined;
        return;
      }
      if (next.chunk.length > 200) pair.held.unshift({ to: next.to, chunk: next.chunk.subarray(200) });
      if (next.to.writable) next.to.write(next.chunk.subarray(0, 200));
    }, 100);
  }
  function accept(kiosk: Socket): void {
    connections += 1;
    if (weather === 'cut') { kiosk.destroy(); return; }
    const hub = connect({ host: '127.0.0.1', port: options.target() });
    const pair: Pair = { kiosk, hub, held: [], timer: undefined, between: 0 };
    pairs.add(pair);
    const up = createFrameReader((frame) => { const message = readPublish(frame); if (message) options.onUp?.(message.topic, message.payload, pair); });
    const down = createFrameReader((frame) => {
      pair.between -= frame.raw.length;
      const message = readPublish(frame);
      if (message) options.onDown?.(message.topic, message.payload, pair);
    });
    // What counts is what reaches the other side, so the reading happens at the door out.
    function forward(to: Socket, chunk: Buffer, read: (chunk: Buffer) => void): void {
      if ((weather === 'half-open' && to === hub) || (weather === 'deaf' && to === kiosk)) return;
      if (to === kiosk) pair.between += chunk.length;
      read(chunk);
      if (weather === 'pass' && pair.held.length === 0) { to.write(chunk); return; }
      pair.held.push({ to, chunk });
      if (weather === 'slow') drip(pair);
    }
    kiosk.on('data', (chunk: Buffer) => {
      if (tear !== null) {
        if (chunk.length >= tear) {
          const part = chunk.subarray(0, tear);
          tear = null;
          torn += 1;
          hub.write(part, () => destroy(pair, false));
          return;
        }
        tear -= chunk.length;
      }
      forward(hub, chunk, up);
    });
    hub.on('data', (chunk: Buffer) => forward(kiosk, chunk, down));
    for (const socket of [kiosk, hub]) {
      socket.on('error', () => destroy(pair, false));
      socket.on('close', () => destroy(pair, false));
    }
  }

  return {
    get port() { return port; },
    get connections() { return connections; },
    get torn() { return torn; },
    async start() {
      const made = createServer({ noDelay: true }, accept);
      server = made;
      await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
      const bound = made.address();
      port = bound !== null && typeof bound === 'object' ? bound.port : 0;
    },
    weather(next) {
      weather = next;
      if (next === 'cut') for (const pair of [...pairs]) destroy(pair, false);
      if (next === 'pass') for (const pair of pairs) pour(pair);
    },
    reset() { for (const pair of [...pairs]) destroy(pair, true); },
    tearAfter(bytes) { tear = Math.max(0, bytes); },
    slipIn(line, packets) {
      const pair = [...pairs].find((one) => one === line);
      if (!pair || weather !== 'pass' || pair.held.length > 0 || pair.between !== 0 || !pair.kiosk.writable) return false;
      pair.kiosk.write(packets);
      return true;
    },
    async stop() {
      for (const pair of [...pairs]) destroy(pair, false);
      const last = server;
      server = undefined;
      if (last) await new Promise<void>((resolve) => last.close(() => resolve()));
    },
  };
}
