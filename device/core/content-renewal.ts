// Content that was put in force in a moment goes on from what the content before had learned, a few points below what it
// could be. It is trained whole while nobody waits for that, passes the same checks, and takes over between two visits.
import type { Probation } from './content-probation.ts';
import { rehearse } from './content-rehearsal.ts';
import type { ContentHolder, KioskContent, LoadContent } from './kiosk-content.ts';
import type { Clock, Log } from './ports.ts';

export interface ContentRenewalOptions {
  load: Pick<LoadContent, 'anew'>;
  holder: ContentHolder;
  probation: Probation;
  clock: Clock;
  log: Log;
  /** Files of the content in force; null when they cannot be read. */
  files(): Promise<Record<string, string> | null>;
  /** No content is being taken or on probation. */
  calm(): boolean;
  /** A visitor is there. */
  serving(): boolean;
  /** The content in force has proven itself; what is left of others may go. */
  settled(): void;
}

export interface ContentRenewal {
  /** This content, as the holder has it, was trained in haste. */
  mark(content: KioskContent): void;
  /** Begins when there is something to do and things are calm. */
  look(): void;
  /** Other content comes, or the kiosk ends: nobody waits for this any more. Nothing of it was on the disk. */
  stop(): void;
}

/** How often it looks whether the visitor has gone, ms. */
const LOOK_MS = 1000;

export function createContentRenewal(options: ContentRenewalOptions): ContentRenewal {
  const { holder, clock, log, probation } = options;
  const hasty = new WeakSet<KioskContent>();
  let under: AbortController | null = null;

  async function renew(anew: NonNullable<LoadContent['anew']>, old: KioskContent, { signal }: AbortController): Promise<void> {
    const files = await options.files();
    if (!files || signal.aborted) return;
    const began = clock.monotonic();
    const loaded = await anew(files, { signal });
    if (signal.aborted) return loaded.ok ? loaded.content.conversation.close() : undefined;
    hasty.delete(old); // what fails is not tried in circles
    if (!loaded.ok) return log.warn('the content in force could not be trained anew; it goes on as it is', { why: loaded.problems[0] ?? '' });
    const problem = await rehearse(loaded.content, clock);
    if (problem !== null) {
      loaded.content.conversation.abandon?.();
      return log.warn('the content in force, trained anew, did not pass its rehearsal; it goes on as it is', { why: problem });
    }
    const seconds = Math.round((clock.monotonic() - began) / 1000);
    await new Promise<void>((resolve) => {
      const look = (): void => {
        const ended = signal.aborted || holder.current() !== old;
        if (!ended && options.serving()) return void clock.setTimeout(look, LOOK_MS);
        if (ended) loaded.content.conversation.close();
        else takeOver(old, loaded.content, seconds);
        resolve();
      };
      look();
    });
  }
  /** In one step: no visit can begin in the middle of it. Within a visit all answers are of one training, so no other stands in. */
  function takeOver(old: KioskContent, content: KioskContent, seconds: number): void {
    const watched = probation.watched(content);
    holder.keep(old);
    holder.replace(watched, true);
    log.info('the content in force was trained whole', { version: content.conversation.pack.version, seconds });
    probation.begin(content, {
      passed() {
        holder.keep(null);
        options.settled();
      },
      failed(reason) {
        const kept = holder.kept();
        if (holder.current() !== watched || !kept) return;
        log.error('the content in force fails since it was trained anew; as it was before it is back', { reason });
        content.conversation.abandon?.();
        holder.replace(kept, true);
        holder.keep(null);
      },
    });
  }

  return {
    mark(content) { hasty.add(content); },
    look() {
      const old = holder.current();
      const { anew } = options.load;
      if (!old || !anew || under || !hasty.has(old) || !options.calm()) return;
      const run = under = new AbortController();
      void renew(anew, old, run)
        .catch((error: unknown) => log.error('content could not be trained anew', { error: String(error) }))
        .finally(() => { if (under === run) under = null; });
    },
    stop() {
      under?.abort(new Error('other content comes'));
      under = null;
    },
  };
}
