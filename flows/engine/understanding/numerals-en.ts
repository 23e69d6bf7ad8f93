// English numbers as people say them: "two hundred and fifty", "one three eight double zero", "twenty twenty six", "the twenty first".

const SMALL: Record<string, number> = {
  zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13,
  fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
};
const TENS: Record<string, number> = { twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 };
const ORDINALS: Record<string, number> = {
  first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10, eleventh: 11, twelfth: 12, thirteenth: 13,
  fourteenth: 14, fifteenth: 15, sixteenth: 16, seventeenth: 17, eighteenth: 18, nineteenth: 19, twentieth: 20, thirtieth: 30,
};
const REPEATS: Record<string, number> = { double: 2, triple: 3, treble: 3, quadruple: 4 };
const WORDS = Object.keys(SMALL);
const TENS_WORDS = Object.keys(TENS).filter((word) => word !== 'fourty');

/** A number found in a list of words: `end` is the index after its last word. */
export interface WordNumber { value: number; end: number }

function below100(words: readonly string[], at: number): WordNumber | null {
  const word = words[at];
  if (word === undefined) return null;
  const small = SMALL[word];
  if (small !== undefined) return { value: small, end: at + 1 };
  const tens = TENS[word];
  if (tens === undefined) return null;
  const one = SMALL[words[at + 1] ?? ''];
  return one !== undefined && one > 0 && one < 10 ? { value: tens + one, end: at + 2 } : { value: tens, end: at + 1 };
}

/** Reads a whole number that starts at `words[at]`: digits, "twenty one", "a hundred and five", "three thousand two hundred". */
export function readEnglishInteger(words: readonly string[], at: number): WordNumber | null {
  const first = words[at];
  if (first === undefined) return null;
  let total = 0;
  let section: number | null = null;
  let end = at;
  let scaled = false;
  while (end < words.length) {
    const word = words[end]!;
    const next = words[end + 1] ?? '';
    if (word === 'and' && scaled && (below100(words, end + 1) !== null || /^\d{1,2}$/.test(next))) {
      end++;
      continue;
    }
    if ((word === 'a' || word === 'an') && section === null && (next === 'hundred' || next === 'thousand' || next === 'million')) {
      section = 1;
      end++;
      continue;
    }
    if (word === 'hundred' && section !== null && section > 0 && section < 100) {
      section *= 100;
      scaled = true;
      end++;
      continue;
    }
    if ((word === 'thousand' || word === 'million') && section !== null) {
      total += section * (word === 'thousand' ? 1000 : 1_000_000);
      section = null;
      scaled = true;
      end++;
      continue;
    }
    const part = /^\d+$/.test(word) ? { value: Number(word), end: end + 1 } : below100(words, end);
    if (part === null) break;
    if (section !== null && !(section % 100 === 0 && section > 0 && part.value < 100)) break;
    section = (section ?? 0) + part.value;
    end = part.end;
  }
  if (end === at || (section === null && total === 0)) return null;
  if (first === 'a' || first === 'an') {
    if (!scaled) return null;
  }
  return { value: total + (section ?? 0), end };
}

/** Reads an ordinal: "third", "twenty first", "21st", "3rd". */
export function readEnglishOrdinal(words: readonly string[], at: number): WordNumber | null {
  const word = words[at] ?? '';
  const written = /^(\d{1,3})(st|nd|rd|th)$/.exec(word);
  if (written) return { value: Number(written[1]), end: at + 1 };
  const single = ORDINALS[word];
  if (single !== undefined) return { value: single, end: at + 1 };
  const tens = TENS[word];
  const one = ORDINALS[words[at + 1] ?? ''];
  return tens !== undefined && one !== undefined && one < 10 ? { value: tens + one, end: at + 2 } : null;
}

/** Reads digits said one by one or in groups: "one three eight double zero", "thirteen eight", "oh" = 0 after another digit. */
export function readEnglishDigits(words: readonly string[], at: number): { digits: string; end: number } | null {
  let digits = '';
  let end = at;
  while (end < words.length) {
    const word = words[end]!;
    const repeat = REPEATS[word];
    if (repeat !== undefined) {
      const repeated = words[end + 1] ?? '';
      const digit = /^\d$/.test(repeated) ? Number(repeated) : repeated === 'oh' || repeated === 'o' ? 0 : SMALL[repeated];
      if (digit === undefined || digit > 9) break;
      digits += String(digit).repeat(repeat);
      end += 2;
      continue;
    }
    if (/^\d+$/.test(word)) {
      digits += word;
      end++;
      continue;
    }
    if ((word === 'oh' || word === 'o' || word === 'nought') && (digits !== '' || SMALL[words[end + 1] ?? ''] !== undefined)) {
      digits += '0';
      end++;
      continue;
    }
    if (word === 'hundred' && /[1-9]$/.test(digits)) {
      digits += '00';
      end++;
      continue;
    }
    const part = below100(words, end);
    if (part === null) break;
    digits += String(part.value);
    end = part.end;
  }
  return digits === '' ? null : { digits, end };
}

/** How a whole number up to 999,999 is said. */
export function sayEnglishInteger(value: number): string {
  if (value < 20) return WORDS[value]!;
  if (value < 100) return TENS_WORDS[Math.floor(value / 10) - 2]! + (value % 10 ? ` ${WORDS[value % 10]}` : '');
  if (value < 1000) return `${WORDS[Math.floor(value / 100)]} hundred${value % 100 ? ` and ${sayEnglishInteger(value % 100)}` : ''}`;
  return `${sayEnglishInteger(Math.floor(value / 1000))} thousand${value % 1000 ? ` ${value % 1000 < 100 ? 'and ' : ''}${sayEnglishInteger(value % 1000)}` : ''}`;
}

/** Digits said one by one, doubles as "double five" when asked. */
export function sayEnglishDigits(digits: string, doubles = false): string {
  const said: string[] = [];
  for (let at = 0; at < digits.length; at++) {
    const word = WORDS[Number(digits[at])]!;
    if (doubles && digits[at + 1] === digits[at] && digits[at + 2] !== digits[at]) {
      said.push(`double ${word}`);
      at++;
    } else {
      said.push(word);
    }
  }
  return said.join(' ');
}

/** One written form for numbers in text to be matched: "twenty four hours" = "24 hours", "double five" = "55"; a lone "one" stays. */
export function canonicalEnglishNumbers(words: readonly string[]): string[] {
  const written: string[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at]!;
    const number = word === 'a' || word === 'an' || /^\d/.test(word) ? null : readEnglishInteger(words, at);
    const digits = number === null && REPEATS[word] === undefined ? null : readEnglishDigits(words, at);
    if (digits !== null && digits.digits.length > 1 && digits.end > (number?.end ?? 0)) {
      written.push(digits.digits);
      at = digits.end;
    } else if (number !== null && !(word === 'one' && number.end === at + 1)) {
      written.push(String(number.value));
      at = number.end;
    } else {
      written.push(word);
      at++;
    }
  }
  return written;
}
