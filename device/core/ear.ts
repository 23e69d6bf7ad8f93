// One open recogniser stream as hearing needs it: takes sound before it is open, outlives the recogniser's death without throwing.
import type { Language } from '../../flows/protocol/language.ts';
import type { Log, Recognition, Recognizer, RecognizerStream } from './ports.ts';

export interface Ear {
  feed(samples: Int16Array): void;
  /** What was said since the last finish; null when the recogniser is gone. */
  finish(): Promise<Recognition | null>;
  /** Forgets what was fed since the last finish. */
  reset(): void;
  close(): void;
  readonly partial: string; // newest, as the recogniser writes it
  readonly partialChangedAt: number; // time given to `now` when the partial last changed
  readonly endpoint: boolean; // the model heard the end of an utterance
  readonly broken: boolean;
}

export interface EarOptions {
  recognizer: Recognizer;
  language: Language | 'any';
  grammar?: string[] | Promise<string[]>; // an empty one makes the ear broken: there is nothing to listen for
  log: Log;
  now(): number; // time of the newest frame
  changed?(): void; // the partial changed
}

export function openEar(options: EarOptions): Ear {
  let stream: RecognizerStream | null = null;
  let waiting: Int16Array[] = [];
  let broken = false;
  let closed = false;
  let fed = false;
  let partial = '';
  let partialChangedAt = 0;
  let endpoint = false;
  let finishing = 0; // partials that are still under way belong to the utterance being finished

  const fail = (error: unknown): void => {
    broken = true;
    waiting = [];
    if (!closed) options.log.debug('a recogniser stream is gone', { reason: String(error) });
  };
  const opening = (async () => {
    const grammar = await options.grammar;
    if (grammar?.length === 0) return void (broken = true);
    const opened = await options.recognizer.open({ language: options.language, ...(grammar ? { grammar } : {}) });
    if (closed) return void opened.close();
    stream = opened;
    opened.onPartial((text) => {
      if (!fed || finishing > 0 || text === partial) return;
      partial = text;
      partialChangedAt = options.now();
      options.changed?.();
    });
    opened.onEndpoint(() => (endpoint = fed && finishing === 0));
    for (const samples of waiting) opened.accept(samples);
    waiting = [];
  })().catch(fail);

  const cleared = (): void => {
    fed = false;
    partial = '';
    endpoint = false;
  };

  return {
    feed(samples) {
      fed = true;
      if (stream) stream.accept(samples);
      else if (!broken) waiting.push(samples);
    },
    async finish() {
      cleared();
      finishing++;
      try {
        await opening;
        return !stream || broken ? null : await stream.finish();
      } catch (error) {
        fail(error);
        return null;
      } finally {
        finishing--;
      }
    },
    reset() {
      const had = fed;
      cleared();
      waiting = [];
      if (had) stream?.reset().catch(fail);
    },
    close() {
      closed = true;
      waiting = [];
      void stream?.close();
    },
    get partial() {
      return partial;
    },
    get partialChangedAt() {
      return partialChangedAt;
    },
    get endpoint() {
      return endpoint;
    },
    get broken() {
      return broken;
    },
  };
}
