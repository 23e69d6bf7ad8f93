// The kiosk and the hub as services of the machine: the unit files say what they must, lead to what is there, systemd itself
// accepts them where it is installed, and the kiosk's own start line does what a unit of type `notify` promises.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import koffi from 'koffi';
import { describe, expect, it } from 'vitest';
import { until } from '../hub/hub-house.ts';
import { smallPackFolder } from './small-pack.ts';

const ROOT = join(import.meta.dirname, '../..');
const UNITS = ['device/systemd/foyer-kiosk.service', 'hub/systemd/foyer-hub.service'];
type Unit = Map<string, string[]>;

function read(path: string): Unit {
  const unit: Unit = new Map();
  for (const line of readFileSync(join(ROOT, path), 'utf8').split('\n')) {
    const [, name, value] = /^([A-Z]\w*)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) unit.set(name, [...unit.get(name) ?? [], value ?? '']);
  }
  return unit;
}
/** The start line with the program at its place here. */
function startOf(unit: Unit, data: string, flags: string[]): string[] {
  return (unit.get('ExecStart')?.[0] ?? '').replaceAll('/opt/foyer', ROOT).split(' ').flatMap((word) => (/^\$FOYER_/.test(word) ? flags : /^\/var\/lib\//.test(word) ? [data] : [word]));
}

describe.each(UNITS)('%s', (path) => {
  const unit = read(path);

  it('starts again always, under a user of its own that may write its data and nothing else', () => {
    const name = path.split('/').at(-1)?.replace('.service', '') ?? '';
    expect(Object.fromEntries(['Restart', 'StartLimitIntervalSec', 'User', 'StateDirectory', 'ProtectSystem', 'ProtectHome', 'PrivateTmp', 'NoNewPrivileges', 'CapabilityBoundingSet', 'KillMode', 'UMask'].map((key) => [key, unit.get(key)?.join()]))).toEqual({
      Restart: 'always', StartLimitIntervalSec: '0', User: name, StateDirectory: name, ProtectSystem: 'strict', ProtectHome: 'yes', PrivateTmp: 'yes', NoNewPrivileges: 'yes', CapabilityBoundingSet: '', KillMode: 'mixed', UMask: '0077',
    });
    expect(unit.get('ExecStart')?.[0]).toContain(`--data /var/lib/${name} `);
    expect(unit.has('MemoryDenyWriteExecute')).toBe(false); // the engine makes code while it runs
  });

  it('names files that are there, and is accepted by systemd where that is installed', () => {
    for (const named of [...readFileSync(join(ROOT, path), 'utf8').matchAll(/\/opt\/foyer\/([\w./-]+)/g)].map(([, file]) => file ?? '')) expect(existsSync(join(ROOT, named)), named).toBe(true);
    const folder = mkdtempSync(join(tmpdir(), 'foyer-unit-'));
    const here = join(folder, path.split('/').at(-1) ?? '');
    writeFileSync(here, readFileSync(join(ROOT, path), 'utf8').replaceAll('/opt/foyer', ROOT));
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', here], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    if (verified.error) return console.warn('systemd is not installed here: the unit was only read by this test');
    expect(`${verified.stdout}${verified.stderr}`).toBe('');
  });
});

describe('the start line of the kiosk\'s unit', () => {
  const c = koffi.load(null);
  const call = (text: string) => c.func(text) as unknown as (...values: unknown[]) => number;
  const [socket, bind, recv, close] = [call('int socket(int, int, int)'), call('int bind(int, const void *, uint32_t)'), call('intptr_t recv(int, _Out_ void *, size_t, int)'), call('int close(int)')];

  it('says ready, then that it lives, then that it stops, and ends with 0', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-service-'));
    const pack = smallPackFolder();
    const path = join(folder, 'notify');
    const address = Buffer.alloc(2 + path.length + 1);
    address.writeUInt16LE(1, 0);
    address.write(path, 2);
    const fd = socket(1, 2, 0);
    expect(bind(fd, address, address.length)).toBe(0);
    const said: string[] = [];
    const hear = (): string[] => {
      for (;;) {
        const buffer = Buffer.alloc(200);
        const size = recv(fd, buffer, buffer.length, 0x40); // without waiting
        if (size < 0) return said;
        said.push(buffer.subarray(0, size).toString());
      }
    };
    const [program = '', ...words] = startOf(read(UNITS[0] ?? ''), join(folder, 'data'), ['--pack', pack, '--port', '0', '--mic', 'none', '--speaker', 'none', '--log-level', 'error']);
    const kiosk = spawn(program, words, { cwd: ROOT, env: { PATH: process.env['PATH'] ?? '', NOTIFY_SOCKET: path, WATCHDOG_USEC: '3000000' }, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => { kiosk.once('exit', resolve); });
    try {
      await until('ready', () => hear().includes('READY=1'), 20_000);
      await until('alive', () => hear().includes('WATCHDOG=1'), 10_000);
      kiosk.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(hear()[0]).toBe('READY=1');
      expect(hear().at(-1)).toBe('STOPPING=1');
    } finally {
      kiosk.kill('SIGKILL');
      close(fd);
      for (const one of [folder, pack]) rmSync(one, { recursive: true, force: true });
    }
  }, 40_000);
});
