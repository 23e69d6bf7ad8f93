// `up/escalate`: the live lane to human staff.
import { EscalateUp } from '../../../flows/protocol/escalation.ts';
import type { Inbound } from './inbound.ts';
import { readMessage } from './readable.ts';

export const onEscalate: Inbound = async (from, raw, hub) => {
  const message = readMessage(raw, EscalateUp);
  if (!message.ok) return message;
  await hub.desk.fromKiosk(from, message.value);
  return { ok: true, value: undefined };
};
