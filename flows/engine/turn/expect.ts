// What the recogniser should expect next, as a closed list of phrases where there is one.
import type { Effect, Expectation } from '../contract.ts';
import { commandPhrases } from '../command-phrases.ts';
import type { CompiledPack, CompiledSlot, Option } from '../pack/compiled.ts';
import { targetLabel } from '../cards.ts';
import type { Talk } from '../talk.ts';
import type { Language } from '../../protocol/language.ts';
import { pendingOf } from './pending.ts';
import { YES_NO } from '../yes-no-words.ts';
import { optionPhrases } from './reading.ts';

const ORDINALS: Record<Language, readonly string[]> = { zh: ['第一个', '第二个', '第三个', '第四个', '第五个', '第六个'], en: ['the first one', 'the second one', 'the third one', 'the fourth one', 'the fifth one', 'the sixth one'] };

const TOO_DEEP: Record<Language, readonly string[]> = { zh: ['先办完', '继续', '不办了', '办新的', '第一个', '第二个'], en: ['finish it first', 'go on', 'drop it', 'the first one', 'the second one'] };

/** Waiting for the next utterance; longer while digits are spoken or a human is being reached. */
export function listenEffect(pack: CompiledPack, talk: Talk): Effect {
  const seconds = pack.pack.policies.noInputSeconds;
  const expect = expectation(pack, talk);
  const factor = talk.escalation !== null ? 3 : expect.kind === 'digits' || expect.kind === 'free-text' ? 1.5 : 1;
  return { type: 'listen', expect, timeoutMs: Math.round(seconds * 1000 * factor) };
}

function expectation(pack: CompiledPack, talk: Talk): Expectation {
  if (talk.escalation?.stage === 'talking') return { kind: 'desk', phrases: [] };
  const pending = pendingOf(pack, talk);
  switch (pending.kind) {
    case 'open': case 'call': return { kind: 'open', phrases: [] };
    case 'confirm': return closed('yes-no', YES_NO[talk.language], talk.language);
    case 'choose': return closed('choice', choicePhrases(pending.options, talk.language), talk.language);
    case 'offer':
      if (pending.offer.kind === 'clarify') return closed('choice', [...pending.offer.candidates.map((c) => targetLabel(pack, c, talk.language)), ...ORDINALS[talk.language].slice(0, pending.offer.candidates.length)], talk.language);
      if (pending.offer.kind === 'anything-else') return { kind: 'open', phrases: [] };
      if (pending.offer.kind === 'too-deep') return closed('yes-no', [...YES_NO[talk.language], ...TOO_DEEP[talk.language]], talk.language);
      return pending.offer.kind === 'survey' ? { kind: 'number', phrases: [] } : closed('yes-no', YES_NO[talk.language], talk.language);
    case 'slot': return ofSlot(pending.slot, talk.language);
  }
}

function ofSlot(slot: CompiledSlot, language: Language): Expectation {
  switch (slot.type) {
    case 'yes-no': return closed('yes-no', YES_NO[language], language);
    case 'choice': return closed('choice', choicePhrases(slot.choices, language), language);
    case 'phone': return { kind: 'digits', phrases: [], digits: 11 };
    case 'id-number': return { kind: 'digits', phrases: [], digits: 18 };
    case 'digits': return { kind: 'digits', phrases: [], ...(slot.min !== undefined && slot.min === slot.max ? { digits: slot.min } : {}) };
    case 'quantity': return { kind: 'number', phrases: [] };
    case 'date-range': return { kind: 'date', phrases: [] };
    case 'time-range': return { kind: 'time', phrases: [] };
    case 'plate': return { kind: 'digits', phrases: [] }; // letters and digits are spoken slowly, too
    case 'address': return { kind: 'free-text', phrases: [] };
    default: return { kind: slot.type, phrases: [] };
  }
}

export function choicePhrases(options: readonly Option[], language: Language): string[] {
  return [...optionPhrases(options, language).flatMap((o) => o.phrases), ...ORDINALS[language].slice(0, Math.min(6, options.length))];
}

/** Commands stay possible inside a closed list. */
function closed(kind: Expectation['kind'], phrases: readonly string[], language: Language): Expectation {
  const commands = commandPhrases(language).flatMap((row) => row.phrases.slice(0, 2));
  return { kind, phrases: [...new Set([...phrases, ...commands])] };
}
