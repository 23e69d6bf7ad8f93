// What a running hub counts of simulated kiosks, asked over its API before and after: its store cannot be looked into from outside.
import { kioskName } from '../core/kiosk-name.ts';
import type { Asker } from './hub-line.ts';
import { simulatedData } from './kiosk-events.ts';
import type { Simulation } from './simulation.ts';

/** Events and sessions by the whole name of the kiosk. */
export type HubCounters = ReadonlyMap<string, { readonly events: number; readonly sessions: number }>;

/** null when the token may not see the fleet, or the hub does not answer. */
export async function countersOf(asker: Asker): Promise<HubCounters | null> {
  const reply = await asker.ask('/api/kiosks').catch(() => null);
  if (reply?.status !== 200) return null;
  const { kiosks } = JSON.parse(reply.bytes.toString('utf8')) as { kiosks: { address: string; events: number; sessions: number }[] };
  return new Map(kiosks.map(({ address, events, sessions }) => [address, { events, sessions }]));
}

/** `lost` and `duplicated` by the events that each kiosk has more than before; what else differs, `[made, counted]`. */
export function compareCounters(simulation: Pick<Simulation, 'kiosks' | 'visits'>, before: HubCounters, after: HubCounters): { lost: number; duplicated: number; disagree: Record<string, [number, number]> } {
  let [lost, duplicated, begun, counted] = [0, 0, 0, 0];
  for (const { address, boot, made } of simulation.kiosks) {
    const name = kioskName(address);
    const [old, now] = [before.get(name), after.get(name)];
    const more = (now?.events ?? 0) - (old?.events ?? 0);
    lost += Math.max(0, made - more);
    duplicated += Math.max(0, more - made);
    counted += (now?.sessions ?? 0) - (old?.sessions ?? 0);
    for (let seq = 1; seq <= made; seq += 1) if (simulatedData({ boot, seq, visits: simulation.visits }).type === 'foyer.session.started') begun += 1;
  }
  return { lost, duplicated, disagree: begun === counted ? {} : { sessions: [begun, counted] } };
}
