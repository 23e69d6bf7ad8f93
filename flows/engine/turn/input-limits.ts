// What a screen must know to let only good answers be touched: how many, which days, which hours, and what is counted.
import type { View } from '../../protocol/screen.ts';
import { textIn } from '../pack/compiled.ts';
import type { CompiledSlot } from '../pack/compiled.ts';
import type { Frame } from '../talk.ts';
import { dateOfDay, dayNumber, isoDate, parseIsoDate } from '../understanding/civil-date.ts';
import { earliestOf, nowOnChosenDay, todayOf } from './limits.ts';
import { flowOf } from './turn.ts';
import type { Turn } from './turn.ts';

type Limits = Partial<Extract<View, { kind: 'form' }>['input']>;

/** The kind of a slot's answer with its limits; days as ISO dates, counted from the visitor's today. */
export function inputLimits(turn: Turn, frame: Frame, slot: CompiledSlot): Limits {
  switch (slot.type) {
    case 'choice': case 'yes-no': return {};
    case 'number': case 'amount': case 'quantity': return { kind: slot.type, ...bounds(slot), ...unitOf(turn, slot) };
    case 'digits': return { kind: slot.type, ...bounds(slot) };
    case 'date': case 'date-range': return { kind: slot.type, ...days(turn, frame, slot) };
    case 'time': case 'time-range': return { kind: slot.type, ...hours(turn, frame, slot) };
    default: return { kind: slot.type };
  }
}

function bounds(slot: CompiledSlot): Limits {
  return { ...(slot.min === undefined ? {} : { min: slot.min }), ...(slot.max === undefined ? {} : { max: slot.max }) };
}

function days(turn: Turn, frame: Frame, slot: CompiledSlot): Limits {
  const today = todayOf(turn);
  const date = parseIsoDate(today);
  const ahead = (count: number): string => (date === null ? today : isoDate(dateOfDay(dayNumber(date) + count)));
  const earliest = earliestOf(flowOf(turn, frame), slot);
  return { today, ...(earliest === undefined ? {} : { earliest: ahead(earliest) }), ...(slot.latest === undefined ? {} : { latest: ahead(slot.latest) }) };
}

function hours(turn: Turn, frame: Frame, slot: CompiledSlot): Limits {
  const now = slot.type === 'time' ? nowOnChosenDay(turn, flowOf(turn, frame), slot, frame.slots) : null;
  const opens = now !== null && now > (slot.opens ?? '') ? now : slot.opens;
  return { ...(opens === undefined ? {} : { opens }), ...(slot.closes === undefined ? {} : { closes: slot.closes }) };
}

const COUNTED = { zh: /[几多少]{1,2}(?:个(?=[人小]))?(公斤|千克|小时|分钟|[件位人晚张份本台间天瓶盒箱袋包杯斤年度次双条桌个])/u, en: /how many ([a-z]{3,12})\b/i } as const;
const QUOTED = /[“"]([^”"]{1,24})[”"]/gu;

/** What is counted, as the question or its example names it; money in yuan. Nothing where neither does. */
function unitOf(turn: Turn, slot: CompiledSlot): Limits {
  const { language } = turn.talk;
  if (slot.type === 'amount') return { unit: language === 'zh' ? '元' : 'yuan' };
  const ask = textIn(slot.ask, language);
  if (slot.type === 'quantity') {
    for (const [, example] of `${textIn(slot.again, language)} ${ask}`.matchAll(QUOTED)) {
      const read = turn.kit.readSlot({ type: 'quantity', text: example ?? '', language, today: todayOf(turn), strict: true });
      const unit = (read?.value as { unit?: string } | undefined)?.unit;
      if (unit !== undefined && unit !== '') return { unit };
    }
  }
  // An English unit must be one that can be read back behind a number.
  const named = COUNTED[language].exec(ask)?.[1];
  if (named === undefined || slot.type === 'number') return named === undefined ? {} : { unit: named.toLowerCase() };
  const read = turn.kit.readSlot({ type: 'quantity', text: language === 'zh' ? `2${named}` : `2 ${named}`, language, today: todayOf(turn), strict: true });
  const unit = (read?.value as { unit?: string } | undefined)?.unit ?? '';
  return unit === '' ? {} : { unit };
}
