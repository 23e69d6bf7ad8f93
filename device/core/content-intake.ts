// New content from the hub or a stick: fetched and verified, compiled, asked its own examples, kept on disk whole, put in
// force, watched. What fails on the way is refused and the old stays; what fails when it is new is taken back.
import type { IncidentFacts } from '../../flows/protocol/conversation.ts';
import type { Desired, PackRelease, Reported } from '../../flows/protocol/fleet.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { createProbation } from './content-probation.ts';
import { rehearse } from './content-rehearsal.ts';
import { createContentRenewal } from './content-renewal.ts';
import type { ContentSlots, SlotState } from './content-slots-port.ts';
import { createContentStart, type LocalContent } from './content-start.ts';
import type { ContentHolder, KioskContent, LoadContent } from './kiosk-content.ts';
import { isNewer } from './pack-identity.ts';
import type { Clock, HubLink, Log, Store } from './ports.ts';

export interface ContentIntakeOptions {
  store: Pick<Store, 'activeRelease' | 'get' | 'set'>;
  slots: ContentSlots;
  link: Pick<HubLink, 'sendReported'>;
  /** Verified files of a release. Rejects with a Fault. */
  fetch(release: PackRelease, signal?: AbortSignal): Promise<Record<string, string>>;
  load: LoadContent;
  holder: ContentHolder;
  clock: Clock;
  log: Log;
  random(): number;
  /** The pack this kiosk was started with by an operator; a release of another pack is refused. null = any pack. */
  pinned: string | null;
  incident(code: string, text: string, facts?: IncidentFacts): void;
  /** New content is being taken, or no longer: what can wait waits. */
  busy?(on: boolean): void;
  /** A visitor is there. */
  serving(): boolean;
  /** The content before is gone and nobody is there: what it has left behind can be given back. */
  calm?(): void;
}

export interface ContentIntake {
  /** Chooses between the release in force, the one before and the local folder and loads it; problems when nothing could be loaded. */
  begin(local: LocalContent | null): Promise<{ ok: true } | { ok: false; problems: string[] }>;
  desired(desired: Desired): void;
  /** Something may have been signed that was not: what is desired and not applied is tried again now. */
  refresh(): void;
  /** Installs a release that somebody carried here, by the same rules; null, or why not. */
  install(release: PackRelease, fetch: (release: PackRelease) => Promise<Record<string, string>>): Promise<string | null>;
  /** The desired version that is applied, for the birth message. */
  cursor(): number;
  /** Says again what is applied. */
  report(): void;
  offline(): void;
  /** Ends on purpose: new content is not to blame for it. Resolves when no intake is under way. */
  settled(): Promise<void>;
}

const OVERTAKEN = 'a newer document came meanwhile';
const CURSOR = 'desired-version';
const ROLLED_BACK = 'content-rolled-back';
/** The way here or this disk failed, not the content: nobody refuses it. */
const NOT_ITS_FAULT: readonly string[] = ['hub-unreachable', 'download-broken', 'disk-full', 'data-folder-not-writable'];
const RETRY_MS = [500, 2000, 10_000, 60_000];
/** A content that ran before must answer within this when it is called back; its thread may have to begin anew. */
const BACK_MS = 6000;

export function createContentIntake(options: ContentIntakeOptions): ContentIntake {
  const { store, slots, log, clock, holder } = options;
  const probation = createProbation({ clock });
  let wanted: Desired | null = null;
  let working: Promise<void> = Promise.resolve();
  let busy = false;
  let last: Omit<Reported, 'v'> | null = null;
  let cancelRetry: () => void = () => undefined;
  let attempt = 0;
  let retrying = false; // the release could not be fetched or verified; it is tried again
  let stopped = false;
  let folder: LocalContent | null = null;
  let under: { sha256: string | undefined; end: AbortController } | null = null; // what is being taken
  let running: string | null = null; // hash of the bundle that is answered with

  let taking = false;
  const renewal = createContentRenewal({
    load: options.load, holder, probation, clock, log, serving: options.serving, settled,
    calm: () => !taking && !stopped && slots.state().probation === null,
    async files() {
      const { current } = slots.state();
      return current && running === current.sha256 ? slots.read(current) : null;
    },
  });
  /** What was kept to come back to is not needed any more. Where a visit goes on with it, it ends with that visit. */
  function settled(): void {
    if (options.serving()) return;
    holder.releaseOld();
    options.calm?.();
  }

  const applied = (): PackRelease | undefined => slots.state().current ?? undefined;
  function report(reported: Omit<Reported, 'v' | 'at'>): void {
    last = { ...reported, at: clock.now() };
    options.link.sendReported(last);
  }
  function settle(desired: Desired): void {
    store.set(CURSOR, String(desired.version));
    store.set(ROLLED_BACK, '');
    const release = applied();
    report({ version: desired.version, ...(release ? { release } : {}) });
  }
  function refuse(desired: Desired, why: string): string {
    log.warn('content was refused; the old stays', { pack: desired.release?.pack ?? '', version: desired.release?.version ?? '', why });
    const release = applied();
    report({ version: desired.version, ...(release ? { release } : {}), refused: why.slice(0, 8000) });
    return why;
  }
  function markBad(state: SlotState, release: PackRelease, reason: string): SlotState['bad'] {
    return [...state.bad.filter((one) => one.sha256 !== release.sha256), { sha256: release.sha256, pack: release.pack, version: release.version, reason: reason.slice(0, 500) }];
  }

  /** Null when the release is in force afterwards, else why it is not. */
  async function take(desired: Desired, fetch: ContentIntakeOptions['fetch'], overtaken: () => boolean, signal?: AbortSignal): Promise<string | null> {
    const { release } = desired;
    if (!release || (applied()?.sha256 === release.sha256 && running === release.sha256)) return settle(desired), null;
    if (options.pinned !== null && release.pack !== options.pinned) {
      return refuse(desired, `This kiosk was started with the pack "${options.pinned}". Start it without --pack to let the hub choose.`);
    }
    if (folder && release.pack === folder.name && isNewer(folder.version, release.version)) {
      return refuse(desired, `The folder this kiosk was started with holds ${folder.version}, which is newer than ${release.version}. Publish a newer version or start it without --pack.`);
    }
    const bad = slots.state().bad.find((one) => one.sha256 === release.sha256);
    if (bad) {
      await fetchAgain(release, fetch, overtaken, signal);
      return refuse(desired, `It failed on this kiosk before and is not tried again: ${bad.reason} Publish a mended version.`);
    }
    taking = true;
    renewal.stop();
    options.busy?.(true);
    try {
      return await install(desired, release, fetch, overtaken, signal);
    } finally {
      taking = false;
      options.busy?.(false);
      renewal.look();
    }
  }
  async function install(desired: Desired, release: PackRelease, fetch: ContentIntakeOptions['fetch'], overtaken: () => boolean, signal?: AbortSignal): Promise<string | null> {
    let files: Record<string, string>;
    const began = clock.monotonic();
    try {
      const same = folder !== null && running === release.sha256 && folder.sha256 === release.sha256;
      if (!same) options.load.soon?.();
      files = same && folder ? folder.files : await fetch(release, signal);
      await slots.write(release, files);
    } catch (error) {
      if (overtaken()) return OVERTAKEN;
      const wait = retryLater();
      const why = error instanceof Fault ? error.sentence : String(error);
      if (!(error instanceof Fault && NOT_ITS_FAULT.includes(error.code))) return refuse(desired, why);
      log.warn('content could not be fetched; it is tried again', { pack: release.pack, version: release.version, seconds: Math.round(wait / 1000), why });
      const there = applied();
      report({ version: Number(store.get(CURSOR) ?? 0), ...(there ? { release: there } : {}), pending: { version: desired.version, reason: why.slice(0, 2000), retryAt: clock.now() + wait } });
      return why;
    }
    if (running === release.sha256) { // the folder it was started with is what the hub offers
      await slots.point({ ...slots.state(), current: release, desiredVersion: desired.version, probation: null });
      return settle(desired), null;
    }
    probation.pause();
    try {
      return await putInForce(desired, release, files, overtaken, began, signal);
    } finally {
      probation.resume();
    }
  }
  /** What is in force lies damaged on the disk, and what is wanted is not taken: without this the kiosk would have nothing to say. */
  async function fetchAgain(refused: PackRelease, fetch: ContentIntakeOptions['fetch'], overtaken: () => boolean, signal?: AbortSignal): Promise<void> {
    const there = applied();
    if (!there || there.sha256 === refused.sha256 || running === there.sha256 || folder) return;
    try {
      const files = await fetch(there, signal);
      await slots.write(there, files);
      const loaded = await options.load(files, signal ? { signal } : {});
      if (!loaded.ok) return log.error('what is in force was fetched again and cannot be loaded', { version: there.version, problems: loaded.problems });
      holder.replace(loaded.content);
      running = there.sha256;
      log.info('what is in force was damaged and is whole again', { pack: there.pack, version: there.version });
    } catch (error) {
      if (overtaken()) return;
      log.warn('what is in force is damaged and could not be fetched; it is tried again', { version: there.version, why: error instanceof Fault ? error.sentence : String(error) });
      retryLater();
    }
  }
  async function putInForce(desired: Desired, release: PackRelease, files: Record<string, string>, overtaken: () => boolean, began: number, signal?: AbortSignal): Promise<string | null> {
    const fetched = clock.monotonic();
    const loaded = await options.load(files, signal ? { signal } : {});
    if (!loaded.ok) {
      if (overtaken()) return OVERTAKEN;
      if (loaded.fatal) await slots.point({ ...slots.state(), bad: markBad(slots.state(), release, loaded.problems.join(' ')) });
      return refuse(desired, loaded.fatal ? `${release.pack} ${release.version} could not be loaded: ${loaded.problems.join(' ')}` : loaded.problems.join('\n'));
    }
    const { conversation } = loaded.content;
    if (conversation.pack.name !== release.pack) {
      conversation.close();
      return refuse(desired, `The bundle holds the pack "${conversation.pack.name}", not "${release.pack}".`);
    }
    const trained = clock.monotonic();
    const problem = await rehearse(loaded.content, clock);
    const rehearsed = clock.monotonic();
    if (problem !== null) {
      conversation.abandon?.();
      await slots.point({ ...slots.state(), bad: markBad(slots.state(), release, problem) });
      return refuse(desired, `It did not pass its own rehearsal: ${problem}.`);
    }
    if (overtaken()) return conversation.close(), OVERTAKEN;
    const before = slots.state();
    // What has not proven itself is nothing to come back to while there is something better.
    // What comes again because its slot was damaged is not new: it is not on probation, and not its own way back.
    const again = before.current?.sha256 === release.sha256;
    const previous = again ? before.previous : (before.probation && before.previous) ?? before.current;
    const trial = again ? before.probation : { starts: 0 };
    await slots.point({ ...before, current: release, previous, desiredVersion: desired.version, probation: trial });
    const old = holder.current();
    if (previous === before.current) holder.keep(old);
    const shown = trial ? probation.watched(loaded.content, () => holder.kept()) : loaded.content;
    if (loaded.hasty) renewal.mark(shown);
    holder.replace(shown);
    running = release.sha256;
    attempt = 0;
    log.info('new content is active', { pack: release.pack, version: release.version, fetchMs: Math.round(fetched - began), loadMs: Math.round(trained - fetched), rehearseMs: Math.round(rehearsed - trained), writeMs: Math.round(clock.monotonic() - rehearsed) });
    settle(desired);
    if (trial) watch(loaded.content);
    return null;
  }

  function watch(content: KioskContent): void {
    probation.begin(content, {
      passed() {
        void slots.point({ ...slots.state(), probation: null }).catch((error: unknown) => log.error('content could not be confirmed', { error: String(error) })).then(() => renewal.look());
        holder.keep(null);
        settled();
        if (holder.current()?.conversation !== undefined) log.info('new content has proven itself', { version: content.conversation.pack.version });
      },
      failed(reason) {
        if (stopped) return;
        working = working.then(() => goBack(content, reason)).catch((error: unknown) => log.error('the content before could not be called back', { error: String(error) }));
      },
    });
  }
  /** The content before this one: still loaded if it answers, else from its slot, else the folder. */
  async function goBack(failed: KioskContent, reason: string): Promise<void> {
    const state = slots.state();
    const { current: from, previous: to } = state;
    if (!from || running !== from.sha256) return;
    const kept = holder.kept();
    if (!kept && !to && !folder) {
      log.error('new content fails, and there is none to go back to', { reason });
      failed.conversation.abandon?.();
      return;
    }
    // On the disk first: whatever happens next, the next start begins with the content before.
    await slots.point({ ...state, current: to, previous: null, probation: null, bad: markBad(state, from, reason) });
    failed.conversation.abandon?.();
    let back = kept;
    if (back && await rehearse(back, clock, { quick: true, answerMs: BACK_MS }) !== null) back = null;
    if (!back) {
      const files = to ? await slots.read(to) : folder?.files ?? null;
      const loaded = files ? await options.load(files, { apart: true }) : null;
      if (loaded?.ok) back = loaded.content;
    }
    if (!back) return log.error('the content before could not be loaded', { reason });
    holder.replace(back);
    holder.keep(null);
    running = to?.sha256 ?? folder?.sha256 ?? null;
    tellRolledBack(from, to ?? null, reason);
    renewal.look();
  }
  function tellRolledBack(from: PackRelease, to: PackRelease | null, reason: string): void {
    const text = `${from.pack} ${from.version} was taken back for ${to ? to.version : 'the content before'}: ${reason}`;
    log.error('content was taken back', { from: from.version, to: to?.version ?? '', reason });
    const version = Number(store.get(CURSOR) ?? 0);
    const reported = { version, ...(to ? { release: to } : {}), refused: text.slice(0, 8000), rolledBack: { from: from.version, to: to?.version ?? '', reason: reason.slice(0, 500) } };
    store.set(ROLLED_BACK, JSON.stringify(reported));
    options.incident('content-rolled-back', text, { pack: from.pack, from: from.version, to: to ? to.version : { zh: '原来的内容', en: 'the content before' } });
    report(reported);
  }

  /** Gives the wait in ms. */
  function retryLater(): number {
    const wait = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 60_000;
    attempt += 1;
    cancelRetry();
    retrying = true;
    const jittered = wait * (0.5 + options.random());
    cancelRetry = clock.setTimeout(start, jittered);
    return jittered;
  }
  function start(): void {
    cancelRetry();
    retrying = false;
    if (busy || !wanted || stopped) return;
    const desired = wanted;
    busy = true;
    const end = new AbortController();
    under = { sha256: desired.release?.sha256, end };
    const overtaken = (): boolean => end.signal.aborted;
    working = working.then(() => take(desired, (release, signal) => options.fetch(release, signal), overtaken, end.signal))
      .then(() => undefined, (error: unknown) => { refuse(desired, error instanceof Fault ? error.sentence : error instanceof Error ? error.message : String(error)); })
      .finally(() => {
        busy = false;
        under = null;
        if (wanted !== desired) start();
      });
  }

  return {
    async begin(local) {
      folder = local;
      const startUp = createContentStart({ slots, store, load: options.load, log, incident: (code, text, facts) => options.incident(code, text, facts) });
      const outcome = await startUp(local);
      if (!outcome.ok) {
        store.set(CURSOR, '0'); // whatever it had taken is gone: the hub's document is asked for again
        return { ok: false, problems: outcome.problems };
      }
      running = outcome.sha256;
      if (outcome.askAgain) store.set(CURSOR, '0');
      const told = store.get(ROLLED_BACK);
      if (outcome.rolledBack) tellRolledBack(outcome.rolledBack.from, outcome.rolledBack.to, outcome.rolledBack.reason);
      else if (told) last = { ...(JSON.parse(told) as Omit<Reported, 'v' | 'at'>), at: clock.now() };
      if (slots.state().probation && running === slots.state().current?.sha256) {
        holder.replace(probation.watched(outcome.content));
        watch(outcome.content);
      } else holder.replace(outcome.content);
      return { ok: true };
    },
    desired(desired) {
      wanted = desired;
      attempt = 0;
      if (under && under.sha256 !== desired.release?.sha256) under.end.abort(new Error(OVERTAKEN)); // nobody waits for the older one
      start();
    },
    refresh() {
      if (!retrying) return; // what was refused for another reason is not mended by a signature
      attempt = 0;
      start();
    },
    install(release, fetch) {
      const version = Number(store.get(CURSOR) ?? 0);
      const done = working.then(() => take({ v: 1, version, release, settings: {} }, fetch, () => false));
      working = done.then(() => undefined, () => undefined);
      return done;
    },
    cursor: () => Number(store.get(CURSOR) ?? 0),
    report() { if (last) options.link.sendReported({ ...last, at: clock.now() }); },
    offline() { cancelRetry(); },
    async settled() {
      stopped = true;
      cancelRetry();
      renewal.stop();
      probation.end();
      under?.end.abort(new Error('the kiosk is being stopped'));
      await working;
      const state = slots.state();
      if (state.probation) await slots.point({ ...state, probation: { starts: 0 } }).catch(() => undefined);
    },
  };
}
