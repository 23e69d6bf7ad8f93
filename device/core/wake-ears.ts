// The two stages of waiting for the wake phrase: a closed grammar that always listens, and free dictation that must agree
// before anything happens.
import { openEar, type Ear } from './ear.ts';
import { SAMPLE_RATE, type Log, type Recognizer } from './ports.ts';
import { advised, decideWake, rescuedWake, wakeCandidate, wakeGrammar, type WakeSettings, type WakeVerdict } from './wake-decision.ts';

const LONGEST_PHRASE_SAMPLES = 3.2 * SAMPLE_RATE; // pre-roll and the pause after it included

export interface WakeEars {
  feed(samples: Int16Array): void;
  /** The closed pass now hears exactly a wake phrase; the time since when, else null. `tail`: at the end of other speech is enough. */
  candidateSince(tail: boolean): number | null;
  /** Ends this stretch; `audio` is the sound to be heard again freely. Null when the recogniser died. */
  decide(audio: Int16Array, tail: boolean): Promise<WakeVerdict | null>;
  reset(): void;
  close(): void;
}

export function openWakeEars(options: { recognizer: Recognizer; settings: WakeSettings; log: Log; now(): number }): WakeEars {
  const { recognizer, log, now } = options;
  let settings = options.settings;

  async function grammar(): Promise<string[]> {
    settings = advised(settings, (await recognizer.wakeProfile?.()) ?? {});
    const known: string[] = [];
    for (const phrase of wakeGrammar(settings)) {
      const unknown = await recognizer.unknownWords([phrase]);
      if (unknown.length === 0) known.push(phrase);
      else if (settings.phrases.some((entry) => entry.phrase === phrase)) log.error('the speech model does not know a word of the wake phrase', { phrase, unknown });
    }
    return known;
  }
  const closed: Ear = openEar({ recognizer, language: 'any', grammar: grammar(), log, now });
  const free: Ear = openEar({ recognizer, language: 'any', log, now });

  return {
    feed: (samples) => closed.feed(samples),
    candidateSince: (tail) => (wakeCandidate(closed.partial, settings, tail) ? closed.partialChangedAt : null),
    async decide(audio, tail) {
      const heard = await closed.finish();
      if (!heard) return null;
      const candidate = wakeCandidate(heard.text, settings, tail) !== null;
      if (!candidate && (tail || audio.length > LONGEST_PHRASE_SAMPLES || !heard.text.includes('[unk]'))) return { wake: null, reason: `closed grammar: "${heard.text}"`, score: 0 };
      free.feed(audio);
      const again = await free.finish();
      if (!again) return null;
      return candidate ? decideWake(heard, again, settings, tail) : rescuedWake(heard, again, settings);
    },
    reset: () => closed.reset(),
    close() {
      closed.close();
      free.close();
    },
  };
}
