// Walks a Zod schema beside the data it describes: which keys are known at a place, and where every text of a file stands.
import type { z } from 'zod';
import { Phrases, Text } from './schema.ts';

interface Def { type: string; innerType?: z.ZodType; element?: z.ZodType; shape?: Record<string, z.ZodType>; valueType?: z.ZodType; options?: z.ZodType[] }

function defOf(schema: z.ZodType): Def {
  return (schema as unknown as { def: Def }).def;
}

/** Takes optional, default and prefault wrappers off. */
function bare(schema: z.ZodType): z.ZodType {
  let inner = schema;
  for (let next = defOf(inner).innerType; next !== undefined; next = defOf(inner).innerType) inner = next;
  return inner;
}

/** The schema of the value at `path`; unions are resolved by the data found there. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[], data: unknown): z.ZodType | undefined {
  let here: z.ZodType | undefined = schema;
  let value = data;
  for (const part of path) {
    if (here === undefined) return undefined;
    here = child(here, part, value);
    value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  }
  return here === undefined ? undefined : branch(bare(here), value);
}

function child(schema: z.ZodType, part: PropertyKey, data: unknown): z.ZodType | undefined {
  const def = defOf(branch(bare(schema), data));
  if (def.type === 'array') return def.element;
  if (def.type === 'record') return def.valueType;
  return typeof part === 'string' ? def.shape?.[part] : undefined;
}

/** Of a union: the first branch that accepts the data, else the object branch that shares most keys with it. */
function branch(schema: z.ZodType, data: unknown): z.ZodType {
  const options = defOf(schema).options;
  if (options === undefined) return schema;
  const fitting = options.find((option) => option.safeParse(data).success);
  if (fitting !== undefined) return branch(bare(fitting), data);
  const keys = typeof data === 'object' && data !== null ? Object.keys(data) : [];
  const shared = (option: z.ZodType): number => keys.filter((key) => key in (defOf(bare(option)).shape ?? {})).length;
  return bare([...options].sort((a, b) => shared(b) - shared(a))[0] ?? schema);
}

/** The alternatives of a union at `path`, in order. Empty where there is no union. */
export function alternativesAt(schema: z.ZodType, path: readonly PropertyKey[], data: unknown): z.ZodType[] {
  const parent = schemaAt(schema, path.slice(0, -1), data);
  const last = path.at(-1);
  const here = parent === undefined || last === undefined ? undefined : child(parent, last, data);
  return (here === undefined ? undefined : defOf(bare(here)).options) ?? [];
}

export function knownKeys(schema: z.ZodType | undefined): string[] {
  return schema === undefined ? [] : Object.keys(defOf(bare(schema)).shape ?? {});
}

export interface FoundText { kind: 'text' | 'phrases'; path: PropertyKey[]; value: { zh?: string | string[]; en?: string | string[] } }

/** Every Text and Phrases value of a file with its place. `data` must have passed the schema. */
export function findTexts(schema: z.ZodType, data: unknown, path: PropertyKey[] = []): FoundText[] {
  if (data === undefined || data === null || typeof data !== 'object') return [];
  const here = branch(bare(schema), data);
  if (here === Text || here === Phrases) return [{ kind: here === Text ? 'text' : 'phrases', path, value: data as FoundText['value'] }];
  const def = defOf(here);
  if (def.type === 'array' && Array.isArray(data)) {
    const element = def.element;
    return element === undefined ? [] : data.flatMap((item: unknown, i) => findTexts(element, item, [...path, i]));
  }
  return Object.entries(data).flatMap(([key, value]) => {
    const schemaOfKey = def.type === 'record' ? def.valueType : def.shape?.[key];
    return schemaOfKey === undefined ? [] : findTexts(schemaOfKey, value, [...path, key]);
  });
}
