// Reads slot answers out of what was said: the one asked for, others that came along, and corrections.
import { isoDate } from '../calendar.ts';
import { dependentsOf } from '../flow/machine.ts';
import type { Filled } from '../flow/machine.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledFlow, CompiledSlot, Option } from '../pack/compiled.ts';
import type { Frame } from '../talk.ts';
import type { SlotReading } from '../understanding/contract.ts';
import { plain } from '../plain-text.ts';
import { syllables } from '../understanding/pinyin.ts';
import { YES_NO } from '../yes-no-words.ts';
import { bySound } from './sound-alikes.ts';
import { flowOf } from './turn.ts';
import type { Turn } from './turn.ts';

export function optionPhrases(options: readonly Option[], language: 'zh' | 'en'): { id: string; phrases: string[]; label: string }[] {
  return options.map((o) => ({ id: o.id, label: textIn(o.label, language), phrases: [textIn(o.label, language), ...phrasesIn(o.say, language)] }));
}

/** Reads one slot; null = not there. */
export function readSlotText(turn: Turn, slot: CompiledSlot, text: string, strict: boolean): SlotReading | null {
  const { kit, talk, at } = turn;
  const read = (words: string): SlotReading | null => kit.readSlot({
    type: slot.type, text: words, language: talk.language, today: isoDate(at, kit.offsetMinutes(at)), strict,
    ...(slot.type === 'choice' ? { options: optionPhrases(slot.choices, talk.language) } : {}),
    ...(slot.min === undefined ? {} : { min: slot.min }), ...(slot.max === undefined ? {} : { max: slot.max }),
  });
  const reading = read(text);
  if (reading !== null || talk.language !== 'zh') return reading;
  const sounded = strict ? bySound(text, slot.type) : undefined;
  const guessed = sounded === undefined ? null : read(sounded);
  return guessed === null ? null : { ...guessed, confidence: guessed.confidence * 0.8 };
}

/** Which of a list of options is meant, by name or number; null = none. */
export function readOption(turn: Turn, options: readonly Option[], text: string, strict: boolean): { id: string; rest: string; confidence: number } | null {
  const reading = turn.kit.readSlot({ type: 'choice', text, language: turn.talk.language, today: isoDate(turn.at, turn.kit.offsetMinutes(turn.at)), strict, options: optionPhrases(options, turn.talk.language) });
  return reading === null ? null : { id: String(reading.value), rest: reading.rest, confidence: reading.confidence };
}

export function readYesNo(turn: Turn, text: string, strict: boolean): boolean | null {
  const reading = turn.kit.readSlot({ type: 'yes-no', text, language: turn.talk.language, today: isoDate(turn.at, turn.kit.offsetMinutes(turn.at)), strict });
  if (reading !== null) return reading.value === true;
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
  const heard = turn.input.kind === 'speech' ? turn.input.confidence ?? 1 : 1;
  return { value: reading.value, text: reading.text, confidence: Math.max(0, Math.min(1, heard * reading.confidence)) };
}

const NAMES_ITSELF = /我叫|我姓|我的?名字|姓名|\bmy name\b|\bname is\b/i;

/** Types that name themselves: they may be filled without having been asked for. */
const TELLING = new Set(['choice', 'date', 'time', 'phone', 'id-number']);

/**
 * Fills further slots from what an answer (or the sentence that opened the task) left over. Each type is filled at most
 * once, so that one date is not taken for two; a number only beside an answer, never out of a question.
 */
export function overAnswers(turn: Turn, flow: CompiledFlow, known: Record<string, Filled>, text: string, besideAnswer: boolean): Record<string, Filled> {
  const found: Record<string, Filled> = {};
  let rest = text;
  const types = new Set<string>();
  for (const slot of flow.slots) {
    if (known[slot.id] !== undefined || types.has(slot.type) && slot.type !== 'choice') continue;
    const named = slot.type === 'person-name' && NAMES_ITSELF.test(text);
    if (!TELLING.has(slot.type) && !named && !(besideAnswer && (slot.type === 'number' || slot.type === 'amount'))) continue;
    if (rest.trim() === '') break;
    const reading = readSlotText(turn, slot, rest, false);
    if (reading === null || reading.confidence < 0.5) continue;
    types.add(slot.type);
    found[slot.id] = filledFrom(turn, reading);
    rest = reading.rest;
  }
  return found;
}

const MARKERS = {
  zh: /^(?:啊|哦|呃|嗯|哎)?[,，]?\s*(?:不对|不是|错了|说错了|我说错了|搞错了|弄错了|不不|等等|等一下|更正|应该是|改成|改为|改到|换成|换到|我要改|我想改|不要)(?:不对|不是|错了|了|的|是|我|要|想|应该|改成|改为|改到|换成|把)*[,，。、\s]*(?:是|应该是|改成|改为|改到|换成|我要|要)?/,
  en: /^(?:oh|uh|um|ah)?[,\s]*(?:no|nope|sorry|wait|actually|i meant|i mean|correction|rather|not that|that's wrong|thats wrong|wrong|make (?:it|that)|change (?:it|that|the \w+)? ?to|change (?:it|that))\b(?:[,.\s]*(?:no|sorry|wait|i meant|i mean|actually|make (?:it|that)|it's|its|it is|change it to|rather|to|i said|i want)\b)*[,.\s]*/i,
} as const;

/** "不对,是星期三" -> what follows the marker; undefined when nothing marks a correction. */
export function afterCorrectionMarker(text: string, language: 'zh' | 'en'): string | undefined {
  const trimmed = text.trim();
  const inside = language === 'zh' ? /(?:把.{1,8})?(?:改成|改为|改到|换成|应该是)(.+)$/.exec(trimmed) : /\b(?:change (?:it|that|the [\w ]{2,20}) to|make (?:it|that)|i meant|should be)\s+(.+)$/i.exec(trimmed);
  const m = MARKERS[language].exec(trimmed);
  if (m === null || m[0] === '') return inside?.[1];
  const rest = trimmed.slice(m[0].length).trim();
  return inside?.[1] ?? rest;
}

export interface Correction { slot: CompiledSlot; filled: Filled; cleared: string[] }

/** A filled slot that this text gives a new value; the latest answered is tried first. */
export function readCorrection(turn: Turn, frame: Frame, text: string, strict: boolean): Correction | null {
  if (text.trim() === '') return null;
  const flow = flowOf(turn, frame);
  for (const id of Object.keys(frame.slots).toReversed()) {
    const slot = flow.slots.find((s) => s.id === id);
    if (slot === undefined || slot.type === 'free-text' || slot.type === 'yes-no' || (slot.type === 'person-name' && !strict)) continue;
    const reading = readSlotText(turn, slot, text, strict);
    if (reading === null || JSON.stringify(reading.value) === JSON.stringify(frame.slots[id]?.value)) continue;
    return { slot, filled: filledFrom(turn, reading), cleared: dependentsOf(flow, id).filter((d) => frame.slots[d] !== undefined) };
  }
  return null;
}

const QUESTION = {
  zh: /[?？]|吗$|呢$|什么|怎么|怎样|哪|多少|几点|几天|多久|多长|是不是|能不能|可不可以|有没有|要不要|为什么|谁/,
  en: /\?|^(?:and |but |so |ok |okay |wait |excuse me )*(?:(?:what|where|when|how|who)s?|which|why|do|does|did|is|are|can|could|may|should|will|would|have|has)\b/i,
} as const;

export function isQuestion(text: string, language: 'zh' | 'en'): boolean {
  return QUESTION[language].test(text.trim());
}
