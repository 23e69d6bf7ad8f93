// What a simulated kiosk records: visits as a kiosk would write them down. A share of them are whole conversations (about 700
// bytes an event with its envelope); the others are their frame alone, a beginning, ten steps of tasks and an end (300 bytes).
import type { EventData, KioskEvent } from '../../flows/protocol/conversation.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { conversationStep, EVENTS_OF_A_VISIT } from './visit-shapes.ts';

const FLOWS = ['parking', 'queue', 'refund', 'opening'] as const;
const CHANGES = ['started', 'suspended', 'resumed', 'completed'] as const;

function frameStep(session: string, visit: number, step: number): EventData {
  if (step === 0) return { type: 'foyer.session.started', session, by: 'touch', language: 'zh', pack: 'sim', packVersion: '1.0.0' };
  if (step === EVENTS_OF_A_VISIT - 1) return { type: 'foyer.session.ended', session, reason: 'left', turns: 0, rating: null };
  return { type: 'foyer.task', session, flow: FLOWS[visit % FLOWS.length] ?? 'parking', change: CHANGES[(step - 1) % CHANGES.length] ?? 'started' };
}

/** The data of event number `seq` of a boot, always the same for the same number. `visits`: share of whole conversations, 0..1, spread evenly. */
export function simulatedData(options: { boot: string; seq: number; visits: number }): EventData {
  const { boot, seq, visits } = options;
  const visit = Math.floor((seq - 1) / EVENTS_OF_A_VISIT);
  const step = (seq - 1) % EVENTS_OF_A_VISIT;
  const session = `${boot.slice(0, 8)}-${visit}`;
  const before = Math.floor(visit * visits); // whole conversations so far
  return Math.floor((visit + 1) * visits) > before ? conversationStep({ session, number: before }, step) : frameStep(session, visit, step);
}

/** The whole event. `time` in ms since epoch. */
export function simulatedEvent(options: { address: KioskAddress; boot: string; seq: number; time: number; visits: number }): KioskEvent {
  const { address, boot, seq, time } = options;
  const data = simulatedData(options);
  return {
    specversion: '1.0', id: `${boot.slice(0, 8)}-${seq}`, source: `/${address.tenant}/${address.site}/${address.kiosk}`, type: data.type,
    time: new Date(time).toISOString(), seq, boot, clock: 'synchronised', data,
  };
}
