// Nothing personal goes into a log line of the hub, whoever wrote it.
import { redactLine } from '../../flows/privacy/redact-line.ts';
import type { Log } from './ports.ts';

/** The same log; texts and fields are redacted first. */
export function createPrivateLog(log: Log): Log {
  const line = (level: keyof Log) => (text: string, fields?: Record<string, unknown>): void => {
    const clean = redactLine(text, fields);
    log[level](clean.text, clean.fields);
  };
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
