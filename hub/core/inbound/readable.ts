// Opens the bytes of a kiosk's message. Never throws: what cannot be read is a named outcome.
import type { z } from 'zod';

export type Readable<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: 'message-malformed' | 'version-unknown'; readonly what: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes -> JSON object of major version 1. */
export function readJson(payload: Uint8Array): Readable<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(payload));
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
