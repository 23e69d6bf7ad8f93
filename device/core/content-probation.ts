// New content has to prove itself: while it is new it is asked again and again, every visitor's turn is watched, and the
// first sign that it crashes, hangs or falls silent calls for the content before it.
import type { ConversationEvent, TurnResult } from '../../flows/engine/contract.ts';
import { ANSWER_MS, inTime, rehearse } from './content-rehearsal.ts';
import type { KioskContent } from './kiosk-content.ts';
import type { Clock } from './ports.ts';

/** How long content is new, ms. */
const PROBATION_MS = 20_000;
const ASK_EVERY_MS = 1000;
/** A visitor waits so long for new content before the content that is kept is asked the same. */
const STAND_IN_MS = 1200;
/** So many turns may fail that began with this very content; one may be a word that nobody thought of. */
const FAILED_TURNS = 2;

export interface Probation {
  /** The content as visitors shall use it: the same, with its turns watched. Where a turn fails or is late, `standIn` answers it. */
  watched(content: KioskContent, standIn?: () => KioskContent | null): KioskContent;
  /** Starts to watch; one of the two is called once, unless `end` comes first. */
  begin(content: KioskContent, outcome: { failed(reason: string): void; passed(): void }): void;
  /** While other content is being loaded slow answers say nothing. */
  pause(): void;
  resume(): void;
  end(): void;
}

export function createProbation(options: { clock: Clock; answerMs?: number }): Probation {
  const { clock } = options;
  const answerMs = options.answerMs ?? ANSWER_MS;
  let run: { content: KioskContent; failed(reason: string): void; passed(): void; until: number; failures: number } | null = null;
  let paused = 0;
  let pauses = 0; // counts them, so that an answer that was asked for before a pause is not judged
  let cancel: () => void = () => undefined;

  function end(): void {
    run = null;
    cancel();
  }
  function fail(reason: string): void {
    const current = run;
    end();
    current?.failed(reason);
  }
  async function ask(quick: boolean): Promise<void> {
    const current = run;
    const before = pauses;
    if (!current || paused > 0) return;
    const problem = await rehearse(current.content, clock, { quick, answerMs });
    if (problem !== null && run === current && pauses === before) fail(problem);
  }
  function askLater(): void {
    cancel = clock.setTimeout(() => {
      const current = run;
      if (!current) return;
      void ask(true).then(() => {
        if (run !== current) return;
        if (clock.monotonic() < current.until || paused > 0) return askLater();
        end();
        current.passed();
      });
    }, ASK_EVERY_MS);
  }

  return {
    watched(content, standIn = () => null) {
      const { conversation } = content;
      const own = new WeakSet<object>(); // states that this content made; another's state may be refused for good reason
      const know = (state: unknown): void => { if (typeof state === 'object' && state !== null) own.add(state); };
      function judge(current: NonNullable<typeof run>, state: unknown, error: unknown): void {
        if (run !== current || typeof state !== 'object' || state === null || !own.has(state)) return;
        current.failures += 1;
        if (current.failures >= FAILED_TURNS) fail(`visitors' turns failed (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`);
        else void ask(false);
      }
      /** The visitor has an answer soon, whatever becomes of the new content. */
      async function orStandIn(work: Promise<TurnResult<unknown>>, state: unknown, event: ConversationEvent): Promise<TurnResult<unknown>> {
        let cancel: () => void = () => undefined;
        const late = new Promise<null>((resolve) => { cancel = clock.setTimeout(() => resolve(null), STAND_IN_MS); });
        const first = await Promise.race([work, late]).catch(() => null).finally(() => cancel());
        return first ?? await standIn()?.conversation.handle(state, event).catch(() => null) ?? work;
      }
      return {
        ...content,
        conversation: {
          ...conversation,
          initial() {
            const state = conversation.initial();
            know(state);
            return state;
          },
          async handle(state: unknown, event: ConversationEvent): Promise<TurnResult<unknown>> {
            const current = run?.content === content && paused === 0 ? run : null;
            const work = conversation.handle(state, event);
            const judged = (current ? inTime(clock, work, answerMs, `a turn was not answered within ${answerMs} ms`) : work).then((result) => {
              know(result.state);
              return result;
            }, (error: unknown) => {
              if (current) judge(current, state, error);
              throw error;
            });
            return current || standIn() ? orStandIn(judged, state, event) : judged; // also while the kept content is being called back
          },
        },
      };
    },
    begin(content, outcome) {
      end();
      run = { content, ...outcome, until: clock.monotonic() + PROBATION_MS, failures: 0 };
      askLater();
    },
    pause() {
      paused += 1;
      pauses += 1;
    },
    resume() { paused -= 1; },
    end,
  };
}
