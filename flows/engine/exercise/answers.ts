// Valid answers to any question a flow may ask, as a visitor would say or key them in. Exercises use them to find their way through a flow.
import type { Language } from '../../protocol/language.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledSlot } from '../pack/compiled.ts';
import { dateOfDay, dayNumber, isoDate, parseIsoDate } from '../understanding/civil-date.ts';

/** `value` is what the slot must hold then; undefined where only the reader knows its form. `spoken`: ways to say it, the usual one first. */
export interface Answer { value: unknown; spoken: string[]; typed: string }

const DIGITS = { zh: '零一二三四五六七八九', en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] } as const;
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

function digitByDigit(text: string, language: Language): string {
  return language === 'zh' ? [...text].map((c) => DIGITS.zh[Number(c)] ?? c).join('') : [...text].map((c) => DIGITS.en[Number(c)] ?? c).join(' ');
}

/** Different valid answers to one slot, at least one; `today` is an ISO date. */
export function answersTo(slot: CompiledSlot, language: Language, today: string): Answer[] {
  const zh = language === 'zh';
  const digits = (text: string): Answer => ({ value: text, spoken: [digitByDigit(text, language), text], typed: text });
  const free = (text: string, value?: unknown): Answer => ({ value, spoken: [text], typed: text });
  switch (slot.type) {
    case 'yes-no': return [{ value: true, spoken: zh ? ['是的', '要', '对'] : ['yes', 'yes please'], typed: 'yes' }, { value: false, spoken: zh ? ['不是', '不要', '不用'] : ['no', 'no I do not'], typed: 'no' }];
    case 'choice': return slot.choices.map((option, i) => ({
      value: option.id, typed: option.id,
      spoken: [textIn(option.label, language), ...phrasesIn(option.say, language), ...(i < 6 ? [zh ? `第${DIGITS.zh[i + 1] ?? ''}个` : `number ${DIGITS.en[i + 1] ?? ''}`] : [])],
    }));
    case 'number': case 'quantity': case 'amount': return numbersWithin(slot).map((n) => ofNumber(n, slot.type, language));
    case 'digits': {
      const length = Math.min(20, Math.max(slot.min ?? Math.min(4, slot.max ?? 4), 1));
      return ['3052618497', '7140936258'].map((run) => digits(run.repeat(2).slice(0, length)));
    }
    case 'phone': return ['13800138000', '13912345678'].map(digits);
    case 'id-number': return ['11010519491231002X', '440524188001010014'].map(digits);
    case 'date': return datesWithin(slot, today).map((iso) => ofDate(iso, language));
    case 'time': return timesWithin(slot).map((clock) => ofTime(clock, language));
    case 'date-range': {
      const [from = today, to = from] = datesWithin(slot, today).toSorted();
      return [free(zh ? `${ofDate(from, language).spoken[0] ?? ''}到${ofDate(to, language).spoken[0] ?? ''}` : `${ofDate(from, language).spoken[0] ?? ''} to ${ofDate(to, language).spoken[0] ?? ''}`)];
    }
    case 'time-range': {
      const [from = '10:00', to = '15:00'] = timesWithin(slot).toSorted();
      return [free(zh ? `${ofTime(from, language).spoken[0] ?? ''}到${ofTime(to, language).spoken[0] ?? ''}` : `${ofTime(from, language).spoken[0] ?? ''} to ${ofTime(to, language).spoken[0] ?? ''}`)];
    }
    case 'person-name': return (zh ? ['李明', '王小红'] : ['Mary Smith', 'John Brown']).map((name) => ({ value: undefined, spoken: [zh ? `我叫${name}` : `my name is ${name}`, name], typed: name }));
    case 'plate': return ['京A12345', '沪B67890'].map((plate) => ({ value: undefined, spoken: [plate, `${plate.slice(0, 2)}${digitByDigit(plate.slice(2), language)}`], typed: plate }));
    case 'address': return (zh ? ['幸福路十二号三单元', '解放大街八号'] : ['12 Station Road', '8 Garden Street']).map((text) => free(text));
    case 'free-text': return (zh ? ['门口的地面有点滑，希望处理一下', '等的时间太长了一点'] : ['the floor near the door is wet', 'the waiting took rather long']).map((text) => free(slot.max === undefined ? text : text.slice(0, slot.max)));
  }
}

/** A slot that may be left out. */
export const SKIPPED: Record<Language, Answer> = { zh: { value: null, spoken: ['跳过'], typed: '' }, en: { value: null, spoken: ['skip'], typed: '' } };

/** One certain value of a slot, for a flow's conditions; undefined where it cannot be said. */
export function answerWith(slot: CompiledSlot, value: unknown, language: Language, today: string): Answer | undefined {
  if (value === null) return slot.optional ? SKIPPED[language] : undefined;
  if (slot.type === 'number' || slot.type === 'quantity' || slot.type === 'amount') {
    const n = Number(value);
    const fits = Number.isFinite(n) && n >= (slot.min ?? 0) && n <= (slot.max ?? Infinity) && (slot.type === 'amount' || Number.isInteger(n));
    return fits ? ofNumber(n, slot.type, language) : undefined;
  }
  if (slot.type === 'digits' && typeof value === 'string') return { value, spoken: [digitByDigit(value, language), value], typed: value };
  return answersTo(slot, language, today).find((answer) => String(answer.value) === String(value));
}

function numbersWithin(slot: CompiledSlot): number[] {
  const low = Math.max(slot.min ?? 1, 1);
  const high = Math.max(low, slot.max ?? low + 9);
  return [...new Set([Math.min(low + 1, high), low])];
}

function ofNumber(n: number, type: CompiledSlot['type'], language: Language): Answer {
  const word = language === 'zh' ? (n === 2 ? '两' : n < 10 ? DIGITS.zh[n] ?? String(n) : String(n)) : n < 10 ? DIGITS.en[n] ?? String(n) : String(n);
  const value = type === 'quantity' ? undefined : n;
  if (type === 'amount') return { value, spoken: language === 'zh' ? [`${n}元`, `${n}块`] : [`${n} yuan`], typed: String(n) };
  return { value, spoken: language === 'zh' ? [`${word}个`, `${word}份`, String(n), word] : [word, String(n)], typed: String(n) };
}

function datesWithin(slot: CompiledSlot, today: string): string[] {
  const start = parseIsoDate(today);
  if (start === null) return [today];
  const low = slot.earliest ?? Math.min(1, slot.latest ?? 1);
  const high = slot.latest ?? low + 20;
  const near = [low + 1, low + 2, low].filter((day) => day <= high);
  return [...new Set(near.length === 0 ? [low] : near)].slice(0, 2).map((day) => isoDate(dateOfDay(dayNumber(start) + day)));
}

function ofDate(iso: string, language: Language): Answer {
  const [, month = 1, day = 1] = iso.split('-').map(Number);
  return { value: iso, typed: iso, spoken: language === 'zh' ? [`${month}月${day}日`, `${month}月${day}号`] : [`${MONTHS[month - 1] ?? ''} ${day}`, `${day} ${MONTHS[month - 1] ?? ''}`] };
}

function timesWithin(slot: CompiledSlot): string[] {
  const opens = slot.opens ?? '09:00';
  const closes = slot.closes ?? '17:00';
  const hours = Array.from({ length: 24 }, (_, h) => `${String(h).padStart(2, '0')}:00`).filter((clock) => (opens <= closes ? clock >= opens && clock <= closes : clock >= opens || clock <= closes));
  const [first = opens] = hours;
  return [...new Set([hours[1] ?? first, hours.at(-2) ?? first])];
}

function ofTime(clock: string, language: Language): Answer {
  const hour = Number(clock.slice(0, 2));
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const words = ['十二', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
  if (language === 'en') return { value: clock, typed: clock, spoken: [`${twelve} ${hour < 12 ? 'am' : 'pm'}`, `${twelve} o'clock in the ${hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'}`] };
  const part = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上';
  return { value: clock, typed: clock, spoken: [`${part}${words[twelve] ?? ''}点`, `${part}${twelve}点`] };
}
