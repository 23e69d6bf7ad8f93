// A number whose parts stand apart with words between them that nobody listed: 幺六六，你慢慢写，三八幺零，你慢慢写，三六六三.
// The words do not matter: together the parts are a number of a kind, and nothing among them is a count, a time or a window.
import type { DigitRun } from './digit-runs.ts';
import { THING_BEFORE, UNIT_BEHIND } from './harmless.ts';
import { BANK_WORDS, exactKind, ID_WORDS, type NumberFound, PASSPORT_WORDS, PHONE_WORDS } from './number-kinds.ts';

const MOST_PARTS = 16;
const LONGEST_GAP = 14;
/** Between the parts: a few words of the same sentence. */
const GAP = /^[^\d\n。；;]*$/;
const SMALL_GAP = 3;

const bare = (gap: string): string => gap.replaceAll(/[\s,，、.…~～\-—()（）:：?？!！]/g, '');
function counts(run: DigitRun, folded: string, asked: string): boolean {
  return run.tens && run.digits.length < 4 || UNIT_BEHIND.test(folded.slice(run.end, run.end + 12)) || /^\s?号(?!码(?!头))/.test(folded.slice(run.end, run.end + 3)) || (/(?:第|(?<![a-z'])(?!at |is |on |to |in |it |no |my |me |of |as )[a-z]{1,2}\s?)$/.test(folded.slice(Math.max(0, run.start - 3), run.start)) && !PASSPORT_WORDS.test(asked)) || THING_BEFORE.test(folded.slice(Math.max(0, run.start - 14), run.start));
}

/** Numbers over several runs of folded text; `runs`: all of its runs, in order. */
export function looseNumbers(folded: string, runs: readonly DigitRun[], asked: string): NumberFound[] {
  const found: NumberFound[] = [];
  for (let from = 0; from < runs.length - 1; from++) {
    const first = runs[from] as DigitRun;
    const before = `${asked} ${folded.slice(Math.max(0, first.start - 24), first.start)}`;
    const named = PHONE_WORDS.test(before) || ID_WORDS.test(before) || BANK_WORDS.test(before) || PASSPORT_WORDS.test(before);
    if (first.digits.length >= 11 || counts(first, folded, before)) continue;
    let digits = first.digits;
    const gaps: string[] = [];
    let fits = -1;
    for (let to = from + 1; to < Math.min(runs.length, from + MOST_PARTS); to++) {
      const part = runs[to] as DigitRun;
      const gap = folded.slice((runs[to - 1] as DigitRun).end, part.start);
      if (gap.length > LONGEST_GAP || !GAP.test(gap) || digits.length + part.digits.length > 19 || counts(part, folded, '')) break;
      gaps.push(bare(gap));
      digits += part.digits;
      const same = gaps.length >= 2 && gaps.every((one) => one === gaps[0]);
      const small = gaps.every((one) => one.length <= SMALL_GAP);
      if (!named && !same && !small && gaps.length > 1) break;
      if (!named && !same && !small) continue;
      const kind = exactKind(digits, false);
      if (kind === 'phone' ? /^(?:86)?1|^0/.test(digits) && digits.length >= 10 : kind !== null && (named || kind === 'id-card' || same)) fits = to;
      else if (named && PASSPORT_WORDS.test(before) && digits.length >= 7 && digits.length <= 9) fits = to;
    }
    if (fits < 0) continue;
    for (const part of runs.slice(from, fits + 1)) found.push({ kind: 'number', start: part.start, end: part.end });
    from = fits;
  }
  return found;
}
