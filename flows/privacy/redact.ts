// Takes what belongs to a person out of a text before it can reach a disk: numbers by their shape and check digits, typed or
// spoken, in Chinese and English; accounts, names and homes where the sentence says that one comes.
import { digitRuns } from './digit-runs.ts';
import { fold } from './fold.ts';
import { harmlessSpans } from './harmless.ts';
import { homes } from './homes.ts';
import { loosePlates } from './loose-plates.ts';
import { looseNumbers } from './loose-runs.ts';
import { keyedValues } from './keyed.ts';
import { mayHoldName, names } from './names.ts';
import { personalNumbers } from './number-kinds.ts';
import type { Personal, PersonalKind } from './personal.ts';
import { plates } from './plates.ts';
import { personalWords } from './worded.ts';

export interface Redacted { readonly text: string; readonly found: readonly Personal[] }
export interface RedactOptions {
  /** True for digits, and for words that might be a name, which the content itself tells everybody (the house's own telephone, its teachers). */
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
const WORDS = /[@＠叫名姓称址住寄送派邮家户#＃路街巷弄栋幢]|\b(?:road|street|avenue|lane|drive|court)\b|[我这][是边里]|登记|预[订约定]|微信|薇信|威信|[vV]信|护照|通行证|台胞证|回乡证|[收寄订办取乘旅]|联系人|本人|患者|车主|持卡人|申请人|敝姓|就是|\bI['’]?m\b|\bI am\b|\bthis is\b|name|\bcall|\blive\b|address|contact|passenger|passport|surname|under|booked|booking|reserv|wechat|weixin|\b[wv]x|艾特|\bdot\b|\bat\b|deliver|send|ship|mail|pick|home|stay|moved|hello|thank|\bhi\b|patient|recipient|guest|customer|visitor|caller|client|attendee|tenant|student|%[0-9a-f]{2}/i;
const PLATE = /(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬遼雲魯蘇贛晉陝閩貴寧瓊]|北京|上海|\p{Script=Latin})\s{0,2}[·•.-]?\s?[A-Za-zＡ-Ｚａ-ｚ诶哎必比西迪弟伊艾弗鸡吉]|plate|车牌|[车牌][牌号]/iu;
const DIGIT = /\p{Nd}|[零〇○一幺二两三四五六七八九壹伍贰叁肆伍陆柒捌玖貳參陸兩要妖①-⑨❶-❾oO|]|zero|\boh\b|\b(?:san|wu|liu|qi|ba|er|si|yi)\b|one|two|three|four|five|six|seven|eight|nine|double|triple|ling|yao|liang|jiu/giu;
const FEWEST = 4;
const FEWEST_ON_A_PLATE = 2;

/** False for most texts, quickly: they hold neither enough digits nor a word that something personal follows. */
export function mayHold(text: string): boolean {
  if (WORDS.test(text) || mayHoldName(text)) return true;
  const fewest = PLATE.test(text) ? FEWEST_ON_A_PLATE : FEWEST;
  DIGIT.lastIndex = 0;
  for (let count = 0; count < fewest; count++) if (!DIGIT.test(text)) return false;
  return true;
}
/** Somebody asked for a name or an address: the answer needs no word of its own. */
export const ASKS_FOR_WORDS = /微信|wechat|weixin|姓名|名字|称呼|贵姓|叫什么|哪位|全名|全称|surname|地址|送到哪|寄到哪|住哪|住在哪|\bname\b|address|where (?:shall|should|do|can)/i;
const LONGEST = 200_000;

/** A value of a query string. */
const ESCAPED = /(?:[A-Za-z0-9_.~+()*-]|%[0-9A-Fa-f]{2}){0,200}%[0-9A-Fa-f]{2}(?:[A-Za-z0-9_.~+()*-]|%[0-9A-Fa-f]{2}){0,200}/g;
function unescaped(token: string): string | null {
  try { const plain = decodeURIComponent(token.replaceAll('+', ' ')); return plain === token || plain.includes('%') ? null : plain; } catch { return null; }
}

function before(folded: string, at: number): string { return folded.slice(Math.max(0, at - 40), at); }

/** 孟文博，文 博: the given name is said again by itself. */
function givenAgain(folded: string, name: string): RegExp | null {
  const given = /^\p{Script=Han}{3}$/u.test(name) ? name.slice(1) : /^\p{Script=Han}{4}$/u.test(name) ? name.slice(2) : '';
  return given.length === 2 && folded.length < 400 ? new RegExp(`${given[0] ?? ''}\\s?${given[1] ?? ''}`, 'gu') : null;
}
const MOST_AGAIN = 20;
/** A name or an account that was announced somewhere in the text is one everywhere in it. */
function saidAgain(folded: string, found: readonly Personal[]): Personal[] {
  const again: Personal[] = [];
  const known = new Map<string, PersonalKind>();
  for (const { kind, start, end } of found) if ((kind === 'name' || kind === 'wechat') && end - start >= 2 && known.size < MOST_AGAIN) known.set(folded.slice(start, end), kind);
  for (const [word, kind] of known) {
    const given = known.get(word) === 'name' ? givenAgain(folded, word) : null;
    if (given) for (const one of folded.matchAll(given)) again.push({ kind, start: one.index, end: one.index + one[0].length });
    const latin = /^[a-z]/.test(word);
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      const end = at + word.length;
      if (!latin || !(/[a-z]/.test(folded[at - 1] ?? '') || /[a-z]/.test(folded[end] ?? ''))) again.push({ kind, start: at, end });
    }
  }
  return again;
}

/** The personal places of a text, in order, without overlap. Never throws. */
export function personalIn(text: string, options: RedactOptions = {}): Personal[] {
  const asked = fold(options.asked ?? '').slice(-160);
  if (!mayHold(text) && !ASKS_FOR_WORDS.test(asked)) return [];
  const folded = fold(text);
  const isPublic = options.isPublic ?? (() => false);
  const found: Personal[] = [...personalWords(folded, asked), ...keyedValues(text, isPublic)];
  for (const name of names(folded, text, asked, isPublic)) found.push({ kind: 'name', ...name });
  found.push(...saidAgain(folded, found));
  for (const home of homes(folded, asked)) found.push({ kind: 'address', ...home });
  if (text.includes('%')) for (const token of text.matchAll(ESCAPED)) {
      const plain = unescaped(token[0]);
      const [inner] = plain === null ? [] : personalIn(plain, options);
      if (inner) found.push({ kind: inner.kind, start: token.index, end: token.index + token[0].length });
    }
  const harmless = harmlessSpans(folded, text);
  for (const plate of [...plates(folded, asked), ...loosePlates(folded, harmless, asked)]) found.push({ kind: 'plate', ...plate });
  const runs = digitRuns(folded, harmless);
  if (runs.length > 1) found.push(...looseNumbers(folded, runs, asked));
  for (const run of runs) {
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
