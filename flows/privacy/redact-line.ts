// A log line: its text and its fields. Log lines are files sooner or later, whoever wrote them.
import { redactJson } from './redact-json.ts';
import { redact } from './redact.ts';

/** Programs write 赣A29573 as \u8d63A29573; the line stays as it is where that hides nothing. */
function lineWithout(text: string): string {
  if (!text.includes('\\u')) return redact(text).text;
  const plain = text.replaceAll(/\\u([0-9a-f]{4})/gi, (escape, code: string) => (Number.parseInt(code, 16) >= 0x80 ? String.fromCharCode(Number.parseInt(code, 16)) : escape));
  const kept = redact(plain).text;
  return kept === plain ? text : kept;
}

/** The line without what is personal; errors keep what they say. */
export function redactLine(text: string, fields?: Record<string, unknown>): { text: string; fields?: Record<string, unknown> } {
  if (fields === undefined) return { text: lineWithout(text) };
  const plain = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? value.stack ?? value.message : value]));
  return { text: lineWithout(text), fields: redactJson(plain, { byName: true }) };
}
