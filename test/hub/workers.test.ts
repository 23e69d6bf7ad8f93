// The parts of workers that need no broker: who hears which kiosks, what a probe concludes, what the hub is told.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KioskAddress, kioskMay } from '../../flows/protocol/topics.ts';
import { everyKiosk, parseRoomTopic, roomTopic, WORKER_ROOM } from '../../flows/protocol/worker-topics.ts';
import { workerAddress, workerNumber } from '../../hub/adapters/worker-account.ts';
import { mosquittoRules } from '../../hub/core/broker-rules.ts';
import { createNews, hearNews } from '../../hub/core/workers/news.ts';
import { createProbe } from '../../hub/core/workers/probe.ts';
import { membersOf, shardOf, SHARDS, shardsToTake } from '../../hub/core/workers/shards.ts';
import { createServing } from '../../hub/core/workers/serving.ts';
import type { LineEvents, Roster, Verdict, WorkerLine } from '../../hub/core/workers/worker-ports.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { K1, K2 } from './hub-house.ts';

const row = (id: number, more: object = {}) => ({ id, number: id, state: 'ready' as const, connects: 1, shares: true, ...more });

describe('shards', () => {
  it('are all served after any worker has looked, and divided evenly after all have looked twice, whoever came and went', () => {
    fc.assert(fc.property(fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 6 }), (eras) => {
      const owners = new Map<number, number>();
      for (const era of eras) {
        const live = era.map((id) => row(id));
        for (const round of [1, 2]) for (const id of era) {
          for (const shard of shardsToTake(id, live, owners)) owners.set(shard, id);
          expect([...owners.values()].every((owner) => era.includes(owner)), `round ${round}`).toBe(true);
          expect(owners.size).toBe(SHARDS);
        }
        const counts = era.map((id) => [...owners.values()].filter((owner) => owner === id).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }
    }));
  });

  it('of a worker that leaves go to the others, and it takes none', () => {
    const owners = new Map(Array.from({ length: SHARDS }, (_none, shard) => [shard, shard % 2 === 0 ? 1 : 2] as const));
    const live = [row(1, { state: 'leaving' }), row(2)];
    expect(shardsToTake(1, live, owners)).toEqual([]);
    expect(shardsToTake(2, live, owners)).toEqual(Array.from({ length: SHARDS / 2 }, (_none, at) => at * 2));
  });

  it('spread kiosks with like names', () => {
    const counts = new Map<number, number>();
    for (let at = 0; at < 6400; at += 1) counts.set(shardOf(`sim.hall.kiosk-${at}`), (counts.get(shardOf(`sim.hall.kiosk-${at}`)) ?? 0) + 1);
    expect(counts.size).toBe(SHARDS);
    expect(Math.max(...counts.values())).toBeLessThan(200);
  });

  it('belong to connections: who connects anew is somebody else for the probe', () => {
    expect(membersOf([row(1), row(2, { state: 'leaving' }), row(3, { connects: 0 })])).toBe('1.1');
    expect(membersOf([row(1, { connects: 2 })])).not.toBe(membersOf([row(1)]));
  });
});

describe('the probe', () => {
  /** Two workers on a broker that treats the shared messages as `route` says: to which of them each goes. */
  async function ask(route: (number: number) => readonly number[], deaf: readonly number[] = []): Promise<{ mode: string; why: string }> {
    const clock = createFakeClock();
    const probes = [1, 2].map((id): ReturnType<typeof createProbe> => createProbe({
      me: () => id, clock, newId: () => 'nonce',
      line: {
        say(topic, payload) {
          const room = parseRoomTopic(topic);
          if (room && room.name !== 'news') {
            const to = room.name === 'probe' ? route(Number(room.parts[1])) : [1, 2].filter((one) => !deaf.includes(one));
            for (const one of to) probes[one - 1]?.heard(room.name, room.parts, new TextEncoder().encode(payload));
          }
          return Promise.resolve();
        },
      },
    }));
    const verdict = probes[0]?.ask([1, 2]);
    await clock.advance(5000);
    return await verdict ?? { mode: 'none', why: '' };
  }
  it('believes a broker that gives every message to exactly one', async () => {
    expect(await ask((number) => [1 + number % 2])).toMatchObject({ mode: 'shared' });
    expect(await ask(() => [2])).toMatchObject({ mode: 'shared' });
  });
  it('does not believe one that delivers nothing, loses one, or gives one to both', async () => {
    expect(await ask(() => [])).toEqual({ mode: 'leases', why: 'the broker grants shared subscriptions, but 32 of 32 messages reached nobody' });
    expect(await ask((number) => (number === 7 ? [] : [1]))).toMatchObject({ mode: 'leases', why: expect.stringContaining('1 of 32') as string });
    expect(await ask((number) => (number === 7 ? [1, 2] : [1]))).toMatchObject({ mode: 'leases', why: expect.stringContaining('several') as string });
  });
  it('does not decide over the head of a worker that says nothing', async () => {
    expect(await ask((number) => [1 + number % 2], [2])).toMatchObject({ mode: 'leases', why: expect.stringContaining('did not say') as string });
  });
});

describe('a worker\'s part', () => {
  const NAMES = Array.from({ length: 6 }, (_none, at) => `acme.hall.k${at}`);
  const filterOf = (name: string): string => `foyer/1/${name.replaceAll('.', '/')}/up/event`;
  /** A worker with the list and the broker in the test's hands; `said` is all that it did at the broker, in order. */
  async function begin(grants: (filter: string) => boolean = () => true) {
    const clock = createFakeClock();
    const said: string[] = [];
    const decided: Verdict[] = [];
    let events: LineEvents | undefined;
    let lost = 0;
    const list = { shards: NAMES.map(shardOf), verdict: { mode: 'leases', members: '', why: '', decidedAt: 0 } as Verdict, gone: false, states: [] as string[] };
    const roster: Roster = {
      join: () => Promise.resolve({ id: 7, number: 1 }),
      tick(own) {
        list.states.push(own.state);
        return Promise.resolve(list.gone ? null : { now: 0, live: [{ id: 7, number: 1, state: own.state, connects: own.connects, shares: own.shares }], shards: list.shards, others: false, verdict: list.verdict, watched: false });
      },
      decide(verdict) { decided.push(verdict); list.verdict = verdict; return Promise.resolve(); },
      kiosks: (known) => Promise.resolve(known === '' ? { mark: 'all', names: NAMES } : null),
      leave: () => Promise.resolve(), cover: () => Promise.reject(new Error('that is the hub\'s')),
    };
    const line: WorkerLine = {
      start(_url, given) { events = given; given.up(); return Promise.resolve(); },
      hear(filters) { said.push(...filters.map((filter) => `+ ${filter}`)); return Promise.resolve(filters.map(grants)); },
      unhear(filters) { said.push(...filters.map((filter) => `- ${filter}`)); },
      say: (topic) => { said.push(`! ${topic.split('/')[3] ?? ''}`); return Promise.resolve(); },
      publish: () => undefined, stop: () => Promise.resolve(),
    };
    const serving = createServing({ line, roster, clock, log: createKeptLog(), host: 'here', wanted: null, url: () => 'mqtt://broker', newId: () => 'nonce', heard: () => undefined, watched: () => undefined, lost: () => { lost += 1; } });
    const started = serving.start();
    await clock.advance(100);
    await started;
    return { clock, said, decided, list, line: () => events, serving, lost: () => lost };
  }

  it('is the exact topics of its kiosks, where shared subscriptions are refused, without a probe', async () => {
    const { said, decided, clock } = await begin((filter) => !filter.startsWith('$share'));
    await clock.advance(3000);
    expect(said.filter((one) => !one.includes('_workers'))).toEqual(NAMES.map((name) => `+ ${filterOf(name)}`));
    expect(decided).toEqual([{ mode: 'leases', members: '7.1', why: 'the broker does not grant shared subscriptions to workers', decidedAt: 0 }]);
    expect(said.some((one) => one.startsWith('!'))).toBe(false);
  });
  it('changes over with nobody unheard: first it hears the new, a moment later it gives up the old', async () => {
    const { said, list, clock } = await begin((filter) => !filter.startsWith('$share/foyer-probe'));
    await clock.advance(3000);
    said.length = 0;
    list.verdict = { mode: 'shared', members: '7.1', why: 'tried', decidedAt: 0 };
    await clock.advance(800);
    expect(said).toEqual(['+ $share/foyer-hub/foyer/1/+/+/+/up/event']);
    await clock.advance(3000);
    expect(said.slice(1).sort()).toEqual(NAMES.map((name) => `- ${filterOf(name)}`).sort());
  });
  it('stays by leases where the shared subscription itself is refused', async () => {
    const { said, list, clock } = await begin((filter) => !filter.startsWith('$share/foyer-hub'));
    list.verdict = { mode: 'shared', members: '7.1', why: 'tried', decidedAt: 0 };
    await clock.advance(6000);
    expect(said.filter((one) => one.startsWith('-'))).toEqual([]);
    for (const name of NAMES) expect(said).toContain(`+ ${filterOf(name)}`);
    expect(list.states.at(-1)).toBe('ready');
  });
  it('is joining again, and tried again, after the line broke: a verdict about another connection does not hold', async () => {
    const { said, list, clock, line } = await begin();
    list.verdict = { mode: 'shared', members: '7.1', why: 'tried', decidedAt: 0 };
    await clock.advance(1000);
    expect(list.states.at(-1)).toBe('ready');
    said.length = 0;
    line()?.down();
    await clock.settle();
    expect(list.states.at(-1)).toBe('joining');
    line()?.up();
    await clock.advance(100);
    expect(said.filter((one) => one.startsWith('+') && !one.includes('_workers'))).toEqual(NAMES.map((name) => `+ ${filterOf(name)}`));
    await clock.advance(4000); // the question about the first connection has to end
    expect(said).toContain('! probe');
  });
  it('ends where others have taken its place', async () => {
    const { list, clock, lost } = await begin();
    list.gone = true;
    await clock.advance(5000);
    expect(lost()).toBe(1);
  });
});

describe('what a worker tells the hub', () => {
  function hub() {
    const got = { stored: [] as [KioskAddress, number, number][], moved: [] as string[], events: [] as unknown[] };
    return { got, parts: { drain: { stored: (...one: [KioskAddress, number, number]) => { got.stored.push(one); } }, fleet: { moved: (name: string) => { got.moved.push(name); } }, feed: { send: (message: unknown) => { got.events.push(message); } } } };
  }
  const shown = { type: 'event' as const, kiosk: 'k1', address: 'acme.hall.k1', at: 1, data: { type: 'foyer.desk' as const, session: 's', who: 'visitor' as const, text: 'hello' } };

  it('is how much of each kiosk was stored and how long it waited, and the events while somebody watches', async () => {
    const clock = createFakeClock();
    const { got, parts } = hub();
    const news = createNews({ clock, say: (text) => hearNews(text, parts) });
    news.feed.send(shown as never);
    news.drain.stored(K1, 10, 20);
    news.drain.stored(K1, 30, 40);
    news.drain.stored(K2, 1, 5);
    news.watched(true);
    news.feed.send(shown as never);
    await clock.advance(1000);
    expect(got.stored).toEqual([[K1, 40, 35], [K2, 1, 5]]);
    expect(got.moved).toEqual(['acme.hall.k1', 'acme.hall.k2']);
    expect(got.events).toEqual([shown]);
  });
  it('is left alone when it is not as agreed', () => {
    const { got, parts } = hub();
    for (const text of ['', '{', '[]', '{"v":2,"stored":[],"events":[]}', '{"v":1,"stored":[["acme.hall.k1",-1,0]],"events":[]}', '{"v":1,"stored":[["no name",1,0]],"events":[]}']) hearNews(text, parts);
    expect(got).toEqual({ stored: [], moved: [], events: [] });
  });
});

describe('a worker at the broker', () => {
  it('may hear the backlog, answer it, and talk in the workers\' room, to which no kiosk has a key', () => {
    const rules = mosquittoRules([K1], 2).split('\n\n').find((part) => part.startsWith('user foyer-worker-2')) ?? '';
    expect(rules.split('\n').slice(1)).toEqual([`topic read ${everyKiosk('up/event')}`, `topic write ${everyKiosk('down/ack')}`, 'topic readwrite foyer/1/_workers/probe/+/+', 'topic readwrite foyer/1/_workers/end/+', 'topic readwrite foyer/1/_workers/got/+', 'topic write foyer/1/_workers/news']);
    for (const address of [K1, { tenant: '_workers', site: 'probe', kiosk: 'x' }]) for (const verb of ['publish', 'subscribe'] as const) {
      for (const topic of [roomTopic('probe', 'a', 1), roomTopic('end', 'a'), roomTopic('got', 'a'), roomTopic('news'), ...Object.values(WORKER_ROOM).map(({ filter }) => filter)]) expect(kioskMay(verb, topic, address)).toBe(false);
    }
    expect(parseRoomTopic(roomTopic('probe', 'a', 1))).toEqual({ name: 'probe', parts: ['a', '1'] });
  });
  it('is a user of its own, whose address follows from the hub\'s', () => {
    const one = workerAddress('mqtt://foyer-hub:p%40ss@broker:1883', 1);
    expect(one).toMatch(/^mqtt:\/\/foyer-worker-1:[\w-]{32}@broker:1883$/);
    expect(workerAddress('mqtt://foyer-hub:p%40ss@broker:1883', 2)).not.toContain(new URL(one).password);
    expect(workerNumber(one)).toBe(1);
    for (const other of ['mqtt://me:secret@broker:1883', 'mqtt://broker']) {
      expect(workerAddress(other, 3)).toBe(other);
      expect(workerNumber(other)).toBe(null);
    }
  });
});
