// Log lines are files sooner or later: nothing personal goes into one, whoever wrote the line.
import { redactJson } from '../../flows/privacy/redact-json.ts';
import { redact } from '../../flows/privacy/redact.ts';
import type { Log } from './ports.ts';

/** The same log; texts and fields are redacted first. */
export function createPrivateLog(log: Log): Log {
  const line = (level: keyof Log) => (text: string, fields?: Record<string, unknown>): void => log[level](redact(text).text, fields && redactJson(plain(fields), { byName: true }));
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}

/** Errors keep what they say when they become JSON. */
function plain(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? value.stack ?? value.message : value]));
}
