// Whose number is it? Kinds of personal numbers by length, beginning, check digit and what stands before them.
import { THING_BEFORE, UNIT_BEHIND } from './harmless.ts';
import { CORRECTS, type DigitGroup, type DigitRun } from './digit-runs.ts';

export type NumberKind = 'id-card' | 'phone' | 'bank-card' | 'passport' | 'number' | 'qq';
export interface NumberFound { kind: NumberKind; start: number; end: number }

export const PHONE_WORDS = /(?:手机|电话|同号|座机|固话|联系方式|联系我|打给我|打我|传真|联系人|号码(?!牌)|whatsapp|(?<![a-z])(?:tele|cell)?phone|\btel\b|mobile|\bcell\b|call me|contact|reach me|text me|(?:my|your|best|good|contact|call-?back) number|哪个号|什么号码|回[访电拨]|\bfax\b)/;
export const ID_WORDS = /(?:身份证|证件|证号|居民证|户口|实名|hkid|id ?card|identity|\bid (?:number|no)|\bid\b|社保)/;
export const BANK_WORDS = /(?:卡号|银行卡|账号|账户|储蓄卡|信用卡|借记卡|社保卡|医保卡|一卡通|我(?:的)?卡|[这那]张卡|银联|[个张金资行到款]卡|[招龙金]卡|退[款到回]|收款|转[账给到]|[汇打]款|打[到进]|存折|万事达|visa|master ?card|refund|charge it|[建工农招中交]行|card|account|iban)/;
export const PASSPORT_WORDS = /(?:护照|通行证|回乡证|台胞证|港澳证|居留证|居住证|签证|证件|passport|permit|travel document|visa)/;

const FACTORS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function possibleDay(month: string, day: string): boolean { return /^(?:0[1-9]|1[0-2])$/.test(month) && /^(?:0[1-9]|[12]\d|3[01])$/.test(day); }
function checks(id: string): boolean { return '10X98765432'[FACTORS.reduce((sum, factor, at) => sum + factor * Number(id[at]), 0) % 11] === id[17]; }

/** GB 11643: 18 places. A wrong check character does not make it public; a birthday or the check character is evidence. */
function looksLikeId(digits: string): boolean {
  if (/^[1-9]\d{16}[\dX]$/.test(digits)) return checks(digits) || digits.endsWith('X') || (/^(?:1[89]|20)$/.test(digits.slice(6, 8)) && possibleDay(digits.slice(10, 12), digits.slice(12, 14)));
  return /^[1-8][1-7]\d{13}$/.test(digits) && possibleDay(digits.slice(8, 10), digits.slice(10, 12));
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    sum += at % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
}

/** A number made of the day and a count (20261123000123), milliseconds since 1970: made by machines. */
export function madeByMachines(digits: string): boolean { return /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits) || /^1[5-9]\d{11}$/.test(digits); }

const ISSUERS = /^(?:62|4|5[1-5]|2[2-7]|3[0-9]|60|9558|9559|955|940|81|88|68|69|99|58)/;

function looksLikeCard(digits: string): boolean {
  const { length } = digits;
  if (length < 13 || length > 19 || /X/.test(digits)) return false;
  if (length === 13) return digits.startsWith('4') && luhn(digits);
  if (length === 14) return /^3[0689]/.test(digits) && luhn(digits);
  if (length === 15) return /^3[47]/.test(digits) || (luhn(digits) && ISSUERS.test(digits));
  if (madeByMachines(digits)) return false;
  return luhn(digits) ? true : ISSUERS.test(digits);
}

const MOBILE = /^(?:00?86|86)?1[3-9]\d{9}$/;
/** 0571-88886666, 010 8888 6666; seven places only behind an area code of four. */
const LANDLINE = /^(?:00?86|86)?0?(?:10|2[0-57-9])[2-8]\d{7}$|^(?:00?86|86)?0?[3-9]\d{2}[2-8]\d{6,7}$/;
/** Numbers that anybody may call: emergency, citizens', banks' and 400/800 lines. */
export const HOTLINE = /^(?:[48]00\d{7}|95\d{3,4}|96\d{3,4}|1[12]\d|10[01]\d\d|11[168]\d\d|12\d{3})$/;

/** The kind of exactly these digits, whatever stands around them. */
export function exactKind(digits: string, plus: boolean): NumberKind | null {
  if (digits.length < 10) return plus && digits.length >= 8 ? 'phone' : null;
  if (MOBILE.test(digits)) return 'phone';
  if (looksLikeId(digits)) return 'id-card';
  if (looksLikeCard(digits)) return 'bank-card';
  if (/^(?:00?86|86)?0/.test(digits) && LANDLINE.test(digits)) return 'phone';
  if (plus && digits.length <= 15) return 'phone';
  if (/^(?:00)?(?:852|853|886)\d{8,9}$/.test(digits) && !/X/.test(digits)) return 'phone';
  return null;
}

/** An ID card or a bank card that is complete, by its check digit: no more digits belong to it. */
export function isWhole(digits: string): boolean {
  return (digits.length === 18 && checks(digits)) || (digits.length >= 16 && looksLikeCard(digits) && luhn(digits));
}

const joined = (groups: readonly DigitGroup[]): string => groups.map((group) => group.digits).join('');
export function ascending(groups: readonly DigitGroup[]): boolean {
  return groups.length >= 3 && groups.every((group, at) => at === 0 || (group.digits.length <= 4 && Number(group.digits) > Number(groups[at - 1]?.digits) && Number(group.digits) - Number(groups[at - 1]?.digits) <= 20));
}
/** One, two, three ...; from 30000 to 500000. */
export function countsOrAmounts(groups: readonly DigitGroup[]): boolean { return '0123456789101112'.includes(joined(groups)) || joined(groups).endsWith('1234567890') || (groups.length >= 2 && groups.every((group) => group.digits.endsWith('000'))); }
const years = (groups: readonly DigitGroup[]): boolean => groups.length >= 2 && groups.every((group) => /^(?:19|20)\d\d$/.test(group.digits));

const CALLS = /(?:热线|客服|拨打?|打|投诉|hotline|service line|call|dial)[^。；;\n]{0,8}$/;
/** How many groups at the beginning are a hotline of ten digits. */
function hotlineAt(groups: readonly DigitGroup[]): number {
  for (let end = 1; end < Math.min(groups.length, 6); end++) if (/^[48]00\d{7}$/.test(joined(groups.slice(0, end)))) return end;
  return 0;
}

export interface RunContext { readonly before: string; readonly behind: string; readonly isPublic: (digits: string) => boolean; /** What an earlier turn or the kiosk's question said. */ readonly asked: string }

const LONGEST = 23; // digits of the longest number with its country's code

/** The personal numbers of one run, left to right. `before`/`behind`: folded text around it. */
export function personalNumbers(run: DigitRun, context: RunContext): NumberFound[] {
  const found: NumberFound[] = [];
  const { groups } = run;
  const plus = /\+\s?\(?$|(?<!\d)00$/.test(context.before);
  const letter = /(?<![a-z])([a-z]{1,2})[\s:：-]{0,2}$/.exec(context.before);
  const nearby = `${context.asked} ${context.before.slice(-28)}`;
  const whole = joined(groups);
  if (letter && !/X/.test(whole) && (run.spoken || groups.every((group) => /^[\s-]*$/.test(group.gap))) && isPassport(letter[1] ?? '', whole, nearby)) return [{ kind: 'passport', start: run.start - letter[0].length, end: run.end }];
  if (context.isPublic(whole) || HOTLINE.test(whole)) return [];
  let at = 0;
  let left: DigitGroup[] = [];
  const rest: DigitGroup[][] = [];
  if (ascending(groups) && groups.every((group) => group.digits.length <= 4) || years(groups)) return [];
  while (at < groups.length) {
    let taken = 0;
    let kind: NumberKind | null = null;
    // 热线400-713-4481，329房: the hotline ends before what follows it.
    const hotline = at === 0 && CALLS.test(context.before) ? hotlineAt(groups) : 0;
    if (hotline > 0) { at += hotline; continue; }
    for (let end = Math.min(groups.length, at + LONGEST); end > at && kind === null; end--) {
      const part = groups.slice(at, end);
      const digits = joined(part);
      if (digits.length > LONGEST) continue;
      if (context.isPublic(digits) || HOTLINE.test(digits)) { if (digits.length >= 5 && digits.length >= whole.length) return found; continue; }
      kind = exactKind(digits, at === 0 ? plus : /\+\s?\(?$/.test((groups[at] as DigitGroup).gap));
      if (kind !== null) taken = end - at;
    }
    if (kind === null) { left.push(groups[at] as DigitGroup); at += 1; continue; }
    const last = groups[at + taken - 1] as DigitGroup;
    let { end } = last;
    const extension = groups[at + taken];
    if (kind === 'phone' && extension && extension.digits.length <= 6 && /转|分机|ext|[-—x*]/.test(extension.gap)) { end = extension.end; taken += 1; }
    const first = groups[at] as DigitGroup;
    const thing = kind === 'bank-card' && THING_BEFORE.test(context.before) && at === 0 && !BANK_WORDS.test(nearby);
    const amount = taken === groups.length && kind !== 'id-card' && UNIT_BEHIND.test(context.behind) && !run.spoken && !PHONE_WORDS.test(nearby) && !MOBILE.test(whole);
    if (!thing && !amount) found.push({ kind, start: first.start, end });
    if (left.length > 0) rest.push(left);
    left = [];
    at += taken;
  }
  if (left.length > 0) rest.push(left);
  for (const part of rest) {
    const [first] = part;
    const last = part.at(-1);
    // 一三八零零一三八零零零 不对 零零一: what is said again belongs to it.
    if (first && last && found.length > 0 && joined(part).length >= 2 && [...groups, { gap: context.before.slice(-12), start: run.start }].some((group) => CORRECTS.test(group.gap) && group.start >= Math.min(first.start, ...found.map((one) => one.start)))) { found.push({ kind: 'number', start: first.start, end: last.end }); continue; }
    const general = generalNumber(part, run, { ...context, before: part[0] === groups[0] ? context.before : '', behind: part.at(-1) === groups.at(-1) ? context.behind : '' }, nearby, found.length > 0);
    if (general) found.push(general);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** China: E12345678, EA1234567, G, D, S, P; permits C, CA, H, M, T, L and Hong Kong's 10 digits behind H or M. */
function isPassport(letters: string, digits: string, nearby: string): boolean {
  if (PASSPORT_WORDS.test(nearby) && digits.length >= 6 && digits.length <= 10) return true;
  // A123456(7): Hong Kong's.
  if (/^[a-z]{1,2}$/.test(letters) && (digits.length === 7 || digits.length === 6) && /身份证|hkid|id ?card|identity|hong kong/.test(nearby)) return true;
  if (THING_BEFORE.test(nearby)) return false;
  if (letters.length === 2) return /^[ec][a-z]$/.test(letters) && digits.length === 7;
  if (/^[egdsphmctlkwjrv]$/.test(letters)) return digits.length === 8 || (/^[hm]$/.test(letters) && digits.length === 10);
  return false;
}

/** Digits that fit no kind exactly (one was dropped, another country's): by their number and by what was talked about. */
function generalNumber(groups: readonly DigitGroup[], run: DigitRun, context: RunContext, nearby: string, beside: boolean): NumberFound | null {
  const digits = joined(groups);
  const { length } = digits;
  const first = groups[0] as DigitGroup;
  const place = { start: first.start, end: (groups.at(-1) as DigitGroup).end };
  if (length < 5 || context.isPublic(digits) || HOTLINE.test(digits)) return null;
  if (UNIT_BEHIND.test(context.behind) && !run.spoken) return null;
  if (/qq|企鹅号?|扣扣/.test(nearby) && length <= 12) return { kind: 'qq', ...place };
  const named = ID_WORDS.test(nearby) || BANK_WORDS.test(nearby) || PHONE_WORDS.test(nearby) || PASSPORT_WORDS.test(nearby) || beside;
  if ((run.scaled && !(named && length >= 9)) || (run.tens && !(named && length >= 7))) return null;
  if (!named && countsOrAmounts(groups)) return null;
  const thing = THING_BEFORE.test(context.before);
  if (thing && !(length >= 16 && ID_WORDS.test(nearby))) return null;
  if (ascending(groups) || years(groups) || (length === 8 && madeByMachines(digits))) return null;
  if (named && length >= 7) return { kind: PHONE_WORDS.test(nearby) && length <= 12 ? 'phone' : ID_WORDS.test(nearby) ? 'id-card' : BANK_WORDS.test(nearby) ? 'bank-card' : 'number', ...place };
  if (madeByMachines(digits) && !run.spoken) return null;
  if (run.spoken && (length >= 7 || (length >= 6 && /^1[3-9]/.test(digits) && groups.length === 1))) return { kind: 'number', ...place };
  const written = groups.length === 1 || (groups.every((group) => group.digits.length >= 3) && groups.some((group) => group.digits.length >= 4));
  if (length === 13 && digits.startsWith('69')) return null; // an article number of goods made in China
  const american = length === 10 && /^3 3 4$/.test(groups.map((group) => group.digits.length).join(' '));
  const grouped = length >= 11 && !run.spoken && groups.every((group) => group.digits.length >= 2 && /^\s?[\s.-]?\s?$/.test(group.gap));
  return (((written || american) && length >= 9) || grouped) ? { kind: 'number', ...place } : null;
}
