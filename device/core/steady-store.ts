// A disk that fails must not end the service: what cannot be written goes to memory, is said once in a clear sentence,
// and moves to the disk again as soon as it takes writes.
import { Fault } from '../../flows/protocol/faults.ts';
import type { Store } from './ports.ts';

export interface SteadyStore extends Store {
  /** The stores whose outboxes have to be drained, disk first. */
  sources(): Store[];
  readonly failing: boolean;
}

export interface SteadyStoreOptions {
  /** null: the data folder was not usable from the start. */
  disk: Store | null;
  memory: Store;
  monotonic(): number;
  /** Told once when the disk stops taking writes. */
  onFault(fault: Fault): void;
  onMended(): void;
  /** True while rows of the memory store may already have reached the hub, so that they must not get a second number. */
  memoryWasSent(): boolean;
}

const RETRY_MS = 10_000;

/** Never throws; reads fall back to what memory knows. */
export function createSteadyStore(options: SteadyStoreOptions): SteadyStore {
  const { disk, memory } = options;
  let failing = disk === null;
  let retryAt = 0;
  const onlyInMemory = new Set<string>(); // keys of settings that the disk has not got yet

  function fail(error: unknown): void {
    retryAt = options.monotonic() + RETRY_MS;
    if (failing) return;
    failing = true;
    options.onFault(diskFault(error));
  }
  /** Runs `work` on the disk where that is sensible; false = it did not happen there. */
  function onDisk(work: (disk: Store) => void): boolean {
    if (!disk || (failing && options.monotonic() < retryAt)) return false;
    try {
      if (failing) carryBack(disk);
      work(disk);
    } catch (error) {
      fail(error);
      return false;
    }
    if (failing) {
      failing = false;
      options.onMended();
    }
    return true;
  }
  function carryBack(to: Store): void {
    const rows = options.memoryWasSent() ? [] : memory.outboxAfter(0, Number.MAX_SAFE_INTEGER);
    to.record(rows.map((e) => ({ data: e.data, type: e.type, time: e.time, boot: e.boot, clock: e.clock })), undefined);
    const last = rows.at(-1);
    if (last) memory.acknowledge(last.seq);
    for (const key of onlyInMemory) to.set(key, memory.get(key) ?? '');
    onlyInMemory.clear();
  }
  function read<T>(work: (store: Store) => T): T {
    if (disk && !failing) {
      try {
        return work(disk);
      } catch (error) {
        fail(error);
      }
    }
    return work(memory);
  }

  return {
    epoch: disk?.epoch ?? memory.epoch,
    get failing() { return failing; },
    sources: () => (disk ? [disk, memory] : [memory]),
    record(events, snapshot) { if (!onDisk((d) => d.record(events, snapshot))) memory.record(events, snapshot); },
    outboxAfter: (seq, limit) => read((s) => s.outboxAfter(seq, limit)),
    acknowledge(upTo) { read((s) => s.acknowledge(upTo)); },
    acked: () => read((s) => s.acked()),
    recall(upTo) { read((s) => s.recall(upTo)); },
    amendTurn(session, turn, facts) { read((s) => s.amendTurn(session, turn, facts)); },
    erase(session) {
      memory.erase(session);
      if (disk) disk.erase(session); // throws: what could not be erased must not be confirmed
    },
    outboxDepth() {
      const onMemory = memory.outboxDepth();
      if (!disk) return onMemory;
      const there = read((s) => s.outboxDepth());
      return failing ? onMemory : { rows: there.rows + onMemory.rows, bytes: there.bytes + onMemory.bytes, dropped: there.dropped + onMemory.dropped };
    },
    snapshot: () => read((s) => s.snapshot()),
    activeRelease: () => memory.activeRelease() ?? read((s) => s.activeRelease()),
    activate(release, files, version) { if (!onDisk((d) => d.activate(release, files, version))) memory.activate(release, files, version); },
    get(key) {
      if (!disk || onlyInMemory.has(key)) return memory.get(key);
      try {
        return disk.get(key); // a disk that is full can still be read
      } catch (error) {
        fail(error);
        return memory.get(key);
      }
    },
    set(key, value) {
      if (onDisk((d) => d.set(key, value))) return;
      memory.set(key, value);
      onlyInMemory.add(key);
    },
    close() {
      try {
        disk?.close();
      } catch {
        // A disk that failed before may fail to close as well; there is nothing left to save.
      }
      memory.close();
    },
  };
}

/** The one sentence for an error of SQLite or of the file system. */
export function diskFault(error: unknown): Fault {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  if (code.includes('FULL') || code === 'ENOSPC') {
    return new Fault('disk-full', 'The disk of the data folder is full; events are kept in memory.', 'Free some space; the kiosk goes on and writes them as soon as it can.', { cause: error });
  }
  if (code.includes('CORRUPT') || code.includes('NOTADB')) {
    return new Fault('store-corrupt', `The kiosk's database is damaged (${detail}).`, 'Restart the kiosk: the damaged file is set aside and a new one is made.', { cause: error });
  }
  return new Fault('data-folder-not-writable', `The kiosk's data folder cannot be written (${detail}).`, 'Make the folder writable for this user or choose another with --data.', { cause: error });
}
