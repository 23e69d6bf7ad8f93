// What the hub itself must hear of events that a worker has stored: how much and how long it waited (for the drain rate),
// which kiosks' figures moved, and the events themselves while staff watch. All of it is in the database as well: what is
// lost on the way was only for the moment.
import { z } from 'zod';
import type { LiveMessage } from '../../../flows/protocol/staff-api.ts';
import type { KioskAddress } from '../../../flows/protocol/topics.ts';
import type { DrainShare } from '../drain-share.ts';
import type { Fleet } from '../fleet.ts';
import { kioskName, parseKioskName } from '../kiosk-name.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { Clock } from '../ports.ts';

const EVERY_MS = 200;
const KIOSKS_A_MESSAGE = 1000;
const EVENTS_A_MESSAGE = 50;
const MOST_EVENTS = 2000; // of one interval: more than people can read
const News = z.object({ v: z.literal(1), stored: z.array(z.tuple([z.string(), z.number().nonnegative(), z.number().nonnegative()])), events: z.array(z.object({ type: z.literal('event'), address: z.string() }).loose()) });

export interface News { readonly drain: Pick<DrainShare, 'stored'>; readonly feed: Pick<LiveFeed, 'send'>; readonly fleet: Pick<Fleet, 'moved'>; watched(on: boolean): void }

/** A worker's side. `say` gets JSON of less than 100 KB. */
export function createNews(options: { clock: Clock; say(text: string): void }): News {
  const stored = new Map<string, [events: number, waitedMs: number]>();
  let events: LiveMessage[] = [];
  let watched = false;
  let due = false;
  function flush(): void {
    due = false;
    const rows = [...stored].map(([name, [count, waited]]) => [name, count, waited] as const);
    const shown = events;
    stored.clear();
    events = [];
    for (let at = 0; at < rows.length; at += KIOSKS_A_MESSAGE) options.say(JSON.stringify({ v: 1, stored: rows.slice(at, at + KIOSKS_A_MESSAGE), events: [] }));
    for (let at = 0; at < shown.length; at += EVENTS_A_MESSAGE) options.say(JSON.stringify({ v: 1, stored: [], events: shown.slice(at, at + EVENTS_A_MESSAGE) }));
  }
  function soon(): void {
    if (due) return;
    due = true;
    options.clock.setTimeout(flush, EVERY_MS);
  }
  return {
    drain: {
      stored(from, count, waitedMs) {
        const [known, waited] = stored.get(kioskName(from)) ?? [0, 0];
        stored.set(kioskName(from), [known + count, waited + waitedMs * count]);
        soon();
      },
    },
    feed: {
      send(message) {
        if (!watched || events.length >= MOST_EVENTS) return;
        events.push(message);
        soon();
      },
    },
    fleet: { moved: () => undefined }, // as every kiosk of whom something was stored
    watched(on) { watched = on; },
  };
}

/** The hub's side: takes in what a worker said; what is not as agreed is left alone. */
export function hearNews(text: string, hub: { drain: Pick<DrainShare, 'stored'>; feed: Pick<LiveFeed, 'send'>; fleet: Pick<Fleet, 'moved'> }): void {
  let raw: unknown;
  try { raw = JSON.parse(text); } catch { return; }
  const news = News.safeParse(raw);
  if (!news.success) return;
  for (const [name, count, waited] of news.data.stored) {
    const address: KioskAddress | undefined = parseKioskName(name);
    if (!address || count === 0) continue;
    hub.drain.stored(address, count, waited / count);
    hub.fleet.moved(name);
  }
  for (const message of news.data.events) hub.feed.send(message as unknown as LiveMessage);
}
