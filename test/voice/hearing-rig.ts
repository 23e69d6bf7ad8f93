// Real hearing on real parts: WAV microphone, WebRTC detector, libvosk in its process.
import { createFvadVoiceActivity } from '../../device/adapters/fvad-voice-activity.ts';
import { createVoskRecognizer } from '../../device/adapters/vosk-recognizer.ts';
import { createWavMicrophone, type WavMicrophone } from '../../device/adapters/wav-microphone.ts';
import { createHearing, type VoiceHearing } from '../../device/core/hearing.ts';
import type { Clock, Log, Microphone } from '../../device/core/ports.ts';
import type { HearingEvents, HearingMode } from '../../device/core/voice-contract.ts';
import type { WakeSettings } from '../../device/core/wake-decision.ts';
import { MODEL, quietLog, realClock } from './visitor-voice.ts';

export type Heard = { [K in keyof HearingEvents]: { what: K; at: number; args: Parameters<HearingEvents[K]> } }[keyof HearingEvents];

export const WAKE: WakeSettings = {
  phrases: [{ phrase: '你好小厅', language: 'zh' }, { phrase: 'hello kiosk', language: 'en' }],
  decoys: ['你好', '你好小助手', '你好小智', 'hello', 'hello assistant'],
};

export interface HearingRig {
  hearing: VoiceHearing;
  microphone: WavMicrophone;
  recognizer: ReturnType<typeof createVoskRecognizer>;
  heard: Heard[];
  /** The next event of this kind after `since` (index into `heard`); rejects after `ms`. */
  next<K extends Heard['what']>(what: K, options?: { since?: number; ms?: number }): Promise<Extract<Heard, { what: K }>>;
  of<K extends Heard['what']>(what: K): Extract<Heard, { what: K }>[];
  stop(): Promise<void>;
}

export async function hearingRig(options: { clock?: Clock; log?: Log; bed?: Int16Array; microphone?: (wav: WavMicrophone) => Microphone; wake?: WakeSettings } = {}): Promise<HearingRig> {
  const clock = options.clock ?? realClock;
  const log = options.log ?? quietLog;
  const recognizer = createVoskRecognizer({ models: { any: MODEL }, clock, log });
  const microphone = createWavMicrophone({ clock, ...(options.bed ? { bed: options.bed } : {}) });
  const hearing = createHearing({ microphone: options.microphone?.(microphone) ?? microphone, voiceActivity: await createFvadVoiceActivity(), recognizer, wake: options.wake ?? WAKE, clock, log });
  const heard: Heard[] = [];
  let waiting: (() => void)[] = [];
  const note = <K extends Heard['what']>(what: K) => (...args: unknown[]): void => {
    if (what === 'level') return;
    heard.push({ what, at: clock.monotonic(), args } as unknown as Heard);
    for (const look of waiting) look();
  };
  await hearing.start({
    wake: note('wake'), speechStarted: note('speechStarted'), partial: note('partial'), utterance: note('utterance'),
    unintelligible: note('unintelligible'), level: note('level'), microphone: note('microphone'),
  });
  const of = <K extends Heard['what']>(what: K) => heard.filter((event) => event.what === what) as Extract<Heard, { what: K }>[];
  return {
    hearing, microphone, recognizer, heard, of,
    next: (what, { since = 0, ms = 6000 } = {}) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = heard.slice(since).find((event) => event.what === what);
          if (!found) return;
          clearTimeout(timer);
          waiting = waiting.filter((other) => other !== look);
          resolve(found as never);
        };
        const timer = setTimeout(() => reject(new Error(`no ${what} within ${ms} ms; heard: ${JSON.stringify(heard.slice(since))}`)), ms);
        waiting.push(look);
        look();
      }),
    stop: () => hearing.stop(),
  };
}

export interface FastResult { heard: Heard[]; of<K extends Heard['what']>(what: K): Extract<Heard, { what: K }>[]; origin: number }

/** Plays `sound` through real hearing as fast as it decodes; times are those of the sound. `react` may change the mode as a kiosk would. */
export async function hearFast(sound: Int16Array, mode: HearingMode, react: (event: Heard, hearing: VoiceHearing) => void = () => undefined, options: { wake?: WakeSettings; log?: Log; levels?: boolean; ownWords?: () => string } = {}): Promise<FastResult> {
  const clock = realClock;
  const recognizer = createVoskRecognizer({ models: { any: MODEL }, clock, log: quietLog });
  const microphone = createWavMicrophone({ clock, speed: 'fast', sounds: [sound], tailMs: 2000, pace: async () => { await recognizer.settled(); await hearing.settled(); } });
  const hearing = createHearing({ microphone, voiceActivity: await createFvadVoiceActivity(), recognizer, wake: options.wake ?? WAKE, clock, log: options.log ?? quietLog, ...(options.ownWords ? { ownWords: options.ownWords } : {}) });
  const heard: Heard[] = [];
  const note = (what: Heard['what']) => (...args: unknown[]): void => {
    if (what === 'level' && !options.levels) return;
    const event = { what, at: 0, args } as unknown as Heard;
    if (what !== 'level') heard.push(event);
    react(event, hearing);
  };
  const ended = new Promise<void>((resolve) => microphone.onEnded(resolve));
  hearing.mode(mode);
  await hearing.start({
    wake: note('wake'), speechStarted: note('speechStarted'), partial: note('partial'), utterance: note('utterance'),
    unintelligible: note('unintelligible'), level: note('level'), microphone: note('microphone'),
  });
  await ended;
  await hearing.settled();
  await hearing.stop();
  return { heard, of: (what) => heard.filter((event) => event.what === what) as never, origin: microphone.origin };
}
