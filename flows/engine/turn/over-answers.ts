// One sentence that answers several questions: what an answer, or the sentence that opened the task, holds besides.
import type { Filled } from '../flow/machine.ts';
import { reachableSlots } from '../flow/reach.ts';
import type { CompiledFlow, CompiledSlot } from '../pack/compiled.ts';
import { plain } from '../plain-text.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { Refused } from './limits.ts';
import { filledFrom, isQuestion, readChecked, readSlotText } from './reading.ts';
import type { Turn } from './turn.ts';

/** Types that name themselves come first, so that a time is not taken for a count; a bare number is looked for last. */
const ORDER: readonly CompiledSlot['type'][] = ['id-number', 'phone', 'plate', 'date-range', 'date', 'time-range', 'time', 'amount', 'choice', 'person-name', 'address'];
const NAMES_ITSELF = /我叫|我姓|我的?名字|姓名|\bmy name\b|\bname is\b|\bunder the name\b/i;
const ADDRESS_ITSELF = /地址|住在|我住|送到|寄到|送去|\baddress\b|\bi live\b|\b(?:deliver|send|ship) (?:it )?to\b/i;

/** `rest`: what was not used. */
export interface OverAnswered { found: Record<string, Filled>; refused: Refused[]; rest: string }

/**
 * Each type is filled at most once, so that one date is not taken for two, unless a slot is named; a bare count only where
 * it cannot be anything else. What lies outside a slot's limits comes back as refused.
 * Only slots that the task can still come to are filled; in `known` the open question's own slot has the value undefined.
 */
export function overAnswers(turn: Turn, flow: CompiledFlow, known: Record<string, Filled>, text: string, besideAnswer: boolean): OverAnswered {
  const from = turn.talk.frames.find((f) => f.flow === flow.id)?.step ?? null;
  let wanted = reachableSlots(flow, from, known);
  for (;;) {
    const read = readOthers(turn, flow, known, text, besideAnswer, wanted);
    // What was found may lead the task past another question.
    const reached = reachableSlots(flow, from, { ...known, ...read.found });
    if ([...Object.keys(read.found), ...read.refused.map((r) => r.slot.id)].every((id) => reached.has(id))) return read;
    wanted = new Set([...wanted].filter((id) => reached.has(id)));
  }
}

function readOthers(turn: Turn, flow: CompiledFlow, known: Record<string, Filled>, text: string, besideAnswer: boolean, wanted: ReadonlySet<string>): OverAnswered {
  const slots = flow.slots.filter((slot) => wanted.has(slot.id) && !Object.hasOwn(known, slot.id));
  const found: Record<string, Filled> = {};
  const refused: Refused[] = [];
  const types = new Set<string>();
  let rest = text;
  const take = (slot: CompiledSlot, words: string): string | null => {
    const checked = readChecked(turn, flow, slot, words, false, { ...known, ...found });
    if (checked === null || checked.reading.confidence < LEAST[slot.type === 'number' || slot.type === 'quantity' ? 'number' : slot.type === 'choice' && !besideAnswer ? 'part' : 'other']) return null; // "a number" opens a task, it is no "number plate"
    if ((slot.type === 'number' || slot.type === 'quantity') && isArticle(checked.reading.value, text)) return null;
    // What only sounds like an option, or is a part of one, must not be what the task itself is asked for with (寄快递, 国际快递).
    if (!besideAnswer && slot.type === 'choice' && checked.reading.confidence < NAMED && !standsBesideTrigger(turn, flow, slot, text, checked.reading.value)) return null;
    if (checked.outside !== null) refused.push({ slot, outside: checked.outside });
    else found[slot.id] = filledFrom(turn, checked.reading);
    types.add(slot.type);
    return checked.reading.rest;
  };
  const asks = isQuestion(text, turn.talk.language);
  for (const type of ORDER) {
    for (const slot of slots) {
      if (slot.type !== type || found[slot.id] !== undefined || rest.trim() === '') continue;
      if (types.has(type) && type !== 'choice') continue;
      if (!mayTell(slot, text, besideAnswer, asks)) continue;
      rest = take(slot, rest) ?? rest;
    }
  }
  for (const slot of slots.filter((s) => s.type === 'digits')) {
    const behind = behindLabel(turn, slot, rest);
    if (behind !== null && take(slot, behind) !== null) rest = rest.slice(0, Math.max(0, rest.length - behind.length));
  }
  const sums = slots.filter((slot) => slot.type === 'amount');
  const [sum] = sums;
  if (sum !== undefined && sums.length === 1 && found[sum.id] === undefined && !types.has('amount') && (besideAnswer || !asks)) {
    const bare = bareSum(turn.talk.language, rest);
    if (bare !== null && take(sum, `${bare}${turn.talk.language === 'zh' ? '元' : ' yuan'}`) !== null) rest = rest.replace(bare, ' ');
  }
  counts(turn, slots.filter((slot) => (slot.type === 'number' || slot.type === 'quantity') && mayTell(slot, text, besideAnswer, asks)), () => rest, (slot, words, own) => {
    const left = take(slot, words);
    if (left !== null && own) rest = left;
    return left !== null;
  });
  return { found, refused, rest };
}

/** Counts go to the slot whose label stands beside them; without a label the first open one takes the first. */
function counts(turn: Turn, slots: readonly CompiledSlot[], rest: () => string, take: (slot: CompiledSlot, words: string, own: boolean) => boolean): void {
  let labelled = false;
  for (const slot of slots) {
    const beside = besideLabel(turn, slot, rest());
    if (beside !== null && take(slot, beside, false)) labelled = true;
  }
  if (labelled || rest().trim() === '') return;
  slots.some((slot) => take(slot, rest(), true));
}

/** Below it an option was found by its sound or by a part of its name. */
const NAMED = 0.9;

function standsBesideTrigger(turn: Turn, flow: CompiledFlow, slot: CompiledSlot, text: string, value: unknown): boolean {
  const said = plain(text);
  const { language } = turn.talk;
  const trigger = [...phrasesIn(flow.triggers, language), textIn(flow.title, language)].map(plain).filter((phrase) => phrase.length > 1 && said.includes(phrase)).sort((a, b) => b.length - a.length)[0];
  return trigger === undefined || readSlotText(turn, slot, said.replace(trigger, ' '), false)?.value === value;
}

const N_ZH = '[0-9零一二两三四五六七八九十百千万]+(?:[点.][0-9一二三四五六七八九]+)?';
const SUM = {
  zh: new RegExp(`(?:取|提|存|充值?|转账?|汇款?|兑换?|换|借|贷款?|交|缴|付|还款?|买)(?:出|入|进|话费|电费|现金|大额)?(?:个|了|大概|大约)?(${N_ZH})(?=现金|话费|电费|人民币|左右|的?$|[,，。 ]|到|进|吧)|(${N_ZH})(?=的?(?:现金|话费|电费|理财|定期|存款))`, 'u'),
  en: /\b(?:top(?:ping)? up|recharge|withdraw|deposit|transfer|pay|exchange|borrow|take out|get|add|put)\b(?: (?!and\b)[a-z'-]+){0,4}? ((?:\d+(?:[.,]\d+)*|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|and)(?: (?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|and))*))(?= (?:in cash|cash|on|to|into|from|onto|for|please|tomorrow|today)\b|\s*[.,]?\s*$)/i,
} as const;

/** "明天想取二十万现金", "top up one hundred": a sum of money by the verb beside it; null where none is. */
function bareSum(language: 'zh' | 'en', text: string): string | null {
  const found = SUM[language].exec(text);
  const sum = found?.[1] ?? found?.[2];
  return sum === undefined || /^(?:a|and|one|一|1)$/i.test(sum.trim()) ? null : sum;
}

/** "Send a parcel", 取一个号: one as an article counts nothing. */
function isArticle(value: unknown, text: string): boolean {
  const one = value === 1 || (typeof value === 'object' && value !== null && (value as { amount?: unknown }).amount === 1);
  return one && !/(?:就|只|仅)(?:要|有|需要)?一|1|\b(?:just|only) one\b|\bone (?:person|ticket|adult|night|kilo)/i.test(text);
}

const LEAST = { number: 0.8, part: 0.8, other: 0.5 } as const;

function mayTell(slot: CompiledSlot, text: string, besideAnswer: boolean, asks: boolean): boolean {
  switch (slot.type) {
    case 'person-name': return NAMES_ITSELF.test(text);
    case 'address': return ADDRESS_ITSELF.test(text);
    case 'number': case 'amount': case 'quantity': return besideAnswer || !asks;
    default: return true;
  }
}

/** "Card number 1234", 卡号一二三四: what follows a code's own label; null where it is not said. */
function behindLabel(turn: Turn, slot: CompiledSlot, text: string): string | null {
  const label = textIn(slot.label, turn.talk.language).toLowerCase();
  const at = label === '' ? -1 : text.toLowerCase().indexOf(label);
  return at < 0 ? null : text.slice(at + label.length).replace(/^(?:号码|是|为|[:：]|\s|is\b)+/i, '');
}

/** "Two adults and a child": the words round a count's own label; null where the label is not said. */
function besideLabel(turn: Turn, slot: CompiledSlot, text: string): string | null {
  const { language } = turn.talk;
  const label = plain(textIn(slot.label, language));
  if (language === 'zh') {
    const said = plain(text);
    const part = [label, label.slice(0, 2)].find((each) => each.length > 1 && said.includes(each));
    const before = part === undefined ? null : new RegExp(`[0-9一二两三四五六七八九十百]+(?:个|位|张|名|份|人)?${part}|${part}(?:是|有|要)?[0-9一二两三四五六七八九十百]+(?:个|位|张|名|份|人)?`, 'u').exec(said);
    return before === null || part === undefined ? null : before[0].replace(part, '');
  }
  const words = plain(text).split(' ');
  const parts = label.split(' ').filter((word) => word.length > 3 && word !== 'number').map((word) => word.replace(/(?:ren|s)$/, ''));
  const at = words.findIndex((word) => parts.some((part) => word.startsWith(part)));
  return at < 1 ? null : words.slice(Math.max(0, at - 2), at).join(' ').replace(/^(?:adults?|and|with) /, '').replace(/^an?$/, 'one');
}
