// What `npm test` runs: every test file once, then one plain closing line that any reader of the output can count.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const report = join(import.meta.dirname, 'artifacts', 'report.json');
mkdirSync(join(import.meta.dirname, 'artifacts'), { recursive: true });
rmSync(report, { force: true });

interface Report { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; numFailedTestSuites: number; success: boolean }

/** Runs one vitest project group; its own exit code and counts both have to be right. */
function vitest(args: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../node_modules/vitest/vitest.mjs'), 'run', ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

let passed = 0;
let failed = 0;
// Vitest leaves one core to itself, which on a machine of two is half of it.
for (const [project, more] of [['quick', [`--maxWorkers=${Math.max(2, availableParallelism())}`]], ['house', ['--maxWorkers=2']], ['live', []]] as const) {
  rmSync(report, { force: true });
  const code = await vitest(['--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more, ...process.argv.slice(2)]);
  let counts: Report | undefined;
  try { counts = JSON.parse(readFileSync(report, 'utf8')) as Report; } catch { counts = undefined; }
  passed += counts?.numPassedTests ?? 0;
  const skipped = (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0);
  if (skipped > 0) console.log(`${skipped} tests of the group "${project}" did not run; that counts as failed here.`);
  const bad = (counts?.numFailedTests ?? 0) + skipped;
  // A file that could not even be loaded has no failed test of its own; an empty or missing report is a failure too.
  failed += bad > 0 ? bad : code === 0 && counts !== undefined ? 0 : 1;
}
if (passed === 0) failed = Math.max(failed, 1);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
