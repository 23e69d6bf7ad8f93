// Reads slot answers out of what was said, with the slot's limits: taken, refused with a reason, or not there.
import { isoDate } from '../calendar.ts';
import type { Filled } from '../flow/machine.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledFlow, CompiledSlot, Option } from '../pack/compiled.ts';
import type { SlotReading } from '../understanding/contract.ts';
import { plain } from '../plain-text.ts';
import { syllables } from '../understanding/pinyin.ts';
import { NONE_OF_IT } from '../understanding/slots/yes-no.ts';
import { YES_NO } from '../yes-no-words.ts';
import { clockNow } from './clock.ts';
import { outsideOf } from './limits.ts';
import type { Outside } from './limits.ts';
import { bySound } from './sound-alikes.ts';
import type { Turn } from './turn.ts';

export function optionPhrases(options: readonly Option[], language: 'zh' | 'en'): { id: string; phrases: string[]; label: string }[] {
  return options.map((o) => ({ id: o.id, label: textIn(o.label, language), phrases: [textIn(o.label, language), ...phrasesIn(o.say, language)] }));
}

/** Reads one slot, its limits aside but for preferring what lies within them; null = not there. */
export function readSlotText(turn: Turn, slot: CompiledSlot, text: string, strict: boolean): SlotReading | null {
  const { kit, talk, at } = turn;
  const read = (words: string, bounded: boolean): SlotReading | null => kit.readSlot({
    type: slot.type, text: words, language: talk.language, today: isoDate(at, kit.offsetMinutes(at)), strict,
    ...(slot.type === 'choice' ? { options: optionPhrases(slot.choices, talk.language) } : {}),
    ...(!bounded || slot.min === undefined ? {} : { min: slot.min }), ...(!bounded || slot.max === undefined ? {} : { max: slot.max }),
    ...(slot.opens === undefined ? {} : { opens: slot.opens }), ...(slot.closes === undefined ? {} : { closes: slot.closes }),
  });
  const now = slot.type === 'time' && NOW[talk.language].test(text.trim()) ? clockNow(turn) : null;
  if (now !== null) return { value: now, text: now, confidence: 0.9, rest: '' };
  const limited = slot.min !== undefined || slot.max !== undefined;
  const reading = read(text, true) ?? (limited && LIMITED.has(slot.type) ? read(text, false) : null);
  if (reading !== null || talk.language !== 'zh') return reading;
  const sounded = strict ? bySound(text, slot.type) : undefined;
  const guessed = sounded === undefined ? null : read(sounded, true);
  return guessed === null ? null : { ...guessed, confidence: guessed.confidence * 0.8 };
}

/** "Right now" as the time of something. */
const NOW = { zh: /^(?:就|要|我|那)*(?:现在|马上|立刻|立即|这会儿|此刻)(?:就)?(?:要|走|出发|来|去)?[吧呀啊]?[。.]?$/, en: /^(?:right |just )?(?:now|immediately|right away|straight away)(?: please)?[.!]?$/i } as const;

const LIMITED = new Set(['number', 'amount', 'quantity', 'digits']);


/** A reading with what speaks against it; `outside` null = it can be taken. */
export interface Checked { reading: SlotReading; outside: Outside | null }

export function readChecked(turn: Turn, flow: CompiledFlow, slot: CompiledSlot, text: string, strict: boolean, known: Record<string, Filled>): Checked | null {
  const reading = readSlotText(turn, slot, text, strict);
  if (reading === null) return strict ? misdialled(turn, slot, text) : null;
  return { reading, outside: outsideOf(turn, flow, slot, reading.value, known) };
}

/** Digits and nothing else where a phone or an identity number is asked for: an answer, but a wrong one. */
function misdialled(turn: Turn, slot: CompiledSlot, text: string): Checked | null {
  if (slot.type !== 'phone' && slot.type !== 'id-number') return null;
  const words = slot.type === 'id-number' ? text.replace(/[xX叉]\s*$/u, '') : text;
  const reading = turn.kit.readSlot({ type: 'digits', text: words, language: turn.talk.language, today: '1970-01-01', strict: true, min: slot.type === 'phone' ? 5 : 10 });
  if (reading === null) return null;
  const label = textIn(slot.label, turn.talk.language);
  const said = String(reading.value).length + (words === text ? 0 : 1);
  if (slot.type === 'id-number' && said === 18) return { reading, outside: { key: 'slot-invalid', holes: { label } } };
  if (slot.type === 'phone' && said === 11) return { reading, outside: { key: 'slot-invalid', holes: { label } } };
  return { reading, outside: { key: slot.type === 'phone' ? 'outside-phone' : 'outside-length', holes: { label, value: String(said), limit: slot.type === 'phone' ? '11' : '18' } } };
}

/** Which of a list of options is meant, by name or number; null = none. */
export function readOption(turn: Turn, options: readonly Option[], text: string, strict: boolean): { id: string; rest: string; confidence: number } | null {
  const reading = turn.kit.readSlot({ type: 'choice', text, language: turn.talk.language, today: isoDate(turn.at, turn.kit.offsetMinutes(turn.at)), strict, options: optionPhrases(options, turn.talk.language) });
  return reading === null ? null : { id: String(reading.value), rest: reading.rest, confidence: reading.confidence };
}

export function readYesNo(turn: Turn, text: string, strict: boolean): boolean | null {
  const reading = turn.kit.readSlot({ type: 'yes-no', text, language: turn.talk.language, today: isoDate(turn.at, turn.kit.offsetMinutes(turn.at)), strict });
  // "There is no electricity" names what is missing: an answer to a question about it, not to an offer or a read-back.
  if (reading !== null) return reading.value === false && reading.confidence === NONE_OF_IT ? null : reading.value === true;
  const said = plain(text);
  if (turn.talk.language !== 'zh' || !/^\p{Script=Han}{1,4}$/u.test(said)) return null;
  const sound = syllables(said).join(' ');
  yesNoSounds ??= new Map(YES_NO.zh.map((w) => [syllables(w).join(' '), w]));
  const word = yesNoSounds.get(sound);
  return word === undefined ? null : kitYesNo(turn, word);
}

let yesNoSounds: Map<string, string> | undefined;

function kitYesNo(turn: Turn, word: string): boolean | null {
  const reading = turn.kit.readSlot({ type: 'yes-no', text: word, language: 'zh', today: '1970-01-01', strict: true });
  return reading === null ? null : reading.value === true;
}

/** Confidence of a filled slot: what the recogniser heard times how surely it was read. Touch and typing are certain. */
export function filledFrom(turn: Turn, reading: SlotReading): Filled {
  if (turn.input.kind === 'touch') return { value: reading.value, text: reading.text, confidence: 1 };
  const heard = turn.input.kind === 'speech' ? turn.input.confidence ?? 1 : 1;
  return { value: reading.value, text: reading.text, confidence: Math.max(0, Math.min(1, heard * reading.confidence)) };
}

const QUESTION = {
  zh: /[?？]|吗$|呢$|什么|怎么|怎样|哪|多少|几点|几天|多久|多长|是不是|能不能|可不可以|有没有|要不要|为什么|谁/,
  en: /\?|^(?:and |but |so |ok |okay |wait |excuse me )*(?:(?:what|where|when|how|who)s?|which|why|do|does|did|is|are|can|could|may|should|will|would|have|has)\b/i,
} as const;

export function isQuestion(text: string, language: 'zh' | 'en'): boolean {
  return QUESTION[language].test(text.trim());
}
