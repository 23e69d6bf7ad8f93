// Synthesizer port over the espeak-ng program. Mandarin goes through its pinyin voice: the plain `cmn` voice spells
// characters in English. Text goes in by stdin, so that no text can become an option.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { scriptRuns } from '../core/clauses.ts';
import { joined } from '../core/pcm.ts';
import type { Synthesizer } from '../core/ports.ts';
import { spokenChinese } from '../core/spoken-chinese.ts';
import { spokenEnglish } from '../core/spoken-english.ts';
import { readWav } from '../core/wav-format.ts';

export interface EspeakOptions {
  program?: string;
  /** espeak-ng voice names; variants as in `en-us+f3`. */
  voices?: Partial<Record<Language, string>>;
  /** Words a minute at rate 1. */
  pace?: Partial<Record<Language, number>>;
  /** Pitch 0..99 (espeak-ng -p). */
  pitch?: number;
  /** Word -> numbered pinyin ("chong2 qing4") for Chinese, a respelling for Latin words; from a pack's lexicon. */
  pronunciations?: Record<string, string[]>;
}

const VOICES: Record<Language, string> = { zh: 'cmn-latn-pinyin', en: 'en-us' };
const PACE: Record<Language, number> = { zh: 165, en: 160 };
const SAMPLE_RATE = 22050;
const TIMEOUT_MS = 10_000;
const MEND = 'Install it with `apt-get install espeak-ng`, or set another voice command.';

interface Waiting { child: ChildProcessWithoutNullStreams; failed: NodeJS.ErrnoException | null }

const MOST_SPARES = 4; // two voices, at the usual and one other pace

type ToPinyin = (text: string) => string;

/** Numbered pinyin as espeak-ng reads it: neutral tone 5, v for ü. Loads the dictionary (about 2 MB) once. */
async function loadPinyin(): Promise<ToPinyin> {
  const { pinyin } = await import('pinyin-pro');
  return (text) =>
    pinyin(text, { toneType: 'num', type: 'array', nonZh: 'consecutive', toneSandhi: true })
      .map((syllable) => (/^[a-zü]+\d$/.test(syllable) ? syllable.replace('ü', 'v').replace('0', '5') : syllable))
      .join(' ')
      .replace(/[\u3002\uff01\uff1f\uff1b!?;\u2026]+/g, '. ')
      .replace(/[\uff0c\u3001\uff1a,:]+/g, ', ')
      .replace(/[^a-z0-9.,\s]/g, ' ')
      .replace(/\s+(?=[.,])/g, '')
      .replace(/\s+/g, ' ')
      .trim();
}

/** Cuts the silence that espeak-ng puts around every piece, so that pieces and clauses join as speech does. */
function trimmed(samples: Int16Array, keepMs: number): Int16Array {
  const keep = Math.round((keepMs * SAMPLE_RATE) / 1000);
  let first = 0;
  let last = samples.length - 1;
  while (first < samples.length && Math.abs(samples[first] ?? 0) < 90) first++;
  while (last > first && Math.abs(samples[last] ?? 0) < 90) last--;
  return samples.subarray(Math.max(0, first - keep), Math.min(samples.length, last + keep));
}

export function createEspeakSynthesizer(options: EspeakOptions = {}): Synthesizer {
  const program = options.program ?? 'espeak-ng';
  const voices = { ...VOICES, ...options.voices };
  const pace = { ...PACE, ...options.pace };
  let toPinyin: Promise<ToPinyin> | null = null;
  let running = false;
  const spares = new Map<string, Waiting>();

  function pronounced(text: string, say: (plain: string) => string): string {
    const words = Object.keys(options.pronunciations ?? {}).filter((word) => word !== '').sort((a, b) => b.length - a.length);
    if (words.length === 0) return say(text);
    const any = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'g');
    return text.split(any).map((part) => options.pronunciations?.[part]?.join(' ') ?? (part.trim() === '' ? part : say(part))).join(' ');
  }

  /** A process that has loaded its voice and waits for a text. */
  function launch(voice: string, wordsPerMinute: number): Waiting {
    const child = spawn(program, ['-v', voice, '-s', String(wordsPerMinute), ...(options.pitch === undefined ? [] : ['-p', String(options.pitch)]), '--stdin', '--stdout'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const waiting: Waiting = { child, failed: null };
    child.on('error', (error: NodeJS.ErrnoException) => (waiting.failed = error));
    child.stdin.on('error', () => undefined); // it may be gone before it has read; `close` tells
    return waiting;
  }

  const alive = ({ child, failed }: Waiting): boolean => failed === null && child.exitCode === null && child.signalCode === null;

  /** The spare one of this voice and pace, and a new spare in its place: starting a program takes longer than speaking a clause. */
  function take(voice: string, wordsPerMinute: number): Waiting {
    const key = `${voice} ${wordsPerMinute}`;
    const spare = spares.get(key);
    spares.delete(key);
    const chosen = spare && alive(spare) ? spare : launch(voice, wordsPerMinute);
    if (running) {
      const next = launch(voice, wordsPerMinute);
      spares.set(key, next);
      for (const part of [next.child, next.child.stdin, next.child.stdout, next.child.stderr]) (part as { unref?(): void }).unref?.();
      for (const [oldest, old] of spares) {
        if (spares.size <= MOST_SPARES) break;
        spares.delete(oldest);
        old.child.kill();
      }
    }
    return chosen;
  }

  function speak(text: string, voice: string, wordsPerMinute: number): Promise<Int16Array> {
    return new Promise((resolve, reject) => {
      const failed = (what: string, cause?: unknown): void => reject(new Fault('no-voice', what, MEND, { where: program, ...(cause === undefined ? {} : { cause }) }));
      const taken = take(voice, wordsPerMinute);
      const { child } = taken;
      for (const part of [child, child.stdin, child.stdout, child.stderr]) (part as { ref?(): void }).ref?.();
      const chunks: Buffer[] = [];
      let stderr = '';
      const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
      const notStarted = (error: NodeJS.ErrnoException): void => {
        clearTimeout(timer);
        failed(error.code === 'ENOENT' ? 'The voice program is not installed.' : `The voice program cannot be started (${error.code ?? error.message}).`, error);
      };
      if (taken.failed) return notStarted(taken.failed);
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('error', notStarted);
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        if (code !== 0) return failed(`The voice "${voice}" failed (${signal ?? `exit ${code}`}): ${stderr.trim().split('\n')[0] ?? ''}`);
        const bytes = Buffer.concat(chunks);
        if (bytes.length <= 44) return resolve(new Int16Array(0));
        try {
          resolve(readWav(bytes, program).samples);
        } catch (error) {
          failed('The voice program gave no sound that can be read.', error);
        }
      });
      child.stdin.end(text);
    });
  }

  /** espeak-ng takes an unknown voice without a word and speaks in another; so the list is asked first. */
  async function requireVoices(): Promise<void> {
    const list = (await output(['--voices'])).toLowerCase().split(/[\s()]+/);
    for (const voice of Object.values(voices)) {
      const base = voice.toLowerCase().split('+')[0] ?? '';
      if (!list.includes(base)) throw new Fault('no-voice', `espeak-ng has no voice "${voice}".`, '`espeak-ng --voices` shows those it has; set one of them.', { where: program });
    }
  }

  function output(args: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: TIMEOUT_MS });
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
      child.on('error', () => reject(new Fault('no-voice', 'The voice program is not installed.', MEND, { where: program })));
      child.on('close', () => resolve(text));
    });
  }

  async function piece(text: string, chinese: boolean, rate: number): Promise<Int16Array> {
    let plain = text;
    if (chinese) {
      toPinyin ??= loadPinyin();
      const pinyin = await toPinyin;
      plain = pronounced(text, pinyin);
    } else plain = pronounced(text, (part) => part);
    const language: Language = chinese ? 'zh' : 'en';
    const words = Math.round(Math.min(450, Math.max(80, pace[language] * rate)));
    // it kills itself on a few texts in ten thousand; the second try has always passed
    const sound = await speak(plain, voices[language], words).catch((error: unknown) => {
      if (error instanceof Fault && error.message.includes('SIG')) return speak(plain, voices[language], words);
      throw error;
    });
    return trimmed(sound, 15);
  }

  return {
    async start() {
      toPinyin ??= loadPinyin();
      await requireVoices();
      running = true;
      await Promise.all([speak('ready', voices.en, pace.en), speak('hao3', voices.zh, pace.zh)]);
      (await toPinyin)('你好'); // the dictionary is built at its first use
    },
    async render(text, language, { rate }) {
      const spoken = language === 'zh' ? spokenChinese(text) : spokenEnglish(text);
      const runs = scriptRuns(spoken).filter((run) => /[\p{L}\p{N}]/u.test(run.text));
      const parts = await Promise.all(runs.map((run) => piece(run.text, run.chinese || (language === 'zh' && !/\p{Script=Latin}/u.test(run.text)), rate)));
      return { samples: joined(parts), sampleRate: SAMPLE_RATE, phrases: [{ start: 0, end: text.length, atMs: 0 }] };
    },
    async stop() {
      running = false;
      toPinyin = null;
      for (const { child } of spares.values()) child.kill();
      spares.clear();
    },
  };
}
