// `up/metric`: health figures; the last ones and their hours are kept.
import { Metric } from '../../../flows/protocol/fleet.ts';
import { kioskName } from '../kiosk-name.ts';
import type { Inbound } from './inbound.ts';
import { readMessage } from './readable.ts';

export const onMetric: Inbound = async (from, raw, hub) => {
  const message = readMessage(raw, Metric);
  if (!message.ok) return message;
  hub.health.metric(kioskName(from), message.value.at, message.value.values);
  hub.fleet.moved(kioskName(from));
  return { ok: true, value: undefined };
};
