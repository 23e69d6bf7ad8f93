// The import rules hold for the product, and each rule is shown to fail on a tree that breaks it.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, describe, expect, it } from 'vitest';
import { VIOLATIONS, vendorViolation } from './violations.ts';

const root = join(import.meta.dirname, '../..');
interface RuleSet { forbidden: { name: string; comment: string }[]; options: Record<string, unknown> }
const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as RuleSet;
const made: string[] = [];
afterAll(() => { for (const dir of made) rmSync(dir, { recursive: true, force: true }); });

function plant(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'foyer-house-'));
  made.push(dir);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

/** Names of the rules that a tree breaks. */
async function broken(baseDir: string, folders: string[]): Promise<{ rule: string; from: string; to: string }[]> {
  const { tsConfig: _unused, ...options } = config.options;
  const result = await cruise(folders, { ...options, baseDir, ruleSet: { forbidden: config.forbidden as never }, validate: true }, undefined, { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) });
  const output = result.output as ICruiseResult;
  return output.summary.violations.map((violation) => ({ rule: violation.rule.name, from: violation.from, to: violation.to }));
}

describe('the import rules', () => {
  it('hold for the whole product', { timeout: 120_000 }, async () => {
    expect(await broken(root, ['device', 'hub', 'kiosk-ui', 'flows', 'test', 'foyer.ts'])).toEqual([]);
  });

  it('have one planted violation each', () => {
    const covered = new Set([...Object.keys(VIOLATIONS), ...config.forbidden.map((rule) => rule.name).filter((name) => name.startsWith('one-adapter-names-'))]);
    expect(config.forbidden.map((rule) => rule.name).filter((name) => !covered.has(name))).toEqual([]);
  });

  for (const [rule, files] of Object.entries(VIOLATIONS)) {
    it(`can fail: ${rule}`, { timeout: 60_000 }, async () => {
      const dir = plant(files);
      const folders = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))].filter((name) => name !== 'node_modules');
      expect((await broken(dir, folders)).map((violation) => violation.rule)).toContain(rule);
    });
  }

  for (const { name, comment } of config.forbidden.filter((rule) => rule.name.startsWith('one-adapter-names-'))) {
    it(`can fail: ${name}`, { timeout: 60_000 }, async () => {
      const dir = plant(vendorViolation(comment.split(' ')[0] ?? ''));
      expect((await broken(dir, ['kiosk-ui'])).map((violation) => violation.rule)).toContain(name);
    });
  }
});
