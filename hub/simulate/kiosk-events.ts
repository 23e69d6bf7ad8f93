// What a simulated kiosk records: visits as a kiosk would write them down, in events of about 300 bytes with their envelope.
import type { EventData, KioskEvent } from '../../flows/protocol/conversation.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';

const EVENTS_OF_A_VISIT = 12;
const FLOWS = ['parking', 'queue', 'refund', 'opening'] as const;
const CHANGES = ['started', 'suspended', 'resumed', 'completed'] as const;

/**
 * The event number `seq` of a kiosk, always the same one for the same number. A visit is its beginning, ten steps of
 * tasks and its end. `time` in ms since epoch.
 */
export function simulatedEvent(options: { address: KioskAddress; boot: string; seq: number; time: number }): KioskEvent {
  const { address, boot, seq, time } = options;
  const visit = Math.floor((seq - 1) / EVENTS_OF_A_VISIT);
  const step = (seq - 1) % EVENTS_OF_A_VISIT;
  const session = `${boot.slice(0, 8)}-${visit}`;
  let data: EventData;
  if (step === 0) data = { type: 'foyer.session.started', session, by: 'touch', language: 'zh', pack: 'sim', packVersion: '1.0.0' };
  else if (step === EVENTS_OF_A_VISIT - 1) data = { type: 'foyer.session.ended', session, reason: 'left', turns: 0, rating: null };
  else data = { type: 'foyer.task', session, flow: FLOWS[visit % FLOWS.length] ?? 'parking', change: CHANGES[(step - 1) % CHANGES.length] ?? 'started' };
  return {
    specversion: '1.0', id: `${boot.slice(0, 8)}-${seq}`, source: `/${address.tenant}/${address.site}/${address.kiosk}`, type: data.type,
    time: new Date(time).toISOString(), seq, boot, clock: 'synchronised', data,
  };
}
