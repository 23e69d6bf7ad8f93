// A light English stemmer: enough that "cards" meets "card" and "applying" meets "apply", never so much that two words become one.

const memory = new Map<string, string>();

/** Stem of a lower-case word; words of three letters or fewer, and words with digits, stay as they are. */
export function stem(word: string): string {
  let cut = memory.get(word);
  if (cut === undefined) {
    cut = cutSuffix(word);
    if (memory.size > 50_000) memory.clear();
    memory.set(word, cut);
  }
  return cut;
}

function cutSuffix(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  let cut = word;
  if (/(ss|us|is)$/.test(cut)) return cut;
  if (/ies$/.test(cut) && cut.length > 4) cut = `${cut.slice(0, -3)}y`;
  else if (/(sh|ch|x|ss)es$/.test(cut)) cut = cut.slice(0, -2);
  else if (/s$/.test(cut)) cut = cut.slice(0, -1);
  const doing = /^(.{3,})(ing|ed)$/.exec(cut);
  if (doing && /[aeiouy]/.test(doing[1]!)) {
    let base = doing[1]!;
    if (/([bdgmnprt])\1$/.test(base)) base = base.slice(0, -1);
    else if (doing[2] === 'ed' && /i$/.test(base)) base = `${base.slice(0, -1)}y`;
    cut = base;
  }
  return cut.length > 4 && cut.endsWith('e') ? cut.slice(0, -1) : cut;
}
