// The manners of the house, on every file that would be handed in, and on planted breaches that prove each check can fail.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { breaches, medianLines, type SourceFile } from './manners.ts';
import { FAULTS } from '../../flows/protocol/faults.ts';

const root = join(import.meta.dirname, '../..');
const SKIP = /(^|\/)(node_modules|dist|artifacts|fixtures|\.git|\.foyer|coverage)(\/|$)/;

/** Text files of the tree; read from the folder, so that it also works in a copy without git. */
function sources(): SourceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !SKIP.test(path) && /\.(ts|mjs|cjs|py|css|md|json|yaml|html|sh)$/.test(path) && path !== 'package-lock.json')
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

describe('the manners of the house', () => {
  it('hold in every file', () => { expect(breaches(sources())).toEqual([]); });

  it('keep the median file under 150 lines', () => {
    expect(medianLines(sources())).toBeGreaterThan(10);
    expect(medianLines(sources())).toBeLessThan(150);
  });

  const PLANTED: [string, SourceFile][] = [
    ['at-most-400-lines', { path: 'device/core/long.ts', text: `// why\n${'x;\n'.repeat(400)}` }],
    ['a-name-that-says-something', { path: 'device/core/utils.ts', text: '// why\n' }],
    ['kebab-case', { path: 'device/core/BigThing.ts', text: '// why\n' }],
    ['opens-with-why', { path: 'device/core/thing.ts', text: 'export {};\n' }],
    ['no-marks', { path: 'device/core/thing.ts', text: `// why\n// ${'TO' + 'DO'} later\n` }],
    ['no-machine-path', { path: 'README.md', text: `see /${'work'}/main\n` }],
  ];
  for (const [rule, file] of PLANTED) it(`can fail: ${rule}`, () => { expect(breaches([file]).map((breach) => breach.rule)).toContain(rule); });
});

describe('the type checker and the linter', () => {
  const run = (...args: string[]): string => {
    try {
      execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
      return '';
    } catch (error) {
      return String((error as { stdout?: string }).stdout ?? error);
    }
  };
  it('find nothing in the product (types)', { timeout: 180_000 }, () => { expect(run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit')).toBe(''); });
  it('find nothing in the product (lint)', { timeout: 180_000 }, () => { expect(run('node_modules/eslint/bin/eslint.js', '.')).toBe(''); });
});

describe('the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const chinese = readFileSync(join(root, 'README.zh-CN.md'), 'utf8');

  it('names only paths that exist', () => {
    for (const text of [readme, chinese]) {
      const paths = [...text.matchAll(/`((?:device|hub|kiosk-ui|flows|test)\/[A-Za-z0-9_./-]+)`/g)].map((match) => match[1] ?? '').filter((path) => !/[*<{]|\/my-/.test(path));
      expect(paths.length).toBeGreaterThan(10);
      expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    }
  });

  it('lists every fault code, and no other', () => {
    const listed = [...readme.matchAll(/^\| `([a-z-]+)` \|.*\|.*\|$/gm)].map((match) => match[1] ?? '').filter((code) => readme.includes(`| \`${code}\` |`));
    const table = readme.slice(readme.indexOf('<!-- faults -->'), readme.indexOf('<!-- /faults -->'));
    const codes = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1] ?? '');
    expect(listed.length).toBeGreaterThan(0);
    expect(codes.toSorted()).toEqual(Object.keys(FAULTS).toSorted());
  });

  it('has a Chinese mirror with the same commands and the same pictures', () => {
    const commands = (text: string): string[] => [...text.matchAll(/```(?:sh|bash)\n([\s\S]*?)```/g)].flatMap((match) => (match[1] ?? '').split('\n')).map((line) => line.replace(/#.*$/, '').trim()).filter(Boolean);
    expect(commands(chinese)).toEqual(commands(readme));
    const pictures = (text: string): string[] => [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(pictures(chinese)).toEqual(pictures(readme));
    expect(pictures(readme).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
