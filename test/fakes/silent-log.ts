// A log that tests can look into.
import type { Log } from '../../device/core/ports.ts';

export interface KeptLog extends Log { readonly lines: { level: string; text: string; fields: Record<string, unknown> }[] }

export function createKeptLog(): KeptLog {
  const lines: KeptLog['lines'] = [];
  const at = (level: string) => (text: string, fields: Record<string, unknown> = {}): void => { lines.push({ level, text, fields }); };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
