// One worker's part of the backlog: holds its place in the list, hears what is its own, and changes over without a moment in
// which nobody hears a kiosk. Two who hear the same do no harm: each event is stored once.
import { everyKiosk, parseRoomTopic, sharedFilter, WORKER_LANES, WORKER_ROOM } from '../../../flows/protocol/worker-topics.ts';
import { type KioskAddress, parseTopic, topicFor } from '../../../flows/protocol/topics.ts';
import { parseKioskName } from '../kiosk-name.ts';
import type { Clock, Log } from '../ports.ts';
import { createProbe, PROBE_FILTER } from './probe.ts';
import { membersOf, shardOf } from './shards.ts';
import type { Roster, Tick, Verdict, WorkerLine, WorkerState } from './worker-ports.ts';

const TICK_MS = 700;
const LINGER_MS = 1500; // how long a shard is still heard after somebody else took it
const ASK_AGAIN_MS = 5 * 60_000; // after a probe that failed, although nobody came or went
const LEAVE_MS = 4000;
const HUB_LOOKS_MS = 1000; // within so long the hub takes over from the last worker
const ROOM_FILTERS = [WORKER_ROOM.end.filter, WORKER_ROOM.got.filter];
const SHARED = WORKER_LANES.hears.map((name) => sharedFilter('foyer-hub', everyKiosk(name)));

export interface Serving {
  /** Resolves when this worker hears its part. @throws Fault when broker or database cannot be used */
  start(): Promise<void>;
  /** Hands its part to others where there are any, and says goodbye. Its own messages may still be under way. */
  leave(): Promise<void>;
  readonly id: number;
  readonly mode: Verdict['mode'];
}

export function createServing(options: {
  line: WorkerLine; roster: Roster; clock: Clock; log: Log; host: string; wanted: number | null;
  url(number: number): string;
  newId(): string;
  /** A message of the backlog. */
  heard(from: KioskAddress, payload: Uint8Array): void | Promise<void>;
  /** Said at each tick. */
  watched(on: boolean): void;
  /** The place was lost: nothing is written any more under this id. */
  lost(): void;
}): Serving {
  const { line, roster, clock, log } = options;
  let own = { id: 0, state: 'joining' as WorkerState, connects: 0, shares: false };
  let mode: Verdict['mode'] = 'leases';
  let online = false;
  let stopped = false;
  let busy = false;
  let again = false;
  let cancel = (): void => {};
  let said = '';
  let kiosks: { mark: string; names: readonly string[] } = { mark: '', names: [] };
  let unreachable = false;
  let complained = ''; // the filter that was refused last
  const hearing = new Map<string, number | null>(); // filter -> when it is given up
  const waiting = new Set<() => void>();
  const probe = createProbe({ me: () => own.id, line, clock, newId: options.newId });
  let asking = false;
  let present = ''; // members of the last tick

  function finish(): void {
    for (const done of waiting) done();
  }

  async function connected(): Promise<void> {
    hearing.clear();
    if (!(await line.hear(ROOM_FILTERS)).every(Boolean)) log.error('The broker does not let this worker talk with the others: shared subscriptions cannot be tried.', { filters: ROOM_FILTERS });
    const [shares = false] = await line.hear([PROBE_FILTER]);
    own = { ...own, connects: own.connects + 1, shares, state: own.state === 'leaving' ? 'leaving' : 'joining' };
    online = true;
    wake();
  }
  async function filtersOf(shards: readonly number[]): Promise<string[]> {
    kiosks = await roster.kiosks(kiosks.mark) ?? kiosks;
    const mine = new Set(shards);
    return kiosks.names.filter((name) => mine.has(shardOf(name))).flatMap((name) => {
      const address = parseKioskName(name);
      return address === undefined ? [] : WORKER_LANES.hears.map((lane) => topicFor(lane, address));
    });
  }
  /** Hears what is new first; what is no longer ours a moment later. */
  async function hearOnly(filters: readonly string[]): Promise<boolean> {
    const wanted = new Set(filters);
    const fresh = filters.filter((filter) => !hearing.has(filter));
    const granted = await line.hear(fresh);
    fresh.forEach((filter, index) => { if (granted[index]) hearing.set(filter, null); });
    const refused = fresh.filter((_filter, index) => !granted[index]);
    if (refused.length > 0) {
      if (online && complained !== refused[0]) log.error('The broker does not let this worker hear the backlog.', { filter: refused[0] ?? '', of: refused.length });
      complained = refused[0] ?? '';
      return false; // what is heard so far is kept
    }
    const at = clock.now();
    for (const [filter, until] of hearing) {
      if (wanted.has(filter)) hearing.set(filter, null);
      else if (until === null) hearing.set(filter, at + LINGER_MS);
      else if (until <= at) {
        hearing.delete(filter);
        line.unhear([filter]);
      }
    }
    return true;
  }
  async function ask(tick: Tick): Promise<void> {
    const members = membersOf(tick.live);
    present = members;
    const those = tick.live.filter((one) => one.state !== 'leaving' && one.connects > 0);
    const mayAsk = those[0]?.id === own.id && !asking && online;
    const overdue = tick.verdict.mode === 'leases' && tick.now - tick.verdict.decidedAt > ASK_AGAIN_MS;
    if (!mayAsk || (members === tick.verdict.members && !overdue)) return;
    asking = true;
    try {
      const found = those.every((one) => one.shares) ? await probe.ask(those.map((one) => one.id)) : { mode: 'leases' as const, why: 'the broker does not grant shared subscriptions to workers' };
      // Somebody who was just coming may have got some of them already.
      if (found.mode === 'leases') await new Promise<void>((resolve) => { clock.setTimeout(resolve, 2 * TICK_MS); });
      if (found.mode === 'shared' || present === members) await roster.decide({ ...found, members, decidedAt: 0 });
    } finally {
      asking = false;
      wake();
    }
  }
  async function once(): Promise<void> {
    const tick = await roster.tick(own);
    unreachable = false;
    if (tick === null) {
      stopped = true;
      finish();
      return options.lost();
    }
    options.watched(tick.watched);
    if (!online) return;
    const { connects } = own;
    const convinced = tick.verdict.mode === 'shared' && tick.verdict.members.split(' ').includes(`${own.id}.${connects}`);
    mode = convinced ? 'shared' : 'leases';
    const byLease = async (): Promise<boolean> => hearOnly(await filtersOf(tick.shards));
    const served = convinced ? await hearOnly(SHARED) || await byLease() : await byLease();
    if (`${mode} ${tick.verdict.why}` !== said && tick.verdict.why !== '') {
      said = `${mode} ${tick.verdict.why}`;
      log.info(convinced ? 'The backlog comes by a shared subscription.' : 'The backlog is divided by leases.', { why: tick.verdict.why, workers: tick.live.length });
    }
    if (served && connects === own.connects && own.state === 'joining') {
      own = { ...own, state: 'ready' };
      again = true;
    } else if (!served && own.state === 'ready') own = { ...own, state: 'joining' };
    else if (own.state === 'ready') finish();
    if (own.state === 'leaving') {
      if (tick.others && tick.shards.length === 0) finish();
      if (!tick.others) clock.setTimeout(finish, HUB_LOOKS_MS);
    }
    ask(tick).catch((error: unknown) => log.warn('The probe of shared subscriptions could not be finished.', { error: String(error) }));
  }
  /** Now, or right after the tick that is under way. */
  function wake(): void {
    if (stopped) return;
    again = true;
    if (!busy) void loop();
  }
  async function loop(): Promise<void> {
    cancel();
    busy = true;
    while (again && !stopped) {
      again = false;
      try {
        await once();
      } catch (error) {
        if (!unreachable) log.warn('The list of workers cannot be reached; it is tried again.', { error: String(error) });
        unreachable = true;
      }
    }
    busy = false;
    if (!stopped) cancel = clock.setTimeout(wake, TICK_MS);
  }

  return {
    async start() {
      const { id, number } = await roster.join(options.host, options.wanted);
      own = { ...own, id };
      wake();
      const ready = new Promise<void>((resolve) => { waiting.add(resolve); });
      await line.start(options.url(number), {
        up() { connected().catch((error: unknown) => log.error('The line to the broker could not be used.', { error: String(error) })); },
        down() {
          online = false;
          hearing.clear();
          if (own.state === 'ready') own = { ...own, state: 'joining' };
          wake();
        },
        message(topic, payload) {
          const room = parseRoomTopic(topic);
          if (room) return room.name === 'news' ? undefined : probe.heard(room.name, room.parts, payload);
          const parsed = parseTopic(topic);
          return parsed && (WORKER_LANES.hears as readonly string[]).includes(parsed.name) ? options.heard(parsed.address, payload) : undefined;
        },
      });
      await ready;
      waiting.clear();
    },
    async leave() {
      if (stopped || own.id === 0) {
        stopped = true;
        return cancel();
      }
      own = { ...own, state: 'leaving' };
      let enough = (): void => {};
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
        enough = clock.setTimeout(resolve, LEAVE_MS);
        wake();
      });
      enough();
      stopped = true;
      cancel();
      line.unhear([...hearing.keys()]);
      hearing.clear();
      await roster.leave(own.id).catch(() => undefined);
    },
    get id() { return own.id; },
    get mode() { return mode; },
  };
}
