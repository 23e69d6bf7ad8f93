// What a connector answers: sample rows with what was asked filled in, and whether an answer from outside has the form flows rely on.
import type { ConnectorsFile } from './pack/schema.ts';

type Connector = ConnectorsFile['connectors'][number];
type Row = Pick<Connector, 'sample'>['sample'][number];
export type Answer = Record<string, string | number | boolean>;

/** `{request.x}` filled in from the request; what was not asked is left empty. */
export function fillRequest(text: string, request: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{request\.([\w-]+)\}/g, (_, key: string) => { const value = request[key]; return value === undefined || value === null ? '' : String(value); });
}

/** The response of the first row whose `match` fits the request; null where nothing does. */
export function answerFromSample(rows: readonly Row[], request: Readonly<Record<string, unknown>>): Answer | null {
  const row = rows.find(({ match }) => Object.entries(match).every(([key, value]) => String(request[key]) === String(value)));
  return row === undefined ? null : Object.fromEntries(Object.entries(row.response).map(([key, value]) => [key, typeof value === 'string' ? fillRequest(value, request) : value]));
}

/** Names of the keys that an answer lacks. */
export function missingKeys(connector: Pick<Connector, 'response'>, answer: Readonly<Record<string, unknown>>): string[] {
  return connector.response.filter((key) => answer[key] === undefined || answer[key] === null);
}
