// Digits that belong together although something stands between them: blanks, hyphens, "嗯", "然后", "uh", "and then".
import { digitTokens, type DigitToken } from './digit-tokens.ts';

export interface DigitGroup { readonly digits: string; readonly start: number; readonly end: number; /** What stands between the group before and this one. */ readonly gap: string }
export interface DigitRun {
  readonly digits: string; readonly start: number; readonly end: number;
  readonly groups: readonly DigitGroup[];
  readonly spoken: boolean; // most of it in words
  readonly scaled: boolean; // holds a hundred or a thousand
  readonly tens: boolean; // holds 二十三: may be counts
  readonly weak: boolean; // one of its digits is only perhaps one
}

const SOUND = /(?:(?:最后|后面|末尾|尾号|最后面|后|尾)[一二两三四五六]位(?:数字?|号码)?(?:应该)?是?|尾号(?:应该)?是?|the last (?:two|three|four|five|six)(?: digits?)?(?: (?:is|are))?|[\s.·•*_/,，、。…~～()（）[\]?？!！;；'"“”+\-\u200b-\u200d\u2060\ufeff\ufe0f\u20e3\u00ad]|你记|再记|记一?下|记|不对|哦不|说错了|错了|不是|重来|嗯|呃|额|啊|哦|噢|喔|哎|诶|欸|唔|[嘛哈啦哟噻撒咯喽呀嘞呐咧呢嗨哇]|那个|这个|然后|接着|接下来|再来|再然后|完了|后面是?|后边是?|中间是?|最后是?|前面是?|还有|以及|就是|横杠|横线|短横|横|杠|空格|空|转|分机号?|加|等等|等一下|稍等|我想想|对|好像是?|应该是?|再|好的?|以后|逗号|顿号|句号|咳+|别急|慢点|听清了吗|听清没|记好了吗|got (?:that|it)|are you (?:ready|with me)|u+[hm]+|eh+|hmm+|no|sorry|wait|no wait|i mean|scratch that|correction|actually|h?m+(?![a-z0-9])|er+m?|ah+|and|then|dash|hyphen|space|like|you know|followed by|after that|next|wait|let me see|i think|comma|ext(?:ension)?|so|well|okay|ok|yeah|plus|the rest is|rest is|followed|by|is|是)/y;
const LONGEST_GAP = 40;
/** What people say before they say a part again. */
export const CORRECTS = /不对|哦不|错了|不是|重来|尾号|[后尾][一二两三四五六]位|\blast (?:two|three|four)|\b(?:no|sorry|wait|mean|scratch|correction|actually)\b/;

/** Whether only sounds, pauses and grouping signs stand between two places. */
export function joins(folded: string, from: number, to: number): boolean {
  if (to - from > LONGEST_GAP) return false;
  // The next line of a list begins with its own number.
  if (folded.slice(from, to).includes('\n') && /^\d{1,2}[.、)]\s/.test(folded.slice(to, to + 4))) return false;
  let at = from;
  while (at < to) {
    SOUND.lastIndex = at;
    if (!SOUND.test(folded) || SOUND.lastIndex > to || SOUND.lastIndex === at) return false;
    at = SOUND.lastIndex;
  }
  return true;
}

/** The length of the one sound, pause or filler that stands at this place; 0: none. */
export function soundAt(folded: string, at: number): number {
  SOUND.lastIndex = at;
  return SOUND.test(folded) ? SOUND.lastIndex - at : 0;
}

/** Only characters that people group a number with; no words. */
const TIGHT = /^[\s.·\-()（）]{0,3}$/;

/** Weak tokens at the edges are no digits; an opening 要 before spoken digits is a 幺. */
function trim(tokens: DigitToken[]): DigitToken[] {
  let from = 0;
  let to = tokens.length;
  while (to > from && tokens[to - 1]?.weak && !tokens[to - 1]?.scale) to -= 1;
  while (from < to && tokens[from]?.weak) {
    const next = tokens[from + 1];
    if (tokens[from]?.digits === '1' && next?.style === 'han' && /^[3-9]/.test(next.digits) && next.start === tokens[from]?.end && to - from >= 10) break;
    from += 1;
  }
  return tokens.slice(from, to);
}

function runOf(folded: string, all: DigitToken[]): DigitRun | null {
  const tokens = trim(all);
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last) return null;
  const weak = tokens.filter((token) => token.weak && !token.scale).length;
  if (weak * 3 > tokens.length) return null;
  // "from eight to twelve and two to six" is opening hours.
  const little = tokens.filter((token) => token.weak && !token.scale && token.style === 'english').length;
  if (little * 5 > tokens.length) return null;
  const groups: { digits: string; start: number; end: number; gap: string }[] = [];
  for (const token of tokens) {
    const group = groups.at(-1);
    const wordStyle = token.style === 'english' || token.style === 'pinyin';
    if (group && (group.end === token.start || (wordStyle && /^\s+$/.test(folded.slice(group.end, token.start))))) {
      group.digits += token.digits;
      group.end = token.end;
    } else groups.push({ digits: token.digits, start: token.start, end: token.end, gap: group ? folded.slice(group.end, token.start) : '' });
  }
  const digits = tokens.map((token) => token.digits).join('');
  return {
    digits, start: first.start, end: last.end, groups,
    spoken: tokens.filter((token) => token.style !== 'typed' && token.style !== 'ocr').length * 2 > tokens.length,
    scaled: tokens.some((token) => token.scale),
    tens: tokens.some((token) => token.tens),
    weak: weak > 0,
  };
}

const A_COUNT = /^\d{1,2}[a-wyz]\d|^(?:\d{1,3}|[零一二两三四五六七八九十]{1,3})\s?(?:分钟|小时|点(?!\d{3})|号(?!码(?!头))(?=\p{Script=Han})|号?楼|层|个(?:人|小时|月|大人)|位(?!数)|人(?!民)|元|块|岁|天|日|月|年|次|张|件|折|公里|minutes?\b|hours?\b|people\b|o'clock)/u;
/** The runs of folded text; nothing of `harmless` (dates, times, prices ...) is in one. */
export function digitRuns(folded: string, harmless: readonly { start: number; end: number }[] = []): DigitRun[] {
  const runs: DigitRun[] = [];
  let open: DigitToken[] = [];
  const close = (): void => {
    const run = open.length > 0 ? runOf(folded, open) : null;
    if (run) runs.push(run);
    open = [];
  };
  const covered = (token: DigitToken): boolean => harmless.some((span) => token.start < span.end && token.end > span.start);
  for (const token of digitTokens(folded)) {
    if (covered(token)) { close(); continue; }
    // ...229，20分钟以后来; ...518 2号楼: a count that follows a number is no part of it.
    if (open.length >= 2 && open.at(-1)?.end !== token.start && A_COUNT.test(folded.slice(token.start, token.start + 10))) close();
    const before = open.at(-1);
    if (before && !joins(folded, before.end, token.start)) close();
    if (token.digits === 'X') {
      // Only the check character behind 17 digits; anywhere else an x is a letter.
      const tight = before !== undefined && open.length >= 15 && token.start - before.end <= 12;
      if (tight) { open.push(token); close(); } else close();
      continue;
    }
    if (token.weak && before && !TIGHT.test(folded.slice(before.end, token.start))) close();
    open.push(token);
  }
  close();
  return runs;
}
