// The two passes of listening to a visitor: free dictation, and the closed grammar of what the dialog expects now.
import type { Expectation } from '../../flows/engine/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { openEar, type Ear } from './ear.ts';
import { silenceLimit } from './endpointing.ts';
import { closedPhrases, wantedPhrases } from './expectation-grammar.ts';
import type { Log, Recognizer } from './ports.ts';
import { joinWords } from '../../flows/engine/segmentation.ts';
import { chooseTranscript, inLanguage, type Transcript } from './transcript-choice.ts';

export interface ListeningEars {
  readonly key: string;
  feed(samples: Int16Array): void;
  /** Null when the recogniser died on the way. */
  finish(): Promise<Transcript | null>;
  reset(): void;
  close(): void;
  /** What is understood so far; `certain` characters of it have not changed of late. */
  partial(): { text: string; certain: number };
  /** Silence to wait for, ms. */
  limit(): number;
  /** The model heard the end of an utterance. */
  endpoint(): boolean;
  /** When what is understood last changed. */
  changedAt(): number;
}

export const listeningKey = (language: Language, expect: Expectation): string => JSON.stringify([language, expect]);

export function openListeningEars(options: { recognizer: Recognizer; language: Language; expect: Expectation; log: Log; now(): number; changed(): void }): ListeningEars {
  const { recognizer, language, expect, log } = options;
  const wanted = wantedPhrases(expect, language);
  let last = '';
  let certain = 0;

  async function grammar(): Promise<string[]> {
    const unknown = await recognizer.unknownWords(wanted);
    if (unknown.length > 0) log.debug('expected phrases hold words the speech model does not know', { unknown });
    return closedPhrases(expect, language, unknown);
  }

  function changed(): void {
    const text = joinWords(free.partial);
    let same = 0;
    while (same < text.length && text[same] === last[same]) same++;
    certain = same;
    last = text;
    options.changed();
  }
  const free: Ear = openEar({ recognizer, language, log, now: options.now, changed });
  const closed: Ear | null = wanted.length === 0 ? null : openEar({ recognizer, language, grammar: grammar(), log, now: options.now });

  return {
    key: listeningKey(language, expect),
    feed(samples) {
      free.feed(samples);
      closed?.feed(samples);
    },
    async finish() {
      const [said, narrow] = await Promise.all([free.finish(), closed?.finish() ?? null]);
      last = '';
      certain = 0;
      return said || narrow ? chooseTranscript(said && inLanguage(said, language), narrow, expect) : null;
    },
    reset() {
      last = '';
      certain = 0;
      free.reset();
      closed?.reset();
    },
    close() {
      free.close();
      closed?.close();
    },
    partial: () => (free.partial !== '' || !closed ? { text: joinWords(free.partial), certain } : { text: joinWords(closed.partial), certain: 0 }),
    limit: () => silenceLimit({ expect, free: free.partial, closed: closed && !closed.broken ? closed.partial : null }),
    endpoint: () => free.endpoint,
    changedAt: () => free.partialChangedAt,
  };
}
