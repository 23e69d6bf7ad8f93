// `up/reported`: what a kiosk has applied, or why it refused.
import { Reported } from '../../../flows/protocol/fleet.ts';
import type { Inbound } from './inbound.ts';
import { readMessage } from './readable.ts';

export const onReported: Inbound = async (from, raw, hub) => {
  const message = readMessage(raw, Reported);
  if (!message.ok) return message;
  await hub.twin.reported(from, message.value);
  await hub.fleet.reported(from, message.value);
  return { ok: true, value: undefined };
};
