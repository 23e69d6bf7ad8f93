// Microphone port over node-record-lpcm16. The recorder is a program that may be missing, die, end without an error or
// simply stop giving sound: each of these is "down" and a restart with back-off.
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE, type Clock, type Log, type Microphone, type MicrophoneEvents } from '../core/ports.ts';

export interface RecorderMicrophoneOptions {
  clock: Clock;
  log: Log;
  /** ALSA device; absent = the system's default. */
  device?: string;
  /** 'arecord' (20 ms behind), or 'rec' / 'sox' where there is no ALSA. Never from a visitor: it is loaded as code. */
  recorder?: 'arecord' | 'rec' | 'sox';
  /** No sound for this long counts as dead, ms. */
  stallMs?: number;
  restartMs?: { first: number; longest: number };
}

interface Recording { process: ChildProcess; stream(): Readable }
type Record = (options: { recorder: string; device?: string; channels: number; sampleRate: number; audioType: string }) => Recording;

const ARECORD = fileURLToPath(new URL('./recorder-microphone/arecord-low-latency.cjs', import.meta.url));
const FRAME_BYTES = FRAME_SAMPLES * 2;
const WATCH_MS = 500;

export function createRecorderMicrophone(options: RecorderMicrophoneOptions): Microphone {
  const { clock, log } = options;
  const restart = options.restartMs ?? { first: 250, longest: 5000 };
  const stallMs = options.stallMs ?? 3000;
  let record: Record | null = null;
  let recording: Recording | null = null;
  let running = false;
  let up = false;
  let delay = restart.first;
  let cancelWatch: () => void = () => undefined;
  let cancelRestart: () => void = () => undefined;
  let events: MicrophoneEvents | null = null;

  function begin(): void {
    if (!running || !record) return;
    let stderr = '';
    let over = false;
    let heardAt = clock.monotonic();
    let rest: Buffer = Buffer.alloc(0);
    let mine: Recording | null = null;

    const down = (reason: string): void => {
      if (over) return;
      over = true;
      cancelWatch();
      if (mine && mine.process.exitCode === null && mine.process.signalCode === null) mine.process.kill('SIGKILL');
      recording = null;
      if (!running) return;
      up = false;
      const detail = stderr.trim().split('\n').at(-1) ?? '';
      log.warn('microphone went down', { reason, stderr: detail, restartMs: delay });
      events?.down(detail === '' ? reason : `${reason}: ${detail}`);
      cancelRestart = clock.setTimeout(begin, delay);
      delay = Math.min(delay * 2, restart.longest);
    };

    try {
      mine = record({ recorder: options.recorder && options.recorder !== 'arecord' ? options.recorder : ARECORD, ...(options.device ? { device: options.device } : {}), channels: 1, sampleRate: SAMPLE_RATE, audioType: 'raw' });
    } catch (error) {
      return down(String(error));
    }
    recording = mine;
    // without this listener a missing program would end the kiosk: the package has none
    mine.process.on('error', (error: NodeJS.ErrnoException) => down(error.code === 'ENOENT' ? 'the recorder program is not installed' : `the recorder cannot be started (${error.code ?? error.message})`));
    mine.process.stderr?.on('data', (data: Buffer) => (stderr = (stderr + data.toString()).slice(-2000)));
    // `rec` ends with 0 when its device is gone, so every end that was not asked for is a failure
    mine.process.on('close', (code, signal) => down(signal ? `the recorder was ended by ${signal}` : `the recorder ended with code ${code}`));
    mine.stream().on('error', () => undefined); // the package emits a string after the end; `close` has told it better
    mine.stream().on('data', (chunk: Buffer) => {
      if (over || !running) return;
      heardAt = clock.monotonic();
      if (!up) {
        up = true;
        delay = restart.first;
        events?.up();
      }
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const count = Math.floor(bytes.length / FRAME_BYTES);
      for (let i = 0; i < count; i++) {
        const samples = new Int16Array(FRAME_SAMPLES);
        for (let k = 0; k < FRAME_SAMPLES; k++) samples[k] = bytes.readInt16LE(i * FRAME_BYTES + 2 * k);
        events?.frame({ samples, at: heardAt - (count - 1 - i) * FRAME_MS });
      }
      rest = bytes.subarray(count * FRAME_BYTES);
    });
    const watch = (): void => {
      if (over) return;
      if (clock.monotonic() - heardAt > stallMs) return down('the recorder gives no sound');
      cancelWatch = clock.setTimeout(watch, WATCH_MS);
    };
    cancelWatch = clock.setTimeout(watch, WATCH_MS);
  }

  return {
    async start(given) {
      events = given;
      running = true;
      up = false;
      delay = restart.first;
      // @ts-expect-error the package ships without type declarations
      const module = (await import('node-record-lpcm16')) as { default: { record: Record } };
      record = module.default.record;
      begin();
    },
    async stop() {
      running = false;
      cancelWatch();
      cancelRestart();
      const last = recording?.process;
      recording = null;
      if (!last || last.exitCode !== null || last.signalCode !== null || last.pid === undefined) return;
      await new Promise<void>((resolve) => {
        const cancel = clock.setTimeout(() => last.kill('SIGKILL'), 500);
        last.once('close', () => {
          cancel();
          resolve();
        });
        last.kill('SIGTERM');
      });
    },
  };
}
