// Days, dates and rules of a schedule as people write them, and back.
import type { ScheduleRule } from '../../../flows/protocol/schedule.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;

/** `2026-10-01..2026-10-07, 2026-10-10`; runs of days are joined. Something that is no date comes back as `wrong`. */
export function readDates(text: string): { dates: string[]; wrong: string } {
  const dates: string[] = [];
  for (const part of text.split(/[\s,，、;；]+/).filter(Boolean)) {
    const [from = '', to = from, ...more] = part.split(/\.\.|~|～|至/);
    const [begin, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
    if (more.length > 0 || !DATE.test(from) || !DATE.test(to) || !(end >= begin) || end - begin > 400 * 86_400_000) return { dates, wrong: part };
    for (let at = begin; at <= end; at += 86_400_000) dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return { dates: [...new Set(dates)].sort(), wrong: '' };
}

export function datesText(dates: readonly string[]): string {
  const sorted = dates.toSorted();
  const runs: string[] = [];
  for (let i = 0; i < sorted.length;) {
    let end = i;
    while (sorted[end + 1] !== undefined && Date.parse(sorted[end + 1] ?? '') - Date.parse(sorted[end] ?? '') === 86_400_000) end += 1;
    runs.push(end > i ? `${sorted[i]}..${sorted[end]}` : sorted[i] ?? '');
    i = end + 1;
  }
  return runs.join(', ');
}

/** `1-5`, `workday`, dates and runs of dates, in any mixture; empty = every day. */
export function readDays(text: string): { days: Pick<ScheduleRule, 'days' | 'dates'>; wrong: string } {
  const days: NonNullable<ScheduleRule['days']> = [];
  let dates: string[] = [];
  for (const part of text.split(/[\s,，、;；]+/).filter(Boolean)) {
    const run = /^([1-7])(?:[-–~]([1-7]))?$/.exec(part);
    if (run) for (let day = Number(run[1]); day <= Number(run[2] ?? run[1]); day += 1) days.push(day);
    else if (part === 'workday' || part === 'rest' || part === 'holiday') days.push(part);
    else {
      const read = readDates(part);
      if (read.wrong !== '') return { days: {}, wrong: part };
      dates = [...dates, ...read.dates];
    }
  }
  return { days: { ...(days.length > 0 ? { days: [...new Set(days)] } : {}), ...(dates.length > 0 ? { dates } : {}) }, wrong: '' };
}

export function daysText({ days, dates }: Pick<ScheduleRule, 'days' | 'dates'>): string {
  return [...(days ?? []).map(String), ...(dates && dates.length > 0 ? [datesText(dates)] : [])].join(', ');
}
