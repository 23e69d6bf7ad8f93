// What peers do wrong is noted by kiosk and kind, for people to see; a peer that does it in a loop must not fill the disk.
import type { IncidentFacts } from '../../flows/protocol/conversation.ts';
import type { Clock, EventStore, Log } from './ports.ts';

const PER_MINUTE = 20;

export interface Incidents {
  /**
   * Never throws and never waits. `text` is for the log and for readers that do not know the code; the console makes its own
   * sentence of code and facts, in both languages (hub/console/fleet/incident-table.ts).
   */
  note(kiosk: string, code: string, text: string, facts?: IncidentFacts): void;
}

export function createIncidents(options: { store: Pick<EventStore, 'recordIncident'>; clock: Clock; log: Log }): Incidents {
  const windows = new Map<string, { since: number; count: number }>();
  return {
    note(kiosk, code, text, facts = {}) {
      const at = options.clock.now();
      const key = `${kiosk} ${code}`;
      let window = windows.get(key);
      if (!window || at - window.since >= 60_000) {
        if (windows.size > 10_000) windows.clear();
        window = { since: at, count: 0 };
        windows.set(key, window);
      }
      window.count += 1;
      if (window.count > PER_MINUTE) return;
      const last = window.count === PER_MINUTE ? ' (more of this minute are not noted)' : '';
      options.log.warn(`${kiosk}: ${text}${last}`, { code });
      options.store.recordIncident({ kiosk, at, code, text: `${text}${last}`.slice(0, 500), facts: { ...facts, ...(last === '' ? {} : { more: PER_MINUTE }) } })
        .catch((error: unknown) => options.log.error('An incident could not be stored.', { error: String(error) }));
    },
  };
}
