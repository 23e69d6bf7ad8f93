// The published interfaces are what the program does: made anew they are the same, and they keep to their standards.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../flows/protocol/topics.ts';
import { interfaceDocuments } from './interface-documents.ts';

const made = await interfaceDocuments();
const checkedIn = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
const asyncDocument = JSON.parse(made['flows/protocol/asyncapi.json'] ?? '{}') as { channels: Record<string, { address: string }>; operations: Record<string, { action: string; bindings: { mqtt: { qos: number; retain: boolean } } }> };

/** What a standard's own schema says of the document; undefined when it is valid. */
function asyncProblem(document: unknown): string | undefined {
  const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'), 'utf8')) as object;
  const check = new Ajv({ strict: false, validateFormats: false, allErrors: false, logger: false }).compile(schema);
  return check(document) ? undefined : JSON.stringify(check.errors?.slice(0, 2));
}

describe('the published interfaces', () => {
  for (const [file, text] of Object.entries(made)) {
    it(`${file} is what \`npm run docs\` makes`, () => {
      expect(checkedIn(file)).toBe(text);
    });
  }

  it('keep to AsyncAPI 3, and a document that does not is seen', () => {
    expect(asyncProblem(asyncDocument)).toBeUndefined();
    expect(asyncProblem({ ...asyncDocument, operations: { wrong: { action: 'shout' } } })).toContain('operations');
  });

  it('keep to OpenAPI 3.1, and a document that does not is seen', async () => {
    const document = JSON.parse(made['hub/openapi.json'] ?? '{}') as Record<string, unknown>;
    expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
    expect(await new Validator().validate({ ...document, paths: { 'no-slash': {} } })).toMatchObject({ valid: false });
  });

  it('name every topic with its direction, quality of service and retain flag', () => {
    expect(Object.keys(asyncDocument.channels)).toHaveLength(Object.keys(TOPICS).length);
    const operations = Object.values(asyncDocument.operations);
    expect(operations.filter((one) => one.action === 'send')).toHaveLength(Object.values(TOPICS).filter((row) => row.direction === 'up').length);
    expect(operations.filter((one) => one.bindings.mqtt.retain)).toHaveLength(Object.values(TOPICS).filter((row) => row.retain).length);
  });

  it('say of every route what it is for', () => {
    const { paths } = JSON.parse(made['hub/openapi.json'] ?? '{}') as { paths: Record<string, Record<string, { summary: string; operationId: string }>> };
    const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })));
    expect(operations.filter((one) => one.summary === '').map((one) => one.name)).toEqual([]);
    expect(new Set(operations.map((one) => one.operationId)).size).toBe(operations.length);
  });
});
