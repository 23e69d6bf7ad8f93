// Documents: every text in them is redacted, and what stands under a name like "phone" is blanked whatever it looks like.
import { A_PERSON, kindByName } from './field-names.ts';
import { labelOf, redact, type RedactOptions } from './redact.ts';

export interface JsonOptions extends RedactOptions {
  /** How a text is redacted (default: `redact`). */
  readonly clean?: (text: string) => string;
  /** Fields that are identifiers of ours and stay as they are. */
  readonly keep?: ReadonlySet<string>;
  /** Names of fields tell what is in them: for slots, requests and responses. */
  readonly byName?: boolean;
}
const DEEPEST = 40;

/** A copy of a JSON value without what is personal; the same object where nothing was. Never throws. */
export function redactJson<T>(value: T, options: JsonOptions = {}): T {
  const clean = options.clean ?? ((text: string) => redact(text, options).text);
  function walk(part: unknown, name: string, depth: number): unknown {
    if (typeof part === 'string') {
      if (part === '' || options.keep?.has(name)) return part;
      if (options.byName) {
        const kind = kindByName(name);
        if (kind !== null && !(options.isPublic?.(part.replaceAll(/\D/g, '')) ?? false)) return labelOf(kind);
        if (/^(?:name|owner|who|visitor|person|caller|contact|guest|customer|client|applicant|客户|联系人|顾客)$/i.test(name) && A_PERSON.test(part)) return labelOf('name');
      }
      return clean(part);
    }
    if (typeof part === 'number') {
      if (options.byName && kindByName(name) !== null) return labelOf(kindByName(name) ?? 'number');
      return part >= 13_000_000_000 && part < 20_000_000_000 && Number.isInteger(part) ? labelOf('phone') : part;
    }
    if (typeof part !== 'object' || part === null) return part;
    if (depth > DEEPEST) return null;
    if (Array.isArray(part)) {
      const next = part.map((one) => walk(one, name, depth + 1));
      return next.some((one, at) => one !== part[at]) ? next : part;
    }
    let changed = false;
    const next: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(part)) {
      const safe = clean(key);
      next[safe] = walk(inner, key, depth + 1);
      changed ||= safe !== key || next[safe] !== inner;
    }
    return changed ? next : part;
  }
  return walk(value, '', 0) as T;
}
