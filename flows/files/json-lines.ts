// Reads JSON lines from disk; a bad line is named with its number, not skipped.
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { Fault } from '../protocol/faults.ts';

/** Every line of a file of JSON lines, checked against `schema`. Throws a `usage` fault that names file and line. */
export function readJsonLines<T>(file: string, schema: z.ZodType<T>): T[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Fault('usage', 'The file cannot be read.', 'Check the path and its permissions.', { where: file, cause: error });
  }
  const rows: T[] = [];
  text.replace(/^\uFEFF/, '').split(/\r?\n/).forEach((line, at) => {
    if (line.trim() === '') return;
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch (error) {
      throw new Fault('usage', 'This line is not JSON.', 'Write one JSON object a line.', { where: `${file}:${at + 1}`, cause: error });
    }
    const checked = schema.safeParse(parsed);
    if (!checked.success) throw new Fault('usage', `This line does not have the wanted form: ${checked.error.issues[0]?.message ?? 'unknown'}.`, 'Write {"text": "...", "label": "..."} (null for out of scope).', { where: `${file}:${at + 1}` });
    rows.push(checked.data);
  });
  if (rows.length === 0) throw new Fault('usage', 'The file has no lines.', 'Give it at least one JSON object.', { where: file });
  return rows;
}
