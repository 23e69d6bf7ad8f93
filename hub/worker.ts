// A worker's composition root: it takes the backlog off the hub (validate, redact, store, acknowledge) and nothing else. It
// needs an outside broker and PostgreSQL, and stands wherever both can be reached.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { createMqttWorkerLine } from './adapters/mqtt-bus-worker.ts';
import { sha256 } from './adapters/scrypt-hasher.ts';
import { createStderrLog } from './adapters/stderr-log.ts';
import { createContentStore } from './adapters/store/content-store.ts';
import { createEventStore } from './adapters/store/event-store.ts';
import { openForWorker } from './adapters/store/open-database.ts';
import { createPrivacyStore } from './adapters/store/privacy-store.ts';
import type { StoreDatabase } from './adapters/store/store-database.ts';
import { createWorkerRoster } from './adapters/store/worker-roster.ts';
import { systemClock } from './adapters/system-clock.ts';
import { workerAddress, workerNumber } from './adapters/worker-account.ts';
import { roomTopic } from '../flows/protocol/worker-topics.ts';
import { createAckSender } from './core/ack-sender.ts';
import { createGroupCommit } from './core/group-commit.ts';
import { handleMessage } from './core/inbound/handle-message.ts';
import { onEvent } from './core/inbound/event.ts';
import { createIncidents } from './core/incidents.ts';
import type { AppendResult, InboundBatch, Log } from './core/ports.ts';
import { createPrivacy, privateEvents } from './core/privacy.ts';
import { createPrivateLog } from './core/private-log.ts';
import { createNews } from './core/workers/news.ts';
import { createServing, type Serving } from './core/workers/serving.ts';

const COMMIT_WINDOW_MS = 3;
const COMMIT_EVENTS = 1500;
const MOST_WAITING = 2000; // messages in memory; with more, the broker has to wait
const LEARN_MS = 30_000;
const SETTLE_MS = 5000;

export interface WorkerSettings { readonly broker: string; readonly database: string }
export interface Worker {
  /** Resolves when it hears its part of the backlog. @throws Fault */
  start(): Promise<{ id: number }>;
  stop(): Promise<void>;
}

/** `lost`: others have taken this worker's place, it writes nothing any more; stop it and start a new one. */
export function buildWorker(settings: WorkerSettings, overrides: { log?: Log; lost?: () => void } = {}): Worker {
  const clock = systemClock;
  const log = createPrivateLog(overrides.log ?? createStderrLog());
  const line = createMqttWorkerLine({ log });
  const databases: StoreDatabase[] = [];
  const underWay = new Set<Promise<void>>();
  let serving: Serving | undefined;
  let learning: NodeJS.Timeout | undefined;
  let complainedAt = -Infinity;

  async function start(): Promise<{ id: number }> {
    // Two connections: who writes the inbox may have to wait for others; who holds the place in the list must not.
    const { database: list, where } = await openForWorker(settings.database);
    databases.push(list);
    const { database: inbox } = await openForWorker(settings.database);
    databases.push(inbox);

    const privacy = createPrivacy();
    const erasures = createPrivacyStore(list, where);
    let erased = 0;
    async function hearOfErasures(): Promise<void> {
      const all = await erasures.erased();
      for (const one of all) privacy.erasedNow(one);
      erased = all.length;
    }
    const content = createContentStore(list.db, sha256, where);
    const learned = new Map<string, number>();
    async function learnPacks(): Promise<void> {
      for (const { name, editedAt } of await content.packs()) {
        if (learned.get(name) === editedAt) continue;
        privacy.learn((await content.draft(name))?.files ?? {});
        learned.set(name, editedAt);
      }
    }
    await hearOfErasures();
    await learnPacks();
    learning = setInterval(() => { learnPacks().catch((error: unknown) => log.warn('The packs could not be read.', { error: String(error) })); }, LEARN_MS);

    const events = privateEvents(createEventStore(inbox, where, {
      worker: () => serving?.id ?? 0,
      erasuresKnown: () => erased,
      async heedErasures(batches) {
        await hearOfErasures();
        return batches.map((batch) => privacy.batch(batch));
      },
    }), privacy);
    const commit = createGroupCommit<InboundBatch, AppendResult>({ clock, windowMs: COMMIT_WINDOW_MS, maxItems: 1024, maxWeight: COMMIT_EVENTS, weigh: (batch) => batch.events.length, write: (batches) => events.append(batches, clock.now()) });
    const news = createNews({ clock, say: (text) => { void line.say(roomTopic('news'), text); } });
    const parts = { ...news, clock, incidents: createIncidents({ store: events, clock, log }), acks: createAckSender({ bus: line, clock }), append: (batch: InboundBatch) => commit.add(privacy.batch(batch)) };

    serving = createServing({
      line, roster: createWorkerRoster(list), clock, log, host: `${hostname()} ${process.pid}`, wanted: workerNumber(settings.broker), newId: () => randomUUID(),
      url: (number) => workerAddress(settings.broker, number),
      watched: (on) => news.watched(on),
      lost: () => overrides.lost?.(),
      heard(from, payload) {
        const kept = handleMessage(onEvent, parts, from, 'up/event', payload).catch((error: unknown) => {
          if (clock.now() - complainedAt < 1000) return;
          complainedAt = clock.now();
          log.error('A kiosk\'s events could not be kept; it will send them again.', { error: error instanceof Error ? error.message : String(error) });
        });
        underWay.add(kept);
        void kept.finally(() => underWay.delete(kept));
        return underWay.size > MOST_WAITING ? kept : undefined;
      },
    });
    await serving.start();
    return { id: serving.id };
  }
  async function stop(): Promise<void> {
    clearInterval(learning);
    await serving?.leave();
    // What was heard is stored and acknowledged before the line goes.
    let tired: NodeJS.Timeout | undefined;
    await Promise.race([Promise.all([...underWay]), new Promise((resolve) => { tired = setTimeout(resolve, SETTLE_MS); })]);
    clearTimeout(tired);
    await line.stop();
    for (const database of databases.splice(0)) await database.close();
  }
  return {
    async start() {
      try {
        return await start();
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}
