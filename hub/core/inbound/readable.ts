// Opens the bytes of a kiosk's message. Never throws: what cannot be read is a named outcome.
import type { z } from 'zod';

export type Readable<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: 'message-malformed' | 'version-unknown'; readonly what: string };

const MAX_DEPTH = 64;

/** Deepest nesting of brackets outside of strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (quoted) {
      if (char === 92) at += 1; // backslash: the next character is escaped
      else if (char === 34) quoted = false;
    } else if (char === 34) quoted = true;
    else if (char === 91 || char === 123) deepest = Math.max(deepest, depth += 1);
    else if (char === 93 || char === 125) depth -= 1;
  }
  return deepest;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes -> JSON object of major version 1. */
export function readJson(payload: Uint8Array): Readable<Record<string, unknown>> {
  let value: unknown;
  try {
    const text = utf8.decode(payload);
    // Whatever walks the value later does so by recursion.
    if (depthOf(text) > MAX_DEPTH) return { ok: false, code: 'message-malformed', what: `The payload is nested deeper than ${MAX_DEPTH} levels.` };
    value = JSON.parse(text);
  } catch {
    return { ok: false, code: 'message-malformed', what: 'The payload is not UTF-8 JSON.' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { ok: false, code: 'message-malformed', what: 'The payload is not a JSON object.' };
  const version = (value as { v?: unknown }).v;
  if (version !== 1) return { ok: false, code: 'version-unknown', what: `Protocol version ${JSON.stringify(version)} is not known here; this hub speaks version 1.`.slice(0, 200) };
  return { ok: true, value: value as Record<string, unknown> };
}

/** A JSON object -> a message of the topics table. */
export function readMessage<T>(value: unknown, schema: z.ZodType<T>): Readable<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  return { ok: false, code: 'message-malformed', what: `${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'not as agreed'}`.slice(0, 200) };
}
