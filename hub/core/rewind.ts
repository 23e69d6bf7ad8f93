// A hub that came back from a backup has less than it once acknowledged. Kiosks say at birth what they believe it has; where
// that is more, they are asked to send it again.
import type { Birth } from '../../flows/protocol/fleet.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import type { Incidents } from './incidents.ts';
import { kioskName } from './kiosk-name.ts';
import type { Bus, EventStore } from './ports.ts';

export function createRewind(options: { events: Pick<EventStore, 'cursor'>; bus: Pick<Bus, 'publish'>; incidents: Incidents }): (from: KioskAddress, birth: Birth) => Promise<void> {
  return async (from, birth) => {
    const name = kioskName(from);
    for (const { epoch, acked } of birth.outboxes ?? []) {
      const upTo = await options.events.cursor(name, epoch);
      if (upTo >= acked) continue;
      options.incidents.note(name, 'hub-behind', `This hub has events up to ${upTo}, the kiosk was told ${acked}: the hub came back from a backup. The kiosk sends the rest again.`, { has: upTo, told: acked });
      options.bus.publish('down/ack', from, { v: 1, epoch, upTo, rewind: true });
    }
  };
}
