// The form of opening hours and schedules: when which settings hold, in the kiosk's own time.
import { z } from 'zod';
import { LocalText } from './language.ts';

const Day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'is not a date such as 2026-10-01').refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text), 'is not a day of the calendar');
const From = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 08:30');
const To = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time such as 17:30 or 24:00');
/** 1 = Monday .. 7 = Sunday. */
const Weekday = z.number().int().min(1).max(7);

/** `to` at or before `from` reaches into the next day. */
export const Hours = z.strictObject({ days: z.array(z.union([Weekday, z.enum(['workday', 'rest', 'holiday'])])).min(1).max(10), from: From, to: To });
export type Hours = z.infer<typeof Hours>;
export const HoursList = z.array(Hours).max(50);

/** Public holidays, and the weekend days on which one works instead (调休). */
export const Calendar = z.strictObject({ holidays: z.array(Day).max(500).default([]), workdays: z.array(Day).max(500).default([]) });
export type Calendar = z.infer<typeof Calendar>;

/** What a rule switches; `open: false` puts the kiosk to sleep, `open: true` opens it outside its hours. */
export const Overlay = z.strictObject({
  volume: z.number().int().min(0).max(4).optional(),
  speechRate: z.number().min(0.5).max(2).optional(),
  attractNotice: LocalText.optional(),
  touchOnly: z.boolean().optional(),
  open: z.boolean().optional(),
});
export type Overlay = z.infer<typeof Overlay>;

export const ScheduleRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** Of two rules that switch the same thing the higher number wins; of equals the later in the list. */
  priority: z.number().int().min(0).max(1000).default(0),
  /** Days on which it may hold, both included. */
  validFrom: Day.optional(), validUntil: Day.optional(),
  /** Without `days` and `dates` every day; with both, either. `workday`, `rest` and `holiday` follow the calendar. */
  days: z.array(z.union([Weekday, z.enum(['workday', 'rest', 'holiday'])])).max(10).optional(),
  dates: z.array(Day).max(500).optional(),
  /** The part of the day; without it the whole day. `to` at or before `from` reaches into the next day. */
  at: z.strictObject({ from: From, to: To }).optional(),
  set: Overlay,
});
export type ScheduleRule = z.infer<typeof ScheduleRule>;

export const Schedule = z.strictObject({ calendar: Calendar.default({ holidays: [], workdays: [] }), rules: z.array(ScheduleRule).max(200) });
export type Schedule = z.infer<typeof Schedule>;
