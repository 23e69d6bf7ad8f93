// Loaded into a child with `--import`: the wall clock of this process is wrong by FOYER_FAULT_CLOCK_MS, or by what stands in
// the file FOYER_FAULT_CLOCK_FILE, which may change while it runs. The monotonic clock goes on as ever, as on a real machine.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const fixed = Number(process.env['FOYER_FAULT_CLOCK_MS'] ?? 0);
const file = process.env['FOYER_FAULT_CLOCK_FILE'];
let shift = fixed;
let readAt = 0;

function offset(): number {
  if (file === undefined) return fixed;
  const now = performance.now();
  if (now - readAt > 200) {
    readAt = now;
    try { shift = Number(readFileSync(file, 'utf8')) || 0; } catch { shift = fixed; }
  }
  return shift;
}

const ShiftedDate: DateConstructor = new Proxy(RealDate, {
  construct(target, args: unknown[], newTarget): Date {
    return Reflect.construct(target, args.length === 0 ? [RealDate.now() + offset()] : args, newTarget === ShiftedDate ? target : newTarget) as Date;
  },
  apply: () => new RealDate(RealDate.now() + offset()).toString(),
  get: (target, key, receiver) => (key === 'now' ? () => RealDate.now() + offset() : Reflect.get(target, key, receiver) as unknown),
});
globalThis.Date = ShiftedDate;
