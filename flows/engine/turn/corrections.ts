// Taking back an answer: by a marker ("no, ..."), by naming the question ("the phone number is wrong"), or by a whole new answer to it.
import { dependentsOf } from '../flow/machine.ts';
import type { Filled } from '../flow/machine.ts';
import { reachableSlots } from '../flow/reach.ts';
import { textIn } from '../pack/compiled.ts';
import type { CompiledFlow, CompiledSlot } from '../pack/compiled.ts';
import { plain } from '../plain-text.ts';
import type { Frame } from '../talk.ts';
import { askPending } from './ask.ts';
import { slotText } from './fill.ts';
import { sendToFlow } from './flows.ts';
import { asksItself, sayOutside } from './limits.ts';
import type { Outside } from './limits.ts';
import { pendingOf } from './pending.ts';
import { filledFrom, isQuestion, readChecked, readSlotText } from './reading.ts';
import { decide, flowOf, note, sayPrompt } from './turn.ts';
import type { Turn } from './turn.ts';

const MARKERS = {
  zh: /^(?:啊|哦|呃|嗯|哎)?[,，]?\s*(?:不对|不是|错了|说错了|我说错了|搞错了|弄错了|不不|等等|等一下|更正|应该是|改成|改为|改到|换成|换到|我要改|我想改|不要)(?:不对|不是|错了|了|的|是|我|要|想|应该|改成|改为|改到|换成|把)*[,，。、\s]*(?:是|应该是|改成|改为|改到|换成|我要|要)?/,
  en: /^(?:oh|uh|um|ah)?[,\s]*(?:no|nope|not(?= (?:the|a|an|in|on|at|\w+,))|sorry|wait|actually|i meant|i mean|correction|rather|not that|that's wrong|thats wrong|wrong|make (?:it|that)|change (?:it|that|the \w+)? ?to|change (?:it|that))\b(?:[,.\s]*(?:no|sorry|wait|i meant|i mean|actually|make (?:it|that)|it's|its|it is|change it to|rather|to|i said|i want)\b)*[,.\s]*/i,
} as const;

/** "不对,是星期三" -> what follows the marker; undefined when nothing marks a correction. */
function afterCorrectionMarker(text: string, language: 'zh' | 'en'): string | undefined {
  const trimmed = text.trim();
  const inside = language === 'zh' ? /(?:把.{1,8})?(?:改成|改为|改到|换成|应该是)(.+)$/.exec(trimmed) : /\b(?:change (?:it|that|(?:the|my) [\w ]{2,20}) to|make (?:it|that)|i meant|should (?:be|have been))\s+(.+)$/i.exec(trimmed);
  const m = MARKERS[language].exec(trimmed);
  if (m === null || m[0] === '') return inside?.[1];
  const rest = trimmed.slice(m[0].length).trim();
  return inside?.[1] ?? rest;
}

interface Correction { slot: CompiledSlot; filled: Filled; outside: Outside | null }

/** A filled slot that this text gives a new value: a named one, else the latest answered first. "Not two, three" gives three. */
function readCorrection(turn: Turn, frame: Frame, text: string, strict: boolean, named: CompiledSlot | undefined): Correction | null {
  if (text.trim() === '') return null;
  const flow = flowOf(turn, frame);
  const reached = reachableSlots(flow, frame.step, frame.slots);
  // A mobile number that is still missing is told now; it replaces no other number.
  const dialled = flow.slots.some((s) => (s.type === 'phone' || s.type === 'id-number') && frame.slots[s.id] === undefined && reached.has(s.id) && readSlotText(turn, s, text, true) !== null);
  const others = Object.keys(frame.slots).toReversed().flatMap((id) => flow.slots.find((s) => s.id === id && s.id !== named?.id) ?? []);
  // A name may be any words: what is the value of another question is that, not a name.
  const loose = (slot: CompiledSlot): boolean => slot.type === 'person-name' || slot.type === 'address';
  for (const slot of named === undefined ? [...others.filter((s) => !loose(s)), ...others.filter(loose)] : [named]) {
    const own = slot === named;
    if (slot.type === 'free-text' || (!own && dialled && DIALLED.has(slot.type)) || (!own && slot.type === 'yes-no') || (slot.type === 'person-name' && !strict && !own)) continue;
    const current = JSON.stringify(frame.slots[slot.id]?.value);
    let words = text;
    for (let again = 0; again < 2; again++) {
      const known = Object.fromEntries(Object.entries(frame.slots).filter(([id]) => id !== slot.id));
      const checked = readChecked(turn, flow, slot, words, strict && !own && again === 0, known);
      if (checked === null || (own && checked.reading.confidence < 0.5)) break;
      // Digits of another length are no code, but rather the answer to something else.
      if (!own && checked.outside !== null && DIALLED.has(slot.type)) break;
      if (JSON.stringify(checked.reading.value) !== current) return { slot, filled: filledFrom(turn, checked.reading), outside: checked.outside };
      if (checked.reading.rest.length === words.length) break;
      words = checked.reading.rest;
    }
  }
  return null;
}

const DIALLED = new Set<CompiledSlot['type']>(['digits', 'phone', 'id-number']);

/** With a marker any filled slot may be meant; without, only a whole answer to one. True when something was taken back. */
export function takeCorrection(turn: Turn, frame: Frame, text: string, marked: boolean): boolean {
  const { language } = turn.talk;
  if (Object.keys(frame.slots).length === 0) return false;
  const rest = marked ? afterCorrectionMarker(text, language) : text;
  if (rest === undefined) return false;
  const hit = marked ? slotNamed(turn, frame, text) : undefined;
  const named = hit !== undefined && frame.slots[hit.id] !== undefined ? hit : undefined;
  if (marked && named === undefined && plain(rest) === '') return false; // a bare "no" answers what was asked
  // A whole new answer is that, though it may hold the name of another question ("no, the one-day package").
  const whole = marked ? readCorrection(turn, frame, rest, true, undefined) : null;
  const correction = whole !== null ? whole : named !== undefined ? readCorrection(turn, frame, text, false, named) ?? readCorrection(turn, frame, rest, false, named)
    : marked ? readCorrection(turn, frame, rest, true, undefined) ?? readCorrection(turn, frame, text, true, undefined) ?? (isQuestion(rest, language) ? null : readCorrection(turn, frame, text, false, undefined) ?? readCorrection(turn, frame, rest, false, undefined))
      : readCorrection(turn, frame, rest, true, undefined);
  if (correction === null) return false;
  note(turn, marked ? 'marked as a correction' : 'a new value for an answered question');
  correct(turn, frame, correction);
  return true;
}

/** Gives a filled slot a new value, empties what depends on it, and walks the task again from there. */
function correct(turn: Turn, frame: Frame, { slot, filled, outside }: Correction): void {
  const { talk } = turn;
  const flow = flowOf(turn, frame);
  if (outside !== null) {
    decide(turn, { rule: 'correction', intent: `slot:${slot.id}`, flow: frame.flow, zone: 'unknown', probability: filled.confidence });
    note(turn, `${slot.id} cannot be that: ${outside.key}`);
    sayOutside(turn, flow, frame, { slot, outside });
    const asks = asksItself(turn);
    reopen(turn, frame, slot, { silent: true });
    if (!asks) sayPrompt(turn, 'outside-again', { label: textIn(slot.label, talk.language) });
    return;
  }
  talk.misses = 0;
  talk.offer = null;
  const cleared = dependentsOf(flow, slot.id).filter((id) => frame.slots[id] !== undefined);
  decide(turn, { rule: 'correction', intent: `slot:${slot.id}`, flow: frame.flow, zone: 'answer', probability: filled.confidence });
  note(turn, `${slot.id} was corrected${cleared.length > 0 ? `; ${cleared.join(', ')} emptied with it` : ''}`);
  frame.slots = Object.fromEntries(Object.entries({ ...frame.slots, [slot.id]: filled }).filter(([id]) => !cleared.includes(id)));
  sayPrompt(turn, 'corrected', { label: textIn(slot.label, talk.language), value: slotText(slot, filled, talk.language, true) });
  turn.replaying = frame.step;
  const asked = askedAt(flow, frame, slot);
  const place = (id: string): number => flow.steps.findIndex((s) => s.id === id);
  // An answer given ahead of its question changes nothing about where the task stands.
  if (asked === undefined || place(asked) >= place(frame.step)) sendToFlow(turn, frame, { type: 'slots', slots: frame.slots });
  else sendToFlow(turn, frame, { type: `to.${asked}` });
}

function askedAt(flow: CompiledFlow, frame: Frame, slot: CompiledSlot): string | undefined {
  const asks = (id: string): boolean => flow.steps.some((s) => s.id === id && 'ask' in s && s.ask === slot.id);
  return frame.trail.find(asks) ?? flow.steps.find((s) => 'ask' in s && s.ask === slot.id)?.id;
}

/** Empties a slot and what depends on it, and asks for it again. False where the task has no question for it. */
function reopen(turn: Turn, frame: Frame, slot: CompiledSlot, options: { silent?: boolean } = {}): boolean {
  const flow = flowOf(turn, frame);
  const asked = askedAt(flow, frame, slot);
  if (asked === undefined) { askPending(turn); return false; }
  const emptied = [slot.id, ...dependentsOf(flow, slot.id)];
  frame.slots = Object.fromEntries(Object.entries(frame.slots).filter(([id]) => !emptied.includes(id)));
  turn.talk.offer = null;
  turn.replaying = frame.step;
  turn.quiet = options.silent === true;
  sendToFlow(turn, frame, { type: `to.${asked}` });
  turn.quiet = false;
  return true;
}

const CHANGE = {
  zh: /^(?:我要|我想|我想要|帮我|请|麻烦|能不能|可以|能)?(?:把)?(?:改|修改|换|更改|变更|重填|重说|重选|重新(?:填|说|选|输入))(?:一下|个|下|一个)?/,
  en: /^(?:no,? )?(?:i want to |i would like to |i'd like to |can i |could i |can we |please |let me |i need to |i have to )?(?:change|modify|correct|edit|fix|redo|update)\b/i,
} as const;
/** The question that is named was answered wrongly. */
const WRONG_THERE = {
  zh: /(?:错了|不对|说错|写错|填错|选错|弄错|搞错|有误|不正确|要改|想改|改一下|改改|改下|换一下|换一个|能改|能换|可以改|可以换|重新说|重新填|重新选|重说|重填|重选)(?:了|吗|么|吧|一下|一遍|的)*/,
  en: /\b(?:wrong|incorrect|not right|isn't right|not correct|isn't correct|a mistake|mistaken|not the right|needs? (?:changing|to be changed|fixing)|got the .{1,24} wrong|should be different)\b/i,
} as const;

/** Other words for a slot of a type, where a task has only one of it. */
const TYPE_WORDS: Partial<Record<CompiledSlot['type'], Record<'zh' | 'en', readonly string[]>>> = {
  phone: { zh: ['手机号码', '手机号', '手机', '电话号码', '电话', '联系方式', '号码'], en: ['phone number', 'mobile number', 'phone', 'mobile', 'telephone', 'cell', 'number'] },
  'id-number': { zh: ['身份证号码', '身份证号', '证件号', '身份证'], en: ['id number', 'identity number', 'id card', 'id'] },
  date: { zh: ['日期', '日子', '哪天', '哪一天', '天'], en: ['date', 'day'] }, 'date-range': { zh: ['日期', '日子'], en: ['dates', 'date', 'days'] },
  time: { zh: ['时间', '钟点', '几点'], en: ['time', 'hour'] }, 'time-range': { zh: ['时间', '时段', '时间段'], en: ['time', 'hours'] },
  amount: { zh: ['金额', '钱数', '钱'], en: ['amount', 'sum'] }, number: { zh: ['数量', '人数', '个数', '几个', '几位'], en: ['number', 'count', 'how many'] }, quantity: { zh: ['数量', '份数', '重量'], en: ['quantity', 'number', 'how many'] },
  'person-name': { zh: ['姓名', '名字', '称呼'], en: ['name'] }, plate: { zh: ['车牌号', '车牌'], en: ['plate', 'licence', 'license'] }, address: { zh: ['地址', '住址'], en: ['address'] }, digits: { zh: ['号码', '编号', '码'], en: ['code', 'number'] },
};

/** The filled or open slot that a sentence names, by its label, by the label's last word, or by a word for its type. */
function slotNamed(turn: Turn, frame: Frame, text: string): CompiledSlot | undefined {
  const { language } = turn.talk;
  const flow = flowOf(turn, frame);
  const said = plain(text);
  const open = pendingOf(turn.kit.pack, { ...turn.talk, offer: null });
  const there = flow.slots.filter((s) => frame.slots[s.id] !== undefined || (open.kind === 'slot' && open.slot.id === s.id));
  const holds = (word: string): boolean => word !== '' && (language === 'zh' ? said.includes(word) : ` ${said} `.includes(` ${word} `));
  const labelled = there.map((slot) => ({ slot, label: plain(textIn(slot.label, language)) })).filter(({ label }) => holds(label)).sort((a, b) => b.label.length - a.label.length);
  if (labelled[0] !== undefined) return labelled[0].slot;
  const words = (slot: CompiledSlot): readonly string[] => {
    const label = plain(textIn(slot.label, language));
    const parts = language === 'zh' ? (label.length > 3 ? [label.slice(-2), label.slice(0, 2)] : []) : label.split(' ').filter((w) => w.length > 3);
    return [...(TYPE_WORDS[slot.type]?.[language] ?? []), ...parts];
  };
  const hits = there.flatMap((slot) => { const hit = words(slot).filter(holds).sort((a, b) => b.length - a.length)[0]; return hit === undefined ? [] : [{ slot, hit }]; }).sort((a, b) => b.hit.length - a.hit.length);
  const [best, second] = hits;
  return best !== undefined && (second === undefined || second.hit.length < best.hit.length) ? best.slot : undefined;
}

/** "Change the time", "手机号错了", "不对，手机号": with a new value it is taken, without one that question is asked again. */
export function changeNamedSlot(turn: Turn, frame: Frame, text: string): boolean {
  const { language } = turn.talk;
  const said = text.trim();
  const after = afterCorrectionMarker(said, language);
  const asks = CHANGE[language].test(said) || WRONG_THERE[language].test(said);
  if (!asks && after === undefined) return false;
  const slot = slotNamed(turn, frame, said);
  if (slot === undefined) return false;
  // "No, the number 5 please" names nothing: the label must be what is left.
  if (!asks && after !== undefined && plain(after).length > plain(textIn(slot.label, language)).length + (language === 'zh' ? 4 : 12)) return false;
  turn.talk.misses = 0;
  const correction = frame.slots[slot.id] === undefined ? null : readCorrection(turn, frame, said.replace(CHANGE[language], ' ').replace(WRONG_THERE[language], ' '), false, slot);
  if (correction !== null && JSON.stringify(correction.filled.value) !== JSON.stringify(frame.slots[slot.id]?.value) && slot.type !== 'person-name') { correct(turn, frame, correction); return true; }
  decide(turn, { rule: 'correction', intent: `slot:${slot.id}`, flow: frame.flow, zone: 'answer' });
  note(turn, `${slot.id} is to be changed`);
  turn.talk.offer = null;
  if (frame.slots[slot.id] === undefined) askPending(turn); // it is being asked for already
  else reopen(turn, frame, slot);
  return true;
}

/** A finger on a question that was answered before: it is asked again. */
export function reopenByTouch(turn: Turn, frame: Frame, slot: CompiledSlot, rule: string): void {
  decide(turn, { rule, intent: `slot:${slot.id}`, flow: frame.flow, zone: 'answer' });
  note(turn, `${slot.id} is to be changed`);
  turn.talk.misses = 0;
  reopen(turn, frame, slot);
}

/** Asks for a change without saying of what. */
export function wantsChange(turn: Turn, text: string): boolean {
  return CHANGE[turn.talk.language].test(text.trim());
}

/** An answer given before, once more: nothing changes, the open question stands. */
export function saysSameAgain(turn: Turn, frame: Frame, text: string): boolean {
  const same = flowOf(turn, frame).slots.find((slot) => {
    const filled = frame.slots[slot.id];
    if (slot.type === 'yes-no' || slot.type === 'free-text' || filled === undefined || filled.value === null) return false;
    return JSON.stringify(readSlotText(turn, slot, text, true)?.value) === JSON.stringify(filled.value);
  });
  if (same === undefined) return false;
  turn.talk.misses = 0;
  decide(turn, { rule: 'slot', intent: `slot:${same.id}`, flow: frame.flow, zone: 'answer' });
  note(turn, `${same.id} is that already`);
  askPending(turn);
  return true;
}
