// Memory and processor time of this process and of everything it started, read from /proc; zeros where there is none.
import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Vitals } from '../core/health.ts';

export interface ProcessVitals {
  read(): Promise<Vitals>;
  /** Seconds of processor time that a process has used; 0 when it is not there. */
  processorSeconds(pid: number | null): number;
  /** Gives back what starting up has left behind, once; the kiosk is measured by its memory. */
  giveBack(): void;
  stop(): void;
}

const PAGE = 4096;
const TICKS_PER_SECOND = 100;

function stat(pid: string): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' '); // the name in parentheses may hold spaces
  } catch {
    return null;
  }
}

export function createProcessVitals(): ProcessVitals {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();

  function descendantsBytes(): number {
    const rows = new Map<number, { parent: number; bytes: number }>();
    let names: string[];
    try {
      names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    } catch {
      return 0;
    }
    for (const name of names) {
      const fields = stat(name);
      if (fields) rows.set(Number(name), { parent: Number(fields[1]), bytes: Number(fields[21]) * PAGE });
    }
    const isOurs = (pid: number, depth = 0): boolean => {
      const parent = rows.get(pid)?.parent;
      if (parent === undefined || depth > 20) return false;
      return parent === process.pid || isOurs(parent, depth + 1);
    };
    let total = 0;
    for (const [pid, { bytes }] of rows) if (isOurs(pid)) total += bytes;
    return total;
  }

  return {
    async read() {
      const p99 = delay.percentile(99) / 1e6;
      delay.reset();
      return { residentBytes: process.memoryUsage.rss(), childrenBytes: descendantsBytes(), eventLoopDelayP99Ms: Number.isFinite(p99) ? p99 : 0 };
    },
    processorSeconds(pid) {
      const fields = pid === null ? null : stat(String(pid));
      return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND : 0;
    },
    giveBack() {
      setFlagsFromString('--expose-gc');
      (runInNewContext('gc') as (how: object) => void)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    },
    stop() { delay.disable(); },
  };
}
