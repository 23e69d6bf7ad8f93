// A kiosk begins with memory settings that only hold from the very start of a process.
import { fork, spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const MODULE = new URL('../../device/commands/sparing-memory.ts', import.meta.url).href;
const PROGRAM = `import { spareMemory } from '${MODULE}'; import { readFileSync } from 'node:fs'; spareMemory();
console.log(JSON.stringify({ pid: process.pid, args: process.argv.slice(1), flags: process.execArgv.length, began: readFileSync('/proc/self/environ', 'utf8').split('\\0').filter((one) => one.startsWith('MALLOC')).sort(), now: Object.keys(process.env).filter((name) => /^MALLOC|SPARES/.test(name)) }));`;
const ARGS = ['--input-type=module-typescript', '--eval', PROGRAM, 'one', '--two'];

function run(env: Record<string, string>): Promise<{ pid: number | undefined; told: Record<string, unknown> }> {
  const child = spawn(process.execPath, ARGS, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve({ pid: child.pid, told: JSON.parse(text) as Record<string, unknown> }));
  });
}

describe.runIf(process.platform === 'linux')('a process that spares memory', () => {
  it('begins again under its own number with the settings, which its children do not get', async () => {
    const { pid, told } = await run({});
    expect(told).toMatchObject({ pid, args: ['one', '--two'], began: ['MALLOC_ARENA_MAX=2', 'MALLOC_MMAP_THRESHOLD_=131072', 'MALLOC_TRIM_THRESHOLD_=131072'], now: [] });
  });

  it('leaves what an operator has set alone', async () => {
    expect((await run({ MALLOC_ARENA_MAX: '9' })).told).toMatchObject({ began: ['MALLOC_ARENA_MAX=9'], now: ['MALLOC_ARENA_MAX'] });
  });

  it('does not begin again where it would lose the line to its parent', async () => {
    const child = fork(new URL('../../device/commands/sparing-memory.ts', import.meta.url), { execArgv: ['--import', `data:text/javascript,${encodeURIComponent(`import { spareMemory } from '${MODULE}'; spareMemory(); process.send({ began: process.env.FOYER_SPARES_MEMORY ?? 'once' });`)}`], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const told = await new Promise<unknown>((resolve) => { child.on('message', resolve); });
    expect(told).toEqual({ began: 'once' });
    child.kill();
  });
});
