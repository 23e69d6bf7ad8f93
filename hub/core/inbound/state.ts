// `up/state`: birth, later states, and the will.
import { Birth } from '../../../flows/protocol/fleet.ts';
import type { Inbound } from './inbound.ts';
import { readMessage } from './readable.ts';

export const onState: Inbound = async (from, raw, hub) => {
  const message = readMessage(raw, Birth);
  if (!message.ok) return message;
  await hub.fleet.state(from, message.value);
  return { ok: true, value: undefined };
};
