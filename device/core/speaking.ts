// Speaking: a text becomes clauses, the first of which sounds while the others are rendered; captions follow the sound.
// Without a voice or a loudspeaker, time passes as if the text were read, so that the screen can show it.
import type { Language } from '../../flows/protocol/language.ts';
import { clausesOf, type Clause } from './clauses.ts';
import type { Clock, Log, Loudspeaker, SpokenAudio, Synthesizer } from './ports.ts';
import { createSpokenClauses, type SoundStore } from './spoken-clauses.ts';
import type { Speaking, SpeakingEvents } from './voice-contract.ts';

export interface SpeakingOptions {
  synthesizer: Synthesizer;
  loudspeaker: Loudspeaker;
  clock: Clock;
  log: Log;
  /** Names engine and voices, for the cache. */
  voice: string;
  store?: SoundStore;
}

export interface VoiceSpeaking extends Speaking {
  /** The text being said, or said last. */
  readonly saying: string;
  /** Resolves when nothing is being rendered. */
  settled(): Promise<void>;
  /** While true nothing is rendered ahead of time: starting the voice's program stops this whole process for milliseconds. */
  hold(on: boolean): void;
}

const READING_MS: Record<Language, number> = { zh: 210, en: 62 }; // a character, read silently and calmly
const SHORTEST_READING_MS = 800;
const RETRY_VOICE_MS = 15_000;
const OPENING_MS = 5000;

interface Saying { stopped: boolean; stop(): void; phrases(cancel: () => void): void }

export function createSpeaking(options: SpeakingOptions): VoiceSpeaking {
  const { synthesizer, loudspeaker, clock, log } = options;
  const clauses = createSpokenClauses({ synthesizer, voice: options.voice, log, ...(options.store ? { store: options.store } : {}) });
  let events: SpeakingEvents | null = null;
  let voiceReady = false;
  let loudspeakerUp = false;
  let current: Saying | null = null;
  let last = '';
  let cancelRetry: () => void = () => undefined;
  let preparing: Promise<void> = Promise.resolve();
  let free: Promise<void> = Promise.resolve(); // until then nothing is rendered ahead
  let release: () => void = () => undefined;
  let stopped = true;
  const troubles = new Map<'loudspeaker' | 'voice', string>();
  let shown: string | null = null;

  function trouble(part: 'loudspeaker' | 'voice', reason: string | null): void {
    if (reason === null) troubles.delete(part);
    else troubles.set(part, reason);
    const worst = troubles.get('loudspeaker') ?? troubles.get('voice') ?? null;
    if (stopped || worst === shown) return;
    if (worst === null || shown === null) events?.loudspeaker(worst === null ? 'ok' : 'failed', worst ?? '');
    shown = worst;
  }

  const timed = (saying: Saying, ms: number, run: () => void): void => saying.phrases(clock.setTimeout(() => void (saying.stopped || run()), ms));

  /** Puts clauses that are already rendered together, pauses between them, so that the device never runs dry inside a sentence. */
  function assembled(parts: { clause: Clause; audio: SpokenAudio }[]): SpokenAudio {
    const sampleRate = parts[0]?.audio.sampleRate ?? 22050;
    const usable = parts.filter((part) => part.audio.sampleRate === sampleRate);
    const gap = (clause: Clause): number => Math.round((clause.pause * sampleRate) / 1000);
    const samples = new Int16Array(usable.reduce((sum, { clause, audio }) => sum + audio.samples.length + gap(clause), 0));
    const phrases: SpokenAudio['phrases'] = [];
    let at = 0;
    for (const { clause, audio } of usable) {
      phrases.push({ start: clause.start, end: clause.end, atMs: (at * 1000) / sampleRate });
      samples.set(audio.samples, at);
      at += audio.samples.length + gap(clause);
    }
    return { samples, sampleRate, phrases };
  }

  /** Plays from `from` on whatever is rendered without a break; gives the clause to go on with. */
  async function playStretch(saying: Saying, text: string, list: Clause[], from: number, language: Language, settings: { rate: number; volume: number; onFirst(at: number): void }): Promise<{ next: number; result: 'done' | 'stopped' }> {
    const first = list[from] as Clause;
    const parts = [{ clause: first, audio: await clauses.get(first.text, language, settings.rate) }];
    let next = from + 1;
    for (let clause = list[next]; clause; clause = list[++next]) {
      const audio = clauses.ready(clause.text, language, settings.rate);
      if (!audio || audio.sampleRate !== parts[0]?.audio.sampleRate) break;
      parts.push({ clause, audio });
    }
    // what is not ready yet is rendered while this stretch sounds
    for (const clause of list.slice(next)) void clauses.get(clause.text, language, settings.rate).catch(() => undefined);
    if (saying.stopped) return { next, result: 'stopped' };
    const audio = assembled(parts);
    const result = await loudspeaker.play(audio, {
      volume: settings.volume,
      onFirst: (at) => {
        settings.onFirst(at);
        const lead = Math.max(0, at - clock.monotonic());
        for (const { start, end, atMs } of audio.phrases) timed(saying, lead + atMs, () => events?.phrase(text, start, end));
      },
    });
    return { next, result };
  }

  /** Nobody hears it: the phrases pass at the pace of a reader. */
  async function readSilently(saying: Saying, text: string, list: Clause[], language: Language, rate: number): Promise<void> {
    let at = 0;
    for (const clause of list) {
      timed(saying, at, () => events?.phrase(text, clause.start, clause.end));
      at += (clause.text.trim().length * READING_MS[language]) / rate + clause.pause;
    }
    await new Promise<void>((resolve) => {
      const finish = saying.stop;
      saying.stop = () => {
        finish();
        resolve();
      };
      saying.phrases(clock.setTimeout(resolve, Math.max(SHORTEST_READING_MS, at)));
    });
  }

  async function say(text: string, language: Language, settings: { rate: number; volume: number; onFirst?: (at: number) => void }): Promise<'done' | 'stopped' | 'unheard'> {
    current?.stop();
    const cancels: (() => void)[] = [];
    const saying: Saying = {
      stopped: false,
      stop() {
        saying.stopped = true;
        for (const cancel of cancels) cancel();
      },
      phrases: (cancel) => void cancels.push(cancel),
    };
    current = saying;
    last = text;
    const rate = Math.min(2, Math.max(0.5, settings.rate));
    const volume = Math.min(1, Math.max(0, settings.volume));
    const list = clausesOf(text);
    let from = 0;
    let begun = false;
    const onFirst = (at: number): void => {
      if (!begun) settings.onFirst?.(at);
      begun = true;
    };
    try {
      while (from < list.length && voiceReady && loudspeakerUp && !saying.stopped) {
        const { next, result } = await playStretch(saying, text, list, from, language, { rate, volume, onFirst });
        // a loudspeaker that dies cuts the sound too; the rest is then shown
        if (result === 'stopped' && (saying.stopped || loudspeakerUp)) return 'stopped';
        if (result === 'stopped') break;
        from = next;
      }
    } catch (error) {
      log.warn('a text could not be spoken', { reason: String(error) });
    } finally {
      if (from >= list.length && current === saying) current = null;
    }
    if (saying.stopped) return 'stopped';
    if (from >= list.length) return 'done';
    await readSilently(saying, text, list.slice(from), language, rate);
    if (current === saying) current = null;
    return saying.stopped ? 'stopped' : 'unheard';
  }

  async function startVoice(): Promise<void> {
    try {
      await synthesizer.start();
      voiceReady = true;
      trouble('voice', null);
    } catch (error) {
      trouble('voice', error instanceof Error ? error.message : String(error));
      if (!stopped) cancelRetry = clock.setTimeout(() => void startVoice(), RETRY_VOICE_MS);
    }
  }

  /** Resolves when the device has said whether it is there, so that the greeting is not lost to a slow start. */
  async function startLoudspeaker(): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = clock.setTimeout(resolve, OPENING_MS);
      const known = (reason: string | null): void => {
        loudspeakerUp = reason === null;
        trouble('loudspeaker', reason);
        cancel();
        resolve();
      };
      loudspeaker
        .start({ down: known, up: () => known(null), level: (level) => events?.level(level) })
        .catch((error: unknown) => known(error instanceof Error ? error.message : String(error)));
    });
  }

  return {
    async start(given) {
      events = given;
      stopped = false;
      shown = null;
      await Promise.all([startVoice(), startLoudspeaker()]);
    },
    say,
    silence() {
      current?.stop();
      current = null;
      loudspeaker.silence();
    },
    prepare(prompts) {
      const wanted = prompts.flatMap(({ text, language }) => clausesOf(text).map((clause) => ({ text: clause.text, language })));
      // one after the other: rendering must not take the machine from a visitor who is talking
      preparing = preparing.then(async () => {
        for (const { text, language } of wanted) {
          await free;
          if (stopped) return;
          if (voiceReady) await clauses.get(text, language, 1).catch(() => undefined);
        }
      });
    },
    hold(on) {
      release();
      free = on ? new Promise((resolve) => { release = resolve; }) : Promise.resolve();
    },
    get speaking() {
      return current !== null;
    },
    get saying() {
      return last;
    },
    async settled() {
      await clauses.settled();
    },
    async stop() {
      stopped = true;
      release();
      cancelRetry();
      current?.stop();
      current = null;
      loudspeaker.silence();
      await loudspeaker.stop();
      await synthesizer.stop();
      events = null;
    },
  };
}
