// Structured logs on stderr (stdout belongs to `--json`), one JSON line each.
import { pino } from 'pino';
import type { Log } from '../core/ports.ts';

/** `level`: debug, info, warn, error or silent. Nothing a visitor said may be logged above debug. */
export function createPinoLog(options: { name: string; level: string }): Log & { level(name: string): void } {
  const logger = pino({ name: options.name, level: options.level, base: null }, pino.destination({ fd: 2, sync: true }));
  return {
    level(name) { logger.level = name; },
    debug: (text, fields = {}) => logger.debug(fields, text),
    info: (text, fields = {}) => logger.info(fields, text),
    warn: (text, fields = {}) => logger.warn(fields, text),
    error: (text, fields = {}) => logger.error(fields, text),
  };
}
