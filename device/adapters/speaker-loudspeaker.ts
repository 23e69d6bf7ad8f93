// Loudspeaker port over the `speaker` package in a process of its own: without a sound device the package aborts Node, and
// that must be a state of the kiosk, not its end.
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Clock, Log, Loudspeaker, LoudspeakerEvents } from '../core/ports.ts';
import type { FromSpeaker, ToSpeaker } from './speaker-loudspeaker/messages.ts';

export interface SpeakerLoudspeakerOptions {
  clock: Clock;
  log: Log;
  /** ALSA device; absent = the system's default. */
  device?: string;
  sampleRate?: number;
  /** Sound written ahead of time, ms: less runs dry, more makes barge-in late. */
  aheadMs?: number;
  environment?: NodeJS.ProcessEnv;
  restartMs?: { first: number; longest: number };
}

export interface SpeakerLoudspeaker extends Loudspeaker {
  /** Process id of the child, null while it is down. */
  readonly pid: number | null;
  /** Ends a child whose device hangs; it is started again with the usual back-off. */
  kill(): void;
}

const CHILD = fileURLToPath(new URL('./speaker-loudspeaker/child.ts', import.meta.url));
const OPEN_MS = 4000;
const SETTLED_RUN_MS = 20_000;

interface Playing { id: number; onFirst(at: number): void; finish(how: 'done' | 'stopped'): void; cancelEnd(): void }

export function createSpeakerLoudspeaker(options: SpeakerLoudspeakerOptions): SpeakerLoudspeaker {
  const { clock, log } = options;
  const restart = options.restartMs ?? { first: 500, longest: 30_000 };
  let child: ChildProcess | null = null;
  let opened = false;
  let stopping = true;
  let delay = restart.first;
  let cancelRestart: () => void = () => undefined;
  let events: LoudspeakerEvents | null = null;
  let playing: Playing | null = null;
  let next = 1;

  function finish(how: 'done' | 'stopped'): void {
    const last = playing;
    playing = null;
    last?.cancelEnd();
    last?.finish(how);
    if (last) events?.level(0);
  }

  function heard(message: FromSpeaker): void {
    if ('level' in message) {
      if (playing) events?.level(message.level);
    } else if ('first' in message) {
      if (playing?.id === message.first) playing.onFirst(clock.monotonic() + message.inMs);
    } else if ('ended' in message) {
      const target = playing;
      // the end has been written, not yet heard
      if (target?.id === message.ended) target.cancelEnd = clock.setTimeout(() => void (playing === target && finish('done')), message.inMs);
    }
  }

  function launch(): void {
    if (stopping) return;
    const launched = fork(CHILD, {
      serialization: 'advanced',
      execPath: process.execPath,
      execArgv: ['--max-old-space-size=64'],
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child = launched;
    const startedAt = clock.monotonic();
    let over = false;
    let why = '';
    let stderr = '';
    const gone = (reason: string): void => {
      if (over) return;
      over = true;
      cancelOpen();
      if (child === launched) child = null;
      opened = false;
      finish('stopped');
      if (stopping) return;
      if (clock.monotonic() - startedAt > SETTLED_RUN_MS) delay = restart.first;
      log.warn('loudspeaker went down', { reason, stderr: stderr.trim().slice(-300), restartMs: delay });
      events?.down(reason);
      cancelRestart = clock.setTimeout(launch, delay);
      delay = Math.min(delay * 2, restart.longest);
    };
    const cancelOpen = clock.setTimeout(() => {
      if (opened) return;
      why = 'the sound device does not answer';
      launched.kill('SIGKILL');
    }, OPEN_MS);
    launched.stderr?.on('data', (data: Buffer) => (stderr = (stderr + data.toString()).slice(-2000)));
    launched.on('error', (error) => gone(error.message));
    launched.on('exit', (code, signal) => gone(why !== '' ? why : signal === 'SIGABRT' ? 'there is no sound device' : signal ? `killed by ${signal}` : `exited with code ${code}`));
    launched.on('message', (raw) => {
      const message = raw as FromSpeaker;
      if ('failed' in message) why = message.failed;
      else if ('opened' in message) {
        opened = true;
        cancelOpen();
        events?.up();
      } else heard(message);
    });
    send({ open: { device: options.device ?? null, sampleRate: options.sampleRate ?? 48000, aheadMs: options.aheadMs ?? 60 } });
  }

  function send(message: ToSpeaker): void {
    if (child?.connected) child.send(message, () => undefined);
  }

  return {
    async start(given) {
      events = given;
      stopping = false;
      delay = restart.first;
      launch();
    },
    play(audio, { volume, onFirst }) {
      finish('stopped');
      if (!opened) return Promise.resolve('stopped');
      return new Promise((resolve) => {
        const id = next++;
        playing = { id, onFirst, finish: resolve, cancelEnd: () => undefined };
        send({ play: id, samples: audio.samples, sampleRate: audio.sampleRate, volume });
      });
    },
    silence() {
      send({ silence: true });
      finish('stopped');
    },
    get pid() {
      return opened ? (child?.pid ?? null) : null;
    },
    kill() { child?.kill('SIGKILL'); },
    async stop() {
      stopping = true;
      cancelRestart();
      finish('stopped');
      const last = child;
      if (!last || last.exitCode !== null || last.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        const cancel = clock.setTimeout(() => last.kill('SIGKILL'), 500);
        last.once('exit', () => {
          cancel();
          resolve();
        });
        last.disconnect();
      });
    },
  };
}
