// A log line: its text and its fields. Log lines are files sooner or later, whoever wrote them.
import { redactJson } from './redact-json.ts';
import { redact } from './redact.ts';

/** The line without what is personal; errors keep what they say. */
export function redactLine(text: string, fields?: Record<string, unknown>): { text: string; fields?: Record<string, unknown> } {
  if (fields === undefined) return { text: redact(text).text };
  const plain = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? value.stack ?? value.message : value]));
  return { text: redact(text).text, fields: redactJson(plain, { byName: true }) };
}
