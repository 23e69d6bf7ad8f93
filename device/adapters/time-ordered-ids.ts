// Ids that sort by the time they were made (UUID version 7, RFC 9562).
import { randomBytes } from 'node:crypto';

/** `now` in ms since epoch; within one millisecond a counter keeps the order. */
export function createTimeOrderedIds(now: () => number): () => string {
  let last = 0;
  let counter = 0;
  return () => {
    const time = Math.max(now(), last); // a clock that steps back does not reorder ids
    counter = time === last ? (counter + 1) & 0xfff : 0;
    last = time;
    const bytes = randomBytes(16);
    bytes.writeUIntBE(time, 0, 6);
    bytes.writeUInt16BE(0x7000 | counter, 6);
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}
