// Reaches the outside world for a connector call: the connector's URL, the premises' appliances, or the sample rows of the pack where it
// has neither. An answer without the keys that flows read is no answer.
import { parse } from 'yaml';
import { answerFromSample, fillRequest, missingKeys } from '../../flows/engine/connector-answers.ts';
import { ConnectorsFile } from '../../flows/engine/pack/schema.ts';
import type { Appliances, CallAnswer, Connect } from '../core/connector-port.ts';

const MAX_REPLY_BYTES = 64 * 1024;
type Row = ConnectorsFile['connectors'][number];
type Reason = NonNullable<CallAnswer['reason']>;

/** Without `appliances` the mqtt connectors answer from their sample rows, as those without an address do. */
export function createConnect({ appliances }: { appliances: Appliances | null }): Connect {
  return async ({ connectorsYaml, connector, request, idempotencyKey, timeoutMs }) => {
    let file: ConnectorsFile;
    try { file = ConnectorsFile.parse(parse(connectorsYaml)); } catch (error) { return no('refused', `connectors.yaml of the kiosk's pack cannot be read (${String(error).slice(0, 200)}); publish a pack that passes "foyer pack check".`); }
    const row = file.connectors.find((one) => one.name === connector);
    if (!row) return no('refused', `The kiosk's pack has no connector "${connector}"; it has ${file.connectors.map((one) => one.name).join(', ') || 'none'}.`);
    const limit = Math.min(timeoutMs, row.timeoutSeconds * 1000);
    if (row.url !== undefined) return checked(row, await overHttp(row.url, request, idempotencyKey, limit));
    if (row.mqtt !== undefined && appliances !== null) return checked(row, await overMqtt(appliances, row, row.mqtt, request, limit));
    const sample = answerFromSample(row.sample, request);
    return sample ? { ok: true, response: sample } : no('failed', `No sample row of "${connector}" fits the request; add one without match: as the last.`);
  };
}

function no(reason: Reason, detail: string): CallAnswer {
  return { ok: false, response: {}, reason, detail };
}

function checked(row: Row, answer: CallAnswer): CallAnswer {
  const missing = answer.ok ? missingKeys(row, answer.response) : [];
  return missing.length === 0 ? answer : no('failed', `The answer of "${row.name}" lacks ${missing.map((key) => `"${key}"`).join(', ')}; it has ${Object.keys(answer.response).join(', ') || 'nothing'}. Mend the service, or response: in connectors.yaml.`);
}

async function overHttp(url: string, request: Record<string, unknown>, idempotencyKey: string, timeoutMs: number): Promise<CallAnswer> {
  try {
    const reply = await fetch(url, {
      method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      body: JSON.stringify(request), signal: AbortSignal.timeout(timeoutMs), redirect: 'error',
    });
    const text = await reply.text();
    if (reply.status >= 400 && reply.status < 500) return no('refused', `${url} refused the request (${reply.status}): ${text.slice(0, 200)}`);
    if (!reply.ok) return no('failed', `${url} failed (${reply.status}): ${text.slice(0, 200)}`);
    if (text.length > MAX_REPLY_BYTES) return no('failed', `${url} answered with ${text.length} characters; ${MAX_REPLY_BYTES} are the most.`);
    const body = parsed(text);
    return body === null ? no('failed', `${url} did not answer with a JSON object: ${text.slice(0, 80)}`) : { ok: true, response: body };
  } catch (error) {
    return (error as { name?: string }).name === 'TimeoutError' ? no('timeout', `${url} did not answer within ${timeoutMs} ms.`) : no('offline', `${url} cannot be reached (${String((error as { cause?: unknown }).cause ?? error)}).`);
  }
}

async function overMqtt(appliances: Appliances, row: Row, mqtt: NonNullable<Row['mqtt']>, request: Record<string, unknown>, timeoutMs: number): Promise<CallAnswer> {
  // A value with a slash or a wildcard would be another topic.
  const strange = Object.entries(request).find(([key, value]) => [mqtt.publish, mqtt.answer ?? ''].some((topic) => topic.includes(`{request.${key}}`)) && /[/+#\u0000]|^$/.test(String(value)));
  if (strange !== undefined) return no('refused', `"${String(strange[1]).slice(0, 40)}" cannot be a part of a topic (${strange[0]}).`);
  const answer = await appliances.ask({
    publish: fillRequest(mqtt.publish, request), answer: mqtt.answer === undefined ? undefined : fillRequest(mqtt.answer, request), payload: JSON.stringify(request), timeoutMs,
  });
  if (!answer.ok) return no(answer.reason, answer.detail);
  if (answer.payload === '') return { ok: true, response: {} };
  const body = parsed(answer.payload);
  if (body !== null) return { ok: true, response: body };
  // Simple appliances send a bare value: it is the one thing that was asked for.
  const [only, ...others] = row.response;
  return only !== undefined && others.length === 0 ? { ok: true, response: { [only]: bare(answer.payload) } } : no('failed', `The appliance did not answer with a JSON object: ${answer.payload.slice(0, 80)}`);
}

/** A JSON object; null for all else. */
function parsed(text: string): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body as Record<string, unknown> : null;
  } catch { return null; }
}

function bare(text: string): unknown {
  try { return JSON.parse(text); } catch { return text; }
}
