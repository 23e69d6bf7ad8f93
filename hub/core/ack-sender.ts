// Tells kiosks how far their outboxes are on the disk: one word for all batches of a kiosk that the same commit has stored.
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { kioskName } from './kiosk-name.ts';
import type { Bus, Clock } from './ports.ts';

const TOGETHER_MS = 1;

export interface AckSender {
  /** Everything of `epoch` up to and including `upTo` is on the disk. */
  stored(to: KioskAddress, epoch: string, upTo: number): void;
}

export function createAckSender(options: { bus: Pick<Bus, 'publish'>; clock: Clock }): AckSender {
  let waiting = new Map<string, { to: KioskAddress; epoch: string; upTo: number }>();
  return {
    stored(to, epoch, upTo) {
      if (waiting.size === 0) {
        options.clock.setTimeout(() => {
          const all = waiting;
          waiting = new Map();
          for (const one of all.values()) options.bus.publish('down/ack', one.to, { v: 1, epoch: one.epoch, upTo: one.upTo });
        }, TOGETHER_MS);
      }
      waiting.set(`${kioskName(to)} ${epoch}`, { to, epoch, upTo });
    },
  };
}
