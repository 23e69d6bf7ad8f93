// Everything by which a kiosk keeps itself well and tells the hub how it is: settings in force, self-test, watchdog, figures,
// and the commands that are about the machine and not about a visitor.
import type { IncidentFacts } from '../../flows/protocol/conversation.ts';
import type { Command } from '../../flows/protocol/fleet.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { CommandOutcome } from './command-desk.ts';
import { createSettingsHolder, type LiveSettings, type SettingsHolder } from './live-settings.ts';
import type { WatchedLoudspeaker } from './loudspeaker-watch.ts';
import type { MeteredMicrophone } from './mic-meter.ts';
import type { Clock, Log, Store } from './ports.ts';
import { createSelfTest, type SelfTest } from './self-test.ts';
import type { StatusBoard } from './status-board.ts';
import type { Speaking } from './voice-contract.ts';
import { createWatchdog, type WatchedPart } from './watchdog.ts';
import type { Watched } from './watchdog-ladder.ts';

/** What the machine offers; a test or a visit may offer nothing. */
export interface UpkeepPorts {
  microphone?: Pick<MeteredMicrophone, 'read' | 'listen'>;
  loudspeaker?: WatchedLoudspeaker;
  /** What the kiosk was started without, by somebody's wish. */
  without?: { microphone: boolean; loudspeaker: boolean };
  parts?: Partial<Record<Watched, WatchedPart>>;
  /** SHA-256 in lower-case hex. */
  hash?(text: string): string;
  /** IANA name of the machine's zone. */
  zone?: string;
  /** Bytes free for the data folder; null = unknown. */
  diskFree?(): number | null;
  /** Told every two seconds while the kiosk can vouch for itself. */
  alive?(): void;
  settingsChanged?(settings: LiveSettings): void;
  uploadLog?(lines: number): Promise<CommandOutcome>;
  /** Only where an operator has configured how. */
  rebootMachine?(): CommandOutcome;
}

export interface Upkeep {
  readonly settings: SettingsHolder;
  readonly selfTest: SelfTest;
  /** Figures for the next metric message. */
  figures(): Record<string, number>;
  /** Pages of the screen that are connected. */
  screens(count: number): void;
  heardSpeech(): void;
  /** A command that is about the machine; null = not one of these. */
  execute(command: Command): CommandOutcome | Promise<CommandOutcome> | null;
  start(): void;
  stop(): void;
}

const DEFAULT_LINES = 500;
const MOST_LINES = 5000;

export function createUpkeep(options: {
  ports: UpkeepPorts; store: Pick<Store, 'get' | 'set'>; clock: Clock; log: Log; homeLanguage: Language; echoCancelled: boolean;
  status: StatusBoard; speaking: Speaking;
  clockTrusted(): boolean;
  busy(): boolean;
  wakePhrases(): readonly { phrase: string; language: Language }[];
  incident(code: string, text: string, facts?: IncidentFacts): void;
  restartProcess(): void;
  /** New figures are worth sending at once. */
  tell(): void;
}): Upkeep {
  const { ports, clock, status } = options;
  const startedAt = clock.monotonic();
  let pages = 0;
  let pagesEver = false;
  let pagesGoneAt = clock.monotonic();
  let speechAt: number | null = null;

  const settings = createSettingsHolder({
    store: options.store, clock, log: options.log, homeLanguage: options.homeLanguage, machineZone: ports.zone ?? 'UTC',
    hash: ports.hash ?? ((text) => text.slice(0, 64)), clockTrusted: options.clockTrusted,
  });
  const selfTest = createSelfTest({
    clock, log: options.log, store: options.store, loudspeaker: ports.loudspeaker ?? null, microphone: ports.microphone ?? null, speaking: options.speaking,
    busy: () => options.busy(),
    wakePhrase() {
      const { touchOnly, open, homeLanguage } = settings.current();
      if (touchOnly || !open || status.microphone !== 'ok') return null;
      const phrases = options.wakePhrases();
      return phrases.find((one) => one.language === homeLanguage) ?? phrases[0] ?? null;
    },
    hindrance() {
      if (status.microphone === 'failed') return 'there is no microphone';
      if (status.loudspeaker === 'failed') return 'there is no loudspeaker';
      return options.echoCancelled ? 'echo cancelling takes the kiosk\'s own sound out of the microphone' : null;
    },
  });
  const watchdog = createWatchdog({
    clock, log: options.log, store: options.store, incident: options.incident, restartProcess: options.restartProcess, alive: () => ports.alive?.(),
    parts: { screen: { stuckMs: () => (pagesEver && pages === 0 ? clock.monotonic() - pagesGoneAt : null) }, ...ports.parts },
  });

  async function test(): Promise<CommandOutcome> {
    const running = selfTest.run();
    if (!running) return { ok: false, detail: 'a visitor is being served' };
    const { loopBack, phrase, why } = await running;
    options.tell();
    return { ok: loopBack === 'works' && phrase !== 'not-heard', detail: `${why} [tone ${loopBack}, phrase ${phrase}]` };
  }

  return {
    settings, selfTest,
    figures() {
      const seconds = (since: number): number => Math.round((clock.monotonic() - since) / 1000);
      const heard = ports.microphone?.read();
      const last = selfTest.last();
      const free = ports.diskFree?.() ?? null;
      return {
        uptime_s: seconds(startedAt), clock_unsure: options.clockTrusted() ? 0 : 1, mic_failed: status.microphone === 'failed' ? 1 : 0, speaker_failed: status.loudspeaker === 'failed' ? 1 : 0,
        ...(ports.without?.microphone ? { mic_none: 1 } : {}), ...(ports.without?.loudspeaker ? { speaker_none: 1 } : {}),
        screen_pages: pages, ...(pages === 0 ? { screen_away_s: seconds(pagesGoneAt) } : {}), asleep: settings.current().open ? 0 : 1, touch_only: settings.current().touchOnly ? 1 : 0,
        ...(speechAt === null ? {} : { speech_age_s: seconds(speechAt) }),
        ...(heard ? { mic_frames: heard.frames, mic_flat: heard.flat ? 1 : 0, mic_clipped_share: heard.clippedShare } : {}),
        ...(heard && heard.floorDb !== null ? { mic_floor_db: heard.floorDb } : {}), ...(heard && heard.loudestDb !== null ? { mic_loudest_db: heard.loudestDb } : {}),
        ...(last ? { self_test_age_s: Math.max(0, Math.round((clock.now() - last.at) / 1000)) } : {}),
        ...(last && last.loopBack !== 'not-tested' ? { loop_back: last.loopBack === 'works' ? 2 : last.loopBack === 'quieter' ? 1 : 0 } : {}),
        ...(last && last.levelDb !== null ? { loop_back_db: last.levelDb } : {}), ...(last && last.phrase !== 'not-tested' ? { wake_phrase: last.phrase === 'heard' ? 1 : 0 } : {}),
        ...(free === null ? {} : { disk_free_bytes: free }),
        ...Object.fromEntries(Object.entries(watchdog.taken()).map(([part, count]) => [`watchdog_${part}`, count])),
      };
    },
    screens(count) {
      if (count > 0) pagesEver = true;
      if (count === 0 && pages > 0) pagesGoneAt = clock.monotonic();
      pages = count;
    },
    heardSpeech() { speechAt = clock.monotonic(); },
    execute(command) {
      switch (command.name) {
        case 'self-test': return test();
        case 'upload-log': {
          const wanted = Number(command.args['lines'] ?? DEFAULT_LINES);
          return ports.uploadLog?.(Math.min(MOST_LINES, Math.max(1, Math.floor(wanted) || DEFAULT_LINES))) ?? { ok: false, detail: 'this kiosk keeps no log' };
        }
        case 'reboot-machine': return ports.rebootMachine?.() ?? { ok: false, detail: 'restarting the machine is not set up here (--reboot-command)' };
        default: return null;
      }
    },
    start() {
      settings.onQuietHour(() => { void selfTest.run()?.then(() => options.tell()); });
      if (ports.settingsChanged) settings.onChange(ports.settingsChanged);
      settings.start();
      ports.settingsChanged?.(settings.current());
      watchdog.start();
    },
    stop() {
      settings.stop();
      watchdog.stop();
    },
  };
}
