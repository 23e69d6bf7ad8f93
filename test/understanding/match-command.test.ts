// `foyer match` measures the product's matcher on any labelled sentences, and names the line of a bad file.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureMatcher } from '../../flows/commands/match.ts';
import { readJsonLines } from '../../flows/files/json-lines.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { z } from 'zod';

const row = (text: string, label: string | null): { text: string; label: string | null } => ({ text, label });
const places = ['milk', 'bread', 'cheese', 'rice', 'soap', 'coffee'];
const train = places.flatMap((thing) => [row(`where is the ${thing}`, thing), row(`I am looking for ${thing}`, thing), row(`which aisle has ${thing}`, thing), row(`${thing} please`, thing)]);
const test = [...places.map((thing) => row(`can you show me the ${thing}`, thing)), row('what is the capital of france', null), row('sing me a song', null)];

describe('measuring', () => {
  it('reports every figure of the contract', () => {
    const report = measureMatcher({ train, test }, 'en');
    expect(Object.keys(report)).toEqual(['accuracy', 'top3', 'oos_recall', 'in_scope_with_rejection', 'auroc', 'train_ms', 'query_us_p50', 'query_us_p99', 'model_bytes']);
    expect(report.accuracy).toBe(1);
    expect(report.top3).toBe(1);
    expect(report.auroc).toBe(1);
    expect(report.model_bytes).toBeGreaterThan(0);
  });
  it('takes its thresholds from the dev sentences when there are any', () => {
    const dev = [...places.map((thing) => row(`is there ${thing} here`, thing)), row('who won the match', null), row('how old are you', null)];
    const report = measureMatcher({ train, test, dev }, 'en');
    expect(report.accuracy).toBe(1);
    expect(report.oos_recall).not.toBeNull();
  });
  it('says null, not zero, for what the test file cannot tell', () => {
    const report = measureMatcher({ train, test: test.filter(({ label }) => label !== null) }, 'en');
    expect([report.oos_recall, report.auroc]).toEqual([null, null]);
  });
});

describe('bad files', () => {
  const schema = z.object({ text: z.string(), label: z.string().nullable() });
  const written = (text: string): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'foyer-match-')), 'rows.jsonl');
    writeFileSync(file, text);
    return file;
  };
  it('reads lines with and without a byte order mark, blank lines skipped', () => {
    expect(readJsonLines(written('\uFEFF{"text":"a","label":"x"}\r\n\n{"text":"b","label":null}\n'), schema)).toEqual([row('a', 'x'), row('b', null)]);
  });
  it.each([['{"text":"a","label":"x"}\nnonsense\n', /:2$/], ['{"text":1,"label":"x"}\n', /:1$/], ['', /rows\.jsonl$/]])('names the place in %j', (text, where) => {
    const attempt = (): unknown => readJsonLines(written(text), schema);
    expect(attempt).toThrow(Fault);
    try {
      attempt();
    } catch (error) {
      expect((error as Fault).where).toMatch(where);
      expect((error as Fault).code).toBe('usage');
    }
  });
  it('names a file that is not there', () => {
    expect(() => readJsonLines(join(tmpdir(), 'foyer-no-such-file.jsonl'), schema)).toThrow(Fault);
  });
});
