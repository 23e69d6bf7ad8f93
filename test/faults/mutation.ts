// Mutations of good input: bytes turned, cut, doubled and swapped; values of a message replaced by the ones that programs trip over.
import type { Random } from './random.ts';

const AWKWARD: readonly unknown[] = [
  null, true, false, '', ' ', '\u0000', '\ud800', '../../../etc/passwd', '__proto__', 'constructor', '%00', "'; DROP TABLE events; --", '<script>alert(1)</script>', '🙂'.repeat(200), 'a'.repeat(70_000),
  0, -0, -1, 1e99, -1e99, 2 ** 53, 2 ** 31, 0.1, Number.MAX_VALUE, [], [[]], {}, { toString: 1 }, [null], '1e400', '2026-99-99T99:99:99Z',
];

/** One to eight changes of the bytes themselves. */
export function mutateBytes(input: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(input);
  for (let i = 0; i < 1 + random.int(8); i += 1) {
    const at = random.int(Math.max(1, bytes.length));
    switch (random.int(6)) {
      case 0: bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8)); break;
      case 1: bytes[at] = random.int(256); break;
      case 2: bytes = bytes.subarray(0, at) as typeof bytes; break;
      case 3: bytes = Buffer.concat([bytes.subarray(0, at), random.bytes(1 + random.int(16)), bytes.subarray(at)]); break;
      case 4: bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(random.int(bytes.length || 1))]); break;
      default: bytes.fill(random.pick([0, 0xff, 0x7f, 0x80]), at, Math.min(bytes.length, at + random.int(12)));
    }
  }
  return bytes;
}

/** A copy of a JSON value in which some leaf, field or element is another one than agreed. */
export function mutateValue(input: unknown, random: Random, depth = 0): unknown {
  if (depth > 8 || random.next() < 0.12) return random.pick(AWKWARD);
  if (Array.isArray(input)) {
    const list = input as unknown[];
    if (list.length === 0) return random.next() < 0.5 ? [random.pick(AWKWARD)] : list;
    const at = random.int(list.length);
    if (random.next() < 0.1) return Array.from({ length: 300 }, () => list[at]);
    return list.map((one, index) => (index === at ? mutateValue(one, random, depth + 1) : one));
  }
  if (typeof input === 'object' && input !== null) {
    const entries = Object.entries(input);
    const choice = random.next();
    if (entries.length === 0 || choice < 0.1) return Object.fromEntries([...entries, [(JSON.stringify(random.pick(AWKWARD)) ?? 'x').slice(0, 40), random.pick(AWKWARD)]]);
    const at = random.int(entries.length);
    if (choice < 0.25) return Object.fromEntries(entries.filter((_one, index) => index !== at));
    return Object.fromEntries(entries.map(([key, value], index) => [key, index === at ? mutateValue(value, random, depth + 1) : value]));
  }
  return random.pick(AWKWARD);
}
