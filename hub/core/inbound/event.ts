// `up/event`: an outbox batch. Stored in one durable transaction with what follows from it, then acknowledged by the
// highest number below which nothing is missing. One unreadable event must not hold up the outbox behind it for ever, so
// it is kept as it came and noted.
import { z } from 'zod';
import { EventBatch, KioskEvent } from '../../../flows/protocol/conversation.ts';
import type { KioskAddress } from '../../../flows/protocol/topics.ts';
import { kioskName } from '../kiosk-name.ts';
import type { InboundBatch, InboundEvent } from '../ports.ts';
import type { EventParts } from './inbound.ts';
import { type Readable, readMessage } from './readable.ts';

const Envelope = z.looseObject({ v: z.literal(1), epoch: z.string().min(1).max(100), events: z.array(z.looseObject({ seq: z.number().int().positive() })).min(1).max(200) });

function known(event: KioskEvent): InboundEvent {
  return { seq: event.seq, id: event.id, type: event.data.type, time: event.time, body: JSON.stringify(event), event };
}
function unknown(raw: { seq: number; [key: string]: unknown }): InboundEvent {
  const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
  return { seq: raw.seq, id: text(raw['id']), type: text(raw['type']) || 'unreadable', time: text(raw['time']), body: JSON.stringify(raw), event: null };
}

export async function onEvent(from: KioskAddress, raw: Record<string, unknown>, hub: EventParts): Promise<Readable<undefined>> {
  const kiosk = kioskName(from);
  const strict = EventBatch.safeParse(raw);
  let batch: InboundBatch;
  if (strict.success && strict.data.epoch.length > 0 && strict.data.epoch.length <= 100) {
    batch = { kiosk, epoch: strict.data.epoch, events: strict.data.events.map(known) };
  } else {
    const envelope = readMessage(raw, Envelope);
    if (!envelope.ok) return envelope;
    const events = envelope.value.events.map((one) => {
      const parsed = KioskEvent.safeParse(one);
      return parsed.success ? known(parsed.data) : unknown(one);
    });
    for (const bad of events.filter((event) => event.event === null)) hub.incidents.note(kiosk, 'event-unreadable', `Event ${bad.seq} (${bad.type}) is kept, but this hub cannot read it.`, { seq: bad.seq, type: bad.type });
    batch = { kiosk, epoch: envelope.value.epoch, events };
  }
  const arrivedAt = hub.clock.now();
  const { upTo, fresh, again = 0 } = await hub.append(batch);
  if (again > 0) hub.incidents.note(kiosk, 'numbers-given-twice', `${again} new events came under numbers that others have: the kiosk's database was damaged. They are kept; nothing is lost.`, { count: again });
  hub.drain.stored(from, batch.events.length, hub.clock.now() - arrivedAt);
  hub.acks.stored(from, batch.epoch, upTo);
  for (const { event } of fresh) if (event) hub.feed.send({ type: 'event', kiosk: from.kiosk, address: kiosk, at: hub.clock.now(), data: event.data });
  for (const { event } of fresh) if (event?.data.type === 'foyer.incident') hub.incidents.note(kiosk, event.data.code.slice(0, 60), event.data.text, event.data.facts);
  if (fresh.length > 0) hub.fleet.moved(kiosk);
  return { ok: true, value: undefined };
}
