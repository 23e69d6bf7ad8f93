// The fleet as the hub knows it: who is there, what each kiosk runs and what it should run. The hub's store is the truth
// about what is desired; MQTT only rings the bell, and every birth is answered from the store.
import type { Birth, Desired, PackRelease, Reported } from '../../flows/protocol/fleet.ts';
import { settingsText } from '../../flows/protocol/settings.ts';
import type { KioskRow } from '../../flows/protocol/staff-api.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import type { Incidents } from './incidents.ts';
import { kioskName } from './kiosk-name.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Bus, Clock, FleetStore, KioskRecord, Log } from './ports.ts';

const TOGETHER = 500; // documents that are written at once: they share a transaction
const RESEND_EVERY_MS = 15_000;

export interface Fleet {
  start(): Promise<void>;
  stop(): void;
  connected(connection: { id: number; address: KioskAddress; remote: string; replaced: string | null }): void;
  disconnected(connection: { id: number; address: KioskAddress; reason: string }): Promise<void>;
  allLost(reason: string): Promise<void>;
  state(from: KioskAddress, message: Birth): Promise<void>;
  reported(from: KioskAddress, message: Reported): Promise<void>;
  /** Makes a release the desired one of these kiosks and rings their bell; gives the desired version of each. */
  desire(names: readonly string[], release: PackRelease): Promise<{ kiosk: string; version: number }[]>;
  /** Makes these settings the desired ones of a kiosk and rings its bell, unless they already are; the version goes above `above`. */
  configure(name: string, settings: Record<string, unknown>, above?: number): Promise<void>;
  rows(): Promise<KioskRow[]>;
  /** Tells staff about a kiosk whose counters moved, at most once a second. */
  moved(name: string): void;
}

function rowOf(record: KioskRecord, pending: KioskRow['pending'], called: (pack: string) => string): KioskRow {
  const [runs, wanted] = [record.appliedRelease?.pack, record.desired.release?.pack];
  return {
    kiosk: record.address.kiosk, site: record.address.site, tenant: record.address.tenant, address: record.name,
    state: record.state, reason: record.reason, lastSeen: record.lastSeen,
    pack: runs === undefined ? null : called(runs), packVersion: record.appliedRelease?.version ?? null,
    desiredPack: wanted === undefined ? null : called(wanted), desiredPackVersion: record.desired.release?.version ?? null,
    desiredVersion: record.desired.version, appliedVersion: record.appliedVersion, refused: record.refused, pending,
    events: record.events, sessions: record.sessions, incidents: record.incidents, versions: record.versions,
  };
}

export function createFleet(options: {
  store: FleetStore; bus: Bus; feed: LiveFeed; clock: Clock; log: Log; incidents: Incidents;
  firstRelease(): Promise<PackRelease | undefined>;
  /** What a kiosk says about its content has been stored. */
  onReported?(kiosk: string, message: Reported): void;
  /** Events per second that a kiosk which has just come may drain. */
  drainRate(from: KioskAddress): number;
  /** The settings that this kiosk should have; absent = those it has. */
  settingsOf?(name: string): Record<string, unknown>;
  /** What staff call the pack with this key. */
  packName?(key: string): string;
  /** A kiosk has (re)appeared. */
  onBirth(from: KioskAddress, birth: Birth): Promise<void>;
}): Fleet {
  const { store, bus, feed, clock, incidents } = options;
  const connections = new Map<string, number>();
  const boots = new Map<string, string[]>(); // recent boot ids, newest last
  const dirty = new Set<string>();
  const pending = new Map<string, NonNullable<KioskRow['pending']>>(); // said again by every kiosk that comes back
  const row = (record: KioskRecord): KioskRow => rowOf(record, pending.get(record.name) ?? null, options.packName ?? ((key) => key));
  let cancelDirty: (() => void) | undefined;
  let cancelResend: (() => void) | undefined;

  async function show(name: string): Promise<void> {
    if (!feed.watched) return;
    const record = await store.kiosk(name);
    if (record) feed.send({ type: 'kiosk', kiosk: row(record) });
  }
  /** A boot id that comes back after another one means two machines under one name. */
  function noticeTwin(name: string, boot: string): void {
    const seen = boots.get(name) ?? [];
    if (seen.at(-1) !== boot && seen.includes(boot)) incidents.note(name, 'identity-twice', 'Two machines use this identity in turn. Give one of them its own.');
    boots.set(name, [...seen.filter((other) => other !== boot), boot].slice(-5));
  }
  async function birth(from: KioskAddress, name: string, message: Birth): Promise<void> {
    noticeTwin(name, message.boot);
    let record = await store.kiosk(name);
    if (!record) return;
    bus.publish('down/rate', from, { v: 1, eventsPerSecond: options.drainRate(from) });
    const first = record.desired.release ? undefined : await options.firstRelease();
    // The kiosk may have seen a later version than this store knows: a restored backup. Then it goes on above it.
    const seen = Math.max(message.cursor, message.settingsCursor ?? 0);
    const settings = options.settingsOf?.(name) ?? record.desired.settings;
    const raised = await amend(name, { ...(first ? { release: first } : {}), settings }, { above: seen, evenIfEqual: seen > record.desired.version });
    record = await store.kiosk(name) ?? record;
    if (!raised && message.cursor < record.desired.version) bus.publish('down/desired', from, record.desired);
    await options.onBirth(from, message);
  }
  /** One document of a kiosk at a time: a release and a setting that change together must not undo each other. */
  const turns = new Map<string, Promise<unknown>>();
  function alone<T>(name: string, run: () => Promise<T>): Promise<T> {
    const work = (turns.get(name) ?? Promise.resolve()).catch(() => undefined).then(run);
    turns.set(name, work);
    void work.catch(() => undefined).finally(() => { if (turns.get(name) === work) turns.delete(name); });
    return work;
  }
  /** Gives the new version, or null when nothing had to change. */
  function amend(name: string, change: { release?: PackRelease; settings?: Record<string, unknown> }, { above = 0, evenIfEqual = false } = {}): Promise<number | null> {
    return alone(name, async () => {
      const record = await store.kiosk(name);
      if (!record) return null;
      const { desired: old } = record;
      const release = change.release ?? old.release;
      const settings = change.settings ?? old.settings;
      if (!evenIfEqual && change.release === undefined && settingsText(settings) === settingsText(old.settings)) return null;
      const desired: Desired = { v: 1, version: Math.max(old.version, above) + 1, ...(release ? { release } : {}), settings };
      await store.saveDesired(name, desired);
      bus.publish('down/desired', record.address, desired);
      return desired.version;
    });
  }
  async function desire(names: readonly string[], release: PackRelease, above = 0): Promise<{ kiosk: string; version: number }[]> {
    const done: { kiosk: string; version: number }[] = [];
    for (let first = 0; first < names.length; first += TOGETHER) {
      const some = names.slice(first, first + TOGETHER);
      const versions = await Promise.all(some.map((name) => amend(name, { release }, { above })));
      for (const [index, kiosk] of some.entries()) done.push(...(versions[index] == null ? [] : [{ kiosk, version: versions[index] }]));
    }
    if (feed.watched) await Promise.all(done.map(({ kiosk }) => show(kiosk)));
    return done;
  }
  function resendLater(): void {
    cancelResend = clock.setTimeout(() => {
      void (async () => {
        for (const record of await store.kiosks()) {
          if (connections.has(record.name) && record.appliedVersion < record.desired.version && record.refused === null) bus.publish('down/desired', record.address, record.desired);
        }
      })().catch((error: unknown) => options.log.error('Desired content could not be sent again.', { error: String(error) }));
      resendLater();
    }, RESEND_EVERY_MS);
  }

  return {
    async start() {
      await store.forgetPresence();
      resendLater();
    },
    stop() {
      cancelDirty?.();
      cancelResend?.();
    },
    connected({ id, address, remote, replaced }) {
      const name = kioskName(address);
      connections.set(name, id);
      if (replaced !== null) incidents.note(name, 'identity-takeover', `A new connection from ${remote} replaced an open one from ${replaced}.`, { remote, replaced });
    },
    async disconnected({ id, address, reason }) {
      const name = kioskName(address);
      if (connections.get(name) !== id) return; // an older connection's end says nothing about the newer one
      connections.delete(name);
      const record = await store.kiosk(name);
      if (!record || connections.has(name)) return;
      await store.savePresence(name, { state: record.state === 'asleep' ? 'asleep' : 'lost', reason, boot: record.boot, session: record.session, lastSeen: clock.now() });
      await show(name);
    },
    async allLost(reason) {
      const names = [...connections.keys()];
      connections.clear();
      await Promise.all(names.map(async (name) => {
        const record = await store.kiosk(name);
        if (!record || connections.has(name)) return; // back already
        await store.savePresence(name, { state: 'lost', reason, boot: record.boot, session: record.session, lastSeen: clock.now() });
        await show(name);
      }));
    },
    async state(from, message) {
      const name = kioskName(from);
      const record = await store.kiosk(name);
      if (!record) return;
      // The will of an old connection must not bury a newer one.
      if (message.state === 'lost' && (message.boot !== record.boot || message.session !== record.session)) return;
      await store.savePresence(name, {
        state: message.state === 'birth' ? 'ready' : message.state, reason: message.reason ?? '', boot: message.boot, session: message.session, lastSeen: clock.now(),
        ...(message.state === 'birth' ? { versions: message.versions, capabilities: message.capabilities } : {}),
      });
      if (message.state === 'birth') await birth(from, name, message);
      await show(name);
    },
    async reported(from, message) {
      const name = kioskName(from);
      if (message.pending) pending.set(name, { reason: message.pending.reason, retryAt: message.pending.retryAt });
      else pending.delete(name);
      await store.saveReported(name, { version: message.version, release: message.release ?? null, refused: message.refused ?? null });
      if (message.refused !== undefined) incidents.note(name, 'content-refused', `Refused version ${message.version}: ${message.refused}`, { version: message.version });
      options.onReported?.(name, message);
      await show(name);
    },
    desire,
    async configure(name, settings, above = 0) {
      if (await amend(name, { settings }, { above }) !== null) await show(name);
    },
    async rows() { return (await store.kiosks()).map(row); },
    moved(name) {
      dirty.add(name);
      cancelDirty ??= clock.setTimeout(() => {
        cancelDirty = undefined;
        const names = [...dirty];
        dirty.clear();
        void Promise.all(names.map(show)).catch((error: unknown) => options.log.error('Fleet rows could not be read.', { error: String(error) }));
      }, 1000);
    },
  };
}
