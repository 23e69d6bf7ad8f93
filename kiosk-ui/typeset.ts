// Chinese text set as a printer would: half-width commas and stops that slip in between Chinese characters become full-width
// ones. One character for one, so that positions counted by the device (certain words, spoken phrase) stay right.
import type { View } from '../flows/protocol/screen.ts';

const FULL: Record<string, string> = { ',': '\uff0c', '?': '\uff1f', '!': '\uff01', ':': '\uff1a', ';': '\uff1b' };
const AFTER_HAN = /(?<=[\u4e00-\u9fff\u201d\uff09])[,?!:;](?=[\u4e00-\u9fff\u201c\u201d]|$)/g;

/** The same text, same length, with full-width marks between Chinese characters. */
export const typeset = (text: string): string => text.replace(AFTER_HAN, (mark) => FULL[mark] ?? mark);

const NOT_READ = new Set(['id', 'icon', 'kind', 'state', 'type', 'stage', 'who']);

function typesetAll(value: unknown): unknown {
  if (typeof value === 'string') return typeset(value);
  if (Array.isArray(value)) return value.map(typesetAll);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, NOT_READ.has(key) ? inner : typesetAll(inner)]));
}

/** A view with every visible text typeset; ids and names of things stay as they are. */
export const typesetView = (view: View): View => typesetAll(view) as View;
