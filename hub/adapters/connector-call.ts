// Reaches the outside world for a connector call: the connector's URL, or the sample rows of the pack where it has none.
import { parse } from 'yaml';
import { ConnectorsFile } from '../../flows/engine/pack/schema.ts';
import type { CallAnswer, Connect } from '../core/connector-calls.ts';

const MAX_REPLY_BYTES = 64 * 1024;

export const connectOverHttp: Connect = async ({ connectorsYaml, connector, request, idempotencyKey, timeoutMs }): Promise<CallAnswer> => {
  const refused: CallAnswer = { ok: false, response: {}, reason: 'refused' };
  let file: ConnectorsFile;
  try { file = ConnectorsFile.parse(parse(connectorsYaml)); } catch { return refused; }
  const row = file.connectors.find((one) => one.name === connector);
  if (!row) return refused;
  if (row.url === undefined) {
    const sample = row.sample.find((one) => Object.entries(one.match).every(([key, value]) => String(request[key]) === String(value)));
    return sample ? { ok: true, response: sample.response } : { ok: false, response: {}, reason: 'failed' };
  }
  try {
    const reply = await fetch(row.url, {
      method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      body: JSON.stringify(request), signal: AbortSignal.timeout(Math.min(timeoutMs, row.timeoutSeconds * 1000)), redirect: 'error',
    });
    const text = await reply.text();
    if (!reply.ok || text.length > MAX_REPLY_BYTES) return { ok: false, response: {}, reason: reply.status >= 400 && reply.status < 500 ? 'refused' : 'failed' };
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ok: true, response: body as Record<string, unknown> } : { ok: false, response: {}, reason: 'failed' };
  } catch (error) {
    const name = (error as { name?: string }).name;
    return { ok: false, response: {}, reason: name === 'TimeoutError' ? 'timeout' : error instanceof SyntaxError ? 'failed' : 'offline' };
  }
};
