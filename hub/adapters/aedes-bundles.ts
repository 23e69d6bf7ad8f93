// Bundles of messages between the broker and the hub: what arrives within one turn of the event loop travels together, and
// what is not backlog travels first.
import type { TopicName } from '../../flows/protocol/topics.ts';
import type { Bundle } from './aedes-messages.ts';

const MAX_BYTES = 256 * 1024; // a bundle is put together in memory and taken apart again: small ones keep the other side answering

export interface Bundler {
  /** `numbered` hears the message's id before it is sent. */
  add(from: string, name: TopicName, payload: Uint8Array, numbered: (id: number) => void): void;
}
interface Entry { readonly from: string; readonly name: TopicName; readonly payload: Uint8Array; readonly numbered: (id: number) => void }

export function createBundler(options: { nextId(): number; send(bundle: Bundle): void; later?: (run: () => void) => void }): Bundler {
  const later = options.later ?? setImmediate;
  let live: Entry[] = [];
  let backlog: Entry[] = [];
  let scheduled = false;

  function send(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    const bundle = { first: 0, from: [] as string[], names: [] as TopicName[], ends: [] as number[], bytes: Buffer.concat(entries.map((entry) => entry.payload)) };
    let end = 0;
    for (const [index, { from, name, payload, numbered }] of entries.entries()) {
      const id = options.nextId();
      if (index === 0) bundle.first = id;
      bundle.from.push(from);
      bundle.names.push(name);
      bundle.ends.push(end += payload.length);
      numbered(id);
    }
    options.send(bundle);
  }
  function flush(): void {
    scheduled = false;
    const lanes = [live, backlog];
    live = [];
    backlog = [];
    for (const lane of lanes) {
      let start = 0;
      let bytes = 0;
      for (const [index, { payload }] of lane.entries()) {
        if (bytes > 0 && bytes + payload.length > MAX_BYTES) {
          send(lane.slice(start, index));
          start = index;
          bytes = 0;
        }
        bytes += payload.length;
      }
      send(lane.slice(start));
    }
  }

  return {
    add(from, name, payload, numbered) {
      (name === 'up/event' ? backlog : live).push({ from, name, payload, numbered });
      if (scheduled) return;
      scheduled = true;
      later(flush);
    },
  };
}

/** Calls `each` for the messages of a bundle in order; payloads are views into its bytes. */
export function unbundle(bundle: Bundle, each: (id: number, from: string, name: TopicName, payload: Uint8Array) => void): void {
  let start = 0;
  for (const [index, end] of bundle.ends.entries()) {
    each(bundle.first + index, bundle.from[index] ?? '', bundle.names[index] as TopicName, bundle.bytes.subarray(start, end));
    start = end;
  }
}
