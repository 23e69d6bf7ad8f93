// Takes what belongs to a person out of a text before it can reach a disk: numbers by their shape and check digits, typed or
// spoken, in Chinese and English; accounts, names and homes where the sentence says that one comes.
import { digitRuns } from './digit-runs.ts';
import { fold } from './fold.ts';
import { harmlessSpans } from './harmless.ts';
import { personalNumbers } from './number-kinds.ts';
import { plates } from './plates.ts';
import { personalWords } from './worded.ts';

export type PersonalKind = 'id-card' | 'phone' | 'bank-card' | 'passport' | 'plate' | 'email' | 'wechat' | 'qq' | 'name' | 'address' | 'number';
/** A place in the text as it was given. */
export interface Personal { readonly kind: PersonalKind; readonly start: number; readonly end: number }
export interface Redacted { readonly text: string; readonly found: readonly Personal[] }
export interface RedactOptions {
  /** True for digits that the content itself tells everybody (the house's own telephone). */
  readonly isPublic?: (digits: string) => boolean;
  /** What was asked before this text: "您的手机号是多少" makes eight digits a telephone number. */
  readonly asked?: string;
}

const LABELS: Record<PersonalKind, string> = {
  'id-card': '[身份证 id]', phone: '[电话 phone]', 'bank-card': '[银行卡 card]', passport: '[证件 passport]', plate: '[车牌 plate]', email: '[邮箱 email]',
  wechat: '[微信 wechat]', qq: '[QQ]', name: '[姓名 name]', address: '[地址 address]', number: '[号码 number]',
};
export function labelOf(kind: PersonalKind): string { return LABELS[kind]; }

/** Words behind which something personal comes that needs no digits. */
const WORDS = /[@＠叫名信址住]|联系人|收[件货]人|本人|患者|户主|持卡人|申请人|\bname|\bcall|\blive\b|address|wechat|weixin|艾特|\bdot\b|deliver/i;
const DIGIT = /\p{Nd}|[零〇○一幺二两三四五六七八九壹伍贰叁肆伍陆柒捌玖貳參陸兩要妖①-⑨❶-❾oO|]|zero|\boh\b|one|two|three|four|five|six|seven|eight|nine|double|triple|ling|yao|liang|jiu/giu;
const FEWEST = 4;

/** False for most texts, quickly: they hold neither enough digits nor a word that something personal follows. */
export function mayHold(text: string): boolean {
  if (WORDS.test(text)) return true;
  DIGIT.lastIndex = 0;
  for (let count = 0; count < FEWEST; count++) if (!DIGIT.test(text)) return false;
  return true;
}
const LONGEST = 200_000;

function before(folded: string, at: number): string { return folded.slice(Math.max(0, at - 40), at); }

/** The personal places of a text, in order, without overlap. Never throws. */
export function personalIn(text: string, options: RedactOptions = {}): Personal[] {
  if (!mayHold(text)) return [];
  const folded = fold(text);
  const isPublic = options.isPublic ?? (() => false);
  const asked = fold(options.asked ?? '').slice(-120);
  const found: Personal[] = personalWords(folded);
  for (const plate of plates(folded, asked)) found.push({ kind: 'plate', ...plate });
  for (const run of digitRuns(folded, harmlessSpans(folded))) {
    if (run.digits.length < 5) continue;
    for (const number of personalNumbers(run, { before: before(folded, run.start), behind: folded.slice(run.end, run.end + 12), isPublic, asked })) found.push(number);
  }
  return merged(found);
}

/** Of overlapping places the one that begins first, as long as the longer of them. */
function merged(found: readonly Personal[]): Personal[] {
  const kept: { kind: PersonalKind; start: number; end: number }[] = [];
  for (const one of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last && one.start < last.end) last.end = Math.max(last.end, one.end);
    else if (one.end > one.start) kept.push({ ...one });
  }
  return kept;
}

/** Writes the labels in place of these places. */
export function blank(text: string, found: readonly Personal[]): string {
  let clean = '';
  let at = 0;
  for (const { kind, start, end } of found) {
    clean += text.slice(at, start) + LABELS[kind];
    at = end;
  }
  return clean + text.slice(at);
}

/** The text without what is personal, and where it stood. A text of more than 200,000 characters is redacted in pieces. */
export function redact(text: string, options: RedactOptions = {}): Redacted {
  if (text.length > LONGEST) {
    const parts = text.match(/[^\n]{1,100000}\n?|\n/g) ?? [];
    return { text: parts.map((part) => redact(part, options).text).join(''), found: [] };
  }
  const found = personalIn(text, options);
  return found.length === 0 ? { text, found } : { text: blank(text, found), found };
}
