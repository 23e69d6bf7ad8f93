// Cuts a text into the clauses that are spoken, and shown, one after the other. Nothing is lost: the clauses put
// together are the text, so captions can mark characters exactly.

/** [start, end) of the text; `pause` in ms follows it when it is spoken. */
export interface Clause { start: number; end: number; text: string; pause: number }

const SENTENCE_MS = 260;
const COMMA_MS = 120;
/** Marks that end a clause; a dot, comma or colon between figures or letters does not. */
const BOUNDARY = /[\u3002\uff01\uff1f\uff1b!?;\u2026\n]+["'\u201d\u2019\u300d\u300f\uff09)]*\s*|[\uff0c\u3001\uff1a]+\s*|(?:[.,:](?=\s|$)|[,:](?=\p{Script=Han}))["')]*\s*/gu;
const ABBREVIATION = /(?:^|\s)(?:Mr|Mrs|Ms|Dr|St|No|vs|etc|e\.g|i\.e|a\.m|p\.m)\.$/i;
const SHORTEST = 4; // characters: "好," is spoken with what follows

/** Clauses of a text in any of the languages; a text without words gives none. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  const add = (end: number, pause: number): void => {
    const part = text.slice(start, end);
    const last = clauses.at(-1);
    if (!/[\p{L}\p{N}]/u.test(part)) {
      // marks or blanks alone belong to the clause before them
      if (last) Object.assign(last, { end, text: text.slice(last.start, end), pause: Math.max(last.pause, pause) });
      if (last) start = end;
      return;
    }
    clauses.push({ start, end, text: part, pause });
    start = end;
  };
  for (const match of text.matchAll(BOUNDARY)) {
    const end = match.index + match[0].length;
    const upTo = text.slice(start, end).trimEnd();
    const sentence = /[\u3002\uff01\uff1f!?\u2026\n]/.test(match[0]) || match[0].trimStart().startsWith('.');
    if (ABBREVIATION.test(upTo)) continue;
    if (!sentence && upTo.replace(/[^\p{L}\p{N}]/gu, '').length < SHORTEST) continue;
    add(end, sentence ? SENTENCE_MS : COMMA_MS);
  }
  if (start < text.length) add(text.length, 0);
  return clauses;
}

/** Runs of one script: Latin words inside Chinese are spoken by the other voice. Marks and figures stay with what they follow. */
export function scriptRuns(text: string): { chinese: boolean; text: string }[] {
  const runs: { chinese: boolean; text: string }[] = [];
  for (const piece of text.match(/[\p{Script=Han}]+|[\p{Script=Latin}][\p{Script=Latin}'’.-]*|[^\p{Script=Han}\p{Script=Latin}]+/gu) ?? []) {
    const han = /\p{Script=Han}/u.test(piece);
    const latin = /\p{Script=Latin}/u.test(piece);
    const last = runs.at(-1);
    if (!last || ((han || latin) && last.chinese !== han && /[\p{L}\p{N}]/u.test(last.text))) runs.push({ chinese: han, text: piece });
    else {
      if (han || latin) last.chinese = han;
      last.text += piece;
    }
  }
  return runs;
}
