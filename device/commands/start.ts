// `foyer start`: hub, one kiosk and its screen on this machine with sample content, each a process of its own; with
// --visit one spoken visit is made and the exit code says whether it was answered.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import { packFolder, readBundle } from '../../flows/files/read-pack.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { portOf } from './device-flags.ts';
import { keepCompiledCode } from './compiled-code.ts';
import { SPARING } from './sparing-memory.ts';
import { readable } from './visit-lines.ts';
import { superviseChild, type SupervisedChild } from './supervised-child.ts';

interface StartFlags { pack: string; port: string; open: boolean; data: string; visit?: boolean; mic?: string; speaker?: string; json?: boolean }

const PROGRAM = fileURLToPath(new URL('../../foyer.ts', import.meta.url));
const KIOSK = { tenant: 'demo', site: 'hall', kiosk: 'kiosk-1' };
const HUB_CHATTER = /^(console|kiosks|staff)\s/;

export function registerStart(program: Command): void {
  program.command('start').description('hub + one kiosk + its screen, with sample content')
    .option('--pack <pack>', 'content: name of a sample pack or a folder', 'government-hall')
    .option('--port <n>', 'port of the customer screen; the hub takes the next two', '7070')
    .option('--no-open', 'do not open the screen in a browser')
    .option('--data <dir>', 'folder for everything', '.foyer')
    .option('--mic <device>', 'microphone: default, none, or a device of the sound system')
    .option('--speaker <device>', 'loudspeaker: default, none, or a device of the sound system')
    .option('--visit', 'make one spoken visit, then stop')
    .option('--json', 'with --visit: JSON lines on stdout')
    .action(async (flags: StartFlags) => { process.exit(await start(flags)); });
}

async function start(flags: StartFlags): Promise<number> {
  keepCompiledCode(); // for the children
  const port = portOf(flags.port, '--port');
  const files = prepareFolder(flags.data);
  const say = (line: string): void => { if (!HUB_CHATTER.test(line)) process.stderr.write(`${plain(line)}\n`); };
  let http = port === 0 ? 0 : port + 1;
  let mqtt = port === 0 ? 0 : port + 2;
  const hub = superviseChild({
    name: 'hub', program: PROGRAM, restart: true, said: say,
    args: () => ['hub', '--data', files.hub, '--port', String(http), '--mqtt-port', String(mqtt), '--pack', flags.pack, '--enrol', files.enrol, '--staff-file', files.staff],
  });
  const asked = flags.visit ? writeVisitor(files.visitor, flags.pack) : null;
  let visitEnded: (code: number) => void = () => undefined;
  const visitCode = new Promise<number>((resolve) => { visitEnded = resolve; });
  let screenPort = port;
  const kiosk = superviseChild({
    name: 'device', program: PROGRAM, env: SPARING, restart: asked === null, said: (line) => { if (!line.startsWith('screen ')) say(line); },
    printed: (line) => showVisitLine(line, flags.json ?? false),
    ended: (code) => { if (asked !== null) visitEnded(code); },
    args: () => ['device', '--hub', `http://127.0.0.1:${http}`, '--hub-mqtt', `mqtt://127.0.0.1:${mqtt}`, '--credential', files.credential, '--pack', flags.pack,
      '--port', String(screenPort), '--data', files.kiosk, '--log-level', 'warn',
      ...(flags.mic === undefined ? [] : ['--mic', flags.mic]), ...(flags.speaker === undefined ? [] : ['--speaker', flags.speaker]),
      ...(asked === null ? [] : ['--visitor', asked])],
  });
  const stopped = new Promise<'signal'>((resolve) => { for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('signal')); });
  try {
    const hubReady = await hub.start();
    http = Number(hubReady['http']);
    mqtt = Number(hubReady['mqtt']);
    const kioskReady = await kiosk.start();
    const screen = String(kioskReady['screen']) || `http://127.0.0.1:${port}/`;
    if (port === 0 && kioskReady['screen']) screenPort = Number(new URL(screen).port);
    if (asked !== null) {
      const code = await Promise.race([visitCode, stopped.then(() => 1)]);
      process.stderr.write(code === 0 ? 'The visit was answered. / 访客得到了回答。\n' : 'The visit was NOT answered. / 访客没有得到回答。\n');
      return code;
    }
    announce({ screen, console: `http://127.0.0.1:${http}/`, broker: `mqtt://127.0.0.1:${mqtt}`, staff: files.staff });
    if (flags.open) openBrowser(screen, files.browser);
    await stopped;
    return 0;
  } finally {
    await stopInOrder([kiosk, hub]);
  }
}

async function stopInOrder(children: SupervisedChild[]): Promise<void> {
  for (const child of children) await child.stop();
}

/** Makes the folder, a credential for the kiosk and the list that admits it to the hub, readable by the owner only. */
function prepareFolder(data: string): Record<'hub' | 'kiosk' | 'enrol' | 'credential' | 'staff' | 'visitor' | 'browser', string> {
  const at = (name: string): string => join(data, name);
  const files = { hub: at('hub'), kiosk: at('kiosk'), enrol: at('enrol.json'), credential: at('kiosk-credential.json'), staff: at('staff.json'), visitor: at('visitor.json'), browser: at('browser') };
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    if (!existsSync(files.credential)) writeFileSync(files.credential, JSON.stringify({ ...KIOSK, secret: randomBytes(24).toString('base64url') }), { mode: 0o600 });
    writeFileSync(files.enrol, JSON.stringify([JSON.parse(readFileSync(files.credential, 'utf8'))]), { mode: 0o600 });
    return files;
  } catch (cause) {
    throw new Fault('data-folder-not-writable', `The folder cannot be used (${cause instanceof Error ? cause.message : String(cause)}).`, 'Make it writable or choose another with --data.', { where: data, cause });
  }
}

/** A visitor who wakes the kiosk and asks the pack's own first example. */
function writeVisitor(file: string, pack: string): string {
  const compiled = compilePack(readBundle(packFolder(pack)));
  if (!compiled.ok) throw new Fault('pack-invalid', `The pack "${pack}" has ${compiled.problems.length} problem(s).`, `Run \`foyer pack check ${pack}\` to see them.`, { where: pack });
  const { wake, examples, languages } = compiled.pack.pack;
  const language = languages.includes('zh') ? 'zh' : 'en';
  const words = [wake[language]?.[0], examples[language]?.[0]].filter((text) => text !== undefined);
  writeFileSync(file, JSON.stringify({ inputs: words.map((value) => ({ kind: 'say', value })) }));
  return file;
}

/** A structured log line as a person reads it. */
function plain(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const { msg, level, reason } = JSON.parse(line) as { msg?: string; level?: number; reason?: string };
    return msg === undefined ? line : `kiosk ${(level ?? 0) >= 50 ? 'error' : (level ?? 0) >= 40 ? 'warning' : 'note'}: ${msg}${reason === undefined ? '' : ` (${reason})`}`;
  } catch {
    return line;
  }
}

function showVisitLine(line: string, json: boolean): void {
  if (json) {
    process.stdout.write(`${line}\n`);
    return;
  }
  try {
    const text = readable(JSON.parse(line));
    if (text !== null) process.stdout.write(`${text}\n`);
  } catch {
    process.stdout.write(`${line}\n`); // not one of ours, so it is shown as it is
  }
}

function announce(where: { screen: string; console: string; broker: string; staff: string }): void {
  const lines = [
    '', `  Foyer is running.  Foyer 已启动。`, '',
    `  Customer screen  顾客屏   ${where.screen}`,
    `  Staff console    员工台   ${where.console}`,
    `  Kiosks connect   设备接入 ${where.broker}`,
    ...staffLines(where.staff), '',
    '  Stop with Ctrl+C.  按 Ctrl+C 停止。', '',
  ];
  process.stdout.write(lines.join('\n') + '\n');
}

function staffLines(file: string): string[] {
  try {
    const { users } = JSON.parse(readFileSync(file, 'utf8')) as { users: { name: string; password: string; roles?: string[] }[] };
    return [...users.map((user) => `  Sign in          登录     ${user.name} / ${user.password}${user.roles ? `   (${user.roles.join(', ')})` : ''}`), `                            (${file})`];
  } catch {
    return [`  Sign in          登录     ${file}`];
  }
}

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function openBrowser(url: string, profile: string): void {
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return;
  const program = BROWSERS.flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name))).find(executable);
  if (!program) {
    process.stderr.write(`${new Fault('no-browser', 'No Chromium was found to show the screen.', `Install it (apt-get install chromium) or open ${url} in any browser.`).sentence}\n`);
    return;
  }
  rmSync(join(profile, 'SingletonLock'), { force: true }); // of a browser that was killed with the machine
  const child = spawn(program, ['--kiosk', '--noerrdialogs', '--disable-infobars', '--no-first-run', '--disable-session-crashed-bubble', '--disable-features=Translate', '--disable-pinch',
    '--overscroll-history-navigation=0', '--autoplay-policy=no-user-gesture-required', '--check-for-update-interval=31536000', '--password-store=basic', `--user-data-dir=${profile}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), url], { stdio: 'ignore' });
  child.on('error', () => process.stderr.write(`The browser could not be opened; open ${url} yourself.\n`));
  process.once('exit', () => child.kill());
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
