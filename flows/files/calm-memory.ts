// A process that was busy keeps the memory it was busy with: V8 lets its young generation grow to 128 MB and hands nothing
// back while nothing happens. When things are calm again, one thorough collection gives it to the system.
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_EVERY_MS = 2000;
const CALM = 0.1; // share of the time in which the event loop had work
const CALM_LOOKS = 2; // in a row
const WORTH_BYTES = 24 * 1024 * 1024; // more than after the last time
const LOOKS_BETWEEN = 5; // a collection stops the process for about a tenth of a second

export interface CalmMemory { /** To be called every few seconds. True when memory was given back. */ look(): boolean }

/** `busy`: share of the time since the last call, 0..1. `resident`: bytes. `release` gives back what is not in use; it stops the process for a moment. */
export function createCalmMemory(process: { busy(): number; resident(): number; release(): void }): CalmMemory {
  let calm = 0;
  let since = LOOKS_BETWEEN;
  let kept = 0; // resident after the last time
  return {
    look() {
      calm = process.busy() < CALM ? calm + 1 : 0;
      since += 1;
      const resident = process.resident();
      kept = kept === 0 ? resident / 2 : Math.min(kept, resident); // of a start that was never released about half is waste
      if (calm < CALM_LOOKS || since < LOOKS_BETWEEN || resident - kept < WORTH_BYTES) return false;
      process.release();
      kept = process.resident();
      calm = 0;
      since = 0;
      return true;
    },
  };
}

/** Watches this process until it ends. The timer keeps nothing alive. */
export function keepMemoryCalm(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;
  let last = performance.eventLoopUtilization();
  const memory = createCalmMemory({
    busy() {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
    resident: () => process.memoryUsage.rss(),
    release: () => { collect({ type: 'major', execution: 'sync', flavor: 'last-resort' }); },
  });
  setInterval(() => { memory.look(); }, LOOK_EVERY_MS).unref();
}
