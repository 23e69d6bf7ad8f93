// A sound system without hardware: a PulseAudio server of the test's own with a loudspeaker whose output can be recorded and
// a room that can be spoken into. Facts behind each line are in device/adapters/README.md.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LOUDSPEAKER = 'kiosk_out';
const ROOM = 'room_mic';

export interface VirtualSound {
  /** For the processes that are to use these devices: recorder, loudspeaker, espeak. */
  environment: NodeJS.ProcessEnv;
  /** Speaks into the room (16 kHz); resolves when it has been played. `at` is called as the first sample goes in. */
  speak(samples: Int16Array, at?: () => void): Promise<void>;
  /** Listens to the loudspeaker; frames of 10 ms at 16 kHz with their time of arrival. */
  record(from: 'loudspeaker' | 'room', frame: (samples: Int16Array, at: number) => void): () => void;
  /** Lets the room hear the loudspeaker, `percent` of PulseAudio's cubic volume scale. */
  echo(percent: number): Promise<() => Promise<void>>;
  /** Takes the server down for good, as when a sound card is pulled out. */
  stop(): Promise<void>;
}

/** Starts a server with one loudspeaker (48 kHz) and one room (16 kHz, the recorder's rate: anything else is not exact). */
export async function startVirtualSound(): Promise<VirtualSound> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'foyer-sound-'));
  const runtime = path.join(folder, 'run');
  mkdirSync(runtime, { recursive: true });
  chmodSync(folder, 0o700);
  chmodSync(runtime, 0o700);
  const socket = path.join(runtime, 'native');
  const script = path.join(folder, 'devices.pa');
  writeFileSync(script, [
    `load-module module-native-protocol-unix auth-anonymous=1 socket=${socket}`,
    `load-module module-null-sink sink_name=${LOUDSPEAKER} rate=48000 channels=2`,
    `load-module module-null-sink sink_name=${ROOM} rate=16000 channels=1`,
    `set-default-sink ${LOUDSPEAKER}`,
    `set-default-source ${ROOM}.monitor`,
    '',
  ].join('\n'));
  const environment: NodeJS.ProcessEnv = {
    ...process.env, PULSE_SERVER: `unix:${socket}`, PULSE_RUNTIME_PATH: runtime, PULSE_STATE_PATH: path.join(folder, 'state'), PULSE_COOKIE: path.join(folder, 'cookie'),
    PULSE_SINK: LOUDSPEAKER, PULSE_SOURCE: `${ROOM}.monitor`,
  };
  const children: ChildProcess[] = [];
  const keep = (child: ChildProcess): ChildProcess => {
    children.push(child);
    child.on('error', () => undefined);
    return child;
  };
  const server = keep(spawn('pulseaudio', ['-n', '-F', script, '--daemonize=no', '--exit-idle-time=-1', '--disallow-exit', '--realtime=no', '--high-priority=no', '--use-pid-file=no'], { env: environment, stdio: 'ignore' }));
  const pactl = async (...words: string[]): Promise<string> => (await run('pactl', words, { env: environment })).stdout.trim();

  for (let tries = 0; ; tries++) {
    if (await pactl('info').then(() => true, () => false)) break;
    if (tries > 100 || server.exitCode !== null) throw new Error('the virtual sound server did not start; are pulseaudio and pulseaudio-utils installed?');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // a null sink that nobody reads works in blocks of up to 2 s, so each one gets a reader for good
  for (const sink of [LOUDSPEAKER, ROOM]) keep(spawn('parec', ['-d', `${sink}.monitor`, '--raw', '--latency-msec=10'], { env: environment, stdio: 'ignore' }));
  await new Promise((resolve) => setTimeout(resolve, 2200)); // the first such block must pass

  function record(from: 'loudspeaker' | 'room', frame: (samples: Int16Array, at: number) => void): () => void {
    const device = from === 'loudspeaker' ? LOUDSPEAKER : ROOM;
    const child = keep(spawn('parec', ['-d', `${device}.monitor`, '--raw', '--format=s16le', '--rate=16000', '--channels=1', '--latency-msec=10'], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] }));
    let rest: Buffer = Buffer.alloc(0);
    child.stdout?.on('data', (chunk: Buffer) => {
      const now = performance.now();
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const count = Math.floor(bytes.length / 320);
      for (let i = 0; i < count; i++) {
        const samples = new Int16Array(160);
        for (let k = 0; k < 160; k++) samples[k] = bytes.readInt16LE(i * 320 + 2 * k);
        frame(samples, now - (count - 1 - i) * 10);
      }
      rest = bytes.subarray(count * 320);
    });
    return () => void child.kill();
  }

  return {
    environment,
    record,
    async speak(samples, at) {
      const child = keep(spawn('pacat', ['--playback', '--raw', '-d', ROOM, '--format=s16le', '--rate=16000', '--channels=1', '--latency-msec=20'], { env: environment, stdio: ['pipe', 'ignore', 'ignore'] }));
      // a new stream may lose its first samples, so it begins with silence
      const lead = Buffer.alloc(3200);
      await new Promise<void>((resolve, reject) => {
        child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`pacat ended with ${code}`))));
        child.stdin?.on('error', () => undefined);
        child.stdin?.write(lead);
        at?.();
        child.stdin?.end(Buffer.concat([Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength), lead]));
      });
    },
    async echo(percent) {
      const module = await pactl('load-module', 'module-loopback', `source=${LOUDSPEAKER}.monitor`, `sink=${ROOM}`, 'latency_msec=20', 'adjust_time=0');
      const inputs = await pactl('list', 'short', 'sink-inputs');
      const id = inputs.split('\n').filter((line) => line.includes('module-loopback')).at(-1)?.split('\t')[0];
      if (id) await pactl('set-sink-input-volume', id, `${percent}%`);
      return async () => void (await pactl('unload-module', module));
    },
    async stop() {
      for (const child of children.reverse()) child.kill('SIGKILL');
      await new Promise<void>((resolve) => (server.exitCode !== null || server.signalCode !== null ? resolve() : server.once('exit', () => resolve())));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
