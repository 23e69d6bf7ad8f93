// Counts what a hub has stored of each kiosk's outbox, from the outside: with a connection of its own, reading only.

export interface EpochCensus { readonly kiosk: string; readonly epoch: string; readonly rows: number; readonly distinct: number; readonly highest: number }

/** One row per (kiosk, epoch). `rows` > `distinct` means duplicates, `distinct` < `highest` means holes. */
export async function countStoredEvents(file: string): Promise<EpochCensus[]> {
  const { default: Sqlite } = await import('better-sqlite3');
  const database = new Sqlite(file, { readonly: true });
  try {
    // By id as well as by number: an event that was stored twice under two numbers would have the same id twice.
    return database.prepare('SELECT kiosk, epoch, count(*) AS rows, count(DISTINCT id) AS "distinct", max(seq) AS highest FROM events GROUP BY kiosk, epoch').all() as EpochCensus[];
  } finally {
    database.close();
  }
}

/** How many events there are of each type, and the turns that the sessions' own rows count. */
export async function countStoredTypes(file: string): Promise<{ types: Record<string, number>; turnsOfSessions: number }> {
  const { default: Sqlite } = await import('better-sqlite3');
  const database = new Sqlite(file, { readonly: true });
  try {
    const rows = database.prepare('SELECT type, count(*) AS n FROM events GROUP BY type').all() as { type: string; n: number }[];
    return { types: Object.fromEntries(rows.map(({ type, n }) => [type, n])), turnsOfSessions: database.prepare('SELECT coalesce(sum(turns), 0) FROM sessions').pluck().get() as number };
  } finally {
    database.close();
  }
}
