// `up/metric`: health figures, shown as they come; they are not stored yet.
import { Metric } from '../../../flows/protocol/fleet.ts';
import { kioskName } from '../kiosk-name.ts';
import type { Inbound } from './inbound.ts';
import { readMessage } from './readable.ts';

export const onMetric: Inbound = async (from, raw, hub) => {
  const message = readMessage(raw, Metric);
  if (!message.ok) return message;
  hub.fleet.moved(kioskName(from));
  return { ok: true, value: undefined };
};
