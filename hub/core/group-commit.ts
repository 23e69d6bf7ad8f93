// Many writers, one fsync: what arrives within a few milliseconds is committed together, and everybody is told afterwards.
import type { Clock } from './ports.ts';

export interface GroupCommit<Item, Result> { add(item: Item): Promise<Result> }

/**
 * A window is full at `maxItems` items, or when their weights together pass `maxWeight` (one item alone always fits).
 * `write` gets all items of one window and returns their results in order; when it throws, every caller of that window is
 * refused and the next window starts afresh. Windows never overlap.
 */
export function createGroupCommit<Item, Result>(options: { clock: Clock; windowMs: number; maxItems: number; maxWeight?: number; weigh?(item: Item): number; write(items: Item[]): Promise<Result[]> }): GroupCommit<Item, Result> {
  let waiting: { item: Item; resolve(result: Result): void; reject(error: unknown): void }[] = [];
  let scheduled = false;
  let writing = false;

  function schedule(): void {
    if (scheduled || writing || waiting.length === 0) return;
    scheduled = true;
    options.clock.setTimeout(() => {
      scheduled = false;
      void flush();
    }, waiting.length >= options.maxItems ? 0 : options.windowMs);
  }

  async function flush(): Promise<void> {
    let size = 0;
    let weight = 0;
    while (size < Math.min(waiting.length, options.maxItems)) {
      weight += options.weigh?.((waiting[size] as { item: Item }).item) ?? 0;
      if (size > 0 && weight > (options.maxWeight ?? Infinity)) break;
      size += 1;
    }
    const window = waiting.slice(0, size);
    waiting = waiting.slice(size);
    writing = true;
    try {
      const results = await options.write(window.map((entry) => entry.item));
      window.forEach((entry, index) => entry.resolve(results[index] as Result));
    } catch (error) {
      for (const entry of window) entry.reject(error);
    } finally {
      writing = false;
      schedule();
    }
  }

  return {
    add(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        schedule();
      });
    },
  };
}
