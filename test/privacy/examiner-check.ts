// Does anything of what was planted remain? Its digits however they are written (five in a row), its words whole.
import type { Exam } from './examiner.ts';

const SIGNS = new Map<string, string>([...'零一二三四五六七八九'].map((sign, at) => [sign, String(at)]));
for (const [sign, digit] of [['〇', '0'], ['洞', '0'], ['幺', '1'], ['两', '2']] as const) SIGNS.set(sign, digit);
const WORDS: Record<string, string> = { zero: '0', oh: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9' };

/** What the finders write in place of what they found. */
const LABEL = /\[(?:\p{Script=Han}+ [a-z]+|QQ)\]/gu;

function inDigits(text: string): string {
  const words = text.normalize('NFKC').toLowerCase().replaceAll(/三个([零一二三四五六七八九])/g, '$1$1$1').replaceAll(/\bdouble (\w+)/g, '$1 $1').replaceAll(/[a-z]+/g, (word) => WORDS[word] ?? word);
  return [...words].map((sign) => SIGNS.get(sign) ?? sign).join('');
}
/** What stands between two labels, or between two long gaps, as letters and digits. */
function stretches(text: string, letters: boolean): string[] {
  return inDigits(text.replaceAll(LABEL, '\u0000')).split('\u0000').flatMap((part) => part.split(letters ? /[^0-9a-z]{13,}/ : /[^0-9]{13,}/)).map((part) => part.replaceAll(letters ? /[^0-9a-z]/g : /[^0-9x]/g, ''));
}
const bare = (text: string): string => inDigits(text).replaceAll(/下划线|横杠|underscore|dash|\bdot\b|点|[\s_.,，·-]/g, '');

function unescaped(text: string): string {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** What of the plant is still to be read in these texts; null: nothing. */
export function remains(exam: Exam, kept: readonly string[]): string | null {
  const all = kept.map(unescaped).join(' ');
  const digits = exam.digits.toLowerCase().replaceAll(/[^0-9a-z]/g, '');
  const letters = /[a-wyz]/.test(digits);
  const run = letters ? 4 : 5;
  if (digits !== '') {
    const left = [all, ...kept].flatMap((text) => stretches(text, letters));
    for (let at = 0; at + Math.min(run, digits.length) <= digits.length; at++) { const part = digits.slice(at, at + run); if (left.some((text) => text.includes(part))) return part; }
  }
  const whole = all.normalize('NFKC').toLowerCase();
  for (const word of exam.words) {
    const low = word.toLowerCase();
    if (exam.kind === 'name' && /^[a-z'-]+$/.test(low)) { if (new RegExp(`(?<![a-z])${low}(?![a-z])`).test(whole)) return word; } else if (whole.includes(low) || bare(all).includes(bare(low))) return word;
  }
  return null;
}
