// From the bytes of one message to its handler; what is wrong with it is noted and goes no further.
import { type KioskAddress, MAX_MESSAGE_BYTES, type TopicName } from '../../../flows/protocol/topics.ts';
import type { Incidents } from '../incidents.ts';
import { kioskName } from '../kiosk-name.ts';
import { type Readable, readJson } from './readable.ts';

/** Resolves when the message is durable or was refused as unreadable (which is noted); rejects when the hub itself failed. */
export async function handleMessage<Parts extends { readonly incidents: Incidents }>(
  handler: ((from: KioskAddress, raw: Record<string, unknown>, hub: Parts) => Promise<Readable<undefined>>) | undefined, hub: Parts, from: KioskAddress, name: TopicName, payload: Uint8Array,
): Promise<void> {
  const kiosk = kioskName(from);
  if (!handler) return hub.incidents.note(kiosk, 'message-malformed', `${name} is not a message to the hub.`, { message: name });
  if (payload.length > MAX_MESSAGE_BYTES) return hub.incidents.note(kiosk, 'message-too-large', `${name}: ${payload.length} bytes are more than ${MAX_MESSAGE_BYTES}.`, { message: name, bytes: payload.length });
  const raw = readJson(payload);
  const outcome = raw.ok ? await handler(from, raw.value, hub) : raw;
  if (!outcome.ok) hub.incidents.note(kiosk, outcome.code, `${name}: ${outcome.what}`, { message: name });
}
