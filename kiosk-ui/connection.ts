// The one socket of the page: to its own device. Comes back by itself for ever, and lets nothing malformed through.
import { z } from 'zod';
import { MAX_SCREEN_MESSAGE_BYTES, ScreenMessage } from '../flows/protocol/screen.ts';
import type { ScreenEvent } from '../flows/protocol/screen.ts';

z.config({ jitless: true }); // zod would probe `new Function`, which the content security policy forbids

/** What is used of a browser's WebSocket. */
export interface Socket {
  readonly readyState: number;
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

export interface ConnectionOptions {
  open: () => Socket;
  /** Calls `run` once after `ms`; returns cancel. */
  after: (ms: number, run: () => void) => () => void;
  message: (message: ScreenMessage) => void;
  opened: () => void;
  lost: () => void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;
const OPEN = 1;

/** Milliseconds before the attempt number `attempt` (0 = first): doubling, at most 5 s. The device is on the same machine, so no jitter. */
export const waitBefore = (attempt: number): number => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);

/** Parses one frame; null where it is not a message of this protocol. */
export function parseMessage(data: unknown): ScreenMessage | null {
  if (typeof data !== 'string' || data.length > MAX_SCREEN_MESSAGE_BYTES) return null;
  try {
    const parsed = ScreenMessage.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** `send` returns false where the event was lost because nobody is connected. */
export function createConnection(options: ConnectionOptions) {
  let socket: Socket | null = null;
  let attempt = 0;
  let cancelWait: (() => void) | null = null;
  let stopped = false;

  function connect(): void {
    cancelWait = null;
    const next = options.open();
    socket = next;
    next.onopen = () => {
      attempt = 0;
      next.send(JSON.stringify({ type: 'ready', v: 1 } satisfies ScreenEvent));
      options.opened();
    };
    next.onmessage = (event) => {
      const message = parseMessage(event.data);
      if (message !== null) options.message(message);
    };
    next.onclose = () => {
      if (socket !== next) return;
      socket = null;
      if (stopped) return;
      options.lost();
      cancelWait = options.after(waitBefore(attempt), connect);
      attempt += 1;
    };
  }

  return {
    start: connect,
    stop(): void {
      stopped = true;
      cancelWait?.();
      socket?.close();
    },
    send(event: ScreenEvent): boolean {
      if (socket === null || socket.readyState !== OPEN) return false;
      socket.send(JSON.stringify(event));
      return true;
    },
  };
}
export type Connection = ReturnType<typeof createConnection>;
