// "Any day", 随便, "you choose": no answer, but leave to take the nearest one. It is said aloud, so that it can be changed.
import { isoDate, spokenDate } from '../calendar.ts';
import type { Filled } from '../flow/machine.ts';
import type { CompiledFlow, CompiledSlot } from '../pack/compiled.ts';
import { textIn } from '../pack/compiled.ts';
import { dayNumber, parseIsoDate, weekdayOf } from '../understanding/civil-date.ts';
import { clockNow } from './clock.ts';
import { slotText } from './fill.ts';
import { earliestOf } from './limits.ts';
import { readChecked } from './reading.ts';
import type { Frame } from '../talk.ts';
import type { Turn } from './turn.ts';

const VAGUE = {
  zh: /^(?:嗯+|那|就|我|对我来说|这个)*(?:(?:哪天|哪种|哪一?个|哪间|哪家|哪位|什么时候|啥时候|几点|什么时间|什么|怎么|多少|时间|日期|周几|星期几|随便)*(?:都|也)(?:行|可以|好|成|没问题|没关系|ok)的?|随便(?:选|挑|哪个|哪天|什么|来|一个|一天|你|您|安排|点)*|随意|无所谓|没所谓|任意(?:一个|一天|时间)?|[你您](?:来|帮我|替我|给我|看着)*(?:定|选|决定|安排|挑|办|推荐)(?:一个|一天)?|听[你您]的|没(?:有|什么)?要求|不挑|尽快|越快越好|最近的一?天?|最早的?)(?:吧|啦|了|啊|呀|的)*[。.!！]?$/i,
  en: /^(?:(?:oh|well|um|uh|so|just|i think|at)[,\s]+)*(?:any(?: (?:day|time|one|date|room|seat|of (?:them|those|these)|option|size|colou?r|kind))?(?:(?: is| will be| would be|'s)? (?:fine|ok|okay|good|great|works|will do|do|possible))?|anything(?: is fine)?|any ?time|any ?day|whatever(?: you (?:like|want|think|have|suggest)| is fine| works)?|whichever|whenever|(?:you|please) (?:choose|decide|pick|can choose|can decide)(?: for me| one)?|(?:it's |it is )?up to you|i (?:do not|don'?t) (?:mind|care)|(?:it )?(?:does not|doesn'?t) matter|no preference|(?:i have )?no preference|either(?: one)?(?: is fine)?|surprise me|(?:the )?(?:earliest|soonest|nearest|first available)(?: (?:day|time|one|possible|date))?|as soon as possible|asap)(?: please| to me| for me| with me)*[.!]?$/i,
} as const;

/** Whether the visitor leaves the answer to us. */
export function isVague(turn: Turn, text: string): boolean {
  return VAGUE[turn.talk.language].test(text.trim());
}

/** The nearest answer that the slot's limits allow, and how it is said; null where nothing can be proposed (names, numbers of one's own). */
export function proposalFor(turn: Turn, flow: CompiledFlow, frame: Frame, slot: CompiledSlot): { filled: Filled; value: string } | null {
  const { language } = turn.talk;
  const made = (value: unknown, text: string): { filled: Filled; value: string } => {
    const filled = { value, text, confidence: 0.8 };
    return { filled, value: slotText(slot, filled, language, true) };
  };
  switch (slot.type) {
    case 'choice': { const [first] = slot.choices; return first === undefined ? null : made(first.id, textIn(first.label, language)); }
    case 'number': return made(Math.max(1, slot.min ?? 1), String(Math.max(1, slot.min ?? 1)));
    case 'date': { const day = firstDay(turn, flow, slot); return day === null ? null : made(day, spokenDate(day, language) ?? day); }
    case 'time': { const clock = firstTime(turn, flow, frame, slot); return clock === null ? null : made(clock, clock); }
    case 'time-range': return slot.opens === undefined || slot.closes === undefined ? null : made({ from: slot.opens, to: slot.closes }, `${slot.opens}-${slot.closes}`);
    default: return null;
  }
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAY_MS = 86_400_000;

/** The first day within the limits on which the house is open. */
function firstDay(turn: Turn, flow: CompiledFlow, slot: CompiledSlot): string | null {
  const earliest = earliestOf(flow, slot) ?? 0;
  const latest = slot.latest ?? 30;
  const offset = turn.kit.offsetMinutes(turn.at);
  const { hours } = turn.kit.pack.pack;
  const closed = flow.slots.some((s) => s.type === 'time' && s.closes !== undefined && s.closes <= clockNow(turn));
  for (let ahead = Math.max(earliest, closed && earliest <= 0 ? 1 : 0); ahead <= latest; ahead++) {
    const iso = isoDate(turn.at + ahead * DAY_MS, offset);
    const date = parseIsoDate(iso);
    const weekday = date === null ? undefined : DAYS[weekdayOf(dayNumber(date))];
    if (hours.length === 0 || hours.some((row) => row.days.some((day) => day === weekday))) return iso;
  }
  return earliest <= latest && latest >= 0 ? isoDate(turn.at + Math.max(0, earliest) * DAY_MS, offset) : null;
}

/** Opening time; where that is over today, the next full hour. */
function firstTime(turn: Turn, flow: CompiledFlow, frame: Frame, slot: CompiledSlot): string | null {
  if (slot.opens === undefined) return null;
  for (const clock of [slot.opens, ...Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`).filter((each) => each > (slot.opens ?? ''))]) {
    const checked = readChecked(turn, flow, slot, clock, true, frame.slots);
    if (checked !== null && checked.outside === null && checked.reading.value === clock) return clock;
  }
  return null;
}
