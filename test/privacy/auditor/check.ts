// Runs the plants through the doors the product has and counts, per channel and kind, what is left of them.
import { createSessionRedactor } from '../../../flows/privacy/session-redactor.ts';
import { redactLine } from '../../../flows/privacy/redact-line.ts';
import { redact } from '../../../flows/privacy/redact.ts';
import { leakOf, type Plant } from './plant.ts';

export interface Leak { readonly plant: Plant; readonly left: readonly string[]; readonly part: string }

/** What is written of a plant: each turn of a visit, or the log line with its fields. */
function written(plant: Plant): string[] {
  if (plant.line !== undefined) {
    const line = redactLine(plant.line.text, plant.line.fields);
    return [line.text, ...(line.fields === undefined ? [] : [JSON.stringify(line.fields)])];
  }
  const session = createSessionRedactor();
  return (plant.says ?? []).map(({ who, text }) => (who === 'visitor' ? session.visitor(text).text : session.other(text).text));
}
export function leaks(plants: readonly Plant[]): Leak[] {
  return plants.flatMap((plant) => { const left = written(plant); const part = leakOf(plant, left); return part === undefined ? [] : [{ plant, left, part }]; });
}
/** "speech/phone" -> how many were planted and how many of them leaked. */
export function table(plants: readonly Plant[], found: readonly Leak[]): Map<string, { planted: number; leaked: number }> {
  const rows = new Map<string, { planted: number; leaked: number }>();
  const row = ({ channel, kind }: Plant): { planted: number; leaked: number } => { const key = `${channel}/${kind}`; const one = rows.get(key) ?? { planted: 0, leaked: 0 }; rows.set(key, one); return one; };
  for (const plant of plants) row(plant).planted += 1;
  for (const leak of found) row(leak.plant).leaked += 1;
  return rows;
}
/** True where a harmless sentence came out changed, alone or as a turn of a visit. */
export function touched(text: string): boolean { return redact(text).text !== text || createSessionRedactor().visitor(text).text !== text; }
