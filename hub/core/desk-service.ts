// The desk at work: one input after the other, stored before anything is sent, shown to staff as it happens.
import type { EscalateUp } from '../../flows/protocol/escalation.ts';
import type { DeskCase, LiveRequest } from '../../flows/protocol/staff-api.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { deskStep, DESK_TIMES, type DeskInput, type DeskState, initialDesk, type Refusal } from './escalation-desk.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Bus, Clock, DeskStore, Log } from './ports.ts';

export interface Desk {
  start(): Promise<void>;
  stop(): void;
  /** Resolves when the message is durable. */
  fromKiosk(from: KioskAddress, message: EscalateUp): Promise<void>;
  fromAgent(agent: string, request: LiveRequest): Promise<Refusal | undefined>;
  agentOnline(agent: string): Promise<void>;
  agentOffline(agent: string): Promise<void>;
  kioskBack(from: KioskAddress): Promise<void>;
  cases(): DeskCase[];
  /** Closed cases of this session leave the desk at once. */
  forget(session: string): Promise<void>;
}

export function createDesk(options: { store: DeskStore; bus: Bus; feed: LiveFeed; clock: Clock; log: Log; tickMs?: number }): Desk {
  const { store, bus, feed, clock, log } = options;
  let state: DeskState = initialDesk([], 0);
  let tail: Promise<unknown> = Promise.resolve();
  let cancelTick = (): void => {};

  /** Inputs are handled strictly one after the other; a failed write leaves the state as it was. */
  function handle(input: DeskInput): Promise<Refusal | undefined> {
    const work = tail.then(async () => {
      const step = deskStep(state, input, clock.now());
      const { changed, log: messages, send, refused } = step.outcome;
      if (changed.length > 0 || messages.length > 0) await store.save(changed, messages);
      state = step.state;
      for (const { to, message } of send) bus.publish('down/escalate', to, message);
      for (const record of changed) feed.send({ type: 'case', case: record.case });
      return refused;
    });
    tail = work.catch(() => undefined);
    return work;
  }

  function tick(): void {
    cancelTick = clock.setTimeout(() => {
      handle({ type: 'tick' }).catch((error: unknown) => log.error('The desk could not store its cases.', { error: String(error) }));
      tick();
    }, options.tickMs ?? 1000);
  }

  return {
    async start() {
      state = initialDesk(await store.load(clock.now() - DESK_TIMES.keepClosed), clock.now());
      // Nobody's page is open yet: owners get the usual grace to come back.
      for (const agent of new Set([...state.cases.values()].map((record) => record.case.agent))) if (agent !== null) await handle({ type: 'agent-offline', agent });
      tick();
    },
    stop() { cancelTick(); },
    async fromKiosk(from, message) { await handle({ type: 'kiosk', from, message }); },
    fromAgent: (agent, request) => handle({ type: 'agent', agent, request }),
    async agentOnline(agent) { await handle({ type: 'agent-online', agent }); },
    async agentOffline(agent) { await handle({ type: 'agent-offline', agent }); },
    async kioskBack(from) { await handle({ type: 'kiosk-back', from }); },
    async forget(session) {
      await tail;
      state = { ...state, cases: new Map([...state.cases].filter(([, record]) => record.case.session !== session || record.closedAt === null)) };
    },
    cases: () => [...state.cases.values()].map((record) => record.case).sort((a, b) => a.since - b.since),
  };
}
