// `foyer wake`: the wake-word events of a sound file, by the very hearing that a kiosk runs, as fast as it decodes.
import type { Command } from 'commander';
import type { Language } from '../../flows/protocol/language.ts';
import { createFvadVoiceActivity } from '../adapters/fvad-voice-activity.ts';
import { createSystemClock } from '../adapters/system-clock.ts';
import { createWavMicrophone } from '../adapters/wav-microphone.ts';
import { createHearing } from '../core/hearing.ts';
import type { Log } from '../core/ports.ts';
import type { WakePhrase } from '../core/wake-decision.ts';
import { addModelFlags, phrasesFrom, print, recognizerFrom, requireKnown, seconds, stderrLog, wavFrom, type ModelFlags } from './voice-flags.ts';

interface WakeFlags extends ModelFlags { wav: string; phrases?: string; decoys?: string; json?: boolean; rejected?: boolean }

const PHRASES = ['你好小厅', 'hello kiosk'];

export function registerWake(program: Command): void {
  addModelFlags(program.command('wake').description('wake-word events of a WAV file, with times and scores'))
    .requiredOption('--wav <file>', 'WAV file: 16 bit, mono or stereo, 8 to 48 kHz')
    .option('--phrases <file>', `wake phrases, one a line or a JSON array (default: ${PHRASES.join(', ')})`)
    .option('--decoys <file>', 'phrases that must not be taken for them, besides those the model brings')
    .option('--rejected', 'also what came near and why it was refused')
    .option('--json', 'JSON lines on stdout')
    .action(wake);
}

const languageOf = (phrase: string): Language => (/\p{Script=Han}/u.test(phrase) ? 'zh' : 'en');

async function wake(flags: WakeFlags): Promise<void> {
  const texts = flags.phrases === undefined ? PHRASES : await phrasesFrom(flags.phrases);
  const decoys = flags.decoys === undefined ? [] : await phrasesFrom(flags.decoys);
  const sound = await wavFrom(flags.wav);
  const clock = createSystemClock();
  const recognizer = recognizerFrom(flags);
  const phrases: WakePhrase[] = texts.map((phrase) => ({ phrase, language: languageOf(phrase) }));
  const settle = async (): Promise<void> => {
    await recognizer.settled();
    await hearing.settled();
  };
  const microphone = createWavMicrophone({ clock, speed: 'fast', sounds: [sound], pace: settle, tailMs: 1500 });
  const log: Log = {
    ...stderrLog,
    debug(text, fields) {
      if (text !== 'not the wake phrase' || !flags.rejected) return;
      const at = seconds((Number(fields?.['at'] ?? origin) - origin) / 1000);
      print(flags.json ? { event: 'wake-refused', at_ms: Math.round(at * 1000), reason: fields?.['reason'], score: fields?.['score'] } : `${at.toFixed(2)} s  refused: ${String(fields?.['reason'])}`);
    },
  };
  const hearing = createHearing({ microphone, voiceActivity: await createFvadVoiceActivity(), recognizer, wake: { phrases, decoys }, clock, log });
  let origin = 0;
  let count = 0;
  let begun = 0;
  const ended = new Promise<void>((resolve) => microphone.onEnded(resolve));
  hearing.mode({ kind: 'wake' });
  await recognizer.start({ down: () => undefined, up: () => undefined });
  await requireKnown(recognizer, texts, flags.phrases ?? '--phrases');
  await recognizer.stop();
  try {
    await hearing.start({
      wake({ phrase, language, score, at }) {
        count++;
        const time = Math.round(at - origin);
        print(flags.json ? { event: 'wake-heard', at_ms: time, phrase, language, score: seconds(score) } : `${(time / 1000).toFixed(2)} s  ${phrase}  (${language}, score ${score.toFixed(2)})`);
      },
      speechStarted: () => undefined, partial: () => undefined, utterance: () => undefined, unintelligible: () => undefined, level: () => undefined, microphone: () => undefined,
    });
    origin = microphone.origin;
    begun = performance.now();
    await ended;
    await settle();
  } finally {
    await hearing.stop();
  }
  const factor = (performance.now() - begun) / Math.max(1, sound.length / 16);
  if (flags.json) print({ event: 'end', wakes: count, seconds: seconds(sound.length / 16000), real_time_factor: seconds(factor) });
  else print(`${count} wake-ups in ${(sound.length / 16000).toFixed(1)} s, real-time factor ${factor.toFixed(3)}`);
}
