// No code that nobody uses: every exported value is imported somewhere, or entered by its name (commands, pages, configs).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzeTsConfig } from 'ts-unused-exports';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Entered by name: the front door's commands, lazily loaded pages, the tools' configurations. */
const ENTERED = [/\/commands\/[^:]+: register[A-Z]/, /\/console\/.*-page\.ts: /, /config\.ts: default$/];

function unused(tsconfig: string): string[] {
  const { unusedExports } = analyzeTsConfig(tsconfig, ['--allowUnusedTypes']) as unknown as { unusedExports: Record<string, { exportName: string }[]> };
  return Object.entries(unusedExports).flatMap(([path, names]) => names.map(({ exportName }) => `${path.replace(`${root}/`, '')}: ${exportName}`))
    .filter((line) => !ENTERED.some((entered) => entered.test(line)));
}

it('exports nothing that nobody imports', { timeout: 60_000 }, () => { expect(unused(join(root, 'tsconfig.json'))).toEqual([]); });

it('would find such an export', { timeout: 60_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'foyer-unused-'));
  writeFileSync(join(dir, 'one.ts'), 'export const wanted = 1;\nexport const unwanted = 2;\n');
  writeFileSync(join(dir, 'two.ts'), 'import { wanted } from "./one.ts";\nconsole.log(wanted);\n');
  writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions: { allowImportingTsExtensions: true, noEmit: true }, include: ['*.ts'] }));
  expect(unused(join(dir, 'tsconfig.json')).map((line) => line.split(': ')[1])).toEqual(['unwanted']);
  rmSync(dir, { recursive: true });
});
