// Wishes full of days, names and numbers ("book me a passport appointment on Tuesday at three, my number is ..."): which task they
// are for shows when the answers they hold are taken out.
import { isoDate } from '../calendar.ts';
import type { MatchResult } from '../understanding/contract.ts';
import { isQuestion } from './reading.ts';
import { overAnswers } from './over-answers.ts';
import { note } from './turn.ts';
import type { Turn } from './turn.ts';

const ASKS = /多少|什么|哪|怎么|几|吗|呢|[?？]|\b(?:what|how|where|when|which|who|why|much|many)\b/i;
const WISHES = /^(?:我|帮|给|请|麻烦|想|要|来|取|订|办|预约)|^(?:i want|i need|i'd like|i would like|i'm here|can you|could you|can i|please|let me|help me|get|make|book|take|give)\b/i;

/** A wish ("I want ...") whose best hit is a task is that task; also when days and numbers stand round it. */
export function wishForTask(turn: Turn, text: string, whole: MatchResult, match: (words: string) => MatchResult): MatchResult | undefined {
  if (ASKS.test(text)) return undefined;
  const [best] = whole.top;
  if (whole.zone === 'clarify' && best?.id.startsWith('flow:') === true) {
    const flow = turn.kit.pack.flows[best.id.slice(5)];
    const holds = flow === undefined ? {} : overAnswers(turn, flow, {}, text, false).found;
    if (WISHES.test(text.trim()) ? whole.probability >= 0.4 : Object.keys(holds).length > 0 && whole.probability >= 0.5) {
      note(turn, 'a wish, and the best hit is a task');
      return { ...whole, zone: 'answer' };
    }
  }
  let rest = text;
  for (const type of ['phone', 'date', 'time'] as const) {
    const reading = turn.kit.readSlot({ type, text: rest, language: turn.talk.language, today: isoDate(turn.at, turn.kit.offsetMinutes(turn.at)), strict: false });
    if (reading !== null) rest = reading.rest;
  }
  rest = rest.replaceAll(/(?:我的)?(?:手机|电话)(?:号码|号)?是?|\b(?:my )?(?:phone|mobile)(?: number)?(?: is)?\b|\bmy number(?: is)?\b/gi, ' ').trim();
  if (rest === text || rest === '') return undefined;
  const found = match(rest);
  if (found.zone !== 'answer' || found.top[0]?.id.startsWith('flow:') !== true) return undefined;
  note(turn, `without the days and numbers it is "${rest}"`);
  return found;
}

/** Types that are hardly ever said by chance. */
const TELLING = new Set(['date', 'time', 'phone', 'id-number', 'plate', 'date-range', 'time-range', 'amount', 'address', 'quantity', 'digits']);
const WORTH_A_TRY = 0.12;
const TELLS_SOMETHING = /[0-9零一二两三四五六七八九十百千半俩]|[天日号点周晚早路街区村]|星期|礼拜|上午|下午|中午|\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|thousand|half|couple|dozen|today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|midnight|morning|afternoon|evening|week|weekend|road|street|avenue|lane|building|flat|double|triple|january|february|march|april|may|june|july|august|september|october|november|december)\b/i;

/**
 * A sentence that asks nothing and holds answers of one task is that task, where the rest of it says so: alone, or with two
 * answers at least and the task among the candidates.
 */
export function fullWish(turn: Turn, text: string, whole: MatchResult, match: (words: string) => MatchResult): MatchResult | undefined {
  if (ASKS.test(text) || isQuestion(text, turn.talk.language)) return undefined;
  // Without a number, a day or a place no telling answer stands in it; a clear hit is not given up for less.
  if (whole.zone === 'answer' && !TELLS_SOMETHING.test(text)) return undefined;
  let best: { id: string; probability: number; answers: number } | undefined;
  for (const flow of Object.values(turn.kit.pack.flows)) {
    if (flow.notice) continue;
    const { found, refused, rest } = overAnswers(turn, flow, {}, text, false);
    const filled = [...Object.keys(found), ...refused.map((r) => r.slot.id)];
    const telling = filled.filter((id) => TELLING.has(flow.slots.find((s) => s.id === id)?.type ?? '')).length;
    if (filled.length === 0 || rest === text) continue;
    const id = `flow:${flow.id}`;
    const left = rest.replace(/(?:我的)?(?:手机|电话)(?:号码|号)?是?|\b(?:and )?my (?:phone |mobile )?number(?: is)?\b|[,，。.]/gi, ' ').trim();
    const alone = left === '' ? undefined : match(left);
    const said = alone?.top.find((c) => c.id === id)?.probability ?? 0;
    const before = whole.top.find((c) => c.id === id)?.probability ?? 0;
    const sure = alone?.zone === 'answer' && alone.top[0]?.id === id;
    // Hardly anything else can be meant: three answers, or two in a sentence that wishes for something.
    const full = telling >= 1 && (filled.length >= 3 || (filled.length >= 2 && WISHES.test(text.trim())));
    const likely = full || filled.length >= 2 && telling >= 1 && Math.max(said, before) >= WORTH_A_TRY && (alone?.top[0]?.id === id || whole.top[0]?.id === id || filled.length >= 3);
    // Another clear answer is given up only for a sentence that is full of this task.
    if (!(sure || likely) || (whole.zone === 'answer' && !(filled.length >= 2 && telling >= 1))) continue;
    const probability = Math.max(said, before, sure ? 0.6 : 0.5);
    if (best !== undefined && filled.length === best.answers && probability === best.probability) { if (probability <= 0.5) best = { ...best, id: '' }; continue; }
    if (best === undefined || filled.length > best.answers || (filled.length === best.answers && probability > best.probability)) best = { id, probability, answers: filled.length };
  }
  if (best === undefined || best.id === '') return undefined; // two tasks could be meant as well
  const { id, probability } = best;
  note(turn, `${best.answers} answers of the task ${id.slice(5)} in it`);
  return { zone: 'answer', probability, top: [{ id, probability, evidence: ['answers'] }, ...whole.top.filter((c) => c.id !== id).slice(0, 4)] };
}
