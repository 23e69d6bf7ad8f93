// From a permitted topic to the one file that handles it. Messages of one kiosk on one topic stay in order; a slow lane
// (the backlog, a connector) never holds up another.
import type { KioskAddress, TopicName } from '../../flows/protocol/topics.ts';
import { onCall } from './inbound/call.ts';
import { onEscalate } from './inbound/escalate.ts';
import { onEvent } from './inbound/event.ts';
import { handleMessage } from './inbound/handle-message.ts';
import type { Inbound, InboundParts } from './inbound/inbound.ts';
import { onMetric } from './inbound/metric.ts';
import { onReported } from './inbound/reported.ts';
import { onResult } from './inbound/result.ts';
import { onState } from './inbound/state.ts';
import { kioskName } from './kiosk-name.ts';

const HANDLERS: Partial<Record<TopicName, Inbound>> = {
  'up/state': onState,
  'up/reported': onReported,
  'up/event': onEvent,
  'up/metric': onMetric,
  'up/escalate': onEscalate,
  'up/call': onCall,
  'up/result': onResult,
};

/** Resolves when the message is durable or was refused as unreadable (which is noted); rejects when the hub itself failed. */
export type Dispatch = (from: KioskAddress, name: TopicName, payload: Uint8Array) => Promise<void>;

export function createDispatcher(hub: InboundParts): Dispatch {
  const lanes = new Map<string, Promise<void>>();

  const handle: Dispatch = (from, name, payload) => handleMessage(HANDLERS[name], hub, from, name, payload);

  return (from, name, payload) => {
    if (name === 'up/call' || name === 'up/event') return handle(from, name, payload); // each guards its own order
    const lane = `${kioskName(from)} ${name}`;
    const work = (lanes.get(lane) ?? Promise.resolve()).catch(() => undefined).then(() => handle(from, name, payload));
    lanes.set(lane, work);
    void work.catch(() => undefined).finally(() => { if (lanes.get(lane) === work) lanes.delete(lane); });
    return work;
  };
}
