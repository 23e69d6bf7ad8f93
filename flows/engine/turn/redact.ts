// What is written down of a visitor: personal numbers and names are blanked before anything reaches the disk.
import type { Decision, EventData } from '../../protocol/conversation.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import type { Frame, Talk } from '../talk.ts';
import { digitByDigit } from './fill.ts';
import { pendingOf } from './pending.ts';
import { maskWords } from './sensitive.ts';

const PRIVATE = new Set(['phone', 'id-number', 'person-name', 'digits', 'free-text', 'plate', 'address']);

/** Everything private these tasks hold: the texts to blank wherever they turn up, longest first. */
export function privateTexts(pack: CompiledPack, frames: readonly Frame[]): string[] {
  const texts = frames.flatMap((frame) => (pack.flows[frame.flow]?.slots ?? []).flatMap((slot) => {
    const filled = frame.slots[slot.id];
    return filled === undefined || filled.value === null || !PRIVATE.has(slot.type) ? [] : [filled.text, String(filled.value), digitByDigit(filled.text), digitByDigit(String(filled.value))];
  }));
  return [...new Set(texts)].filter((text) => text.length > 1).sort((a, b) => b.length - a.length);
}

/** Whether the visitor's words of this turn answer, or try to answer, something private: then none of them are kept. */
export function answersPrivately(pack: CompiledPack, before: Talk, frames: readonly Frame[], rule: string): boolean {
  const pending = pendingOf(pack, before);
  if (pending.kind === 'slot' && PRIVATE.has(pending.slot.type) && TRIES.has(rule)) return true;
  return frames.some((frame) => (pack.flows[frame.flow]?.slots ?? []).some((slot) => {
    const old = before.frames.find((f) => f.n === frame.n)?.slots[slot.id];
    const now = frame.slots[slot.id];
    return PRIVATE.has(slot.type) && now !== undefined && now.text !== '' && JSON.stringify(old) !== JSON.stringify(now);
  }));
}

const TRIES = new Set(['slot', 'correction', 'touch', 'no-match', 'low-confidence', 'outside-limits']);

function redactText(pack: CompiledPack, text: string, secrets: readonly string[]): string {
  let clean = maskWords(pack.lexicon, text);
  for (const secret of secrets) clean = clean.replaceAll(secret, '***');
  // Long runs of digits, also spoken ones: a phone, a card or a document number nobody asked for.
  return clean.replaceAll(/(?:[0-9０-９][\s-]?){6,}[0-9Xx０-９]/g, (run) => (/^\d{4}-\d\d-\d\d$/.test(run) ? run : '***')).replaceAll(/[零〇一二两三四五六七八九幺]{7,}/g, '***')
    .replaceAll(/\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)[\s-]+){6,}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b/gi, '***');
}

function redactDecision(pack: CompiledPack, decision: Decision, secrets: readonly string[]): Decision {
  return { ...decision, slots: Object.fromEntries(Object.entries(decision.slots).map(([id, value]) => [id, typeof value === 'string' ? redactText(pack, value, secrets) : value])), why: decision.why.map((w) => redactText(pack, w, secrets)) };
}

/** `wordless`: the visitor's words are not kept at all. */
export function redactRecord(pack: CompiledPack, data: EventData, secrets: readonly string[], wordless: boolean): EventData {
  if (data.type === 'foyer.desk') return { ...data, text: redactText(pack, data.text, secrets) };
  if (data.type !== 'foyer.turn') return data;
  return {
    ...data, input: { ...data.input, text: wordless && data.input.text !== '' ? '***' : redactText(pack, data.input.text, secrets) },
    said: data.said.map((text) => redactText(pack, text, secrets)), decision: redactDecision(pack, data.decision, secrets),
  };
}
