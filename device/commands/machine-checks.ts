// What a kiosk needs from its machine, each asked in the way in which it will be used, and the line that mends it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Fault } from '../../flows/protocol/faults.ts';
import { createEspeakSynthesizer } from '../adapters/espeak-synthesizer.ts';
import { createFvadVoiceActivity } from '../adapters/fvad-voice-activity.ts';
import { createRecorderMicrophone } from '../adapters/recorder-microphone.ts';
import { createSpeakerLoudspeaker } from '../adapters/speaker-loudspeaker.ts';
import { createSystemClock } from '../adapters/system-clock.ts';
import type { Log } from '../core/ports.ts';
import { recognizerFrom, type ModelFlags } from './voice-flags.ts';

/** `essential`: without it the kiosk cannot serve at all; the rest it does without, and says so on its screen. */
export interface Finding { check: string; state: 'ok' | 'missing' | 'warning'; essential: boolean; text: string; mend: string }
export interface MachineFlags extends ModelFlags { data: string; mic?: string; speaker?: string }

const SOUND_MS = 3000;
const LEAST_FREE_MB = 200;
const WANTED_FREE_MB = 2000;
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const require = createRequire(import.meta.url);

const ok = (check: string, text: string, essential = false): Finding => ({ check, state: 'ok', essential, text, mend: '' });
const missing = (check: string, text: string, mend: string, essential = false): Finding => ({ check, state: 'missing', essential, text, mend });
const warning = (check: string, text: string, mend: string): Finding => ({ check, state: 'warning', essential: false, text, mend });

/** Standard output of a program, null when it is not there or fails. */
function output(program: string, args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 5000 });
    let text = '';
    child.stdout.on('data', (data: Buffer) => (text += data.toString()));
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve(code === 0 ? text : null));
  });
}

function programIn(names: string[]): string | null {
  for (const name of names) for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) if (folder && existsSync(path.join(folder, name))) return path.join(folder, name);
  return null;
}

async function node(): Promise<Finding> {
  const version = process.versions.node;
  return Number(version.split('.')[0]) >= 24 ? ok('node', `Node ${version}`, true) : missing('node', `Node ${version} is too old.`, 'Start through `npm start` or `npx foyer`, which bring Node 24 along.', true);
}

/** Loaded where that is safe; `speaker` would abort this very process without a sound device, so its file is looked for. */
async function nativeModules(): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const [name, essential] of [['koffi', true], ['better-sqlite3', true]] as const) {
    try {
      require(name);
      found.push(ok(`module ${name}`, 'loads', essential));
    } catch (error) {
      found.push(missing(`module ${name}`, `It does not load (${(error as Error).message.split('\n')[0]}).`, 'Run `npm ci` again.', essential));
    }
  }
  try {
    const folder = path.dirname(require.resolve('speaker/package.json'));
    found.push(existsSync(path.join(folder, 'build/Release/binding.node')) ? ok('module speaker', 'is built') : missing('module speaker', 'The loudspeaker binding is not built.', '`apt-get install libasound2-dev build-essential python3`, then `npm rebuild speaker`.'));
  } catch {
    found.push(missing('module speaker', 'The loudspeaker binding is not installed.', '`apt-get install libasound2-dev build-essential python3`, then `npm install`.'));
  }
  try {
    await createFvadVoiceActivity();
    found.push(ok('voice detector', 'loads', true));
  } catch (error) {
    found.push(missing('voice detector', `It does not load (${String(error)}).`, 'Run `npm ci` again.', true));
  }
  return found;
}

async function recognizer(flags: MachineFlags): Promise<Finding> {
  const asked = recognizerFrom(flags);
  try {
    await asked.start({ down: () => undefined, up: () => undefined });
    const stream = await asked.open({ language: 'any' });
    stream.accept(new Int16Array(16000));
    await stream.finish();
    const memory = await asked.memory();
    return ok('speech model', `loads and decodes (${Math.round((memory ?? 0) / 1e6)} MB)`, true);
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault('recognizer-crashed', String(error), 'Install the model again with `foyer models install`.');
    return missing('speech model', `${fault.where ? `${fault.where}: ` : ''}${fault.message}`, fault.mend, true);
  } finally {
    await asked.stop();
  }
}

async function microphone(flags: MachineFlags): Promise<Finding> {
  if (!programIn(['arecord'])) return missing('microphone', 'The recording program arecord is not installed.', '`apt-get install alsa-utils`');
  const asked = createRecorderMicrophone({ clock: createSystemClock(), log: silent, ...(flags.mic ? { device: flags.mic } : {}) });
  const heard = await new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve('it gives no sound'), SOUND_MS);
    const known = (what: string | null): void => {
      clearTimeout(timer);
      resolve(what);
    };
    asked.start({ frame: () => undefined, up: () => known(null), down: known }).catch((error: unknown) => known(String(error)));
  });
  await asked.stop();
  return heard === null ? ok('microphone', 'gives sound') : missing('microphone', `No microphone: ${heard}.`, 'Connect one and look for it with `arecord -l`; the kiosk serves by touch meanwhile.');
}

async function loudspeaker(flags: MachineFlags): Promise<Finding> {
  const asked = createSpeakerLoudspeaker({ clock: createSystemClock(), log: silent, ...(flags.speaker ? { device: flags.speaker } : {}) });
  const opened = await new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve('it does not answer'), SOUND_MS + 2000);
    const known = (what: string | null): void => {
      clearTimeout(timer);
      resolve(what);
    };
    asked.start({ up: () => known(null), down: known, level: () => undefined }).catch((error: unknown) => known(String(error)));
  });
  await asked.stop();
  return opened === null ? ok('loudspeaker', 'opens') : missing('loudspeaker', `No loudspeaker: ${opened}.`, 'Connect one and look for it with `aplay -l`; the kiosk shows its words meanwhile.');
}

async function voice(): Promise<Finding> {
  const synthesizer = createEspeakSynthesizer();
  try {
    for (const [text, language] of [['你好', 'zh'], ['hello', 'en']] as const) {
      const audio = await synthesizer.render(text, language, { rate: 1 });
      if (audio.samples.length < 1000) return missing('voice', `espeak-ng says nothing in ${language}.`, '`apt-get install --reinstall espeak-ng espeak-ng-data`', true);
    }
    return ok('voice', 'espeak-ng speaks Mandarin and English', true);
  } catch (error) {
    return missing('voice', error instanceof Error ? error.message : String(error), '`apt-get install espeak-ng`', true);
  } finally {
    await synthesizer.stop();
  }
}

async function browser(): Promise<Finding> {
  const found = programIn(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']);
  return found ? ok('browser', found) : missing('browser', 'There is no Chromium on this machine.', '`apt-get install chromium`, or open the screen\'s address on another device.');
}

async function font(): Promise<Finding> {
  const list = await output('fc-list', [':lang=zh', 'family']);
  if (list === null) return warning('Chinese font', 'It cannot be told: fc-list is not installed.', '`apt-get install fontconfig fonts-wqy-microhei`');
  const first = list.split('\n').find((line) => line.trim() !== '');
  return first ? ok('Chinese font', first.trim()) : missing('Chinese font', 'No font with Chinese characters.', '`apt-get install fonts-wqy-microhei`');
}

async function time(): Promise<Finding> {
  const year = new Date().getFullYear();
  if (year < 2026 || year > 2060) return missing('clock', `The clock says ${new Date().toISOString().slice(0, 10)}.`, 'Set it with `timedatectl set-ntp true`, or `date -s`; opening hours and schedules depend on it.');
  const synchronised = await output('timedatectl', ['show', '-p', 'NTPSynchronized', '--value']);
  return synchronised?.trim() === 'no' ? warning('clock', 'The clock is not synchronised.', '`timedatectl set-ntp true`') : ok('clock', `${new Date().toISOString().slice(0, 16)}Z`);
}

async function disk(flags: MachineFlags): Promise<Finding[]> {
  const folder = path.resolve(flags.data);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    return [missing('data folder', `${folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? ''}).`, 'Make it writable or choose another with --data.', true)];
  }
  const { bavail, bsize } = await statfs(folder);
  const free = Math.round((bavail * bsize) / 1e6);
  if (free < LEAST_FREE_MB) return [ok('data folder', folder, true), missing('disk', `Only ${free} MB are free.`, 'Make room: the kiosk keeps up to 256 MB of records when the hub is away.', true)];
  return [ok('data folder', folder, true), free < WANTED_FREE_MB ? warning('disk', `Only ${free} MB are free.`, 'Make room for models and records.') : ok('disk', `${free} MB free`, true)];
}

async function unpacking(): Promise<Finding> {
  return programIn(['unzip', 'python3', 'bsdtar']) ? ok('unpacking', 'models can be unpacked') : warning('unpacking', 'Models cannot be unpacked.', '`apt-get install unzip`');
}

/** Every check, in the order in which they are read; each ends by itself within seconds. */
export async function checkMachine(flags: MachineFlags, found: (finding: Finding) => void): Promise<void> {
  const checks: (() => Promise<Finding | Finding[]>)[] = [node, nativeModules, () => recognizer(flags), voice, () => microphone(flags), () => loudspeaker(flags), browser, font, time, () => disk(flags), unpacking];
  for (const check of checks) for (const finding of [await check()].flat()) found(finding);
}
