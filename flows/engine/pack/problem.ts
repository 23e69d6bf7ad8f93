// What is wrong in a pack: the place, the fact and the mend, so that an author can fix it without reading our code.

/** `line` and `column` count from 1; `what` says what is wrong, `how` what would be right. */
export interface Problem { file: string; line: number; column: number; what: string; how: string }

/** `file:line:column what. how` on one line, as editors and terminals understand it. */
export function problemLine(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem.what} ${problem.how}`;
}

/** The nearest known name, if one is near enough to be a slip of the finger. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) { best = candidate; bestDistance = distance; }
  }
  return best;
}

/** The mend for an unknown name: the near one, else the list of what exists (at most eight). */
export function suggestion(name: string, known: Iterable<string>): string {
  const list = [...new Set(known)];
  const near = nearest(name, list);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (list.length === 0) return 'None is defined yet.';
  return `Known: ${list.slice(0, 8).join(', ')}${list.length > 8 ? ', ...' : ''}.`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
