// A fleet of simulated kiosks on the real wire that take what they are told, each in its own way: well, not at all, badly.
import { parseTopic, type KioskAddress, type Message } from '../../flows/protocol/topics.ts';
import { connectKiosk, nameOf, type TestKiosk, turnEvent } from './hub-house.ts';

type Desired = Message<'down/desired'>;
/** What a kiosk does with content of this version. */
export type Manner = 'takes' | 'refuses' | 'rolls-back' | 'silent';
export interface Actor { readonly kiosk: TestKiosk; readonly name: string; version: string | null; desired: Desired | null }
export interface ActingFleet {
  readonly actors: Actor[];
  /** Kiosks that answer with this version. */
  on(version: string): Actor[];
  /** Visits at every kiosk: each `turns` questions, of which the share that its version's content does not understand. */
  visit(turns: number, unknown: (version: string | null) => number): Promise<void>;
  stop(): Promise<void>;
}

export const addresses = (count: number): KioskAddress[] => Array.from({ length: count }, (_, index) => ({ tenant: 'acme', site: 'hall', kiosk: `r${index}` }));

export async function actingFleet(mqttUrl: string, kiosks: KioskAddress[], manner: (version: string, name: string) => Manner): Promise<ActingFleet> {
  const actors: Actor[] = [];
  let run = 0;
  for (const address of kiosks) {
    const kiosk = await connectKiosk(mqttUrl, address);
    const actor: Actor = { kiosk, name: nameOf(address), version: null, desired: null };
    let applied: Desired['release'];
    kiosk.client.on('message', (topic, payload) => {
      if (parseTopic(topic)?.name !== 'down/desired') return;
      const desired = JSON.parse(payload.toString()) as Desired;
      const { release } = desired;
      if (!release || (actor.desired && desired.version <= actor.desired.version)) return;
      actor.desired = desired;
      const how = manner(release.version, actor.name);
      if (how === 'silent') return;
      const old = applied;
      if (how === 'takes') {
        applied = release;
        actor.version = release.version;
      }
      const report = { v: 1 as const, version: desired.version, at: Date.now(), ...(applied ? { release: applied } : {}) };
      const said = how === 'refuses' ? { ...report, refused: 'knowledge/hours.yaml:3 unknown word' } : how === 'rolls-back' ? { ...report, ...(old ? { release: old } : {}), refused: 'it crashed', rolledBack: { from: release.version, to: old?.version ?? '', reason: 'it crashed after activation' } } : report;
      kiosk.send('up/reported', said as Message<'up/reported'>).catch(() => undefined);
    });
    await kiosk.birth();
    actors.push(actor);
  }
  return {
    actors,
    on: (version) => actors.filter((actor) => actor.version === version),
    async visit(turns, unknown) {
      run += 1;
      const batch = run;
      await Promise.all(actors.map(async ({ kiosk, version, name }) => {
        const misses = Math.round(turns * unknown(version));
        const events = Array.from({ length: turns }, (_, index) => {
          const event = turnEvent(index + 1, { session: `${name}-${batch}-${index % 6}`, turn: index + 1, address: kiosk.address });
          const data = event.data as { decision: { zone: string; rule: string } };
          return { ...event, id: `${name}-${batch}-${index}`, time: new Date().toISOString(), data: { ...event.data, decision: { ...data.decision, ...(index < misses ? { zone: 'unknown', rule: 'no-match', entry: null } : {}) } } };
        });
        await kiosk.send('up/event', { v: 1, epoch: `${name}-${batch}`, events } as Message<'up/event'>);
      }));
    },
    async stop() { await Promise.all(actors.map((actor) => actor.kiosk.close())); },
  };
}
