// The limits of a slot can be kept and belong to its type: from before to, times of a day, days from today.
import type { Source } from './parse-file.ts';
import type { Problem } from './problem.ts';
import type { FlowFile } from './schema.ts';

const BOUNDED = ['number', 'amount', 'quantity', 'digits', 'phone', 'free-text', 'address', 'person-name'];

export function checkSlotLimits(source: Source<FlowFile>): Problem[] {
  const problems: Problem[] = [];
  source.data.slots.forEach((slot, i) => {
    const found = (key: string, what: string, how: string): void => { problems.push(source.problem(['slots', i, key], what, how)); };
    const days = slot.type === 'date' || slot.type === 'date-range';
    const hours = slot.type === 'time' || slot.type === 'time-range';
    for (const key of ['earliest', 'latest'] as const) if (slot[key] !== undefined && !days) found(key, `"${key}" says nothing of a ${slot.type}.`, 'It belongs to slots of the type date and date-range.');
    for (const key of ['opens', 'closes'] as const) {
      if (slot[key] === undefined) continue;
      if (!hours) found(key, `"${key}" says nothing of a ${slot.type}.`, 'It belongs to slots of the type time and time-range.');
      else if (!isTime(slot[key])) found(key, `"${slot[key]}" is no time of the day.`, 'Write it from "00:00" to "24:00".');
    }
    for (const key of ['min', 'max'] as const) if (slot[key] !== undefined && !BOUNDED.includes(slot.type)) found(key, `"${key}" says nothing of a ${slot.type}.`, days ? 'Days are limited by earliest: and latest:.' : hours ? 'Times are limited by opens: and closes:.' : `It belongs to slots of the type ${BOUNDED.slice(0, 4).join(', ')}.`);
    if (slot.earliest !== undefined && slot.latest !== undefined && slot.earliest > slot.latest) found('latest', `The latest day (${slot.latest}) lies before the earliest (${slot.earliest}).`, 'Both count days from today; 0 is today.');
    if (slot.opens !== undefined && slot.closes !== undefined && isTime(slot.opens) && isTime(slot.closes) && slot.opens >= slot.closes) found('closes', `It closes (${slot.closes}) before it opens (${slot.opens}).`, 'Give closes: a later time of the same day.');
    if (slot.min !== undefined && slot.max !== undefined && slot.min > slot.max) found('max', `The most (${slot.max}) is less than the least (${slot.min}).`, 'Exchange min: and max:.');
    if (slot.outside !== undefined && [slot.min, slot.max, slot.earliest, slot.latest, slot.opens, slot.closes].every((limit) => limit === undefined)) found('outside', `"outside" is never said: the slot "${slot.id}" has no limits.`, 'Add min:, max:, earliest:, latest:, opens: or closes:, or take outside: out.');
  });
  return problems;
}

/** Who begins a flow: a visitor by what is said, or the hub; never nobody, never both. */
export function checkBeginning(source: Source<FlowFile>, languages: readonly ('zh' | 'en')[]): Problem[] {
  const { triggers, notice, flow } = source.data;
  const given = languages.filter((language) => (triggers[language] ?? []).length > 0);
  if (notice) return given.length === 0 ? [] : [source.problem(['triggers'], `The notice "${flow}" is begun by the hub, but has triggers.`, 'Take triggers: out, or notice: true.')];
  return languages.filter((language) => !given.includes(language)).map((language) => source.problem(triggers[language] === undefined && given.length === 0 ? ['flow'] : ['triggers'], `Nothing a visitor says in ${language} begins the flow "${flow}".`, `Add triggers: { ${language}: [...] }, or notice: true if the hub begins it.`));
}

function isTime(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
}
