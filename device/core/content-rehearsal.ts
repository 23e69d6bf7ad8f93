// Does this content answer? A new release is asked the pack's own examples before it is put in force and while it is new.
import type { KioskContent } from './kiosk-content.ts';
import type { Clock } from './ports.ts';

/** How long one answer may take, ms. Usual is well under 100. */
export const ANSWER_MS = 3000;
const ASKED_PER_LANGUAGE = 3;

/** Rejects when the answer does not come in time. */
export async function inTime<T>(clock: Pick<Clock, 'setTimeout'>, work: Promise<T>, ms: number, what: string): Promise<T> {
  let cancel: () => void = () => undefined;
  try {
    return await Promise.race([work, new Promise<never>((_resolve, reject) => { cancel = clock.setTimeout(() => reject(new Error(what)), ms); })]);
  } finally {
    cancel();
  }
}

/**
 * Null when the content opens a session in each of its languages and answers at least one of its first examples above its
 * threshold; otherwise what failed, in words. `quick`: one example of one language, to see that it is alive.
 */
export async function rehearse(content: KioskContent, clock: Pick<Clock, 'now' | 'setTimeout'>, options: { quick?: boolean; answerMs?: number } = {}): Promise<string | null> {
  const { conversation } = content;
  const answerMs = options.answerMs ?? ANSWER_MS;
  for (const language of options.quick ? conversation.pack.languages.slice(0, 1) : conversation.pack.languages) {
    const examples = (content.examples?.[language] ?? []).slice(0, options.quick ? 1 : ASKED_PER_LANGUAGE);
    let heard = 'nothing';
    let answered = examples.length === 0;
    try {
      const opened = await inTime(clock, conversation.handle(conversation.initial(), { type: 'session-started', at: clock.now(), session: 'rehearsal', by: 'presence', language }), answerMs, `it did not open a visit in ${language} within ${answerMs} ms`);
      for (const text of examples) {
        const { decision, effects } = await inTime(clock, conversation.handle(opened.state, { type: 'utterance', at: clock.now(), text, confidence: null, typed: true }), answerMs, `it did not answer "${text}" within ${answerMs} ms`);
        heard = `"${text}" as ${decision?.rule ?? 'nothing'} (${decision?.zone ?? 'none'})`;
        // Content that decides and neither says nor shows anything leaves a visitor standing there.
        const perceptible = effects.some(({ type }) => type === 'say' || type === 'show');
        answered ||= perceptible && (decision?.zone === 'answer' || (decision?.zone === 'none' && decision.rule !== 'no-match') || (options.quick === true && decision !== null));
        if (answered) break;
      }
    } catch (error) {
      return `${conversation.pack.name} ${conversation.pack.version}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
    }
    if (!answered) return `${conversation.pack.name} ${conversation.pack.version} answers none of its own examples in ${language}; it took ${heard}`;
  }
  return null;
}
