// The kiosk's own log in its data folder: one JSON line each, bounded, with what belongs to a person taken out before it is
// written. A disk that refuses costs the line, never the kiosk.
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../core/ports.ts';

export interface RotatingLogFileOptions {
  folder: string;
  now(): number;
  redact(text: string): { text: string };
  /** Size at which a file is put aside (default 1 MB). */
  maxBytes?: number;
  /** Files put aside that are kept (default 3). */
  kept?: number;
}

export interface RotatingLogFile extends Log {
  /** The last lines, oldest first. */
  tail(lines: number): string[];
  level(name: string): void;
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];
const LONGEST_LINE = 4000;

export function createRotatingLogFile(options: RotatingLogFileOptions): RotatingLogFile {
  const maxBytes = options.maxBytes ?? 1024 * 1024;
  const kept = options.kept ?? 3;
  const file = join(options.folder, 'kiosk.log');
  let least = LEVELS.indexOf('info');
  let size = -1;

  function aside(number: number): string { return `${file}.${number}`; }
  function clean(value: unknown): unknown {
    if (typeof value === 'string') return options.redact(value.slice(0, LONGEST_LINE)).text;
    if (Array.isArray(value)) return value.slice(0, 50).map(clean);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one)]));
    return value;
  }
  function write(level: string, text: string, fields: Record<string, unknown> = {}): void {
    if (LEVELS.indexOf(level) < least) return;
    try {
      if (size < 0) {
        mkdirSync(options.folder, { recursive: true, mode: 0o700 });
        size = existsSync(file) ? statSync(file).size : 0;
      }
      if (size >= maxBytes) rotate();
      const line = `${JSON.stringify({ at: new Date(options.now()).toISOString(), level, text: clean(text), ...(clean(fields) as object) }).slice(0, LONGEST_LINE)}\n`;
      appendFileSync(file, line, { mode: 0o600 });
      size += Buffer.byteLength(line);
    } catch {
      size = -1; // looked at again with the next line
    }
  }
  function rotate(): void {
    for (let number = kept - 1; number >= 1; number -= 1) if (existsSync(aside(number))) renameSync(aside(number), aside(number + 1));
    renameSync(file, aside(1));
    size = 0;
  }

  return {
    debug: (text, fields) => write('debug', text, fields),
    info: (text, fields) => write('info', text, fields),
    warn: (text, fields) => write('warn', text, fields),
    error: (text, fields) => write('error', text, fields),
    level(name) { least = Math.max(0, LEVELS.indexOf(name)); },
    tail(lines) {
      let found: string[] = [];
      for (const path of [file, ...Array.from({ length: kept }, (_, index) => aside(index + 1))]) {
        if (found.length >= lines || !existsSync(path)) continue;
        try {
          found = [...readFileSync(path, 'utf8').split('\n').filter(Boolean), ...found];
        } catch {
          continue; // put aside by another line meanwhile
        }
      }
      return found.slice(-lines);
    },
  };
}

/** One log that goes to two places. */
export function bothLogs(first: Log, second: Log): Log {
  const to = (level: keyof Log) => (text: string, fields?: Record<string, unknown>): void => {
    first[level](text, fields);
    second[level](text, fields);
  };
  return { debug: to('debug'), info: to('info'), warn: to('warn'), error: to('error') };
}
