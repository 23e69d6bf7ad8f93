// The settings in force at this kiosk: what the hub gave, over the kiosk's own flags, under what the schedule switches now.
// Each key is checked by itself: one that cannot be used is refused with its reason and the others hold.
import type { Language, LocalText } from '../../flows/protocol/language.ts';
import { checkSetting, SETTING_KEYS, settingsText, type SettingKey, type SettingsDocument } from '../../flows/protocol/settings.ts';
import { localDay, localHour } from '../../flows/schedule/local-time.ts';
import { whatHolds } from '../../flows/schedule/holds.ts';
import type { Clock, Log, Store } from './ports.ts';

/** What the parts of a kiosk ask for, whole at every moment. */
export interface LiveSettings {
  volume: number; // 0..4
  speechRate: number;
  homeLanguage: Language;
  idleSeconds: number | null; // null = as the pack says
  wakeSensitivity: 'low' | 'usual' | 'high';
  attractNotice: LocalText;
  touchOnly: boolean;
  survey: boolean;
  logLevel: string | null; // null = as it was started
  drainRateCeiling: number; // events a second
  usbFolder: boolean; // false: a folder given by --usb is not read
  /** False: the kiosk sleeps. */
  open: boolean;
  rules: readonly string[]; // of the schedule, in force
}

export interface SettingsReport { version: number; hash: string; refused: { key: string; reason: string }[] }

export interface SettingsHolder {
  current(): LiveSettings;
  /** Takes a desired document; false when it is older than the one in force. */
  take(version: number, document: Record<string, unknown>): boolean;
  report(): SettingsReport;
  /** Version of the document in force; 0 = none yet. */
  version(): number;
  onChange(listener: (settings: LiveSettings) => void): void;
  /** Once a day, in the hour set for it. */
  onQuietHour(listener: () => void): void;
  start(): void;
  stop(): void;
}

export interface SettingsHolderOptions {
  store: Pick<Store, 'get' | 'set'>;
  clock: Clock;
  log: Log;
  homeLanguage: Language;
  /** The machine's own zone, an IANA name. */
  machineZone: string;
  /** SHA-256 in lower-case hex. */
  hash(text: string): string;
  clockTrusted(): boolean;
}

const KEPT = 'settings';
const LOOK_MS = 10_000;
export const USUAL_SETTINGS: LiveSettings = {
  volume: 2, speechRate: 1, homeLanguage: 'zh', idleSeconds: null, wakeSensitivity: 'usual', attractNotice: {}, touchOnly: false, survey: true, logLevel: null,
  drainRateCeiling: 500, usbFolder: true, open: true, rules: [],
};

/** Splits a document of the hub into what this version can use and what it refuses. */
function readSettings(document: Record<string, unknown>): { taken: SettingsDocument; refused: { key: string; reason: string }[] } {
  const taken: Record<string, unknown> = {};
  const refused: { key: string; reason: string }[] = [];
  for (const [key, value] of Object.entries(document).slice(0, 200)) {
    const checked = checkSetting(key, value);
    if (checked.ok) taken[key] = checked.value;
    else refused.push({ key: key.slice(0, 60), reason: checked.reason });
  }
  return { taken: taken as SettingsDocument, refused: refused.slice(0, 100) };
}

export function createSettingsHolder(options: SettingsHolderOptions): SettingsHolder {
  const { store, clock, log } = options;
  const listeners: ((settings: LiveSettings) => void)[] = [];
  const quiet: (() => void)[] = [];
  let version = 0;
  let given: SettingsDocument = {};
  let refused: { key: string; reason: string }[] = [];
  let now: LiveSettings = { ...USUAL_SETTINGS, homeLanguage: options.homeLanguage };
  let cancel: () => void = () => undefined;
  let restored = false;

  function zone(): string { return given.timeZone ?? options.machineZone; }
  /** Read when it is first asked for, because the store may not be open before. */
  function restore(): void {
    if (restored) return;
    restored = true;
    const text = store.get(KEPT);
    if (text === null) return;
    try {
      const kept = JSON.parse(text) as { version: number; document: Record<string, unknown> };
      version = Number(kept.version) || 0;
      ({ taken: given, refused } = readSettings(kept.document));
    } catch {
      log.warn('the kept settings cannot be read; the kiosk goes on with its own until the hub sends them again');
    }
  }
  function compute(): LiveSettings {
    restore();
    const { overlay, open, rules } = whatHolds(given.schedule ?? null, given.openingHours ?? null, { at: clock.now(), zone: zone(), trusted: options.clockTrusted() });
    const plain = Object.fromEntries(SETTING_KEYS.filter((key) => key in now && given[key] !== undefined).map((key) => [key, given[key as SettingKey]]));
    return { ...USUAL_SETTINGS, homeLanguage: options.homeLanguage, ...plain, ...overlay, open, rules } as LiveSettings;
  }
  function look(): void {
    const next = compute();
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    now = next;
    for (const listener of listeners) listener(now);
  }
  function quietHour(): void {
    if (given.quietHour === undefined || !options.clockTrusted()) return;
    const at = clock.now();
    const { date } = localDay(at, zone());
    if (localHour(at, zone()) !== given.quietHour || store.get('quiet-hour-done') === date) return;
    store.set('quiet-hour-done', date);
    for (const listener of quiet) listener();
  }
  function tick(): void {
    cancel = clock.setTimeout(() => {
      tick();
      look();
      quietHour();
    }, LOOK_MS);
  }

  return {
    current: () => now,
    take(next, document) {
      restore();
      if (next < version) {
        log.info('settings of an older version were ignored', { version: next, inForce: version });
        return false;
      }
      version = next;
      ({ taken: given, refused } = readSettings(document));
      store.set(KEPT, JSON.stringify({ version, document }));
      if (refused.length > 0) log.warn('some settings cannot be used here', { keys: refused.map((one) => one.key).join(', ') });
      look();
      return true;
    },
    report: () => ({ version, hash: options.hash(settingsText(given)), refused }),
    version: () => { restore(); return version; },
    onChange(listener) { listeners.push(listener); },
    onQuietHour(listener) { quiet.push(listener); },
    start() {
      look();
      tick();
    },
    stop() { cancel(); },
  };
}
