// The answer to what the engine itself asked. Asked one thing too many, the visitor may also answer the question below it: then
// the offer is put aside and the later steps look at that question.
import { answerOffer, answerYesNoOffer } from '../answer-offer.ts';
import { pendingOf } from '../pending.ts';
import { readYesNo } from '../reading.ts';
import { note } from '../turn.ts';
import type { Step } from './said.ts';

export const offerAnswer: Step = {
  name: 'answer to an offer',
  take(turn, said) {
    const { talk } = turn;
    if (said.pending.kind === 'open') {
      // A bare yes or no after an answer is about "anything else?", though nobody asked it aloud.
      const yes = talk.escalation === null ? readYesNo(turn, said.text, true) : null;
      if (yes === null) return false;
      // Before anything was asked, a no ends nothing.
      answerYesNoOffer(turn, { kind: 'anything-else' }, yes || talk.tried.length === 0);
      return true;
    }
    if (said.pending.kind !== 'offer') return null;
    const { offer } = said.pending;
    if (answerOffer(turn, offer, said.text)) { note(turn, `answers the offer "${offer.kind}"`); return true; }
    note(turn, `does not answer the offer "${offer.kind}"`);
    if (talk.frames.length > 0) said.pending = pendingOf(turn.kit.pack, { ...talk, offer: null });
    return false;
  },
};
