// Schedules against a clock that is walked minute by minute and read by the platform's own calendar, not by ours.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Schedule, type ScheduleRule } from '../../flows/protocol/schedule.ts';
import { isOpen, whatHolds } from '../../flows/schedule/holds.ts';

const MINUTE = 60_000;
const at = (iso: string): number => Date.parse(iso);
const formats = new Map<string, Intl.DateTimeFormat>();
/** What the wall shows, by the platform. */
function wall(ms: number, zone: string): { date: string; time: string; weekday: number } {
  let format = formats.get(zone);
  if (!format) formats.set(zone, (format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', weekday: 'short' })));
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { date: `${part['year']}-${part['month']}-${part['day']}`, time: `${part['hour']}:${part['minute']}`, weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part['weekday'] ?? '') + 1 };
}
const nextDay = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Whether a rule holds at each minute of a stretch: it begins when the wall first reaches its start and ends when it first reaches its end. */
function bruteForce(rule: ScheduleRule, calendar: { holidays: string[]; workdays: string[] }, zone: string, from: number, minutes: number): boolean[] {
  const lead = 3 * 1440;
  const stretch = Array.from({ length: minutes + 2 * lead }, (_, i) => from + (i - lead) * MINUTE);
  const walls = stretch.map((ms) => { const { date, time } = wall(ms, zone); return `${date}T${time}`; });
  const reach = (wanted: string): number => walls.findIndex((one) => one >= wanted);
  const holds = stretch.map(() => false);
  for (const date of new Set(walls.map((one) => one.slice(0, 10)))) {
    const weekday = ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
    const works = calendar.workdays.includes(date) || (weekday <= 5 && !calendar.holidays.includes(date));
    const dayFits = (rule.days === undefined && rule.dates === undefined) || (rule.dates ?? []).includes(date)
      || (rule.days ?? []).some((day) => day === weekday || (day === 'workday' && works) || (day === 'rest' && !works) || (day === 'holiday' && calendar.holidays.includes(date)));
    if (!dayFits || (rule.validFrom !== undefined && date < rule.validFrom) || (rule.validUntil !== undefined && date > rule.validUntil)) continue;
    const { from: begins, to } = rule.at ?? { from: '00:00', to: '24:00' };
    const endDay = to <= begins ? nextDay(date) : date;
    const start = reach(`${date}T${begins}`);
    const end = to === '24:00' ? reach(`${nextDay(date)}T00:00`) : reach(`${endDay}T${to}`);
    for (let i = Math.max(0, start); i < (end < 0 ? holds.length : end) && start >= 0; i += 1) holds[i] = true;
  }
  return holds.slice(lead, lead + minutes);
}

const two = (n: number): string => String(n).padStart(2, '0');
const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 15, 30, 59)).map(([h, m]) => `${two(h)}:${two(m)}`);
const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
// Around a change of the clocks in each hemisphere, a Chinese holiday, and a new year.
const starts = ['2026-03-28T00:00:00Z', '2026-10-24T06:00:00Z', '2026-11-01T00:00:00Z', '2026-04-04T00:00:00Z', '2026-10-03T12:00:00Z', '2026-12-31T00:00:00Z'];

describe('a schedule', () => {
  it('holds exactly in the minutes in which brute force says so, in any zone and over every change of the clocks', () => {
    const day = fc.constantFrom('2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-11-01', '2026-04-05', '2026-10-04', '2027-01-01');
    const rule = fc.record({
      id: fc.constant('one'), priority: fc.constant(0), set: fc.constant({ volume: 4 }),
      days: fc.option(fc.uniqueArray(fc.constantFrom<number | 'workday' | 'rest' | 'holiday'>(1, 2, 3, 4, 5, 6, 7, 'workday', 'rest', 'holiday'), { minLength: 1, maxLength: 3 }), { nil: undefined }),
      dates: fc.option(fc.uniqueArray(day, { maxLength: 3 }), { nil: undefined }), validFrom: fc.option(day, { nil: undefined }), validUntil: fc.option(day, { nil: undefined }),
      at: fc.option(fc.record({ from: time, to: fc.oneof(time, fc.constant('24:00')) }), { nil: undefined }),
    }).map((one) => Schedule.parse({ rules: [JSON.parse(JSON.stringify(one))] }).rules[0] as ScheduleRule);
    const calendar = fc.record({ holidays: fc.uniqueArray(day, { maxLength: 3 }), workdays: fc.uniqueArray(day, { maxLength: 3 }) });
    let held = 0;
    let minutes = 0;
    fc.assert(fc.property(rule, calendar, fc.constantFrom(...zones), fc.constantFrom(...starts), (one, days, zone, start) => {
      const length = 2 * 1440;
      const truth = bruteForce(one, days, zone, at(start), length);
      for (let i = 0; i < length; i += 7) {
        const now = at(start) + i * MINUTE;
        const ours = whatHolds({ calendar: days, rules: [one] }, null, { at: now, zone, trusted: true }).rules.length === 1;
        if (ours !== truth[i]) throw new Error(`${zone} ${new Date(now).toISOString()} (${wall(now, zone).date} ${wall(now, zone).time}): ours ${ours}, brute force ${truth[i]}`);
        minutes += 1;
        if (ours) held += 1;
      }
    }), { numRuns: 60, seed: 20261124 });
    expect(held).toBeGreaterThan(minutes / 20); // the rules do say something
    expect(held).toBeLessThan(minutes * 0.95);
  });

  it('does not flicker when an hour comes twice, and begins when the clocks jump over its start', () => {
    const late = Schedule.parse({ rules: [{ id: 'late', at: { from: '22:00', to: '01:30' }, set: { volume: 0 } }] });
    const holds = (iso: string): boolean => whatHolds(late, null, { at: at(iso), zone: 'America/New_York', trusted: true }).rules.length > 0;
    expect([holds('2026-11-01T05:29:00Z'), holds('2026-11-01T05:31:00Z'), holds('2026-11-01T06:10:00Z')]).toEqual([true, false, false]); // 01:29, 01:31, 01:10 again
    const early = Schedule.parse({ rules: [{ id: 'early', at: { from: '02:30', to: '04:00' }, set: { volume: 0 } }] });
    const begins = (iso: string): boolean => whatHolds(early, null, { at: at(iso), zone: 'Europe/Berlin', trusted: true }).rules.length > 0;
    expect([begins('2026-03-29T00:59:00Z'), begins('2026-03-29T01:00:00Z'), begins('2026-03-29T02:00:00Z')]).toEqual([false, true, false]); // 01:59, 03:00, 04:00
  });

  it('knows the make-up Saturday and the holiday Monday of a Chinese week', () => {
    const calendar = { holidays: ['2026-10-01', '2026-10-05', '2026-10-06', '2026-10-07'], workdays: ['2026-10-10'] };
    const hours = [{ days: ['workday' as const], from: '09:00', to: '17:00' }];
    const open = (local: string): boolean => isOpen(hours, calendar, { at: at(`${local}+08:00`), zone: 'Asia/Shanghai', trusted: true });
    expect(open('2026-10-10T10:00:00')).toBe(true); // a Saturday on which one works
    expect(open('2026-10-05T10:00:00')).toBe(false); // a Monday on which one does not
    expect(open('2026-10-08T10:00:00')).toBe(true);
    expect(open('2026-10-11T10:00:00')).toBe(false); // the Sunday after
    expect([open('2026-10-08T08:59:00'), open('2026-10-08T16:59:00'), open('2026-10-08T17:00:00')]).toEqual([false, true, false]);
  });

  it('lets the higher priority win, and of equals the later, key by key', () => {
    const schedule = Schedule.parse({ rules: [
      { id: 'loud', priority: 5, set: { volume: 4 } }, { id: 'soft', priority: 1, set: { volume: 0, touchOnly: true } }, { id: 'softer', priority: 5, set: { volume: 1 } },
    ] });
    const { overlay, rules } = whatHolds(schedule, null, { at: at('2026-11-24T03:00:00Z'), zone: 'Asia/Shanghai', trusted: true });
    expect(overlay).toEqual({ volume: 1, touchOnly: true });
    expect(rules).toEqual(['soft', 'loud', 'softer']);
  });

  it('opens a closed hall by a rule, and closes an open one', () => {
    const schedule = Schedule.parse({ rules: [{ id: 'night-of-museums', dates: ['2026-11-24'], at: { from: '20:00', to: '23:00' }, set: { open: true } }, { id: 'cleaning', days: [2], at: { from: '12:00', to: '13:00' }, set: { open: false } }] });
    const open = (local: string): boolean => whatHolds(schedule, [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], { at: at(`${local}+08:00`), zone: 'Asia/Shanghai', trusted: true }).open;
    expect([open('2026-11-24T21:00:00'), open('2026-11-24T18:00:00'), open('2026-11-24T12:30:00'), open('2026-11-24T13:00:00')]).toEqual([true, false, false, true]);
  });

  it('lets nothing hold and stays open when the clock cannot be believed', () => {
    const schedule = Schedule.parse({ rules: [{ id: 'shut', set: { open: false, volume: 0 } }] });
    expect(whatHolds(schedule, [], { at: 0, zone: 'Asia/Shanghai', trusted: false })).toEqual({ overlay: {}, open: true, rules: [] });
    expect(whatHolds(schedule, [], { at: 0, zone: 'Asia/Shanghai', trusted: true }).open).toBe(false);
  });

  it('refuses days and times that do not exist', () => {
    for (const wrong of [{ dates: ['2026-02-30'] }, { at: { from: '24:00', to: '25:00' } }, { days: [8] }, { set: { loudness: 3 } }, { id: 'No' }]) {
      expect(Schedule.safeParse({ rules: [{ id: 'a', set: {}, ...wrong }] }).success).toBe(false);
    }
  });
});
