// Everything behaviour of one kiosk, wired over its ports: the kiosk itself, its outbox, content, desk line and health.
// `device/main.ts` puts real adapters under it, tests put fakes.
import type { EventData, IncidentFacts, IncidentNote } from '../../flows/protocol/conversation.ts';
import { createEventRedactor } from '../../flows/privacy/redact-event.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Command, PackRelease } from '../../flows/protocol/fleet.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { gainOf, usualComfort } from './comfort.ts';
import { createCommandDesk, type CommandOutcome } from './command-desk.ts';
import { createConnectorCalls } from './connector-calls.ts';
import { createContentIntake, type ContentIntake } from './content-intake.ts';
import type { ContentSlots } from './content-slots-port.ts';
import type { LocalContent } from './content-start.ts';
import { createEscalationCall } from './escalation-call.ts';
import { createHealth, type Health, type Vitals } from './health.ts';
import { createContentHolder, sampleAnswer, type KioskContent, type LoadContent } from './kiosk-content.ts';
import type { HubMembership } from './hub-membership.ts';
import { createKiosk } from './kiosk.ts';
import type { Kiosk, SnapshotState } from './kiosk-contract.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Observation, Observe } from './observation.ts';
import { createOutbox } from './outbox.ts';
import { createPrivateStore } from './private-store.ts';
import type { Clock, HubLink, Log, Screen, Store } from './ports.ts';
import { createStoreContentSlots } from './store-content-slots.ts';
import { createStatusBoard } from './status-board.ts';
import { createSteadyStore, diskFault } from './steady-store.ts';
import { createUpkeep, type Upkeep, type UpkeepPorts } from './upkeep.ts';
import type { Hearing, Speaking } from './voice-contract.ts';

export interface KioskServiceOptions {
  name: string; // tenant/site/kiosk
  boot: string; // random per process start
  clock: Clock;
  log: Log;
  hearing: Hearing;
  speaking: Speaking;
  screen: Screen;
  /** null: the disk cannot be used, which `incidents` explains. */
  disk: Store | null;
  link: HubLink;
  load: LoadContent;
  /** Where releases are kept whole; absent: in the store. */
  slots?: ContentSlots | null;
  /** Verified files of a release; absent: the bundle by its hash. */
  fetchRelease?(release: PackRelease): Promise<Record<string, string>>;
  newId(): string;
  random(): number;
  vitals(): Promise<Vitals>;
  observe?: Observe;
  /** The pack folder given on the command line; `start` throws Fault `pack-invalid` when neither it nor a release can be used. */
  local: LocalContent | null;
  pinned: string | null;
  echoCancelled: boolean;
  homeLanguage: Language;
  versions: Record<string, string>;
  capabilities: string[];
  /** What went wrong before the kiosk could run (a database set aside, a folder that cannot be written). */
  incidents: IncidentNote[];
  /** The phrases and prompts of newly active content, for the ears and the voice. */
  contentChanged(content: KioskContent): void;
  /** New content is being taken, or no longer: what can wait waits. */
  contentComing?(on: boolean): void;
  /** The content before is gone and nobody is there. */
  contentSettled?(): void;
  restart(): void;
  /** How it stands to its hub: claim, keys, removal. */
  membership?: HubMembership;
  /** What the machine offers for settings, self-test, watchdog and log. */
  upkeep?: UpkeepPorts;
  farewellMs?: number;
}

export interface KioskService {
  readonly content: Pick<ContentIntake, 'install' | 'refresh'>;
  /** Puts an incident on record. */
  incident(code: string, text: string, facts?: IncidentFacts): void;
  readonly kiosk: Kiosk;
  readonly health: Health;
  readonly upkeep: Upkeep;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A session older than this after a restart is history: nobody who stood there is greeted with an apology. */
const FRESH_MS = 120_000;
/** No kiosk of this version ran before this day: an earlier clock is wrong for sure. */
const FIRST_DAY = Date.UTC(2026, 0, 1);
const STEP_BACK_MS = 3_600_000;

function incidentEvent({ code, text, facts = {} }: IncidentNote): EventData {
  return { type: 'foyer.incident', code, text, ...(Object.keys(facts).length > 0 ? { facts } : {}), session: null };
}

export function createKioskService(options: KioskServiceOptions): KioskService {
  const { clock, log, link } = options;
  const memory = createMemoryStore({ epoch: options.newId(), get source() { return `/${options.name}`; }, newId: options.newId, now: () => clock.now() });
  const holder = createContentHolder();
  let publicNumbers: ReadonlySet<string> = new Set(); // of the content in force
  const store = createPrivateStore(createSteadyStore({
    disk: options.disk, memory, monotonic: () => clock.monotonic(),
    onFault: (fault) => { log.error(fault.sentence); remember({ code: fault.code, text: fault.message }); },
    onMended: () => log.info('the disk takes writes again'),
    memoryWasSent: () => outbox.wasSent(memory.epoch),
  }), createEventRedactor({ isPublic: (digits) => publicNumbers.has(digits) }));
  const outbox = createOutbox({ sources: () => store.sources(), link, clock, log, random: options.random });
  const status = createStatusBoard((message) => options.screen.send(message), () => { if (status.hub === 'online') sendState(); });
  const upkeep = createUpkeep({
    ports: options.upkeep ?? {}, store, clock, log, homeLanguage: options.homeLanguage, echoCancelled: options.echoCancelled, status, speaking: options.speaking,
    clockTrusted: () => clockTrust === 'synchronised', busy: () => kiosk.session !== null, wakePhrases: () => holder.current()?.wake ?? [],
    incident: (code, text, facts = {}) => record([incidentEvent({ code, text, facts })], undefined), restartProcess: options.restart, tell: () => void health.flush(),
  });
  const health = createHealth({ clock, link, vitals: options.vitals, depth: () => store.outboxDepth(), more: upkeep.figures });
  const calls = createConnectorCalls({ link, clock, answer: (connector, request) => sampleAnswer(holder.current(), connector, request) });
  const escalation = createEscalationCall({ link, clock, log, deliver: (message) => kiosk.deskMessage(message) });
  const intake = createContentIntake({ store, slots: options.slots ?? createStoreContentSlots(store), fetch: options.fetchRelease ?? ((release) => link.fetchBundle(release)), incident, link: { sendReported: (reported) => link.sendReported({ ...reported, settings: upkeep.settings.report() }) }, load: options.load, holder, clock, log, random: options.random, pinned: options.pinned, serving: () => kiosk.session !== null, ...(options.contentSettled ? { calm: options.contentSettled } : {}), ...(options.contentComing ? { busy: options.contentComing } : {}) });
  const commands = createCommandDesk({ store, link, clock, log, clockTrusted: () => clockTrust === 'synchronised', lasting: () => !store.failing, execute });
  const kiosk = createKiosk({
    get name() { return options.name; }, clock, log, hearing: options.hearing, speaking: options.speaking, screen: options.screen, content: holder, status, calls, escalation,
    newId: options.newId, echoCancelled: options.echoCancelled, homeLanguage: options.homeLanguage, settings: upkeep.settings.current, ...(options.membership ? { instead: options.membership } : {}),
    observe, record, firstAudio: health.firstAudio,
    amendTurn: (session, turn, facts) => store.amendTurn(session, turn, facts),
    ...(options.farewellMs === undefined ? {} : { farewellMs: options.farewellMs }),
  });
  let clockTrust: 'synchronised' | 'unsure' = 'unsure';
  let begun = false;
  let allowed = 500; // events a second that the hub lets it send
  let stopped = false;
  const early: IncidentNote[] = [...options.incidents];

  /** Incidents of the store itself wait for the next record: they cannot be written while writing fails. */
  function remember(incident: IncidentNote): void {
    if (early.length < 20) early.push(incident);
  }
  function record(events: EventData[], snapshot: { session: string; state: SnapshotState } | null | undefined): void {
    const incidents = early.splice(0).map(incidentEvent);
    const time = new Date(clock.now()).toISOString();
    store.record([...incidents, ...events].map((data) => ({ data, type: data.type, time, boot: options.boot, clock: clockTrust })), snapshot);
    outbox.recorded();
  }
  function incident(code: string, text: string, facts: IncidentFacts = {}): void {
    if (begun) record([incidentEvent({ code, text, facts })], undefined);
    else remember({ code, text, facts });
  }
  function observe(observation: Observation): void {
    if (observation.event === 'final' || observation.event === 'wake-heard') upkeep.heardSpeech();
    if (observation.event === 'opened') health.count('sessions');
    else if (observation.event === 'wake-heard') health.count('wakes');
    else if (observation.event === 'decision') {
      health.count('turns');
      if (observation.decision.rule === 'no-match') health.count('noMatches');
      if (observation.decision.rule === 'no-input') health.count('silences');
    }
    options.observe?.(observation);
  }

  function execute(command: Command): CommandOutcome | Promise<CommandOutcome> {
    const kept = upkeep.execute(command);
    if (kept) return kept;
    if (command.name === 'restart') {
      clock.setTimeout(options.restart, 500);
      return { ok: true };
    }
    if (command.name === 'rotate-key') return options.membership?.rotateKey() ?? { ok: false, detail: 'this kiosk has no key of its own' };
    if (command.name === 'clear-visit') {
      if (kiosk.session === null) return { ok: false, detail: 'nobody is being served' };
      kiosk.dismiss();
      return { ok: true };
    }
    if (command.name === 'refresh-content') {
      sendBirth(0); // the hub answers with the whole desired document
      return { ok: true };
    }
    if (command.name === 'erase') return erase(String(command.args['session'] ?? ''));
    if (kiosk.session !== null) return { ok: false, detail: 'a visitor is being served' };
    if (command.name === 'notice') return notice(command.args);
    const text = command.name === 'identify' ? options.name.split('/').at(-1) ?? '' : String(command.args['text'] ?? '');
    if (text.trim() === '' || text.length > 500) return { ok: false, detail: 'no text, or more than 500 characters' };
    const language: Language = command.args['language'] === 'en' || command.name === 'identify' ? 'en' : options.homeLanguage;
    const { volume, speechRate } = upkeep.settings.current();
    void options.speaking.say(text, language, { rate: speechRate, volume: gainOf(usualComfort(volume)) });
    return { ok: true };
  }

  function erase(session: string): { ok: boolean; detail?: string } {
    if (session === '' || session === kiosk.session) return { ok: false, detail: 'this visit is not over' };
    try {
      store.erase(session);
      return { ok: true };
    } catch (error) {
      return { ok: false, detail: diskFault(error).message };
    }
  }

  function notice({ flow, slots, language }: Command['args']): { ok: boolean; detail?: string } {
    if (typeof flow !== 'string' || !/^[a-z0-9][a-z0-9-]{0,59}$/.test(flow)) return { ok: false, detail: 'no flow is named' };
    const filled = typeof slots === 'object' && slots !== null && !Array.isArray(slots) ? slots as Record<string, unknown> : {};
    const begun = kiosk.notice({ flow, slots: filled, ...(language === 'zh' || language === 'en' ? { language } : {}) });
    return begun ? { ok: true } : { ok: false, detail: 'the kiosk is not ready' };
  }

  function sendState(): void {
    const reason = status.degraded();
    link.sendState({
      state: !upkeep.settings.current().open ? 'asleep' : reason ? 'degraded' : 'ready', boot: options.boot, session: 0, at: clock.now(), ...(reason ? { reason } : {}),
      capabilities: options.capabilities, versions: versions(), cursor: intake.cursor(),
    });
  }
  function sendBirth(cursor: number): void {
    link.sendState({ state: 'birth', boot: options.boot, session: 0, at: clock.now(), capabilities: options.capabilities, versions: versions(), cursor, settingsCursor: upkeep.settings.version(), outboxes: store.sources().map((source) => ({ epoch: source.epoch, acked: source.acked() })) });
  }
  function versions(): Record<string, string> {
    const pack = holder.current()?.conversation.pack;
    return { ...options.versions, ...(pack ? { [`pack:${pack.name}`]: pack.version } : {}) };
  }

  function judgeClock(): void {
    const last = Number(store.get('last-time') ?? 0);
    const now = clock.now();
    clockTrust = now < FIRST_DAY || now < last - STEP_BACK_MS ? 'unsure' : 'synchronised';
    if (clockTrust === 'unsure') {
      const fault = new Fault('clock-wrong', `The clock of this kiosk says ${new Date(now).toISOString()}, which cannot be.`, 'Set the time or switch on time synchronisation; events are marked as unsure meanwhile.');
      log.warn(fault.sentence);
      remember({ code: fault.code, text: fault.message, facts: { time: new Date(now).toISOString() } });
    } else store.set('last-time', String(now));
  }

  /** A crash in the middle of a session: it is ended on record, and whoever still stands there is told. */
  function settleLastSession(): { language: Language } | undefined {
    const snapshot = store.snapshot();
    if (!snapshot) return undefined;
    const state = snapshot.state as Partial<SnapshotState>;
    record([{ type: 'foyer.session.ended', session: snapshot.session, reason: 'crash', turns: state.turns ?? 0, rating: null }], null);
    if (state.escalation) escalation.abandon(state.escalation);
    log.warn('the last session ended with the process', { session: snapshot.session });
    const age = Math.abs(clock.now() - snapshot.savedAt); // the clock may have been set meanwhile
    return age < FRESH_MS && state.language ? { language: state.language } : undefined;
  }

  /** An operator who names a pack is told at once that it is broken; without one the kiosk waits for the hub. */
  async function beginContent(): Promise<void> {
    const outcome = await intake.begin(options.local);
    if (outcome.ok) return;
    if (options.local) {
      throw new Fault('pack-invalid', `The pack cannot be used:\n${outcome.problems.slice(0, 20).join('\n')}\n`, 'Mend the files above; `foyer pack check` shows all problems.', { where: options.local.name });
    }
    log.error('there is no content yet; the kiosk is out of service until the hub sends some', { problems: outcome.problems.slice(0, 10) });
  }

  return {
    kiosk, health, content: intake, incident, upkeep,
    async start() {
      // The screen comes first: a taken port is said at once, and a page that is open waits while content is being loaded.
      await options.screen.start({ event: (event) => { if (begun) kiosk.screenEvent(event); }, connected: (count) => upkeep.screens(count) });
      kiosk.prepare();
      judgeClock();
      holder.onChange((content) => { publicNumbers = new Set(content.publicNumbers); });
      holder.onChange(options.contentChanged);
      const farewell = settleLastSession();
      await beginContent();
      if (early.length > 0) record([], undefined);
      kiosk.begin(farewell);
      begun = true;
      upkeep.settings.onChange((settings) => {
        kiosk.refresh();
        outbox.rate(Math.min(allowed, settings.drainRateCeiling));
        if (status.hub === 'online') sendState();
      });
      await options.speaking.start({ level: (level) => kiosk.outputLevel(level), phrase: (text, start, end) => kiosk.phrase(text, start, end), loudspeaker: (state, reason) => kiosk.loudspeaker(state, reason) });
      await options.hearing.start({ ...kiosk.hearingEvents, wake(wake) { if (!upkeep.selfTest.woke()) kiosk.hearingEvents.wake(wake); } });
      health.start();
      upkeep.start();
      options.membership?.start({
        changed: () => kiosk.refresh(), busy: () => kiosk.session !== null, standing: status.standing.bind(status),
        say(text, language) {
          const { volume, speechRate } = upkeep.settings.current();
          return options.speaking.say(text, language, { rate: speechRate, volume: gainOf(usualComfort(volume)) });
        },
      });
      await link.start({
        online() {
          sendBirth(intake.cursor());
          status.set({ hub: 'online' }); // says ready or degraded to the hub as well
          intake.report();
          escalation.online();
          outbox.online();
          void health.flush();
        },
        offline(reason) {
          if (stopped) return;
          log.info('the hub is gone; going on without it', { reason });
          status.set({ hub: 'offline' });
          escalation.offline();
          intake.offline();
          outbox.offline();
        },
        ring: () => intake.refresh(),
        acknowledged: (epoch, upTo, rewind) => outbox.acknowledged(epoch, upTo, rewind),
        desired(desired) {
          if (upkeep.settings.take(desired.version, desired.settings)) intake.desired(desired);
        },
        escalate: (message) => escalation.receive(message),
        reply: (call, ok, response, reason) => calls.reply(call, ok, response, reason),
        rate(eventsPerSecond) { allowed = eventsPerSecond; outbox.rate(Math.min(allowed, upkeep.settings.current().drainRateCeiling)); },
        command: (command) => commands.receive(command),
      });
    },
    async stop() {
      stopped = true;
      options.membership?.stop();
      await kiosk.stop();
      calls.stop();
      escalation.stop();
      health.stop();
      upkeep.stop();
      outbox.stop();
      await Promise.allSettled([options.hearing.stop(), options.speaking.stop(), options.screen.stop()]);
      await link.stop();
      await intake.settled();
      holder.releaseOld();
      holder.current()?.conversation.close();
      store.close();
    },
  };
}
