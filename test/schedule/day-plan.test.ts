// The preview of a schedule says minute by minute what the kiosk will do.
import { describe, expect, it } from 'vitest';
import type { Hours, Schedule } from '../../flows/protocol/schedule.ts';
import { planOfDay, planOfDays } from '../../flows/schedule/day-plan.ts';
import { whatHolds } from '../../flows/schedule/holds.ts';
import { dayBeside, reached } from '../../flows/schedule/local-time.ts';

const HOURS: Hours[] = [{ days: ['workday'], from: '09:00', to: '17:00' }];
const SCHEDULE: Schedule = {
  calendar: { holidays: ['2026-10-01', '2026-10-02'], workdays: ['2026-10-10'] },
  rules: [
    { id: 'lunch', priority: 0, days: ['workday'], at: { from: '12:00', to: '13:30' }, set: { volume: 1 } },
    { id: 'night-shift', priority: 5, days: [5], at: { from: '22:00', to: '02:30' }, set: { open: true, touchOnly: true } },
  ],
};

describe('the plan of a day', () => {
  it('shows opening, dayparts, a holiday, a make-up workday and a night that began the day before', () => {
    const days = new Map(planOfDays(SCHEDULE, HOURS, Date.parse('2026-09-30T04:00:00Z'), 'Asia/Shanghai', 11).map((day) => [day.date, day]));
    const shown = (date: string) => days.get(date)?.stretches.map(({ from, to, open, overlay }) => `${from}-${to}${open ? ' open' : ''}${overlay.volume === undefined ? '' : ` v${overlay.volume}`}${overlay.touchOnly ? ' touch' : ''}`);
    expect(days.get('2026-09-30')?.kind).toBe('workday');
    expect(shown('2026-09-30')).toEqual(['00:00-09:00', '09:00-12:00 open', '12:00-13:30 open v1', '13:30-17:00 open', '17:00-24:00']);
    expect([days.get('2026-10-01')?.kind, shown('2026-10-01')]).toEqual(['holiday', ['00:00-24:00']]);
    expect([days.get('2026-10-02')?.kind, shown('2026-10-02')]).toEqual(['holiday', ['00:00-22:00', '22:00-24:00 open touch']]);
    expect([days.get('2026-10-03')?.kind, shown('2026-10-03')]).toEqual(['rest', ['00:00-02:30 open touch', '02:30-24:00']]);
    expect([days.get('2026-10-10')?.kind, shown('2026-10-10')?.[0], shown('2026-10-10')?.length]).toEqual(['make-up', '00:00-02:30 open touch', 6]);
  });

  it('agrees with what holds at every tenth minute, also on the days on which the clocks change', () => {
    const zone = 'Europe/Berlin';
    for (const date of ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2026-10-09', '2026-10-10']) {
      const plan = planOfDay(SCHEDULE, HOURS, date, zone);
      const end = reached(dayBeside(date, 1).date, '00:00', zone);
      for (let at = reached(date, '00:00', zone); at < end; at += 600_000) {
        const now = whatHolds(SCHEDULE, HOURS, { at, zone, trusted: true });
        const stretch = plan.findLast(({ from }) => reached(date, from, zone) <= at);
        expect({ open: stretch?.open, overlay: stretch?.overlay }, `${date} ${new Date(at).toISOString()}`).toEqual({ open: now.open, overlay: now.overlay });
      }
    }
  });
});
