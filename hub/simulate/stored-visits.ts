// What a hub has made of the events in its store, read after it has stopped, with the hub's own queries for the insights page.
import { dirname } from 'node:path';
import { countStoredTypes } from '../adapters/sqlite-event-census.ts';
import { createHistoryStore } from '../adapters/store/history-store.ts';
import { openBesideHub } from '../adapters/store/open-database.ts';
import { countMade, disagreements } from './made-visits.ts';
import type { Simulation } from './simulation.ts';

/** What the projections say otherwise than the events that were made, by name: `[made, stored]`. `database`: the hub's SQLite file. */
export async function compareProjections(simulation: Pick<Simulation, 'kiosks' | 'visits'>, database: string): Promise<Record<string, [number, number]>> {
  const { types, turnsOfSessions } = await countStoredTypes(database);
  const opened = await openBesideHub({ folder: dirname(database) });
  try {
    const insights = await createHistoryStore(opened.database.db).insights(0, 'all');
    return disagreements(countMade(simulation.kiosks, simulation.visits), { types, insights, turnsOfSessions });
  } finally {
    await opened.database.close();
  }
}
