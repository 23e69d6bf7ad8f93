// What staff see as it happens: one feed, many listeners, each with its own taste.
import type { LiveMessage } from '../../flows/protocol/staff-api.ts';

export interface LiveFeed {
  send(message: LiveMessage): void;
  /** Whether anybody listens; what nobody sees need not be looked up. */
  readonly watched: boolean;
  /** Returns unsubscribe. A listener that throws is dropped. */
  listen(listener: (message: LiveMessage) => void): () => void;
}

export function createLiveFeed(): LiveFeed {
  const listeners = new Set<(message: LiveMessage) => void>();
  return {
    get watched() { return listeners.size > 0; },
    send(message) {
      for (const listener of listeners) {
        try { listener(message); } catch { listeners.delete(listener); }
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
