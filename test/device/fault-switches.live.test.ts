// What breaks a kiosk on purpose does nothing to a kiosk that serves people, and that it is set is said once.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { smallPack, smallPackFolder } from './small-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-switches-'));
const pack = smallPackFolder({ ...smallPack(), 'pack.yaml': `${smallPack()['pack.yaml'] ?? ''}# planted-fault: crash-on-load\n` });
afterAll(() => { for (const one of [folder, pack]) rmSync(one, { recursive: true, force: true }); });

/** Starts a kiosk with this environment until it is ready or has ended. */
async function start(name: string, env: Record<string, string>): Promise<{ ready: boolean; log: string }> {
  const child = spawn(process.execPath, ['foyer.ts', 'device', '--data', join(folder, name), '--pack', pack, '--port', '0', '--mic', 'none', '--speaker', 'none'], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let log = '';
  child.stderr?.on('data', (chunk) => { log += String(chunk); });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  const ready = await Promise.race([new Promise<boolean>((resolve) => { child.on('message', () => resolve(true)); }), ended.then(() => false)]);
  child.kill('SIGTERM');
  await ended;
  return { ready, log };
}

describe('switches of the fault campaigns', () => {
  it('are ignored by a kiosk without the rig, which says once which ones are set', async () => {
    const { ready, log } = await start('production', { FOYER_FAULT_CONTENT: '1', FOYER_FAULT_CRASH_AT: 'activation:begun' });
    expect(ready, log).toBe(true);
    expect(log.match(/FOYER_FAULT_CONTENT, FOYER_FAULT_CRASH_AT/g)).toHaveLength(1);
  });

  it('are heeded with it', async () => {
    const { ready, log } = await start('rig', { FOYER_FAULT_RIG: '1', FOYER_FAULT_CONTENT: '1' });
    expect([ready, log]).toEqual([false, expect.stringContaining('pack-invalid')]);
    expect(log).not.toContain('ignored');
  });
});
