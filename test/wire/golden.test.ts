// What an earlier version sent still opens, and what this version sends can be read by the version before it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { TOPICS, type TopicName } from '../../flows/protocol/topics.ts';

interface Golden { name: string; form: string; message: Record<string, unknown> }
const FOLDER = join(import.meta.dirname, '../fixtures/wire');
const order = (version: string): number => version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
const versions = readdirSync(FOLDER).sort((a, b) => order(a) - order(b));
const read = <T>(version: string, file: string): T => JSON.parse(readFileSync(join(FOLDER, version, file), 'utf8')) as T;
const current = versions.at(-1) ?? '';
const program = (JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }).version;

/** What a reader of `version` says of a message: undefined, or the first thing it stumbles over. */
function refusalBy(version: string, name: string, message: unknown): string | undefined {
  const schema = read<Record<string, object>>(version, 'schemas.json')[name];
  if (!schema) return 'not known'; // a topic that the earlier version does not subscribe to or publish
  const check = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  return check(message) ? undefined : `${check.errors?.[0]?.instancePath ?? ''} ${check.errors?.[0]?.message ?? ''}`;
}

describe('golden messages', () => {
  it('exist for the version of this program and for one before it', () => {
    expect(versions.length).toBeGreaterThanOrEqual(2);
    expect(current).toBe(program);
    for (const version of versions) expect(existsSync(join(FOLDER, version, 'schemas.json'))).toBe(true);
  });

  for (const version of versions) {
    for (const { name, form, message } of read<Golden[]>(version, 'messages.json')) {
      it(`of ${version} still open, unknown fields kept: ${name} (${form})`, () => {
        const row = TOPICS[name as TopicName];
        expect(row, `${name} has left the table`).toBeDefined();
        const opened = row.schema.safeParse({ ...message, 'added-later': { deep: [1] } });
        expect(opened.error?.issues ?? []).toEqual([]);
        expect(opened.data).toMatchObject({ ...message, 'added-later': { deep: [1] } });
      });
    }
  }

  const before = versions.at(-2) ?? '';
  const known = new Set(Object.keys(read<Record<string, unknown>>(before, 'schemas.json')));
  for (const { name, form, message } of read<Golden[]>(current, 'messages.json')) {
    if (!known.has(name)) continue;
    it(`of ${current} can be read by ${before}: ${name} (${form})`, () => {
      expect(refusalBy(before, name, message)).toBeUndefined();
    });
  }

  it('are refused by an earlier schema when they break it', () => {
    const birth = read<Golden[]>(before, 'messages.json').find((one) => one.name === 'up/state')?.message ?? {};
    expect(refusalBy(before, 'up/state', birth)).toBeUndefined();
    expect(refusalBy(before, 'up/state', { ...birth, boot: 7 })).toContain('/boot');
    expect(refusalBy(before, 'up/state', { ...birth, v: 2 })).toContain('/v');
  });

  it('cover every topic of the table', () => {
    const covered = new Set(read<Golden[]>(current, 'messages.json').map((one) => one.name));
    expect(Object.keys(TOPICS).filter((name) => !covered.has(name))).toEqual([]);
  });
});
