// `up/result`: what came of a command: kept in the audit, told to whoever waits for it.
import { CommandResult } from '../../../flows/protocol/fleet.ts';
import { kioskName } from '../kiosk-name.ts';
import type { Inbound } from './inbound.ts';
import { readMessage } from './readable.ts';

export const onResult: Inbound = async (from, raw, hub) => {
  const message = readMessage(raw, CommandResult);
  if (!message.ok) return message;
  await hub.audit.note({ at: hub.clock.now(), who: kioskName(from), what: 'command-result', detail: { id: message.value.id, ok: message.value.ok, detail: message.value.detail ?? null } });
  hub.commands.settled(from, message.value);
  return { ok: true, value: undefined };
};
