// The hub link of a kiosk that has no hub: everything is refused, nothing is lost, because the outbox keeps it.
import { Fault } from '../../flows/protocol/faults.ts';
import type { HubLink } from '../core/ports.ts';

export function createAbsentHubLink(): HubLink {
  const no = (): boolean => false;
  return {
    start: async () => undefined,
    sendEvents: no, sendEscalate: no, sendState: no, sendReported: no, sendCall: no, sendResult: no, sendMetric: no,
    fetchBundle: () => Promise.reject(new Fault('hub-unreachable', 'This kiosk has no hub.', 'Start it with --hub.')),
    stop: async () => undefined,
  };
}
