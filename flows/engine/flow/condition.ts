// The little language of `when`: paths (`slots.x`, `result.y`, `calls.name.y`), literals, == != > >= < <=, and, or, not.

export type Condition =
  | { kind: 'and' | 'or'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  | { kind: 'compare'; left: Operand; operator: '==' | '!=' | '>' | '>=' | '<' | '<='; right: Operand }
  | { kind: 'true'; of: Operand };
export type Operand = { path: string[] } | { literal: string | number | boolean };

export interface Facts { slots: Record<string, unknown>; result: Record<string, unknown>; calls: Record<string, Record<string, unknown>> }

export type ConditionResult = { ok: true; condition: Condition; paths: string[][] } | { ok: false; what: string };

const TOKEN = /\s*(?:(==|!=|>=|<=|>|<|\(|\))|"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.-]*))/y;

export function parseCondition(text: string): ConditionResult {
  const tokens: { kind: 'sign' | 'text' | 'number' | 'word'; value: string }[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const from = TOKEN.lastIndex;
    const m = TOKEN.exec(text);
    if (m === null) return { ok: false, what: `cannot read "${text.slice(from).trim()}"` };
    if (m[1] !== undefined) tokens.push({ kind: 'sign', value: m[1] });
    else if (m[2] !== undefined || m[3] !== undefined) tokens.push({ kind: 'text', value: m[2] ?? m[3] ?? '' });
    else if (m[4] !== undefined) tokens.push({ kind: 'number', value: m[4] });
    else tokens.push({ kind: 'word', value: m[5] ?? '' });
  }
  let next = 0;
  const paths: string[][] = [];
  const isWord = (word: string): boolean => tokens[next]?.kind === 'word' && tokens[next]?.value === word;
  const isSign = (sign: string): boolean => tokens[next]?.kind === 'sign' && tokens[next]?.value === sign;

  function either(): Condition {
    const of = [both()];
    while (isWord('or')) { next++; of.push(both()); }
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'or', of };
  }
  function both(): Condition {
    const of = [single()];
    while (isWord('and')) { next++; of.push(single()); }
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'and', of };
  }
  function single(): Condition {
    if (isWord('not')) { next++; return { kind: 'not', of: single() }; }
    if (isSign('(')) {
      next++;
      const inner = either();
      if (!isSign(')')) throw new SyntaxError('a ")" is missing');
      next++;
      return inner;
    }
    const left = operand();
    const sign = tokens[next];
    if (sign?.kind === 'sign' && sign.value !== ')' && sign.value !== '(') {
      next++;
      return { kind: 'compare', left, operator: sign.value as '==', right: operand() };
    }
    return { kind: 'true', of: left };
  }
  function operand(): Operand {
    const token = tokens[next++];
    if (token === undefined) throw new SyntaxError('it ends too early');
    if (token.kind === 'text') return { literal: token.value };
    if (token.kind === 'number') return { literal: Number(token.value) };
    if (token.kind === 'sign') throw new SyntaxError(`"${token.value}" stands where a value is wanted`);
    if (token.value === 'true' || token.value === 'false') return { literal: token.value === 'true' };
    const path = token.value.split('.');
    if (!['slots', 'result', 'calls'].includes(path[0] ?? '') || path.length < 2) throw new SyntaxError(`"${token.value}" is neither slots.x, result.x, calls.name.x nor a text in quotation marks`);
    paths.push(path);
    return { path };
  }

  try {
    const condition = either();
    const left = tokens[next];
    if (left !== undefined) return { ok: false, what: `"${left.value}" is one too many` };
    return { ok: true, condition, paths };
  } catch (error) {
    return { ok: false, what: error instanceof SyntaxError ? error.message : 'it cannot be read' };
  }
}

/** Slots stand for their values. What is not there is undefined: equal to nothing, and false. */
export function holds(condition: Condition, facts: Facts): boolean {
  switch (condition.kind) {
    case 'and': return condition.of.every((c) => holds(c, facts));
    case 'or': return condition.of.some((c) => holds(c, facts));
    case 'not': return !holds(condition.of, facts);
    case 'true': { const value = valueOf(condition.of, facts); return value !== undefined && value !== null && value !== false && value !== '' && value !== 0; }
    case 'compare': return compare(valueOf(condition.left, facts), condition.operator, valueOf(condition.right, facts));
  }
}

function compare(a: unknown, operator: string, b: unknown): boolean {
  if (operator === '==') return a === b || (a !== undefined && b !== undefined && String(a) === String(b));
  if (operator === '!=') return !compare(a, '==', b);
  const [x, y] = [Number(a), Number(b)];
  if (a === undefined || a === null || Number.isNaN(x) || Number.isNaN(y)) return false;
  return operator === '>' ? x > y : operator === '>=' ? x >= y : operator === '<' ? x < y : x <= y;
}

function valueOf(operand: Operand, facts: Facts): unknown {
  if ('literal' in operand) return operand.literal;
  let value: unknown = facts;
  for (const part of operand.path) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  return value;
}
