// One visit: a number given in pieces over several turns, and read back by the kiosk, is one number. What was seen is
// remembered here, in memory only, until the visit is over; a piece that may be the beginning of a number is masked at once
// and stays so, because its event must be durable before the rest is said.
import { digitRuns, joins, type DigitRun } from './digit-runs.ts';
import { fold } from './fold.ts';
import { harmlessSpans, THING_BEFORE, UNIT_BEHIND } from './harmless.ts';
import { homesAnywhere } from './homes.ts';
import { ascending, BANK_WORDS, countsOrAmounts, exactKind, HOTLINE, ID_WORDS, isWhole, madeByMachines, PASSPORT_WORDS, PHONE_WORDS } from './number-kinds.ts';
import { CLOCK_OR_PRICE, DATE, MEANS_ANOTHER, QUEUES, saysAnother } from './other-things.ts';
import type { Personal, PersonalKind } from './personal.ts';
import { isLastSign, isWholePlate, mayBeginPlate, plateBegun, plateGoesOn } from './plate-turns.ts';
import { ASKS_FOR_WORDS, blank, mayHold, personalIn, type Redacted, type RedactOptions } from './redact.ts';
import { ASKS_FOR_CODE, codePiece, placesAsked } from './split-codes.ts';

export interface SessionRedactor {
  /** Words of the visitor, turn after turn. */
  visitor(text: string): Redacted;
  /** Words of anybody else in this visit (the kiosk, an agent): what the visitor gave is known here. */
  other(text: string): Redacted;
  /** Any other text of this visit (a reason, a slot): it changes nothing of what is known. */
  beside(text: string): Redacted;
}

const MOST_REMEMBERED = 60;
const PLACES_BEFORE_BIRTHDAY = 6;
/** A turn that only asks for a moment. */
const PAUSE = /^[^\d]{0,4}(?:等|稍|看|想|找|慢|嗯|呃|啊|那个|这个|马上|hold on|wait|one (?:moment|second|sec)|just a|let me|u+[hm]+|er+m?)[^\d]{0,16}$/;
/** Turns like "等一下我看看" between two pieces of a number. */
const MOST_PAUSES = 2;
/** With less than this in a turn nothing of a number can begin. */
const TWO_DIGITS = /\p{Nd}\s?\p{Nd}|[一幺三]|[零〇二两四五六七八九壹贰叁肆伍陆柒捌玖貳陸①-⑨⓪❶-❾]\s?[零〇二两四五六七八九壹贰叁肆伍陆柒捌玖貳陸①-⑨⓪❶-❾]|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)[\s-]/iu;
const LONGEST_NUMBER = 20;
/** Somebody speaks of a number of a person. */
export const SPEAKS_OF_ONE = new RegExp([PHONE_WORDS, ID_WORDS, BANK_WORDS, PASSPORT_WORDS].map((words) => words.source).join('|'), 'i');

/** A015, CA 1234: a letter before digits names a thing. */
const LETTERED = /(?<![a-z'’])(?:[a-z]\s?|[a-z]{2,3}|[a-z]{1,3}-)$/;

function asks(text: string): boolean { return SPEAKS_OF_ONE.test(text) || ASKS_FOR_WORDS.test(text) || ASKS_FOR_CODE.test(text); }

interface Place { readonly run: DigitRun; readonly folded: string }

const AREA = /^(?:010|02\d|0[3-9]\d\d)/;
const OWN_NUMBER = new RegExp([ID_WORDS, BANK_WORDS].map((words) => words.source).join('|'));
const OWN_JUST_NOW = new RegExp(`(?:${OWN_NUMBER.source})[^，。,.、]{0,3}$`);
/** It is the number of a thing, says what stands beside it. */
function isNamed(run: DigitRun, folded: string, isPublic: (digits: string) => boolean): boolean {
  const before = folded.slice(Math.max(0, run.start - 30), run.start);
  return isPublic(run.digits) || isNumbered(run, folded) || (HOTLINE.test(run.digits.replace(/^0(?:10|2\d|[3-9]\d\d)(?=\d{5})/, '')) && !(run.digits.length >= 10 ? OWN_NUMBER : OWN_JUST_NOW).test(before));
}
function isNumbered(run: DigitRun, folded: string): boolean {
  const before = folded.slice(Math.max(0, run.start - 30), run.start);
  return LETTERED.test(before) || /第\s?$/.test(before) || UNIT_BEHIND.test(folded.slice(run.end, run.end + 12)) || /^\s?号(?!码(?!头))/.test(folded.slice(run.end, run.end + 3));
}
function isOneOfMany(run: DigitRun, folded: string, isPublic: (digits: string) => boolean): boolean {
  return countsOrAmounts(run.groups) || ((run.scaled || run.tens) && run.digits.length < 9) || (ascending(run.groups) && run.groups.every((group) => group.digits.length <= 3)) || madeByMachines(run.digits) || THING_BEFORE.test(folded.slice(Math.max(0, run.start - 30), run.start)) || isNamed(run, folded, isPublic);
}

const JUST_SAID = new RegExp(`(?:${SPEAKS_OF_ONE.source})[\\s,，]{0,2}[^。；;.!?，,\\n]{0,16}$`);
/** A number of a person is announced right here, or was asked for and the turn begins with digits. */
function comesNow(asked: string, before: string): boolean { return JUST_SAID.test(before) || (SPEAKS_OF_ONE.test(asked) && before.length <= 12); }

const THING_JUST_NOW = /(?:验证码|校验码|动态码|订单|单号|取件码|取货码|工单|编号|受理号?|密码|房间号?|积分|号票|票号|(?:verification|confirmation) code|order|ticket|room|flight)\D{0,4}$/;
const TAKES_DOWN = /(?:记录|登记|发送?[到至给]|改[为成]|通知|记(?:一)?下|记好|你记|整个是|完整的?是|全的是|实名用|输入|number(?:'s| is)|拨打?|打给?|联系|\b(?:ring|call|text|reach)(?: me)?(?: (?:on|at))?)[\s:：,，]{0,2}$/;
const GOES_ON = /^\D{0,14}(?:后面|后边|剩下|后半|余下|接着|继续|然后|还有|最后|再就是|[后尾][一二三四五六两几]位|尾号|rest|then|remaining|last)\D{0,8}$/;
/** The first digits of a telephone number, said without a word of what they are. */
const BEGINS = /^(?:1[3-9]\d|010|02\d|0[3-9]\d\d)/;
/** Said before the end of a number that is known already. */
const ENDING = /(?:尾号|[后尾][一二三四五六两几4]位|最后|开头|前[一二三四五六两几]位|ending(?: in| with)?|last (?:four|4)(?: digits)?)\D{0,6}$/;
/** Fits a kind and may still be the first part of a longer one. */
function mayGrow(digits: string, asked: string): boolean {
  const kind = exactKind(digits, false);
  if (kind === null) return true;
  if (kind === 'phone') return (digits.startsWith('0') && digits.length < 12) || (OWN_NUMBER.test(asked) && !PHONE_WORDS.test(asked));
  return kind === 'bank-card' ? digits.length < 19 : digits.length < 18;
}

/** Might these digits at the end of a turn be the first part of a number that goes on in the next? */
function mayGoOn({ run, folded }: Place, asked: string, isPublic: (digits: string) => boolean): boolean {
  const { length } = run.digits;
  if ((length < 7 || madeByMachines(run.digits)) && saysAnother(folded, run.start, run.end)) return false;
  if (length < 6 && QUEUES.test(folded.slice(Math.max(0, run.start - 16), run.start))) return false;
  if ((length >= 3 || (length === 2 && SPEAKS_OF_ONE.test(asked) && joins(folded, 0, run.start) && joins(folded, run.end, folded.length))) && length < 12 && !run.scaled && !/(?:窗口|window|counter|gate|room|登机口)s?\s?$/.test(folded.slice(0, run.start)) && !THING_JUST_NOW.test(folded.slice(Math.max(0, run.start - 14), run.start)) && !/^\s?(?:叫|过|到|办|排|前面|还要|was|has)/.test(folded.slice(run.end, run.end + 6)) && comesNow(asked, folded.slice(Math.max(0, run.start - 40), run.start)) && (!isNamed(run, folded, isPublic) || (OWN_NUMBER.test(asked) && length === 3 && !isNumbered(run, folded) && joins(folded, 0, run.start) && joins(folded, run.end, folded.length)))) return true;
  const lead = folded.slice(Math.max(0, run.start - 12), run.start);
  if (length >= 4 && length < 12 && !run.scaled && TAKES_DOWN.test(lead) && joins(folded, run.end, folded.length) && !isNamed(run, folded, isPublic) && !madeByMachines(run.digits)) return true;
  if (length >= 4 && length < 11 && /^1[3-9]/.test(run.digits) && PHONE_WORDS.test(`${asked} ${folded}`) && joins(folded, run.end, folded.length) && !THING_JUST_NOW.test(lead) && !isOneOfMany(run, folded, isPublic)) return true;
  if (isOneOfMany(run, folded, isPublic)) return false;
  // The whole turn is the beginning of a number, said digit by digit: 一三八, oh two one.
  const alone = joins(folded, 0, run.start) && joins(folded, run.end, folded.length);
  if (alone && (run.spoken || run.groups.length === length) && /^(?:1[3-9]\d|010|02\d|0[3-9]\d\d)$/.test(run.digits)) return true;
  const atTheEnd = joins(folded, run.end, Math.min(folded.length, run.end + 40)) && folded.length - run.end <= 40;
  if (!atTheEnd && folded.length - run.end > 24) return false;
  if (length >= 4 && /^1[3-9]/.test(run.digits) && run.groups.length === length && atTheEnd && !QUEUES.test(folded.slice(0, run.start))) return true; // 1 3 6 7, one after the other
  if (/000$/.test(run.digits) && length < 7) return false; // a round amount
  if (length < 7 && (run.weak || (!run.spoken && run.groups.some((group) => /[a-z和到至]/.test(group.gap))))) return false; // from 16 to 30
  if (!atTheEnd && length < 5) return false;
  return length >= 6 || (alone && length >= 5 && !/00$/.test(run.digits)) || (length >= 4 && (length >= 5 || run.spoken || alone) && /^1[3-9]/.test(run.digits) && (length > 4 || !alone || !/^[一幺壹]/.test(folded.slice(run.start)) || run.groups.length > 1 || asked !== '')) || (length >= 5 && AREA.test(run.digits)) || (alone && length === 4 && /^0[3-9]/.test(run.digits));
}

export function createSessionRedactor(options: RedactOptions = {}): SessionRedactor {
  const isPublic = options.isPublic ?? (() => false);
  let tail = ''; // digits that ended the last turn
  let tailMasked = false;
  let gaveOne = false; // the last turn held a number or a piece of one
  const masked = new Set<string>(); // digits of pieces that were masked
  let asked = options.asked ?? '';
  let plate: string | null = null; // letters and digits of a plate that was begun and is not whole
  let pauses = 0; // turns without a digit, one after the other
  let codePlaces = 0; // places of a plate or passport that are still to come
  const numbers = new Set<string>(); // digits of personal numbers seen in this visit
  const words = new Map<string, PersonalKind>(); // names, addresses ... as they were written

  function remember(text: string, found: readonly Personal[]): void {
    for (const { kind, start, end } of found) {
      const piece = text.slice(start, end).trim();
      const digits = digitRuns(fold(piece)).map((run) => run.digits).join('');
      if (digits.length >= 6 && numbers.size < MOST_REMEMBERED) numbers.add(digits);
      if ((kind === 'name' || kind === 'address' || kind === 'wechat' || kind === 'email' || (kind === 'plate' && piece.length >= 5) || (kind === 'passport' && piece.length >= 3)) && piece.length >= 2 && words.size < MOST_REMEMBERED) {
        words.set(fold(piece), kind);
        if (kind === 'name') for (const part of fold(piece).split(/[\s·•]+/)) if (part.length >= (/^[a-z]/.test(part) ? 4 : 2)) words.set(part, kind);
      }
    }
  }
  /** What is personal only because of what was said before. */
  function known(folded: string, runs: readonly DigitRun[], found: readonly Personal[]): Personal[] {
    const more: Personal[] = [];
    for (const [word, kind] of words) {
      const edge = /^[a-z]/.test(word) && kind === 'name';
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        if (!edge || !(/[a-z]/.test(folded[at - 1] ?? '') || /[a-z]/.test(folded[at + word.length] ?? ''))) more.push({ kind, start: at, end: at + word.length });
      }
    }
    if ([...words.values()].includes('address')) for (const home of homesAnywhere(folded)) more.push({ kind: 'address', ...home });
    const pieces = tailMasked && tail.length >= 4 ? [...numbers, tail] : [...numbers];
    for (const run of runs) {
      if (run.digits.length >= 2 && run.digits.length <= 6 && masked.has(run.digits) && (run.digits.length >= 3 || folded.length <= 16) && !isNamed(run, folded, isPublic) && !saysAnother(folded, run.start, run.end)) more.push({ kind: 'number', start: run.start, end: run.end });
      if (run.digits.length === 4 && ENDING.test(folded.slice(Math.max(0, run.start - 20), run.start)) && [...numbers].some((one) => one.endsWith(run.digits) || one.startsWith(run.digits))) more.push({ kind: 'number', start: run.start, end: run.end });
      if (run.digits.length < 5 || found.some((one) => one.start <= run.start && one.end >= run.end)) continue;
      if (pieces.some((piece) => piece.includes(run.digits) || run.digits.includes(piece))) more.push({ kind: 'number', start: run.start, end: run.end });
    }
    return more;
  }
  function finish(text: string, found: readonly Personal[]): Redacted {
    const merged: { kind: PersonalKind; start: number; end: number }[] = [];
    for (const one of [...found].sort((a, b) => a.start - b.start || b.end - a.end || Number(a.kind === 'number') - Number(b.kind === 'number'))) {
      const last = merged.at(-1);
      if (last && one.start < last.end) last.end = Math.max(last.end, one.end);
      else merged.push({ ...one });
    }
    return { text: merged.length === 0 ? text : blank(text, merged), found: merged };
  }

  return {
    visitor(text) {
      if (tail === '' && asked === '' && codePlaces === 0 && plate === null && !mayBeginPlate(text) && numbers.size + words.size === 0 && !mayHold(text) && !TWO_DIGITS.test(text) && !SPEAKS_OF_ONE.test(text)) return { text, found: [] };
      const folded = fold(text);
      // Inside a number that goes on, 154.3 is no price.
      const harmless = harmlessSpans(folded, text);
      const runs = digitRuns(folded, tailMasked ? harmless.filter((span) => CLOCK_OR_PRICE.test(folded.slice(Math.max(0, span.start - 1), span.end + 1)) || (tail.length !== PLACES_BEFORE_BIRTHDAY && DATE.test(folded.slice(span.start, span.end)))) : harmless);
      const found: Personal[] = personalIn(text, { isPublic, asked });
      if (ASKS_FOR_CODE.test(asked)) codePlaces = placesAsked(asked);
      if (codePlaces > 0) {
        const piece = codePiece(folded, text);
        if (piece) found.push({ kind: codePlaces > 7 ? 'passport' : 'plate', start: piece.start, end: piece.end });
        codePlaces = piece ? Math.max(0, codePlaces - piece.places) : 0;
      }
      pauses = runs.length === 0 ? pauses + 1 : 0;
      if (plate !== null && isWholePlate(plate)) {
        if (isLastSign(folded, plate)) found.push({ kind: 'plate', start: 0, end: folded.length });
        plate = null;
      } else if (plate !== null) {
        const more = plateGoesOn(folded, plate, harmless);
        if (more !== 'waits') plate = more === null ? null : more.signs;
        else if (pauses > MOST_PAUSES) plate = null;
        if (more !== null && more !== 'waits') found.push({ kind: 'plate', start: more.start, end: more.end });
      }
      const begun = plateBegun(folded, asked);
      if (begun) {
        if (begun.masked && begun.signs !== '') found.push({ kind: 'plate', start: begun.start, end: begun.end });
        plate = begun.signs;
      }
      const [head] = runs;
      const leads = head !== undefined && GOES_ON.test(folded.slice(0, head.start));
      // Nearly all of the turn is digits; whatever the few words are, it goes on.
      const rest = head === undefined ? '' : runs.reduceRight((left, run) => left.slice(0, run.start) + left.slice(run.end), folded).replaceAll(/[\s,，。、.…!！?？:：-]/g, '');
      const mostly = head !== undefined && tail !== '' && (tailMasked || SPEAKS_OF_ONE.test(asked) || (BEGINS.test(tail) && tail.length <= 8)) && rest.length <= 8 && folded.length <= 48 && !runs.some((run) => isNumbered(run, folded)) && !MEANS_ANOTHER.test(rest);
      const opens = mostly || head !== undefined && ((tail !== '' && joins(folded, 0, head.start)) || (leads && (tail !== '' || gaveOne)));
      let goesOn = false;
      if (head && opens && !UNIT_BEHIND.test(folded.slice(head.end, head.end + 12)) && !LETTERED.test(folded.slice(0, head.start)) && !((head.digits.length < 7 || madeByMachines(head.digits)) && (saysAnother(folded, head.start, head.end) || QUEUES.test(folded.slice(0, head.start))))) {
        const together = `${tail}${head.digits}`;
        const kind = exactKind(together, false);
        const whole = tailMasked && exactKind(tail, false) !== null; // then only what is nothing else goes on
        goesOn = kind !== null || (tailMasked && (whole ? head.digits.length >= 3 && joins(folded, head.end, folded.length) : head.digits.length >= 2)) || (mostly && head.digits.length >= 2) || (leads && gaveOne && head.digits.length >= 3) || (together.length >= (leads ? 4 : 5) && head.digits.length >= 2 && joins(folded, head.end, folded.length) && (leads ? !isNamed(head, folded, isPublic) : BEGINS.test(tail) && !isOneOfMany(head, folded, isPublic))) || (together.length >= 9 && head.digits.length >= 3 && !isOneOfMany(head, folded, isPublic));
        if (goesOn) {
          found.push({ kind: kind ?? 'number', start: head.start, end: head.end });
          numbers.add(together.slice(-LONGEST_NUMBER));
        }
      }
      const last = runs.at(-1);
      const ofPlate = last !== undefined && found.some((one) => one.kind === 'plate' && one.start < last.end && one.end > last.start);
      const covered = last !== undefined && found.some((one) => one.start <= last.start && one.end >= last.end);
      const mayFollow = last !== undefined && !covered && !ofPlate && mayGoOn({ run: last, folded }, asked, isPublic);
      if (last && mayFollow) found.push({ kind: 'number', start: last.start, end: last.end });
      if (last && !ofPlate && folded.length - last.end <= 40) {
        tail = `${goesOn && last === head ? tail : ''}${last.digits}`.slice(-LONGEST_NUMBER);
        // A number that is whole already goes on nowhere.
        tailMasked = mayFollow || (goesOn && last === head && mayGrow(tail, asked)) || (covered && mayGrow(last.digits, `${asked} ${folded}`));
        if ((!tailMasked || isWhole(tail)) && covered) { tail = ''; tailMasked = false; }
      } else if (runs.length > 0 || !PAUSE.test(folded) || pauses > MOST_PAUSES) {
        tail = '';
        tailMasked = false;
      }
      remember(text, found);
      for (const run of runs) if (run.digits.length <= 6 && masked.size < MOST_REMEMBERED && found.some((one) => (one.kind !== 'plate' || run.digits.length >= 4) && one.start <= run.start && one.end >= run.end)) masked.add(run.digits);
      const more = known(folded, runs, found);
      gaveOne = runs.some((run) => found.some((one) => one.start <= run.start && one.end >= run.end));
      const answered = last !== undefined && covered && exactKind(last.digits, false) !== null && !tailMasked;
      asked = answered ? '' : runs.length === 0 && tail !== '' ? asked : SPEAKS_OF_ONE.test(folded) ? folded.slice(-60) : tailMasked ? asked : '';
      return finish(text, [...found, ...more]);
    },
    other(text) {
      if (numbers.size + words.size === 0 && tail === '' && !mayHold(text) && !asks(text)) return { text, found: [] };
      const folded = fold(text);
      const found = personalIn(text, { isPublic });
      remember(text, found);
      const result = finish(text, [...found, ...known(folded, digitRuns(folded, harmlessSpans(folded, text)), found)]);
      if (asks(folded)) asked = `${asked} ${folded}`.slice(-120);
      return result;
    },
    beside(text) {
      if (numbers.size + words.size === 0 && tail === '' && !mayHold(text)) return { text, found: [] };
      const folded = fold(text);
      const found = personalIn(text, { isPublic });
      return finish(text, [...found, ...known(folded, digitRuns(folded, harmlessSpans(folded, text)), found)]);
    },
  };
}
