// Log lines for people, on stderr: stdout belongs to the commands' own output.
import type { Log } from '../core/ports.ts';

export function createStderrLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const line = (level: string, text: string, fields?: Record<string, unknown>): void => {
    const detail = fields && Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : '';
    // Text of a peer must not forge further lines.
    write(`${`hub ${level}: ${text}${detail}`.replace(/[\u0000-\u001f\u007f]+/g, ' ')}\n`);
  };
  return {
    info: (text, fields) => line('info', text, fields),
    warn: (text, fields) => line('warning', text, fields),
    error: (text, fields) => line('error', text, fields),
  };
}
