// Which values make a flow's conditions true and false: read off the conditions, so that no branch is left to luck.
import { parseCondition } from '../flow/condition.ts';
import type { Condition, Operand } from '../flow/condition.ts';
import type { CompiledFlow, CompiledPack } from '../pack/compiled.ts';

/** The conditions of all branches, each comparison by itself. */
export function conditionsOf(flow: CompiledFlow): Condition[] {
  const parts = (c: Condition): Condition[] => (c.kind === 'and' || c.kind === 'or' ? c.of.flatMap(parts) : c.kind === 'not' ? parts(c.of) : [c]);
  return flow.steps.flatMap((step) => ('branch' in step ? step.branch : [])).flatMap(({ when }) => {
    const parsed = parseCondition(when);
    return parsed.ok ? parts(parsed.condition) : [];
  });
}

/** Values of one path that decide something: on each side of every comparison with it. Empty = nothing asks for it. */
export function valuesOf(conditions: readonly Condition[], path: readonly string[]): unknown[] {
  const found = new Map<string, unknown>();
  const add = (value: unknown): void => { found.set(JSON.stringify(value), value); };
  for (const condition of conditions) {
    if (condition.kind === 'true' && isPath(condition.of, path)) { add(true); add(false); }
    if (condition.kind !== 'compare') continue;
    const [own, other] = isPath(condition.left, path) ? [condition.left, condition.right] : isPath(condition.right, path) ? [condition.right, condition.left] : [undefined, undefined];
    if (own === undefined || !('literal' in other)) continue;
    const { literal } = other;
    if (typeof literal === 'number') for (const near of [literal - 1, literal, literal + 1]) add(near);
    else if (typeof literal === 'boolean') { add(true); add(false); }
    else add(literal);
  }
  return [...found.values()];
}

function isPath(operand: Operand, path: readonly string[]): boolean {
  return 'path' in operand && operand.path.join('.') === path.join('.');
}

/** Combinations of a reply's fields that are tried at most; beyond that the fields are varied one by one. */
const MANY = 150;

/** Replies of a connector: its sample rows, and its first row with every combination of the fields that decide something. */
export function repliesOf(pack: CompiledPack, connector: string, conditions: readonly Condition[]): Record<string, unknown>[] {
  const known = pack.connectors[connector];
  if (known === undefined) return [{}];
  const rows = known.sample.map((row): Record<string, unknown> => row.response);
  const [base = {}] = rows;
  const fields = known.response.flatMap((field) => {
    const values = [...valuesOf(conditions, ['result', field]), ...valuesOf(conditions, ['calls', connector, field])];
    const other = values.some((v) => typeof v === 'string') ? ['something-else'] : [];
    return values.length === 0 ? [] : [{ field, values: [...values, ...other] }];
  });
  const all = fields.reduce((n, { values }) => n * values.length, 1);
  const made = all <= MANY
    ? fields.reduce<Record<string, unknown>[]>((replies, { field, values }) => replies.flatMap((reply) => values.map((value) => ({ ...reply, [field]: value }))), [base])
    : fields.flatMap(({ field, values }) => values.flatMap((value) => rows.map((row) => ({ ...row, [field]: value }))));
  return [...new Map([...rows, ...made].map((reply) => [JSON.stringify(reply), reply])).values()];
}
