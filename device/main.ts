// The kiosk's composition root: settings in, parts built, started in order, stopped in reverse with a deadline.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packFolder, readBundle } from '../flows/files/read-pack.ts';
import { bundleText } from '../flows/protocol/content.ts';
import type { IncidentNote } from '../flows/protocol/conversation.ts';
import { Fault } from '../flows/protocol/faults.ts';
import { shortKey } from '../flows/protocol/key-text.ts';
import type { Language } from '../flows/protocol/language.ts';
import type { KioskAddress } from '../flows/protocol/topics.ts';
import { spawn } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { redact } from '../flows/privacy/redact.ts';
import { createCommandSynthesizer } from './adapters/command-synthesizer.ts';
import { createEspeakSynthesizer } from './adapters/espeak-synthesizer.ts';
import { createFileSoundStore } from './adapters/file-sound-store.ts';
import { createFvadVoiceActivity } from './adapters/fvad-voice-activity.ts';
import { createMqttHubLink } from './adapters/mqtt-hub-link.ts';
import { createHubLine } from './adapters/tls-hub-line.ts';
import { createKnownHubFile, openKioskKeys } from './adapters/x509-kiosk-keys.ts';
import { createPinoLog } from './adapters/pino-log.ts';
import { createProcessVitals, type ProcessVitals } from './adapters/process-vitals.ts';
import { bothLogs, createRotatingLogFile } from './adapters/rotating-log-file.ts';
import { createRecorderMicrophone } from './adapters/recorder-microphone.ts';
import { createSocketScreen } from './adapters/socket-screen.ts';
import { createSpeakerLoudspeaker } from './adapters/speaker-loudspeaker.ts';
import { watchFolder } from './adapters/folder-watch.ts';
import { openSqliteStore } from './adapters/sqlite-store.ts';
import { createSystemClock } from './adapters/system-clock.ts';
import { createSystemdWatchdog, type SystemdWatchdog } from './adapters/systemd-watchdog.ts';
import { createTimeOrderedIds } from './adapters/time-ordered-ids.ts';
import { createVoskRecognizer, type VoskRecognizer } from './adapters/vosk-recognizer.ts';
import { createWorkerContent } from './adapters/worker-conversation.ts';
import { calmLog } from './core/calm-log.ts';
import { createPrivateLog } from './core/private-log.ts';
import type { LocalContent } from './core/content-start.ts';
import { type ContentParts, openContentParts } from './content-parts.ts';
import { idleSwitches } from './core/fault-switches.ts';
import { createFixedSounds } from './core/fixed-sounds.ts';
import { createHearing } from './core/hearing.ts';
import type { KeyRing } from './core/hub-access-port.ts';
import { createHubMembership } from './core/hub-membership.ts';
import { createHubTrust } from './core/hub-trust.ts';
import type { KioskContent } from './core/kiosk-content.ts';
import { createKioskService, type KioskService } from './core/kiosk-service.ts';
import { meterMicrophone } from './core/mic-meter.ts';
import { watchLoudspeaker } from './core/loudspeaker-watch.ts';
import type { UpkeepPorts } from './core/upkeep.ts';
import { createProbe } from './core/watchdog.ts';
import type { LiveSettings } from './core/live-settings.ts';
import { packIdentity } from './core/pack-identity.ts';
import type { Observe } from './core/observation.ts';
import type { Clock, HubLink, Log, Loudspeaker, Microphone, Screen, Store, Synthesizer } from './core/ports.ts';
import { createSpeaking } from './core/speaking.ts';
import { voicesByLanguage } from './core/voices-by-language.ts';
import { createSilentLoudspeaker, createSilentMicrophone } from './core/no-sound.ts';

export interface DeviceSettings {
  address: KioskAddress;
  /** Credential for the hub; without one the kiosk runs alone. */
  secret: string | null;
  hub: { http: string; mqtt: string } | null;
  /** Public keys (SHA-256 of the SPKI, hex) by which the hub of the secret is known over TLS. */
  pins?: string[];
  /** Ask this hub to be let in; without a pin the first key that answers is believed, and shown for staff to compare. */
  claim?: { url: string; pin: string | null; wish: string } | null;
  dataFolder: string;
  /** Name of a sample pack or a folder; null = whatever the hub sends. */
  pack: string | null;
  /** A folder where signed releases may be carried to: a USB stick's mount point. */
  usbFolder?: string | null;
  /** The root file of the hub's content, when it is not to be taken from the hub itself. */
  contentRoot?: string | null;
  port: number; // of the customer screen
  microphone: string; // default, none, or a device name
  loudspeaker: string; // default, none, or a device name
  models: { any?: string; zh?: string; en?: string };
  voices: Partial<Record<Language, string>>;
  /** Program and arguments of another voice, by language; it gets the text on stdin and gives WAV on stdout. */
  voiceCommands: Partial<Record<Language, string[]>>;
  /** Where the sound of fixed prompts is kept; null = nowhere. */
  soundFolder: string | null;
  echoCancelled: boolean;
  homeLanguage: Language;
  logLevel: string;
  /** Program and arguments that restart the machine, for the hub's command; absent = it is not allowed. */
  rebootCommand?: string[];
}

export interface DeviceOverrides {
  clock?: Clock; log?: Log; microphone?: Microphone; loudspeaker?: Loudspeaker; screen?: Screen; link?: HubLink; synthesizer?: Synthesizer;
  observe?: Observe; restart?: () => void; farewellMs?: number;
}

export interface Device {
  /** Throws Fault when the screen's port is taken or the pack cannot be read; everything else degrades. */
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly service: KioskService;
  readonly screen: Screen;
  readonly recognizer: VoskRecognizer;
  readonly vitals: ProcessVitals;
  readonly clock: Clock;
}

const PROGRAM = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
const SCREEN_FOLDER = fileURLToPath(new URL('../kiosk-ui/dist', import.meta.url));
const STOP_MS = 5000;

export function build(settings: DeviceSettings, overrides: DeviceOverrides = {}): Device {
  const clock = overrides.clock ?? createSystemClock();
  const spoken = createPinoLog({ name: 'kiosk', level: settings.logLevel });
  const logFile = createRotatingLogFile({ folder: join(settings.dataFolder, 'log'), now: () => clock.now(), redact: (text) => redact(text) });
  const log = calmLog(createPrivateLog(overrides.log ?? bothLogs(spoken, logFile)), clock);
  const newId = createTimeOrderedIds(() => clock.now());
  const boot = randomUUID();
  const vitals = createProcessVitals();
  const pronunciations: Record<string, string[]> = {}; // filled by the active pack; the voice looks into it at each sentence
  const recognizer = createVoskRecognizer({ models: settings.models, clock, log });
  const microphone = meterMicrophone(overrides.microphone ?? (settings.microphone === 'none' ? createSilentMicrophone() : createRecorderMicrophone({ clock, log, ...device(settings.microphone) })));
  const box = overrides.loudspeaker ?? (settings.loudspeaker === 'none' ? createSilentLoudspeaker() : createSpeakerLoudspeaker({ clock, log, ...device(settings.loudspeaker) }));
  const loudspeaker = watchLoudspeaker(box, clock);
  const synthesizer = overrides.synthesizer ?? chosenVoice(settings, pronunciations);
  const sounds = settings.soundFolder === null ? null : createFixedSounds(createFileSoundStore({ folder: settings.soundFolder, now: () => clock.now() }));
  const speaking = createSpeaking({ synthesizer, loudspeaker, clock, log, voice: JSON.stringify([settings.voices, settings.voiceCommands]), ...(sounds ? { store: sounds } : {}) });
  const screen = overrides.screen ?? createSocketScreen({ port: settings.port, folder: SCREEN_FOLDER, log });
  let keys: KeyRing | null = null;
  const trust = createHubTrust({
    given: settings.hub && settings.secret !== null ? { address: settings.address, ...settings.hub, secret: settings.secret, pins: settings.pins ?? [] } : null,
    movedTo: settings.secret === null && !settings.claim ? settings.hub : null,
    file: createKnownHubFile(settings.dataFolder), ring: () => keys, name: settings.address,
    problem: (error) => log.warn('what the hub said could not be kept on the disk', { reason: String(error) }),
  });
  const line = createHubLine({ trust, followed(hubKey, handovers) {
    const text = `The hub has changed its key ${handovers} times since this kiosk was here last; its own keys have vouched for the one it has now, ${shortKey(hubKey)}.`;
    log.warn(text);
    service?.incident('hub-key-followed', text, { key: shortKey(hubKey), handovers });
  }, stranger: (hubKey) => membership.stranger(hubKey) });
  const link: HubLink & { reconnect?(reason: string): void } = overrides.link ?? createMqttHubLink({ trust, openLine: () => line.openMqtt(), fetch: line.fetch, boot, clock, log, random: Math.random, refused: () => membership.refused(), admitted: () => membership.admitted() });
  const membership = createHubMembership({
    trust, ring: () => keys, fetch: line.fetch, ask: line.askStranger, clock, log, random: Math.random, claim: settings.claim ?? null, homeLanguage: settings.homeLanguage,
    reconnect: (reason) => link.reconnect?.(reason), letIn: () => releases?.letIn(),
  });
  let releases: ContentParts | null = null;
  const named = (): string => { const { tenant, site, kiosk } = trust.address(); return `${tenant}/${site}/${kiosk}`; };
  let service: KioskService | null = null;
  let systemd: SystemdWatchdog | null = null;
  let unwatchUsb: () => void = () => undefined;
  const parts: NonNullable<UpkeepPorts['parts']> = {
    recognizer: { ...createProbe(clock, () => (recognizer.pid === null ? null : recognizer.memory())), restart: () => recognizer.kill() },
    loudspeaker: { stuckMs: loudspeaker.stuckMs, restart() { if ('kill' in box && typeof box.kill === 'function') (box.kill as () => void)(); } },
  };

  /** What of the settings is not the kiosk's own business: the ears and the log. */
  function settingsChanged({ wakeSensitivity, logLevel }: LiveSettings): void {
    if (listening.sensitivity !== wakeSensitivity) {
      listening.sensitivity = wakeSensitivity;
      listening.apply();
    }
    spoken.level(logLevel ?? settings.logLevel);
    logFile.level(logLevel ?? 'info');
  }
  const listening = { sensitivity: 'usual' as LiveSettings['wakeSensitivity'], phrases: [] as KioskContent['wake'], apply: (): void => undefined };

  const upkeep: UpkeepPorts = {
    microphone, loudspeaker, parts, settingsChanged, without: { microphone: settings.microphone === 'none', loudspeaker: settings.loudspeaker === 'none' },
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    diskFree() {
      try {
        const { bavail, bsize } = statfsSync(settings.dataFolder);
        return bavail * bsize;
      } catch {
        return null;
      }
    },
    alive: () => systemd?.alive(),
    async uploadLog(lines) {
      const kept = logFile.tail(lines).map((one) => redact(one).text);
      const answer = await line.fetch('/api/kiosk-log', { method: 'POST', json: { lines: kept }, headers: { 'x-foyer': 'kiosk' } });
      await answer.body?.cancel();
      return answer.ok ? { ok: true, detail: `${kept.length} lines` } : { ok: false, detail: `the hub answered ${answer.status}` };
    },
    ...(settings.rebootCommand ? { rebootMachine() {
      const [program = '', ...args] = settings.rebootCommand ?? [];
      clock.setTimeout(() => { spawn(program, args, { stdio: 'ignore', detached: true }).on('error', (error) => log.error('the machine could not be restarted', { reason: error.message })).unref(); }, 1000);
      return { ok: true, detail: 'the machine restarts' };
    } } : {}),
  };

  async function openStore(): Promise<{ disk: Store | null; incidents: IncidentNote[] }> {
    try {
      const { store, setAside } = await openSqliteStore({ folder: settings.dataFolder, get source() { return `/${named()}`; }, newId, now: () => clock.now() });
      if (setAside === null) return { disk: store, incidents: [] };
      const fault = new Fault('store-corrupt', `The kiosk's database was damaged and a new one was made.`, `The damaged file is kept as ${setAside}.`);
      log.error(fault.sentence);
      return { disk: store, incidents: [{ code: fault.code, text: fault.message, facts: { file: basename(setAside) } }] };
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('data-folder-not-writable', `The data folder cannot be used (${String(error)}).`, 'Choose another with --data.', { where: settings.dataFolder, cause: error });
      log.error(`${fault.sentence} The kiosk goes on and keeps its records in memory.`);
      return { disk: null, incidents: [{ code: fault.code, text: fault.message }] };
    }
  }

  function keyDamaged(anew: boolean, setAside: string, incidents: IncidentNote[]): void {
    const text = anew ? 'Both copies of this kiosk\'s key were damaged and it has a new one: it must be claimed again.' : 'This kiosk\'s key was damaged; it was made whole from its second copy.';
    log.error(`${text} The damaged file is kept as ${setAside}.`);
    incidents.push({ code: anew ? 'kiosk-key-lost' : 'kiosk-key-mended', text, facts: { file: basename(setAside) } });
  }
  async function openContent(incidents: IncidentNote[]): Promise<ContentParts | null> {
    try {
      return await openContentParts({
        dataFolder: settings.dataFolder, rootFile: settings.contentRoot ?? null, clock, log, random: Math.random,
        incident: (code, text, facts = {}) => { if (service) service.incident(code, text, facts); else incidents.push({ code, text, facts }); },
      });
    } catch (error) {
      if (!(error instanceof Fault) || error.code === 'usage') throw error;
      log.error(`${error.sentence} Content is kept in memory.`);
      return null;
    }
  }
  function watchUsb(content: ContentParts, folder: string): () => void {
    return watchFolder({ folder, file: 'release.json', clock, async appeared() {
      if (service?.upkeep.settings.current().usbFolder === false) return log.warn('a release was carried here, but the hub does not allow it', { folder });
      try {
        const { release, fetch } = content.inFolder(folder);
        log.info('a release was carried here', { pack: release.pack, version: release.version });
        const why = await service?.content.install(release, fetch) ?? null;
        if (why === null) log.info('the carried release is installed', { pack: release.pack, version: release.version });
        else service?.incident('carried-release-refused', why);
      } catch (error) {
        log.error(error instanceof Fault ? error.sentence : String(error));
      }
    } });
  }

  return {
    screen, recognizer, vitals, clock,
    get service() {
      if (!service) throw new Fault('internal', 'The kiosk has not been started.', 'Call start() first.');
      return service;
    },
    async start() {
      const idle = idleSwitches(process.env);
      if (idle.length > 0) log.warn(`${idle.join(', ')}: set in the environment and ignored, because FOYER_FAULT_RIG=1 is not`);
      const local = settings.pack === null ? null : readLocal(settings.pack);
      const { disk, incidents } = await openStore();
      const content = releases = await openContent(incidents);
      if (settings.claim || trust.hub()?.secret === null) {
        const opened = await openKioskKeys({ folder: settings.dataFolder });
        keys = opened;
        if (opened.setAside !== null) keyDamaged(opened.anew, opened.setAside, incidents);
      }
      const hearing = createHearing({ microphone, voiceActivity: await createFvadVoiceActivity(), recognizer, wake: { phrases: [], decoys: [] }, ownWords: () => speaking.saying, clock, log });
      listening.apply = () => hearing.wake({ phrases: listening.phrases, decoys: [], sensitivity: listening.sensitivity });
      systemd = await createSystemdWatchdog({ environment: process.env, pid: process.pid, monotonic: () => clock.monotonic(), log });
      service = createKioskService({
        get name() { return named(); },
        boot, clock, log, hearing, speaking, screen, disk, link, slots: content?.slots ?? null,
        ...(content && !overrides.link ? { fetchRelease: content.overHttp({ fetch: line.fetch, where: () => trust.hub()?.http ?? '', link }) } : {}),
        load: createWorkerContent({ log, clock, watch: (part) => { parts.conversation = part; } }), newId, random: Math.random,
        vitals: () => vitals.read(), local, pinned: local?.name ?? null, echoCancelled: settings.echoCancelled, homeLanguage: settings.homeLanguage,
        versions: { foyer: PROGRAM.version, node: process.versions.node }, capabilities: ['screen', 'voice', 'escalation'], incidents, upkeep, membership,
        contentComing: (on) => speaking.hold(on),
        contentSettled: () => vitals.giveBack(),
        contentChanged(content: KioskContent) {
          for (const word of Object.keys(pronunciations)) delete pronunciations[word];
          Object.assign(pronunciations, content.pronunciations);
          listening.phrases = content.wake;
          listening.apply();
          sounds?.allow(content.conversation.fixedPrompts());
          speaking.prepare(content.conversation.fixedPrompts());
        },
        restart: overrides.restart ?? (() => process.kill(process.pid, 'SIGTERM')),
        ...(overrides.observe ? { observe: overrides.observe } : {}),
        ...(overrides.farewellMs === undefined ? {} : { farewellMs: overrides.farewellMs }),
      });
      try {
        await service.start();
        if (content && settings.usbFolder) unwatchUsb = watchUsb(content, settings.usbFolder);
        systemd.ready();
        vitals.giveBack();
      } catch (error) {
        await service.stop().catch(() => undefined); // what was started before it failed
        throw error;
      }
    },
    async stop() {
      unwatchUsb();
      vitals.stop();
      systemd?.stopping();
      if (!service) return;
      let cancel = (): void => { /* replaced at once */ };
      await Promise.race([service.stop(), new Promise<void>((resolve) => { cancel = clock.setTimeout(resolve, STOP_MS); })]);
      cancel();
    },
  };
}

function chosenVoice(settings: DeviceSettings, pronunciations: Record<string, string[]>): Synthesizer {
  const usual = createEspeakSynthesizer({ voices: settings.voices, pronunciations });
  const languages = (['zh', 'en'] as const).filter((language) => settings.voiceCommands[language] !== undefined);
  if (languages.length === 0) return usual;
  const own = createCommandSynthesizer({ commands: settings.voiceCommands });
  return languages.length === 2 ? own : voicesByLanguage(usual, { synthesizer: own, languages });
}

function device(name: string): { device?: string } {
  return name === 'default' ? {} : { device: name };
}

function readLocal(pack: string): LocalContent {
  const files = readBundle(packFolder(pack));
  return { files, ...packIdentity(files['pack.yaml'] ?? ''), sha256: createHash('sha256').update(bundleText(files)).digest('hex') };
}
