// A setting's value as people read and write it: hours as lines, switches as words, texts in two languages.
import type { Hours } from '../../../flows/protocol/schedule.ts';
import { SETTINGS, type SettingKey, type SettingRow } from '../../../flows/protocol/settings.ts';
import type { FleetWords } from './fleet-words.ts';

export const rowOf = (key: string): SettingRow => SETTINGS[key as SettingKey];

/** Monday to Friday is `1-5`. */
export function hoursText(hours: readonly Hours[]): string {
  return hours.map(({ days, from, to }) => `${dayRuns(days)} ${from}-${to}`).join('\n');
}
function dayRuns(days: Hours['days']): string {
  const numbers = days.filter((day): day is number => typeof day === 'number').sort((a, b) => a - b);
  const runs: string[] = [];
  for (let i = 0; i < numbers.length;) {
    let end = i;
    while (numbers[end + 1] === (numbers[end] ?? 0) + 1) end += 1;
    runs.push(end - i >= 2 ? `${numbers[i]}-${numbers[end]}` : numbers.slice(i, end + 1).join(','));
    i = end + 1;
  }
  return [...runs, ...days.filter((day) => typeof day === 'string')].join(',');
}

/** Lines as `hoursText` writes them; the line that cannot be read otherwise. */
export function readHours(text: string): { ok: true; value: Hours[] } | { ok: false; line: string } {
  const value: Hours[] = [];
  for (const line of text.split('\n').map((one) => one.trim()).filter(Boolean)) {
    const match = /^(\S+)\s+(\d\d:\d\d)\s*[-–—~]\s*(\d\d:\d\d)$/.exec(line);
    const days: Hours['days'] = [];
    for (const part of (match?.[1] ?? '').split(/[,，]/)) {
      const run = /^([1-7])(?:[-–—~]([1-7]))?$/.exec(part);
      if (run) for (let day = Number(run[1]); day <= Number(run[2] ?? run[1]); day += 1) days.push(day);
      else if (part === 'workday' || part === 'rest' || part === 'holiday') days.push(part);
      else return { ok: false, line };
    }
    if (!match?.[2] || !match[3] || days.length === 0) return { ok: false, line };
    value.push({ days, from: match[2], to: match[3] });
  }
  return { ok: true, value };
}

export function shownValue(key: string, value: unknown, words: FleetWords): string {
  const row = rowOf(key);
  if (value === null || value === undefined) return { idleSeconds: words.byPack, openingHours: words.always, quietHour: words.never, schedule: words.noSchedule, attractNotice: words.none }[key] ?? words.byMachine;
  switch (row.editor) {
    case 'switch': return value === true ? words.on : words.off;
    case 'choice': return words.values[String(value)] ?? String(value);
    case 'hours': return (value as Hours[]).map(({ days, from, to }) => `${dayRuns(days).replace(/[1-7]/g, (day) => words.days[Number(day)] ?? day).replace('workday', words.workday).replace('rest', words.rest).replace('holiday', words.holiday)} ${from}–${to}`).join('；') || words.none;
    case 'schedule': return words.rules((value as { rules: unknown[] }).rules.length);
    case 'local-text': { const text = value as { zh?: string; en?: string }; return [text.zh, text.en].filter(Boolean).join(' / '); }
    default: return `${String(value)}${row.unit ?? ''}`;
  }
}
