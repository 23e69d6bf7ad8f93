// When nothing was understood or nothing was said: each rung different, never more than three in a row, then a human or a polite end.
import { textIn } from '../pack/compiled.ts';
import { phrasesIn } from '../pack/compiled.ts';
import { askAgain, askPending, exampleOf, showPending } from './ask.ts';
import { endSession } from './end.ts';
import { pendingOf } from './pending.ts';
import { decide, note, say, sayPrompt, show } from './turn.ts';
import type { Turn } from './turn.ts';
import { escalationView, optionsView, yesNoView } from './views.ts';

export interface Miss { top?: { id: string; probability: number }[]; probability?: number; notHeard?: boolean; counted?: boolean }

/** One rung up for an utterance that fitted nothing. */
export function noMatch(turn: Turn, miss: Miss = {}): void {
  const { talk, kit } = turn;
  const pending = pendingOf(kit.pack, talk);
  if (miss.counted !== true) talk.misses += 1;
  decide(turn, { rule: miss.notHeard === true ? 'low-confidence' : 'no-match', zone: 'unknown', probability: miss.probability ?? 0, top: miss.top ?? [], flow: talk.frames.at(-1)?.flow ?? null });
  note(turn, `rung ${talk.misses} of the no-match ladder`);
  if (talk.escalation !== null) { // a human is called already: nobody is offered, and no task asks
    talk.misses = 0;
    sayPrompt(turn, 'not-heard');
    show(turn, escalationView(turn, talk.escalation.stage));
    return;
  }
  if (talk.misses > 3) { // a human was offered already: no fourth time
    talk.misses = 0;
    talk.offer = null;
    sayPrompt(turn, 'offer-declined');
    if (pendingOf(kit.pack, talk).kind === 'open') show(turn, optionsView(turn, textIn(kit.pack.pack.headline, talk.language)));
    else askPending(turn);
    return;
  }
  if (talk.misses === 3) { offerHuman(turn, 'no-match'); return; }
  if (miss.notHeard === true) { sayPrompt(turn, 'not-heard'); showPending(turn, pending); return; }
  if (pending.kind === 'slot') {
    showPending(turn, pending);
    const label = textIn(pending.slot.label, talk.language);
    const again = talk.misses === 1 ? askAgain(turn, pending.frame, pending.slot) : '';
    if (talk.misses === 1 && again === '') sayPrompt(turn, 'not-heard');
    else if (talk.misses === 1) say(turn, again, `again:${pending.frame.flow}.${pending.slot.id}`);
    else sayPrompt(turn, 'slot-options', { label });
    return;
  }
  if (pending.kind === 'choose' || pending.kind === 'confirm' || (pending.kind === 'offer' && pending.offer.kind !== 'anything-else')) {
    showPending(turn, pending);
    if (talk.misses === 1) sayPrompt(turn, 'slot-again', pendingWords(turn));
    else sayPrompt(turn, 'no-match-options');
    return;
  }
  if (talk.misses === 1) {
    const examples = phrasesIn(kit.pack.pack.examples, talk.language);
    const used = talk.variants['no-match-rephrase'] ?? 0;
    const quoted = examples[used % Math.max(1, examples.length)] ?? '';
    sayPrompt(turn, 'no-match-rephrase', { example: talk.language === 'zh' ? `“${quoted}”。` : `"${quoted}"` });
    showPending(turn, pending);
    return;
  }
  sayPrompt(turn, 'no-match-options');
  show(turn, optionsView(turn, textIn(kit.pack.pack.headline, talk.language)));
}

/** The words for a question that has no label of its own. */
function pendingWords(turn: Turn): { label: string; example: string } {
  const { talk, kit } = turn;
  const pending = pendingOf(kit.pack, talk);
  const zh = talk.language === 'zh';
  if (pending.kind === 'choose') return { label: zh ? '您的选择' : 'choice', example: textIn(pending.options[0]?.label, talk.language) };
  if (pending.kind === 'offer' && (pending.offer.kind === 'clarify' || pending.offer.kind === 'too-deep')) return { label: zh ? '您的选择' : 'choice', example: zh ? '“第一个”' : '"the first one"' };
  return { label: zh ? '您的回答' : 'answer', example: zh ? '“是”或“不是”' : '"yes" or "no"' };
}

function offerHuman(turn: Turn, why: string): void {
  turn.talk.offer = { kind: 'human', why };
  sayPrompt(turn, 'offer-human');
  show(turn, yesNoView(turn, turn.said.at(-1) ?? ''));
}

/** Nothing was said in time. */
export function noInput(turn: Turn): void {
  const { talk } = turn;
  talk.misses += 1;
  decide(turn, { rule: 'no-input', flow: talk.frames.at(-1)?.flow ?? null });
  note(turn, `rung ${talk.misses} of the no-input ladder`);
  if (talk.misses >= 3) { endSession(turn, 'no-input', 'no-input-close'); return; }
  sayPrompt(turn, talk.misses === 1 ? 'no-input-1' : 'no-input-2');
  const pending = pendingOf(turn.kit.pack, talk);
  if (pending.kind === 'open' || talk.offer?.kind === 'anything-else') return;
  askPending(turn, { spoken: false });
  if (talk.misses > 1 || talk.offer !== null) return;
  // What was just asked is not asked in the same words.
  const own = pending.kind === 'slot' ? pending.slot.again?.[talk.language] : undefined;
  if (own !== undefined && pending.kind === 'slot') say(turn, askAgain(turn, pending.frame, pending.slot), `again:${pending.frame.flow}.${pending.slot.id}`);
  else if (pending.kind === 'slot') {
    const [label, example] = [textIn(pending.slot.label, talk.language), exampleOf(pending.slot, talk.language)];
    if (example !== '') sayPrompt(turn, 'slot-waiting', { label, example });
  } else if (pending.kind !== 'call') sayPrompt(turn, 'slot-waiting', pendingWords(turn));
}
