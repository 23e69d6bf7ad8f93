// `foyer hub` as a person meets it at a terminal: each bad surrounding gives one sentence with the mend.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHub } from './hub-house.ts';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'foyer-start-')); });
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function foyerHub(args: string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, ['foyer.ts', 'hub', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk) => { text += String(chunk); });
  child.stderr.on('data', (chunk) => { text += String(chunk); });
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  return new Promise((resolve) => child.on('close', (code) => {
    clearTimeout(timer);
    resolve({ code, text });
  }));
}
async function takenPort(): Promise<{ port: number; close(): void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as { port: number }).port, close: () => server.close() };
}

describe('foyer hub', () => {
  it.each(['--port', '--mqtt-port'])('names the mend when %s is taken', async (flag) => {
    const taken = await takenPort();
    const { code, text } = await foyerHub(['--data', join(folder, 'd'), '--port', '0', '--mqtt-port', '0', flag, String(taken.port)]);
    taken.close();
    expect(code).toBe(1);
    expect(text).toContain(`port ${taken.port} is taken`);
    expect(text).toContain(flag);
  });

  it('names the mend when the data folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, text } = await foyerHub(['--data', join(folder, 'file/data'), '--port', '0', '--mqtt-port', '0']);
    expect(code).toBe(1);
    expect(text).toMatch(/The data folder cannot be written\. .*--data/);
  });

  it('refuses a second hub on the same data folder', async () => {
    const first = await startHub({ folder });
    const { code, text } = await foyerHub(['--data', folder, '--port', '0', '--mqtt-port', '0']);
    await first.hub.stop();
    expect(code).toBe(1);
    expect(text).toContain('Another hub is using this data folder.');
  });

  it('says that a damaged database is damaged', async () => {
    writeFileSync(join(folder, 'hub.sqlite'), 'this is not a database, it only looks like one from afar');
    const { code, text } = await foyerHub(['--data', folder, '--port', '0', '--mqtt-port', '0']);
    expect(code).toBe(1);
    expect(text).toContain('The hub\'s database is damaged.');
  });

  it.each([
    [['--broker', 'http://elsewhere'], 'is not the address of a broker'],
    [['--database', 'postgres://elsewhere'], 'is not the address of a database'],
    [['--port', 'many'], 'is not a port'],
    [['--pack', 'no-such-pack'], 'There is no pack'],
    [['--enrol', 'no-such-file.json'], 'cannot be read as JSON'],
    [['--oidc', 'no-such-file.json'], 'cannot be read as JSON'],
    [['--oidc', 'package.json'], 'Mend this field of the file'],
    [['--rescue', 'nobody-here'], 'There is nobody called nobody-here'],
  ])('answers %j with exit code 2 and the mend', async (args, expected) => {
    const { code, text } = await foyerHub(['--data', join(folder, 'd'), '--port', '0', '--mqtt-port', '0', ...args]);
    expect(code).toBe(2);
    expect(text).toContain(expected);
  });

  it('writes the first users where only their owner can read them', async () => {
    const staffFile = join(folder, 'staff.json');
    const taken = await takenPort(); // it gets as far as making the users, then ends by itself
    await foyerHub(['--data', join(folder, 'd'), '--port', '0', '--mqtt-port', String(taken.port), '--staff-file', staffFile]);
    taken.close();
    expect(statSync(staffFile).mode & 0o777).toBe(0o600);
    chmodSync(staffFile, 0o600);
  });
});
