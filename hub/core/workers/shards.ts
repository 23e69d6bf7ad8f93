// Which worker hears which kiosks where the broker does not divide messages itself. Pure: names and lists in, lists out.
import type { WorkerRow } from './worker-ports.ts';

export const SHARDS = 64;

/** FNV-1a over the kiosk's name: the same on every machine, for ever. */
export function shardOf(kiosk: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < kiosk.length; at += 1) hash = Math.imul(hash ^ kiosk.charCodeAt(at), 0x01000193) >>> 0;
  return hash % SHARDS;
}

/**
 * The shards that `me` takes now: all that nobody serves (others take their part of them later), then from those who have
 * more than their part. `owners`: shard -> worker, also of workers that are gone.
 */
export function shardsToTake(me: number, live: readonly Pick<WorkerRow, 'id' | 'state'>[], owners: ReadonlyMap<number, number>): number[] {
  const staying = live.filter((one) => one.state !== 'leaving').map((one) => one.id).sort((a, b) => a - b);
  const place = staying.indexOf(me);
  if (place < 0) return [];
  const part = (at: number): number => Math.floor(SHARDS / staying.length) + (at < SHARDS % staying.length ? 1 : 0);
  const held = new Map(staying.map((id) => [id, [] as number[]]));
  const taken: number[] = [];
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const of = held.get(owners.get(shard) ?? -1);
    if (of) of.push(shard);
    else taken.push(shard);
  }
  let missing = part(place) - taken.length - (held.get(me)?.length ?? 0);
  staying.forEach((id, at) => {
    const shards = held.get(id) ?? [];
    while (id !== me && missing > 0 && shards.length > part(at)) {
      taken.push(shards.pop() as number);
      missing -= 1;
    }
  });
  return taken;
}

/** The connections that a verdict is about; changes whenever somebody comes, goes or connects anew. */
export function membersOf(live: readonly WorkerRow[]): string {
  return live.filter((one) => one.state !== 'leaving' && one.connects > 0).map((one) => `${one.id}.${one.connects}`).sort().join(' ');
}
