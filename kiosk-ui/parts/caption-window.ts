// Which part of a long sentence stands on the screen: never more than a few lines, always whole sentences around the words
// that are being spoken, and the newest words of the visitor.

const SENTENCE_END = /[。！？；.!?;\n]\s*$/;

/** The visible cut of a caption; `marked` is the phrase being spoken now, empty where none is. */
export interface CaptionCut { before: string; marked: string; after: string; cutStart: boolean; cutEnd: boolean }

/** Width of a text in half characters: a Chinese character is two, a Latin letter one. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return width;
}

function sentencesOf(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/.+?(?:[。！？；\n]+|[.!?;]+(?=\s|$)|$)\s*/gs)) spans.push({ start: match.index, end: match.index + match[0].length });
  return spans.length > 0 ? spans : [{ start: 0, end: text.length }];
}

/** Cuts a kiosk's or agent's line to at most `budget` half characters, keeping the sentence of `phrase` and what follows it. */
export function cutAroundPhrase(text: string, phrase: { start: number; end: number } | null, budget: number): CaptionCut {
  const start = Math.max(0, Math.min(text.length, phrase?.start ?? 0));
  const end = Math.max(start, Math.min(text.length, phrase?.end ?? start));
  let from = 0;
  let to = text.length;
  if (widthOf(text) > budget) {
    const spans = sentencesOf(text);
    let first = Math.max(0, spans.findIndex((span) => start < span.end));
    let last = first;
    const width = (a: number, b: number) => widthOf(text.slice(spans[a]?.start ?? 0, spans[b]?.end ?? text.length).trimEnd());
    while (last + 1 < spans.length && width(first, last + 1) <= budget) last += 1;
    while (first > 0 && width(first - 1, last) <= budget) first -= 1;
    from = spans[first]?.start ?? 0;
    to = spans[last]?.end ?? text.length;
    if (widthOf(text.slice(from, to).trimEnd()) > budget) [from, to] = cutInside(text, from, to, start, budget);
  }
  return {
    before: text.slice(from, Math.max(from, Math.min(start, to))), marked: text.slice(Math.max(from, Math.min(start, to)), Math.max(from, Math.min(end, to))), after: text.slice(Math.max(from, Math.min(end, to)), to).trimEnd(),
    cutStart: from > 0 && !SENTENCE_END.test(text.slice(0, from)), cutEnd: to < text.length && !SENTENCE_END.test(text.slice(0, to)),
  };
}

/** One sentence alone is too long: cut it at commas or spaces into pages and take the page that holds `start`. */
function cutInside(text: string, from: number, to: number, start: number, budget: number): [number, number] {
  let page = from;
  while (page < to) {
    let cut = page;
    let width = 0;
    let soft = -1;
    while (cut < to) {
      width += widthOf(text[cut] ?? '');
      if (width > budget) break;
      cut += 1;
      if (/[,、:，：\s]/.test(text[cut - 1] ?? '')) soft = cut;
    }
    if (cut < to && soft > page) cut = soft;
    if (start < cut || cut >= to) return [page, Math.max(cut, page + 1)];
    page = cut;
  }
  return [from, to];
}

/** The newest words of the visitor, at most `budget` half characters; `certain` counts the leading characters that will not change. */
export function cutToNewest(text: string, certain: number, budget: number): { sure: string; unsure: string; cutStart: boolean } {
  let from = 0;
  let width = widthOf(text);
  while (width > budget && from < text.length) {
    width -= widthOf(text[from] ?? '');
    from += 1;
  }
  if (from > 0) {
    const space = text.indexOf(' ', from);
    if (/[a-z]/i.test(text[from - 1] ?? '') && space > 0 && space - from < 16) from = space + 1;
  }
  const border = Math.max(from, Math.min(text.length, certain));
  return { sure: text.slice(from, border), unsure: text.slice(border), cutStart: from > 0 };
}
